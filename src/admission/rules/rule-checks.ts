import { isOlder, operatorReader, RuleEnvironment, whyOldNames } from './environment';
import { checkLabelNames, unknownFields } from './fields';
import { RuleEffect, RuleOptions, RuleProblem, ruleWhere } from './rule-problem';
import { readTemplate } from './template-parser';
import { emptyLabelsIn, hasStrayEnd } from './templates';
import { inMessage, isDuration, isOldMetricName } from './values';
import { checkExpression } from '../../promql/expression';
import { PromQLReader, versionNumber } from '../../promql/reader';
import { resultLabels } from '../../promql/result-labels';
import { shown } from '../../validation/rule';
import { readDuration } from '../../values/durations';
import { isFilledText, isMap, isSet } from '../../values/json';

const RULE_FIELDS = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];
const KEEP_FIRING_FOR = { prometheus: '2.42', thanos: '0.34' };
/** The newest Prometheus whose template functions are known here. */
const NEWEST_TEMPLATES = '3.16';

interface Context {
  readonly path: string;
  readonly where: string;
  readonly env: RuleEnvironment;
  readonly options: RuleOptions;
}

type Add = (effect: RuleEffect, field: string, why: string) => void;

/** One rule of a group. */
export function checkRule(rule: unknown, path: string, group: string, env: RuleEnvironment, options: RuleOptions): RuleProblem[] {
  if (!isMap(rule)) {
    return options.hasSchema ? [] : [{ effect: 'refused', path, where: group, why: 'it must have "expr", and "alert" or "record"' }];
  }
  const where = ruleWhere(rule, group);
  const problems: RuleProblem[] = [];
  const add: Add = (effect, field, why) => problems.push({ effect, path: field === '' ? path : `${path}.${field}`, where, why });
  const context = { path, where, env, options };
  if (!options.hasSchema) { unknownFields(rule, RULE_FIELDS).forEach(({ field, why }) => add('refused', field, why)); }
  checkNames(rule, context, add);
  checkDurations(rule, context, add);
  checkExpr(rule.expr, context, add);
  for (const field of ['labels', 'annotations']) { problems.push(...checkLabelNames(rule[field], { path, field, where }, env, options)); }
  if (isFilledText(rule.alert)) { checkTemplates(rule, context, add); }
  return problems;
}

/** An empty field counts as unset. */
function isWritten(value: unknown): boolean {
  return isSet(value) && value !== '';
}

function checkNames(rule: Readonly<Record<string, unknown>>, { options, env }: Context, add: Add): void {
  const { alert, record } = rule;
  if (isWritten(alert) === isWritten(record)) {
    add('refused', '', `the rule has ${isWritten(alert) ? 'both' : 'neither'} of "alert" and "record": set exactly one`);
  }
  for (const field of options.hasSchema ? [] : ['alert', 'record']) {
    if (isWritten(rule[field]) && typeof rule[field] !== 'string') {
      add('refused', field, `"${field}" is not a string: put it in quotes`);
    }
  }
  if (!isFilledText(record)) { return; }
  const old = whyOldNames(env);
  if (/[{}]/.test(record)) {
    add('refused', 'record', `"record" is ${shown(record)}, which is an expression: move it to "expr", and write a metric name`);
  } else if (old !== undefined && !isOldMetricName(record)) {
    add('refused', 'record', `"record" is ${shown(record)}: use letters, digits, "_" and ":", and do not begin with a digit; ${old}`);
  }
  const isLasting = (field: string) => isFilledText(rule[field]) && isDuration(rule[field]) && readDuration(rule[field]) !== 0;
  const hasAnnotations = isMap(rule.annotations) && Object.keys(rule.annotations).length > 0;
  const useless = [...['for', 'keep_firing_for'].filter(isLasting), ...hasAnnotations ? ['annotations'] : []];
  for (const field of useless) {
    add('refused', field, `a recording rule does not support "${field}": remove it, or make the rule an alert`);
  }
}

