import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { RuleGroup } from '../manifest/prometheus-rule';
import { metricsIn } from '../promql/expression';
import { unquote } from '../promql/string-literal';

/** promtool from the PATH, or from the variable. */
const program = () => process.env.PROMTOOL || 'promtool';

export function hasPromtool(): boolean {
  return spawnSync(program(), ['--version']).status === 0;
}

/** The groups of alerts or recorded series, and the groups on which they depend, in dependency order. */
export function groupsFor(names: readonly string[], all: readonly RuleGroup[]): RuleGroup[] {
  const isWanted = ({ rules }: RuleGroup) => rules.some(rule => names.includes('alert' in rule ? rule.alert : rule.record));
  const withNeeded = (groups: readonly RuleGroup[]): readonly RuleGroup[] => {
    const used = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr))));
    const more = all.filter(group => !groups.includes(group) && group.rules.some(rule => 'record' in rule && used.has(rule.record)));
    return more.length === 0 ? groups : withNeeded([...more, ...groups]);
  };
  const chosen = withNeeded(all.filter(isWanted));
  return all.filter(group => chosen.includes(group));
}

/** Series in promtool's format, and the evaluation time. */
export interface RuleQuestion {
  readonly series: { readonly [series: string]: string };
  readonly minutes: number;
  readonly intervalSeconds: number;
}

type Labels = { readonly [name: string]: string };

export interface FiringAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** The result of promtool, or why there is none. */
export type Answer<T> = { readonly found: readonly T[] } | { readonly why: string };

/** The firing alerts with a name. */
export function firingAlerts(groups: readonly RuleGroup[], alert: string, question: RuleQuestion): Answer<FiringAlert> {
  const told = complaintOf(
    groups, question, { alert_rule_test: [{ eval_time: `${question.minutes}m`, alertname: alert, exp_alerts: [] }] },
  );
  if (told === undefined) { return { found: [] }; }
  const found = [...told.matchAll(/Labels:(\{.*\})\s*\n\s*Annotations:(\{.*\})/g)].map(([, labels, annotations]) => ({
    labels: labelsIn(labels), annotations: labelsIn(annotations),
  }));
  return found.length > 0 ? { found } : { why: told };
}

/** The samples of a series. */
export function samplesOf(groups: readonly RuleGroup[], series: string, question: RuleQuestion): Answer<Sample> {
  const told = complaintOf(groups, question, { promql_expr_test: [{ expr: series, eval_time: `${question.minutes}m`, exp_samples: [] }] });
  if (told === undefined) { return { found: [] }; }
  const [, got] = /\n\s*got: (.*)/.exec(told) ?? [];
  const found = [...(got ?? '').matchAll(/(\{(?:(?:[\w:]+|"(?:[^"\\]|\\.)*")="(?:[^"\\]|\\.)*"(?:, )?)*\}) ([-+\w.]+)(?:, |$)/g)]
    .map(([, labels, value]) => ({ labels: labelsIn(labels), value: sampleValue(value) }));
  return found.length > 0 ? { found } : { why: told };
}

/** Labels in Go's format: `{a="b", "c.d"="e"}`. */
function labelsIn(text: string): Labels {
  const pairs = text.matchAll(/([\w:]+|"(?:[^"\\]|\\.)*")=("(?:[^"\\]|\\.)*")/g);
  return Object.fromEntries([...pairs].map(([, name, value]) => [name.startsWith('"') ? unquote(name) : name, unquote(value)]));
}

function sampleValue(text: string): number {
  const infinite = /^([-+]?)Inf$/.exec(text);
  if (!infinite) { return Number(text); }
  return infinite[1] === '-' ? -Infinity : Infinity;
}

/** The failure of a test in promtool. Undefined if it passes. */
function complaintOf(groups: readonly RuleGroup[], { series, intervalSeconds }: RuleQuestion, expected: object): string | undefined {
  const interval = `${intervalSeconds}s`;
  // groups in any order, with long intervals: otherwise recorded series could be stale at evaluation
  const named = groups.map((
    { partial_response_strategy: _, ...group }: RuleGroup & { partial_response_strategy?: unknown }, at,
  ) => ({ ...group, name: `${at} ${group.name}` }));
  const test = {
    rule_files: ['rules.json'],
    evaluation_interval: interval,
    group_eval_order: named.map(({ name }) => name),
    tests: [{ interval, input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })), ...expected }],
  };
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-rules-'));
  try {
    // JSON is YAML
    writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups: named }));
    writeFileSync(join(folder, 'test.json'), JSON.stringify(test));
    const {
      status, stdout, stderr,
    } = spawnSync(program(), ['test', 'rules', join(folder, 'test.json')], { encoding: 'utf8', maxBuffer: 1e8, timeout: 300_000 });
    return status === 0 ? undefined : `${stdout}${stderr}`.split(folder).join('').trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
