import { FoundStack } from './found';
import { matchesSelector } from '../../admission/cluster/label-selector';
import { keptOf } from '../../scrape-graph/graph';
import { isImplied } from '../../scrape-graph/implied';
import { listOf, Manifest, nameOf, textOf, textsOf } from '../../scrape-graph/manifest';
import { podSpecOf } from '../../validation/workload';
import { componentBehind, componentOf } from '../compare/component';
import { UPSTREAM_NAMES } from '../compare/names';

/** What the program creates itself. */
const COMPONENTS: readonly string[] = [
  'prometheus', 'alertmanager', 'prometheus-operator', 'kube-state-metrics', 'node-exporter', 'kubelet', 'apiserver', 'coredns', 'etcd',
  'kube-scheduler', 'kube-controller-manager', 'kube-proxy',
  'admission-webhook',
];

/**
 * The workloads that the program creates. The operator creates those of Prometheus and Alertmanager: a Deployment that runs one of them
 * is a server without the operator, whose configuration cannot be converted. CoreDNS and etcd are only scraped.
 */
const WORKLOADS: readonly string[] = ['prometheus-operator', 'kube-state-metrics', 'node-exporter', 'admission-webhook'];

/**
 * What happens to each object of the old manifests: the program creates it in another form, it stays in the cluster, or the program keeps
 * it unchanged.
 */
export type Fate = 'replaced' | 'stays' | 'kept';

/** Objects that must not be deleted, and that the program does not create. */
const STAYS = ['Namespace', 'CustomResourceDefinition'];

export function fatesOf(stack: FoundStack): ReadonlyMap<Manifest, Fate> {
  const { side: { manifests } } = stack;
  const accounts = accountsOf(stack);
  const roles = rolesOf(stack, accounts);
  return new Map(manifests.map(object => [object, fateOf(object, stack, accounts, roles)]));
}

function fateOf(object: Manifest, stack: FoundStack, accounts: ReadonlySet<string>, roles: ReadonlySet<string>): Fate {
  const { side: { graph: { world } } } = stack;
  if (STAYS.includes(object.kind)) { return 'stays'; }
  if (object === stack.prometheus || object === stack.alertmanager) { return 'replaced'; }
  switch (object.kind) {
    case 'Service': return ofComponent(componentBehind(object, world)) && !isOtherDoor(object, stack) && !leadsToKept(object, stack)
      ? 'replaced'
      : 'kept';
    case 'Endpoints': return ofComponent(componentBehind(object, world)) ? 'replaced' : 'kept';
    case 'ServiceAccount': return accounts.has(nameOf(object)) ? 'replaced' : 'kept';
    case 'ClusterRole': case 'Role': return roles.has(nameOf(object)) ? 'replaced' : 'kept';
    case 'ClusterRoleBinding': case 'RoleBinding': return bindsOnly(object, accounts) ? 'replaced' : 'kept';
    case 'ServiceMonitor': case 'PodMonitor': return isOfStack(object, stack) ? 'replaced' : 'kept';
    case 'PrometheusRule': return isOfUpstream(object) && !isOfGrafana(object) ? 'replaced' : 'kept';
    case 'NetworkPolicy': case 'PodDisruptionBudget': return selectsStack(object, stack) ? 'replaced' : 'kept';
    default: return podSpecOf(object) && [...stack.workloads.values()].includes(object) && isCreated(object) ? 'replaced' : 'kept';
  }
}

/** Whether the program creates this workload. */
function isCreated(workload: Manifest): boolean {
  return WORKLOADS.includes(componentOf(workload) ?? '');
}

/** Whether a workload behind a Service stays as it is. */
function leadsToKept(service: Manifest, { workloads, side: { graph: { world } } }: FoundStack): boolean {
  return world.podsOf(service).some(({ workload }) => !isImplied(workload)
    && !(isCreated(workload) && [...workloads.values()].includes(workload)));
}

/** Deployments and StatefulSets that run Prometheus or Alertmanager without the operator. */
export function plainServers({ side: { manifests } }: FoundStack): Manifest[] {
  return manifests.filter(object => podSpecOf(object) && !isImplied(object) && !isCustomServer(object)
    && ['prometheus', 'alertmanager'].includes(componentOf(object) ?? ''));
}

/**
 * An additional Service of a server, under a name that this library does not use: datasources and Ingresses may refer to it. Named target
 * ports that change would break it.
 */
function isOtherDoor(service: Manifest, { prometheus, alertmanager, side: { graph: { world } } }: FoundStack): boolean {
  const own = [prometheus && `prometheus-${prometheus.metadata.name}`, alertmanager && `alertmanager-${alertmanager.metadata.name}`];
  const isServer = ['prometheus', 'alertmanager'].includes(componentBehind(service, world) ?? '');
  const ports = listOf(service.spec?.ports).map(({ targetPort, port }) => targetPort ?? port);
  return isServer && !own.includes(service.metadata.name)
    && ports.every(
      port => typeof port === 'number' || port === 'web' || port === 'reloader-web' || /proxy|metrics|tenancy|grpc/.test(String(port)),
    );
}

function isCustomServer({ kind }: Manifest): boolean {
  return ['Prometheus', 'Alertmanager'].includes(kind);
}

function ofComponent(component: string | undefined): boolean {
  return component !== undefined && COMPONENTS.includes(component);
}

