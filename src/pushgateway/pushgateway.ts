import { ApiObject, Chart, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { stalenessAlerts } from './alerts';
import { podSpec, PORT, WEB_CONFIG, WEB_CONFIG_KEY } from './pod';
import { PushgatewayProps } from './pushgateway-props';
import { resolveProps, ResolvedProps } from './resolve-props';
import { objectLabels, selectorLabels } from '../manifest/labels';
import { ServiceMonitorEndpoint } from '../manifest/monitoring';
import { createPrometheusRule } from '../manifest/prometheus-rule';
import { withDefaults } from '../manifest/reach';
import { createVolumeClaim } from '../manifest/storage';
import { createConfigMap } from '../manifest/workloads';
import { overTls } from '../scrape/access';
import { accessFields } from '../scrape/client-access';
import { reachedThrough } from '../scrape/clients';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { WebUiReference } from '../scrape/web';
import { createWebServer } from '../scrape/web-server';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

/**
 * Pushgateway: keeps what short-lived jobs push until Prometheus scrapes it. Series have the `job` and `instance` that were pushed. There
 * is one pod, because a second one would have different groups.
 *
 * @see https://prometheus.io/docs/practices/pushing/
 *
 * @example
 * import { App, Chart, Duration, Size } from 'cdk8s';
 * import { Pushgateway } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new Pushgateway(chart, 'Pushgateway', {
 *   clientNamespaces: ['backup'],
 *   storage: { size: Size.gibibytes(1) },
 *   staleAfterByJob: { backup: Duration.hours(26) },
 * });
 *
 * app.synth();
 */
export class Pushgateway extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service to which jobs push, on port 9091. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it, with the labels of the pushed series. Its own series have the job `pushgateway`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pod, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** The PersistentVolumeClaim for pushed series; undefined without `storage`. */
  public readonly volumeClaim?: ApiObject;
  /** The ConfigMap with the web configuration; undefined without `tls`, and with `webConfigSecret`. */
  public readonly configMap?: ApiObject;
  /** The PrometheusRule with the alerts; undefined if `alerts` is false. */
  public readonly rules?: ApiObject;
  /** URL for clients in the cluster: `http://pushgateway.monitoring.svc:9091`. */
  public readonly pushUrl: string;
  /** Reference to the web UI, for a WebIngress or a WebRoute. */
  public readonly webUi: WebUiReference;

  public constructor(scope: Construct, id: string, props: PushgatewayProps = {}) {
    super(scope, id);
    checkOptions(this, 'PushgatewayProps', props, Pushgateway);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'PushgatewayProps', props);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, labels, version, storage, tls, clientNamespaces, clientPodLabels: pods, prefix, externalUrl } = resolved;
    const identity = { name: 'pushgateway', instance: name, component: 'gateway', version: version.text };
    const metadata = { name, namespace, labels: objectLabels(identity, labels) };
    if (storage) { this.volumeClaim = createVolumeClaim(this, 'VolumeClaim', metadata, storage); }
    if (tls && !resolved.webConfigSecret) {
      this.configMap = createConfigMap(
        this, 'WebConfig', { ...metadata, name: `${name}-web` }, { [WEB_CONFIG_KEY]: Yaml.stringify(WEB_CONFIG) },
      );
    }
    const clients = [
      undefined, ...clientNamespaces,
    ].map(client => ({ ...client !== undefined && { namespace: client }, ...pods && { pods } }));
    const server = createWebServer(this, {
      identity,
      name,
      namespace,
      labels,
      container: 'pushgateway',
      replicas: 1,
      port: PORT,
      isExclusive: storage !== undefined,
      isHttps: tls !== undefined,
      pod: serviceAccount => podSpec(resolved, serviceAccount, { claim: this.volumeClaim?.name, webConfig: this.configMap?.name }),
      endpoint: endpointOf(resolved),
      ...resolved.networkPolicy && { ingress: [{ ports: [PORT.port], from: [...clients, ...SCRAPERS] }] },
    });
    this.deployment = server.deployment;
    this.service = server.service;
    this.serviceMonitor = server.serviceMonitor;
    this.serviceAccount = server.serviceAccount!;
    this.networkPolicy = server.networkPolicy;
    if (resolved.alerts) { this.rules = createPrometheusRule(this, 'Alerts', metadata, [stalenessAlerts(resolved.staleness)]); }
    this.pushUrl = `${tls ? 'https' : 'http'}://${name}.${namespace}.svc:${PORT.port}${prefix}`;
    const requiresAuthentication = resolved.webConfigSecret !== undefined;
    this.webUi = reachedThrough(
      this,
      {
        serviceName: name,
        namespace: namespace ?? '',
        port: PORT.port,
        podLabels: selectorLabels(identity),
        podPort: PORT.port,
        externalUrl,
        isHttps: tls !== undefined,
        requiresAuthentication,
      },
      this.networkPolicy,
    );
    Problems.of(this).addAll(resolved.findings);
  }
}

/** Pushed labels are kept. The pod of the gateway changes with each restart, and is not the pod of the job. */
function endpointOf({ name, namespace, tls, basicAuth, prefix }: ResolvedProps): Partial<ServiceMonitorEndpoint> {
  return {
    ...prefix !== '' && { path: `${prefix}/metrics` },
    honorLabels: true,
    ...tls && overTls(tls, name, namespace),
    ...basicAuth && accessFields({ basicAuth }),
    relabelings: [{ action: 'labeldrop', regex: '(pod|container)' }],
  };
}
