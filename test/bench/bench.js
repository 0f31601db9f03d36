// `npm run bench`: CPU time of construct and synth, as a ratio to JSON.stringify of the same objects in the same run.
'use strict';
require('../support/preflight')();
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { compile, ROOT } = require('../support/steps');

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);

/** CPU milliseconds of user and system together. */
function cpu(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
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

function measure(count) {
  const { App, Chart } = require('cdk8s');
  const { NodeEndpoints, NodeSource, EndpointObjects } = require(path.join(ROOT, 'lib'));
  const json = nodeList(count);
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-bench-'));
  const app = new App({ outdir });
  const chart = new Chart(app, 'kubelet');
  const construct = cpu(() => new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.fromObject(json), objects: EndpointObjects.SLICES, prometheusOperatorVersion: '0.93.0' }));
  const synth = cpu(() => app.synth());
  const manifests = construct.result.endpointSlices.map(slice => slice.toJson());
  const stringify = cpu(() => JSON.stringify(manifests));
  fs.rmSync(outdir, { recursive: true });
  return { count, slices: manifests.length, construct: construct.ms, synth: synth.ms, stringify: stringify.ms };
}

/** As many clusters, each an app of its own with the defaults of a whole stack, as YAML. */
function measureStacks(clusters) {
  const { App, Chart } = require('cdk8s');
  const { PrometheusStack } = require(path.join(ROOT, 'lib'));
  const apps = Array.from({ length: clusters }, () => new App());
  const synth = cpu(() => apps.map((app, i) => {
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new PrometheusStack(chart, 'Monitoring', { prometheus: { externalLabels: { cluster: `c-${i}` } }, alertmanager: { configSecret: 'config' } });
    return app.synthYaml().length;
  }));
  const manifests = apps.map(app => app.charts[0].toJson());
  return { clusters, documents: manifests[0].length, synth: synth.ms, stringify: cpu(() => JSON.stringify(manifests)).ms };
}

async function stacks() {
  process.removeAllListeners('warning');
  process.on('warning', () => {}); // what a stack without a volume says
  measureStacks(3);
  const sizes = [1, 10, 100];
  const rounds = Array.from({ length: ROUNDS }, () => sizes.map(measureStacks));
  console.log('\nPrometheusStack with its defaults, one app a cluster, from props to YAML\n');
  console.log('| clusters | documents each | CPU ms | a cluster | against JSON.stringify |');
  console.log('|---|---|---|---|---|');
  sizes.forEach((clusters, at) => {
    const runs = rounds.map(round => round[at]);
    const ms = least(runs.map(run => run.synth));
    const ratio = median(runs.map(run => run.synth / run.stringify));
    console.log(`| ${clusters} | ${runs[0].documents} | ${ms.toFixed(0)} | ${(ms / clusters).toFixed(1)} | ${ratio.toFixed(0)}x |`);
  });
}

/**
 * A stack for each cluster, from props to files, in a process of its own with what loading costs. `app` and `fleet`: an app a cluster, as a Fleet has it; `charts`: one FleetApp with a
 * chart a cluster; `stock`: App with the same objects, without our constructs; `json`: JSON.stringify of them.
 */
