import { writeFileSync, mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { changesOf } from './compare';
import { MonitoringDiff, PrometheusStack, PrometheusStackProps, PrometheusTest } from '../../src';
import { goldenFiles, readGolden } from '../support/golden';

const stackWith = (props: PrometheusStackProps): Chart => {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Stack', { alertmanager: { configSecret: 'config' }, ...props });
  return chart;
};

test('two apps are compared, in a user\'s test', () => {
  const before = stackWith({ prometheus: { externalLabels: { cluster: 'eu' } } });
  const diff = PrometheusTest.compare(before, stackWith({ prometheus: { externalLabels: { cluster: 'us' } }, nodeExporterEnabled: false }));
  expect(diff.changes(['changed-series'])).toEqual(['changed-series: Prometheus monitoring/main, external labels: cluster "eu" becomes "us"']);
  expect(() => diff.expectNone(['lost-target'])).toThrow(/^monitoring changes:\n {2}lost-target: Service monitoring-node-exporter\/node-exporter, port metrics: /);
  expect(() => diff.expectNone(['lost-targets'])).toThrow('unknown kind of change "lost-targets": did you mean "lost-target"?');
  expect(MonitoringDiff.of(before, before).summary).toBe('no change');
});

test('an app is compared with the YAML that was committed', () => {
  const chart = stackWith({});
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  writeFileSync(join(folder, 'all.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: chart.toJson() }));
  expect(MonitoringDiff.withFiles([folder], chart).summary).toBe('no change');
  expect(MonitoringDiff.ofFiles([folder], [folder]).summary).toBe('no change');
  expect(MonitoringDiff.withFiles([folder], stackWith({ mixin: { dashboards: false }, prometheus: { replicas: 2 } })).changes(['lost-target', 'lost-alert'])).toEqual([]);
});

test.each(goldenFiles())('%s: compared with itself nothing changes, and compared with nothing all of it is new or gone', name => {
  const yaml = readGolden(name);
  expect(changesOf(yaml, yaml)).toEqual([]);
  const kindsOf = (lines: readonly string[]) => lines.map(line => line.split(':')[0]);
  const [added, gone] = [kindsOf(changesOf('', yaml)), kindsOf(changesOf(yaml, ''))];
  for (const [one, other] of [['new-target', 'lost-target'], ['new-alert', 'lost-alert']]) {
    expect(added.filter(kind => kind === one)).toHaveLength(gone.filter(kind => kind === other).length);
  }
  expect(added).not.toContain('lost-target');
  expect(gone).not.toContain('new-target');
});
