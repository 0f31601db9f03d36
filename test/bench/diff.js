// `npm run bench -- diff`: the cost of `diff` for two folders with 12,500 documents, compared with `explain` of one of them. CPU time of
// all threads of a process, including startup. The two run in turn, so that other load of the machine affects both. Exits with status 1 if
// the median of the pairs exceeds the limit.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT } = require('../support/steps');

const DOCUMENTS = 12_500;
/** One of this number of documents differs between the folders. */
const CHANGED = 20;
const LIMIT = 2.5;
const BIN = path.join(ROOT, 'bin', 'cdk8s-prometheus');

/** The objects of an application: a workload, its Service and monitor, and its rules. */
function application(at, { isChanged = false, namespace = 'shop' }) {
  const name = `app-${at}`;
  const metadata = { name, namespace, labels: { app: name } };
  const container = { name: 'app', image: `registry.example.org/${name}:${isChanged ? '1.1.0' : '1.0.0'}`, ports: [{ name: 'web', containerPort: 8080 }] };
  const rules = [
    { record: `${name.replace('-', '_')}:requests:rate5m`, expr: `sum by (code) (rate(http_requests_total{job="${name}"}[5m]))` },
    { alert: `App${at}Down`, expr: `up{job="${name}"} == 0`, for: isChanged ? '10m' : '5m', labels: { severity: 'critical' } },
    { alert: `App${at}Errors`, expr: `${name.replace('-', '_')}:requests:rate5m{code=~"5.."} > 1`, for: '10m', labels: { severity: 'warning' } },
  ];
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 2, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [container] } } } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: name }, ports: [{ name: 'web', port: 80, targetPort: 'web' }] } },
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata, spec: { selector: { matchLabels: { app: name } }, endpoints: [{ port: 'web', interval: isChanged ? '60s' : '30s' }] } },
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: { groups: [{ name, rules }] } },
  ];
}

/** A stack of this library. */
function stackObjects(cluster) {
  const { App, Chart } = require('cdk8s');
  const { PrometheusStack } = require(path.join(ROOT, 'lib'));
  const chart = new Chart(new App(), cluster, { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Monitoring', { namespaces: ['shop'], prometheus: { externalLabels: { cluster } }, alertmanager: { configSecret: 'config' }, mixin: { dashboards: true } });
  return chart.toJson();
}

/** Documents by file name: for each cluster a stack with this number of applications. */
function clusters(count, isNew) {
  const found = new Map();
  const each = Math.floor(DOCUMENTS / count);
  for (let at = 0; at < count; at++) {
    const objects = stackObjects(`c-${at}`);
    for (let app = 0; objects.length + 4 <= each; app++) { objects.push(...application(app, { isChanged: isNew && (app + at) % CHANGED === 0 })); }
    for (let app = 0; objects.length < each; app++) { objects.push({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: `account-${app}`, namespace: 'shop' } }); }
    found.set(count === 1 ? 'all.k8s.yaml' : path.join(`c-${at}`, 'all.k8s.yaml'), objects);
  }
  return found;
}

function write(folder, files) {
  const yaml = require('yaml');
  let count = 0;
  for (const [name, objects] of files) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), objects.map(object => yaml.stringify(object, { lineWidth: 0 })).join('---\n'));
    count += objects.length;
  }
  return count;
}

/** The last line of `diff`, which proves that it found the changes. @throws if it fails, which would be too cheap */
function summaryOf(old, now) {
  const output = execFileSync(process.execPath, ['--no-warnings', BIN, 'diff', old, now], { encoding: 'utf8', maxBuffer: 1e9 });
  const counts = [...output.matchAll(/^(?:\d+ [a-z-]+(?:, )?)+$/gm)].map(([line]) => line);
  if (counts.length === 0) { throw new Error('diff finds no change'); }
  return counts[0];
}

const CASES = { 'one cluster': 1, '100 clusters': 100 };

/** The folders of this number of clusters, before and after. */
function writeClusters(folder, count) {
  process.removeAllListeners('warning');
  process.on('warning', () => {}); // about volumes
  const [old, now] = ['old', 'new'].map(name => path.join(folder, name));
  write(old, clusters(count, false));
  write(now, clusters(count, true));
  return [old, now];
}

/** Prints a line for each case, and returns the worst median. */
function diffBench({ rounds, commandCpu, median }) {
  process.removeAllListeners('warning');
  process.on('warning', () => {}); // about volumes
  const run = (...args) => commandCpu(process.execPath, '--no-warnings', BIN, ...args);
  const medians = Object.entries(CASES).map(([title, count]) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-bench-'));
    const [old, now] = ['old', 'new'].map(name => path.join(folder, name));
    try {
      const documents = [write(old, clusters(count, false)), write(now, clusters(count, true))];
      console.log(`${title}, what changes: ${summaryOf(old, now)}`);
      const pairs = Array.from({ length: rounds }, () => [run('explain', '--fail-on', 'never', old), run('diff', old, now)]);
      const ratios = pairs.map(([explain, diff]) => diff / explain);
      const seconds = at => median(pairs.map(pair => pair[at])).toFixed(1);
      console.log(`${title}, ${documents.map(number => number.toLocaleString('en')).join(' and ')} documents: explain ${seconds(0)} s, diff ${seconds(1)} s; `
        + `ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}), median and range of ${rounds} pairs`);
      return median(ratios);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
  const worst = Math.max(...medians);
  console.log(`${worst <= LIMIT ? 'within' : 'ABOVE'} the limit: diff of two folders costs at most ${LIMIT} times explain of one`);
  return worst <= LIMIT;
}

module.exports = { diffBench, writeClusters };
