// Monitoring of a single node at the edge: one replica of each component, little memory, and access to Prometheus only through a proxy that
// authorizes clients with the API server.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Platform, PrometheusStack, StackSize } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });

const stack = new PrometheusStack(chart, 'Monitoring', {
  kubernetesVersion: 'v1.33.4+k3s1',
  platform: Platform.K3S,
  size: StackSize.SMALL,
  highAvailability: false,
  prometheus: {
    listenLocal: true,
    authProxy: true,
    scrapeInterval: Duration.minutes(1),
    retention: Duration.days(3),
    storage: { size: Size.gibibytes(8), storageClassName: 'local-path' },
    externalLabels: { cluster: 'edge-7' },
  },
  alertmanagerEnabled: false, // alerts are sent to the central Alertmanager
});
process.stderr.write(`images to copy: ${stack.images.length}\n`);

app.synth();
