import { alert, linesOf, prometheus, record, rules, yamlOf } from './compare-of';

const alerts = (old: object[], now: object[]) => linesOf('alert', yamlOf(prometheus('kps'), rules('old', ...old)), yamlOf(prometheus('kps'), rules('new', ...now)));
const records = (old: object[], now: object[]) => linesOf('record', yamlOf(prometheus('kps'), rules('old', ...old)), yamlOf(prometheus('kps'), rules('new', ...now)));

test('an alert of upstream with its name is kept, whatever its expression', () => {
  expect(alerts([alert('KubePodCrashLooping', 'warning')], [alert('KubePodCrashLooping', 'warning', 'up == 1')])).toEqual(['kept KubePodCrashLooping (warning): the same name']);
});

test('another severity or duration of an alert is reported', () => {
  expect(alerts([alert('KubeVersionMismatch', 'warning', 'up', '15m')], [alert('KubeVersionMismatch', 'info', 'up', '4h')])).toEqual([
    'changed KubeVersionMismatch (warning): severity warning becomes info; for 15m becomes 4h',
  ]);
  expect(alerts([alert('NodeRAIDDegraded', 'critical'), alert('NodeRAIDDegraded', 'warning')], [alert('NodeRAIDDegraded', 'critical')])).toEqual([
    'changed NodeRAIDDegraded (critical, warning): severity warning is gone',
  ]);
});

test('an alert of the user is matched by its name, and then by its expression', () => {
  expect(alerts([alert('Own', 'page', 'up == 0')], [alert('Own', 'page', 'up  ==  0 # the same')])).toEqual(['kept Own (page)']);
  expect(alerts([alert('Own', 'page', 'up == 0')], [alert('Own', 'page', 'up == 1')])).toEqual(['changed Own (page): another expression']);
  expect(alerts([alert('Own', 'page', 'up == 0')], [alert('Mine', 'page', 'up == 0')])).toEqual(['renamed Own (page): now Mine: it has the same expression']);
  expect(alerts([alert('Own', 'page', 'up == 0')], [alert('Mine', 'page', 'up == 1')])).toEqual([
    'gone Own (page): was in group "own" of PrometheusRule monitoring/old', 'new Mine (page): in group "own"',
  ]);
});

test('an alert that is split is renamed if its old name is not among the new ones', () => {
  expect(alerts([alert('KubeContainerWaiting', 'warning')], [alert('PodImagePullFailing', 'warning')])).toEqual(['renamed KubeContainerWaiting (warning): now PodImagePullFailing']);
});

test('an alert whose group is disabled is gone, with the group that has it', () => {
  expect(alerts([alert('etcdNoLeader', 'critical')], [alert('Own', 'page', 'up')])[0])
    .toBe('gone etcdNoLeader (critical): the mixin has etcdNoLeader, but the program does not: its group, part or component is disabled [the old manifests also do not scrape etcd]');
});

test('a former name of upstream is renamed', () => {
  expect(alerts([alert('AggregatedAPIDown', 'warning')], [alert('KubeAggregatedAPIDown', 'warning')])).toEqual(['renamed AggregatedAPIDown (warning): now KubeAggregatedAPIDown']);
});

test('a rule that no server selects is gone', () => {
  const of = (ruleSelector: object) => yamlOf(prometheus('kps', { ruleSelector }), rules('own', alert('Own', 'page')));
  expect(linesOf('alert', of({}), of({ matchLabels: { release: 'kps' } }))).toEqual(['gone Own (page): no server selects PrometheusRule monitoring/own any more']);
});

test('recorded series of the same name are kept, and those with another name are renamed', () => {
  expect(records([record('instance:node_num_cpu:sum', 'vector(1)')], [record('instance:node_num_cpu:sum', 'vector(2)')])).toEqual(['kept instance:node_num_cpu:sum']);
  expect(records([record('count:up1', 'vector(1)')], [record('job:up:sum', 'vector(2)')])).toEqual(['renamed count:up1: now job:up:sum', 'new job:up:sum: by PrometheusRule monitoring/new']);
});

test('a recorded series that is only recorded on request is gone until it is decided', () => {
  expect(records([record('node:node_num_cpu:sum', 'vector(1)')], [])).toEqual(['gone node:node_num_cpu:sum: recorded with `mixin: { compatibleSeries: [\'node:node_num_cpu:sum\'] }`']);
});

test('a recorded series that this library deliberately omits is decided, unless something new reads it', () => {
  const old = [record('cluster:node_cpu:ratio', 'vector(1)')];
  expect(records(old, [])[0]).toMatch(/gone cluster:node_cpu:ratio: not recorded/);
  expect(records(old, [alert('Own', 'page', 'cluster:node_cpu:ratio > 1')])[0]).toMatch(/gone cluster:node_cpu:ratio: not recorded: record it with PrometheusRules if something uses it; used by alert "Own" of PrometheusRule monitoring\/new/);
});

test('dashboards of the old manifests that read a removed series are named', () => {
  const board = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'board', namespace: 'monitoring' }, data: { 'a.json': JSON.stringify({ title: 'A', panels: [{ title: 'CPU', targets: [{ expr: 'own:series' }] }] }) } };
  expect(linesOf('record', yamlOf(prometheus('kps'), rules('old', record('own:series', 'up')), board), yamlOf(prometheus('kps'), board))).toEqual([
    'gone own:series: was recorded by PrometheusRule monitoring/old; used by panel "CPU" of ConfigMap monitoring/board',
  ]);
  expect(linesOf('record', yamlOf(prometheus('kps'), rules('old', record('own:series', 'up')), board), yamlOf(prometheus('kps')))).toEqual([
    'gone own:series: was recorded by PrometheusRule monitoring/old; used in the old manifests by panel "CPU" of ConfigMap monitoring/board',
  ]);
});
