import * as ts from 'typescript';
import { appText } from '../../src/migrate/app-text';
import { givenAt } from '../../src/migrate/chart-values';
import { migrateValues } from '../../src/migrate/migrate';
import { MigratedValue } from '../../src/migrate/part';
import { ChartKey, chartKeyOf } from '../../src/upstream/chart-keys';
import { chartKeys } from '../../src/upstream/load';

// Values come from third-party repositories: no text of them may become code of the program, and none may crash the command.
const RELEASE = { name: 'kps', namespace: 'monitoring' };

type Fill = (key: ChartKey) => unknown;

/** Values with all keys of the chart, each filled with something that the chart does not have. */
function filled(key: ChartKey, fill: Fill): unknown {
  const keys = [...key.keys].filter(([, inner]) => inner.until === undefined);
  return keys.length === 0 ? fill(key) : Object.fromEntries(keys.map(([name, inner]) => [name, filled(inner, fill)]));
}

/** The same with everything switched on. */
function switchedOn(value: any): any {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'enabled' ? true : switchedOn(inner)]));
}

const ROOT = chartKeyOf(chartKeys().keys);

/** Texts that would be code, or would end a string, a comment, or a template. */
const TEXTS = [
  '\'); hacked(); (\'', '`${hacked()}`', 'a\n*/ hacked(); /*', '\u2028hacked()\u2029', '\\\'); hacked(); //', '</script>', '{{ hacked }}', '\u0000\u001b[31m',
];

let turn = 0;
/** Another text for each key; the number of keys is no multiple of the number of texts, so that a key has others in the next file. */
const next = () => TEXTS[turn++ % TEXTS.length];

const FILLS: readonly (readonly [what: string, fill: Fill])[] = [
  ['texts', next],
  ['other texts', next],
  ['maps', () => ({ [next()]: next(), name: next(), key: next(), spec: { [next()]: [next()] } })],
  ['lists', () => [next(), { name: next(), [next()]: next() }, null, [[]]]],
  ['numbers that are none', () => -1e308],
  ['nothing', () => null],
  ['the other truth', ({ value }) => value !== true],
  ['maps of the prototype', () => JSON.parse('{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } } }')],
  ['very deep maps', () => Array.from({ length: 50 }).reduce<object>(inner => ({ a: inner }), {})],
];

/** The rest without texts and comments. */
function codeOf(program: string): string {
  const source = ts.createSourceFile('app.ts', program, ts.ScriptTarget.ES2022, true);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) { words.push(node.text); }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return words.join(' ');
}

test.each(FILLS)('all keys of the chart with %s: a valid program, without code of the file', (_, fill) => {
  for (const values of [filled(ROOT, fill), switchedOn(filled(ROOT, fill))]) {
    const migration = migrateValues(values, RELEASE);
    const program = appText(migration, values, RELEASE);
    const { diagnostics } = ts.transpileModule(program, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    expect(diagnostics!.map(({ messageText }) => messageText)).toEqual([]);
    expect(codeOf(program)).not.toContain('hacked');
    expect(program.split('\n').filter(line => !line.trimStart().startsWith('//') && /^\s*hacked/.test(line))).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    // each result is of a value that the file has, and says something
    const isSaid = ({ path, note }: MigratedValue) => note !== '' && (path.includes('[') || givenAt(values, path) !== undefined);
    expect(migration.values.filter(each => !isSaid(each))).toEqual([]);
  }
});
