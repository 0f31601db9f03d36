import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { asExposed } from './catalog';
import { allGroups, groupsAt } from './mixin';
import { resampled } from './resample';
import { AlertRow, RecordRow } from '../../src/manifest/prometheus-rule';
import { AlertDefinition } from '../../src/monitoring-mixin/definition';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import { MixinGroup } from '../../src/monitoring-mixin/made-rules';
import { metricsIn } from '../../src/promql/expression';
import { groupsFor } from '../../src/testing/rule-test';
import { AlertCase, Input } from '../monitoring-mixin/alert-case';
import { ALERT_CASES } from '../monitoring-mixin/alert-cases';

export { hasPromtool } from '../../src/testing/rule-test';

/** A case that is checked for several minutes. */
export interface TimedCase extends AlertCase {
  readonly within?: number;
}

/**
 * How many minutes later an alert may fire, for each additional minute between scrapes: windows are wider, and the last sample is older.
 */
const LATER = 6;

export interface RuleTest {
  readonly name: string;
  readonly interval: string;
  readonly input_series: readonly object[];
  readonly promql_expr_test: readonly { readonly expr: string; readonly eval_time: string; readonly exp_samples: readonly object[] }[];
}

/** Long enough for any window, and for the `for` of an alert. The input data has this length. */
const SETTLED_MINUTES = 25;

function settled(alert: string, severity?: string): string {
  const isMeant = (each: AlertDefinition) => each.alert === alert && (severity === undefined || each.severity === severity);
  const waits = GROUPS.flatMap(({ alerts = [] }) => alerts.filter(isMeant).map(each => minutesOf(each.for ?? '0m')));
  return `${SETTLED_MINUTES + Math.min(...waits)}m`;
}

/** The labels in the summary: an alert without them does not identify its object. One with a substitute may be missing. */
function toldLabels(alert: string, severity?: string): readonly string[] {
  const isMeant = (each: AlertDefinition) => each.alert === alert && (severity === undefined || each.severity === severity);
  const told = GROUPS.flatMap(({ alerts = [] }) => alerts.filter(isMeant).map(({ summary }) => [...summary.matchAll(/\{\{ \$labels\.(\w+) \}\}/g)].map(([, label]) => label)));
  return [...new Set(told.flat())].filter(label => told.every(labels => labels.includes(label)));
}

function minutesOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (duration.endsWith('h') ? 60 : 1);
}

/** Both sides of a case. */
export function testsOf(each: TimedCase, alerts: readonly string[] = [each.alert]): RuleTest[] {
  return [ruleTest(each, `${titleOf(each)}: fires`, each.fires, true, alerts), ruleTest(each, `${titleOf(each)}: is quiet`, each.quiet, false, alerts)];
}

/** @param alerts the alert, or others that are made by its rules and have its labels */
function ruleTest(each: TimedCase, name: string, input: Input, isFiring: boolean, alerts: readonly string[]): RuleTest {
  const { alert, severity, count, at = settled(alert, severity), interval = '1m', within = 0, labels = {} } = each;
  const isLonger = isFiring && within > 0;
  const told = isFiring ? [...toldLabels(alert, severity).map(label => `${label}!=""`), ...Object.entries(labels).map(([label, value]) => `${label}="${value}"`)] : [];
  const more = [...severity === undefined ? [] : [`severity="${severity}"`], ...told];
  const asked = (alertname: string) => {
    const firing = `count(ALERTS{${[`alertname="${alertname}"`, 'alertstate="firing"', ...more].join(',')}})`;
    return isLonger ? `max_over_time((${firing}${count === undefined ? '' : ` == ${count}`})[${within + 1}m:1m])` : firing;
  };
  return {
    name,
    interval,
    input_series: Object.entries(input).map(([series, values]) => ({ series: asExposed(series), values })),
    promql_expr_test: alerts.map(alertname => ({
      // the name of the case in a comment, which identifies cases in promtool's report
      expr: `${asked(alertname)}${count === undefined ? ' > bool 0' : ''} # ${name}`,
      eval_time: isLonger ? `${minutesOf(at) + within}m` : at,
      exp_samples: isFiring ? [{ labels: '{}', value: count ?? 1 }] : [],
    })),
  };
}

const titleOf = ({ alert, what, severity }: AlertCase) => [severity === undefined ? alert : `${alert} (${severity})`, ...what === undefined ? [] : [what]].join(', ');

