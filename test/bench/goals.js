// `npm run bench -- --helm CHART`: the goals of this library with their comparisons, in one run. CHART is a folder or an archive of
// kube-prometheus-stack with its dependencies. helm is in the PATH, or its path in the variable HELM. All commands run in turn, so that
// other load of the machine affects both sides of a pair. Exits with status 1 if a goal is missed.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { buildSync, transformSync } = require('esbuild');
const { writeClusters } = require('./diff');
const { installNode, versionOf } = require('../support/nodes');
const { ROOT } = require('../support/steps');

const PROGRAMS = path.join(__dirname, 'programs');
const HELM = process.env.HELM ?? 'helm';
/** The release that `explain` is compared with: the last one before the checks of whole clusters. */
const EXPLAIN_BEFORE = '7edf755';
const PEERS = ['cdk8s', 'cdk8s-plus-34', 'constructs'];

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const least = values => Math.min(...values);
const linkTo = (target, name) => fs.symlinkSync(target, name, 'junction');

/** A folder like a user's: the programs as TypeScript and compiled, and the package in node_modules. */
function appFolder(scratch) {
  const folder = path.join(scratch, 'app');
  fs.mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  for (const name of PEERS) { linkTo(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name)); }
  linkTo(ROOT, path.join(folder, 'node_modules', 'cdk8s-prometheus'));
  for (const name of fs.readdirSync(PROGRAMS)) {
    const source = fs.readFileSync(path.join(PROGRAMS, name), 'utf8');
    fs.writeFileSync(path.join(folder, name), source);
    fs.writeFileSync(path.join(folder, name.replace('.ts', '.js')), transformSync(source, { loader: 'ts' }).code);
  }
  return folder;
}

/** The command line of an earlier release, bundled from its sources. @returns undefined if the repository does not contain it */
function commandOf(commit, scratch) {
  const folder = path.join(scratch, commit);
  fs.mkdirSync(folder);
  const archive = path.join(scratch, `${commit}.tar`);
  try {
    execFileSync('git', ['archive', '--output', archive, commit], { cwd: ROOT, stdio: 'ignore' });
  } catch {
    return undefined;
  }
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  installDependencies(folder);
  buildSync({
    entryPoints: [path.join(folder, 'src', 'cli.ts')], outfile: path.join(folder, 'lib', 'cli.js'),
    bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error',
  });
  return path.join(folder, 'bin', 'cdk8s-prometheus');
}

