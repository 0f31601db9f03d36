import { SELECTION_TWICE, SELECTS_NOTHING } from './rules';
import { SelectionPolicy } from './selection-options';
import { checkLabels, Labels } from '../manifest/labels';
import { checkSelection, labelsSelectedBy } from '../manifest/selection';
import { ObjectSelection } from '../manifest/selection-options';
import { finding, Finding } from '../validation/rule';

/** The kinds that are selected, by the operator's names in the fields of selectors. */
export const SELECTED_KINDS = { serviceMonitor: 'ServiceMonitor', podMonitor: 'PodMonitor', probe: 'Probe', scrapeConfig: 'ScrapeConfig', rule: 'PrometheusRule' } as const;
export type SelectedKind = keyof typeof SELECTED_KINDS;
export type Selection = { readonly [kind in SelectedKind]: ObjectSelection };

/** What is selected of each kind. */
export function resolveSelection(policy: SelectionPolicy = {}, labels: { readonly podMonitor?: Labels; readonly rule?: Labels } = {}): Selection {
  const { serviceMonitors, podMonitors, probes, scrapeConfigs, rules, ...all } = policy;
  const withLabels = (own: ObjectSelection | undefined, more: Labels | undefined): ObjectSelection => {
    const selection = own ?? all;
    return more && Object.keys(more).length > 0 ? { ...selection, matchLabels: { ...selection.matchLabels, ...more } } : selection;
  };
  return {
    serviceMonitor: serviceMonitors ?? all, podMonitor: withLabels(podMonitors, labels.podMonitor), probe: probes ?? all, scrapeConfig: scrapeConfigs ?? all, rule: withLabels(rules, labels.rule),
  };
}

/** The labels with which an object of a kind is selected; undefined if the kind is not selected at all. */
export function selectedLabels(selection: Selection, kind: string): Labels | undefined {
  const key = (Object.keys(SELECTED_KINDS) as SelectedKind[]).find(each => SELECTED_KINDS[each] === kind);
  return key && labelsSelectedBy(selection[key]);
}

/** Labels of the namespaces in which something is selected. */
export function selectedNamespaceLabels(selection: Selection): Labels {
  return Object.assign({}, ...Object.values(selection).map(({ namespaceLabels }) => namespaceLabels ?? {}));
}

export function checkPolicy(policy: SelectionPolicy = {}, labels: { readonly podMonitorLabels?: Labels; readonly ruleLabels?: Labels }): Finding[] {
  const { serviceMonitors, podMonitors, probes, scrapeConfigs, rules, ...all } = policy;
  const kinds = { serviceMonitors, podMonitors, probes, scrapeConfigs, rules };
  const each: [string, ObjectSelection][] = [
    ['selection', all], ...Object.entries(kinds).flatMap(([name, own]): [string, ObjectSelection][] => own ? [[`selection.${name}`, own]] : []),
  ];
  const { serviceMonitor, podMonitor, probe, scrapeConfig } = resolveSelection(policy);
  const twice = (prop: string, own: Labels | undefined, kind: keyof typeof kinds) => own && kinds[kind] ? [finding(SELECTION_TWICE, { prop, kind: `selection.${kind}` })] : [];
  return [
    ...each.flatMap(([prop, selection]) => [
      ...checkSelection(prop, selection), ...checkLabels(`${prop}.matchLabels`, selection.matchLabels ?? {}), ...checkLabels(`${prop}.namespaceLabels`, selection.namespaceLabels ?? {}),
    ]),
    ...[serviceMonitor, podMonitor, probe, scrapeConfig].every(({ none }) => none === true) ? [finding(SELECTS_NOTHING, {})] : [],
    ...twice('podMonitorLabels', labels.podMonitorLabels, 'podMonitors'), ...twice('ruleLabels', labels.ruleLabels, 'rules'),
  ];
}
