// The table of versions in README.md, generated from src/versions, so that both agree.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { table } = require('./markdown-table');
const { source } = require('./source');
const { ROOT } = require('./steps');

const NAMES = {
  kubernetes: 'Kubernetes', prometheusOperator: 'prometheus-operator', prometheus: 'Prometheus', alertmanager: 'Alertmanager',
  thanos: 'Thanos', nodeExporter: 'node-exporter', blackboxExporter: 'blackbox-exporter', kubeStateMetrics: 'kube-state-metrics',
  configReloader: 'prometheus-config-reloader', pushgateway: 'Pushgateway', metricsServer: 'metrics-server',
  prometheusAdapter: 'prometheus-adapter',
};

/** README.md with an up-to-date table. */
function withVersions(text) {
  const { COMPONENTS } = source('versions/capabilities')['versions/capabilities'];
  const { RELEASES } = source('versions/releases')['versions/releases'];
  const minor = version => version.split('.').slice(0, 2).join('.');
  const rows = Object.entries(COMPONENTS).map(([component, { oldest, newest, capabilities }]) => [
    NAMES[component] ?? component, minor(oldest), minor(newest), RELEASES[component]?.version ?? '',
    Object.keys(capabilities).length || '',
  ]);
  const versions = table(['component', 'oldest', 'newest known', 'default', 'known differences between versions'], rows);
  return text.replace(/<!-- versions -->[^]*<!-- \/versions -->/, `<!-- versions -->\n${versions}\n<!-- /versions -->`);
}

/** The names of images in the table of version sets. */
const COMPONENT_NAMES = {
  ...NAMES, prometheus2: 'Prometheus, for operators before 0.77', grafana: 'Grafana', dashboardSidecar: 'sidecar of Grafana (k8s-sidecar)',
  oauth2Proxy: 'oauth2-proxy', windowsExporter: 'windows-exporter', admissionWebhook: 'admission webhook',
  kubeRbacProxy: 'kube-rbac-proxy',
};

/** docs/upgrading.md with an up-to-date table of version sets. */
function upgrading() {
  const { RELEASES, SET_NAMES, versionIn } = source('versions/releases')['versions/releases'];
  const rows = Object.keys(RELEASES).map(release => [
    COMPONENT_NAMES[release] ?? release, ...SET_NAMES.map(name => versionIn(release, { name })), `\`${RELEASES[release].image}\``,
  ]);
  const sets = table(['component', ...SET_NAMES.map(name => `\`V${name.replace('-', '_')}\``), 'image'], rows);
  const text = fs.readFileSync(path.join(ROOT, 'docs', 'upgrading.md'), 'utf8');
  return text.replace(/<!-- version sets -->[^]*<!-- \/version sets -->/, `<!-- version sets -->\n${sets}\n<!-- /version sets -->`);
}

module.exports = { withVersions, upgrading };
