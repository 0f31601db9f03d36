// FROZEN, so that figures of different times are comparable: minimal.ts with FleetApp.
import { Chart } from 'cdk8s';
import { FleetApp, PrometheusStack } from 'cdk8s-prometheus';

const app = new FleetApp();
const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
new PrometheusStack(chart, 'Monitoring', {
  prometheus: { externalLabels: { cluster: 'home' } },
  alertmanager: { configSecret: 'alertmanager-config' },
  highAvailability: false,
});
app.synth();
