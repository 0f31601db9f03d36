// Newer releases of the programs whose images are pinned in src/versions/releases.ts. It is only reported.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { listedVersions } = require('./go-module');
const { compareVersions } = require('./versions');

const RELEASES = path.join(__dirname, '..', '..', 'src', 'versions', 'releases.ts');

/**
 * Rows of RELEASES, and the Go modules of their programs. The operator and Prometheus are read from their schemas and grammar, see
 * newer.js.
 */
const MODULES = {
  alertmanager: 'github.com/prometheus/alertmanager',
  thanos: 'github.com/thanos-io/thanos',
  nodeExporter: 'github.com/prometheus/node_exporter',
  blackboxExporter: 'github.com/prometheus/blackbox_exporter',
  windowsExporter: 'github.com/prometheus-community/windows_exporter',
  kubeStateMetrics: 'k8s.io/kube-state-metrics/v2',
  pushgateway: 'github.com/prometheus/pushgateway',
  metricsServer: 'sigs.k8s.io/metrics-server',
  prometheusAdapter: 'sigs.k8s.io/prometheus-adapter',
  kubeRbacProxy: 'github.com/brancz/kube-rbac-proxy',
  oauth2Proxy: 'github.com/oauth2-proxy/oauth2-proxy/v7',
};

/** {row: version} of the text of releases.ts. */
function pinsIn(text) {
  return Object.fromEntries([...text.matchAll(/^ {2}(\w+): \{ version: '([\d.]+)'/gm)].map(([, row, version]) => [row, version]));
}

/** A line if the program of a row has a newer release, else none. */
function newerProgram(row, pins = pinsIn(fs.readFileSync(RELEASES, 'utf8')), versionsOf = listedVersions) {
  if (pins[row] === undefined) { throw new Error(`src/versions/releases.ts has no row ${row}: correct MODULES in newer-programs.js`); }
  const newest = versionsOf(MODULES[row]).sort(compareVersions).at(-1);
  return newest !== undefined && compareVersions(newest, pins[row]) > 0
    ? [`${MODULES[row]} ${newest} is newer than ${pins[row]}, the pin of ${row}`]
    : [];
}

module.exports = { MODULES, newerProgram, pinsIn };
