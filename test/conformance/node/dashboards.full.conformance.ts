import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DASHBOARDS } from '../../../src/monitoring-mixin/dashboards';
import { answersOf, BoardAnswers, jsonOf, stepsOf } from '../../support/boards/answers';
import { BoardJson } from '../../support/boards/board-json';
import { labelValuesOf, Selection, shortId, unknownIn } from '../../support/boards/variables';
import { Answer, BoardReader, PanelQuery, shownBy } from '../support/board-reader';
import { boardsOf, withEveryBoard } from '../support/board-stack';
import { call, disconnect, get, installCrds, kubectl, mustApply, mustKubectl, pinned } from '../support/cluster';
import { EMPTY, Empty, Kind, NO_VALUES } from '../support/empty-panels';
import { podsOf } from '../support/pods';
import { RunningStack } from '../support/running-stack';
import { EVICTED, PROTECTED, shopOf } from '../support/shop';
import { applyStack, removeStack } from '../support/stack';
import { within } from '../support/wait';

// Every query of every panel of every dashboard, as Grafana sends it, to the Prometheus of a whole stack: it responds within a second, with
// data, or the table has a reason.
const where = 'monitoring';
const SHOP = 'shop';

/** For pictures: the responses are written to this file when this many seconds of history exist. */
const SAVED = process.env.BOARD_ANSWERS;
const HISTORY = Number(process.env.BOARD_HISTORY ?? 600);

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
const boards = boardsOf(withEveryBoard(where));
const running = new RunningStack(where);
const folder = mkdtempSync(join(tmpdir(), 'boards-'));

/** What is selected if a variable has one value; the series of the stack itself have no label `cluster`. */
const PREFERRED = { cluster: /^$/, namespace: /^shop$/, workload_type: /^deployment$/, workload: /^checkout$/, pod: /^database-0$/ };

let reader: BoardReader;
let started: number;
/** The first data of each query. */
const found = new Map<string, Answer>();
const slowest: { name: string; seconds: number }[] = [];

/** Seconds from the first scrape of kube-state-metrics until a disrupted pod counts: existing pods are not new. */
const UNTIL_NEW = 310;

/**
 * The pod is evicted through the API, and one that its budget protects is not. The latter is deleted, so that its Service gets other
 * endpoints.
 */
async function evict(): Promise<void> {
  for (const app of [EVICTED, PROTECTED]) {
    const [{ name }] = podsOf(SHOP, `app=${app}`);
    const { status } = await call('POST', `/api/v1/namespaces/${SHOP}/pods/${name}/eviction`, { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: SHOP } });
    expect([app, status]).toEqual([app, app === EVICTED ? 201 : 429]);
    if (app === PROTECTED) { mustKubectl(['delete', 'pod', name, '-n', SHOP, '--wait=false']); }
  }
}

/** Nothing is repelled by it. */
const taint = (sign: '' | '-') => kubectl(['taint', 'node', 'node0', `example.org/spot:PreferNoSchedule${sign}`, ...sign === '' ? ['--overwrite'] : []]);

function removeAll(): void {
  taint('-');
  removeStack(where);
  kubectl(['delete', 'namespace', SHOP, '--ignore-not-found', '--wait=true', '--timeout=120s']);
  kubectl(['delete', 'persistentvolume', SHOP, '--ignore-not-found', '--wait=false']);
}

