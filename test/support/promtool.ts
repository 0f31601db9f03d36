import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { allGroups, groupsAt } from './mixin';
import { resampled } from './resample';
import { AlertDefinition } from '../../src/monitoring-mixin/definition';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import { MixinGroup } from '../../src/monitoring-mixin/rule-groups';
import { groupsFor } from '../../src/testing/rule-test';
import { AlertCase, Input } from '../monitoring-mixin/alert-case';
import { ALERT_CASES } from '../monitoring-mixin/alert-cases';

export { hasPromtool } from '../../src/testing/rule-test';

interface RuleTest {
  readonly name: string;
  readonly interval: string;
  readonly input_series: readonly object[];
  readonly promql_expr_test: readonly { readonly expr: string; readonly eval_time: string; readonly exp_samples: readonly object[] }[];
}

/** Long enough for any window, and for what an alert waits; the data is as long as all that. */
const SETTLED_MINUTES = 25;

function settled(alert: string, severity?: string): string {
  const isMeant = (each: AlertDefinition) => each.alert === alert && (severity === undefined || each.severity === severity);
  const waits = GROUPS.flatMap(({ alerts = [] }) => alerts.filter(isMeant).map(each => minutesOf(each.for ?? '0m')));
  return `${SETTLED_MINUTES + Math.min(...waits)}m`;
}

function minutesOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (duration.endsWith('h') ? 60 : 1);
}

function ruleTest({ alert, severity, count, at = settled(alert, severity), interval = '1m' }: AlertCase, name: string, input: Input, isFiring: boolean): RuleTest {
  const firing = `count(ALERTS{alertname="${alert}",alertstate="firing"${severity === undefined ? '' : `,severity="${severity}"`}})`;
  return {
    name,
    interval,
    input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
    promql_expr_test: [{ expr: count === undefined ? `${firing} > bool 0` : firing, eval_time: at, exp_samples: isFiring ? [{ labels: '{}', value: count ?? 1 }] : [] }],
  };
}

const titleOf = ({ alert, what, severity }: AlertCase) => [severity === undefined ? alert : `${alert} (${severity})`, ...what === undefined ? [] : [what]].join(', ');

/** The groups of rules by which the alerts of these cases are made, and those whose recorded series they need. */
function rulesFor(cases: readonly AlertCase[], all: readonly MixinGroup[]): MixinGroup['groups'] {
  // promtool must be told the order (`group_eval_order`), else it evaluates groups in any order, and with half an hour between samples
  // what is recorded after it is asked for is stale when it is asked for again
  return groupsFor(cases.map(({ alert }) => alert), all.flatMap(({ groups }) => groups));
}

/** The cases that promtool does not find as they are said: `PodCrashLooping: fires`. */
export function failuresOf(group: string, version = '2.20.0'): string[] {
  const byInterval = new Map<string, AlertCase[]>();
  for (const each of ALERT_CASES[group]) {
    const interval = each.interval ?? '1m';
    byInterval.set(interval, [...byInterval.get(interval) ?? [], each]);
  }
  return [...byInterval].flatMap(([interval, cases]) => failuresIn(cases, interval, interval, allGroups(version)));
}

/**
 * The same with targets that are scraped at another interval, and rules for it: each series is the same signal. Cases with their own interval are about days, and left out, as
 * are those with a native histogram.
 */
export function failuresAt(seconds: number, group: string, version = '2.20.0'): { readonly failed: readonly string[]; readonly cases: number } {
  const cases = ALERT_CASES[group].filter(({ interval }) => interval === undefined || interval === '1m').flatMap(each => {
    const until = 60 * (minutesOf(each.at ?? settled(each.alert, each.severity)) + 1);
    const at = (input: Input) => Object.entries(input).map(([series, values]) => [series, resampled(values, 60, seconds, until)] as const);
    const [fires, quiet] = [at(each.fires), at(each.quiet)];
    const isSignal = [...fires, ...quiet].every(([, values]) => values !== undefined);
    return isSignal ? [{ ...each, interval: `${seconds}s`, fires: Object.fromEntries(fires) as Input, quiet: Object.fromEntries(quiet) as Input }] : [];
  });
  return { failed: cases.length === 0 ? [] : failuresIn(cases, '1m', `${seconds}s`, groupsAt(seconds, version).groups), cases: cases.length };
}

function failuresIn(cases: readonly AlertCase[], evaluated: string, scraped: string, all: readonly MixinGroup[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const groups = rulesFor(cases, all);
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    const check = spawnSync('promtool', ['check', 'rules', join(folder, 'rules.yaml')], { encoding: 'utf8' });
    if (check.status !== 0) { return [check.stdout + check.stderr]; }
    const tests = cases.flatMap(each => [
      ruleTest({ ...each, interval: scraped }, `${titleOf(each)}: fires`, each.fires, true), ruleTest({ ...each, interval: scraped }, `${titleOf(each)}: is quiet`, each.quiet, false),
    ]);
    writeFileSync(join(folder, 'tests.yaml'), stringify({ rule_files: ['rules.yaml'], evaluation_interval: evaluated, group_eval_order: groups.map(({ name }) => name), tests }));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', join(folder, 'tests.yaml')], { encoding: 'utf8', maxBuffer: 1e8, timeout: 100_000 });
    if (status === 0) { return []; }
    const said = `${stdout}${stderr}`;
    const failed = tests.filter(({ promql_expr_test: [{ expr, eval_time, exp_samples }] }) =>
      said.includes(`expr: ${JSON.stringify(expr)}, time: ${eval_time},\n        exp: ${exp_samples.length > 0 ? '{}' : 'nil'}`)).map(({ name }) => name);
    return failed.length > 0 ? failed : [`promtool ended with ${status}: ${said}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
