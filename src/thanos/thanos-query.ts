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
 * Thanos Query: asks every Prometheus, Store and Receive, and answers as one Prometheus would. Series that differ in a replica label alone are one.
 *
 * @see https://thanos.io/tip/components/query.md/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { Prometheus, ThanosEndpoint, ThanosQuery } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) }, thanos: {}, externalLabels: { cluster: 'eu-1' } });
 * const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.of(prometheus.storeApi!)] });
 * query.addEndpoint(ThanosEndpoint.address('thanos.us-1.example.org:10901', { cluster: 'us-1' }));
 *
 * app.synth();
 */
export class ThanosQuery extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** By which people and Grafana reach it, on the port `http`, 10902. */
  public readonly service: ApiObject;
  /** Scrapes it as job `thanos-query`. */
  public readonly serviceMonitor: ApiObject;
  /** Whom the pods run as: it may do nothing, and has no token. */
  public readonly serviceAccount: ApiObject;
  /** Who may connect; undefined where `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** At most one pod is evicted at a time; undefined where there is one. */
  public readonly podDisruptionBudget?: ApiObject;
  /** For a Query above it. */
  public readonly storeApi: StoreApiReference;
  /** For a WebIngress, a WebRoute, an OAuth2Proxy. */
  public readonly webUi: WebUiReference;
  /** For who asks it: a ThanosRuler, Grafana. */
  public readonly queryApi: QueryApiReference;

  private readonly endpoints: ThanosEndpoint[];

  public constructor(scope: Construct, id: string, props: ThanosQueryProps) {
    super(scope, id);
    checkOptions(this, 'ThanosQueryProps', props, ThanosQuery);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'ThanosQueryProps', props);
    const endpoints = this.endpoints = [...props.endpoints];
    const { replicas = 2, replicaLabels = ['prometheus_replica', 'receive_replica', 'thanos_ruler_replica'], timeout, maxConcurrent } = props;
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
    this.queryApi = { serviceName: this.service.name, namespace: options.namespace ?? '', port: THANOS_HTTP.port, portName: THANOS_HTTP.name };
    servedBehind(this.queryApi, this.networkPolicy, [options.namespace, ...options.clientNamespaces]);
    this.webUi = reachedThrough({ serviceName: this.service.name, namespace: options.namespace ?? '', port: THANOS_HTTP.port, podLabels: objects.selector, podPort: THANOS_HTTP.port }, this.networkPolicy);
    const problems = Problems.of(this);
    problems.addAll([...options.findings, ...checkNumber('replicas', replicas, 1, 100), ...checkNumber('maxConcurrent', maxConcurrent, 1)]);
    problems.check(() => checkEndpoints(endpoints, replicaLabels), () => endpoints.length);
  }

  /**
   * Have it ask one more: a ThanosRuler, which asks this Query in its turn.
   * @param endpoint whom it asks
   */
  public addEndpoint(endpoint: ThanosEndpoint): void {
    this.endpoints.push(endpoint);
    this.deployment.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/args/1', endpointsArgument(this.endpoints)));
  }
}

function endpointsArgument(endpoints: readonly ThanosEndpoint[]): string {
  return `--endpoint.sd-config=${JSON.stringify({ endpoints: endpoints.map(({ _address: address }) => ({ address })) })}`;
}
