// The monitoring of a platform team: a stack for a whole cluster, a Prometheus of one team next to it, and targets, rules, objectives and routes of both. No JSON patch.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-34';
import {
  AlertIntegration, AlertRouting, BlackboxExporter, ExternalTargets, FederatedCluster, Grafana, GrafanaDatasource, OAuth2Proxy, Platform, PodMonitor,
  ProbeTargets, Prometheus, PrometheusRules, PrometheusStack, Relabel, RemoteWrite, ServiceLevelObjective, SloIndicator, StackSize, WebIngress,
} from 'cdk8s-prometheus';

const CLUSTER = 'eu-1';
const app = new App();

// -- the team's workloads, without any monitoring -------------------------------------------------------------

const shop = new Chart(app, 'shop', { namespace: 'shop' });
const container = (name: string, ...ports: number[]) => ({
  name,
  image: `registry.example.org/shop/${name}:1.4.2`,
  ports: ports.map((number, at) => ({ name: ['http', 'metrics', 'jvm'][at], number })),
  resources: {},
  securityContext: { ensureNonRoot: true, user: 1000 },
});
const checkout = new Deployment(shop, 'Checkout', { metadata: { name: 'checkout' }, replicas: 2, containers: [container('checkout', 8080, 9100, 9404)] })
  .exposeViaService({ name: 'checkout', ports: [{ name: 'metrics', port: 9100 }, { name: 'jvm', port: 9404 }] });
// without a Service
const worker = new Deployment(shop, 'Worker', { metadata: { name: 'worker' }, podMetadata: { labels: { app: 'worker' } }, replicas: 3, containers: [container('worker', 8080, 9100)] });

// -- the stack ------------------------------------------------------------------------------------------------

const chart = new Chart(app, 'platform', { namespace: 'monitoring' });
const stack = new PrometheusStack(chart, 'Monitoring', {
  kubernetesVersion: '1.34',
  platform: Platform.EKS,
  size: StackSize.LARGE,
  namespaces: ['shop'],
  imageRegistry: 'registry.example.org/mirror',
  imagePullSecrets: ['registry'],
  priorityClassName: 'system-cluster-critical',
  commonLabels: { team: 'platform' },
  prometheus: {
    externalLabels: { cluster: CLUSTER },
    externalUrl: `https://prometheus.${CLUSTER}.example.org/`,
    retention: Duration.days(15),
    storage: { size: Size.gibibytes(200), storageClassName: 'gp3', labels: { backup: 'daily' } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' },
    // the stack does not scrape what the team's own Prometheus scrapes
    selection: { matchExpressions: [{ key: 'prometheus', operator: 'NotIn', values: ['shop'] }] },
    // the AWS role for remote write (IRSA)
    serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/prometheus' },
    podAnnotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'example.org/pool', operator: 'In', values: ['monitoring'] }] }] },
      },
    },
    topologySpreadConstraints: [{
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'main' } },
    }],
    remoteWrite: [RemoteWrite.amazon({ workspaceId: 'ws-1234', sigV4: { region: 'eu-central-1' }, match: ['{__name__=~"(job|slo):.*"}'] })],
  },
  alertmanager: {
    externalUrl: `https://alertmanager.${CLUSTER}.example.org/`,
    storage: { size: Size.gibibytes(2), storageClassName: 'gp3' },
    routing: new AlertRouting({
      route: {
        receiver: 'platform',
        groupBy: ['alertname', 'namespace'],
        routes: [{ receiver: 'pager', matchers: ['severity="critical"'], continueMatching: true }, { receiver: 'shop', matchers: ['namespace="shop"'], groupWait: Duration.seconds(30) }],
      },
      receivers: [
        { name: 'platform', integrations: [AlertIntegration.slack({ apiUrl: { secretName: 'alerting', key: 'slack' }, channel: '#platform-alerts' })] },
        { name: 'pager', integrations: [AlertIntegration.pagerDuty({ routingKey: { secretName: 'alerting', key: 'pagerduty' } })] },
        { name: 'shop', integrations: [AlertIntegration.webhook({ url: 'http://alerts.shop.svc/alertmanager' })] },
      ],
    }),
  },
  nodeExporter: { extraArgs: { 'collector.filesystem.mount-points-exclude': '^/(dev|proc|sys|run|var/lib/(containerd|kubelet)/.+)($|/)' } },
  kubeStateMetrics: { metricLabelsAllowlist: { pods: ['app.kubernetes.io/name'] }, extraArgs: { 'use-apiserver-cache': '' } },
  mixin: { dashboards: true, runbookUrl: 'https://wiki.example.org/runbooks' },
});

