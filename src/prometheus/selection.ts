import { SELECTION_TWICE, SELECTS_NOTHING } from './rules';
import { SelectionPolicy } from './selection-options';
import { Labels } from '../manifest/labels';
import { checkSelection, labelsSelectedBy, namespaceLabelsSelectedBy } from '../manifest/selection';
import { ObjectSelection } from '../manifest/selection-options';
import { finding, Finding } from '../validation/rule';

/** The kinds that are selected, by the operator's names in the fields of selectors. */
export const SELECTED_KINDS = {
  serviceMonitor: 'ServiceMonitor', podMonitor: 'PodMonitor', probe: 'Probe', scrapeConfig: 'ScrapeConfig', rule: 'PrometheusRule',
} as const;
export type SelectedKind = keyof typeof SELECTED_KINDS;
export type Selection = { readonly [kind in SelectedKind]: ObjectSelection };

/** What is selected of each kind. */
export function resolveSelection(policy: SelectionPolicy = {}, labels: { readonly podMonitor?: Labels; readonly rule?: Labels } = {}): Selection {
  const { serviceMonitors, podMonitors, probes, scrapeConfigs, rules, ...all } = policy;
  return {
    serviceMonitor: serviceMonitors ?? all,
    podMonitor: withLabels(podMonitors ?? all, labels.podMonitor),
    probe: probes ?? all,
    scrapeConfig: scrapeConfigs ?? all,
    rule: withLabels(rules ?? all, labels.rule),
  };
}

function withLabels(selection: ObjectSelection, labels: Labels = {}): ObjectSelection {
  return Object.keys(labels).length > 0 ? { ...selection, matchLabels: { ...selection.matchLabels, ...labels } } : selection;
}

/** The labels with which an object of a kind is selected; undefined if the kind is not selected at all. */
export function selectedLabels(selection: Selection, kind: string): Labels | undefined {
  const key = (Object.keys(SELECTED_KINDS) as SelectedKind[]).find(each => SELECTED_KINDS[each] === kind);
  return key && labelsSelectedBy(selection[key]);
}

/** Labels of the namespaces in which something is selected. */
export function selectedNamespaceLabels(selection: Selection): Labels {
  return Object.assign({}, ...Object.values(selection).map(namespaceLabelsSelectedBy));
}

/** What is wrong with a policy, and with the older options that say the same of one kind. */
export function checkPolicy(policy: SelectionPolicy = {}, older: { readonly podMonitorLabels?: Labels; readonly ruleLabels?: Labels }): Finding[] {
  const { serviceMonitors, podMonitors, probes, scrapeConfigs, rules, ...all } = policy;
  const kinds = { serviceMonitors, podMonitors, probes, scrapeConfigs, rules };
  const { serviceMonitor, podMonitor, probe, scrapeConfig } = resolveSelection(policy);
  const isNothing = [serviceMonitor, podMonitor, probe, scrapeConfig].every(({ none }) => none === true);
  return [
    ...checkSelection('selection', all),
    ...Object.entries(kinds).flatMap(([name, own]) => own ? checkSelection(`selection.${name}`, own) : []),
    ...isNothing ? [finding(SELECTS_NOTHING, {})] : [],
    ...older.podMonitorLabels && podMonitors ? [finding(SELECTION_TWICE, { prop: 'podMonitorLabels', kind: 'selection.podMonitors' })] : [],
    ...older.ruleLabels && rules ? [finding(SELECTION_TWICE, { prop: 'ruleLabels', kind: 'selection.rules' })] : [],
  ];
}
