import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { boardsOf } from '../../../src/monitoring-mixin/dashboards';
import { exposedSeries, InputSeries, OBJECTS } from '../../support/exposed-series';
import { aContext, allGroups } from '../../support/mixin';

// Every query of every dashboard, by promtool: it returns data if the metrics of its programs exist. This proves that joins and
// aggregations keep the labels that they need, also for what no test cluster has: Windows, several etcd members, CoreDNS.

const MINUTES = 40;
const AT = '38m';
const VERSION = '2.20.0';

/** The values that are selected above a dashboard. */
const CHOSEN: Readonly<Record<string, string>> = { ...OBJECTS, workload: 'web', workload_type: 'deployment', initiator: '.*' };
const filled = (expr: string) => expr.replace(/\$__rate_interval|\$__interval/g, '5m').replace(/\$__range/g, '30m').replace(/\$(\w+)/g, (whole, name) => CHOSEN[name] ?? whole);

interface Asked {
  readonly name: string;
  readonly expr: string;
}

/** Prometheus and its replicas are selected by their pods, whose names differ from that of the workload. */
const ofBoard = (id: string, expr: string) => ['prometheus', 'alertmanager'].includes(id) ? filled(expr).replaceAll(`pod=~"${OBJECTS.pod}"`, 'pod=~".*"') : filled(expr);

const boards = boardsOf(aContext(VERSION)).filter(({ id }) => !['home', 'federation'].includes(id));
const asked: Asked[] = boards.flatMap(({ id, rows, variables }) => [
  ...rows.flatMap(row => row.panels.flatMap(({ title, queries }) => queries.map(({ expr, legend, column }) => ({ name: `${id}: ${title} (${column?.title ?? legend ?? ''})`, expr: ofBoard(id, expr) })))),
  ...variables.map(({ name, series }) => ({ name: `${id}: $${name}`, expr: ofBoard(id, series) })),
]);

/** Queries that are empty in a healthy cluster, by name. */
const EMPTY: readonly RegExp[] = [
  /[Ff]iring alerts|Alerts firing/,
  /(Pods n|N)ot running\)|Replicas missing|Targets down|Budgets that block evictions/,
  /^disruption-details: (Resources that nodes were short of|Workloads \((By kubelets|By preemption|Lost)\))/,
  /^kubelet: Failed requests to the API server/,
  /that were (down|not ready)/,
];

const records = allGroups(VERSION).flatMap(({ groups }) => groups).map(({ name, rules }) => ({ name, rules: rules.filter(rule => 'record' in rule) })).filter(({ rules }) => rules.length > 0);

interface Judged {
  /** The names of queries without an answer. */
  readonly empty: readonly string[];
  /** Those that promtool cannot evaluate. */
  readonly errors: readonly string[];
}

/** promtool expects no data from any query: each failure is a query with data. */
function judged(series: readonly InputSeries[]): Judged {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-series-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), JSON.stringify({ groups: records }));
    const tests = [{ interval: '1m', input_series: series, promql_expr_test: [...new Set(asked.map(({ expr }) => expr))].map(expr => ({ expr, eval_time: AT, exp_samples: [] })) }];
    writeFileSync(join(folder, 'test.yaml'), JSON.stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }));
    const { stdout, stderr } = spawnSync('promtool', ['test', 'rules', join(folder, 'test.yaml')], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const objections = `${stdout}${stderr}`.split('\n    expr: ').slice(1).map(text => /^("(?:[^"\\]|\\.)*"), time: \w+,?\s*([^]*)$/.exec(text)!);
    const answers = new Map(objections.map(([, expr, said]) => [JSON.parse(expr) as string, said]));
    const namesOf = (isMeant: (said: string | undefined) => boolean) => asked.filter(({ expr }) => isMeant(answers.get(expr))).map(({ name }) => name);
    return { empty: namesOf(said => said === undefined), errors: namesOf(said => said !== undefined && !said.includes('got:')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const series = exposedSeries([...asked.map(({ expr }) => expr), ...records.flatMap(({ rules }) => rules.map(({ expr }) => expr))], MINUTES);
let found: Judged;
beforeAll(() => { found = judged(series); }, 300_000);

test('no query is an error', () => expect(found.errors).toEqual([]));

test('every query returns data, or is empty in a healthy cluster', () => {
  expect(asked.length).toBeGreaterThan(600);
  expect(found.empty.filter(name => !EMPTY.some(pattern => pattern.test(name)))).toEqual([]);
  expect(EMPTY.filter(pattern => !found.empty.some(name => pattern.test(name)))).toEqual([]);
});

test('a label that a join needs and that is missing would be found', () => {
  const without = series.map(({ series: text, values }) => ({ series: text.replace(/(windows_\w+\{.*)node="n1",?/, '$1'), values }));
  const { empty } = judged(without);
  expect(empty.filter(name => name.startsWith('windows: ')).length).toBeGreaterThan(10);
}, 300_000);
