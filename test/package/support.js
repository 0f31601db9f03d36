// Shared by the tests of the package: results, working folders, and programs that they run.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { readGolden } = require('../../build/release/goldens');
const { ROOT } = require('../support/steps');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-package-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
/** For the temporary files of programs: those of jsii stay when its kernel is ended. */
const temporary = path.join(scratch, 'tmp');
fs.mkdirSync(temporary);
const count = { passed: 0, failed: 0 };

const GOLDEN = name => readGolden(path.join(ROOT, 'test', 'golden', `example-${name}.yaml`));
const manifest = () => JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

function check(title, ok, output = '') {
  count[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${title}`);
  if (!ok && output) { console.log(String(output).slice(-4000)); }
  return ok;
}

/** Output that is not a test. */
const say = text => console.log(`     ${text}`);

/** What could not be tested here, with the reason; repeated at the end. */
const leftOut = [];
function leaveOut(what, why) {
  leftOut.push(`${what}: ${why}`);
  say(`left out: ${what}: ${why}`);
}

function run(command, args, { cwd = ROOT, env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: {
      ...process.env,
      TMPDIR: temporary,
      NODE_NO_WARNINGS: '',
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
      ...env,
    },
  });
  return { ok: status === 0, stdout: stdout ?? '', stderr: stderr ?? '', output: `${stdout}${stderr}${error ?? ''}` };
}

/** The charts that a program of each language makes, and the goldens of the examples that they are. */
const CHARTS = {
  'minimal-monitoring': 'monitoring', 'node-endpoints-kubelet': 'kubelet', 'federation-eu-1': 'eu-1', 'federation-main': 'main',
};

/** Those of examples/platform, in the languages that have its program. */
const PLATFORM = { 'platform-shop': 'shop', 'platform-platform': 'platform' };

/** The same YAML as that of TypeScript, byte for byte. */
function checkCharts(language, folder, output, charts = CHARTS) {
  for (const [golden, chart] of Object.entries(charts)) {
    const file = path.join(folder, `${chart}.k8s.yaml`);
    check(
      `${language}: ${golden} is that of TypeScript, byte for byte`,
      fs.existsSync(file) && fs.readFileSync(file, 'utf8') === GOLDEN(golden),
      output,
    );
  }
}

const NODES = path.join(ROOT, 'examples', 'node-endpoints', 'nodes.json');

/** One of the two errors of the program `wrong` of each language. */
const ERROR = '[monitoring/Monitoring/Prometheus] "version" is "2.x", which is not a version: '
  + 'write it like "3.16.0" or "v3.16.0" [versions/malformed]';

module.exports = {
  ROOT, NODES, PLATFORM, ERROR, GOLDEN, scratch, temporary, count, manifest, check, say, leaveOut, leftOut, run, checkCharts,
};
