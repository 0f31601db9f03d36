import { readFileSync } from 'fs';
import { join } from 'path';
import { everyBoard, picturesOf } from './all-pictures';
import { BoardAnswers, keyOf, SavedAnswers } from './answers';
import { BoardJson, panelsOf } from './board-json';

/** Accepted findings, as `board | panel | finding`, each with its reason. */
const EXCEPTIONS: { readonly [finding: string]: string } = {};

const MISSING = 'no answer is saved';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
const saved: SavedAnswers = JSON.parse(readFileSync(join(__dirname, '..', '..', 'data', 'board-answers.json'), 'utf8'));
const boards = everyBoard();
const flawsOf = (changed: readonly BoardJson[], answers = saved) => picturesOf(changed, answers)
  .flatMap(({ name, flaws }) => flaws.map(({ panel, problem }) => `${name} | ${panel} | ${problem}`))
  .filter(finding => !finding.includes(MISSING));

test('with the data of a real cluster nothing on a board is cut off or scrolls, and every curve has a unique name', () => {
  expect(flawsOf(boards).filter(finding => !Object.hasOwn(EXCEPTIONS, finding))).toEqual([]);
});

test('every exception is needed', () => {
  const found = flawsOf(boards);
  expect(Object.keys(EXCEPTIONS).filter(finding => !found.includes(finding))).toEqual([]);
});

/** As with many providers. */
const HOST = 'ip-10-0-117-23.eu-west-1.compute.internal';

/** The same responses from as many nodes as a query selects, with host names. */
function ofManyNodes({ boards: answered, ...times }: SavedAnswers): SavedAnswers {
  const limits = new Map(boards.flatMap(board => panelsOf(board).flatMap(({ targets = [] }) => targets).map(target => [keyOf(target), Number(/(?:top|bottom)k\((\d+)/.exec(target.expr)?.[1] ?? 1)])));
  const many = (key: string, series: BoardAnswers['queries'][string]) => series.flatMap(each => each.labels.node === undefined ? [each]
    : Array.from({ length: Math.min(10, limits.get(key) ?? 1) }, (_, at) => ({ ...each, labels: { ...each.labels, node: HOST.replace('23', `${23 + at}`) } })));
  const board = ({ selected, queries }: BoardAnswers) => ({ selected, queries: Object.fromEntries(Object.entries(queries).map(([key, series]) => [key, many(key, series)])) });
  return { ...times, boards: Object.fromEntries(Object.entries(answered).map(([uid, each]) => [uid, board(each)])) };
}

test('also for boards about nodes, with ten nodes that have long names', () => {
  const ofNodes = boards.filter(({ uid }) => /-(nodes|nodes-overview|kubelet|network)$/.test(uid));
  expect(ofNodes).toHaveLength(4);
  expect(flawsOf(ofNodes, ofManyNodes(saved))).toEqual([]);
});

/** The responses were saved for an older version: newer queries have none. */
test('nearly every query has a saved answer', () => {
  const queries = boards.flatMap(board => panelsOf(board).flatMap(({ title, targets = [] }) => targets.map(target => ({ board: board.uid, title, key: keyOf(target) }))));
  const missing = queries.filter(({ board, key }) => !Object.hasOwn(saved.boards[board]?.queries ?? {}, key));
  expect(queries.length).toBeGreaterThan(500);
  expect(missing.length / queries.length).toBeLessThan(0.05);
});

describe('flaws that a change would cause are found', () => {
  const cluster = boards.find(({ uid }) => uid === 'cdk8s-prometheus-cluster')!;
  /** The board with another panel of this title. */
  const changed = (title: string, change: (panel: any) => object): BoardJson => {
    const panels = cluster.panels.map(panel => panel.title === title ? { ...panel, ...change(panel) } : panel);
    expect(panels.filter((panel, at) => panel !== cluster.panels[at])).toHaveLength(1);
    return { ...cluster, panels };
  };
  const withWidth = (width: number) => ({ fieldConfig }: any) => ({
    fieldConfig: { ...fieldConfig, overrides: [...fieldConfig.overrides, { matcher: { id: 'byName', options: 'Memory requested' }, properties: [{ id: 'custom.width', value: width }] }] },
  });
  const withLegend = (legend: string) => ({ targets: [first, ...others] }: any) => ({ targets: [{ ...first, legendFormat: legend }, ...others] });

  test.each<[string, string, (panel: any) => object, string]>([
    ['a title that is too long', 'Nodes not ready', () => ({ title: 'Nodes whose kubelet does not report that it is ready' }), 'the title is cut off'],
    ['columns that are too wide', 'Namespaces', withWidth(700), 'the table scrolls to the side'],
    ['a column that is too narrow', 'Namespaces', withWidth(60), 'the title of a column is cut off'],
    ['a curve without a name', 'CPU of the cluster', withLegend('{{nobody}}'), 'a curve has no name'],
    ['two curves of one name', 'CPU of the cluster', withLegend('used'), '1 curves have the name of another one'],
    ['a legend without room', 'Network by namespace', ({ gridPos }) => ({ gridPos: { ...gridPos, w: 5, h: 5 } }), 'the legend scrolls'],
  ])('%s', (_, title, change, finding) => {
    expect(flawsOf([changed(title, change)]).join('\n')).toContain(finding);
  });
});
