import { readdirSync } from 'fs';
import { join } from 'path';
import { FeatureRow } from './feature-row';
import { countOf, featureTable } from './feature-table';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const FOLDER = join(__dirname, 'rows');
const FILES = readdirSync(FOLDER).filter(file => file.endsWith('.ts')).sort();
// a file belongs to the table by being there
const TABLE = featureTable(FILES.map(file => ({ file, rows: require(join(FOLDER, file)).ROWS as FeatureRow[] })));
const SHOWN = TABLE.filter(row => row.shows !== undefined);

/** The minimum number of done rows: raise it with each new one. */
const DONE = 85;

test('the table has 87 rows, each once', () => {
  expect(TABLE.map(({ row }) => row)).toEqual(Array.from({ length: 87 }, (_, at) => at + 1));
});

test.each(SHOWN.map(row => [row.row, row.feature, row.verdict, row] as const))('%i: %s (%s)', (_number, _feature, _verdict, row) => row.shows!());

test('each row that is done or partial has a program that shows it; each other row has a reason', () => {
  expect(TABLE.filter(({ verdict, shows }) => ['done', 'partial'].includes(verdict) && !shows).map(({ row }) => row)).toEqual([]);
  expect(TABLE.filter(({ verdict, why }) => (verdict === 'done') === (why !== undefined)).map(({ row }) => row)).toEqual([]);
});

test(`at least ${DONE} of 87 features are done`, () => expect(countOf(TABLE, 'done')).toBeGreaterThanOrEqual(DONE));

describe('what several files say', () => {
  const a: FeatureRow = { row: 1, feature: 'a', verdict: 'missing', why: 'not yet' };
  const now = { file: 'now.ts', rows: [a] };
  const later = (file: string, row = 1) => ({ file, rows: [{ ...a, row, verdict: 'partial' as const }] });

  test('a row of another file replaces the same row in now.ts', () => expect(featureTable([later('a.ts'), now]).map(({ verdict }) => verdict)).toEqual(['partial']));
  test('two others with one row are an error', () => expect(() => featureTable([now, later('a.ts'), later('b.ts')])).toThrow('row 1 is in a.ts and in b.ts'));
  test('a row outside of the table is an error', () => expect(() => featureTable([now, later('a.ts', 88)])).toThrow('row 88 is not in the table'));
});
