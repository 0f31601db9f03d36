import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const CONFORMANCE = join(__dirname, 'conformance');
const ROWS = readFileSync(join(CONFORMANCE, 'EXPECTATIONS.md'), 'utf8').split('\n').filter(line => line.startsWith('| '));

/** The short names that EXPECTATIONS.md explains. */
const LEVELS = { 'control-plane': 'cp', 'node': 'node' } as const;

function missing(level: keyof typeof LEVELS, files: readonly string[], rows: readonly string[]): string[] {
  const names = files.filter(file => file.endsWith('.conformance.ts')).map(file => `${LEVELS[level]}/${file.replace(/(\.full)?\.conformance\.ts$/, '')}`);
  return names.filter(name => !rows.some(row => row.includes(`\`${name}\``)));
}

test.each(['control-plane', 'node'] as const)('EXPECTATIONS.md says what each file of %s proves', level => {
  expect(missing(level, readdirSync(join(CONFORMANCE, level)), ROWS)).toEqual([]);
});

test('a file without a row is named', () => {
  expect(missing('node', ['stack.conformance.ts', 'new.full.conformance.ts'], ['| It runs. | `node/stack` |'])).toEqual(['node/new']);
});

test('a row names a file that exists', () => {
  const named = ROWS.flatMap(row => [...row.matchAll(/`(cp|node)\/([a-z-]+)`/g)]).map(([, level, name]) => `${level}/${name}`);
  const files = (['control-plane', 'node'] as const).flatMap(level => readdirSync(join(CONFORMANCE, level)).map(file => `${LEVELS[level]}/${file.split('.')[0]}`));
  expect([...new Set(named)].filter(name => !files.includes(name))).toEqual([]);
});
