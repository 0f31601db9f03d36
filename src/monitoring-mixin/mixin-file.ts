import { FILE_DOUBT, FILE_RULE, FILE_UNREADABLE } from './rules';
import { checkTemplate } from './templates';
import { inWords, readDocuments } from '../files/documents';
import { AlertRow, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { checkExpression } from '../promql/expression';
import { resultLabels } from '../promql/result-labels';
import { finding, Finding, shown } from '../validation/rule';

/** A duration of Prometheus: `1h30m`. */
const DURATION = /^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/;
const RECORD = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A dashboard as it was rendered. */
export interface FileDashboard {
  readonly name: string;
  readonly json: string;
}

/** What a file has, and what is wrong with it. */
export interface MixinFile {
  readonly groups: readonly RuleGroup[];
  readonly dashboards: readonly FileDashboard[];
  readonly findings: readonly Finding[];
}

/**
 * Reads rules (PrometheusRules, Lists of them, or Prometheus' own files, as YAML or JSON, several documents too) or a dashboard. Total: it never throws.
 */
export function readMixinFile(path: string): MixinFile {
  const read = readDocuments(path);
  return 'problem' in read ? { groups: [], dashboards: [], findings: [finding(FILE_UNREADABLE, { path, why: inWords(read.problem) })] } : readMixin(path, read.documents);
}

export function readMixin(path: string, values: readonly unknown[]): MixinFile {
  const dashboards = values.filter(isDashboard).map(value => ({ name: nameOf(value), json: `${JSON.stringify(value, undefined, 2)}\n` }));
  const raw = values.filter(value => !isDashboard(value)).flatMap(groupsIn);
  const findings: Finding[] = [];
  if (raw.length === 0 && dashboards.length === 0) { findings.push(finding(FILE_UNREADABLE, { path, why: 'it has neither "groups" of rules, nor a PrometheusRule, nor a dashboard' })); }
  const groups = raw.map(group => readGroup(path, group, findings));
  for (const [what, names] of [['group', groups.map(({ name }) => name)], ['dashboard', dashboards.map(({ name }) => name)]] as const) {
    for (const name of twiceIn(names)) { findings.push(finding(FILE_RULE, { where: `${path}: ${what} ${shown(name)}`, why: 'it is there twice: give one of them another name' })); }
  }
  for (const dashboard of values.filter(isDashboard)) { findings.push(...checkDashboard(path, dashboard)); }
  return { groups: onceEach(groups), dashboards: onceEach(dashboards), findings };
}

function twiceIn(names: readonly string[]): Set<string> {
  return new Set(names.filter((each, at) => names.indexOf(each) !== at));
}

/** The first of each name: what is there twice is an error already. */
function onceEach<T extends { readonly name: string }>(all: readonly T[]): T[] {
  return [...new Map([...all].reverse().map(each => [each.name, each])).values()].reverse();
}

/** `groups` of a rule file, of a PrometheusRule, or of a List. */
function groupsIn(value: any): any[] {
  if (Array.isArray(value?.groups)) { return value.groups; }
  if (value?.kind === 'PrometheusRule') { return Array.isArray(value.spec?.groups) ? value.spec.groups : []; }
  return Array.isArray(value?.items) ? value.items.flatMap((item: unknown) => item === value ? [] : groupsIn(item)) : [];
}

function isDashboard(value: any): boolean {
  return typeof value?.title === 'string' && Array.isArray(value.panels ?? value.rows);
}

function nameOf({ uid, title }: any): string {
  const text = String(uid ?? title).toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-+|-+$/g, '');
  return text === '' ? 'dashboard' : text;
}

