import { Labels, requirementsOf, selectorText, unmet } from './label-selector';
import { all, Certainty, no, unknown, YES } from '../../validation/certainty';

/** An object that others select, or that selects others. */
export interface Selectable {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: any;
}

/** Kinds that define what is scraped, and the fields by which a Prometheus selects them. */
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

/** The servers that select a kind, and the fields they use. */
const SELECTIONS: { readonly [kind: string]: Selection } = {
  ...Object.fromEntries(Object.entries(MONITOR_KINDS).map(([kind, field]) => [kind, { field, by: BY_SCRAPERS }])),
  // an agent has no rules
  PrometheusRule: { field: 'rule', by: ['Prometheus', 'ThanosRuler'] },
  AlertmanagerConfig: { field: 'alertmanagerConfig', by: ['Alertmanager'] },
};

/** A server that certainly or possibly selects an object. */
export interface Selecting<S> {
  readonly server: S;
  readonly answer: Exclude<Certainty, { kind: 'no' }>;
}

/** The servers that certainly or possibly select an object, in their order. */
export function selectingOf<S extends Selectable>(
  object: Selectable, servers: readonly S[], namespaces: Namespaces,
): readonly Selecting<S>[] {
  const { field, by } = Object.hasOwn(SELECTIONS, object.kind) ? SELECTIONS[object.kind] : NO_SELECTION;
  return servers.filter(({ kind }) => by.includes(kind)).flatMap(server => {
    const answer = isWholeConfiguration(object, server) ? YES : selectsObject(server, object, field, namespaces);
    return answer.kind === 'no' ? [] : [{ server, answer }];
  });
}

/** The servers that certainly select it. */
export function selectedBy<S extends Selectable>(object: Selectable, servers: readonly S[], namespaces: Namespaces): readonly S[] {
  return selectingOf(object, servers, namespaces).filter(({ answer }) => answer.kind === 'yes').map(({ server }) => server);
}

const NO_SELECTION: Selection = { field: '', by: [] };

/** An Alertmanager names the AlertmanagerConfig that is its whole configuration. */
function isWholeConfiguration({ kind, metadata }: Selectable, { spec, metadata: { namespace } }: Selectable): boolean {
  return kind === 'AlertmanagerConfig' && metadata.namespace === namespace && spec?.alertmanagerConfiguration?.name === metadata.name;
}

/** Labels of namespaces: those of Namespace objects in the app, and the label that every namespace has. */
export interface Namespaces {
  (name: string | undefined): Labels;
  /** Whether the app contains the Namespace object. If not, it may have more labels. */
  readonly isHere?: (name: string | undefined) => boolean;
}

export function namespacesOf(objects: readonly Selectable[]): Namespaces {
  const known = new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  const labelsOf = (name: string | undefined): Labels => name === undefined
    ? {}
    : { ...known.get(name), 'kubernetes.io/metadata.name': name };
  return Object.assign(labelsOf, { isHere: (name: string | undefined) => name !== undefined && known.has(name) });
}

/**
 * Whether a Prometheus selects an object, by the rules of its operator. Without a selector it selects nothing; an empty selector selects
 * everything; without a namespace selector it selects only its own namespace.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/developer/getting-started.md
 */
export function selectsObject(prometheus: Selectable, monitor: Selectable, field: string, namespaces: Namespaces): Certainty {
  const { spec = {}, metadata } = prometheus;
  const selector = spec[`${field}Selector`];
  if (selector === undefined || selector === null) {
    return no(`"${field}Selector" is not set and selects nothing: set "${field}Selector: {}"`);
  }
  const missing = unmet(selector, monitor.metadata.labels ?? {});
  const byLabels = missing.length === 0
    ? YES
    : no(`"${field}Selector" requires ${conditionsText(missing)}; the labels are ${labelsText(monitor.metadata.labels)}`);
  const byNamespace = selectsNamespace(
    spec[`${field}NamespaceSelector`], field, monitor.metadata.namespace, metadata.namespace, namespaces,
  );
  return all([withCure(byNamespace, prometheus, monitor.metadata.namespace), byLabels]);
}

/** For a server of this library: the option that selects namespaces. */
function withCure(answer: Certainty, { metadata: { labels = {} } }: Selectable, namespace: string | undefined): Certainty {
  if (answer.kind !== 'no' || namespace === undefined || labels['app.kubernetes.io/managed-by'] !== 'cdk8s-prometheus') { return answer; }
  return no(`${answer.because}: add ${JSON.stringify(namespace)} to "namespaces" of the stack or of the server`);
}

function selectsNamespace(
  selector: any, field: string, where: string | undefined, own: string | undefined, namespaces: Namespaces,
): Certainty {
  if (selector === undefined || selector === null) {
    // unknown for objects without a namespace
    if (where === undefined || own === undefined) { return where === own ? YES : unknown('their namespaces are the same'); }
    return where === own ? YES : no(`"${field}NamespaceSelector" is not set and selects only namespace ${shownNamespace(own)}`);
  }
  const missing = unmet(selector, namespaces(where));
  const isUnknown = ({ label }: { readonly label: string }) => where === undefined
    || label !== NAME_LABEL && namespaces.isHere?.(where) === false;
  const surely = missing.filter(each => !isUnknown(each));
  if (surely.length > 0) {
    return no(
      `"${field}NamespaceSelector" requires ${selectorText(
        selector,
      )}; namespace ${shownNamespace(where)} does not have ${conditionsText(surely)}`,
    );
  }
  const open = requirementsOf(selector).filter(isUnknown);
  return open.length === 0 ? YES : unknown(`namespace ${shownNamespace(where)} has ${conditionsText(open)}`);
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Why a Prometheus does not select an object. Undefined if it does, or if that is unknown. */
export function whyNotSelected(prometheus: Selectable, monitor: Selectable, field: string, namespaces: Namespaces): string | undefined {
  const answer = selectsObject(prometheus, monitor, field, namespaces);
  return answer.kind === 'no' ? answer.because : undefined;
}

export function labelsText(labels: Labels = {}): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}=${value}`).sort();
  if (texts.length === 0) { return 'none'; }
  return texts.length > 6 ? `${texts.slice(0, 6).join(', ')} and ${texts.length - 6} more` : texts.join(', ');
}

function conditionsText(conditions: readonly { readonly text: string }[]): string {
  return conditions.map(({ text }) => text).join(', ');
}

function shownNamespace(name: string | undefined): string {
  return name === undefined ? '(unknown)' : JSON.stringify(name);
}
