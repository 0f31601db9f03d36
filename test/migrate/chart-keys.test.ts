import { readFileSync, statSync } from 'fs';
import { join } from 'path';
import { appText } from '../../src/migrate/app-text';
import { chartDefault, chartKeyAt, goneSince, isChartKey, knownReleases, unknownNote } from '../../src/migrate/chart-keys';
import { migrateValues } from '../../src/migrate/migrate';
import { ChartKey, chartKeyOf } from '../../src/upstream/chart-keys';
import { chartKeys } from '../../src/upstream/load';
import { yamlOf } from '../support/run-program';
import { HASHES, ROOT, sha256 } from '../upstream';

const RELEASE = { name: 'kps', namespace: 'monitoring' };

/** What "helm show values" prints of the newest release, as far as the data say it: with the keys that only templates read, empty. */
function valuesOf(key: ChartKey): unknown {
  const keys = [...key.keys].filter(([, inner]) => inner.until === undefined);
  return keys.length === 0 ? key.value : Object.fromEntries(keys.map(([name, inner]) => [name, valuesOf(inner)]));
}

const ALL: any = valuesOf(chartKeyOf(chartKeys().keys));

function leavesOf(value: unknown, path: string): string[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  return isMap ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`)) : [path];
}

// values.yaml of the chart kube-prometheus-stack 88.5.3
test('the defaults are those of the chart', () => {
  const chart: { [path: string]: unknown } = JSON.parse(readFileSync(join(__dirname, '../data/chart-values.json'), 'utf8'));
  // empty texts are no defaults
  const expected = Object.entries(chart).filter(([, value]) => value !== '' && value !== null);
  expect(expected.length).toBeGreaterThan(250);
  for (const [path, value] of expected) { expect([path, chartDefault(path)]).toEqual([path, value]); }
});

test.each([
  ['prometheus.prometheusSpec.retention', '10d'], ['grafana.grafana.ini.log.mode', 'console'],
  ['nodeExporter.operatingSystems.darwin.enabled', true], ['prometheus-node-exporter.service.port', 9100],
])('%s is known, and by default %j', (path, value) => expect([isChartKey(path), chartDefault(path)]).toEqual([true, value]));

// templates/prometheus/ingress.yaml, templates/alertmanager/alertmanager.yaml and those of the subcharts read them; values.yaml does not have
// them, or has them in comments
test.each([
  'prometheus.ingress.pathType', 'alertmanager.alertmanagerSpec.version', 'grafana.ingress.ingressClassName',
  'kube-state-metrics.prometheus.monitor.interval', 'customRules.KubePodNotReady.for',
  'prometheus.prometheusSpec.resources.limits.memory', 'grafana.grafana.ini.auth.generic_oauth', 'prometheus.route.admin.hostnames',
  'alertmanager.config.time_intervals', 'commonLabels.team',
])('%s is known: templates read it, or it is below a map with any keys', path => expect(isChartKey(path)).toBe(true));

test.each([
  ['defaultRules.rules.kubeApiserverAvailbility', 'defaultRules.rules.kubeApiserverAvailability'],
  ['grafana.sidecar.dashboards.provider.foldersFromFilesStrcuture', 'grafana.sidecar.dashboards.provider.foldersFromFilesStructure'],
  ['prometheus.prometheusSpec.networkPolicy', 'prometheus.networkPolicy'],
  ['prometheus.retention', 'prometheus.prometheusSpec.retention'],
  ['alertmanager.ingress.hostz', 'alertmanager.ingress.hosts'],
])('%s is unknown: the similar key is %s', (path, meant) => {
  expect(isChartKey(path)).toBe(false);
  expect(unknownNote(path)).toBe(`the chart has no such key: did you mean "${meant}"?`);
});

test('data/chart-keys.json is not edited by hand, and is small', () => {
  expect(sha256(chartKeys())).toBe(HASHES.chart);
  expect(statSync(join(ROOT, 'data', 'chart-keys.json')).size).toBeLessThan(60_000);
});

test('a key of the prototype is not a key', () => {
  for (const path of ['__proto__', 'constructor', 'prometheus.constructor.name', 'toString']) { expect(isChartKey(path)).toBe(false); }
});

// CHANGELOG of the chart: prometheusOperator.kubeletService since 45, PodSecurityPolicies went with 73, and extraManifests came with 46
test('releases that have a key are known', () => {
  const { versions } = chartKeys();
  expect(versions[chartKeyAt('extraManifests')!.since!]).toBe('46.8.0');
  expect(goneSince('global.rbac.pspEnabled')).toMatch(/^only in older releases of the chart, up to \d+\.\d+\.\d+$/);
  expect(goneSince('prometheus.prometheusSpec.retention')).toBeUndefined();
  expect(knownReleases()).toBe(`${versions[0]} to ${versions.at(-1)}`);
});

describe('the whole values of the chart as a file', () => {
  const { values } = migrateValues(ALL, RELEASE);

  test('no key is unknown, and each has one result', () => {
    expect(leavesOf(ALL, '').length).toBeGreaterThan(2300);
    expect(values.filter(({ outcome }) => outcome === 'unknown')).toEqual([]);
    const paths = values.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    const isCovered = (leaf: string) => paths.some(path => leaf === path || leaf.startsWith(`${path}.`));
    expect(leavesOf(ALL, '').filter(leaf => !isCovered(leaf))).toEqual([]);
  });

  test('nothing is unsupported', () => expect(values.filter(({ outcome }) => outcome === 'unsupported')).toEqual([]));

  test('the program synthesizes, and creates the same objects as without values', () => {
    jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const yamlFor = (file: unknown) => yamlOf(appText(migrateValues(file, RELEASE), file, RELEASE));
    const objectsIn = (yaml: string) => [...yaml.matchAll(/^kind: (\w+)\nmetadata:\n(?:  .*\n)*?  name: (.*)$/gm)].map(([, kind, name]) => `${kind} ${name}`);
    const yaml = yamlFor(ALL);
    expect(objectsIn(yaml).length).toBeGreaterThan(50);
    expect(objectsIn(yaml)).toEqual(objectsIn(yamlFor({})));
    // the file has the tags of the chart
    expect(yaml).toContain('image: quay.io/prometheus/prometheus:v3.14.0-distroless');
    expect(yaml).toContain('version: v0.34.0');
  });
});
