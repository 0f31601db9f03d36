import { Construct } from 'constructs';
import { checkOptionsAlone } from './checks';
import { podLabelsOf, PROXY, RELOADER, WEB } from './common-spec';
import { DiscoveryRoles } from './discovery-roles';
import { checkListening } from './listening';
import { clusterRules } from './permissions';
import { checkReplicaMerging } from './remote-write-replicas';
import { ResolvedCommon } from './resolve-props';
import { checkClosedPorts } from './routes';
import { endpoints, servicePorts } from './scrape';
import { selectedLabels } from './selection';
import { createService } from '../manifest/core';
import { useIpFamilies } from '../manifest/ip-families';
import { judgeObject } from '../manifest/judge';
import { Identity, MANAGED_BY, objectLabels, selectorLabels } from '../manifest/labels';
import { createInstance, createPodMonitor, createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy, IngressRule } from '../manifest/network-policy';
import { withAnnotations } from '../manifest/object';
import { CompleteSpec } from '../manifest/option-rows';
import { createClusterRole, createServiceAccount } from '../manifest/rbac';
import { additionalPorts, checkAdditionalPorts, serviceFields } from '../manifest/service';
import { createPodDisruptionBudget } from '../manifest/workloads';
import { STORE_API, THANOS_HTTP } from '../scrape/thanos-ports';
import { registerResource } from '../validation/own-resources';
import { Problems } from '../validation/problems';
import { Finding } from '../validation/rule';
import { jsonOf } from '../validation/to-json';
import { registerVersion } from '../validation/versions-in-force';
import { patchCount } from '../validation/workload';
import { checkFeatures } from '../versions/features';
import { checkFields } from '../versions/fields';
import { checkPairs } from '../versions/pairs';

/** Differences between a Prometheus and an agent. */
export interface Parts {
  readonly spec: (serviceAccountName: string) => CompleteSpec;
  /** Its pods have a Thanos sidecar. */
  readonly hasSidecar: boolean;
  /** It does not read ServiceMonitors, so a PodMonitor makes it scrape itself. */
  readonly byPodMonitor: boolean;
  /** Problems of the finished custom resource. */
  readonly judge: (manifest: unknown) => readonly Finding[];
}

