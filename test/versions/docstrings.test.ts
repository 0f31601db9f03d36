import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Release, RELEASES } from '../../src/versions/releases';

// One place for every pin: docstrings, docs, examples and the conformance tests are compared with it.

const ROOT = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

function filesBelow(folder: string, extension: string): string[] {
  return (readdirSync(join(ROOT, folder), { recursive: true }) as string[]).filter(name => name.endsWith(extension)).map(name => `${folder}/${name.split('\\').join('/')}`).sort();
}

/** The releases that the default of a property names, by file and property. */
const DEFAULTS: { readonly [property: string]: readonly Release[] } = {
  'src/alertmanager/alertmanager-config.ts operatorVersion': ['prometheusOperator'],
  'src/alertmanager/alertmanager-props.ts operatorVersion': ['prometheusOperator'],
  'src/alertmanager/alertmanager-props.ts version': ['alertmanager'],
  'src/blackbox-exporter/blackbox-exporter-props.ts version': ['blackboxExporter'],
  'src/config-reloader/config-reloader-props.ts version': ['configReloader'],
  'src/control-plane/control-plane-props.ts operatorVersion': ['prometheusOperator'],
  'src/federated-cluster/federated-cluster-props.ts operatorVersion': ['prometheusOperator'],
  'src/grafana/grafana-props.ts version': ['grafana'],
  'src/kube-state-metrics/kube-state-metrics-props.ts version': ['kubeStateMetrics'],
  'src/metrics-server/metrics-server-props.ts version': ['metricsServer'],
  'src/monitoring-mixin/monitoring-mixin-props.ts kubeStateMetricsVersion': ['kubeStateMetrics'],
  'src/node-exporter/node-exporter-props.ts version': ['nodeExporter'],
  'src/prometheus-adapter/prometheus-adapter-props.ts version': ['prometheusAdapter'],
  'src/prometheus-operator-crds/prometheus-operator-crds.ts version': ['prometheusOperator'],
  'src/prometheus-operator/admission-webhook-props.ts version': ['prometheusOperator'],
  'src/prometheus-operator/prometheus-operator-props.ts version': ['prometheusOperator'],
  'src/prometheus/common-options.ts operatorVersion': ['prometheusOperator'],
  'src/prometheus/common-options.ts version': ['prometheus', 'prometheus2'],
  'src/prometheus/prometheus-props.ts version': ['thanos'],
  'src/pushgateway/pushgateway-props.ts version': ['pushgateway'],
  'src/thanos/thanos-props.ts version': ['thanos'],
  'src/thanos/thanos-ruler-props.ts operatorVersion': ['prometheusOperator'],
  'src/web-exposure/oauth2-proxy-props.ts version': ['oauth2Proxy'],
  'src/windows-exporter/windows-exporter-props.ts version': ['windowsExporter'],
};

/** Each property whose `@default` has a release of three numbers: what it is, and the releases. */
function pinnedDefaults(): [property: string, versions: string[]][] {
  return filesBelow('src', '.ts').flatMap(file => [...read(file).matchAll(/@default (.*'v?\d+\.\d+\.\d+'.*)\n(?:\s*\*.*\n)*?\s*\*\/\n\s*(?:public )?(?:readonly )?(\w+)/g)]
    .map(([, text, property]): [string, string[]] => [`${file} ${property}`, [...text.matchAll(/'v?(\d+\.\d+\.\d+)'/g)].map(([, version]) => version)]));
}

test('each default with a release is known here, and there are no others', () => {
  expect(pinnedDefaults().map(([property]) => property).sort()).toEqual(Object.keys(DEFAULTS).sort());
});

test.each(pinnedDefaults())('the default of %s is the installed version: %j', (property, versions) => {
  expect(versions).toEqual((DEFAULTS[property] ?? []).map(release => RELEASES[release].version));
});

/** What people copy: the README, the docs, the examples. */
const COPIED = ['README.md', ...filesBelow('docs', '.md').filter(name => !name.includes('/runbooks/')), ...filesBelow('examples', '.ts')];

/** An image with a tag, of those that this library installs. */
const IMAGES = COPIED.flatMap(file => Object.entries(RELEASES).filter(([release]) => release !== 'prometheus2').flatMap(([release, { image }]) =>
  [...read(file).matchAll(new RegExp(`${image.replace(/\./g, '\\.')}:v?(\\d+\\.\\d+\\.\\d+)`, 'g'))].map(([, version]) => [file, release as Release, version] as const)));

