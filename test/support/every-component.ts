import { App, Chart, Size } from 'cdk8s';
import { Manifest, synth } from './synth';
import {
  AdapterRules, BlackboxExporter, Grafana, GrafanaDatasource, MetricsServer, OAuth2Proxy, PrometheusAdapter, PrometheusStack, PrometheusStackProps, Pushgateway, RemoteWrite,
  ThanosCompactor, ThanosEndpoint, ThanosQuery, ThanosReceive, ThanosRuler, ThanosStore, WebhookCertificate, WindowsExporter,
} from '../../src';

const bucket = { secretName: 'bucket', key: 'objstore.yml' };
const storage = { size: Size.gibibytes(10) };

/** A stack with all of its components, proxies and sidecars, and all components that work next to a stack. */
export function everyComponent(props: PrometheusStackProps = {}): Manifest[] {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const { prometheus } = new PrometheusStack(chart, 'Monitoring', {
    admissionWebhook: { certificate: WebhookCertificate.selfSigned() },
    agent: { name: 'agent', remoteWrite: [RemoteWrite.mimir({ name: 'mimir', endpoint: 'https://mimir.example.org', tenant: 'a' })], replicas: 1 },
    prometheusEnabled: true,
    ...props,
    prometheus: { thanos: {}, authProxy: props.prometheus?.listenLocal, ...props.prometheus },
    nodeExporter: { authProxy: true, ...props.nodeExporter },
    kubeStateMetrics: { version: '2.15.0', authProxy: true, ...props.kubeStateMetrics },
    alertmanager: { configSecret: 'alertmanager-config', ...props.alertmanager },
  });
  new Grafana(chart, 'Grafana', { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' })] });
  new BlackboxExporter(chart, 'Blackbox');
  new WindowsExporter(chart, 'Windows', { name: 'windows' });
  new Pushgateway(chart, 'Pushgateway');
  new MetricsServer(chart, 'MetricsServer');
  new PrometheusAdapter(chart, 'Adapter', { prometheus: { serviceName: 'prometheus-main', namespace: 'monitoring' }, rules: [AdapterRules.gauge({ series: 'queue_length' })] });
  const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('thanos:10901')] });
  new ThanosStore(chart, 'Store', { objectStorage: bucket });
  new ThanosCompactor(chart, 'Compactor', { objectStorage: bucket, storage });
  new ThanosReceive(chart, 'Receive', { storage });
  new ThanosRuler(chart, 'Ruler', { query });
  const ui = prometheus?.webUi ?? { serviceName: 'prometheus-main', namespace: 'monitoring', port: 9090, podLabels: {}, podPort: 9090 };
  new OAuth2Proxy(chart, 'Login', { ui: { ...ui, isHttps: false, requiresAuthentication: false }, issuerUrl: 'https://login.example.org', host: 'prometheus.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'] });
  return synth(chart);
}

/** The specification of the pods of a workload. Undefined for other objects. */
export function podSpecOf({ kind, spec }: Manifest): any {
  return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind) ? spec.template.spec : undefined;
}

/** The custom resources for which the operator creates pods. */
export const OPERATED: readonly string[] = ['Alertmanager', 'Prometheus', 'PrometheusAgent', 'ThanosRuler'];

/** All containers of workloads, with their names: `Deployment grafana/dashboards`. */
export function containersOf(objects: readonly Manifest[]): { readonly name: string; readonly container: any; readonly pod: any }[] {
  return objects.flatMap(object => {
    const pod = podSpecOf(object);
    const containers: any[] = pod ? [...pod.initContainers ?? [], ...pod.containers] : [];
    return containers.map(container => ({ name: `${object.kind} ${object.metadata.name}/${container.name}`, container, pod }));
  });
}