/** Creates the custom resource and all objects that it needs. */
export function createObjects(scope: Construct, resolved: ResolvedCommon, { spec, hasSidecar, byPodMonitor, judge }: Parts) {
  const { serverKind, name, namespace, version, listenLocal, options } = resolved;
  const { annotations } = options;
  const identity: Identity = {
    name: serverKind.application, instance: resolved.id, component: serverKind.application, version: version.text,
  };
  const labels = objectLabels(identity, resolved.labels);
  const metadata = { name, namespace, labels, annotations };
  const selected = (kind: 'ServiceMonitor' | 'PodMonitor') => ({
    ...metadata, labels: { ...labels, ...selectedLabels(resolved.selection, kind) },
  });
  const pods = podLabelsOf(resolved);
  if (resolved.serviceOptions.ipFamilyPolicy !== undefined) { useIpFamilies(scope, resolved.serviceOptions); }

  const serviceAccount = options.serviceAccountName === undefined
    ? createServiceAccount(scope, 'ServiceAccount', withAnnotations(metadata, options.serviceAccountAnnotations)) : undefined;
  const account = serviceAccount ?? { name: options.serviceAccountName!, metadata: { namespace } };
  const cluster = createClusterRole(scope, { name: `${namespace}-${name}`, labels, annotations }, clusterRules(resolved), account);
  const discovery = new DiscoveryRoles(scope, resolved, metadata, account, cluster.role);
  for (const where of [...namespace === undefined ? [] : [namespace], ...resolved.namespaces]) { discovery.allow(where); }
  if (resolved.scrapeClasses.some(each => each.attachNodeMetadata === true)) { discovery.allowNodes(); }

  const podDisruptionBudget = resolved.podDisruptionBudget
    ? createPodDisruptionBudget(scope, 'PodDisruptionBudget', metadata, pods)
    : undefined;
  const networkPolicy = resolved.networkPolicy
    ? createNetworkPolicy(scope, 'NetworkPolicy', metadata, pods, ingressRules(resolved, pods, hasSidecar))
    : undefined;
  const service = resolved.service ? createService(scope, 'Service', withAnnotations(metadata, resolved.serviceOptions.annotations), {
    ...serviceFields(resolved.serviceOptions),
    selector: pods,
    ports: [
      ...servicePorts(resolved, hasSidecar).map(port => ({ ...port, targetPort: port.targetPort, protocol: 'TCP' })),
      ...additionalPorts(resolved.serviceOptions),
    ],
  }) : undefined;
  const made = spec(account.name);
  const customResource = createInstance(
    scope, 'Resource', serverKind.kind, { ...metadata, name: resolved.id }, made.spec, resolved.operator,
  );
  const serviceMonitor = service && !byPodMonitor ? createServiceMonitor(scope, 'ServiceMonitor', selected('ServiceMonitor'), {
    jobLabel: 'app.kubernetes.io/name',
    selector: { matchLabels: { ...selectorLabels(identity), 'app.kubernetes.io/managed-by': MANAGED_BY } },
    endpoints: endpoints(resolved, service.name, hasSidecar),
  }) : undefined;
  const podMonitor = byPodMonitor && !listenLocal ? createPodMonitor(scope, 'PodMonitor', selected('PodMonitor'), {
    jobLabel: 'app.kubernetes.io/name', selector: { matchLabels: pods }, podMetricsEndpoints: endpoints(resolved, name, hasSidecar),
  }) : undefined;

  registerVersion(scope, 'operator', resolved.operator.text, resolved.isDefaultOperator);
  const problems = Problems.of(scope);
  problems.addAll([
    ...resolved.findings, ...checkOptionsAlone(resolved), ...made.findings,
    ...checkAdditionalPorts(resolved.serviceOptions, servicePorts(resolved, hasSidecar)),
  ]);
  registerResource(customResource);
  judgeObject(customResource, judge);
  problems.check(() => checkFields(jsonOf(customResource), version), () => patchCount(customResource));
  problems.check(() => checkFeatures(jsonOf(customResource), version), () => patchCount(customResource));
  problems.check(() => checkPairs(jsonOf(customResource), resolved.operator), () => patchCount(customResource));
  problems.check(() => checkReplicaMerging(jsonOf(customResource), resolved.remoteWrite), () => patchCount(customResource));
  const reached = { service: service !== undefined, podMonitor: podMonitor?.name };
  problems.check(() => checkListening(jsonOf(customResource), resolved, reached), () => patchCount(customResource));
  const own = [service, serviceMonitor].filter(object => object !== undefined);
  const listening = {
    namespace, podLabels: { ...pods, ...resolved.labels }, authProxy: resolved.authProxy, governing: serverKind.governing, own,
  };
  problems.check(
    () => jsonOf(customResource).spec?.listenLocal === true ? checkClosedPorts(scope.node.root, listening) : [],
    () => patchCount(customResource),
  );
  const { role: clusterRole, binding: clusterRoleBinding } = cluster;
  return {
    serviceAccount,
    clusterRole,
    clusterRoleBinding,
    discovery,
    podDisruptionBudget,
    networkPolicy,
    service,
    customResource,
    serviceMonitor,
    podMonitor,
  };
}

function ingressRules(
  { clientNamespaces, isExposed, authProxy }: ResolvedCommon, pods: { readonly [label: string]: string }, hasSidecar: boolean,
): IngressRule[] {
  const clients = [{}, ...clientNamespaces.map(client => ({ namespace: client }))];
  const from = isExposed ? undefined : clients;
  return [
    ...authProxy ? [{ ports: [PROXY.port], from }] : [{ ports: [WEB.port], from }, { ports: [RELOADER.port], from: [{ pods }] }],
    // the sidecar's gRPC port has no authentication: never expose it
    ...hasSidecar ? [{ ports: [STORE_API.port, THANOS_HTTP.port], from: clients }] : [],
  ];
}
