// `npm run bench [-- --helm]`: the cost of this library, compared with stock cdk8s, JSON.stringify and, with --helm, `helm template` of our
// own documents as templates without any logic, a lower bound for any chart with as many documents. `npm run bench -- --helm CHART`
// compares with a real chart, and with the goals: see goals.js. Each figure is the CPU time of all threads of a separate process. Rounds
// are interleaved, so that other load of the machine affects all of them. Writes the tables to docs/performance.md, and the important lines
// to README.md. `npm run bench -- diff` compares `diff` with `explain`, and writes nothing: see diff.js.
'use strict';
require('../support/preflight')();
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { compile, ROOT } = require('../support/steps');
const { diffBench } = require('./diff');
const { goalsBench } = require('./goals');

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const WITH_HELM = process.argv.includes('--helm');
const CHART = WITH_HELM ? process.argv[process.argv.indexOf('--helm') + 1] : undefined;
const HELM = process.env.HELM ?? 'helm';

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const least = values => Math.min(...values);
const range = values => `${least(values).toFixed(2)} / ${median(values).toFixed(2)}`;

function measure(name, size) {
  return JSON.parse(execFileSync(process.execPath, ['--no-warnings', path.join(__dirname, 'workloads.js'), name, String(size)], { encoding: 'utf8' }));
}

/** CPU seconds of a command and its children, including startup, as counted by bash. */
function commandCpu(...command) {
  const script = 'TIMEFORMAT="%U %S"; { time "$@" > /dev/null 2>&1; } 2>&1; true';
  const [user, system] = execFileSync('bash', ['-c', script, 'bench', ...command], { encoding: 'utf8' }).trim().split('\n').at(-1).split(' ');
  return Number(user) + Number(system);
}

/** All sizes of all workloads, ROUNDS times, in turn. */
function rounds(sizes) {
  const found = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, list] of Object.entries(sizes)) {
      for (const size of list) {
        const key = `${name} ${size}`;
        found.set(key, [...found.get(key) ?? [], measure(name, size)]);
        process.stderr.write('.');
      }
    }
  }
  process.stderr.write('\n');
  return (name, size) => found.get(`${name} ${size}`);
}

/** Growth of the cost above the smallest size: 1 is linear. */
function exponentOf(sizes, seconds) {
  const points = sizes.slice(1).map((size, at) => [Math.log(size - sizes[0]), Math.log(Math.max(seconds[at + 1] - seconds[0], 1e-4))]);
  if (points.length < 2) { return '-'; }
  const mean = at => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return (points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0)).toFixed(2);
}

function table(titles, sizes, columns, further) {
  const of = rounds(sizes);
  const lines = [`| CPU s, least / median | ${columns.map(size => size.toLocaleString('en')).join(' | ')} |${further ? ` ${further.title} |` : ''} exponent | RSS of the largest |`];
  lines.push(`|---${'|---'.repeat(columns.length + (further ? 3 : 2))}|`);
  for (const [name, title] of Object.entries(titles)) {
    const own = sizes[name];
    const cells = columns.map(size => own.includes(size) ? range(of(name, size).map(each => each.cpu)) : '-');
    const best = own.map(size => least(of(name, size).map(each => each.cpu)));
    lines.push(`| ${title} | ${cells.join(' | ')} |${further ? ` ${further.of(own, best)} |` : ''} ${exponentOf(own, best)} | ${median(of(name, own.at(-1)).map(each => each.rss)).toFixed(0)} MB |`);
  }
  return { lines, of };
}

const ms = seconds => (seconds * 1000).toFixed(1);

function clusters() {
  const titles = {
    'clusters-fleet': 'this library, a FleetApp a cluster', 'clusters-app': 'this library, an App a cluster', 'charts-fleet': 'this library, one FleetApp, a chart a cluster',
    'charts-app': 'this library, one App, a chart a cluster', 'clusters-stock': 'the same objects in stock cdk8s, an App a cluster*', 'clusters-json': 'JSON.stringify of them*',
  };
  const sizes = { 'clusters-fleet': [1, 10, 100, 1000], 'clusters-app': [1, 10, 100], 'charts-fleet': [1, 10, 100], 'charts-app': [1, 10, 100], 'clusters-stock': [1, 10, 100], 'clusters-json': [1, 10, 100, 1000] };
  const further = { title: 'ms for each further cluster', of: (own, best) => ms((best.at(-1) - best.at(-2)) / (own.at(-1) - own.at(-2))) };
  const { lines, of } = table(titles, sizes, [1, 10, 100, 1000], further);
  const best = name => sizes[name].map(size => least(of(name, size).map(({ cpu }) => cpu)));
  const each = name => `${further.of(sizes[name], best(name))} ms`;
  BRIEF.push(['each further cluster', each('clusters-fleet'), `stock cdk8s, the same objects: ${each('clusters-stock')}`]);
  BRIEF.push(['1,000 clusters in one program', `${best('clusters-fleet').at(-1).toFixed(1)} s, ${median(of('clusters-fleet', 1000).map(({ rss }) => rss)).toFixed(0)} MB`, `\`JSON.stringify\` of the same objects: ${best('clusters-json').at(-1).toFixed(1)} s`]);
  return ['## Clusters', '', 'A `PrometheusStack` with its dashboards for each cluster, from props to files, with what loading costs (* without).', '', ...lines, ''];
}