function measureClusters(kind, clusters) {
  process.removeAllListeners('warning');
  process.on('warning', () => {}); // what a stack without a volume says
  const start = process.cpuUsage();
  const { ApiObject, App, Chart } = require('cdk8s');
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-bench-'));
  const stacksOf = (Type, one) => {
    const { PrometheusStack, ...own } = require(path.join(ROOT, 'lib'));
    const make = at => new (Type ?? own.FleetApp)({ outdir: path.join(outdir, String(at)) });
    let app = make(0);
    for (let at = 0; at < clusters; at++) {
      const chart = new Chart(app, one ? `c-${at}` : 'monitoring', { namespace: 'monitoring' });
      new PrometheusStack(chart, 'Monitoring', { prometheus: { externalLabels: { cluster: `c-${at}` } }, alertmanager: { configSecret: 'config' } });
      if (one) { continue; }
      app.synth();
      app = make(at + 1);
    }
    if (one) { app.synth(); }
  };
  const documents = () => {
    const { PrometheusStack } = require(path.join(ROOT, 'lib'));
    const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
    new PrometheusStack(chart, 'Monitoring', { prometheus: { externalLabels: { cluster: 'c' } }, alertmanager: { configSecret: 'config' } });
    return chart.toJson();
  };
  let before = start;
  if (kind === 'app') { stacksOf(App, false); }
  if (kind === 'fleet') { stacksOf(undefined, false); }
  if (kind === 'charts') { stacksOf(undefined, true); }
  if (kind === 'stock' || kind === 'json') {
    const all = documents();
    before = process.cpuUsage();
    for (let at = 0; at < clusters; at++) {
      if (kind === 'json') { fs.writeFileSync(path.join(outdir, String(at)), JSON.stringify(all)); continue; }
      const app = new App({ outdir: path.join(outdir, String(at)) });
      const chart = new Chart(app, 'monitoring');
      all.forEach((document, i) => new ApiObject(chart, String(i), document));
      app.synth();
    }
  }
  const { user, system } = process.cpuUsage(before);
  fs.rmSync(outdir, { recursive: true });
  return { cpu: (user + system) / 1e6, rss: process.resourceUsage().maxRSS / 1024 };
}

const KINDS = { app: 'this library, App', fleet: 'this library, FleetApp', charts: 'one FleetApp, a chart a cluster', stock: 'the same objects, App', json: 'JSON.stringify of them' };
const SIZES = { app: [1, 10, 100], fleet: [1, 10, 100, 1000], charts: [1, 10, 100], stock: [1, 10, 100], json: [1, 10, 100, 1000] };

function clusters() {
  const { execFileSync } = require('node:child_process');
  const run = (kind, size) => JSON.parse(execFileSync(process.execPath, ['--no-warnings', __filename, '--clusters', kind, String(size)], { encoding: 'utf8' }));
  const found = new Map();
  for (let round = 0; round < ROUNDS; round++) { // interleaved
    for (const size of [1, 10, 100, 1000]) {
      for (const kind of Object.keys(KINDS).filter(each => SIZES[each].includes(size))) { found.set(`${kind} ${size}`, [...found.get(`${kind} ${size}`) ?? [], run(kind, size)]); }
    }
  }
  console.log(`\nA stack a cluster, from props to files, a process each with what loading costs (the last two rows without); CPU s of all threads, least / median of ${ROUNDS}; Node ${process.versions.node}\n`);
  console.log('| what | 1 | 10 | 100 | 1,000 | ms for each further cluster | exponent | RSS of the largest |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const [kind, title] of Object.entries(KINDS)) {
    const at = size => found.get(`${kind} ${size}`)?.map(each => each.cpu);
    const sizes = SIZES[kind];
    const [large, middle] = [sizes.at(-1), sizes.at(-2)];
    const further = (least(at(large)) - least(at(middle))) / (large - middle) * 1000;
    const exponent = Math.log((least(at(large)) - least(at(1))) / (least(at(middle)) - least(at(1)))) / Math.log((large - 1) / (middle - 1));
    const cells = [1, 10, 100, 1000].map(size => at(size) ? `${least(at(size)).toFixed(2)} / ${median(at(size)).toFixed(2)}` : '-');
    console.log(`| ${title} | ${cells.join(' | ')} | ${further.toFixed(1)} | ${exponent.toFixed(2)} | ${median(found.get(`${kind} ${large}`).map(each => each.rss)).toFixed(0)} MB |`);
  }
}

