import { SELECTS_NOTHING } from './rules';
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

/** The labels with which an object of a kind is selected; undefined if the kind is not selected at all. */
export function selectedLabels(selection: Selection, kind: string): Labels | undefined {
  const key = (Object.keys(SELECTED_KINDS) as SelectedKind[]).find(each => SELECTED_KINDS[each] === kind);
  return key && labelsSelectedBy(selection[key]);
}

/** Labels of the namespaces in which something is selected. */
export function selectedNamespaceLabels(selection: Selection): Labels {
  return Object.assign({}, ...Object.values(selection).map(namespaceLabelsSelectedBy));
}

/** What is wrong with a policy. */
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
