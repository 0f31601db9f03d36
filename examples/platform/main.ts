// The monitoring of a platform team: a stack for all of a cluster, a Prometheus that a team has for itself, and what both scrape, evaluate and send.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import {
  AlertIntegration, AlertRouting, BlackboxExporter, Grafana, GrafanaDatasource, OAuth2Proxy, Platform, ProbeTargets, Prometheus, PrometheusRules, PrometheusStack, RemoteWrite,
  ServiceLevelObjective, SloIndicator, StackSize, WebIngress,
} from 'cdk8s-prometheus';

const app = new App();

const shop = new Chart(app, 'shop', { namespace: 'shop' });
const pod = { resources: {}, securityContext: { ensureNonRoot: true, user: 1000 } };
const checkout = new Deployment(shop, 'Checkout', {
  metadata: { name: 'checkout' },
  replicas: 2,
  containers: [{ name: 'checkout', image: 'registry.example.org/shop/checkout:1.4.2', ports: [{ name: 'http', number: 8080 }, { name: 'metrics', number: 9100 }], ...pod }],
}).exposeViaService({ name: 'checkout', ports: [{ name: 'http', port: 8080 }, { name: 'metrics', port: 9100 }] });

const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
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
    externalLabels: { cluster: 'eu-1' },
    externalUrl: 'https://prometheus.eu-1.example.org/',
    retention: Duration.days(15),
    storage: { size: Size.gibibytes(200), storageClassName: 'gp3', labels: { backup: 'daily' } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' },
    // the role of AWS with which it writes (IRSA)
    serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/prometheus' },
    podAnnotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'node.example.org/pool', operator: 'In', values: ['monitoring'] }] }] },
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
    externalUrl: 'https://alertmanager.eu-1.example.org/',
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
  kubeStateMetrics: { metricLabelsAllowlist: { pods: ['app.kubernetes.io/name'] } },
  mixin: { dashboards: true, runbookUrl: 'https://wiki.example.org/runbooks' },
});
stack.addScrapeTarget(checkout, { port: 'metrics', interval: Duration.seconds(15) });

// -- what the team evaluates ------------------------------------------------------------------------------

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
});

// -- what people look at, behind a login ------------------------------------------------------------------

const images = { imageRegistry: 'registry.example.org/mirror', imagePullSecrets: ['registry'] };
const grafana = new Grafana(chart, 'Grafana', {
  ...images,
  admin: { secretName: 'grafana-admin' },
  datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!), GrafanaDatasource.alertmanager(stack.alertmanager!.reference)],
  storage: { size: Size.gibibytes(5), storageClassName: 'gp3' },
  rootUrl: 'https://grafana.eu-1.example.org',
});
new WebIngress(chart, 'GrafanaWeb', { ui: grafana.webUi, host: 'grafana.eu-1.example.org', controllerNamespace: 'ingress-nginx', tlsSecretName: 'grafana-web' });

const host = 'prometheus.eu-1.example.org';
const login = new OAuth2Proxy(chart, 'Login', {
  ...images, ui: stack.prometheus!.webUi!, host, issuerUrl: 'https://login.example.org', secret: { secretName: 'prometheus-login' }, emailDomains: ['example.org'],
});
new WebIngress(chart, 'PrometheusWeb', { ui: login.webUi, host, controllerNamespace: 'ingress-nginx', tlsSecretName: 'prometheus-web' });

const blackbox = new BlackboxExporter(chart, 'Blackbox', { ...images });
blackbox.addProbe('shop', { targets: [ProbeTargets.of('https://shop.example.org/')], interval: Duration.minutes(1) });

// -- a Prometheus of the team's own, next to that of the platform ------------------------------------------

new Prometheus(chart, 'Shop', {
  ...images,
  name: 'shop',
  externalLabels: { cluster: 'eu-1', tenant: 'shop' },
  storage: { size: Size.gibibytes(50), storageClassName: 'gp3' },
  alertmanagers: [stack.alertmanager!.reference],
});

app.synth();
