// The workloads of the bench, each in a separate process: `node workloads.js NAME SIZE` prints { cpu, rss, documents } as JSON.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT } = require('../support/steps');

/** Warm-up clusters, which do not count. */
const WARM_UP = 50;

/** CPU seconds of all threads, user and system. */
function cpu(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const lib = () => require(path.join(ROOT, 'lib'));
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-bench-'));
const folder = at => path.join(outdir, String(at));

function stack(app, id, at) {
  const { Chart } = require('cdk8s');
  const { PrometheusStack } = lib();
  const chart = new Chart(app, id, { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Monitoring', { prometheus: { externalLabels: { cluster: `c-${at}` } }, alertmanager: { configSecret: 'config' }, mixin: { dashboards: true } });
  return chart;
}

/** An app per cluster, as in a Fleet. */
function apps(Type, clusters) {
  for (let at = 0; at < clusters; at++) {
    const app = new (Type())({ outdir: folder(at) });
    stack(app, 'monitoring', at);
    app.synth();
  }
}

/** The same without checks of the finished objects. */
function uncheckedApps(Type, clusters) {
  lib().SchemaChecks._ensure = () => undefined;
  apps(Type, clusters);
}

/**
 * Clusters of one warm process, in turn with the checks and without them: the difference is the cost of the checks, whatever other load the
 * machine has.
 */
function checkedInTurn(clusters) {
  const { SchemaChecks } = lib();
  const ensure = SchemaChecks._ensure;
  const seconds = { checked: [], unchecked: [] };
  for (let at = 0; at < 2 * (clusters + WARM_UP); at++) {
    const isChecked = at % 2 === 0;
    SchemaChecks._ensure = isChecked ? ensure : () => undefined;
    const one = cpu(() => apps(FleetApp, 1));
    if (at >= 2 * WARM_UP) { seconds[isChecked ? 'checked' : 'unchecked'].push(one); }
  }
  return seconds;
}

/** One app with a chart per cluster. */
function charts(Type, clusters) {
  const app = new (Type())({ outdir });
  for (let at = 0; at < clusters; at++) { stack(app, `c-${at}`, at); }
  app.synth();
}

const App = () => require('cdk8s').App;
const FleetApp = () => lib().FleetApp;

/** Only the manifests: creating them is not measured. */
function manifestsOfStack() {
  return stack(new (App())(), 'monitoring', 0).toJson();
}

function stockApps(manifests, count) {
  const { ApiObject, Chart } = require('cdk8s');
  for (let at = 0; at < count; at++) {
    const app = new (App())({ outdir: folder(at) });
    const chart = new Chart(app, 'monitoring');
    manifests.forEach((manifest, i) => new ApiObject(chart, String(i), manifest));
    app.synth();
  }
}

function writeJson(manifests, count) {
  for (let at = 0; at < count; at++) { fs.writeFileSync(folder(at), JSON.stringify(manifests)); }
}

function nodeList(count) {
  return {
    kind: 'List',
    items: Array.from({ length: count }, (_, i) => ({
      kind: 'Node',
      metadata: { name: `ip-10-${i >> 16}-${(i >> 8) & 255}-${i & 255}.eu-west-1.compute.internal` },
      status: {
        addresses: [{ type: 'InternalIP', address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` }, { type: 'Hostname', address: `node-${i}` }],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    })),
  };
}

function nodes(Type, list) {
  const { Chart } = require('cdk8s');
  const { NodeEndpoints, NodeSource, EndpointObjects } = lib();
  const app = new (Type())({ outdir });
  const chart = new Chart(app, 'kubelet');
  new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.fromObject(list), objects: EndpointObjects.SLICES, operatorVersion: '0.93.0' });
  app.synth();
  return chart;
}

/** The graph of an app with this number of clusters, each with a stack and 14 services: about 120 objects. */
function graphApp(clusters) {
  const { ApiObject } = require('cdk8s');
  const app = new (App())();
  for (let i = 0; i < clusters; i++) {
    const chart = stack(app, `c-${i}`, i);
    for (let k = 0; k < 14; k++) {
      const labels = { app: `app-${k}` };
      const metadata = { name: `app-${k}`, labels };
      const pod = { containers: [{ name: 'app', image: 'app:1', ports: [{ name: 'web', containerPort: 8080 }] }] };
      const make = (apiVersion, kind, spec) => new ApiObject(chart, `${kind}-${k}`, { apiVersion, kind, metadata, ...spec && { spec } });
      make('apps/v1', 'Deployment', { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } });
      make('v1', 'Service', { selector: labels, ports: [{ name: 'web', port: 80, targetPort: 'web' }] });
      make('monitoring.coreos.com/v1', 'ServiceMonitor', { selector: { matchLabels: labels }, endpoints: [{ port: 'web' }] });
      make('v1', 'ServiceAccount');
    }
  }
  return app;
}

/** Workloads that measure themselves. */
const found = {};

/** Each prepares what is not measured, and returns the measured function. */
const WORKLOADS = {
  'cdk8s': () => () => require('cdk8s'),
  'load': () => {
    require('cdk8s');
    require('cdk8s-plus-28');
    return () => lib();
  },
  'clusters-fleet': size => () => apps(FleetApp, size),
  'clusters-unchecked': size => () => uncheckedApps(FleetApp, size),
  'checked-in-turn': size => () => Object.assign(found, checkedInTurn(size)),
  'clusters-app': size => () => apps(App, size),
  'charts-fleet': size => () => charts(FleetApp, size),
  'charts-app': size => () => charts(App, size),
  'clusters-stock': size => {
    const manifests = manifestsOfStack();
    return () => stockApps(manifests, size);
  },
  'clusters-json': size => {
    const manifests = manifestsOfStack();
    return () => writeJson(manifests, size);
  },
  'nodes-fleet': size => {
    const list = nodeList(size);
    nodes(FleetApp, nodeList(100)); // loaded, as in any program that does more
    return () => nodes(FleetApp, list);
  },
  'nodes-app': size => {
    const list = nodeList(size);
    nodes(App, nodeList(100));
    return () => nodes(App, list);
  },
  'nodes-stock': size => {
    const manifests = nodes(FleetApp, nodeList(size)).toJson();
    return () => stockApps(manifests, 1);
  },
  'nodes-json': size => {
    const manifests = nodes(FleetApp, nodeList(size)).toJson();
    return () => writeJson(manifests, 1);
  },
  'graph': size => {
    const app = graphApp(size);
    return () => lib().ScrapeGraph.of(app);
  },
};

process.removeAllListeners('warning');
process.on('warning', () => {}); // notices of a stack without a volume
const [name, size] = process.argv.slice(2);
const work = WORKLOADS[name](Number(size));
const seconds = cpu(work);
fs.rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ cpu: seconds, rss: process.resourceUsage().maxRSS / 1024, ...found }));
