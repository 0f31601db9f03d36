import { AzureAdOptions, RemoteWriteOptions, RemoteWriteTuning, ReplicaDeduplication, SigV4Options } from './remote-write-options';
import { BasicAuthReference } from '../scrape/client-access-options';
import { checkOptionsOf } from '../validation/options';

/** Grafana Mimir or Cortex. */
export interface MimirReceiverOptions extends RemoteWriteTuning {
  /** URL of its gateway or distributors: `https://mimir.example.org`, or the whole URL with `/api/v1/push`. */
  readonly endpoint: string;
  /**
   * Tenant, sent as the header `X-Scope-OrgID`.
   * @default - none: the receiver has one tenant, or a gateway sets the header
   */
  readonly tenant?: string;
}

/** Thanos Receive. */
export interface ThanosReceiverOptions extends RemoteWriteTuning {
  /** URL of its remote write: `http://thanos-receive.thanos.svc:19291`, or the whole URL with `/api/v1/receive`. */
  readonly endpoint: string;
  /**
   * Tenant, sent as the header `THANOS-TENANT`.
   * @default - the default tenant of Receive
   */
  readonly tenant?: string;
}

/** VictoriaMetrics, single or as a cluster. */
export interface VictoriaMetricsReceiverOptions extends RemoteWriteTuning {
  /** URL of the server, or of the vminsert of a cluster: `http://vminsert.monitoring.svc:8480`, or the whole URL with `/api/v1/write`. */
  readonly endpoint: string;
  /**
   * Account of a cluster: `0` or `7:1`.
   * @default - none: a single server
   */
  readonly account?: string;
}

/** Grafana Cloud. */
export interface GrafanaCloudReceiverOptions extends RemoteWriteTuning {
  /**
   * Host of the stack's metrics, `prometheus-prod-01-eu-west-0.grafana.net`, or the URL that Grafana Cloud shows:
   * `https://<host>/api/prom/push`.
   */
  readonly host: string;
  /** Secret with the ID of the instance as the user, and a token of an access policy as the password. */
  readonly credentials: BasicAuthReference;
}

/** Amazon Managed Service for Prometheus. */
export interface AmazonReceiverOptions extends RemoteWriteTuning {
  /**
   * ID of the workspace, `ws-12345678-abcd-1234-abcd-1234567890ab`, or the remote write URL that the console shows:
   * `https://.../api/v1/remote_write`.
   */
  readonly workspaceId: string;
  /** Signature of requests, with the region of the workspace. */
  readonly sigV4: SigV4Options;
}

/** A workspace of Azure Monitor. */
export interface AzureReceiverOptions extends RemoteWriteTuning {
  /**
   * Metrics ingestion endpoint of the workspace, `https://name-abcd.westeurope-1.metrics.ingest.monitor.azure.com`, or the whole URL that
   * the portal shows.
   */
  readonly endpoint: string;
  /** Immutable ID of its data collection rule: `dcr-0123456789abcdef0123456789abcdef`. */
  readonly dataCollectionRuleId: string;
  /** Identity of the client. */
  readonly azureAd: AzureAdOptions;
}

/**
 * Receivers of remote write, each with its URL, its credentials, and how it handles two replicas.
 * Google Cloud is not included: it does not accept remote write.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
 */
export class RemoteWrite {
  /**
   * Grafana Mimir. It accepts samples of one of two replicas if its HA tracker is enabled.
   * @see https://grafana.com/docs/mimir/latest/references/http-api/#remote-write
   */
  public static mimir(options: MimirReceiverOptions): RemoteWriteOptions {
    checkOptionsOf('RemoteWrite.mimir()', 'MimirReceiverOptions', options);
    const { endpoint, tenant, ...tuning } = options;
    return {
      ...withHeader(tuning, 'X-Scope-OrgID', tenant),
      url: joined(endpoint, '/api/v1/push', MIMIR_PATHS),
      deduplication: ReplicaDeduplication.HA_TRACKER,
    };
  }

  /**
   * Cortex. It accepts samples of one of two replicas if its HA tracker is enabled.
   * @see https://cortexmetrics.io/docs/api/#remote-write
   */
  public static cortex(options: MimirReceiverOptions): RemoteWriteOptions {
    checkOptionsOf('RemoteWrite.cortex()', 'MimirReceiverOptions', options);
    return RemoteWrite.mimir(options);
  }

