import { spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const github = parse(read('.github/workflows/upstream.yml'));
const gitlab = parse(read('.gitlab/upstream.gitlab-ci.yml'));

test('neither workflow runs unless someone starts or schedules it', () => {
  expect(Object.keys(github.on)).toEqual(['workflow_dispatch']);
  expect(gitlab['.upstream'].rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "schedule" && $UPSTREAM_CHECK == "true"' }]);
  expect(Object.values<{ extends?: string }>(gitlab).filter((_, i) => i > 0).map(job => job.extends)).toEqual(['.upstream', '.upstream']);
});

test('with the schedule the workflow of GitHub is valid YAML, once a week', () => {
  const on = parse(read('.github/workflows/upstream.yml').replace('# schedule:', 'schedule:').replace('#   - cron', '  - cron')).on;
  expect(on).toEqual({ workflow_dispatch: null, schedule: [{ cron: '17 5 * * 1' }] });
});

test('jobs that run upstream\'s programs have only read permission, jobs that write issues run nothing of upstream', () => {
  expect(github.permissions).toEqual({});
  expect(github.jobs.check.permissions).toEqual({ contents: 'read' });
  expect(github.jobs.issue.permissions).toEqual({ issues: 'write' });
  expect(github.jobs.issue.steps.filter((step: { uses?: string }) => step.uses !== undefined)).toEqual([]);
  expect(JSON.stringify(gitlab['upstream-check'])).not.toContain('TOKEN');
  expect(gitlab['upstream-issue'].environment.name).toBe('upstream-issues');
});

test('every action is pinned by the commit of a version, and no text of upstream is part of a script', () => {
  const uses = [...read('.github/workflows/upstream.yml').matchAll(/uses: (.*)/g)].map(([, action]) => action);
  expect(uses.length).toBe(3);
  expect(uses.filter(action => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  const scripts = [...github.jobs.check.steps, ...github.jobs.issue.steps].flatMap(({ run }: { run?: string }) => run ?? []);
  expect(scripts.filter(script => script.includes('${{'))).toEqual([]);
});

const hasPrograms = ['bash', 'jq'].every(name => spawnSync(name, ['--version']).status === 0);
const whereTheyRun = hasPrograms ? test : test.skip;

describe('the scripts', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'workflows-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A program that writes its arguments and input to a log. */
  function fake(name: string, body: string) {
    writeFileSync(join(folder, name), `#!/usr/bin/env bash\n${body}`);
    chmodSync(join(folder, name), 0o755);
  }
  const bash = (script: string, env: object) => spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, ...env },
  });
  const log = () => readFileSync(join(folder, 'log'), 'utf8');

  const NEWS = 'Kubernetes `$(touch owned)` is newer\n```text\nEOF\n```';
  const CHECK = github.jobs.check.steps.find(({ id }: { id?: string }) => id === 'check').run;

  whereTheyRun.each([
    ['data that differ are news', 1, 0, true],
    ['newer releases are news', 0, 0, true],
    ['nothing new is no news', 0, 0, false],
    ['a check that could not run fails', 2, 2, false],
  ])('of GitHub: %s', (_, status, expected, isNews) => {
    fake('npm', `${isNews ? `cat > "\${@: -1}" <<'XXX'\n${NEWS}\nXXX\n` : ''}exit ${status}\n`);
    writeFileSync(join(folder, 'output'), '');
    const result = bash(CHECK, { RUNNER_TEMP: folder, GITHUB_OUTPUT: join(folder, 'output') });
    expect(result.status).toBe(expected);
    const output = readFileSync(join(folder, 'output'), 'utf8');
    expect(/^news<<(end-of-news-[0-9a-f]{32})\n([^]*)\n\1\n$/.exec(output)?.[2]).toBe(isNews ? NEWS : undefined);
  });

  whereTheyRun.each([
    ['creates the issue', '[{"number":3,"title":"Other"}]', /^issue create --repo o\/r --title New upstream releases --body-file -$/m],
    ['updates the one that is open', '[{"number":3,"title":"Other"},{"number":7,"title":"New upstream releases"}]', /^issue edit 7 --repo o\/r --body-file -$/m],
  ])('of GitHub: %s, with the text as it is', (_, issues, call) => {
    fake('gh', `echo "$@" >> log\nif [ "$2" = list ]; then echo '${issues}'; else cat >> log; fi\n`);
    const [{ run, env }] = github.jobs.issue.steps;
    const result = bash(run, { TITLE: env.TITLE, NEWS, GITHUB_REPOSITORY: 'o/r' });
    expect([result.status, result.stderr]).toEqual([0, '']);
    expect(log()).toMatch(call);
    expect(log()).toContain(`${NEWS}\n`);
  });

  whereTheyRun.each([
    ['creates the issue', '[]', /--request POST --data-urlencode title=New upstream releases --data-urlencode description@news\.md https:\/\/a\/projects\/1\/issues$/m],
    ['updates the one that is open', '[{"iid":7,"title":"New upstream releases"}]', /--request PUT --data-urlencode description@news\.md https:\/\/a\/projects\/1\/issues\/7$/m],
  ])('of GitLab: %s', (_, issues, call) => {
    fake('curl', `echo "$@" >> log\ncase "$*" in *--get*) echo '${issues}';; esac\n`);
    const script = gitlab['upstream-issue'].script.at(-1);
    const result = bash(script, { TITLE: 'New upstream releases', CI_API_V4_URL: 'https://a', CI_PROJECT_ID: '1', UPSTREAM_ISSUES_TOKEN: 't' });
    expect([result.status, result.stderr]).toEqual([0, '']);
    expect(log()).toMatch(call);
  });
});
