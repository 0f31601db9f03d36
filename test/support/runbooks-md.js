// docs/runbooks/*.md, made from the definitions of the alerts, so that a runbook cannot say anything else.
'use strict';
const { source } = require('./source');

const FILES = { groups: 'monitoring-mixin/groups', context: 'monitoring-mixin/context', version: 'versions/component-version' };

/** By file: the page of each group, and an index. */
function runbooks() {
  const made = source(...Object.values(FILES));
  const { GROUPS } = made[FILES.groups];
  const context = everything(made);
  const pages = GROUPS.filter(({ alerts = [] }) => alerts.length > 0).map(group => [`${group.name}.md`, pageOf(group, context)]);
  return new Map([['README.md', indexOf(GROUPS)], ...pages]);
}

/** Expressions for a cluster of which everything is scraped. */
function everything(made) {
  const { contextOf } = made[FILES.context];
  const { ComponentVersion } = made[FILES.version];
  const jobs = {
    kubeStateMetrics: 'kube-state-metrics', nodeExporter: 'node-exporter', kubelet: 'kubelet', apiServer: 'apiserver', coreDns: 'coredns', etcd: 'etcd', scheduler: 'kube-scheduler',
    controllerManager: 'kube-controller-manager', kubeProxy: 'kube-proxy', prometheus: 'prometheus', alertmanager: 'alertmanager', prometheusOperator: 'prometheus-operator', karpenter: 'karpenter',
  };
  return contextOf(jobs, 'cluster', ComponentVersion.newest('kubeStateMetrics'));
}

function indexOf(groups) {
  const rows = groups.flatMap(({ name, title, alerts = [] }) => [...new Set(alerts.map(({ alert }) => alert))].map(alert => {
    const severities = [...new Set(alerts.filter(each => each.alert === alert).map(({ severity }) => severity))].join(', ');
    return `| [${alert}](${name}.md#${alert.toLowerCase()}) | ${severities} | ${title} |`;
  }));
  return ['# Runbooks', '', 'What each alert of `MonitoringMixin` means, where to look and what to do. Made from the definitions by `npm run update-docs`.', '', '| alert | severity | about |', '|---|---|---|', ...rows, ''].join('\n');
}

function pageOf({ title, alerts }, context) {
  const names = [...new Set(alerts.map(({ alert }) => alert))];
  const sections = names.map(name => sectionOf(name, alerts.filter(({ alert }) => alert === name), context));
  return [`# ${title}`, '', ...sections.flatMap(section => [section, ''])].join('\n');
}

function sectionOf(name, variants, context) {
  const [{ description, look, act }] = variants;
  const facts = variants.map(({ severity, for: after, threshold }) =>
    `Severity ${severity}${after === undefined ? '' : `, after ${after}`}${threshold === undefined ? '' : `; threshold ${threshold}`}.`);
  return [
    `## ${name}`,
    variants[0].summary.replace(/\{\{ ?\$labels\.(\w+).*?\}\}/g, '*$1*').replace(/\{\{ ?\$value.*?\}\}/g, '*value*'),
    `**What it means.** ${description}`,
    `**Where to look.** ${look}`,
    `**What to do.** ${act}`,
    [...new Set(facts)].join(' '),
    ['```promql', ...variants.map(({ expr, threshold }) => expr(context, threshold ?? 0)), '```'].join('\n'),
  ].join('\n\n');
}

module.exports = { runbooks };
