import { classesIn, Code, coded, Ids, shortened, ours, written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { checkRuleGroups } from '../../admission/rules/rule-groups';
import { slug } from '../../validation/kubernetes-names';
import { isEmpty, isFilledText, isMap } from '../../values/json';
import { duration, labels } from '../convert';
import { Converted, Part, Release } from '../part';

const GROUP_FIELDS = ['name', 'interval', 'limit', 'query_offset', 'labels', 'rules'];
const ALERT_FIELDS = ['alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];
const RECORD_FIELDS = ['record', 'expr', 'labels'];

/** A PrometheusRule of the values. */
interface RuleObject {
  readonly path: string;
  readonly name: string;
  readonly groups: unknown;
  readonly labels: unknown;
}

/** `additionalPrometheusRulesMap` and `additionalPrometheusRules`: PrometheusRules. */
export const ownRulesPart: Part = (values, release): Converted => {
  const said = new Gathered();
  const ids = new Ids();
  const byName = at(values, 'additionalPrometheusRulesMap');
  const list = at(values, 'additionalPrometheusRules');
  const isByName = !isEmpty(byName);
  if (isByName && !isEmpty(list)) {
    said.say('additionalPrometheusRules', 'same', 'the chart ignores it if additionalPrometheusRulesMap is set');
  }
  const objects = isByName ? objectsOfMap(byName) : objectsOfList(list);
  if (isByName && objects.length === 0) { said.say('additionalPrometheusRulesMap', 'unsupported', 'it is not a map of rules'); }
  objects.forEach(object => sayObject(said, object, ids, release));
  if (isByName && Object.values(byName).some(each => each === null)) {
    said.values.push({ path: 'additionalPrometheusRulesMap', outcome: 'mapped', note: 'new PrometheusRules(...)' });
  }
  return said.converted;
};

function objectsOfMap(map: unknown): RuleObject[] {
  return entriesOf(map).filter(([, rule]) => isMap(rule))
    .map(([name, rule]) => ({ path: `additionalPrometheusRulesMap.${name}`, name, groups: rule.groups, labels: rule.additionalLabels }));
}

function objectsOfList(list: unknown): RuleObject[] {
  if (!Array.isArray(list)) { return []; }
  return list.filter(isMap)
    .map((rule: any) => ({
      path: 'additionalPrometheusRules',
      name: isFilledText(rule.name) ? rule.name : 'rules',
      groups: rule.groups,
      labels: rule.additionalLabels,
    }));
}

function sayObject(said: Gathered, object: RuleObject, ids: Ids, release: Release): void {
  const { path, name, groups } = object;
  const say = (outcome: 'mapped' | 'same' | 'unsupported', note: string) => {
    if (!said.values.some(each => each.path === path)) { said.say(path, outcome, note); }
  };
  if (!Array.isArray(groups) || groups.length === 0) { say('same', 'it has no rules'); return; }
  const id = ids.unique(`${name}Rules`);
  const problems = checkRuleGroups(groups).filter(({ effect }) => effect === 'refused' || effect === 'not-loaded');
  const typed = problems.length === 0 ? typedGroups(groups) : undefined;
  if (typed) {
    const options = { name: constructId(name), labels: labelsOf(object.labels), prometheus: ours('stack.prometheus'), groups: typed };
    const { uses } = classesIn(options);
    said.statements.push({
      code: `new PrometheusRules(chart, '${id}', ${written(options)});`, comment: `${shortened(path)}`, uses, from: ['PrometheusRules'],
    });
    say('mapped', 'new PrometheusRules(...)');
    return;
  }
  const why = problems.length > 0
    ? shortened(`${problems[0].where}: ${problems[0].why}`)
    : 'they have fields that PrometheusRules does not support';
  said.statements.push({
    code: rawCode(id, object, release, problems.length > 0),
    comment: `${shortened(path)}: copied unchanged. ${why}`,
    uses: ['ApiObject'],
  });
  if (problems.length > 0) {
    said.warnings.push(`Rules of ${shortened(path)} do not work: ${why}. They are copied unchanged: correct them.`);
  }
  say('mapped', 'new ApiObject(...), unchanged');
}

/** A PrometheusRule unchanged, with the label by which the chart's Prometheus selects it. */
function rawCode(id: string, object: RuleObject, release: Release, isWrong: boolean): string {
  const annotations = isWrong ? { 'cdk8s-prometheus/silence-rules-left-out': 'copied unchanged from the values' } : undefined;
  const metadata = { name: constructId(object.name), labels: { release: release.name, ...labelsOf(object.labels) }, annotations };
  return `new ApiObject(chart, '${id}', ${written({
    apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: { groups: object.groups },
  })});`;
}

const constructId = (name: string): string => slug(name).slice(0, 200).replace(/-+$/, '') || 'rules';

function labelsOf(value: unknown): object | undefined {
  const found = labels(value);
  return found && Object.fromEntries(entriesOf(value).map(([key, each]) => [key, String(each)]));
}

/** Groups with the field names of PrometheusRules. Undefined if a group has other fields. */
function typedGroups(groups: readonly unknown[]): object[] | undefined {
  const all = groups.map(typedGroup);
  return all.every(each => each !== undefined) ? all : undefined;
}

function typedGroup(group: unknown): object | undefined {
  if (!isMap(group) || !isFilledText(group.name) || !Array.isArray(group.rules) || Object.keys(group)
    .some(key => !GROUP_FIELDS.includes(key))) { return undefined; }
  const times = [timeOf(group.interval), timeOf(group.query_offset)];
  const rules = group.rules.map(rule => isMap(rule) && isFilledText(rule.record) ? record(rule) : alert(rule));
  if (times.includes(null) || rules.includes(undefined) || !(isEmpty(group.limit) || Number.isSafeInteger(group.limit))) {
    return undefined;
  }
  const of = (kind: 'record' | 'alert') => rules.filter(rule => rule !== undefined && kind in rule);
  const [records, alerts] = [of('record'), of('alert')];
  return {
    name: group.name,
    interval: times[0],
    limit: isEmpty(group.limit) ? undefined : group.limit,
    queryOffset: times[1],
    labels: labelsOf(group.labels),
    ...records.length > 0 && { records },
    ...alerts.length > 0 && { alerts },
  };
}

/** Null if it is not a duration. */
function timeOf(value: unknown): Code | undefined | null {
  if (isEmpty(value)) { return undefined; }
  return coded(duration(value)) ?? null;
}

/** Whether labels or annotations are strings. */
const areTexts = (value: unknown): boolean => isEmpty(value) || labels(value) !== undefined;

function record(rule: { readonly [key: string]: unknown }): object | undefined {
  if (!areTexts(rule.labels) || Object.keys(rule).some(key => !RECORD_FIELDS.includes(key)) || isEmpty(rule.expr)) { return undefined; }
  return { record: rule.record, expr: String(rule.expr).trimEnd(), labels: labelsOf(rule.labels) };
}

function alert(rule: unknown): object | undefined {
  if (!isMap(rule) || !isFilledText(rule.alert) || Object.keys(rule).some(key => !ALERT_FIELDS.includes(key)) || isEmpty(rule.expr)) {
    return undefined;
  }
  if (!areTexts(rule.labels) || !areTexts(rule.annotations)) { return undefined; }
  const isAtOnce = /^0+(ms|[smhdwy])?$/.test(String(rule.for));
  const [pending, keep] = [isAtOnce ? undefined : timeOf(rule.for), timeOf(rule.keep_firing_for)];
  if (pending === null || keep === null) { return undefined; }
  const { severity, ...others } = (labelsOf(rule.labels) ?? {}) as Record<string, string>;
  const { summary, description, runbook_url: runbookUrl, ...annotations } = (labelsOf(rule.annotations) ?? {}) as Record<string, string>;
  return {
    alert: rule.alert,
    expr: String(rule.expr).trimEnd(),
    for: pending,
    keepFiringFor: keep,
    severity,
    ...Object.keys(others).length > 0 && { labels: others },
    summary,
    description,
    runbookUrl,
    ...Object.keys(annotations).length > 0 && { annotations },
  };
}

