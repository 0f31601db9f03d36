import { Labels, matchesSelector, selectorText, unmet } from './label-selector';

/** An object, as far as others select it, or it selects others. */
export interface Selectable {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: any;
}

/** The kinds of objects that say what is scraped, and the fields by which a Prometheus selects them. */
export const MONITOR_KINDS: { readonly [kind: string]: string } = {
  ServiceMonitor: 'serviceMonitor', PodMonitor: 'podMonitor', Probe: 'probe', ScrapeConfig: 'scrapeConfig',
};

/** The kinds of servers that select other objects. */
export const SERVER_KINDS = ['Prometheus', 'PrometheusAgent', 'ThanosRuler', 'Alertmanager'] as const;

interface Selection {
  readonly field: string;
  readonly by: readonly string[];
}

const BY_SCRAPERS = ['Prometheus', 'PrometheusAgent'];

/** Which servers select a kind, and by which of their fields. */
const SELECTIONS: { readonly [kind: string]: Selection } = {
  ...Object.fromEntries(Object.entries(MONITOR_KINDS).map(([kind, field]) => [kind, { field, by: BY_SCRAPERS }])),
  // an agent has no rules
  PrometheusRule: { field: 'rule', by: ['Prometheus', 'ThanosRuler'] },
  AlertmanagerConfig: { field: 'alertmanagerConfig', by: ['Alertmanager'] },
};

/** The servers that select an object, in their order. */
export function selectedBy<S extends Selectable>(object: Selectable, servers: readonly S[], namespaces: Namespaces): readonly S[] {
  const { field, by } = Object.hasOwn(SELECTIONS, object.kind) ? SELECTIONS[object.kind] : NO_SELECTION;
  return servers.filter(server => by.includes(server.kind)
    && (isWholeConfiguration(object, server) || whyNotSelected(server, object, field, namespaces) === undefined));
}

const NO_SELECTION: Selection = { field: '', by: [] };

/** An Alertmanager names the AlertmanagerConfig that is its whole configuration. */
function isWholeConfiguration({ kind, metadata }: Selectable, { spec, metadata: { namespace } }: Selectable): boolean {
  return kind === 'AlertmanagerConfig' && metadata.namespace === namespace && spec?.alertmanagerConfiguration?.name === metadata.name;
}

/** The labels of namespaces: those of the objects that are there, and the one that every namespace has. */
export type Namespaces = (name: string | undefined) => Labels;

export function namespacesOf(objects: readonly Selectable[]): Namespaces {
  const known = new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  return name => name === undefined ? {} : { ...known.get(name), 'kubernetes.io/metadata.name': name };
}

/**
 * Why a Prometheus does not choose an object, as its operator decides; undefined where it does. No selector chooses nothing, an empty one everything; no selector of
 * namespaces means its own.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/developer/getting-started.md
 */
export function whyNotSelected(prometheus: Selectable, monitor: Selectable, field: string, namespaces: Namespaces): string | undefined {
  const { spec = {}, metadata } = prometheus;
  const selector = spec[`${field}Selector`];
  if (selector === undefined || selector === null) { return `it has no "${field}Selector", which chooses nothing: set "${field}Selector: {}"`; }
  const namespaceSelector = spec[`${field}NamespaceSelector`];
  const where = monitor.metadata.namespace;
  if (namespaceSelector === undefined || namespaceSelector === null) {
    // of objects that do not say theirs nobody knows it
    if (where !== metadata.namespace && where !== undefined && metadata.namespace !== undefined) { return `it has no "${field}NamespaceSelector", so that it looks in its own namespace alone, ${shownNamespace(metadata.namespace)}`; }
  } else if (!matchesSelector(namespaceSelector, namespaces(where))) {
    return `its "${field}NamespaceSelector" chooses namespaces with ${selectorText(namespaceSelector)}, and ${shownNamespace(where)} has not ${textsOf(unmet(namespaceSelector, namespaces(where)))}`;
  }
  const missing = unmet(selector, monitor.metadata.labels ?? {});
  return missing.length === 0 ? undefined : `its "${field}Selector" wants ${textsOf(missing)}, and the labels are ${labelsText(monitor.metadata.labels)}`;
}

export function labelsText(labels: Labels = {}): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}=${value}`).sort();
  return texts.length === 0 ? 'none' : texts.length > 6 ? `${texts.slice(0, 6).join(', ')} and ${texts.length - 6} more` : texts.join(', ');
}

function textsOf(conditions: readonly { readonly text: string }[]): string {
  return conditions.map(({ text }) => text).join(', ');
}

function shownNamespace(name: string | undefined): string {
  return name === undefined ? 'its own, which is not said,' : JSON.stringify(name);
}