  /**
   * Thanos Receive. It accepts both replicas; Thanos Query merges them by the replica label.
   * @see https://thanos.io/tip/components/receive.md/
   */
  public static thanosReceive(options: ThanosReceiverOptions): RemoteWriteOptions {
    checkOptionsOf('RemoteWrite.thanosReceive()', 'ThanosReceiverOptions', options);
    const { endpoint, tenant, ...tuning } = options;
    return {
      ...withHeader(tuning, 'THANOS-TENANT', tenant), url: joined(endpoint, '/api/v1/receive'), deduplication: ReplicaDeduplication.QUERY,
    };
  }

  /**
   * VictoriaMetrics. It keeps samples of one of two replicas if `-dedup.minScrapeInterval` is the scrape interval.
   * @see https://docs.victoriametrics.com/url-examples/
   */
  public static victoriaMetrics(options: VictoriaMetricsReceiverOptions): RemoteWriteOptions {
    checkOptionsOf('RemoteWrite.victoriaMetrics()', 'VictoriaMetricsReceiverOptions', options);
    const { endpoint, account, ...tuning } = options;
    return { ...tuning, url: victoriaMetricsUrl(endpoint, account), deduplication: ReplicaDeduplication.SAME_SERIES };
  }

  /**
   * Grafana Cloud.
   * @see https://grafana.com/docs/grafana-cloud/send-data/metrics/metrics-prometheus/
   */
  public static grafanaCloud(options: GrafanaCloudReceiverOptions): RemoteWriteOptions {
    checkOptionsOf('RemoteWrite.grafanaCloud()', 'GrafanaCloudReceiverOptions', options);
    const { host, credentials, ...tuning } = options;
    return {
      ...tuning,
      url: joined(hasScheme(host) ? host : `https://${host}`, '/api/prom/push', MIMIR_PATHS),
      basicAuth: credentials,
      deduplication: ReplicaDeduplication.HA_TRACKER,
    };
  }

  /**
   * Amazon Managed Service for Prometheus.
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-onboard-ingest-metrics.html
   */
  public static amazon(options: AmazonReceiverOptions): RemoteWriteOptions {
    checkOptionsOf('RemoteWrite.amazon()', 'AmazonReceiverOptions', options);
    const { workspaceId, ...tuning } = options;
    const workspace = hasScheme(workspaceId)
      ? workspaceId
      : `https://aps-workspaces.${options.sigV4.region}.amazonaws.com/workspaces/${workspaceId}`;
    const url = joined(workspace, '/api/v1/remote_write');
    return { ...tuning, url, deduplication: ReplicaDeduplication.HA_TRACKER };
  }

  /**
   * A workspace of Azure Monitor.
   * @see https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-remote-write
   */
  public static azure(options: AzureReceiverOptions): RemoteWriteOptions {
    checkOptionsOf('RemoteWrite.azure()', 'AzureReceiverOptions', options);
    const { endpoint, dataCollectionRuleId, ...tuning } = options;
    const path = `/dataCollectionRules/${dataCollectionRuleId}/streams/Microsoft-PrometheusMetrics/api/v1/write`;
    // the portal shows it with the version
    return {
      ...tuning, url: /\/api\/v1\/write\?api-version=/.test(endpoint) ? endpoint : `${joined(endpoint, path)}?api-version=2023-04-24`,
    };
  }

  private constructor() {
  }
}

/** Paths of remote write in Mimir, Cortex and Grafana Cloud: the newer, and the older one. */
const MIMIR_PATHS = ['/api/v1/push', '/api/prom/push'];

/** Adds the path to a URL, unless users pasted the whole URL. */
function joined(endpoint: string, path: string, complete: readonly string[] = [path]): string {
  const base = endpoint.replace(/\/+$/, '');
  return complete.some(each => base.endsWith(each)) ? base : `${base}${path}`;
}

function victoriaMetricsUrl(endpoint: string, account: string | undefined): string {
  const path = account === undefined ? '/api/v1/write' : `/insert/${account}/prometheus/api/v1/write`;
  // the user name of an option replaces that of a URL
  const base = account === undefined ? endpoint : endpoint.replace(/(\/insert\/[^/]+)?(\/prometheus)?(\/api\/v1\/write)?\/*$/, '');
  return joined(base, path);
}

function hasScheme(text: string): boolean {
  return /^[a-z]+:\/\//.test(text);
}

function withHeader(tuning: RemoteWriteTuning, header: string, value: string | undefined): RemoteWriteTuning {
  return value === undefined ? tuning : { ...tuning, headers: { ...tuning.headers, [header]: value } };
}
