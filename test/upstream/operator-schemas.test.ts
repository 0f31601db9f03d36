import { ownAt, schemaAt } from './index';
import { operatorSchemas } from '../../src/upstream/load';

// Expectations are from example/prometheus-operator-crd of the tags of github.com/prometheus-operator/prometheus-operator.
const V1 = 'monitoring.coreos.com/v1/';
const ALPHA = 'monitoring.coreos.com/v1alpha1/';
const BETA = 'monitoring.coreos.com/v1beta1/';
const index = operatorSchemas();

test.each([
  // field, the last release without it, the first one with it
  [`${V1}Prometheus spec.topologySpreadConstraints[].additionalLabelSelectors`, '0.70.0', '0.71.0'],
  [`${V1}Alertmanager spec.enableFeatures`, '0.72.0', '0.73.0'],
  [`${V1}ServiceMonitor spec.bodySizeLimit`, '0.72.0', '0.73.0'],
  [`${V1}Prometheus spec.automountServiceAccountToken`, '0.73.2', '0.74.0'],
  [`${ALPHA}PrometheusAgent spec.automountServiceAccountToken`, '0.73.2', '0.74.0'],
  [`${V1}Prometheus spec.runtime`, '0.77.2', '0.78.0'],
  [`${V1}Prometheus spec.remoteWriteReceiverMessageVersions`, '0.77.2', '0.78.0'],
  [`${ALPHA}PrometheusAgent spec.runtime`, '0.78.2', '0.79.0'],
  [`${V1}ServiceMonitor spec.fallbackScrapeProtocol`, '0.79.0', '0.79.1'],
  [`${V1}Prometheus spec.updateStrategy`, '0.87.1', '0.88.0'],
  [`${V1}Alertmanager spec.hostNetwork`, '0.88.1', '0.89.0'],
  [`${V1}Prometheus spec.schedulerName`, '0.89.0', '0.90.0'],
  [`${V1}Prometheus spec.retentionPercentage`, '0.93.1', '0.94.0'],
  [`${V1}Alertmanager spec.clusterPeerName`, '0.93.1', '0.94.0'],
  [`${V1}ServiceMonitor spec.extraScrapeMetrics`, '0.94.1', '0.95.0'],
  [`${V1}Alertmanager spec.alertmanagerConfigFileSystemMode`, '0.94.1', '0.95.2'],
])('%s is not in %s, and is in %s', (path, before, since) => {
  expect(schemaAt(index, before, path)).toBeUndefined();
  expect(schemaAt(index, since, path)).toBeDefined();
});

// `subresources.scale.specReplicasPath` of the CustomResourceDefinitions
test.each([
  [`${V1}Prometheus spec.shards`, '0.70.0', '0.71.0'],
  [`${ALPHA}PrometheusAgent spec.shards`, '0.70.0', '0.71.0'],
  [`${V1}Alertmanager spec.replicas`, '0.75.2', '0.76.0'],
])('%s can be negative in %s, and no longer in %s', (path, before, since) => {
  expect(ownAt(index, before, path)).not.toHaveProperty('min');
  expect(ownAt(index, since, path)).toHaveProperty('min', 0);
});

test('a renamed field exists only in the releases between', () => {
  const isThere = (version: string) => schemaAt(index, version, `${V1}ServiceMonitor spec.scrapeFallbackProtocol`) !== undefined;
  expect(['0.78.2', '0.79.0', '0.79.1', '0.95.2'].map(isThere)).toEqual([false, true, false, false]);
});

test.each([
  [`${V1}Prometheus spec.replicas`, { t: 'i', f: 'int32' }],
  [`${V1}Prometheus spec.retention`, { t: 's', p: '^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$' }],
  [`${V1}Prometheus spec.logLevel`, { t: 's', e: ['', 'debug', 'info', 'warn', 'error'] }],
  [`${V1}Prometheus spec.resources.requests.*`, {
    ios: 1, p: '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
  }],
  [`${V1}Prometheus spec.shards`, { t: 'i', f: 'int32', d: 1, min: 0 }],
  [`${V1}ServiceMonitor spec`, { t: 'o', r: ['endpoints', 'selector'] }],
  [`${V1}ServiceMonitor spec.endpoints[].port`, { t: 's' }],
  [`${V1}ServiceMonitor spec.endpoints[].targetPort`, { ios: 1 }],
  [`${V1}ServiceMonitor spec.endpoints[].basicAuth.password`, { t: 'o', r: ['key'] }],
  [`${V1}ServiceMonitor spec.endpoints[].basicAuth.password.name`, { t: 's', d: '' }],
  [`${V1}PrometheusRule spec.groups`, { t: 'a', k: ['name'] }],
  [`${V1}PrometheusRule spec.groups[].name`, { t: 's', nl: 1 }],
  [`${V1}PrometheusRule spec.groups[].rules[]`, { t: 'o', r: ['expr'] }],
  [`${V1}PrometheusRule spec.groups[].rules[].expr`, { ios: 1 }],
  [`${ALPHA}AlertmanagerConfig spec.route.routes[]`, { any: 1 }],
  [`${BETA}AlertmanagerConfig spec.receivers[]`, { t: 'o', r: ['name'] }],
  [`${V1}Prometheus metadata`, { t: 'o' }],
])('%s of 0.94.1 is %j', (path, own) => {
  expect(ownAt(index, '0.94.1', path)).toEqual(own);
});

test('required fields change with the version', () => {
  expect(ownAt(index, '0.75.2', `${V1}ServiceMonitor spec`)).toEqual({ t: 'o', r: ['selector'] });
  expect(ownAt(index, '0.76.0', `${V1}ServiceMonitor spec`)).toEqual({ t: 'o', r: ['endpoints', 'selector'] });
});

test('a scrape class has a field named "default", which is not a default value', () => {
  expect(ownAt(index, '0.94.1', `${V1}Prometheus spec.scrapeClasses[].default`)).toEqual({ t: 'b' });
});

test('there are the ten kinds, AlertmanagerConfig in two versions', () => {
  expect(Object.keys(index.kinds)).toEqual([
    'Alertmanager', 'PodMonitor', 'Probe', 'Prometheus', 'PrometheusRule', 'ServiceMonitor', 'ThanosRuler',
  ].map(kind => `${V1}${kind}`).concat(`${ALPHA}AlertmanagerConfig`, `${ALPHA}PrometheusAgent`, `${ALPHA}ScrapeConfig`, `${BETA}AlertmanagerConfig`));
});
