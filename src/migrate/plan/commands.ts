import { deletionsOf, namespaceFlag, PlanObject, referenceOf } from './objects';
import { broken, word } from './shell';
import { Situation } from './situation';
import { Manager } from './step';

/** Kinds that no command deletes: their deletion would delete other objects or data. */
const NEVER_DELETED: ReadonlySet<string> = new Set([
  'Namespace', 'CustomResourceDefinition', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass',
]);

export function deletable(objects: readonly PlanObject[]): PlanObject[] {
  return objects.filter(({ kind }) => !NEVER_DELETED.has(kind));
}

/** Names of the Service, the claims and the pods of the operator derive from the custom resource. */
const PREFIXES: { readonly [kind: string]: string } = {
  Prometheus: 'prometheus', PrometheusAgent: 'prom-agent', Alertmanager: 'alertmanager', ThanosRuler: 'thanos-ruler',
};

/** Names of the StatefulSets that an operator creates for a custom resource, if its shards are known. */
export function statefulSetsOf({ kind, name, raw }: PlanObject): string[] {
  const shards = Number.isSafeInteger(raw.spec?.shards) ? Math.max(1, Math.min(raw.spec.shards, 100)) : 1;
  const own = `${PREFIXES[kind]}-${name}`;
  return [own, ...Array.from({ length: shards - 1 }, (_, at) => `${own}-shard-${at + 1}`)];
}

/** StatefulSets and claims with their uids: another uid is another object. */
export function identitiesOf({ custom }: Situation): string {
  const columns = '-o custom-columns=KIND:.kind,NAME:.metadata.name,UID:.metadata.uid --no-headers';
  const [{ ours }] = custom;
  const sets = custom.flatMap(each => statefulSetsOf(each.chart)).map(word);
  return `(${broken(`kubectl get statefulset${namespaceFlag(ours)} ${columns}`, sets)}
  kubectl get persistentvolumeclaim${namespaceFlag(ours)} ${columns}) | sort`;
}

/** The Prometheus to query. Undefined if there is none, or if it requires TLS. */
export function askedServer({ custom }: Situation): PlanObject | undefined {
  const found = custom.find(({ ours }) => ours.kind === 'Prometheus');
  return found === undefined || [found.chart, found.ours].some(({ raw }) => raw.spec?.web?.tlsConfig !== undefined)
    ? undefined
    : found.ours;
}

/** Queries a Prometheus from within its pod: no other route works in every cluster. `time` is omitted, because it changes each time. */
export function queryOf(server: PlanObject, expression: string): string {
  const { routePrefix } = server.raw.spec ?? {};
  const prefix = typeof routePrefix === 'string' ? routePrefix.replace(/\/$/, '') : '';
  const pod = word(`${statefulSetsOf(server)[0]}-0`);
  return `kubectl exec${namespaceFlag(
    server,
  )} ${pod} -c prometheus -- promtool query instant ${word(`http://localhost:9090${prefix}`)} ${expression} | sed 's/ @.*//'`;
}

/** Scales a Deployment to zero, and waits until its pods are gone. */
export function stop(deployment: PlanObject): string[] {
  return [
    `kubectl scale ${referenceOf(deployment)}${namespaceFlag(deployment)} --replicas=0`,
    `kubectl wait pod${namespaceFlag(deployment)} -l ${podLabelsText(deployment)} --for=delete --timeout=2m`,
  ];
}

