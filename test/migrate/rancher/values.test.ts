import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { main } from '../../../src/cli';
import { migrateRancherValues } from '../../../src/migrate/rancher/values';

const optionsOf = (values: unknown) => new Map([...migrateRancherValues(values).migration.options].map(([option, { code }]) => [option, code]));
const resultsOf = (values: unknown) => migrateRancherValues(values).migration.values.map(({ path, outcome }) => `${path}: ${outcome}`);

test('a release without values has the names and defaults of rancher-monitoring', () => {
  const options = optionsOf({});
  expect(options.get('prometheus.name')).toBe('\'rancher-monitoring-prometheus\'');
  expect(options.get('alertmanager.name')).toBe('\'rancher-monitoring-alertmanager\'');
  expect(options.get('prometheus.memory')).toBe('\'750Mi\'');
  expect(['etcd', 'scheduler', 'controllerManager', 'kubeProxy'].map(part => options.get(`controlPlane.${part}`))).toEqual(Array(4).fill('false'));
  expect(resultsOf({})).toEqual([]);
});

test('values of the file take precedence over the defaults of the chart', () => {
  expect(optionsOf({ prometheus: { prometheusSpec: { resources: { requests: { memory: '2Gi' } }, retention: '30d' } } }).get('prometheus.memory')).toBe('\'2Gi\'');
  expect(resultsOf({ prometheus: { prometheusSpec: { retention: '30d' } } })).toEqual(['prometheus.prometheusSpec.retention: mapped']);
});

test('keys that Rancher has added have a result, and are never unknown', () => {
  expect(resultsOf({
    rke2Etcd: { enabled: true },
    global: { cattle: { systemDefaultRegistry: 'registry.example.com', clusterId: 'c-1' }, seLinux: { enabled: true } },
    upgrade: { enabled: true },
  }).sort()).toEqual(['global.cattle.systemDefaultRegistry: different', 'global.cattle: same', 'global.seLinux: different', 'rke2Etcd: different', 'upgrade: same']);
});

test.each([undefined, null, 7, 'x', [], [[]], { global: 7 }, { prometheus: null }])('%j does not throw', values => {
  expect(() => migrateRancherValues(values)).not.toThrow();
});

test('the command reads values of rancher-monitoring without --from: the keys of its own are known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rancher-'));
  const file = join(folder, 'values.yaml');
  writeFileSync(file, 'k3sServer: {enabled: true}\nglobal: {cattle: {clusterId: local}}\nprometheus: {prometheusSpec: {retention: 14d}}\n');
  let [out, err] = ['', ''];
  const status = main(['migrate', file], text => { out += text; }, text => { err += text; });
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
  expect(out).toContain('name: \'rancher-monitoring-prometheus\'');
  expect(err).toContain('note: the values are those of rancher-monitoring: its names and defaults are used');
  expect(err).toMatch(/^different +k3sServer: PushProx/m);
});