// -- targets of all kinds -------------------------------------------------------------------------------------

stack.addScrapeTarget(checkout, { port: 'metrics', interval: Duration.seconds(15), metricRelabelings: [Relabel.dropMetrics('go_gc_.*', 'promhttp_.*')] });
stack.addScrapeTarget(checkout, { port: 'jvm', job: 'checkout-jvm', sampleLimit: 5000 });
stack.addScrapeTarget(worker, { port: 'metrics', podTargetLabels: ['app.kubernetes.io/version'] });
stack.addExternalTarget('databases', ExternalTargets.addresses('10.0.7.11:9187', '10.0.7.12:9187'), { labels: { team: 'data' }, sampleLimit: 20_000 });
new FederatedCluster(chart, 'Edge', {
  cluster: 'edge-7', target: { hostname: 'prometheus.edge-7.example.org' }, match: ['{__name__=~"job:.*"}'], tls: {}, bearerToken: { secretName: 'edge-7-token' }, sampleLimit: 50_000,
});
new BlackboxExporter(chart, 'Blackbox').addProbe('shop', { targets: [ProbeTargets.of('https://shop.example.org/')], interval: Duration.minutes(1) });

// -- rules and objectives of the team -------------------------------------------------------------------------

new PrometheusRules(shop, 'Rules', {
  prometheus: stack.prometheus,
  groups: [{
    name: 'checkout',
    records: [{ record: 'job:checkout_orders:rate5m', expr: 'sum by (job) (rate(checkout_orders_total[5m]))' }],
    alerts: [{
      alert: 'CheckoutWithoutOrders',
      expr: 'job:checkout_orders:rate5m == 0',
      for: Duration.minutes(10),
      severity: 'critical',
      summary: 'Nobody has ordered anything for ten minutes.',
    }],
  }],
});
new ServiceLevelObjective(shop, 'Availability', {
  service: 'checkout',
  objective: 99.9,
  indicator: SloIndicator.events({ total: 'http_requests_total{job="checkout"}', errors: 'http_requests_total{job="checkout",code=~"5.."}' }),
  prometheus: stack.prometheus,
  dashboardNamespace: 'monitoring', // where Grafana reads dashboards
});

// -- a Prometheus of the team, which scrapes what is labeled for it ---------------------------------------------

const own = new Prometheus(chart, 'Shop', {
  name: 'shop',
  namespaces: ['shop'],
  selection: { matchLabels: { prometheus: 'shop' } },
  externalLabels: { cluster: CLUSTER, tenant: 'shop' },
  retention: Duration.days(2),
  storage: { size: Size.gibibytes(50), storageClassName: 'gp3' },
  scrapeInterval: Duration.seconds(10),
  alertmanagers: [stack.alertmanager!.reference],
});
new PodMonitor(shop, 'Debug', {
  name: 'worker-debug',
  labels: { prometheus: 'shop' },
  selector: { matchLabels: { app: 'worker' } },
  podMetricsEndpoints: [{ port: 'http', path: '/debug/metrics' }],
});

// -- user interfaces, behind a login ----------------------------------------------------------------------------

const grafana = new Grafana(chart, 'Grafana', {
  admin: { secretName: 'grafana-admin' },
  datasources: [
    GrafanaDatasource.prometheus(stack.prometheus!.queryApi!), GrafanaDatasource.prometheus(own.queryApi!, { name: 'Shop' }), GrafanaDatasource.alertmanager(stack.alertmanager!.reference),
  ],
  storage: { size: Size.gibibytes(5), storageClassName: 'gp3' },
  rootUrl: `https://grafana.${CLUSTER}.example.org`,
});
new WebIngress(chart, 'GrafanaWeb', { ui: grafana.webUi, host: `grafana.${CLUSTER}.example.org`, controllerNamespace: 'ingress-nginx', tlsSecretName: 'grafana-web' });
const host = `prometheus.${CLUSTER}.example.org`;
const login = new OAuth2Proxy(chart, 'Login', {
  ui: stack.prometheus!.webUi!, host, issuerUrl: 'https://login.example.org', secret: { secretName: 'prometheus-login' }, emailDomains: ['example.org'],
});
new WebIngress(chart, 'PrometheusWeb', { ui: login.webUi, host, controllerNamespace: 'ingress-nginx', tlsSecretName: 'prometheus-web' });

app.synth();
