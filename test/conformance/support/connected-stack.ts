import { ApiObject, Chart, Duration } from 'cdk8s';
import { prometheusRelease } from './cluster';
import { stackOf } from './stack';
import { AlertIntegration, AlertRouting, BlackboxExporter, ExternalTargets, Grafana, GrafanaDatasource, PrometheusStack, ProbeTargets, WebhookCertificate } from '../../../src';
import { Manifest } from '../../support/synth';

const SECONDS = Duration.seconds(5);

/** Addresses of the bed at which the test listens, as if they were far away. */
export const FAR = '10.66.0.1';
export const NEAR = '10.66.0.2';
export const PAGER = '10.66.0.3';

/** The ports of all that is outside, by what it is for. */
export const PORTS = { remoteWrite: 9009, objectStorage: 9000, token: 8443, proxy: 3128, discovery: 8500, external: 9400, webhook: 18081 } as const;
/** A name that a DNS server must know. */
export const REMOTE_WRITE_HOST = 'metrics.example.org';

const IMAGE = 'docker.io/library/busybox:1.35';

interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
}

/** Of a pod that does nothing of its own: programs of the test run in its network. */
export const idle = (ports: readonly ContainerPort[] = []) => ({ terminationGracePeriodSeconds: 0, containers: [{ name: 'idle', image: IMAGE, command: ['sleep', '100000'], ports }] });

export function idlePod(name: string, namespace: string, labels: { readonly [label: string]: string }): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: idle() };
}

/** The shop: a pod with two ports behind a Service, in a namespace that lets nobody in. */
function shopOf(chart: Chart, namespace: string): ApiObject {
  const metadata = { name: 'web', namespace, labels: { app: 'web' } };
  const object = (kind: string, spec: object, apiVersion = 'v1') => new ApiObject(chart, `Shop${kind}`, { apiVersion, kind, metadata, spec } as any);
  object('NetworkPolicy', { podSelector: {}, policyTypes: ['Ingress'] }, 'networking.k8s.io/v1');
  object('Pod', idle([{ name: 'metrics', containerPort: 8080 }, { name: 'http', containerPort: 8081 }]));
  return object('Service', { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }] });
}

/** What is there before a stack: its namespaces, and who signed the Secret `webhook-tls`. */
export interface Surroundings {
  readonly namespace: string;
  readonly shop: string;
  readonly dashboards: string;
  readonly caBundle: string;
}

/** What connects to more than pods: tokens, a proxy, a discovery, a bucket, receivers. */
export function connectedStack({ namespace, shop, dashboards, caBundle }: Surroundings): Manifest[] {
  return stackOf(namespace, {
    namespaces: [shop],
    admissionWebhook: { certificate: WebhookCertificate.secret('webhook-tls', caBundle), namespaces: [namespace], replicas: 1 },
    prometheus: {
      version: prometheusRelease(),
      remoteWrite: [{ name: 'far', url: `http://${REMOTE_WRITE_HOST}:${PORTS.remoteWrite}/write` }],
      thanos: { objectStorage: { secretName: 'bucket', key: 'thanos.yaml' } },
    },
    alertmanager: {
      configSecret: undefined,
      routing: new AlertRouting({
        route: { receiver: 'pager', groupWait: Duration.seconds(1), groupInterval: SECONDS, repeatInterval: SECONDS },
        receivers: [{ name: 'pager', integrations: [AlertIntegration.webhook({ url: `http://${PAGER}:${PORTS.webhook}/` })] }],
      }),
    },
  }, stack => complete(stack, shop, dashboards));
}

function complete(stack: PrometheusStack, shop: string, dashboards: string): void {
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
  new Grafana(chart, 'Grafana', {
    namespace: dashboards,
    admin: { secretName: 'grafana-admin' },
    datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!), GrafanaDatasource.alertmanager(stack.alertmanager!.reference)],
  });
  // the bucket's address is in a Secret
  stack.restrictEgress({ egressPorts: [PORTS.objectStorage], egressCidrs: [`${FAR}/32`] });
}
