import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { allGroups } from './mixin';
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

/** The rules by which the alerts of these cases are made, and those whose recorded series they need. Other alerts of their groups only take time. */
function rulesFor(cases: readonly AlertCase[], version: string): MixinGroup['groups'] {
  const names = new Set(cases.map(({ alert }) => alert));
  // promtool must be told the order (`group_eval_order`), else it evaluates groups in any order, and with half an hour between samples
  // what is recorded after it is asked for is stale when it is asked for again
  const groups = groupsFor([...names], allGroups(version).flatMap(each => each.groups));
  return groups.map(group => ({ ...group, rules: group.rules.filter(rule => !('alert' in rule) || names.has(rule.alert)) }));
}

/** The cases that promtool does not find as they are said: `PodCrashLooping: fires`. */
export function failuresOf(group: string, version = '2.20.0'): string[] {
  const byAlert = new Map<string, AlertCase[]>();
  for (const each of ALERT_CASES[group]) {
    const key = `${each.alert} ${each.interval ?? '1m'}`;
    byAlert.set(key, [...byAlert.get(key) ?? [], each]);
  }
  return [...byAlert.values()].flatMap(cases => failuresIn(cases, cases[0].interval ?? '1m', version));
}

function failuresIn(cases: readonly AlertCase[], interval: string, version: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const groups = rulesFor(cases, version);
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    const tests = cases.flatMap(each => [
      ruleTest(each, `${titleOf(each)}: fires`, each.fires, true), ruleTest(each, `${titleOf(each)}: is quiet`, each.quiet, false),
    ]);
    writeFileSync(join(folder, 'tests.yaml'), stringify({ rule_files: ['rules.yaml'], evaluation_interval: interval, group_eval_order: groups.map(({ name }) => name), tests }));
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
