import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { RuleGroup } from '../manifest/prometheus-rule';
import { metricsIn } from '../promql/expression';

/** promtool of the PATH, or where the variable says. */
const program = () => process.env.PROMTOOL || 'promtool';

export function hasPromtool(): boolean {
  return spawnSync(program(), ['--version']).status === 0;
}

/** The groups by which alerts are made, and those whose recorded series they need, in the order in which they are. */
export function groupsFor(alerts: readonly string[], all: readonly RuleGroup[]): RuleGroup[] {
  const isWanted = ({ rules }: RuleGroup) => rules.some(rule => 'alert' in rule && alerts.includes(rule.alert));
  const withNeeded = (groups: readonly RuleGroup[]): readonly RuleGroup[] => {
    const used = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr))));
    const more = all.filter(group => !groups.includes(group) && group.rules.some(rule => 'record' in rule && used.has(rule.record)));
    return more.length === 0 ? groups : withNeeded([...more, ...groups]);
  };
  const chosen = withNeeded(all.filter(isWanted));
  return all.filter(group => chosen.includes(group));
}

/** What is asked of an alert, after a time, on series as promtool writes them. */
export interface AlertQuestion {
  readonly alert: string;
  readonly labels: { readonly [name: string]: string };
  readonly series: { readonly [series: string]: string };
  readonly minutes: number;
  readonly intervalSeconds: number;
  readonly fires: boolean;
}

/** What promtool has against it; undefined where it is as it is said. */
export function judge(groups: readonly RuleGroup[], { alert, labels, series, minutes, intervalSeconds, fires }: AlertQuestion): string | undefined {
  const matchers = Object.entries({ alertname: alert, alertstate: 'firing', ...labels }).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',');
  const interval = `${intervalSeconds}s`;
  // groups in any order, with long intervals: what is recorded after it is asked for would be stale when it is asked for again
  const named = groups.map((group, at) => ({ ...group, name: `${at} ${group.name}` }));
  const test = {
    rule_files: ['rules.json'],
    evaluation_interval: interval,
    group_eval_order: named.map(({ name }) => name),
    tests: [{
      interval,
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: [{ expr: `count(ALERTS{${matchers}}) > bool 0`, eval_time: `${minutes}m`, exp_samples: fires ? [{ labels: '{}', value: 1 }] : [] }],
    }],
  };
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-rules-'));
  try {
    // JSON is YAML
    writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups: named }));
    writeFileSync(join(folder, 'test.json'), JSON.stringify(test));
    const { status, stdout, stderr } = spawnSync(program(), ['test', 'rules', join(folder, 'test.json')], { encoding: 'utf8', maxBuffer: 1e8, timeout: 100_000 });
    return status === 0 ? undefined : `${stdout}${stderr}`.split(folder).join('').trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
