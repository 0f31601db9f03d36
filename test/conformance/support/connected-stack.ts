import { ApiObject, Chart, Duration } from 'cdk8s';
import { prometheusRelease } from './cluster';
import { RESTRICTED } from './pods';
import { stackOf } from './stack';
import { AlertIntegration, AlertRouting, BlackboxExporter, ExternalTargets, Grafana, GrafanaDatasource, OAuth2Proxy, ProbeTargets, PrometheusStack, Pushgateway, ThanosEndpoint, ThanosQuery, ThanosStore, WebhookCertificate, WebIngress } from '../../../src';
import { Manifest } from '../../support/synth';

const SECONDS = Duration.seconds(5);

/** Addresses of the bed at which the test listens as an external server. */
export const FAR = '10.66.0.1';
export const NEAR = '10.66.0.2';
export const PAGER = '10.66.0.3';

/** The ports of all external servers, by purpose. */
export const PORTS = { remoteWrite: 9009, objectStorage: 9000, token: 8443, proxy: 3128, discovery: 8500, external: 9400, webhook: 18081 } as const;
/** A name that a DNS server must know. */
export const REMOTE_WRITE_HOST = 'metrics.example.org';

const IMAGE = 'docker.io/library/busybox:1.35';

interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
}

/** The image of a pod without a real program: programs of the test run in its network. */
const idle = (ports: readonly ContainerPort[] = []) => ({
  terminationGracePeriodSeconds: 0,
  securityContext: RESTRICTED.pod,
  containers: [{ name: 'idle', image: IMAGE, command: ['sleep', '100000'], ports, securityContext: RESTRICTED.container }],
});

export function idlePod(name: string, namespace: string, labels: { readonly [label: string]: string }): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: idle() };
}

/** The shop: a pod with two ports behind a Service, in an isolated namespace. */
function shopOf(chart: Chart, namespace: string): ApiObject {
  const metadata = { name: 'web', namespace, labels: { app: 'web' } };
  const object = (kind: string, spec: object, apiVersion = 'v1') => new ApiObject(chart, `Shop${kind}`, { apiVersion, kind, metadata, spec } as any);
  object('NetworkPolicy', { podSelector: {}, policyTypes: ['Ingress'] }, 'networking.k8s.io/v1');
  object('Pod', idle([{ name: 'metrics', containerPort: 8080 }, { name: 'http', containerPort: 8081 }]));
  return object('Service', { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }] });
}

/** Objects that exist before a stack: its namespaces, and the CA of the Secret `webhook-tls`. */
export interface Surroundings {
  readonly namespace: string;
  readonly shop: string;
  readonly dashboards: string;
  /** Of the Ingress controller. */
  readonly ingress: string;
  readonly caBundle: string;
}

/** Options with connections to more than pods: tokens, a proxy, a discovery, a bucket, receivers. */
export function connectedStack(surroundings: Surroundings): Manifest[] {
  const { namespace, shop, caBundle } = surroundings;
  return stackOf(namespace, {
    namespaces: [shop],
    admissionWebhook: { certificate: WebhookCertificate.secret('webhook-tls', caBundle), namespaces: [namespace], replicas: 1 },
    prometheus: {
      version: prometheusRelease(),
      remoteWrite: [{ name: 'far', url: `http://${REMOTE_WRITE_HOST}:${PORTS.remoteWrite}/write` }],
      thanos: { objectStorage: { secretName: 'bucket', key: 'thanos.yaml' } },
    },
    alertmanager: {
      replicas: 2,
      configSecret: undefined,
      routing: new AlertRouting({
        route: { receiver: 'pager', groupWait: Duration.seconds(1), groupInterval: SECONDS, repeatInterval: SECONDS },
        receivers: [{ name: 'pager', integrations: [AlertIntegration.webhook({ url: `http://${PAGER}:${PORTS.webhook}/` })] }],
      }),
    },
  }, stack => complete(stack, surroundings)).map(idled);
}

