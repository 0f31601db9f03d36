// docs/dashboards.md: questions, and the dashboard and panel with the answer. The questions are defined with the dashboards, in
// src/monitoring-mixin/dashboards.
'use strict';
const upstream = require('../data/upstream-dashboards.json');
const { table } = require('./markdown-table');
const { source } = require('./source');

const FILES = { dashboards: 'monitoring-mixin/dashboards', data: '../test/data/series-not-shown', mixin: '../test/support/mixin' };

const INTRODUCTION = 'Dashboards of `MonitoringMixin`, and the questions that they answer. '
  + '`dashboards: true` makes those whose jobs are scraped; [how to use them](how-to/dashboards.md). Written by `npm run update-docs`.';

const JOBS = 'A dashboard is made only if its jobs are scraped: '
  + 'on managed control planes those of etcd, the scheduler and the controller manager do not exist.';

const NAMES = {
  kubeStateMetrics: 'kube-state-metrics', nodeExporter: 'node-exporter', kubelet: 'kubelet', apiServer: 'kube-apiserver',
  coreDns: 'CoreDNS', etcd: 'etcd', scheduler: 'kube-scheduler', controllerManager: 'kube-controller-manager',
  kubeProxy: 'kube-proxy', prometheus: 'Prometheus', alertmanager: 'Alertmanager', prometheusOperator: 'prometheus-operator',
  karpenter: 'Karpenter', grafana: 'Grafana', windowsExporter: 'windows-exporter',
};

const code = names => names.map(name => `\`${name}\``).join(', ');

/** The page. */
function dashboards() {
  const made = source(...Object.values(FILES));
  const { DASHBOARDS, boardsOf } = made[FILES.dashboards];
  const { aContext } = made[FILES.mixin];
  const { NOT_SHOWN } = made[FILES.data];
  const boards = new Map(boardsOf(aContext()).map(board => [board.id, board]));
  const panels = [...boards.values()].flatMap(({ rows }) => rows.flatMap(row => row.panels));
  const title = id => boards.get(id).title;
  const folders = [...new Set(DASHBOARDS.map(({ folder }) => folder))];
  const inFolder = folder => DASHBOARDS.filter(each => each.folder === folder);
  const questions = folder => inFolder(folder).flatMap(board =>
    board.questions.map(({ question, panel }) => [question, title(board.id), panel]));
  const list = DASHBOARDS.map(({ id, needs }) => {
    const { variables, rows } = boards.get(id);
    const jobs = needs.map(job => NAMES[job]).join(', ');
    const size = rows.reduce((sum, row) => sum + row.panels.length, 0);
    return [code([id]), title(id), jobs, code(variables.map(({ name }) => name)), size];
  });
  return [
    '# Dashboards',
    INTRODUCTION,
    `${boards.size} dashboards, ${panels.length} panels, ${panels.reduce((sum, { queries }) => sum + queries.length, 0)} queries.`,
    '## Questions',
    ...folders.flatMap(folder => [`### ${folder}`, table(['question', 'dashboard', 'panel'], questions(folder))]),
    '## List',
    'The name is for `dashboardOptions.only` and `exclude`, and part of the `uid`: `cdk8s-prometheus-<name>`. '
      + `${JOBS} \`home\` lists all others with their firing alerts.`,
    table(['name', 'title', 'needs', 'variables', 'panels'], list),
    '## Upstream\'s dashboards and ours',
    table(['kube-prometheus-stack, kube-prometheus', 'ours'], Object.entries(upstream.dashboards).map(([theirs, ids]) => [
      theirs, ids.length === 0 ? 'none: the library does not deploy it there' : ids.map(title).join(', '),
    ])),
    '## Recorded series that no panel shows',
    table(['series', 'reason'], Object.entries(NOT_SHOWN).map(([series, why]) => [code([series]), why])),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

module.exports = { dashboards };
