import { annotationsPath } from './keep';
import { isHook, planKey, PlanObject } from './objects';
import { Manager } from './step';
import { isMap } from '../../values/json';
import { Release } from '../part';

/** Whether Helm stores the release. */
export function isHelmRelease({ manager }: { readonly manager: Manager }): boolean {
  return manager === 'helm' || manager === 'flux';
}

/** Input: the release, and the objects of the program. */
export interface PlanInput {
  readonly release: Release;
  readonly manager: Manager;
  /** The objects of the release, from `helm get manifest`. */
  readonly chart: readonly PlanObject[];
  /** The objects of the program. */
  readonly ours: readonly PlanObject[];
  /** The key of the chart in the values of an umbrella chart. */
  readonly prefix?: string;
}

/** An object of the release that the program has under the same name. */
export interface Adopted {
  readonly chart: PlanObject;
  readonly ours: PlanObject;
}

/** Facts on which the steps depend. */
export interface Situation extends PlanInput {
  readonly adopted: readonly Adopted[];
  /** Objects of the release that are deleted. */
  readonly gone: readonly PlanObject[];
  /** Objects of the program that the release does not have. */
  readonly added: readonly PlanObject[];
  /** Objects of the release that must stay, with the chart's value that keeps them. Helm deletes those without one. */
  readonly kept: readonly { readonly object: PlanObject; readonly path?: string }[];
  /** Objects that these values also keep, although they are not needed. */
  readonly needless: readonly PlanObject[];
  /** Prometheuses, agents, Alertmanagers and ThanosRulers that are kept. */
  readonly custom: readonly Adopted[];
  /**
   * Adopted objects that are recreated: a selector and the address of a Service are immutable, and an apply would merge the containers and
   * volumes of both.
   */
  readonly remade: readonly Adopted[];
  readonly oldOperator?: PlanObject;
  readonly newOperator?: PlanObject;
  /** The Service of the kubelets that the old operator writes. */
  readonly kubeletService?: { readonly namespace: string; readonly name: string };
  /** That of the new one. */
  readonly newKubeletService?: { readonly namespace: string; readonly name: string };
  readonly webhooks: readonly PlanObject[];
  /** Monitors that are deleted: those of the program scrape their targets. */
  readonly monitors: readonly PlanObject[];
  /** DaemonSets that are deleted, and that use a host port of the program. */
  readonly portHolders: readonly PlanObject[];
  /** DaemonSets of the program that wait for them. */
  readonly portSeekers: readonly PlanObject[];
  /** Namespaces of the program's objects that no object creates. */
  readonly newNamespaces: readonly string[];
  /** Secrets that the program refers to, and that must be created by hand. */
  readonly foreignSecrets: readonly { readonly namespace: string; readonly name: string }[];
  readonly chartVersion?: string;
}

const CUSTOM = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'];
const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];

/** Never throws, whatever the objects contain. */
export function situationOf(input: PlanInput): Situation {
  const chart = input.chart.filter(object => !isHook(object));
  const ours = new Map(input.ours.map(object => [planKey(object), object]));
  const old = new Set(chart.map(planKey));
  const adopted = chart.flatMap(object => ours.has(planKey(object)) ? [{ chart: object, ours: ours.get(planKey(object))! }] : []);
  const gone = chart.filter(object => !ours.has(planKey(object)));
  const portSeekers = input.ours.filter(({ kind }) => kind === 'DaemonSet');
  const wanted = new Set(portSeekers.flatMap(hostPortsOf));
  const portHolders = gone.filter(object => object.kind === 'DaemonSet' && hostPortsOf(object).some(port => wanted.has(port)));
  const held = new Set(portHolders.flatMap(hostPortsOf));
  const isOperator = (object: PlanObject) => object.kind === 'Deployment' && flagOf(object, 'prometheus-config-reloader') !== undefined;
  const oldOperator = chart.find(isOperator);
  const newOperator = input.ours.find(isOperator);
  const kept = [
    ...adopted.map(each => each.chart), ...gone.filter(object => isNeeded(object, input.ours)),
  ].map(object => ({ object, path: annotationsPath(object) }));
  const paths = new Set(kept.flatMap(({ path }) => path ?? []));
  return {
    ...input,
    chart,
    adopted,
    gone,
    added: input.ours.filter(object => !old.has(planKey(object))),
    kept,
    needless: gone.filter(object => paths.has(annotationsPath(object) ?? '') && !kept.some(each => each.object === object)),
    custom: adopted.filter(each => CUSTOM.includes(each.chart.kind)),
    remade: adopted.filter(isRemade),
    ...oldOperator && { oldOperator },
    ...newOperator && { newOperator },
    ...kubeletServicesOf(oldOperator, newOperator),
    webhooks: gone.filter(({ kind }) => /^(Validating|Mutating)WebhookConfiguration$/.test(kind)),
    monitors: gone.filter(({ kind }) => MONITORS.includes(kind)),
    portHolders,
    portSeekers: portSeekers.filter(object => hostPortsOf(object).some(port => held.has(port))),
    newNamespaces: newNamespaces(chart, input.ours),
    foreignSecrets: foreignSecrets(chart, input.ours),
    ...chartVersionOf(chart),
  };
}

function isRemade(each: Adopted): boolean {
  switch (each.chart.kind) {
    case 'Deployment':
    case 'DaemonSet': return true;
    case 'StatefulSet': return !sameSelector(each);
    case 'Service': return (each.chart.raw.spec?.clusterIP === 'None') !== (each.ours.raw.spec?.clusterIP === 'None');
    default: return false;
  }
}

function sameSelector({ chart, ours }: Adopted): boolean {
  const [old, own] = [chart, ours].map(({ raw }) => JSON.stringify(Object.entries(raw.spec?.selector?.matchLabels ?? {}).sort()));
  return old === own;
}