function readGroup(path: string, group: any, findings: Finding[]): RuleGroup {
  const name = typeof group?.name === 'string' ? group.name : '';
  const where = `${path}: group ${shown(name)}`;
  const wrong = (why: string, at = where) => findings.push(finding(FILE_RULE, { where: at, why }));
  if (name === '') { wrong('it has no "name"'); }
  if (group?.interval !== undefined && !isDuration(group.interval)) { wrong(`"interval" is ${shown(group.interval)}, which is no duration: write it like "1m"`); }
  const rules = Array.isArray(group?.rules) ? group.rules : [];
  if (rules.length === 0) { wrong('it has no "rules"'); }
  const seen = new Set<string>();
  for (const rule of rules) {
    const what = rule?.alert !== undefined ? 'alert' : 'record';
    const at = `${where}, ${what} ${shown(rule?.[what])}`;
    checkRule(rule, at, findings);
    const key = JSON.stringify([rule?.[what], rule?.expr, rule?.labels]);
    if (seen.has(key)) { wrong('it is there twice: leave one of them out', at); }
    seen.add(key);
  }
  return { ...isMap(group) && group, name, rules: rules.filter(isMap) as unknown as (AlertRow | RecordRow)[] };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDuration(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && DURATION.test(value);
}

function checkRule(rule: any, where: string, findings: Finding[]): void {
  const wrong = (why: string) => findings.push(finding(FILE_RULE, { where, why }));
  const hasOne = (rule?.alert === undefined) !== (rule?.record === undefined);
  if (!hasOne) { wrong('a rule has either "alert" or "record"'); }
  if (rule?.alert !== undefined && (typeof rule.alert !== 'string' || rule.alert === '')) { wrong('"alert" is no name'); }
  if (rule?.record !== undefined && !RECORD.test(String(rule.record))) { wrong('"record" is letters, digits, "_" and ":", and begins with no digit'); }
  if (rule?.record !== undefined && (rule.for !== undefined || rule.annotations !== undefined || rule.keep_firing_for !== undefined)) { wrong('a recorded series has no "for", "keep_firing_for" and "annotations"'); }
  for (const field of ['for', 'keep_firing_for']) {
    if (rule?.[field] !== undefined && !isDuration(rule[field])) { wrong(`"${field}" is ${shown(rule[field])}, which is no duration: write it like "5m"`); }
  }
  const expr = typeof rule?.expr === 'number' ? String(rule.expr) : rule?.expr;
  if (typeof expr !== 'string') { wrong('it has no "expr"'); return; }
  const { type, problems } = checkExpression(expr);
  for (const { kind, why } of problems) {
    if (kind === 'doubt') { findings.push(finding(FILE_DOUBT, { where, why })); } else { wrong(`"expr": ${why}`); }
  }
  if (type === 'range' || type === 'string') { wrong(`"expr" is a ${type}: a rule wants an instant vector or a number`); }
  checkTexts(rule, where, expr, findings);
}

function checkTexts(rule: any, where: string, expr: string, findings: Finding[]): void {
  const labels = resultLabels(expr);
  for (const field of ['labels', 'annotations']) {
    for (const [name, text] of Object.entries(rule[field] ?? {})) {
      if (!LABEL.test(name)) { findings.push(finding(FILE_RULE, { where, why: `"${field}" has ${shown(name)}: a name is letters, digits and "_", and begins with no digit` })); }
      if (typeof text !== 'string') { findings.push(finding(FILE_RULE, { where, why: `"${field}.${name}" is no text: put it in quotes` })); continue; }
      for (const why of checkTemplate(text, labels)) { findings.push(finding(why.includes('close') ? FILE_RULE : FILE_DOUBT, { where: `${where}, ${field}.${name}`, why })); }
    }
  }
}

/** What Grafana puts in the place of its variables, so that the rest can be read. */
function filled(expr: string): string {
  return expr.replace(/\$\{?__(rate_interval|interval|range)(:\w+)?\}?/g, '5m').replace(/\[\$\{?\w+(:\w+)?\}?\]/g, '[5m]').replace(/\$\{?\w+(:\w+)?\}?/g, 'value').replace(/\[\[\w+\]\]/g, 'value');
}

function checkDashboard(path: string, dashboard: any): Finding[] {
  return panelsIn(dashboard).flatMap(panel => (Array.isArray(panel?.targets) ? panel.targets : []).flatMap((target: any): Finding[] => {
    if (typeof target?.expr !== 'string' || target.expr.trim() === '') { return []; }
    const where = `${path}: dashboard ${shown(dashboard.title)}, panel ${shown(panel.title ?? '')}`;
    // variables may stand where the grammar has no place for them: what cannot be read is said, and is no error
    return checkExpression(filled(target.expr)).problems.map(({ why }) => finding(FILE_DOUBT, { where, why }));
  }));
}

/** Panels may be in rows, and rows in panels. */
function panelsIn(value: any, depth = 0): any[] {
  if (depth > 5) { return []; }
  const own = [...Array.isArray(value?.panels) ? value.panels : [], ...Array.isArray(value?.rows) ? value.rows : []];
  return own.flatMap(panel => [panel, ...panelsIn(panel, depth + 1)]);
}
