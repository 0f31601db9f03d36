import { App, Chart } from 'cdk8s';
import { NodeEndpoints, NodeSource, PrometheusStack } from 'cdk8s-prometheus';

const app = new App({ outdir: 'dist-esm' });
new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', {
  prometheus: { externalLabels: { cluster: 'home' } },
  alertmanager: { configSecret: 'alertmanager-config' },
  highAvailability: false,
});
app.synth();
if (typeof NodeEndpoints !== 'function' || typeof NodeSource.of !== 'function') { throw new Error('names are missing'); }
