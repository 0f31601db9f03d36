// `node build/posture.js NAME=FILE[,FILE...] ...`: findings of checkov and kube-score in manifests, as the tables of
// docs/security-comparison.md. Both must be on the PATH. CustomResourceDefinitions are omitted: they run nothing, and checkov cannot read
// files of that size.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseAllDocuments, stringify } = require('yaml');

const WORKLOADS = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'];
/** The grades of kube-score. */
const CRITICAL = 1;
const WARNING = 5;

function documentsOf(files) {
  const documents = files.flatMap(file => parseAllDocuments(fs.readFileSync(file, 'utf8')));
  const all = documents.map(document => document.toJS({ maxAliasCount: 1000 }));
  const objects = all.flatMap(object => Array.isArray(object?.items) ? object.items : [object]);
  return objects.filter(object => object?.kind && object.kind !== 'CustomResourceDefinition');
}

function podOf({ kind, spec }) {
  if (kind === 'Pod') { return spec; }
  return kind === 'CronJob' ? spec.jobTemplate.spec.template.spec : spec.template.spec;
}

function containersIn(workloads) {
  return workloads.map(podOf).flatMap(({ containers = [], initContainers = [] }) => [...initContainers, ...containers]).length;
}

/** Failed checks with their objects. A check of checkov counts once for each object, however many of its containers fail. */
function checkov(file) {
  const command = ['-f', file, '--framework', 'kubernetes', '-o', 'json', '--quiet', '--compact'];
  const env = { ...process.env, LOG_LEVEL: 'ERROR' };
  const { stdout } = spawnSync('checkov', command, { encoding: 'utf8', maxBuffer: 1 << 28, env });
  const { results, summary } = JSON.parse(stdout);
  const failed = results.failed_checks.map(each => ({ check: `${each.check_id} ${each.check_name}`, object: each.resource }));
  return { passed: summary.passed, failed };
}

function kubeScore(file) {
  const { stdout } = spawnSync('kube-score', ['score', '-o', 'json', file], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const checks = JSON.parse(stdout).flatMap(object => {
    const done = (object.checks ?? []).filter(({ skipped }) => !skipped);
    return done.map(({ check, grade }) => ({ check: `${check.id}`, grade, object: object.object_name }));
  });
  const failed = checks.filter(({ grade }) => grade <= WARNING).map(each => ({ ...each, isCritical: each.grade <= CRITICAL }));
  return { passed: checks.filter(({ grade }) => grade > WARNING).length, failed };
}

function scan(folder, argument) {
  const [, name, list] = /^([^=]+)=(.+)$/.exec(argument) ?? [];
  if (!list) { throw new Error(`"${argument}" is no set: write NAME=FILE,FILE`); }
  const objects = documentsOf(list.split(','));
  const file = path.join(folder, 'manifests.yaml');
  fs.writeFileSync(file, objects.map(object => stringify(object)).join('---\n'));
  const workloads = objects.filter(({ kind }) => WORKLOADS.includes(kind));
  return { name, workloads: workloads.length, containers: containersIn(workloads), checkov: checkov(file), kubeScore: kubeScore(file) };
}

const row = cells => `| ${cells.join(' | ')} |`;

function table(head, rows) {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function byCheck(sets, tool) {
  const checks = [...new Set(sets.flatMap(set => set[tool].failed.map(({ check }) => check)))].sort();
  const failures = (set, check) => set[tool].failed.filter(each => each.check === check).length;
  return table([tool, ...sets.map(({ name }) => name)], checks.map(check => [check, ...sets.map(set => failures(set, check))]));
}

function main(args) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'posture-'));
  try {
    const sets = args.map(argument => scan(folder, argument));
    const critical = set => set.kubeScore.failed.filter(({ isCritical }) => isCritical).length;
    const ratio = (count, { workloads, containers }) => `${count} (${(count / workloads).toFixed(1)}, ${(count / containers).toFixed(1)})`;
    const ofCheckov = execFileSync('checkov', ['--version'], { encoding: 'utf8' }).trim();
    const ofKubeScore = execFileSync('kube-score', ['version'], { encoding: 'utf8' }).split(',')[0].trim();
    console.log(`checkov ${ofCheckov}, ${ofKubeScore}\n`);
    console.log(table(['', ...sets.map(({ name }) => name)], [
      ['workloads', ...sets.map(({ workloads }) => workloads)],
      ['containers', ...sets.map(({ containers }) => containers)],
      ['checkov passed', ...sets.map(set => set.checkov.passed)],
      ['checkov failed (for each workload, container)', ...sets.map(set => ratio(set.checkov.failed.length, set))],
      ['kube-score passed', ...sets.map(set => set.kubeScore.passed)],
      ['kube-score critical (for each workload, container)', ...sets.map(set => ratio(critical(set), set))],
      ['kube-score warnings', ...sets.map(set => set.kubeScore.failed.length - critical(set))],
    ]));
    console.log(`\n${byCheck(sets, 'checkov')}\n\n${byCheck(sets, 'kubeScore')}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));
