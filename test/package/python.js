// The wheel in a fresh environment.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { blocksOf } = require('../support/blocks');
const { staged } = require('./staged');
const { translations } = require('./translations');
const { NODES, ERROR, PLATFORM, scratch, check, leaveOut, run, checkCharts } = require('./support');

/** The workloads of examples/platform, by the release of cdk8s-plus that it uses. */
const PLUS = `cdk8s-plus-34==${require('cdk8s-plus-34/package.json').version}`;

/** @param given folder that has the wheel and the sdist; made here if it is undefined */
function python(given) {
  const environment = path.join(scratch, 'venv');
  const program = path.join(environment, 'bin', 'python');
  const made = run('python3', ['-m', 'venv', environment]);
  if (!check('python3 makes an environment', made.ok, `install python3 with its module venv\n${made.output}`)) { return; }
  const asked = run(program, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', path.join(scratch, 'asked'), 'constructs']);
  if (!asked.ok) {
    leaveOut('the wheel', `its dependencies come from the Python Package Index, which does not answer here:\n${asked.output.slice(-500)}`);
    return;
  }
  wheel(program, given ?? staged('python'));
}

function wheel(program, folder) {
  const [name] = fs.readdirSync(folder).filter(each => each.endsWith('.whl'));
  const isSdist = each => each.endsWith('.tar.gz');
  const built = fs.readdirSync(folder);
  if (!check('there are a wheel and an sdist', Boolean(name) && built.some(isSdist), built.join())) { return; }
  const installed = run(program, ['-m', 'pip', 'install', '--quiet', path.join(folder, name), 'pytest', PLUS]);
  if (!check('it installs into a fresh environment', installed.ok, installed.output)) { return; }

  const page = run(program, ['-c', 'import importlib.metadata; print(importlib.metadata.metadata("cdk8s-prometheus").get_payload())']);
  check(
    'its page on PyPI has the first program in Python, and no TypeScript',
    page.stdout.includes('\nfrom cdk8s import App, Chart\n') && !/^import \{/m.test(page.stdout),
    page.output.slice(0, 2000),
  );

  const out = path.join(scratch, 'python-out');
  const app = run(program, [path.join(__dirname, 'python', 'app.py'), out, NODES]);
  checkCharts('Python', out, app.output);
  const platform = path.join(scratch, 'python-platform');
  checkCharts('Python', platform, run(program, [path.join(__dirname, 'python', 'platform_app.py'), platform]).output, PLATFORM);
  check(
    'Python: notices are read, each a line',
    /^.*Cdk8sPrometheusNotice: \[monitoring\/Monitoring\/Prometheus\] "storage" is not set.*\[prometheus\/no-storage\]$/m.test(app.stderr),
    app.stderr,
  );
  const pytest = run(program, ['-m', 'pytest', '-q', path.join(__dirname, 'python', 'test_monitoring.py')], { cwd: scratch });
  check(
    'pytest: PrometheusTest finds objects and targets, and says what is not so',
    pytest.ok && /\d+ passed/.test(pytest.stdout),
    pytest.output,
  );
  const passing = run(program, ['-m', 'pytest', '-q', path.join(__dirname, 'python', 'test_passing_on.py')], { cwd: scratch });
  check(
    'pytest: what the library returns is accepted by the options and methods that it is for',
    passing.ok && /\d+ passed/.test(passing.stdout),
    passing.output,
  );
  const { ok, stderr } = run(program, [path.join(__dirname, 'python', 'wrong.py')], { cwd: scratch });
  const lines = stderr.split('\n');
  check(
    'Python: an error begins and ends with what is wrong, not with the stack of the kernel',
    !ok && lines.slice(0, 12).some(line => line.trim() === ERROR) && stderr.trimEnd().endsWith(ERROR),
    stderr,
  );
  for (const file of ['README.md', 'docs/getting-started.md']) { checkPage(program, file); }
  translations(program);
}

/** The Python programs of a page. */
function checkPage(program, file) {
  const programs = blocksOf(file).filter(({ language }) => language === 'python');
  const cwd = fs.mkdtempSync(path.join(scratch, 'page-'));
  const results = programs.map(({ code }) => run(program, ['-c', code], { cwd }));
  check(
    `Python: the programs of ${file} run`,
    programs.length > 0 && results.every(({ ok }) => ok) && fs.existsSync(path.join(cwd, 'dist', 'monitoring.k8s.yaml')),
    results.map(({ output }) => output).join('\n'),
  );
}

module.exports = { python };
