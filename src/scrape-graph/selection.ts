import { requirementsOf, selectorText, unmet } from './label-selector';
import { Labels, Manifest } from './manifest';
import { all, Certainty, no, unknown, YES } from '../validation/certainty';

/** The kinds of objects that say what is scraped, and the fields by which a Prometheus chooses them. */
export const MONITOR_KINDS: { readonly [kind: string]: string } = { ServiceMonitor: 'serviceMonitor', PodMonitor: 'podMonitor', Probe: 'probe', ScrapeConfig: 'scrapeConfig' };

/** The labels of namespaces: those of the objects that are there, and the one that every namespace has. */
export interface Namespaces {
  (name: string | undefined): Labels;
  /** Whether the object is there: of another one more labels may be known elsewhere. */
  readonly isHere?: (name: string | undefined) => boolean;
}

export function namespacesOf(manifests: readonly Manifest[]): Namespaces {
  const known = new Map(manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  const labelsOf = (name: string | undefined): Labels => name === undefined ? {} : { ...known.get(name), 'kubernetes.io/metadata.name': name };
  return Object.assign(labelsOf, { isHere: (name: string | undefined) => name !== undefined && known.has(name) });
}

/**
 * Whether a Prometheus chooses an object, as its operator decides. No selector chooses nothing, an empty one everything; no selector of
 * namespaces means its own.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/developer/getting-started.md
 */
export function chooses(prometheus: Manifest, monitor: Manifest, field: string, namespaces: Namespaces): Certainty {
  const { spec = {}, metadata } = prometheus;
  const selector = spec[`${field}Selector`];
  if (selector === undefined || selector === null) { return no(`it has no "${field}Selector", which chooses nothing: set "${field}Selector: {}"`); }
  const missing = unmet(selector, monitor.metadata.labels ?? {});
  const byLabels = missing.length === 0 ? YES : no(`its "${field}Selector" wants ${textsOf(missing)}, and the labels are ${labelsText(monitor.metadata.labels)}`);
  return all([choosesNamespace(spec[`${field}NamespaceSelector`], field, monitor.metadata.namespace, metadata.namespace, namespaces), byLabels]);
}

function choosesNamespace(selector: any, field: string, where: string | undefined, own: string | undefined, namespaces: Namespaces): Certainty {
  if (selector === undefined || selector === null) {
    // of objects that do not say theirs nobody knows it
    if (where === undefined || own === undefined) { return where === own ? YES : unknown('their namespaces are the same'); }
    return where === own ? YES : no(`it has no "${field}NamespaceSelector", so that it looks in its own namespace alone, ${shownNamespace(own)}`);
  }
  const missing = unmet(selector, namespaces(where));
  const isUnknown = ({ label }: { readonly label: string }) => where === undefined || label !== NAME_LABEL && namespaces.isHere?.(where) === false;
  const surely = missing.filter(each => !isUnknown(each));
  if (surely.length > 0) {
    return no(`its "${field}NamespaceSelector" chooses namespaces with ${selectorText(selector)}, and ${shownNamespace(where)} has not ${textsOf(surely)}`);
  }
  const open = requirementsOf(selector).filter(isUnknown);
  return open.length === 0 ? YES : unknown(`the Namespace ${shownNamespace(where)} has ${textsOf(open)}`);
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Why a Prometheus does not choose an object; undefined if it does, and if nobody here can know. */
export function whyNotSelected(prometheus: Manifest, monitor: Manifest, field: string, namespaces: Namespaces): string | undefined {
  const answer = chooses(prometheus, monitor, field, namespaces);
  return answer.kind === 'no' ? answer.because : undefined;
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
