import { ApiObject, App, Chart } from 'cdk8s';
import { PrometheusStack } from '../../src';

/** A stack, and a service of its user with a monitor and rules. */
export function shop({ port = 'metrics' } = {}): App {
  const app = new App();
  new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', {
    prometheus: { externalLabels: { cluster: 'home' }, namespaces: ['shop'] }, alertmanager: { configSecret: 'config' }, namespaces: ['shop'],
  });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const labels = { app: 'web' };
  const make = (apiVersion: string, kind: string, spec: object) => new ApiObject(chart, kind, { apiVersion, kind, metadata: { name: 'web', labels }, spec });
  make('apps/v1', 'Deployment', { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ name: 'metrics', containerPort: 8080 }] }] } } });
  make('v1', 'Service', { selector: labels, ports: [{ name: 'metrics', port: 8080 }] });
  make('monitoring.coreos.com/v1', 'ServiceMonitor', { selector: { matchLabels: labels }, endpoints: [{ port, interval: '15s' }] });
  make('monitoring.coreos.com/v1', 'PrometheusRule', {
    groups: [
      { name: 'web.alerts', rules: [{ alert: 'WebDown', expr: 'job:up:min{job="web"} == 0', for: '5m', labels: { severity: 'critical' }, annotations: { summary: 'down' } }] },
      { name: 'web.records', rules: [{ record: 'job:up:min', expr: 'min by (job) (up)' }] },
    ],
  });
  return app;
}