beforeAll(async () => {
  removeAll();
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  taint('');
  const first = withEveryBoard(where);
  mustApply(shopOf({ namespace: SHOP, folder }));
  mustApply(first.filter(({ kind }) => kind === 'Namespace'));
  mustApply(first.filter(({ kind, metadata }) => kind === 'Service' && metadata.name === 'prometheus-main'));
  const { clusterIP } = get('service', 'prometheus-main', '-n', where).spec;
  applyStack(where, withEveryBoard(where, clusterIP).filter(({ kind, metadata }) => !(kind === 'Deployment' && metadata.name === 'grafana')));
  await running.settled();
  const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  reader = new BoardReader(`http://${ip}:9090`, PREFERRED);
  started = Date.now() / 1000;
  await within(120, 'its own pods are known', async () => expect((await running.query(`kube_pod_info{namespace="${SHOP}"}`)).length).toBeGreaterThan(5), () => running.explain());
  await pause(started + UNTIL_NEW - Date.now() / 1000);
  await evict();
  await within(150, 'every query has data', askAll).catch(() => undefined);
}, 1_200_000);
afterAll(() => {
  disconnect();
  removeAll();
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

const pause = (seconds: number) => new Promise(done => setTimeout(done, Math.max(0, seconds) * 1000));

/** Why a query is empty: the row of the table. */
const excuseOf = ({ expr }: PanelQuery): Empty | undefined => EMPTY.find(({ reads }) => reads.test(expr));

/** The fastest of three, because the machine may be busy. */
async function answer(query: PanelQuery, board: BoardJson): Promise<Answer> {
  let best = await reader.answer(query, shownBy(board));
  for (let again = 0; again < 2 && best.seconds > 1; again++) {
    const next = await reader.answer(query, shownBy(board));
    if (next.seconds < best.seconds) { best = next; }
  }
  return best;
}

test('every dashboard of the mixin is among them', () => {
  expect(DASHBOARDS.map(({ id }) => id).filter(id => !boards.some(board => shortId(board) === id))).toEqual([]);
});

/** Problems of the queries of each board, by its id. */
const wrong = new Map<string, readonly string[]>();
const selected = new Map<string, Selection[]>();

/** Queries without data so far are sent again. */
async function ask(board: BoardJson): Promise<string[]> {
  const selections = await reader.selections(board);
  selected.set(board.uid, selections);
  const missing: string[] = [];
  for (const query of reader.queriesOf(board, selections)) {
    if (found.has(query.key)) { continue; }
    const { error, seconds, series } = await answer(query, board);
    slowest.push({ name: query.name, seconds });
    if (series.length > 0) { found.set(query.key, { seconds, series }); }
    if (error !== undefined) { missing.push(`${query.name}: ${query.expr}: ${error}`); }
    if (error === undefined && series.length === 0 && !excuseOf(query)) { missing.push(`${query.name}: ${query.expr}: nothing`); }
  }
  return missing;
}

async function askAll(): Promise<void> {
  for (const board of boards) { wrong.set(board.uid, await ask(board)); }
  if ([...wrong.values()].flat().length > 0) { throw new Error('there are empty queries'); }
}

describe.each(boards.map(board => ({ id: shortId(board), board })))('$id', ({ id, board }) => {
  test('its variables have values', () => {
    const empty = selected.get(board.uid)!.filter(({ values }) => values.length === 0).map(({ name, variable }) => `${id}/${name}: ${JSON.stringify(labelValuesOf(variable))}`);
    expect(empty.filter(line => !Object.hasOwn(NO_VALUES, line.split(':')[0]))).toEqual([]);
    expect(Object.keys(NO_VALUES).filter(key => key.startsWith(`${id}/`) && !empty.some(line => line.startsWith(`${key}:`)))).toEqual([]);
  });

  test('no query has a variable that does not exist', () => {
    expect(reader.queriesOf(board, selected.get(board.uid)!).flatMap(({ name, expr }) => unknownIn(expr).map(variable => `${name}: $${variable}`))).toEqual([]);
  });

  test('every query returns data, or has a reason why not', () => expect(wrong.get(board.uid)).toEqual([]));

  test('with one value selected instead of all, no query is an error', async () => {
    const errors: string[] = [];
    for (const query of reader.queriesOf(board, reader.narrowed(selected.get(board.uid)!))) {
      const { error } = await reader.answer(query, shownBy(board));
      if (error !== undefined) { errors.push(`${query.name}: ${query.expr}: ${error}`); }
    }
    expect(errors).toEqual([]);
  }, 120_000);
});

test('each takes at most a second', () => {
  expect(slowest.filter(({ seconds }) => seconds > 1)).toEqual([]);
});

function everyQuery(): PanelQuery[] {
  return boards.flatMap(board => reader.queriesOf(board, selected.get(board.uid)!));
}

test('each row of the table is needed, and its reason is true', () => {
  const queries = everyQuery();
  const stale: string[] = [];
  for (const row of EMPTY) {
    const concerned = queries.filter(query => excuseOf(query) === row && !/\bor\s+vector\(/.test(query.expr));
    const full = concerned.filter(({ key }) => found.has(key));
    if (concerned.length === 0) { stale.push(`${row.reads}: no query reads it`); }
    if (full.length > 0 && row.kind !== 'chance') { stale.push(`${row.reads} (${row.reason}): there is data for ${full.map(({ name }) => name).join(', ')}`); }
  }
  expect(stale).toEqual([]);
});

test('how many there are', () => {
  const queries = everyQuery();
  const empty = queries.filter(({ key }) => !found.has(key));
  const of = (kind: Kind) => empty.filter(query => excuseOf(query)?.kind === kind).length;
  const times = slowest.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const slow = [...slowest].sort((a, b) => b.seconds - a.seconds)[0];
  process.stdout.write([
    `${boards.length} dashboards, ${queries.length} queries: ${queries.length - empty.length} with data`,
    `${of('impossible')} for which nothing can exist here, ${of('healthy')} that are empty if all is well, ${of('chance')} by chance`,
    `median ${(times[times.length >> 1] * 1000).toFixed(0)} ms, slowest ${(slow.seconds * 1000).toFixed(0)} ms (${slow.name})\n`,
  ].join('; '));
  expect(queries.length).toBeGreaterThan(100);
});

if (SAVED !== undefined) {
  test('the results are saved for the pictures', async () => {
    await pause(started + HISTORY - Date.now() / 1000);
    const end = Date.now() / 1000;
    const steps = stepsOf(end - started, end);
    const answers: { [uid: string]: BoardAnswers } = {};
    for (const board of boards) {
      const selections = reader.narrowed(await reader.selections(board));
      answers[board.uid] = await answersOf(board, selections, steps, async (query, shown) => (await reader.answer(query, shown, end)).series);
    }
    writeFileSync(SAVED, jsonOf({ seconds: steps.count * steps.step, steps: steps.count, now: Math.round(end), boards: answers }));
  }, 1_800_000);
}
