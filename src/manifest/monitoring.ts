import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { familiesForMonitor } from './ip-families';
import { decorated } from './monitor-decoration';
import { createObject, ObjectMetadata } from './object';

/**
 * monitoring.coreos.com kinds in the YAML's own spelling, as far as this library writes them. Completeness is not
 * promised by these types but proved on the output, against the CRD schemas.
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

export function createServiceMonitor(scope: Construct, id: string, metadata: ObjectMetadata, spec: ServiceMonitorSpec): ApiObject {
  const kept = familiesForMonitor(scope);
  // a specification may be lazy as a whole
  const complete = kept.length === 0 ? spec : { ...spec, endpoints: spec.endpoints.map(endpoint => ({ ...endpoint, relabelings: [...kept, ...endpoint.relabelings ?? []] })) };
  const parts = decorated(scope, 'ServiceMonitor', { metadata, spec: complete });
  return createObject(scope, id, parts.metadata, { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', spec: parts.spec });
}

/** The pods of a label, in the monitor's namespace. */
export interface PodMonitorSpec {
  readonly jobLabel?: string;
  readonly selector: { readonly matchLabels: { readonly [key: string]: string } };
  readonly podMetricsEndpoints: readonly ServiceMonitorEndpoint[];
}

export function createPodMonitor(scope: Construct, id: string, metadata: ObjectMetadata, spec: PodMonitorSpec): ApiObject {
  const parts = decorated(scope, 'PodMonitor', { metadata, spec });
  return createObject(scope, id, parts.metadata, { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', spec: parts.spec });
}

export function createProbe(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'monitoring.coreos.com/v1', kind: 'Probe', spec });
}

export function createScrapeConfig(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  const parts = decorated(scope, 'ScrapeConfig', { metadata, spec });
  return createObject(scope, id, parts.metadata, { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', spec: parts.spec });
}

export function createAlertmanagerConfig(scope: Construct, id: string, metadata: ObjectMetadata, spec: object): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', spec });
}

const INSTANCE_VERSIONS = { Prometheus: 'v1', Alertmanager: 'v1', ThanosRuler: 'v1', PrometheusAgent: 'v1alpha1' } as const;

/** What the operator makes StatefulSets of, and of an agent a DaemonSet. */
export function createInstance(scope: Construct, id: string, kind: keyof typeof INSTANCE_VERSIONS, metadata: ObjectMetadata, spec: object): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: `monitoring.coreos.com/${INSTANCE_VERSIONS[kind]}`, kind, spec });
}
