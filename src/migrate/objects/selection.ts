import { grantedPermissions } from '../../diff/changes/permissions';
import { Manifest, nameOf, textOf } from '../../scrape-graph/manifest';
import { isMap, mapOf } from '../../values/json';
import { Expression, literal } from '../convert';
import { MigratedValue } from '../part';
import { FoundStack } from './found';

/** The fields of a Prometheus that select a kind, and the option for it. */
const KINDS: readonly (readonly [kind: string, field: string, option: string])[] = [
  ['ServiceMonitor', 'serviceMonitor', 'serviceMonitors'],
  ['PodMonitor', 'podMonitor', 'podMonitors'],
  ['Probe', 'probe', 'probes'],
  ['ScrapeConfig', 'scrapeConfig', 'scrapeConfigs'],
  ['PrometheusRule', 'rule', 'rules'],
];

export const SELECTION_FIELDS: readonly string[] = KINDS.flatMap(([, field]) => [`${field}Selector`, `${field}NamespaceSelector`]);

/** The selector of one kind, and of its namespaces. */
interface Selected {
  readonly conditions: { readonly [field: string]: unknown };
  readonly isOwnNamespace: boolean;
}

function selectedBy(spec: any, field: string): Selected {
  const [selector, namespaces] = [spec?.[`${field}Selector`], spec?.[`${field}NamespaceSelector`]];
  if (!isMap(selector)) { return { conditions: { none: true }, isOwnNamespace: true }; }
  const labels = mapOf(selector.matchLabels);
  const namespaceLabels = isMap(namespaces) ? mapOf(namespaces.matchLabels) : {};
  const conditions = {
    ...Object.keys(labels).length > 0 && { matchLabels: labels },
    ...isFilled(selector.matchExpressions) && { matchExpressions: selector.matchExpressions },
    ...Object.keys(namespaceLabels).length > 0 && { namespaceLabels },
    ...isMap(namespaces) && isFilled(namespaces.matchExpressions) && { namespaceExpressions: namespaces.matchExpressions },
  };
  return { conditions, isOwnNamespace: !isMap(namespaces) };
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

type Options = readonly (readonly [option: string, value: Expression])[];

/** Which monitors and rules are selected, and in which namespaces. */
export function selectionOptions(stack: FoundStack): { readonly options: Options; readonly values: readonly MigratedValue[] } {
  const { prometheus } = stack;
  if (!prometheus) { return { options: [], values: [] }; }
  const selected = KINDS.filter(([kind, field]) => prometheus.spec?.[`${field}Selector`] !== undefined || hasObjects(stack, kind))
    .map(([, field, option]) => ({ field, option, ...selectedBy(prometheus.spec, field) }));
  const texts = new Set(selected.map(({ conditions }) => JSON.stringify(conditions)));
  const policy = texts.size === 1
    ? selected[0]?.conditions ?? {}
    : Object.fromEntries(selected.map(({ option, conditions }) => [option, conditions]));
  const isElsewhere = selected.some(({ isOwnNamespace }) => !isOwnNamespace);
  const options = [
    ...isElsewhere ? namespaceOptions(stack, prometheus) : [],
    ...Object.keys(policy).length === 0 ? [] : [['prometheus.selection', literal(policy)!] as const],
  ];
  const object = nameOf(prometheus);
  return {
    options,
    values: SELECTION_FIELDS.filter(field => prometheus.spec?.[field] !== undefined)
      .map(field => ({ path: `${object}: ${field}`, outcome: 'mapped', note: selectionNote(options) })),
  };
}

function hasObjects({ side: { graph } }: FoundStack, kind: string): boolean {
  return graph.world.ofKind(kind).length > 0;
}

function selectionNote(options: Options): string {
  const names = options.map(([option]) => option);
  return names.length === 0 ? 'only the namespace of the stack: same behavior' : names.join(', ');
}

/** All namespaces with cluster-wide permissions, otherwise those in which it has a Role. */
function namespaceOptions(stack: FoundStack, prometheus: Manifest): Options {
  const account = `ServiceAccount ${stack.namespace}/${textOf(prometheus.spec?.serviceAccountName)}`;
  const allowed = grantedPermissions(stack.side).get(account);
  const isEverywhere = allowed === undefined
    || [...allowed].some(
      ([resource, verbs]) => ['pods', 'endpoints', 'services', '*.*'].includes(resource) && verbs.has('list') || resource === '*.*',
    );
  if (isEverywhere) { return [['allNamespaces', literal(true)!]]; }
  const inNamespaces = [...allowed!.keys()].flatMap(resource => /^(?:pods|endpoints|services) in (.+)$/.exec(resource)?.[1] ?? []);
  const namespaces = [...new Set(inNamespaces)].filter(name => name !== stack.namespace).sort();
  return namespaces.length === 0 ? [] : [['namespaces', literal(namespaces)!]];
}
