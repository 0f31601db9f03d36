import { App, Chart } from 'cdk8s';
import { PrometheusStack } from 'cdk8s-prometheus';

/** What a user writes: a function of its own, so that the test can ask for it. */
export function monitoring(app: App): Chart {
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Monitoring', {
    prometheus: { externalLabels: { cluster: 'home' } },
    alertmanager: { configSecret: 'alertmanager-config' },
    highAvailability: false,
  });
  return chart;
}
