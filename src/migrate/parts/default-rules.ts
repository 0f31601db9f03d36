import { AlertChanges, DisabledList, disabledCode, mixinAlert } from './alert-changes';
import { Code, coded, shortened, option, written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { similarTo } from '../../validation/similar';
import { isEmpty, isFilledText, isMap } from '../../values/json';
import { isChartKey } from '../chart-keys';
import { CHART_RULES, ChartRules } from '../chart-rules';
import { duration, labels, texts } from '../convert';
import { MIXIN_ALERTS } from '../mixin-alerts';
import { nameHere, ON_REQUEST } from '../name-table';
import { Converted, Part } from '../part';

const SEVERITIES = ['critical', 'warning', 'info', 'none'];
/** The component that rules are about. Without it neither the chart nor the mixin has them. */
const PART_OF: Readonly<Record<string, string | undefined>> = {
  etcd: 'kubeEtcd',
  kubeApiserverAvailability: 'kubeApiServer',
  kubeApiserverBurnrate: 'kubeApiServer',
  kubeApiserverHistogram: 'kubeApiServer',
  kubeApiserverSlos: 'kubeApiServer',
  kubeControllerManager: 'kubeControllerManager',
  kubeProxy: 'kubeProxy',
  kubeSchedulerAlerting: 'kubeScheduler',
  kubeSchedulerRecording: 'kubeScheduler',
  nodeExporterAlerting: 'nodeExporter',
  nodeExporterRecording: 'nodeExporter',
};
const COMMUNITY = 'https://runbooks.prometheus-operator.dev/runbooks';
const WIDE = 'alerts are for all namespaces: select namespaces in the routes of Alertmanager, or replace an expression with `mixin: { '
  + 'alerts: { NAME: { expr } } }`';

/** Keys of `defaultRules` without an equivalent in the mixin, with the alternative. */
const OTHERWISE: Readonly<Record<string, { readonly same: unknown; readonly note: string }>> = {
  appNamespacesTarget: { same: '.*', note: WIDE },
  appNamespacesOperator: { same: '=~', note: WIDE },
  keepFiringFor: {
    same: '', note: 'alerts end with their condition: set `mixin: { alerts: { NAME: { keepFiringFor } } }` to keep them firing',
  },
  runbookUrl: {
    same: COMMUNITY, note: 'links point to the community runbooks; set `mixin: { runbookUrl }` to the URL of a copy of docs/runbooks',
  },
  annotations: { same: undefined, note: 'annotations of the PrometheusRules are `commonAnnotations` of the stack, for all objects' },
};

/** `defaultRules` and `customRules`: changes of the mixin. */
export const defaultRulesPart: Part = (values): Converted => {
  const said = new Gathered();
  const changes = new AlertChanges();
  const given = at(values, 'defaultRules');
  const rules = at(given, 'rules');
  const isMade = at(given, 'create') !== false;
  if (at(given, 'create') !== undefined) { sayCreate(said, given.create, values); }
  if (!isMade) { changes.disable(...MIXIN_ALERTS.map(({ alert }) => alert)); }

  entriesOf(rules).forEach(([key, isOn]) => sayKey(said, changes, key, isOn, values));
  if (isMade) { disableOthers(changes, rules, values); }
  entriesOf(at(given, 'disabled')).forEach(([alert, isOff]) => sayDisabled(said, changes, alert, isOff));
  sayFields(said, changes, given);
  entriesOf(at(values, 'customRules')).forEach(([alert, custom]) => sayCustom(said, changes, alert, custom));

  if (!isMade && !hasDashboards(values)) {
    said.options.push(['mixinEnabled', { code: 'false' }]);
    return said.converted;
  }
  const { disabledGroups, alerts } = changes;
  const series = isMade ? compatibleSeries(rules) : [];
  if (series.length > 0) { said.options.push(['mixin.compatibleSeries', { code: written(new Code(seriesCode(series))) }]); }
  if (disabledGroups.length > 0) { said.options.push(option('mixin.disabledGroups', disabledGroups)); }
  if (alerts !== undefined) {
    said.options.push(option('mixin.alerts', alerts instanceof DisabledList ? disabledCode(alerts, '    ', written) : alerts));
  }
  return said.converted;
};

function isNotScraped(values: unknown, key: string): boolean {
  const part = PART_OF[key];
  return part !== undefined && isFalsy(at(values, `${part}.enabled`));
}

/** Whether the chart creates dashboards. */
export function hasDashboards(values: unknown): boolean {
  const isForced = at(values, 'grafana.forceDeployDashboards') === true;
  return isForced || at(values, 'grafana.enabled') !== false && at(values, 'grafana.defaultDashboardsEnabled') !== false;
}

function sayCreate(said: Gathered, create: unknown, values: unknown): void {
  if (create !== false) { said.say('defaultRules.create', 'same', 'the mixin has rules'); return; }
  said.say(
    'defaultRules.create',
    'mapped',
    hasDashboards(values) ? 'mixin.alerts: all are disabled; series are recorded for the dashboards' : 'mixinEnabled: false',
  );
}

/**
 * Keys of charts before 45: their replacements, and the last chart that reads them.
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-34.10.0/charts/kube-prometheus-stack/templates/prometheus/rules-1.14
 */
const FORMER: Readonly<Record<string, { readonly last: number; readonly now: readonly string[] }>> = {
  kubeScheduler: { last: 40, now: ['kubeSchedulerAlerting', 'kubeSchedulerRecording'] },
  kubeApiserver: { last: 34, now: ['kubeApiserverBurnrate', 'kubeApiserverHistogram'] },
};

function sayFormer(said: Gathered, key: string, isOn: unknown, values: unknown): void {
  const { last, now } = FORMER[key];
  const path = `defaultRules.rules.${key}`;
  if (!isFalsy(isOn)) { said.say(path, 'same', 'the mixin has these rules'); return; }
  if (isNotScraped(values, now[0])) {
    said.say(path, 'same', `${PART_OF[now[0]]} is not scraped, so the mixin has no rules for it`);
    return;
  }
  said.say(path, 'different', `charts after ${last} ignore it, so these rules are created: disable them with ${now.join(' and ')}`);
}

/** Interpreted like a Helm template does. */
const isFalsy = (value: unknown): boolean => value === false || value === null || value === '' || value === 0;

const isOff = (rules: unknown, key: string): boolean => isFalsy(at(rules, key));

const IN_CHART = new Set(CHART_RULES.flatMap(({ alerts }) => alerts));

function sayKey(said: Gathered, changes: AlertChanges, key: string, isOn: unknown, values: unknown): void {
  const path = `defaultRules.rules.${key}`;
  const row = CHART_RULES.find(each => each.key === key);
  if (Object.hasOwn(FORMER, key)) {
    sayFormer(said, key, isOn, values);
    return;
  }
  if (!row) {
    if (isChartKey(path)) { said.say(path, 'same', 'the chart does not use it'); return; }
    const [nearest] = similarTo(key, CHART_RULES.map(each => each.key));
    said.say(path, 'unknown', `the chart has no such key${nearest === undefined ? '' : `: did you mean "defaultRules.rules.${nearest}"?`}`);
    return;
  }
  if (!isFalsy(isOn)) { said.say(path, 'same', 'the mixin has these rules'); return; }
  if (isNotScraped(values, key)) { said.say(path, 'same', `${PART_OF[key]} is not scraped, so the mixin has no rules for it`); return; }
  if (key === 'windows' && at(values, 'windowsMonitoring.enabled') !== true) {
    said.say(path, 'same', 'there are no rules for Windows nodes without a windowsExporter');
    return;
  }
  changes.disable(...row.alerts);
  said.say(path, ...offNote(row));
}

function offNote({ alerts, records }: ChartRules): ['mapped' | 'different', string] {
  if (alerts.length > 0) { return ['mapped', 'its alerts are disabled: mixin.disabledGroups, mixin.alerts']; }
  const recorded = records.filter(name => nameHere('record', name)?.outcome === 'kept');
  if (recorded.length === 0) { return ['mapped', 'not in mixin.compatibleSeries']; }
  return [
    'different',
    `${shortened(
      recorded.join(', '),
    )}: recorded, because alerts and dashboards of the mixin use them; \`mixin: { disabledGroups }\` removes all three`,
  ];
}

/** Alerts that the chart does not have follow the key that covers most of their group. */
function disableOthers(changes: AlertChanges, rules: unknown, values: unknown): void {
  const ofChart = new Map(CHART_RULES.flatMap(({ key, alerts }) => alerts.map(alert => [alert, key] as const)));
  for (const group of new Set(MIXIN_ALERTS.map(each => each.group))) {
    const all = MIXIN_ALERTS.filter(each => each.group === group).map(({ alert }) => alert);
    const keys = all.flatMap(alert => ofChart.get(alert) ?? []);
    const main = [...new Set(keys)].sort((a, b) => keys.filter(each => each === b).length - keys.filter(each => each === a).length)[0];
    if (main !== undefined && isOff(rules, main) && !isNotScraped(values, main)) {
      changes.disable(...all.filter(alert => !ofChart.has(alert)));
    }
  }
}

function sayDisabled(said: Gathered, changes: AlertChanges, alert: string, isDisabled: unknown): void {
  const path = `defaultRules.disabled.${alert}`;
  const here = nameHere('alert', alert);
  if (!here) {
    const [nearest] = similarTo(alert, MIXIN_ALERTS.map(each => each.alert));
    said.say(path, 'unknown', `the chart has no alert with this name${nearest === undefined ? '' : `: did you mean "${nearest}"?`}`);
  } else if (isDisabled === true || isFilledText(isDisabled)) {
    // the chart treats every string as true; alerts that were split off follow, unless the chart has them, too
    changes.disable(...here.names.filter(name => name === alert || !IN_CHART.has(name)));
    said.say(path, 'mapped', `mixin.alerts.${alert}.enabled`);
  } else { said.say(path, 'same', 'the alert is not disabled'); }
}

function sayFields(said: Gathered, changes: AlertChanges, given: unknown): void {
  for (const [key, { same, note }] of Object.entries(OTHERWISE)) {
    const value = at(given, key);
    if (value === undefined) { continue; }
    if (isEmpty(value) || value === same) {
      said.say(`defaultRules.${key}`, 'same', 'same as in the chart');
    } else { said.say(`defaultRules.${key}`, 'different', note); }
  }
  const selector = at(given, 'node.fsSelector');
  if (selector !== undefined) {
    const isSame = selector === 'fstype!=""' || isEmpty(selector);
    said.say('defaultRules.node.fsSelector', isSame ? 'same' : 'different', isSame ? 'same as in the chart'
      : 'alerts exclude file systems in memory, of images and of pods: replace expressions with `mixin: { alerts: { '
        + 'NodeFilesystemAlmostOutOfSpace: { levels: { warning: { expr } } } } }`');
  }
  sayLabels(said, changes, given);
  for (const kind of ['Server', 'Client']) {
    for (const level of ['warning', 'critical']) {
      const path = `kubelet${kind}CertificateExpiration.${level}`;
      const seconds = at(given, path);
      if (seconds === undefined) { continue; }
      const isSame = seconds === (level === 'warning' ? 604_800 : 86_400);
      const isNumber = typeof seconds === 'number' && Number.isFinite(seconds);
      const outcome = isNumber ? 'mapped' : 'unsupported';
      if (!isSame && isNumber) { changes.set(`Kubelet${kind}CertificateExpiration`, { threshold: seconds }, level); }
      said.say(
        `defaultRules.${path}`,
        isSame ? 'same' : outcome,
        isNumber ? `mixin.alerts.Kubelet${kind}CertificateExpiration.levels.${level}.threshold` : 'it is not a number of seconds',
      );
    }
  }
}

function sayLabels(said: Gathered, changes: AlertChanges, given: unknown): void {
  const maps = [
    ['labels', 'mixin.labels', labels],
    ['additionalRuleLabels', 'mixin.alertLabels', labels],
    ['additionalAggregationLabels', 'mixin.aggregationLabels', texts],
  ] as const;
  for (const [key, to, as] of maps) {
    const value = at(given, key);
    if (value === undefined) { continue; }
    const expression = isEmpty(value) ? undefined : as(key === 'additionalRuleLabels' && isMap(value) ? withoutSeverity(value) : value);
    if (expression) { said.options.push([to, expression]); }
    if (isEmpty(value)) {
      said.say(`defaultRules.${key}`, 'same', 'empty');
    } else { said.say(`defaultRules.${key}`, expression ? 'mapped' : 'unsupported', expression ? to : 'it is not a map of strings'); }
  }
  for (const [field, key] of [['annotations', 'additionalRuleGroupAnnotations'], ['labels', 'additionalRuleGroupLabels']] as const) {
    for (const [group, value] of entriesOf(at(given, key))) {
      const row = CHART_RULES.find(each => each.key === group);
      sayTexts(said, changes, { path: `defaultRules.${key}.${group}`, alerts: row?.alerts, field, value });
    }
  }
  for (const [alert, value] of entriesOf(at(given, 'additionalRuleAnnotations'))) {
    sayTexts(
      said,
      changes,
      { path: `defaultRules.additionalRuleAnnotations.${alert}`, alerts: mixinAlert(alert) && [alert], field: 'annotations', value },
    );
  }
}

const withoutSeverity = (map: object): object => Object.fromEntries(Object.entries(map).filter(([name]) => name !== 'severity'));

interface AddedTexts {
  readonly path: string;
  readonly alerts: readonly string[] | undefined;
  readonly field: 'labels' | 'annotations';
  readonly value: unknown;
}

function sayTexts(said: Gathered, changes: AlertChanges, { path, alerts, field, value }: AddedTexts): void {
  if (!alerts) { said.say(path, 'unknown', 'the chart has no rules with this name'); return; }
  if (isEmpty(value)) { said.say(path, 'same', 'empty'); return; }
  if (!labels(value)) { said.say(path, 'unsupported', 'it is not a map of strings'); return; }
  const added = Object.fromEntries(entriesOf(field === 'labels' ? withoutSeverity(value as object) : value).map(([name, each]) => [
    name, String(each),
  ]));
  alerts.forEach(alert => changes.set(alert, { [field]: added }));
  said.say(
    path,
    alerts.length > 0 ? 'mapped' : 'different',
    alerts.length > 0
      ? `mixin.alerts.${alerts.length === 1 ? alerts[0] : 'NAME'}.${field}`
      : 'recorded series have only the upstream labels',
  );
}

function sayCustom(said: Gathered, changes: AlertChanges, alert: string, custom: unknown): void {
  const path = `customRules.${alert}`;
  if (!mixinAlert(alert)) {
    const [nearest] = similarTo(alert, MIXIN_ALERTS.map(each => each.alert));
    said.say(path, 'unknown', `the chart has no alert with this name${nearest === undefined ? '' : `: did you mean "${nearest}"?`}`);
    return;
  }
  for (const [field, value] of entriesOf(custom)) {
    const where = `${path}.${field}`;
    if (field === 'for') {
      const time = /^0+(ms|[smhdwy])?$/.test(String(value)) ? new Code('Duration.seconds(0)', ['Duration']) : coded(duration(value));
      if (time) { changes.set(alert, { for: time }); }
      said.say(where, time ? 'mapped' : 'unsupported', time ? `mixin.alerts.${alert}.for` : 'it is not a duration');
    } else if (field === 'severity') {
      const isKnown = SEVERITIES.includes(String(value));
      if (isKnown) { changes.set(alert, { severity: value }); }
      said.say(
        where,
        isKnown ? 'mapped' : 'unsupported',
        isKnown ? `mixin.alerts.${alert}.severity` : `severities are ${SEVERITIES.join(', ')}: route the alert by its name in Alertmanager`,
      );
    } else { said.say(where, 'unknown', 'the chart reads only "for" and "severity"'); }
  }
}

/** Recorded series of the chart that nothing here uses, but other dashboards may. */
function compatibleSeries(rules: unknown): string[] {
  const isLost = (name: string) => {
    const keys = CHART_RULES.filter(({ records }) => records.includes(name)).map(({ key }) => key);
    return isOff(rules, 'k8s') && keys.includes('k8s') || keys.filter(key => key !== 'k8s').every(key => isOff(rules, key));
  };
  const wanted = ON_REQUEST.filter(name => !isLost(name));
  return wanted.length === ON_REQUEST.length ? ['all'] : wanted;
}

function seriesCode(series: readonly string[]): string {
  const names = series.map(name => `'${name}'`);
  const list = names.length === 1 ? `[${names[0]}]` : `[\n${names.map(name => `      ${name},\n`).join('')}    ]`;
  return `/* series of the chart that third-party dashboards may use */ ${list}`;
}
