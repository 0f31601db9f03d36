import { linesWithVersions, listOfVersions, withPlaceholders, withVersions } from './golden-versions';
import { Release, RELEASES } from '../../src/versions/releases';

const { prometheusOperator: { version: OPERATOR }, prometheus: { version: PROMETHEUS }, thanos: { version: THANOS } } = RELEASES;
const masked = (yaml: string, rows?: readonly Release[]) => {
  const golden = withPlaceholders(yaml, rows);
  expect(withVersions(golden)).toBe(yaml);
  return golden;
};

const labelled = (name: string, version: string) => 'metadata:\n  labels:\n    app.kubernetes.io/component: a\n'
  + `    app.kubernetes.io/name: ${name}\n    app.kubernetes.io/part-of: b\n    app.kubernetes.io/version: ${version}\n  name: c\n`;

test.each<[string, Release]>([
  ['prometheus-operator', 'prometheusOperator'], ['prometheus-operator-admission-webhook', 'admissionWebhook'],
  ['prometheus', 'prometheus'], ['prometheus-agent', 'prometheus'], ['prometheus', 'prometheus2'], ['alertmanager', 'alertmanager'], ['thanos-query', 'thanos'],
  ['node-exporter', 'nodeExporter'], ['kube-state-metrics', 'kubeStateMetrics'], ['metrics-server', 'metricsServer'],
])('the version label of %s is that of %s', (name, row) => {
  expect(masked(labelled(name, RELEASES[row].version))).toBe(labelled(name, `<version of ${row}>`));
});

test.each<[string, string]>([
  ['another version of the component', labelled('prometheus', '3.5.0')],
  ['a longer version', labelled('prometheus', `${PROMETHEUS}1`)],
  ['a release candidate', labelled('prometheus', `${PROMETHEUS}-rc.1`)],
  ['the version of another component', labelled('thanos-query', PROMETHEUS)],
  ['a label of another object', `${labelled('prometheus', 'x')}---\nmetadata:\n  labels:\n    app.kubernetes.io/version: ${PROMETHEUS}\n`],
  ['an unknown name', labelled('third-party', PROMETHEUS)],
  ['an image of another repository', `image: quay.io/other/prometheus:v${PROMETHEUS}\n`],
  ['a repository with the same end', `image: quay.io/a-prometheus/prometheus:v${PROMETHEUS}\n`],
  ['an image with another end', `image: quay.io/prometheus/prometheus:v${PROMETHEUS}-custom\n`],
  ['a custom resource of another kind', `kind: Alertmanager\nspec:\n  version: v${PROMETHEUS}\n`],
  ['a version deeper in the specification', `kind: Prometheus\nspec:\n  a:\n    version: v${PROMETHEUS}\n`],
  ['a version of the next document', `kind: Prometheus\nspec:\n  a: b\n---\nkind: Other\nspec:\n  version: v${PROMETHEUS}\n`],
])('%s stays', (_, yaml) => {
  expect(masked(yaml)).toBe(yaml);
});

test.each(['quay.io', 'registry.example.org:5000/mirror'])('the images of %s, of components with the same version', registry => {
  const image = (name: string, version: string) => `image: ${registry}/prometheus-operator/${name}:v${version}\n`;
  expect(RELEASES.configReloader.version).toBe(OPERATOR);
  expect(masked(image('prometheus-operator', OPERATOR))).toBe(image('prometheus-operator', '<version of prometheusOperator>'));
  expect(masked(image('prometheus-config-reloader', OPERATOR))).toBe(image('prometheus-config-reloader', '<version of configReloader>'));
  expect(masked(image('admission-webhook', OPERATOR))).toBe(image('admission-webhook', '<version of admissionWebhook>'));
});

test('an image with a variant, a digest, without the v, and as an argument', () => {
  const images = (prometheus: string, grafana: string) => `- image: quay.io/prometheus/prometheus:v${prometheus}-distroless\n`
    + `- image: quay.io/prometheus/prometheus:v${prometheus}@sha256:0123\n- --image=quay.io/prometheus/prometheus:v${prometheus}\n`
    + `- image: docker.io/grafana/grafana:${grafana}\n`;
  expect(masked(images(PROMETHEUS, RELEASES.grafana.version))).toBe(images('<version of prometheus>', '<version of grafana>'));
});

test('the version of custom resources, and of the sidecar of Thanos', () => {
  const objects = (prometheus: string, thanos: string) =>
    `kind: PrometheusAgent\nmetadata:\n  name: a\nspec:\n  version: v${prometheus}\n---\n`
    + `kind: Prometheus\nspec:\n  image: a\n  thanos:\n    image: b\n    version: v${thanos}\n  version: v${prometheus}\n---\n`
    + `kind: ThanosRuler\nspec:\n  version: v${thanos}\n`;
  expect(masked(objects(PROMETHEUS, THANOS))).toBe(objects('<version of prometheus>', '<version of thanos>'));
});

test('the versions of components that are not listed stay', () => {
  expect(masked(labelled('thanos-query', THANOS), ['prometheus'])).toBe(labelled('thanos-query', THANOS));
});

test('a line with a default version in any place is found, and no address or longer number', () => {
  const found = [`a: ${PROMETHEUS}`, `b: v${PROMETHEUS}-rc.1`, `c: "since ${THANOS}."`, `d: tool_${THANOS}`];
  const others = [`a: 1.${PROMETHEUS}`, `b: ${PROMETHEUS}.1`, `c: ${PROMETHEUS}0`, 'd: <version of prometheus>', 'e: 3x16x0'];
  expect(linesWithVersions([...found, ...others].join('\n'))).toEqual(found);
  expect(linesWithVersions(found.join('\n'), ['thanos'])).toEqual(found.slice(2));
  expect(linesWithVersions(others.join('\n'))).toEqual([]);
});

test('the list names each line once, with the kinds of its objects', () => {
  const objects = ['Service', 'Deployment', 'Service'].map(kind => `kind: ${kind}\n${labelled('grafana', RELEASES.grafana.version)}`);
  const image = `kind: Deployment\nspec:\n  - image: docker.io/grafana/grafana:${RELEASES.grafana.version}\n`;
  expect(listOfVersions([...objects, image])).toContain(
    `\ngrafana\n  app.kubernetes.io/version: ${RELEASES.grafana.version}\n    Deployment, Service\n`
    + `  image: docker.io/grafana/grafana:${RELEASES.grafana.version}\n    Deployment\n`,
  );
});

test('a placeholder of an unknown component is an error', () => {
  expect(() => withVersions('image: a:<version of graphana>')).toThrow('src/versions/releases.ts has no row graphana');
});