function podOf({ raw }: PlanObject): any {
  return raw.spec?.template?.spec ?? {};
}

function containersOf(object: PlanObject): any[] {
  const { containers } = podOf(object);
  return Array.isArray(containers) ? containers.filter(each => isMap(each)) : [];
}

function hostPortsOf(object: PlanObject): number[] {
  const isHost = podOf(object).hostNetwork === true;
  const ports = containersOf(object).flatMap(({ ports: list }) => Array.isArray(list) ? list.filter(each => isMap(each)) : []);
  const found = ports.map(({ containerPort, hostPort }) => hostPort ?? (isHost ? containerPort : undefined));
  return found.filter((port): port is number => typeof port === 'number');
}

/** The value of a flag of one of its containers. */
function flagOf(object: PlanObject, flag: string): string | undefined {
  const lines = containersOf(object).flatMap(({ args }) => Array.isArray(args) ? args.map(String) : []);
  return lines.find(line => line.startsWith(`--${flag}=`))?.slice(flag.length + 3);
}

/** Undefined if both operators write the same one. */
function kubeletServicesOf(...operators: readonly (PlanObject | undefined)[]): Pick<Situation, 'kubeletService' | 'newKubeletService'> {
  const [old, own] = operators.map(operator => {
    const [, namespace, name] = /^([a-z0-9-]+)\/([a-z0-9.-]+)$/.exec(operator && flagOf(operator, 'kubelet-service') || '') ?? [];
    return name === undefined ? undefined : { namespace, name };
  });
  const isSame = old?.namespace === own?.namespace && old?.name === own?.name;
  return isSame ? {} : { ...old && { kubeletService: old }, ...own && { newKubeletService: own } };
}

function chartVersionOf(chart: readonly PlanObject[]): Pick<Situation, 'chartVersion'> {
  const labels = chart.map(({ raw }) => String(raw.metadata.labels?.chart ?? raw.metadata.labels?.['helm.sh/chart'] ?? ''));
  const found = labels.map(label => /^kube-prometheus-stack-(\d+\.\d+\.\d+)/.exec(label)?.[1]).find(each => each !== undefined);
  return found === undefined ? {} : { chartVersion: found };
}

/**
 * Whether the program needs an object that only the release has: a claim with data, or a Secret, ConfigMap or ServiceAccount that its
 * objects refer to.
 */
function isNeeded(object: PlanObject, ours: readonly PlanObject[]): boolean {
  if (object.kind === 'PersistentVolumeClaim') { return true; }
  const place = PLACES[object.kind];
  return place !== undefined
    && ours.some(own => own.namespace === object.namespace && (isNamedIn(own.raw, object.name, place) || isDefaultConfig(own, object)));
}

/** Fields that refer to an object of a kind. */
const PLACES: { readonly [kind: string]: RegExp } = {
  Secret: /secret/i, ConfigMap: /configMap/i, ServiceAccount: /^serviceAccount(Name)?$/,
};

/** The Secret that the operator reads if an Alertmanager does not set one. */
function isDefaultConfig({ kind, name, raw }: PlanObject, object: PlanObject): boolean {
  const isUnnamed = kind === 'Alertmanager' && raw.spec?.configSecret === undefined && raw.spec?.alertmanagerConfiguration === undefined;
  return isUnnamed && object.kind === 'Secret' && object.name === `alertmanager-${name}`;
}

/** Whether the text is the value of such a field, or below one, or the name in a key reference `{ name, key }`. */
function isNamedIn(value: unknown, name: string, place: RegExp, isInside = false): boolean {
  if (typeof value === 'string') { return isInside && value === name; }
  if (Array.isArray(value)) { return value.some(each => isNamedIn(each, name, place, isInside)); }
  if (!isMap(value)) { return false; }
  const isKey = typeof value.key === 'string' && value.name === name && !place.source.startsWith('^');
  return isKey || Object.entries(value)
    .some(([field, each]) => field !== 'metadata' && isNamedIn(each, name, place, isInside || place.test(field)));
}

function newNamespaces(chart: readonly PlanObject[], ours: readonly PlanObject[]): string[] {
  const made = ours.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
  const known = new Set(['', 'kube-system', 'default', ...made, ...chart.map(({ namespace }) => namespace)]);
  return [...new Set(ours.map(({ namespace }) => namespace))].filter(name => !known.has(name)).sort();
}

function foreignSecrets(
  chart: readonly PlanObject[], ours: readonly PlanObject[],
): { readonly namespace: string; readonly name: string }[] {
  const known = new Set([...chart, ...ours].filter(({ kind }) => kind === 'Secret').map(({ namespace, name }) => `${namespace}/${name}`));
  const named = new Set(ours.flatMap(({ namespace, raw }) => secretNamesIn(raw.spec).map(name => `${namespace}/${name}`)));
  return [...named].filter(key => !known.has(key)).sort().map(key => ({ namespace: key.split('/')[0], name: key.split('/')[1] }));
}

/** Names of Secrets in a specification. Optional references are omitted. */
function secretNamesIn(value: unknown, isInSecret = false): string[] {
  if (Array.isArray(value)) { return value.flatMap(each => secretNamesIn(each, isInSecret)); }
  if (!isMap(value) || value.optional === true) { return []; }
  return Object.entries(value).flatMap(([field, each]) => {
    if (/configMap/i.test(field)) { return []; }
    if (typeof each !== 'string') { return secretNamesIn(each, /secret/i.test(field)); }
    const isName = field === 'secretName' || field === 'configSecret' || field === 'name' && isInSecret && typeof value.key === 'string';
    return isName && each !== '' ? [each] : [];
  });
}