/** The options of the examples by which one names a release, and what it is. */
const OPTIONS: readonly (readonly [pattern: RegExp, release: Release])[] = [
  [/operatorVersion: '([^']+)'/g, 'prometheusOperator'],
  [/operatorVersion: '([^']+)'/g, 'prometheusOperator'],
  [/operator: \{ version: '([^']+)'/g, 'prometheusOperator'],
  [/prometheus: \{ version: '([^']+)'/g, 'prometheus'],
  [/kubeStateMetrics: \{ version: '([^']+)'/g, 'kubeStateMetrics'],
  [/new KubeStateMetrics\([^{]*\{[^}]*?\bversion: '([^']+)'/g, 'kubeStateMetrics'],
  [/new ConfigReloaderSidecar\([^{]*\{[^}]*?\bversion: '([^']+)'/g, 'configReloader'],
];
const NAMED = COPIED.flatMap(file => OPTIONS.flatMap(([pattern, release]) => [...read(file).matchAll(pattern)].map(([, version]) => [file, release, version] as const)));

/** Programs that people download: of images under another name, and of releases. */
const DOWNLOADS = COPIED.flatMap(file => [...read(file).matchAll(/\bprom\/prometheus:v(\d[\d.]+)|\bprometheus\/releases\/download\/v([\d.]+)\/prometheus-([\d.]+)\.linux/g)]
  .flatMap(([, ...versions]) => versions.filter(version => version !== undefined).map(version => [file, 'prometheus' as const, version] as const)));

test('there are images and versions in the docs', () => {
  expect(DOWNLOADS.length).toBeGreaterThan(2);
  expect(IMAGES.length).toBeGreaterThan(1);
  expect(NAMED.length).toBeGreaterThan(7);
});

test.each([...IMAGES, ...NAMED, ...DOWNLOADS])('%s contains the %s %s that is installed by default', (_, release, version) => expect(version).toBe(RELEASES[release].version));

describe('the conformance tests run the default versions', () => {
  const pins = Object.fromEntries([...read('test/conformance/bed/versions.env').matchAll(/^(\w+)="([^"]*)"/gm)].map(([, name, versions]) => [name, versions.split(' ')]));
  // v0.316.0 of Prometheus' Go module is its release 3.16.0
  const releaseOf = (name: string, version: string) => name === 'PROMETHEUS' ? version.replace(/^v0\.(\d)(\d\d)\./, (_, major, minor) => `v${major}.${Number(minor)}.`) : version;

  test.each<[string, Release]>([
    ['PROMETHEUS_OPERATOR', 'prometheusOperator'], ['PROMETHEUS_OPERATOR', 'configReloader'], ['PROMETHEUS_OPERATOR', 'admissionWebhook'], ['OPERATOR_CRDS', 'prometheusOperator'], ['PROMETHEUS', 'prometheus'],
    ['ALERTMANAGER', 'alertmanager'], ['THANOS', 'thanos'], ['NODE_EXPORTER', 'nodeExporter'], ['BLACKBOX_EXPORTER', 'blackboxExporter'],
    ['PUSHGATEWAY', 'pushgateway'], ['METRICS_SERVER', 'metricsServer'], ['PROMETHEUS_ADAPTER', 'prometheusAdapter'],
    ['KUBE_STATE_METRICS', 'kubeStateMetrics'], ['KUBE_RBAC_PROXY', 'kubeRbacProxy'],
  ])('the first of %s is the %s', (name, release) => expect(releaseOf(name, pins[name][0])).toBe(`v${RELEASES[release].version}`));

  test('versions that are not run are listed in docs/platforms.md', () => {
    const run = ['prometheusOperator', 'configReloader', 'admissionWebhook', 'prometheus', 'alertmanager', 'thanos', 'nodeExporter', 'blackboxExporter', 'kubeStateMetrics', 'kubeRbacProxy', 'pushgateway', 'metricsServer', 'prometheusAdapter'];
    const others = Object.entries(RELEASES).filter(([release]) => !run.includes(release));
    expect(others.map(([release]) => release).sort()).toEqual(['dashboardSidecar', 'grafana', 'oauth2Proxy', 'prometheus2', 'windowsExporter']);
    for (const [, { image, version }] of others) { expect(read('docs/platforms.md')).toContain(`| \`${image}\` | ${version} |`); }
  });
});
