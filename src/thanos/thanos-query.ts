import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { checkEndpoints } from './checks';
import { createComponent } from './component';
import { resolveOptions } from './resolve-props';
import { ThanosEndpoint } from './thanos-endpoint';
import { ThanosQueryProps } from './thanos-props';
import { withDefaults } from '../manifest/reach';
import { checkNumber } from '../manifest/references';
import { reachedThrough, servedBehind } from '../scrape/clients';
import { useMonitorOptions } from '../scrape/component-monitor';
import { StoreApiReference } from '../scrape/store-api';
import { THANOS_HTTP } from '../scrape/thanos-ports';
import { inPromql } from '../scrape/timing';
import { QueryApiReference, WebUiReference } from '../scrape/web';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

/**
 * Thanos Query: queries every Prometheus, Store and Receive, and answers like one Prometheus. Series that differ only in a replica label
 * are merged.
 *
 * @see https://thanos.io/tip/components/query.md/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { Prometheus, ThanosEndpoint, ThanosQuery } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) }, thanos: {}, externalLabels: { cluster:
 * 'eu-1' } });
 * const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.of(prometheus.storeApi!)] });
 * query.addEndpoint(ThanosEndpoint.address('thanos.us-1.example.org:10901', { cluster: 'us-1' }));
 *
 * app.synth();
 */
export class ThanosQuery extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service by which people and Grafana reach it, on the port `http`, 10902. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it as job `thanos-query`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Reference to its Store API, for another Query above it. */
  public readonly storeApi: StoreApiReference;
  /** Reference to the web UI, for a WebIngress, a WebRoute or an OAuth2Proxy. */
  public readonly webUi: WebUiReference;
  /** Reference to its query API, for a ThanosRuler or Grafana. */
  public readonly queryApi: QueryApiReference;

  private readonly endpoints: ThanosEndpoint[];

  public constructor(scope: Construct, id: string, props: ThanosQueryProps) {
    super(scope, id);
    checkOptions(this, 'ThanosQueryProps', props, ThanosQuery);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'ThanosQueryProps', props);
    const endpoints = this.endpoints = [...props.endpoints];
    const {
      replicas = 2, replicaLabels = ['prometheus_replica', 'receive_replica', 'thanos_ruler_replica'], timeout, maxConcurrent,
    } = props;
    const options = resolveOptions(props, 'query', { cpu: '100m', memory: '256Mi' }, Chart.of(this).namespace);
    const objects = createComponent(this, options, {
      kind: 'Deployment',
      replicas,
      hasStoreApi: true,
      gracePeriod: 150,
      args: [
        'query',
        endpointsArgument(endpoints),
        ...replicaLabels.map(label => `--query.replica-label=${label}`),
        ...timeout ? [`--query.timeout=${inPromql(timeout)}`] : [],
        ...maxConcurrent === undefined ? [] : [`--query.max-concurrent=${maxConcurrent}`],
      ],
    });
    this.deployment = objects.workload;
    this.service = objects.service;
    this.serviceMonitor = objects.serviceMonitor;
    this.serviceAccount = objects.serviceAccount;
    this.networkPolicy = objects.networkPolicy;
    this.podDisruptionBudget = objects.podDisruptionBudget;
    this.storeApi = objects.storeApi;
    this.queryApi = {
      serviceName: this.service.name, namespace: options.namespace ?? '', port: THANOS_HTTP.port, portName: THANOS_HTTP.name,
    };
    servedBehind(this, this.queryApi, this.networkPolicy, [options.namespace, ...options.clientNamespaces]);
    this.webUi = reachedThrough(
      this,
      {
        serviceName: this.service.name,
        namespace: options.namespace ?? '',
        port: THANOS_HTTP.port,
        podLabels: objects.selector,
        podPort: THANOS_HTTP.port,
      },
      this.networkPolicy,
    );
    const problems = Problems.of(this);
    problems.addAll([...options.findings, ...checkNumber('replicas', replicas, 1, 100), ...checkNumber('maxConcurrent', maxConcurrent, 1)]);
    problems.check(() => checkEndpoints(endpoints, replicaLabels), () => endpoints.length);
  }

  /**
   * Adds an endpoint, such as a ThanosRuler that queries this Query.
   * @param endpoint the endpoint to query
   */
  public addEndpoint(endpoint: ThanosEndpoint): void {
    this.endpoints.push(endpoint);
    this.deployment.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/args/1', endpointsArgument(this.endpoints)));
  }
}

function endpointsArgument(endpoints: readonly ThanosEndpoint[]): string {
  return `--endpoint.sd-config=${JSON.stringify({ endpoints: endpoints.map(({ _address: address }) => ({ address })) })}`;
}
