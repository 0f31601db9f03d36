import { SELECTS_NOTHING } from './rules';
import { SelectionPolicy } from './selection-options';
import { Labels } from '../manifest/labels';
import { checkSelection, labelsSelectedBy, namespaceLabelsSelectedBy } from '../manifest/selection';
import { ObjectSelection } from '../manifest/selection-options';
import { finding, Finding } from '../validation/rule';

/** The kinds that are selected, by the names in the operator's selector fields. */
export const SELECTED_KINDS = {
  serviceMonitor: 'ServiceMonitor', podMonitor: 'PodMonitor', probe: 'Probe', scrapeConfig: 'ScrapeConfig', rule: 'PrometheusRule',
} as const;
export type SelectedKind = keyof typeof SELECTED_KINDS;
export type Selection = { readonly [kind in SelectedKind]: ObjectSelection };

/** The selector of each kind. */
export function resolveSelection(policy: SelectionPolicy = {}): Selection {
  const { serviceMonitors, podMonitors, probes, scrapeConfigs, rules, ...all } = policy;
  return {
    serviceMonitor: serviceMonitors ?? all,
    podMonitor: podMonitors ?? all,
    probe: probes ?? all,
    scrapeConfig: scrapeConfigs ?? all,
    rule: rules ?? all,
  };
}

/** Labels with which an object of a kind is selected. Undefined if the kind is not selected at all. */
export function selectedLabels(selection: Selection, kind: string): Labels | undefined {
  const key = (Object.keys(SELECTED_KINDS) as SelectedKind[]).find(each => SELECTED_KINDS[each] === kind);
  return key && labelsSelectedBy(selection[key]);
}

/** Labels of namespaces whose objects are selected. */
export function selectedNamespaceLabels(selection: Selection): Labels {
  return Object.assign({}, ...Object.values(selection).map(namespaceLabelsSelectedBy));
}

/** Problems of a policy. */
export function checkPolicy(policy: SelectionPolicy = {}): Finding[] {
  const { serviceMonitors, podMonitors, probes, scrapeConfigs, rules, ...all } = policy;
  const kinds = { serviceMonitors, podMonitors, probes, scrapeConfigs, rules };
  const { serviceMonitor, podMonitor, probe, scrapeConfig } = resolveSelection(policy);
  const isNothing = [serviceMonitor, podMonitor, probe, scrapeConfig].every(({ none }) => none === true);
  return [
    ...checkSelection('selection', all),
    ...Object.entries(kinds).flatMap(([name, own]) => own ? checkSelection(`selection.${name}`, own) : []),
    ...isNothing ? [finding(SELECTS_NOTHING, {})] : [],
  ];
}
