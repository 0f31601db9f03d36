// FROZEN, so that figures of different times are comparable: eks-cluster.ts with FleetApp.
import { Chart, Duration, Size } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-34';
import { FleetApp, Platform, PrometheusStack, StackSize } from 'cdk8s-prometheus';

const app = new FleetApp();

const shop = new Chart(app, 'shop', { namespace: 'shop' });
const checkout = new Deployment(shop, 'Checkout', {
  metadata: { name: 'checkout' },
  replicas: 2,
  containers: [{
    name: 'checkout',
    image: 'registry.example.org/shop/checkout:1.4.2',
    ports: [{ name: 'metrics', number: 8080 }],
    resources: {},
    securityContext: { ensureNonRoot: true, user: 1000 },
  }],
}).exposeViaService({ name: 'checkout', ports: [{ name: 'metrics', port: 8080 }] });

const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
const stack = new PrometheusStack(chart, 'Monitoring', {
  kubernetesVersion: '1.34',
  platform: Platform.EKS,
  size: StackSize.LARGE,
  namespaces: ['shop', 'search'],
  prometheus: {
    retention: Duration.days(15),
    storage: { size: Size.gibibytes(100), storageClassName: 'gp3' },
    externalLabels: { cluster: 'eu-1' },
    externalUrl: 'https://prometheus.eu-1.example.org',
    query: { maxSamples: 20_000_000, timeout: Duration.minutes(1) },
    limits: { sampleLimit: 200_000 },
    clientNamespaces: ['grafana'],
  },
  alertmanager: { configSecret: 'alertmanager-config', storage: { size: Size.gibibytes(2), storageClassName: 'gp3' } },
  kubeStateMetrics: { excludeResources: ['configmaps'], metricLabelsAllowlist: { pods: ['app.kubernetes.io/name'] } },
  controlPlane: { kubeProxy: true }, // its ConfigMap has metricsBindAddress: 0.0.0.0:10249
  mixin: {
    dashboards: true, // ConfigMaps for Grafana's sidecar
    runbookUrl: 'https://wiki.example.org/runbooks',
    alerts: { NodeCPUHighUsage: { enabled: false }, KubePersistentVolumeFillingUp: { levels: { critical: { threshold: 5 } } } },
  },
  commonLabels: { team: 'platform' },
  imageRegistry: 'registry.example.org/mirror',
  imagePullSecrets: ['registry'],
  priorityClassName: 'system-cluster-critical',
});
stack.addScrapeTarget(checkout, { interval: Duration.seconds(15) });

app.synth();
