import { listed, shown } from '../../validation/rule';
import { isEmpty, isMap } from '../../values/json';
import { valueAt } from '../chart-values';
import { Expression, literal } from '../convert';
import { MigratedValue, Release } from '../part';

const SPEC = 'prometheus.prometheusSpec';

/** Kinds of objects, by the key of the chart and by the option. */
const KINDS = [
  ['serviceMonitor', 'serviceMonitors'], ['podMonitor', 'podMonitors'], ['probe', 'probes'], ['scrapeConfig', 'scrapeConfigs'],
  ['rule', 'rules'],
] as const;

const NO_FIELD = 'a selector has only "matchLabels" and "matchExpressions"';

/** The options for labels and expressions of objects, and of their namespaces. */
export const LABELS = ['matchLabels', 'matchExpressions'] as const;
export const NAMESPACES = ['namespaceLabels', 'namespaceExpressions'] as const;

type Conditions = { readonly [option: string]: unknown };

/** Which monitors and rules the chart's Prometheus selects. By default those with the label of the release. */
export function selectionOf(values: unknown, release: Release) {
  const unreadable: MigratedValue[] = [];
  const found = KINDS.map(([kind, option]) => {
    const byLabel = conditionsOf(values, `${SPEC}.${kind}Selector`, LABELS, unreadable);
    const byNamespace = conditionsOf(values, `${SPEC}.${kind}NamespaceSelector`, NAMESPACES, unreadable);
    // an empty condition is a selector, which selects all
    const isByRelease = isEmpty(valueAt(values, `${SPEC}.${kind}Selector`))
      && valueAt(values, `${SPEC}.${kind}SelectorNilUsesHelmValues`) === true;
    return [option, { ...isByRelease ? { matchLabels: { release: release.name } } : byLabel, ...byNamespace }] as const;
  });
  const options: (readonly [string, Expression])[] = optionsOf(found);
  const keys = KINDS.flatMap(([kind]) => [
    'SelectorNilUsesHelmValues', 'Selector', 'NamespaceSelector',
  ].map(key => `${SPEC}.${kind}${key}`));
  const outcomes = keys.map((path): MigratedValue => ({ path, outcome: 'mapped', note: 'prometheus.selection' }));
  return { options, values: [...unreadable, ...outcomes] };
}

/** One policy for all kinds, if they have the same conditions. */
function optionsOf(found: readonly (readonly [option: string, conditions: Conditions])[]): (readonly [string, Expression])[] {
  const [[, first]] = found;
  const isSame = found.every(([, conditions]) => JSON.stringify(conditions) === JSON.stringify(first));
  const policy = isSame ? first : Object.fromEntries(found);
  return Object.keys(policy).length === 0 ? [] : [['prometheus.selection', literal(policy)!]];
}

/** The conditions of a selector, as options. Fields that are not read have their result in `unreadable`. */
export function conditionsOf(
  values: unknown, path: string, [labels, expressions]: readonly string[], unreadable: MigratedValue[],
): Conditions {
  const selector = valueAt(values, path);
  if (isEmpty(selector)) { return {}; }
  if (!isMap(selector)) {
    unreadable.push({ path, outcome: 'unsupported', note: 'it is not a selector of labels: set "prometheus.selection"' });
    return {};
  }
  const { matchLabels, matchExpressions, ...others } = selector;
  if (Object.keys(others).length > 0) {
    const removed = listed(Object.keys(others).map(key => shown(key)));
    const note = `prometheus.selection, without ${removed}, which the API server removes: ${NO_FIELD}`;
    unreadable.push({ path, outcome: 'mapped', note });
  }
  return {
    ...isMap(matchLabels) && !isEmpty(matchLabels) && { [labels]: matchLabels },
    ...Array.isArray(matchExpressions) && { [expressions]: matchExpressions },
  };
}
