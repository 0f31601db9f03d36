import { statSync } from 'fs';
import { join } from 'path';
import { HASHES, ROOT, sha256 } from './index';
import { metricIndex } from '../../src/upstream/load';

const { expositionOf } = require('../../build/sync-upstream/metrics') as { expositionOf(text: string): object[] };
const { historyOf } = require('../../build/sync-upstream/metrics-index') as { historyOf(releases: [string, Record<string, string>][]): object };

const all = () => Object.entries(metricIndex().groups).flatMap(([group, metrics]) => Object.entries(metrics).map(([name, history]) => ({ group, name, history })));

test('data/metrics.json is not edited by hand', () => {
  expect(sha256(metricIndex())).toBe(HASHES.metrics);
  const [{ group, name }] = all();
  const changed = { ...metricIndex(), groups: { ...metricIndex().groups, [group]: { ...metricIndex().groups[group], [name]: 'g other' } } };
  expect(sha256(changed)).not.toBe(HASHES.metrics);
});

test('each metric has a type and labels that can be parsed, and a history in the order of the releases', () => {
  const texts = all().flatMap(({ name, history }) => typeof history === 'string' ? [[name, history]] : history.flatMap(([, text]) => text === null ? [] : [[name, text]]));
  const label = '(?:\\w+\\??(?:=[\\w.|-]+)?|\\w*\\*)';
  const format = new RegExp(`^[cghsu](?: ${label}(?:,${label})*)?(?: !v?\\d+\\.\\d+(?:\\.\\d+)?)?$`);
  expect(texts.filter(([name, text]) => !/^[a-zA-Z_]\w*$/.test(name) || !format.test(text))).toEqual([]);
  const histories = all().filter(({ history }) => typeof history !== 'string');
  const versionsOf = (group: string) => Object.values(metricIndex().components).find(({ groups }) => groups.includes(group))!.versions;
  const wrong = histories.filter(({ group, history }) => (history as [string, unknown][]).some(([since], at, steps) =>
    !versionsOf(group).includes(since) || (at > 0 && versionsOf(group).indexOf(since) <= versionsOf(group).indexOf(steps[at - 1][0]))));
  expect(wrong).toEqual([]);
});

test('each component has the metrics of a real program', () => {
  const { components, groups } = metricIndex();
  const countOf = (names: readonly string[]) => names.reduce((sum, group) => sum + Object.keys(groups[group]).length, 0);
  const counts = Object.fromEntries(Object.entries(components).map(([name, component]) => [name, countOf(component.groups)]));
  const least = {
    'kube-state-metrics': 350,
    'node-exporter': 350,
    'prometheus': 270,
    'alertmanager': 90,
    'prometheus-operator': 30,
    'config-reloader': 10,
    'blackbox-exporter': 35,
    'thanos': 250,
    'coredns': 60,
    'etcd': 100,
    'karpenter': 60,
    'kube-apiserver': 280,
    'kube-controller-manager': 280,
    'kube-scheduler': 250,
    'kube-proxy': 230,
    'kubelet': 450,
    'grafana': 7,
    'windows-exporter': 100,
    'go': 35,
  };
  expect(Object.entries(least).filter(([name, count]) => (counts[name] ?? 0) < count).map(([name]) => `${name}: ${counts[name]}`)).toEqual([]);
});

test('the data stay within 200 kB of JSON', () => {
  expect(statSync(join(ROOT, 'data', 'metrics.json')).size).toBeLessThanOrEqual(200_000);
});

test('the history of a metric has its changes, its first and its last release', () => {
  expect(historyOf([['1.0.0', { a: 'g', b: 'c x' }], ['1.1.0', { a: 'g', b: 'c x,y', c: 'h' }], ['1.2.0', { a: 'g', c: 'h' }]])).toEqual({
    a: 'g', b: [['1.0.0', 'c x'], ['1.1.0', 'c x,y'], ['1.2.0', null]], c: [['1.1.0', 'h']],
  });
});

test('an exposition is parsed with the labels that all series have, and those that some have', () => {
  expect(expositionOf('# TYPE a counter\na{x="1",y="}"} 1\na{x="2"} 2\n# TYPE h histogram\nh_bucket{le="1",x="a"} 1\nh_sum{x="a"} 1\nh_count{x="a"} 1\n')).toEqual([
    { name: 'a', type: 'counter', labels: ['x'], optional: ['y'] }, { name: 'h', type: 'histogram', labels: ['x'], optional: [] },
  ]);
});