function nodes() {
  const titles = { 'nodes-fleet': 'NodeEndpoints, FleetApp', 'nodes-app': 'NodeEndpoints, App', 'nodes-stock': 'the same slices in stock cdk8s', 'nodes-json': 'JSON.stringify of them' };
  const all = [1000, 10_000, 100_000];
  const { lines, of } = table(titles, Object.fromEntries(Object.keys(titles).map(name => [name, all])), all);
  const best = name => least(of(name, 100_000).map(({ cpu }) => cpu)).toFixed(2);
  BRIEF.push(['EndpointSlices of 100,000 nodes', `${best('nodes-fleet')} s`, `stock cdk8s ${best('nodes-stock')} s, \`JSON.stringify\` ${best('nodes-json')} s`]);
  const ratio = name => median(of(name, 100_000).map(({ cpu }, at) => cpu / of('nodes-json', 100_000)[at].cpu)).toFixed(1);
  return [
    '## Nodes', '', 'EndpointSlices of all nodes, from the list of nodes to the file, beyond what loading costs.', '', ...lines, '',
    `100,000 nodes against JSON.stringify, median of the pairs: ${ratio('nodes-fleet')}x with FleetApp (addresses judged, slices divided, YAML written), ${ratio('nodes-app')}x with App, ${ratio('nodes-stock')}x in stock cdk8s.`, '',
  ];
}

function graphs() {
  return ['## The scrape graph', '', '`ScrapeGraph.of` an app of so many clusters, 119 objects each.', '', ...table({ graph: 'ScrapeGraph.of' }, { graph: [10, 100, 300] }, [10, 100, 300]).lines, ''];
}

const DATA = ['operator-schemas.json', 'kubernetes-schemas.json', 'upstream.json'];

/** The cost of the checks of finished objects: the same stacks with and without them, interleaved. */
function checks() {
  const sizes = { 'clusters-fleet': [1, 100], 'clusters-unchecked': [1, 100], 'checked-in-turn': [300] };
  const of = rounds(sizes);
  const warm = of('checked-in-turn', 300);
  const mean = values => values.reduce((sum, each) => sum + each, 0) / values.length;
  const inTurn = by => [median(warm.map(({ checked }) => by(checked))), median(warm.map(({ unchecked }) => by(unchecked)))];
  const paired = by => { const [checked, unchecked] = inTurn(by); return `${ms(checked)} ms and ${ms(unchecked)} ms, so ${ms(checked - unchecked)} ms more`; };
  const best = (name, size) => least(of(name, size).map(({ cpu }) => cpu));
  const further = name => (best(name, 100) - best(name, 1)) / 99;
  const bytes = DATA.map(file => `${file} ${fs.statSync(path.join(ROOT, 'data', file)).size.toLocaleString('en')}`).join(', ');
  const schema = execFileSync(process.execPath, ['--no-warnings', path.join(__dirname, 'schema.js')], { encoding: 'utf8' }).trim().split('\n').map(line => `- ${line}`);
  return [
    '## Checks of the finished objects', '',
    `One stack: ${best('clusters-fleet', 1).toFixed(3)} s with the checks, ${best('clusters-unchecked', 1).toFixed(3)} s without them: ${(best('clusters-fleet', 1) / best('clusters-unchecked', 1)).toFixed(2)}x. `
      + `Each of the next 99 clusters, while the code warms up: ${ms(further('clusters-fleet'))} ms and ${ms(further('clusters-unchecked'))} ms.`, '',
    `Each further cluster of a process that runs warm, 300 with the checks and 300 without them in turn: mean ${paired(mean)}; median ${paired(median)}.`, '',
    `Data in bytes: ${bytes}. The schema alone, over all goldens:`, '', ...schema, '',
  ];
}

