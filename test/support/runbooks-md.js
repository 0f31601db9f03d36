// docs/runbooks/*.md: the texts are written by hand, and the facts below each heading (severity, duration, threshold, expression) are
// generated from the definitions.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { source } = require('./source');
const { ROOT } = require('./steps');

const FILES = { groups: 'monitoring-mixin/groups', context: 'monitoring-mixin/context', version: 'versions/component-version' };
const FOLDER = path.join(ROOT, 'docs', 'runbooks');
const FACTS = /<!-- facts -->\n[\s\S]*?<!-- \/facts -->/;

/** The headings of each section, in this order. */
const SECTIONS = ['Meaning', 'Impact', 'Diagnosis', 'Mitigation'];

/** By file: the page of each group, and an index. */
function runbooks() {
  const { groups, context } = definitions();
  const pages = groups.filter(({ alerts = [] }) => alerts.length > 0).map(group => [`${group.name}.md`, pageOf(group, context)]);
  return new Map([['README.md', indexOf(groups)], ...pages]);
}

/** The groups, with expressions for a cluster in which everything is scraped. */
function definitions() {
  const made = source(...Object.values(FILES));
  const { ComponentVersion } = made[FILES.version];
  const jobs = {
    kubeStateMetrics: 'kube-state-metrics', nodeExporter: 'node-exporter', kubelet: 'kubelet', apiServer: 'apiserver',
    coreDns: 'coredns', etcd: 'etcd', scheduler: 'kube-scheduler', controllerManager: 'kube-controller-manager',
    kubeProxy: 'kube-proxy', prometheus: 'prometheus', alertmanager: 'alertmanager', prometheusOperator: 'prometheus-operator',
    karpenter: 'karpenter', grafana: 'grafana', windowsExporter: 'windows-exporter',
  };
  const context = made[FILES.context].contextOf(jobs, 'cluster', ComponentVersion.newest('kubeStateMetrics'));
  return { groups: made[FILES.groups].GROUPS, context };
}

function indexOf(groups) {
  const rows = groups.flatMap(({ name, title, alerts = [] }) => namesOf(alerts).map(alert => {
    const severities = [...new Set(alerts.filter(each => each.alert === alert).map(({ severity }) => severity))].join(', ');
    return `| [${alert}](${name}.md#${alert.toLowerCase()}) | ${severities} | ${title} |`;
  }));
  const introduction = 'What each alert of `MonitoringMixin` means, where to look and what to do. '
    + 'The table and the facts of each alert are written by `npm run update-docs`.';
  return ['# Runbooks', '', introduction, '', '| alert | severity | about |', '|---|---|---|', ...rows, ''].join('\n');
}

const namesOf = alerts => [...new Set(alerts.map(({ alert }) => alert))];

/** The handwritten page with current facts. A missing page or section is created with its headings. */
function pageOf({ name, title, alerts }, context) {
  const file = path.join(FOLDER, `${name}.md`);
  const written = sectionsOf(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  const current = alert => factsOf(alerts.filter(each => each.alert === alert), context);
  const sections = namesOf(alerts).map(alert => (written.get(alert) ?? emptySection(alert)).replace(FACTS, () => current(alert)));
  return `${[`# ${title}`, ...sections].join('\n\n')}\n`;
}

/** The sections of a page, by alert. */
function sectionsOf(text) {
  return new Map(text.split(/^(?=## )/m).slice(1).map(section => [section.slice(3, section.indexOf('\n')).trim(), section.trim()]));
}

function emptySection(alert) {
  return [`## ${alert}`, '<!-- facts -->\n<!-- /facts -->', ...SECTIONS.map(title => `### ${title}`)].join('\n\n');
}

function factsOf(variants, context) {
  const facts = variants.map(({ severity, for: after, threshold }) =>
    `- ${severity}${after === undefined ? '' : `, after ${after}`}${threshold === undefined ? '' : `, threshold ${threshold}`}`);
  return [
    '<!-- facts -->',
    ...[...new Set(facts)],
    '',
    '```promql',
    ...variants.map(({ expr, threshold }) => expr(context, threshold ?? 0)),
    '```',
    '<!-- /facts -->',
  ].join('\n');
}

module.exports = { runbooks, sectionsOf, SECTIONS };
