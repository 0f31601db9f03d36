import { readFileSync } from 'fs';
import { join } from 'path';
import { everyBoard, picturesOf } from './all-pictures';
import { keyOf, SavedAnswers } from './answers';
import { BoardJson, panelsOf } from './board-json';

/** Findings that stay, as `board | panel | finding`, each with its reason. */
const EXCEPTIONS: { readonly [finding: string]: string } = {};

const MISSING = 'no answer is saved';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
const saved: SavedAnswers = JSON.parse(readFileSync(join(__dirname, '..', '..', 'data', 'board-answers.json'), 'utf8'));
const boards = everyBoard();
const flawsOf = (changed: readonly BoardJson[]) => picturesOf(changed, saved)
  .flatMap(({ name, flaws }) => flaws.map(({ panel, problem }) => `${name} | ${panel} | ${problem}`))
  .filter(finding => !finding.includes(MISSING));

test('with the data of a real cluster nothing on a board is cut off or scrolls, and every curve has a name of its own', () => {
  expect(flawsOf(boards).filter(finding => !Object.hasOwn(EXCEPTIONS, finding))).toEqual([]);
});

test('every exception is needed', () => {
  const found = flawsOf(boards);
  expect(Object.keys(EXCEPTIONS).filter(finding => !found.includes(finding))).toEqual([]);
});

/** Answers are of the boards as they were: what is newer has none. */
test('nearly every query has a saved answer', () => {
  const queries = boards.flatMap(board => panelsOf(board).flatMap(({ title, targets = [] }) => targets.map(target => ({ board: board.uid, title, key: keyOf(target) }))));
  const missing = queries.filter(({ board, key }) => !Object.hasOwn(saved.boards[board]?.queries ?? {}, key));
  expect(queries.length).toBeGreaterThan(500);
  expect(missing.length / queries.length).toBeLessThan(0.05);
});

describe('what a change would bring is found', () => {
  const cluster = boards.find(({ uid }) => uid === 'cdk8s-prometheus-cluster')!;
  /** The board with one text of its JSON in place of another. */
  const with_ = (from: string | RegExp, to: string): BoardJson => {
    const text = JSON.stringify(cluster);
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return JSON.parse(changed);
  };

  test.each<[string, string | RegExp, string, string]>([
    ['a title that is too long', '"title":"Nodes not ready"', '"title":"Nodes whose kubelet does not report"', 'the title is cut off'],
    ['columns that are too wide', /("id":"custom.width","value":)\d+/g, '$1300', 'the table scrolls to the side'],
    ['a column that is too narrow', /("options":"Memory requested","?[^[]*\[)[^\]]*\]/, '$1{"id":"custom.width","value":50}]', 'is cut off'],
    ['a curve without a name', '"legendFormat":"allocatable"', '"legendFormat":"{{nobody}}"', 'a curve has no name'],
    ['two curves of one name', '"legendFormat":"allocatable"', '"legendFormat":"used"', 'have the name of another one'],
    ['a legend without room', /("title":"CPU used by namespace".*?)"gridPos":\{"x":0,"y":(\d+),"w":12,"h":8\}|("gridPos":\{"x":\d+,"y":\d+,"w":)12(,"h":8\},"type":"timeseries","title":"CPU used by namespace")/, '$33$4', 'the legend scrolls'],
  ])('%s', (_, from, to, finding) => {
    expect(flawsOf([with_(from, to)]).join('\n')).toContain(finding);
  });
});