/** The scrape graph of an app of so many clusters, each with a stack and 14 services: about 120 objects. */
function measureGraph(clusters) {
  const { ApiObject, App, Chart } = require('cdk8s');
  const { PrometheusStack, ScrapeGraph } = require(path.join(ROOT, 'lib'));
  const app = new App();
  for (let i = 0; i < clusters; i++) {
    const chart = new Chart(app, `c-${i}`, { namespace: 'monitoring' });
    new PrometheusStack(chart, 'Monitoring', { prometheus: { externalLabels: { cluster: `c-${i}` } }, alertmanager: { configSecret: 'config' } });
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
  const objects = app.node.findAll().filter(ApiObject.isApiObject);
  const graph = cpu(() => ScrapeGraph.of(app));
  const manifests = objects.map(object => object.toJson());
  return { objects: objects.length / clusters, graph: graph.ms, stringify: cpu(() => JSON.stringify(manifests)).ms };
}

/** Each size in a process of its own, as a user has it: what compiles functions is part of it. */
function graphs() {
  const { execFileSync } = require('node:child_process');
  const sizes = [10, 100, 300];
  const rounds = Array.from({ length: ROUNDS }, () => sizes.map(size => JSON.parse(execFileSync(process.execPath, ['--no-warnings', __filename, '--graph', String(size)], { encoding: 'utf8' }))));
  console.log(`\nScrapeGraph.of, CPU of all threads, a process each; Node ${process.versions.node}\n`);
  console.log('| clusters | objects each | CPU s, least / median | against JSON.stringify |');
  console.log('|---|---|---|---|');
  sizes.forEach((clusters, at) => {
    const runs = rounds.map(round => round[at]);
    const seconds = runs.map(run => run.graph / 1000);
    console.log(`| ${clusters} | ${runs[0].objects} | ${least(seconds).toFixed(2)} / ${median(seconds).toFixed(2)} | ${median(runs.map(run => run.graph / run.stringify)).toFixed(0)}x |`);
  });
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const least = values => Math.min(...values);

async function main() {
  const compiled = await compile();
  if (!compiled.ok) { throw new Error(compiled.output); }
  measure(1000); // start-up: modules loaded, functions compiled once
  const sizes = [1000, 10_000, 100_000];
  const rounds = Array.from({ length: ROUNDS }, () => sizes.map(measure)); // interleaved
  console.log(`NodeEndpoints, CPU ms beyond start-up, least / median of ${ROUNDS} rounds; Node ${process.versions.node}, ${os.cpus().length} x ${os.cpus()[0].model}\n`);
  console.log('| nodes | slices | construct | synth | both | JSON.stringify | both against JSON.stringify |');
  console.log('|---|---|---|---|---|---|---|');
  const totals = [];
  sizes.forEach((count, at) => {
    const of = pick => rounds.map(round => pick(round[at]));
    const show = pick => `${least(of(pick)).toFixed(0)} / ${median(of(pick)).toFixed(0)}`;
    const both = row => row.construct + row.synth;
    totals.push(least(of(both)));
    console.log(`| ${count} | ${rounds[0][at].slices} | ${show(row => row.construct)} | ${show(row => row.synth)} | ${show(both)} | ${least(of(row => row.stringify)).toFixed(1)} / ${median(of(row => row.stringify)).toFixed(1)} | ${(least(of(both)) / least(of(row => row.stringify))).toFixed(0)} x |`);
  });
  const exponent = Math.log10(totals[2] / totals[1]);
  console.log(`\nfrom ${sizes[1]} to ${sizes[2]} nodes: ${(totals[2] / totals[1]).toFixed(1)} x (exponent ${exponent.toFixed(2)}; 1 is linear)`);
  await stacks();
  clusters();
  graphs();
}

if (process.argv[2] === '--graph') { console.log(JSON.stringify(measureGraph(Number(process.argv[3])))); } else if (process.argv[2] === '--clusters') { console.log(JSON.stringify(measureClusters(process.argv[3], Number(process.argv[4])))); } else { main().catch(error => { console.error(error); process.exitCode = 1; }); }
