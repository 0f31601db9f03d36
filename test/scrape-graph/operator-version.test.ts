import { asManifests } from '../../src/scrape-graph/manifest';
import { operatorOf } from '../../src/scrape-graph/operator-version';
import { BINDING, explain, prometheus } from '../support/scrape-graph';

const operator = (image: unknown, name = 'prometheus-operator') => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'monitoring' }, spec: { template: { spec: { containers: [{ name: 'operator', image }] } } },
});
const definition = (version: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'prometheuses.monitoring.coreos.com', annotations: { 'operator.prometheus.io/version': version } },
});
const versionOf = (...objects: object[]) => operatorOf(asManifests(objects)).text;

test.each([
  ['quay.io/prometheus-operator/prometheus-operator:v0.85.0', '0.85.0'],
  ['mirror.example.org:5000/x/prometheus-operator:0.73.2', '0.73.2'],
  ['prometheus-operator:v0.80.1@sha256:0a0a', '0.80.1'],
])('the tag of %s is the version %s', (image, version) => expect(versionOf(operator(image))).toBe(version));

test.each([
  'quay.io/prometheus-operator/prometheus-operator@sha256:0a0a', 'quay.io/prometheus-operator/prometheus-operator:latest', 'quay.io/prometheus-operator/prometheus-operator', undefined, 7,
  'quay.io/prometheus-operator/prometheus-config-reloader:v0.73.2', 'example.org/my-prometheus-operator:v0.73.2',
])('%j contains no version: the default release is assumed', image => expect(versionOf(operator(image))).toBe('0.94.1'));

test('without an operator its CustomResourceDefinitions determine the version; the tag of an image takes precedence', () => {
  expect(versionOf(definition('0.80.1'))).toBe('0.80.1');
  expect(versionOf(definition('0.80.1'), operator('quay.io/prometheus-operator/prometheus-operator:v0.85.0'))).toBe('0.85.0');
});

test('with several operators it is the oldest', () => {
  const [a, b] = ['0.85.0', '0.73.2'].map((version, at) => operator(`quay.io/prometheus-operator/prometheus-operator:v${version}`, `operator-${at}`));
  expect([versionOf(a, b), versionOf(b, a)]).toEqual(['0.73.2', '0.73.2']);
});

// upstream's pkg/operator/factory.go: UpdateObject, from 0.86.0 on
test.each([['v0.85.0', 0], ['v0.86.0', 1], ['v0.94.1', 1]])('the operator %s labels the Service of its Prometheus with app.kubernetes.io/managed-by: %i job', (tag, count) => {
  const monitor = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'made', namespace: 'monitoring' },
    spec: { selector: { matchLabels: { 'app.kubernetes.io/managed-by': 'prometheus-operator', 'operated-prometheus': 'true' } }, endpoints: [{ port: 'web' }] },
  };
  const { scrapes } = explain([prometheus(), BINDING, monitor, operator(`quay.io/prometheus-operator/prometheus-operator:${tag}`)]);
  expect(scrapes.filter(({ service }) => service === 'Service monitoring/prometheus-operated')).toHaveLength(count);
});