function complete(stack: PrometheusStack, { shop, dashboards, ingress }: Surroundings): void {
  const chart = Chart.of(stack);
  const { namespace } = chart;
  const own = (name: string, kind: string, apiVersion: string, spec: object) => new ApiObject(chart, name, { apiVersion, kind, metadata: { name, namespace }, spec } as any);
  const service = shopOf(chart, shop);
  stack.addScrapeTarget(service, { job: 'shop', interval: SECONDS });
  // once more, with a token
  own('with-token', 'ServiceMonitor', 'monitoring.coreos.com/v1', {
    namespaceSelector: { matchNames: [shop] },
    selector: { matchLabels: { app: 'web' } },
    endpoints: [{
      port: 'metrics',
      path: '/with-token',
      interval: '5s',
      oauth2: { tokenUrl: `http://${NEAR}:${PORTS.token}/token`, clientId: { secret: { name: 'client', key: 'id' } }, clientSecret: { name: 'client', key: 'secret' } },
    }],
  });
  own('proxied', 'ScrapeConfig', 'monitoring.coreos.com/v1alpha1', {
    jobName: 'proxied', scrapeInterval: '5s', proxyUrl: `http://${NEAR}:${PORTS.proxy}`, staticConfigs: [{ targets: ['behind.example.org:9100'] }],
  });
  stack.addExternalTarget('external', ExternalTargets.addresses(`${NEAR}:${PORTS.external}`), { interval: SECONDS });
  stack.addExternalTarget('inventory', ExternalTargets.http(`http://${FAR}:${PORTS.discovery}/targets`, { refreshInterval: SECONDS }), { interval: SECONDS });
  const blackbox = new BlackboxExporter(chart, 'Blackbox', { alerts: false });
  blackbox.addProbe('site', { targets: [ProbeTargets.of(`http://${NEAR}:${PORTS.external}/`)], interval: SECONDS });
  addIdle(stack, { shop, dashboards, ingress });
  // the bucket's address is in a Secret
  stack.restrictEgress({ allComponents: true, egressPorts: [PORTS.objectStorage], egressCidrs: [`${FAR}/32`] });
}

/**
 * Components without an image in the bed, or whose programs would prove nothing more: pods with their labels and ports, without a real
 * program.
 */
export const IDLE = ['grafana', 'thanos-query', 'thanos-store', 'oauth2-proxy', 'pushgateway'];

function addIdle(stack: PrometheusStack, { shop, dashboards, ingress }: Pick<Surroundings, 'shop' | 'dashboards' | 'ingress'>): void {
  const chart = Chart.of(stack);
  const prometheus = stack.prometheus!;
  const store = new ThanosStore(chart, 'Store', { replicas: 1, objectStorage: { secretName: 'bucket', key: 'thanos.yaml' } });
  const query = new ThanosQuery(chart, 'Query', { replicas: 1, endpoints: [ThanosEndpoint.of(prometheus.storeApi!), ThanosEndpoint.of(store.storeApi)] });
  new Grafana(chart, 'Grafana', {
    namespace: dashboards,
    admin: { secretName: 'grafana-admin' },
    datasources: [GrafanaDatasource.prometheus(prometheus.queryApi!), GrafanaDatasource.thanos(query.queryApi), GrafanaDatasource.alertmanager(stack.alertmanager!.reference)],
  });
  const host = 'prometheus.example.org';
  const login = new OAuth2Proxy(chart, 'Login', { ui: prometheus.webUi!, host, issuerUrl: 'https://login.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'], replicas: 1 });
  new WebIngress(chart, 'Web', { ui: login.webUi, host, controllerNamespace: ingress, tlsSecretName: 'web' });
  new Pushgateway(chart, 'Pushgateway', { clientNamespaces: [shop], alerts: false });
}

function idled(object: Manifest): Manifest {
  if (!IDLE.includes(object.metadata.labels?.['app.kubernetes.io/name']) || !['Deployment', 'StatefulSet'].includes(object.kind)) { return object; }
  const { template: { metadata, spec }, volumeClaimTemplates: _, ...more } = object.spec;
  return { ...object, spec: { ...more, template: { metadata, spec: idle(spec.containers.flatMap((container: { ports?: ContainerPort[] }) => container.ports ?? [])) } } };
}
