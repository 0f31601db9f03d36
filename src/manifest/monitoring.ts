import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { verticalPodAutoscalerOf } from './autoscaled-components';
import { familiesForMonitor } from './ip-families';
import { judgeValues } from './judge';
import { decorated } from './monitor-decoration';
import { createObject, ObjectMetadata } from './object';
import { autoscaleVertically, Target } from './vertical-pod-autoscaler';
import { ComponentVersion } from '../versions/component-version';

/**
 * monitoring.coreos.com kinds with the field names of YAML, as far as this library writes them. The types are not complete: the output is
 * checked against the CRD schemas.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md
 */
export interface ServiceMonitorSpec {
  readonly jobLabel?: string;
  readonly sampleLimit?: number;
  readonly labelLimit?: number;
  readonly bodySizeLimit?: string;
  readonly selector: { readonly matchLabels: { readonly [key: string]: string } };
  readonly namespaceSelector?: { readonly matchNames?: readonly string[]; readonly any?: boolean };
  readonly endpoints: readonly ServiceMonitorEndpoint[];
  readonly serviceDiscoveryRole?: 'Endpoints' | 'EndpointSlice';
}

export interface ServiceMonitorEndpoint {
  readonly port: string;
  readonly path?: string;
  readonly scheme?: 'http' | 'https';
  /** A Prometheus duration: `30s`. */
  readonly interval?: string;
  readonly scrapeTimeout?: string;
  readonly honorLabels?: boolean;
  readonly honorTimestamps?: boolean;
  readonly trackTimestampsStaleness?: boolean;
  readonly bearerTokenFile?: string;
  readonly tlsConfig?: TlsConfig;
  readonly authorization?: { readonly credentials: SecretKey };
  readonly basicAuth?: { readonly username: SecretKey; readonly password: SecretKey };
  readonly params?: { readonly [name: string]: readonly string[] };
  readonly relabelings?: readonly RelabelConfig[];
  readonly metricRelabelings?: readonly RelabelConfig[];
}

export interface TlsConfig {
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly ca?: { readonly secret?: SecretKey; readonly configMap?: SecretKey };
  readonly cert?: { readonly secret: SecretKey };
  readonly keySecret?: SecretKey;
  readonly insecureSkipVerify?: boolean;
  readonly serverName?: string;
}

/** A key of a Secret in the monitor's namespace. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

export interface RelabelConfig {
  readonly action?: 'replace' | 'keep' | 'drop' | 'labeldrop' | 'labelkeep' | 'labelmap';
  readonly sourceLabels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
}

function judged(object: ApiObject): ApiObject {
  judgeValues(object);
  return object;
}

export function createServiceMonitor(scope: Construct, id: string, metadata: ObjectMetadata, spec: ServiceMonitorSpec): ApiObject {
  const kept = familiesForMonitor(scope);
  // a whole specification may be lazy
  const complete = kept.length === 0
    ? spec
    : { ...spec, endpoints: spec.endpoints.map(endpoint => ({ ...endpoint, relabelings: [...kept, ...endpoint.relabelings ?? []] })) };
  const parts = decorated(scope, 'ServiceMonitor', { metadata, spec: complete });
  return judged(createObject(
    scope, id, parts.metadata, { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', spec: parts.spec },
  ));
}

/** The pods with a label, in the monitor's namespace. */
export interface PodMonitorSpec {
  readonly jobLabel?: string;
  readonly selector: { readonly matchLabels: { readonly [key: string]: string } };
  readonly podMetricsEndpoints: readonly ServiceMonitorEndpoint[];
}

export function createPodMonitor(scope: Construct, id: string, metadata: ObjectMetadata, spec: PodMonitorSpec): ApiObject {
  const parts = decorated(scope, 'PodMonitor', { metadata, spec });
  return judged(createObject(scope, id, parts.metadata, { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', spec: parts.spec }));
}

export function createProbe(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  return judged(createObject(scope, id, metadata, { apiVersion: 'monitoring.coreos.com/v1', kind: 'Probe', spec }));
}

export function createScrapeConfig(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  const parts = decorated(scope, 'ScrapeConfig', { metadata, spec });
  return judged(createObject(
    scope, id, parts.metadata, { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', spec: parts.spec },
  ));
}

export function createAlertmanagerConfig(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', spec });
}

const INSTANCE_VERSIONS = { Prometheus: 'v1', Alertmanager: 'v1', ThanosRuler: 'v1', PrometheusAgent: 'v1alpha1' } as const;

/** Kinds for which the operator creates StatefulSets, or a DaemonSet for an agent. */
export function createInstance(
  scope: Construct, id: string, kind: InstanceKind,
  metadata: ObjectMetadata, spec: object, operator: ComponentVersion<'prometheusOperator'>,
): ApiObject {
  const apiVersion = `monitoring.coreos.com/${INSTANCE_VERSIONS[kind]}`;
  const { scale, prefix, container } = INSTANCES[kind];
  const isPerNode = (spec as InstanceSpec).mode === 'DaemonSet';
  const hasShards = operator.has('shardsDefault');
  // without the field, /scale fails, and VerticalPodAutoscaler cannot find the pods
  const isScaledByShards = verticalPodAutoscalerOf(scope) !== undefined && scale === 'prometheusScale' && !isPerNode && !hasShards;
  const made = judged(createObject(scope, id, metadata, { apiVersion, kind, spec: isScaledByShards ? { shards: 1, ...spec } : spec }));
  autoscaleVertically(scope, metadata, () => {
    const { shards = 1, replicas, resources } = spec as InstanceSpec;
    const name = `${prefix}-${metadata.name}`;
    if (isPerNode && !hasShards) {
      return {
        targets: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name }], container, replicas: undefined, requests: resources?.requests ?? {},
      };
    }
    // VerticalPodAutoscaler accepts only the topmost controller that can be scaled
    const targets = scale !== undefined && operator.has(scale) ? [{ apiVersion, kind, name: metadata.name }] : statefulSets(name, shards);
    return { targets, container, replicas: isPerNode ? undefined : replicas ?? 1, requests: resources?.requests ?? {} };
  });
  return made;
}

type InstanceKind = keyof typeof INSTANCE_VERSIONS;

/** Input for how it is scaled. */
interface InstanceSpec {
  readonly shards?: number;
  readonly replicas?: number;
  readonly mode?: string;
  readonly resources?: { readonly requests?: object };
}

/** The first version in which a custom resource can be scaled, the prefix of its StatefulSets, and the main container. */
const INSTANCES: Readonly<Record<InstanceKind, {
  readonly scale?: 'prometheusScale' | 'alertmanagerScale'; readonly prefix: string; readonly container: string;
}>> = {
  Prometheus: { scale: 'prometheusScale', prefix: 'prometheus', container: 'prometheus' },
  PrometheusAgent: { scale: 'prometheusScale', prefix: 'prom-agent', container: 'prometheus' },
  Alertmanager: { scale: 'alertmanagerScale', prefix: 'alertmanager', container: 'alertmanager' },
  ThanosRuler: { prefix: 'thanos-ruler', container: 'thanos-ruler' },
};

/** One for each shard; the first has no number. */
function statefulSets(name: string, shards: number): Target[] {
  return Array.from(
    { length: Math.max(1, shards) },
    (_, at) => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: at === 0 ? name : `${name}-shard-${at}` }),
  );
}
