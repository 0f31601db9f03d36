import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { throughAuthProxy } from './access';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { AddedApi, createApiService } from '../manifest/api-services';
import { containerFields } from '../manifest/container-fields';
import { createService } from '../manifest/core';
import { Identity, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy } from '../manifest/network-policy';
import { ObjectMetadata } from '../manifest/object';
import { NOBODY, podFields, ResolvedPod, spread } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { createBindingTo, createClusterRole, createServiceAccount, createUnboundClusterRole, PolicyRule } from '../manifest/rbac';
import { ServingCertificate } from '../manifest/serving-certificate';
import { createCertificate, createSelfSignedIssuer } from '../manifest/webhooks';
import { createPodDisruptionBudget, createWorkload, RESTRICTED_CONTAINER } from '../manifest/workloads';
import { ProbeChecks } from '../validation/probe-checks';

const PORT_NAME = 'https';
/** Folder in which the pods create a certificate. Nothing else of theirs is writable. */
const SCRATCH = { name: 'tmp', folder: '/tmp' };
const CERTIFICATE = { name: 'certificate', folder: '/etc/serving-certificate' };

/** A volume of the container, and its mount path. */
export interface ServerVolume {
  readonly name: string;
  readonly source: object;
  readonly mountPath: string;
}

/** Differences between Deployments behind APIServices. */
export interface AggregatedServer {
  readonly identity: Identity;
  readonly metadata: ObjectMetadata;
  readonly image: string;
  readonly replicas: number;
  readonly port: number;
  readonly hostNetwork: boolean;
  readonly pod: ResolvedPod;
  readonly certificate: ServingCertificate;
  /** The arguments after those of the port and the certificate. */
  readonly args: readonly string[];
  readonly podAnnotations?: { readonly [key: string]: string };
  readonly volumes?: readonly ServerVolume[];
  readonly apis: readonly AddedApi[];
  /** Its read permissions in the cluster. */
  readonly reads: readonly PolicyRule[];
  /** Read permissions for its APIs, added to the roles view, edit and admin. */
  readonly serves: readonly PolicyRule[];
  readonly networkPolicy: boolean;
}

/** Flags that are set here. */
export function servingArguments(certificate: ServingCertificate, server: string, port: number): string[] {
  const files = certificate._secretName(server) === undefined
    ? [`--cert-dir=${SCRATCH.folder}`]
    : [`--tls-cert-file=${CERTIFICATE.folder}/tls.crt`, `--tls-private-key-file=${CERTIFICATE.folder}/tls.key`];
  return [`--secure-port=${port}`, ...files];
}