/** Data files of an earlier release, which may differ from ours, next to its command line. */
function installDependencies(folder) {
  linkTo(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const own = path.join(folder, 'lib');
  fs.mkdirSync(own, { recursive: true });
  fs.writeFileSync(path.join(own, 'package.json'), JSON.stringify({ private: true, dependencies }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: own, stdio: 'ignore' });
}

/** Runs commands in turn, this number of times: CPU seconds for each. */
function inTurn(commands, rounds, commandCpu) {
  const found = Object.keys(commands).map(() => []);
  for (let round = 0; round < rounds; round++) {
    Object.values(commands).forEach((command, at) => found[at].push(commandCpu(...command)));
    process.stderr.write('.');
  }
  return Object.fromEntries(Object.keys(commands).map((title, at) => [title, found[at]]));
}

const range = values => `${least(values).toFixed(2)} / ${median(values).toFixed(2)}`;
const ratioOf = (own, others) => median(own.map((seconds, at) => seconds / others[at]));
const verdictOf = (value, goal) => value <= goal ? 'met' : 'MISSED';

/** A line of the table, and whether its goal is missed. */
function row({ title, cost, value, unit = 'x', goal }) {
  const shown = value === undefined ? '' : `${value.toFixed(unit === 'x' ? 2 : 1)}${unit}`;
  const [wanted, verdict] = goal === undefined ? ['', ''] : [`${goal}${unit}`, verdictOf(value, goal)];
  return { line: `| ${title} | ${cost} | ${shown} | ${wanted} | ${verdict} |`, isMissed: verdict === 'MISSED' };
}

/** One cluster, each in a process from a cold start. */
function againstHelm(chart, scratch, { rounds, commandCpu }) {
  const folder = appFolder(scratch);
  const newer = installNode('24', scratch);
  const env = ['env', `CDK8S_OUTDIR=${path.join(scratch, 'dist')}`, 'NODE_NO_WARNINGS=1'];
  const compiled = name => [...env, process.execPath, path.join(folder, `${name}.js`)];
  const direct = name => [...env, newer, path.join(folder, `${name}.ts`)];
  const cached = name => [...env, `NODE_COMPILE_CACHE=${path.join(scratch, 'cache')}`, newer, path.join(folder, `${name}.ts`)];
  const [here, there] = [`Node ${process.versions.node}`, newer && `Node ${versionOf(newer)}`];
  const helm = `helm template ${path.basename(chart)}`;
  const commands = {
    [helm]: [HELM, 'template', 'bench', chart],
    ...newer && { [`cdk8s with one object, ${there}, compile cache`]: cached('floor') },
    [`minimal, FleetApp, compiled, ${here}`]: compiled('minimal-fleet-app'),
    [`minimal, App, compiled, ${here}`]: compiled('minimal'),
    ...newer && {
      [`minimal, App, TypeScript, ${there}`]: direct('minimal'),
      [`minimal, App, TypeScript, ${there}, compile cache`]: cached('minimal'),
      [`eks-cluster, App, TypeScript, ${there}`]: direct('eks-cluster'),
      [`eks-cluster, App, TypeScript, ${there}, compile cache`]: cached('eks-cluster'),
      [`eks-cluster, FleetApp, TypeScript, ${there}, compile cache`]: cached('eks-cluster-fleet-app'),
    },
  };
  for (const command of Object.values(commands)) { commandCpu(...command); } // the cache then contains what is compiled
  const found = inTurn(commands, rounds, commandCpu);
  return Object.entries(found).map(([title, seconds]) => row({
    title, cost: `${range(seconds)} s`, ...title !== helm && { value: ratioOf(seconds, found[helm]) },
    ...title.startsWith('eks-cluster, App') && title.endsWith('cache') && { goal: 0.75 },
  }));
}

/** Many clusters, and many nodes, in one process. */
function atScale({ rounds, measure }) {
  const [hundred, thousand, addresses, json] = [[], [], [], []];
  for (let round = 0; round < rounds; round++) {
    hundred.push(measure('clusters-fleet', 100));
    thousand.push(measure('clusters-fleet', 1000));
    addresses.push(measure('nodes-fleet', 100_000).cpu);
    json.push(measure('nodes-json', 100_000).cpu);
    process.stderr.write('.');
  }
  const cpu = all => all.map(each => each.cpu);
  const memory = thousand.map(({ rss }) => rss);
  const further = (least(cpu(thousand)) - least(cpu(hundred))) / 0.9;
  return [
    row({ title: 'each further cluster, FleetApp', cost: '', value: further, unit: ' ms', goal: 5 }),
    row({ title: '1,000 clusters, FleetApp: CPU', cost: `${range(cpu(thousand))} s`, value: least(cpu(thousand)), unit: ' s', goal: 6 }),
    row({ title: '1,000 clusters, FleetApp: memory', cost: '', value: median(memory), unit: ' MB', goal: 160 }),
    row({ title: '100,000 addresses, compared with JSON.stringify', cost: `${range(addresses)} s`, value: ratioOf(addresses, json), goal: 7 }),
  ];
}

/** `explain` compared with that of an earlier release, and `diff` compared with `explain`. */
function commandLine(scratch, { rounds, commandCpu }) {
  const before = commandOf(EXPLAIN_BEFORE, scratch);
  const bin = path.join(ROOT, 'bin', 'cdk8s-prometheus');
  return [1, 100].flatMap(count => {
    const [old, now] = writeClusters(path.join(scratch, `clusters-${count}`), count);
    // a command that fails immediately would be the cheapest
    if (before) { execFileSync(process.execPath, ['--no-warnings', before, 'explain', old], { stdio: 'ignore' }); }
    const found = inTurn({
      explain: [process.execPath, '--no-warnings', bin, 'explain', old],
      ...before && { before: [process.execPath, '--no-warnings', before, 'explain', old] },
      diff: [process.execPath, '--no-warnings', bin, 'diff', old, now],
    }, rounds, commandCpu);
    const of = `12,500 documents of ${count === 1 ? 'one cluster' : `${count} clusters`}`;
    return [
      ...before ? [row({
        title: `explain of ${of}, compared with ${EXPLAIN_BEFORE}`, cost: `${range(found.explain)} s`, value: ratioOf(found.explain, found.before), goal: 1,
      })] : [],
      row({
        title: `diff of two folders, ${of}, compared with explain`, cost: `${range(found.diff)} s`, value: ratioOf(found.diff, found.explain), goal: 2.5,
      }),
    ];
  });
}

/** @returns the lines of the table, and whether all goals are met */
function goalsBench(chart, tools) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-goals-'));
  try {
    const cold = againstHelm(path.resolve(chart), scratch, { ...tools, rounds: 2 * tools.rounds });
    const rows = [...cold, ...atScale(tools), ...commandLine(scratch, tools)];
    const head = ['| | CPU s, least / median | ratio, median of the pairs | goal | |', '|---|---|---|---|---|'];
    const lines = [...head, ...rows.map(({ line }) => line)];
    return { lines, isMet: !rows.some(({ isMissed }) => isMissed) };
  } finally {
    process.stderr.write('\n');
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

module.exports = { goalsBench };
