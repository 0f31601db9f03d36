import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { bottom, top } from '../../../src/dashboards/panels';
import { badShare } from '../../../src/monitoring-mixin/dashboards/api-server-more';
import { boardContextOf } from '../../../src/monitoring-mixin/dashboards/board-context';
import { aContext } from '../../support/mixin';
import { mustRun } from '../support/cluster';

// Expressions of panels with weights, evaluated by the real Prometheus.
const HOURS = 4;
const context = boardContextOf({ ...aContext(), here: 'cluster=~".*"' });
const bad = badShare('read', context);
const series = (name: string, labels: string, values: string) => ({ series: `${name}{cluster="eu-1",verb="read"${labels}}`, values });

/** A busy hour without bad requests, and four quiet ones in which every second request is bad. */
const DAY = [
  series('apiserver_request:burnrate1h', '', `0x59 0.5x${60 * HOURS}`),
  series('code_resource:apiserver_request_total:rate5m', ',code="200",resource="pods"', `897x59 0.5x${60 * HOURS}`),
  series('code_resource:apiserver_request_total:rate5m', ',code="500",resource="pods"', `0x59 0.5x${60 * HOURS}`),
];

function evaluated(input: readonly object[], tests: readonly { readonly expr: string; readonly eval_time: string; readonly exp_samples: readonly object[] }[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'boards-'));
  try {
    const file = join(folder, 'test.yaml');
    writeFileSync(file, stringify({ rule_files: [], evaluation_interval: '1m', tests: [{ interval: '1m', input_series: input, promql_expr_test: tests }] }));
    return mustRun('promtool', 'test', 'rules', file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sample = (value: number, labels = '{cluster="eu-1"}') => ({ labels, value });

test('hours with many requests have more weight in the share of failed requests', () => {
  // at 0, 1, 2, 3 and 4 hours: (1 + 1 + 1 + 1) * 0.5 bad of 897 + 4
  expect(evaluated(DAY, [{ expr: `round(${bad}, 1e-6)`, eval_time: '4h', exp_samples: [sample(Number((2 / 901).toFixed(6)))] }])).toContain('SUCCESS');
});

test('the plain mean would differ much', () => {
  expect(() => evaluated(DAY, [{ expr: 'round(avg_over_time(apiserver_request:burnrate1h[4h]), 1e-6)', eval_time: '4h', exp_samples: [sample(Number((2 / 901).toFixed(6)))] }])).toThrow();
});

test('in the first hour the plain mean is used', () => {
  const young = [series('apiserver_request:burnrate1h', '', '_x10 0.25x20')];
  expect(evaluated(young, [{ expr: bad, eval_time: '30m', exp_samples: [sample(0.25)] }])).toContain('SUCCESS');
});

test('the series shown were the largest, or smallest, at some time in the range', () => {
  const pods = [['a', '1x30'], ['b', '9x10 0x20'], ['c', '2x30']].map(([pod, values]) => ({ series: `x{pod="${pod}"}`, values }));
  const shown = (expr: string) => expr.replace('$__range', '30m').replace('$__interval', '1m');
  const of = (...found: [string, number][]) => found.map(([pod, value]) => ({ labels: `x{pod="${pod}"}`, value }));
  expect(evaluated(pods, [
    { expr: shown(top('x', 2)), eval_time: '30m', exp_samples: of(['b', 0], ['c', 2]) },
    { expr: shown(bottom('x', 1)), eval_time: '30m', exp_samples: of(['b', 0]) },
  ])).toContain('SUCCESS');
});
