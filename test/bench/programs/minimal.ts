// FROZEN, so that figures of different times are comparable: the example minimal of November 2026.
import { App, Chart } from 'cdk8s';
import { PrometheusStack } from 'cdk8s-prometheus';

const app = new App();
const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
new PrometheusStack(chart, 'Monitoring', {
  prometheus: { externalLabels: { cluster: 'home' } },
  alertmanager: { configSecret: 'alertmanager-config' },
  highAvailability: false,
});
app.synth();