export function podLabelsText({ raw }: PlanObject): string {
  return word(Object.entries(raw.spec?.selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`).join(','));
}

export function rolledOut(workload: PlanObject): string {
  return `kubectl rollout status ${referenceOf(workload)}${namespaceFlag(workload)} --timeout=10m`;
}

/** Waits until the operator has processed the current generation of the object. An older status does not count. */
export function reconciled(custom: PlanObject): string {
  const get = `kubectl get ${referenceOf(custom)}${namespaceFlag(custom)} -o jsonpath={.metadata.generation}`;
  return `kubectl wait ${referenceOf(custom)}${namespaceFlag(custom)} --timeout=10m \\
  --for=jsonpath='{.status.conditions[?(@.type=="Reconciled")].observedGeneration}'="$(${get})"`;
}

/** Waits until pods of the custom resources are recreated and ready. */
export function settled(custom: readonly PlanObject[]): string[] {
  return custom.flatMap(object => [
    reconciled(object),
    `kubectl wait ${referenceOf(object)}${namespaceFlag(object)} --for=condition=Reconciled --timeout=5m`,
    ...statefulSetsOf(object).map(name => `kubectl rollout status statefulset/${word(name)}${namespaceFlag(object)} --timeout=10m`),
  ]);
}

/** As `kubectl get -o name` prints them, sorted. */
export function resourceNames(objects: readonly PlanObject[]): string {
  const lines = objects.map(({
    apiVersion, kind, name,
  }) => `${kind.toLowerCase()}${apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : ''}/${name}`);
  return lines.sort().join('\n');
}

/** Removes fields that only the API server sets from the YAML of an object, so that it can be created again. */
export const WITHOUT_SERVER_FIELDS = 'sed -E \'/^ *(resourceVersion|uid|creationTimestamp|generation):/d\'';

/** The field manager name of a tool. */
export const FIELD_MANAGERS: { readonly [manager in Manager]: string } = {
  helm: 'helm', flux: 'helm-controller', argocd: 'argocd-controller', kubectl: 'kubectl',
};

const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];

/** Objects of ours that a rollback deletes first, so that no other controller writes configuration meanwhile. */
export function deletedFirst({ added, portSeekers, remade }: Situation): PlanObject[] {
  return [...added.filter(({ kind }) => MONITORS.includes(kind)), ...portSeekers, ...remade.map(each => each.ours)];
}

/** Stops controllers that would conflict with the release. */
export function stopped(situation: Situation): string[] {
  const { newOperator, newKubeletService } = situation;
  return [
    ...newOperator ? stop(newOperator) : [],
    ...deletionsOf(deletedFirst(situation)),
    ...newKubeletService ? deletedKubelets(newKubeletService) : [],
  ];
}

/** A manifest of each object without any fields. */
const NOTHING_SET = '{range .items[*]}---{"\\n"}apiVersion: {.apiVersion}{"\\n"}kind: {.kind}{"\\n"}metadata:{"\\n"}  name: '
  + '{.metadata.name}{"\\n"}  namespace: {.metadata.namespace}{"\\n"}{end}';

/**
 * Restores the release while none of our operators runs. The first command removes our fields and sets those of the chart, each object in
 * one request, so that no pod sees a mixture. Then the fields are assigned to their owner only.
 */
export function restored({ custom, oldOperator, webhooks, manager }: Situation, manifest: string): string[] {
  const { app } = webhooks[0]?.raw.metadata.labels ?? {};
  // without their CA, and while no operator runs, webhooks would reject the rules of the same file
  const file = `${word(manifest)}${typeof app === 'string' ? ` -l ${word(`app!=${app}`)}` : ''}`;
  return [
    `kubectl apply --server-side --force-conflicts -f ${file}`,
    ...manager === 'kubectl' ? [] : [
      `kubectl apply --server-side --force-conflicts --field-manager=${FIELD_MANAGERS[manager]} -f ${file}`,
      `kubectl get --ignore-not-found -f ${file} -o jsonpath='${NOTHING_SET}' | kubectl apply --server-side -f -`,
    ],
    ...oldOperator ? [rolledOut(oldOperator)] : [],
    ...settled(custom.map(each => each.chart)),
  ];
}

/** The addresses of the kubelets that an operator writes: no owner reference deletes them. */
export function deletedKubelets({ namespace, name }: { readonly namespace: string; readonly name: string }): string[] {
  return [
    `kubectl delete service,endpoints ${word(name)} -n ${word(namespace)} --ignore-not-found`,
    `kubectl delete endpointslice -n ${word(namespace)} -l ${word(`kubernetes.io/service-name=${name}`)} --ignore-not-found`,
  ];
}

export function deleted(objects: readonly PlanObject[]): string[] {
  return deletionsOf(deletable(objects));
}
