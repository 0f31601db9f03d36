// The table of versions in README.md, made from src/versions, so that it cannot say anything else.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { source } = require('./source');
const { ROOT } = require('./steps');

const NAMES = {
  kubernetes: 'Kubernetes', prometheusOperator: 'prometheus-operator', prometheus: 'Prometheus', alertmanager: 'Alertmanager', thanos: 'Thanos', nodeExporter: 'node-exporter', blackboxExporter: 'blackbox-exporter',
  kubeStateMetrics: 'kube-state-metrics', configReloader: 'prometheus-config-reloader',
};

/** README.md with the table as it must be. */
function readme() {
  const { COMPONENTS } = source('versions/capabilities')['versions/capabilities'];
  const { RELEASES } = source('versions/releases')['versions/releases'];
  const minor = version => version.split('.').slice(0, 2).join('.');
  const rows = Object.entries(COMPONENTS).map(([component, { oldest, newest, capabilities }]) =>
    `| ${NAMES[component] ?? component} | ${minor(oldest)} | ${minor(newest)} | ${RELEASES[component]?.version ?? ''} | ${Object.keys(capabilities).length || ''} |`);
  const table = ['| component | from | looked at up to | default | differences by version that are known |', '|---|---|---|---|---|', ...rows].join('\n');
  const text = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  return text.replace(/<!-- versions -->[^]*<!-- \/versions -->/, `<!-- versions -->\n${table}\n<!-- /versions -->`);
}

module.exports = { readme };
