import { matchesSelector, selectorText, unmet } from './label-selector';
import { Labels, Manifest } from './manifest';

/** The kinds of objects that say what is scraped, and the fields by which a Prometheus chooses them. */
export const MONITOR_KINDS: { readonly [kind: string]: string } = { ServiceMonitor: 'serviceMonitor', PodMonitor: 'podMonitor', Probe: 'probe', ScrapeConfig: 'scrapeConfig' };

/** The labels of namespaces: those of the objects that are there, and the one that every namespace has. */
export type Namespaces = (name: string | undefined) => Labels;

export function namespacesOf(manifests: readonly Manifest[]): Namespaces {
  const known = new Map(manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  return name => name === undefined ? {} : { ...known.get(name), 'kubernetes.io/metadata.name': name };
}

/**
 * Why a Prometheus does not choose an object, as its operator decides; undefined where it does. No selector chooses nothing, an empty one everything; no selector of
 * namespaces means its own.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/developer/getting-started.md
 */
export function whyNotSelected(prometheus: Manifest, monitor: Manifest, field: string, namespaces: Namespaces): string | undefined {
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
