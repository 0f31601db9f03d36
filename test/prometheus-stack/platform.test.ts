import { readFileSync } from 'fs';
import { join } from 'path';
import { ScrapeGraph } from '../../src';
import { synthesizeApps, Synthesized } from '../support/example';
import { folders } from '../support/folders';

// examples/platform: what a new user needed for a real platform, with options only.
const SOURCE = readFileSync(join(__dirname, '../../examples/platform/main.ts'), 'utf8');
const folder = folders();
let made: Synthesized;
let explained: any;

beforeAll(() => {
  [made] = synthesizeApps([{ source: SOURCE }]).map(each => each());
  [explained] = JSON.parse(ScrapeGraph.fromFiles([folder(made.files)]).explainAsJson());
});

test('it has no escape hatch: no patch, no custom object, no field of a custom resource', () => {
  for (const hatch of ['ApiObject', 'JsonPatch', 'addJsonPatch', 'spec:', 'Spec:', 'toJson']) { expect(SOURCE).not.toContain(hatch); }
});

test('it writes nothing on stderr, and the graph has no problem with it', () => {
  expect(made.stderr).toBe('');
  expect(explained.problems).toEqual([]);
});

test('every target is scraped by one of the two Prometheuses', () => {
  const byOf = (job: string) => [...new Set<string>(explained.scrapes.filter(({ labels }: any) => labels?.job === job).flatMap(({ by }: any) => by))];
  expect(explained.scrapes.filter(({ by }: any) => new Set(by).size !== 1).map(({ job, by }: any) => [job, by])).toEqual([]);
  const jobs = ['checkout', 'checkout-jvm', 'worker', 'databases', 'federation', 'shop', 'kubelet', 'node-exporter'];
  expect(jobs.map(job => [job, byOf(job)])).toEqual(jobs.map(job => [job, ['Prometheus monitoring/main']]));
  expect(explained.prometheuses.find(({ name }: any) => name === 'Prometheus monitoring/shop').chooses).toEqual(['ServiceMonitor monitoring/prometheus-shop', 'PodMonitor shop/worker-debug']);
});

test('every image comes from the registry of the stack', () => {
  const foreign = explained.images.filter((image: string) => !image.startsWith('registry.example.org/'));
  expect(foreign).toEqual([]);
});

test('every Secret that must exist is listed, with its namespace and keys', () => {
  const secrets = explained.secrets.map(({ namespace, name, keys }: any) => `${namespace}/${name}: ${keys.join(', ')}`);
  expect(secrets).toEqual(expect.arrayContaining([
    'monitoring/registry: .dockerconfigjson', 'monitoring-node-exporter/registry: .dockerconfigjson', 'monitoring/alerting: pagerduty, slack', 'monitoring/grafana-admin: admin-password, admin-user',
    'monitoring/prometheus-login: client-id, client-secret, cookie-secret',
  ]));
});