function checkDurations(rule: Readonly<Record<string, unknown>>, { options, env }: Context, add: Add): void {
  for (const field of ['for', 'keep_firing_for']) {
    const value = rule[field];
    // the operator drops an empty "for"
    if (!isSet(value) || (value === '' && options.hasSchema)) { continue; }
    if (typeof value === 'string' ? isDuration(value) : options.hasSchema) { continue; }
    add('refused', field, `"${field}" is ${inMessage(value)}, which is not a duration: write it like "5m"`);
  }
  if (!isSet(rule.keep_firing_for)) { return; }
  const { prometheus, thanos } = KEEP_FIRING_FOR;
  if (isOlder(env.thanos, thanos)) {
    add('ignored', 'keep_firing_for', `"keep_firing_for" requires Thanos ${thanos} or newer; the version is ${env.thanos}`);
  }
  if (env.thanos === undefined && isOlder(env.prometheus, prometheus)) {
    add('ignored', 'keep_firing_for', `"keep_firing_for" requires Prometheus ${prometheus} or newer; the version is ${env.prometheus}`);
  }
}

function checkExpr(value: unknown, { options, env }: Context, add: Add): void {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') {
    if (!options.hasSchema || text === '' || !isSet(value)) { add('refused', 'expr', 'it has no "expr"'); }
    return;
  }
  const { type, problems } = checkExpression(text);
  for (const { kind, why } of problems) {
    if (kind === 'doubt') { add('doubt', 'expr', why); continue; }
    add(kind === 'evaluation' ? 'fails' : 'refused', 'expr', `"expr": ${why}`);
  }
  if (type === 'matrix' || type === 'string') {
    add('fails', 'expr', `"expr" is a ${type === 'matrix' ? 'range' : 'string'}: a rule requires an instant vector or a number`);
  }
  if (problems.some(({ kind }) => kind !== 'doubt' && kind !== 'evaluation')) { return; }
  checkVersions(text, env, add);
}

/** The operator parses an expression first, then Prometheus does. */
function checkVersions(text: string, env: RuleEnvironment, add: Add): void {
  const operator = operatorReader(env);
  const refused = operator ? whysByVersion(text, operator) : [];
  for (const why of refused) { add('refused', 'expr', `"expr": ${why} in the parser of prometheus-operator ${env.operator}`); }
  if (refused.length > 0 || env.thanos !== undefined) { return; }
  for (const why of env.prometheus === undefined ? [] : whysByVersion(text, env)) { add('not-loaded', 'expr', `"expr": ${why}`); }
}

function whysByVersion(text: string, reader: PromQLReader): string[] {
  return checkExpression(text, reader).problems.filter(({ kind }) => kind === 'version').map(({ why }) => why);
}

function checkTemplates(rule: Readonly<Record<string, unknown>>, { env }: Context, add: Add): void {
  const labels = typeof rule.expr === 'string' ? resultLabels(rule.expr) : undefined;
  for (const field of ['labels', 'annotations']) {
    const texts = rule[field];
    for (const [name, text] of isMap(texts) ? Object.entries(texts) : []) {
      if (typeof text !== 'string') { continue; }
      const read = readTemplate(text);
      const at = `${field}.${name}`;
      if ('why' in read) {
        if (!isNewer(env)) { add('refused', at, `the template of "${at}" does not parse: ${read.why}`); }
        continue;
      }
      if (hasStrayEnd(text)) { add('doubt', at, `"${at}" has "}}" without "{{"`); }
      for (const [used, since] of read.since) { checkTemplateFunction(used, since, at, env, add); }
      for (const label of labels ? emptyLabelsIn(text, labels) : []) {
        add('doubt', at, `$labels.${label} is empty, because the result of the expression does not have this label`);
      }
    }
  }
}

function checkTemplateFunction(name: string, since: string, at: string, env: RuleEnvironment, add: Add): void {
  const operator = operatorReader(env)?.prometheus;
  if (isOlder(operator, since)) {
    add('refused', at, `the template of "${at}" uses ${name}, which the parser of prometheus-operator ${env.operator} does not know`);
  } else if (env.thanos === undefined && isOlder(env.prometheus, since)) {
    const given = `requires Prometheus ${since} or newer; the version is ${env.prometheus}`;
    add('not-loaded', at, `the template of "${at}" uses ${name}, which ${given}`);
  }
}

/** A newer Prometheus may have functions that are unknown here. */
function isNewer({ prometheus }: RuleEnvironment): boolean {
  return (versionNumber(prometheus) ?? 0) > versionNumber(NEWEST_TEMPLATES)!;
}