/** The ServiceAccounts of components that the program creates. */
function accountsOf({ prometheus, alertmanager, workloads, side: { manifests } }: FoundStack): ReadonlySet<string> {
  const nameIn = (
    namespace: string | undefined, name: string,
  ) => nameOf({ kind: 'ServiceAccount', metadata: { name, ...namespace !== undefined && { namespace } } });
  const own = [
    prometheus, alertmanager,
  ].flatMap(each => each && textOf(each.spec?.serviceAccountName) !== ''
    ? [nameIn(each.metadata.namespace, each.spec.serviceAccountName)]
    : []);
  const ofPods = [...workloads].filter(([, each]) => isCreated(each))
    .map(([, each]) => nameIn(each.metadata.namespace, textOf(podSpecOf(each)?.serviceAccountName, 'default')));
  const others = manifests.filter(each => podSpecOf(each) && !isCustomServer(each) && !isCreated(each))
    .map(each => nameIn(each.metadata.namespace, textOf(podSpecOf(each)?.serviceAccountName, 'default')));
  return new Set([...own, ...ofPods].filter(each => !others.includes(each)));
}

function subjectsOf({ subjects, raw, metadata }: Manifest): string[] {
  return listOf(subjects ?? raw?.subjects).map(({
    kind, name, namespace = metadata.namespace,
  }: any) => nameOf({ kind: textOf(kind), metadata: { name: textOf(name), ...typeof namespace === 'string' && { namespace } } }));
}

function bindsOnly(binding: Manifest, accounts: ReadonlySet<string>): boolean {
  const subjects = subjectsOf(binding);
  return subjects.length > 0 && subjects.every(each => accounts.has(each));
}

/** Roles that are bound only to these accounts. */
function rolesOf({ side: { manifests } }: FoundStack, accounts: ReadonlySet<string>): ReadonlySet<string> {
  const bindings = manifests.filter(({ kind }) => kind === 'ClusterRoleBinding' || kind === 'RoleBinding');
  const roleOf = ({ roleRef, raw, metadata }: Manifest) => {
    const { kind, name } = roleRef ?? raw?.roleRef ?? {};
    return nameOf({
      kind: textOf(kind),
      metadata: { name: textOf(name), ...kind === 'Role' && metadata.namespace !== undefined && { namespace: metadata.namespace } },
    });
  };
  const others = new Set(bindings.filter(each => !bindsOnly(each, accounts)).map(roleOf));
  return new Set(bindings.filter(each => bindsOnly(each, accounts)).map(roleOf).filter(role => !others.has(role)));
}

/** Names of monitors of the control plane that select nothing here: their Services belong to Kubernetes itself. */
const PARTS =
  /(^|[-.])(kubelet|kube-?apiserver|apiserver|core-?dns|kube-?dns|kube-?etcd|kube-?scheduler|kube-?controller-?manager|kube-?proxy)$/;

function isOfStack(monitor: Manifest, { side: { graph } }: FoundStack): boolean {
  const edges = graph.edges.filter(edge => nameOf(edge.job.monitor) === nameOf(monitor) && keptOf(edge).length > 0);
  const components = edges.map(({
    workload, service,
  }) => (workload && componentOf(workload)) ?? (service && componentBehind(service, graph.world)));
  if (components.length > 0) { return components.every(ofComponent); }
  const label = textOf(monitor.metadata.labels?.['app.kubernetes.io/name']);
  return PARTS.test(monitor.metadata.name) || ofComponent(label);
}

/** Whether most of its rules are upstream's. */
export function isOfUpstream(object: Manifest): boolean {
  const rules = listOf(object.spec?.groups).flatMap(group => listOf(group?.rules));
  const known = rules.filter(isKnown);
  return rules.length > 0 && 2 * known.length > rules.length;
}

/** Rules about a Grafana that is kept stay as well: the mixin has them only for its own Grafana. */
function isOfGrafana(object: Manifest): boolean {
  const alerts = listOf(object.spec?.groups).flatMap(group => listOf(group?.rules)).flatMap(rule => rule?.alert ?? []);
  return alerts.length > 0 && alerts.every(name => /^Grafana/.test(String(name)));
}

function isKnown(rule: any): boolean {
  return typeof rule?.alert === 'string'
    ? UPSTREAM_NAMES('alert', rule.alert) !== undefined
    : typeof rule?.record === 'string' && UPSTREAM_NAMES('record', rule.record) !== undefined;
}

/** Rules of an upstream object that this library does not have: of another version, or the user's own. */
export function ownRulesIn(object: Manifest): string[] {
  return [...new Set(listOf(object.spec?.groups).flatMap(group => listOf(group?.rules))
    .filter(rule => !isKnown(rule))
    .map(rule => textOf(rule?.alert ?? rule?.record)))].filter(name => name !== '').sort();
}

function selectsStack(policy: Manifest, { side: { graph: { world } } }: FoundStack): boolean {
  const selector = policy.spec?.podSelector ?? policy.spec?.selector;
  const pods = world.podsIn(policy.metadata.namespace)
    .filter(({ labels }) => matchesSelector({ matchLabels: textsOf(selector?.matchLabels) }, labels));
  return pods.length > 0
    && pods.every(({ workload }) => ofComponent(isImplied(workload)
      ? workload.spec?.template?.metadata?.labels?.['app.kubernetes.io/name']
      : componentOf(workload)));
}