/** The documents of a folder as a chart: each is a template in which only the namespace is a value. */
function chartOf(folder) {
  const chart = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-chart-'));
  fs.mkdirSync(path.join(chart, 'templates'));
  fs.writeFileSync(path.join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: own\nversion: 1.0.0\n');
  fs.writeFileSync(path.join(chart, 'values.yaml'), 'namespace: monitoring\n');
  const documents = fs.readdirSync(folder).flatMap(name => fs.readFileSync(path.join(folder, name), 'utf8').split(/^---\n/m));
  documents.forEach((text, at) => fs.writeFileSync(path.join(chart, 'templates', `${at}.yaml`), text.replaceAll('{{', '{{`{{`}}').replace(/^( *)namespace: monitoring$/gm, '$1namespace: {{ .Values.namespace }}')));
  return chart;
}

const STACK = 'this library: the whole stack, FleetApp';
const SAME = 'helm template of the same documents, without any logic';

/** One cluster in a separate process, with its whole cost; and loading. */
function cold() {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-bench-'));
  const stack = [process.execPath, '--no-warnings', path.join(__dirname, 'cold.js'), outdir];
  commandCpu(...stack);
  const chart = WITH_HELM ? chartOf(outdir) : undefined;
  const commands = {
    'node, which does nothing': [process.execPath, '-e', '0'],
    "`require('cdk8s')`": [process.execPath, '-e', `require(${JSON.stringify(path.join(ROOT, 'node_modules', 'cdk8s'))})`],
    [STACK]: stack,
    ...chart && { [SAME]: [HELM, 'template', 'bench', chart] },
  };
  const found = Object.keys(commands).map(() => []);
  const loads = [];
  for (let round = 0; round < 2 * ROUNDS; round++) {
    Object.values(commands).forEach((command, at) => found[at].push(commandCpu(...command)));
    loads.push(measure('load', 0).cpu);
  }
  const lines = ['## One cluster, from nothing', '', 'A process with its start, all threads.', '', '| | CPU s, least / median | documents |', '|---|---|---|'];
  const counts = {
    [STACK]: fs.readdirSync(outdir).reduce((sum, file) => sum + documentsIn(fs.readFileSync(path.join(outdir, file), 'utf8')), 0),
    ...Object.fromEntries(Object.entries(commands).filter(([, [program]]) => program === HELM).map(([title, [, ...args]]) => [title, documentsIn(execFileSync(HELM, args, { encoding: 'utf8', maxBuffer: 1e9 }))])),
  };
  Object.keys(commands).forEach((title, at) => lines.push(`| ${title} | ${range(found[at])} | ${counts[title] ?? ''} |`));
  lines.push('', `Importing this library adds ${ms(least(loads))} ms (least), ${ms(median(loads))} ms (median) to importing cdk8s and cdk8s-plus-28; what a program uses of it is loaded then.`);
  const of = title => found[Object.keys(commands).indexOf(title)];
  for (const title of Object.keys(commands).filter(each => each.startsWith('helm'))) { lines.push('', `Against ${title}, median of the pairs: ${median(of(STACK).map((seconds, at) => seconds / of(title)[at])).toFixed(2)}x.`); }
  for (const folder of [outdir, chart]) { if (folder) { fs.rmSync(folder, { recursive: true }); } }
  BRIEF.push([`a stack, ${counts[STACK]} documents: a process with all that it loads`, `${least(of(STACK)).toFixed(2)} s`, `\`require('cdk8s')\` ${least(of("`require('cdk8s')`")).toFixed(2)} s`], ['importing this library, in addition to cdk8s', `${ms(least(loads))} ms`, '']);
  return [...lines, ''];
}

const documentsIn = text => (text.match(/^kind: /gm) ?? []).length;

/** Between the marks. The rest of the page is written by hand. */
function save(page, lines, mark = 'bench') {
  const file = path.join(ROOT, page);
  const [before, , after] = fs.readFileSync(file, 'utf8').split(new RegExp(`<!-- /?${mark} -->`));
  fs.writeFileSync(file, `${before}<!-- ${mark} -->\n${lines.join('\n')}\n<!-- /${mark} -->${after}`);
}

/** The figures in the README: what, how much, and compared with what. */
const BRIEF = [];

async function main() {
  const compiled = await compile();
  if (!compiled.ok) { throw new Error(compiled.output); }
  if (process.argv.includes('diff')) {
    process.exitCode = diffBench({ rounds: ROUNDS, commandCpu, median }) ? 0 : 1;
    return;
  }
  const load = os.loadavg()[0].toFixed(1);
  if (CHART !== undefined) {
    const { lines, isMet } = goalsBench(CHART, { rounds: ROUNDS, commandCpu, measure });
    const cpu = `${os.cpus().length} x ${os.cpus()[0].model.trim()}, ${os.platform()}`;
    const tables = [`${cpu}; load ${load} at the start, ${os.loadavg()[0].toFixed(1)} at the end; ${ROUNDS} interleaved rounds, ${2 * ROUNDS} compared with helm.`, '', ...lines];
    console.log(tables.join('\n'));
    save(path.join('docs', 'performance.md'), tables, 'goals');
    process.exitCode = isMet ? 0 : 1;
    return;
  }
  const machine = `Node ${process.versions.node}, ${os.cpus().length} x ${os.cpus()[0].model.trim()}, ${os.platform()}; load ${load} at the start; least / median of ${ROUNDS} interleaved rounds, ${2 * ROUNDS} of the first table.`;
  const tables = [machine, '', ...cold(), ...clusters(), ...checks(), ...nodes(), ...graphs()].slice(0, -1);
  console.log(tables.join('\n'));
  save(path.join('docs', 'performance.md'), tables);
  save('README.md', ['| CPU of all threads, FleetApp | | compared with |', '|---|---|---|', ...BRIEF.map(cells => `| ${cells.join(' | ')} |`)]);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
