import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ResolvedOptions } from './resolve-props';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { createService } from '../manifest/core';
import { Identity, Labels, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy } from '../manifest/network-policy';
import { ObjectMetadata } from '../manifest/object';
import { NOBODY, podFields, spread } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { createServiceAccount } from '../manifest/rbac';
import { storageSpec } from '../manifest/storage';
import { StorageOptions } from '../manifest/storage-options';
import { createPodDisruptionBudget, createWorkload, RESTRICTED_CONTAINER } from '../manifest/workloads';
import { SecretKeyReference } from '../scrape/client-access-options';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { StoreApiReference } from '../scrape/store-api';
import { STORE_API, THANOS_HTTP } from '../scrape/thanos-ports';
import { ProbeChecks } from '../validation/probe-checks';

/** Folder of a component's data. */
export const DATA = '/var/thanos';
const BUCKET = '/etc/thanos/objstore';
const CONTAINER = 'thanos';

/** Differences between the components. */
export interface Component {
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly replicas: number;
  /** The command, and its own arguments. */
  readonly args: readonly string[];
  /** Whether it serves the Store API. The Compactor does not. */
  readonly hasStoreApi: boolean;
  /** Additional ports. */
  readonly ports?: readonly { readonly name: string; readonly port: number }[];
  readonly objectStorage?: SecretKeyReference;
  /** Its writable volume: a persistent one, or an emptyDir. Undefined: it writes nothing. */
  readonly data?: StorageOptions | 'ephemeral';
  /** Additional files, by the name of a ConfigMap. */
  readonly files?: { readonly configMap: string; readonly folder: string };
  /** Termination grace period, in seconds. */
  readonly gracePeriod: number;
}

/** The objects of a component. */
export interface ComponentObjects {
  readonly workload: ApiObject;
  readonly service: ApiObject;
  readonly serviceMonitor: ApiObject;
  readonly serviceAccount: ApiObject;
  readonly podDisruptionBudget?: ApiObject;
  readonly networkPolicy?: ApiObject;
  readonly metadata: ObjectMetadata;
  readonly selector: Labels;
  readonly storeApi: StoreApiReference;
}

/** Creates the objects of a component: restricted pods, with probes on their HTTP port. */
export function createComponent(scope: Construct, options: ResolvedOptions, component: Component): ComponentObjects {
  const { name, namespace } = options;
  const identity: Identity = {
    name: `thanos-${options.component}`, instance: name, component: options.component, version: options.version.text,
  };
  const labels = objectLabels(identity, options.labels);
  const metadata = { name, namespace, labels };
  const selector = selectorLabels(identity);
  const ports = [THANOS_HTTP, ...component.hasStoreApi ? [STORE_API] : [], ...component.ports ?? []];
  const isStateful = component.kind === 'StatefulSet';

  const serviceAccount = createServiceAccount(scope, 'ServiceAccount', metadata);
  const podDisruptionBudget = component.replicas > 1
    ? createPodDisruptionBudget(scope, 'PodDisruptionBudget', metadata, selector)
    : undefined;
  const clients = [{}, ...options.clientNamespaces.map(client => ({ namespace: client }))];
  const networkPolicy = options.networkPolicy ? createNetworkPolicy(scope, 'NetworkPolicy', metadata, selector, [
    { ports: ports.map(({ port }) => port), from: clients }, { ports: [THANOS_HTTP.port], from: SCRAPERS },
  ]) : undefined;
  const service = createService(scope, 'Service', metadata, {
    // discovery by DNS must find each pod, and those of a hashring before they are ready
    ...isStateful && { clusterIP: 'None', publishNotReadyAddresses: true },
    selector,
    ports: ports.map(port => ({ ...port, targetPort: port.name, protocol: 'TCP' })),
  });
  const { data } = component;
  const workload = createWorkload(scope, 'Resource', metadata, {
    kind: component.kind,
    replicas: component.replicas,
    ...isStateful && { serviceName: service.name, podManagementPolicy: 'Parallel' },
    selector,
    podLabels: labels,
    pod: podOf(options, component, serviceAccount.name, ports, selector),
    ...data !== undefined && data !== 'ephemeral' && { volumeClaimTemplates: [claimOf(data)] },
  });
  const serviceMonitor = createServiceMonitor(scope, 'ServiceMonitor', metadata, {
    jobLabel: 'app.kubernetes.io/name', selector: { matchLabels: selector }, endpoints: [{ port: THANOS_HTTP.name }],
  });
  ProbeChecks._of(workload, { [CONTAINER]: ports.map(({ port }) => ({ host: '', port, scheme: 'HTTP' })) });
  return {
    workload,
    service,
    serviceMonitor,
    serviceAccount,
    podDisruptionBudget,
    networkPolicy,
    metadata,
    selector,
    storeApi: { serviceName: service.name, namespace: namespace ?? '' },
  };
}

type Ports = readonly { readonly name: string; readonly port: number }[];

function podOf(options: ResolvedOptions, component: Component, serviceAccountName: string, ports: Ports, selector: Labels): object {
  const { replicas, objectStorage, data, files, gracePeriod } = component;
  const health = (path: string) => {
    const check = decideHealthCheck({
      path, listener: { host: '', port: THANOS_HTTP.port, scheme: 'HTTP' }, container: CONTAINER, hasShell: true,
    });
    return isFinding(check) ? undefined : check;
  };
  const volumes = [
    ...data === 'ephemeral' ? [{ name: 'data', emptyDir: {} }] : [],
    ...objectStorage
      ? [{
        name: 'objstore', secret: { secretName: objectStorage.secretName, items: [{ key: objectStorage.key, path: objectStorage.key }] },
      }]
      : [],
    ...files ? [{ name: 'files', configMap: { name: files.configMap } }] : [],
  ];
  const volumeMounts = [
    ...data === undefined ? [] : [{ name: 'data', mountPath: DATA }],
    ...objectStorage ? [{ name: 'objstore', mountPath: BUCKET, readOnly: true }] : [],
    ...files ? [{ name: 'files', mountPath: files.folder, readOnly: true }] : [],
  ];
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    securityContext: securityContextOf(options.pod, { id: NOBODY, hasVolumes: true }),
    ...podFields(options.pod),
    ...replicas > 1 && spread(selector),
    terminationGracePeriodSeconds: gracePeriod,
    containers: [{
      name: CONTAINER,
      image: options.image,
      args: [
        ...component.args,
        `--log.level=${options.logLevel}`,
        `--http-address=0.0.0.0:${THANOS_HTTP.port}`,
        ...component.hasStoreApi ? [`--grpc-address=0.0.0.0:${STORE_API.port}`] : [],
        ...objectStorage ? [`--objstore.config-file=${BUCKET}/${objectStorage.key}`] : [],
      ],
      ...component.args.some(argument => argument.includes('$(POD_NAME)'))
        && { env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      ports: ports.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
      readinessProbe: { ...health('/-/ready'), periodSeconds: 5 },
      livenessProbe: { ...health('/-/healthy'), periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 6 },
      ...containerFields(options.pod),
      ...volumeMounts.length > 0 && { volumeMounts },
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
    }],
    ...volumes.length > 0 && { volumes },
  };
}

function claimOf(storage: StorageOptions) {
  const { metadata, spec } = storageSpec(storage).volumeClaimTemplate;
  return { metadata: { name: 'data', ...metadata }, spec };
}