/** The objects of a server that the API server calls for an API. It authenticates and authorizes requests with the API server. */
export function createAggregatedServer(scope: Construct, server: AggregatedServer) {
  const { identity, metadata, replicas, port, certificate } = server;
  const { name, namespace } = metadata;
  const selector = selectorLabels(identity);
  const labels = objectLabels(identity, metadata.labels);
  const global = { ...metadata, name: `${namespace}-${name}`, namespace: undefined };
  const serviceAccount = createServiceAccount(scope, 'ServiceAccount', metadata);
  const { role: clusterRole, binding } = createClusterRole(scope, global, server.reads, serviceAccount);
  const delegation = [
    createBindingTo(
      scope,
      'AuthDelegator',
      { ...global, name: `${global.name}-auth-delegator` },
      { kind: 'ClusterRole', name: 'system:auth-delegator' },
      serviceAccount,
    ),
    createBindingTo(
      scope,
      'AuthReader',
      { ...global, name: `${global.name}-auth-reader`, namespace: 'kube-system' },
      { kind: 'Role', name: 'extension-apiserver-authentication-reader' },
      serviceAccount,
    ),
  ];
  const readers = server.serves.length === 0 ? undefined
    : createUnboundClusterRole(
      scope, 'Readers', { ...global, name: `${global.name}-reader`, labels: { ...labels, ...AGGREGATED } }, server.serves,
    );
  const podDisruptionBudget: ApiObject | undefined = replicas > 1
    ? createPodDisruptionBudget(scope, 'PodDisruptionBudget', metadata, selector)
    : undefined;
  // the API server is not a pod, so all clients may connect; policies do not apply to hostNetwork
  const hasPolicy = server.networkPolicy && !server.hostNetwork;
  const networkPolicy: ApiObject | undefined = hasPolicy
    ? createNetworkPolicy(scope, 'NetworkPolicy', metadata, selector, [{ ports: [port] }])
    : undefined;
  const service = createService(
    scope,
    'Service',
    metadata,
    { selector, ports: [{ name: PORT_NAME, port: 443, targetPort: PORT_NAME, protocol: 'TCP', appProtocol: 'https' }] },
  );
  const deployment = createWorkload(scope, 'Resource', metadata, {
    kind: 'Deployment',
    replicas,
    selector,
    podLabels: labels,
    podAnnotations: server.podAnnotations,
    pod: podOf(server, serviceAccount.name, selector),
  });
  const issuerRef = certificate._issuer(name);
  const secretName = certificate._secretName(name);
  const issuer: ApiObject | undefined = certificate._isSelfSigned ? createSelfSignedIssuer(scope, 'Issuer', metadata) : undefined;
  const dnsNames = [`${name}.${namespace}.svc`, `${name}.${namespace}`, name];
  const certificateObject: ApiObject | undefined = issuerRef && createCertificate(
    scope, 'Certificate', metadata, { secretName, dnsNames, issuerRef },
  );
  const where = { service: name, namespace, caBundle: certificate._caBundle, ...issuerRef && { injectFrom: `${namespace}/${name}` } };
  const apiServices = server.apis.map(api => createApiService(scope, { labels }, api, where));
  const serviceMonitor = createServiceMonitor(scope, 'ServiceMonitor', metadata, {
    jobLabel: 'app.kubernetes.io/name',
    selector: { matchLabels: selector },
    // an external Secret may lack the CA
    endpoints: [{
      port: PORT_NAME, ...throughAuthProxy(issuerRef && secretName !== undefined ? { secretName } : undefined, name, namespace),
    }],
  });
  ProbeChecks._of(deployment, { [identity.name]: [{ host: '', port, scheme: 'HTTPS' }] });
  const permissions = { serviceAccount, clusterRole, binding, delegation, readers };
  return {
    ...permissions,
    podDisruptionBudget,
    networkPolicy,
    service,
    deployment,
    issuer,
    certificate: certificateObject,
    apiServices,
    serviceMonitor,
  };
}

/** Users who may read objects may read their metrics. */
const AGGREGATED = Object.fromEntries(['view', 'edit', 'admin'].map(role => [`rbac.authorization.k8s.io/aggregate-to-${role}`, 'true']));

function podOf(server: AggregatedServer, serviceAccountName: string, selector: { readonly [label: string]: string }): object {
  const { identity, metadata, port, pod, certificate, replicas, hostNetwork, volumes: own = [] } = server;
  const health = (path: string) => {
    const check = decideHealthCheck({ path, listener: { host: '', port, scheme: 'HTTPS' }, container: identity.name, hasShell: false });
    return isFinding(check) ? undefined : check;
  };
  const secretName = certificate._secretName(metadata.name);
  const volumes: ServerVolume[] = [
    ...own,
    secretName === undefined
      ? { name: SCRATCH.name, source: { emptyDir: {} }, mountPath: SCRATCH.folder }
      : { name: CERTIFICATE.name, source: { secret: { secretName } }, mountPath: CERTIFICATE.folder },
  ];
  return {
    serviceAccountName,
    automountServiceAccountToken: true,
    ...hostNetwork && { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
    securityContext: securityContextOf(pod, { id: NOBODY, hasVolumes: true }),
    ...podFields(pod),
    ...replicas > 1 && spread(selector),
    containers: [{
      name: identity.name,
      image: server.image,
      args: server.args,
      ports: [{ name: PORT_NAME, containerPort: port, ...hostNetwork && { hostPort: port }, protocol: 'TCP' }],
      // it calls the kubelets or Prometheus before it is ready
      readinessProbe: { ...health('/readyz'), periodSeconds: 10 },
      livenessProbe: { ...health('/livez'), periodSeconds: 30, timeoutSeconds: 5 },
      ...containerFields(pod),
      volumeMounts: volumes.map(({ name, mountPath }) => ({ name, mountPath, ...name !== SCRATCH.name && { readOnly: true } })),
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
    }],
    volumes: volumes.map(({ name, source }) => ({ name, ...source })),
  };
}