/** The rules of an alert, in their groups: the alert, and the recorded series that it needs. Whole groups take twenty times as long. */
export function rulesFor(alert: string, all: readonly MixinGroup[]): MixinGroup['groups'] {
  const groups = all.flatMap(each => each.groups);
  const needed = new Set<string>();
  const isNeeded = (rule: AlertRow | RecordRow) => 'alert' in rule ? rule.alert === alert : needed.has(rule.record);
  for (let known = -1; known < needed.size;) {
    known = needed.size;
    groups.flatMap(({ rules }) => rules.filter(isNeeded)).flatMap(({ expr }) => metricsIn(expr)).filter(name => name.includes(':')).forEach(name => needed.add(name));
  }
  // promtool needs the order (`group_eval_order`). Otherwise it evaluates groups in any order, and with half an hour between samples
  // recorded series would be stale at evaluation
  return groupsFor([alert], groups).map(group => ({ ...group, rules: group.rules.filter(isNeeded) })).filter(({ rules }) => rules.length > 0);
}

/** The cases that fail in promtool: `KubePodCrashLooping: fires`. */
export function failuresOf(group: string, version = '2.20.0'): string[] {
  return failuresIn(ALERT_CASES[group], allGroups(version));
}

/** The names of counters and of histogram series. Counters of the kernel have no suffix. */
const COUNTER = /(?:_(?:total|count|sum|bucket)|^node_vmstat_(?:pg|oom)\w*)(?:\{|$)/;

/**
 * The same with another scrape interval, and rules for it: each series is the same signal. With fewer samples an alert fires some minutes
 * later. Not included: cases with their own interval, which last days, cases at a threshold, and cases with a native histogram or a signal
 * that changes faster than it is scraped.
 */
export function failuresAt(seconds: number, group: string, version = '2.20.0'): { readonly failed: readonly string[]; readonly cases: number } {
  const cases = ALERT_CASES[group].filter(({ interval, isAtThreshold }) => !isAtThreshold && (interval === undefined || interval === '1m')).flatMap(each => {
    const looked = minutesOf(each.at ?? settled(each.alert, each.severity));
    const later = looked + (seconds === 60 ? 0 : Math.max(LATER, LATER * (seconds / 60 - 1)));
    const until = 60 * (later + 1);
    const at = (input: Input) => Object.entries(input).map(([series, values]) => [series, resampled(values, 60, seconds, until, COUNTER.test(series))] as const);
    const [fires, quiet] = [at(each.fires), at(each.quiet)];
    const isSignal = [...fires, ...quiet].every(([, values]) => values !== undefined);
    return isSignal ? [{ ...each, interval: `${seconds}s`, within: later - looked, fires: Object.fromEntries(fires) as Input, quiet: Object.fromEntries(quiet) as Input }] : [];
  });
  const failed = cases.length === 0 ? [] : failuresIn(cases, groupsAt(seconds, version).groups, '1m');
  return { failed, cases: cases.length };
}

/** @param evaluated how often the rules are evaluated; as often as there is a value, unless it is given */
function failuresIn(cases: readonly TimedCase[], all: readonly MixinGroup[], evaluated?: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    return judged(setsOf(cases).map((set, at) => writeTest(folder, String(at), set, all, evaluated ?? set[0].interval ?? '1m')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** By alert and interval: promtool has one interval for a file. */
export function setsOf(cases: readonly TimedCase[]): TimedCase[][] {
  const sets = new Map<string, TimedCase[]>();
  for (const each of cases) {
    const set = `${each.alert} ${each.interval ?? '1m'}`;
    sets.set(set, [...sets.get(set) ?? [], each]);
  }
  return [...sets.values()];
}

function judged(written: readonly Written[]): string[] {
  const check = spawnSync('promtool', ['check', 'rules', ...written.map(({ rules }) => rules)], { encoding: 'utf8' });
  if (check.status !== 0) { return [check.stdout + check.stderr]; }
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', ...written.map(({ file }) => file)], { encoding: 'utf8', maxBuffer: 1e8, timeout: 280_000 });
  if (status === 0) { return []; }
  const said = `${stdout}${stderr}`;
  const failed = written.flatMap(({ tests }) => tests).filter(({ promql_expr_test: [{ expr }] }) => said.includes(`expr: ${JSON.stringify(expr)}`)).map(({ name }) => name);
  return failed.length > 0 ? failed : [`promtool ended with ${status}: ${said}`];
}

interface Written {
  readonly rules: string;
  readonly file: string;
  readonly tests: readonly RuleTest[];
}

/** The rules of one alert, and its cases with one interval. */
function writeTest(folder: string, name: string, cases: readonly TimedCase[], all: readonly MixinGroup[], evaluated: string): Written {
  const groups = rulesFor(cases[0].alert, all);
  const [rules, file] = [join(folder, `${name}-rules.yaml`), join(folder, `${name}.yaml`)];
  writeFileSync(rules, stringify({ groups }));
  const tests = cases.flatMap(each => testsOf(each));
  writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: evaluated, group_eval_order: groups.map(group => group.name), tests }));
  return { rules, file, tests };
}
