import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { joined, Lines, linesOfText, SharedLines, sharedLines, textOfLines, writeLines } from '../../src/fleet-app/lines';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LONG = 'ä → 🎉 and more\n'.repeat(100).trim();

test.each<[string, readonly Lines[]]>([
  ['nothing', []],
  ['an empty document', linesOfText('\n')],
  ['lines alone', ['a: 1', 'b: ä']],
  ['shared lines alone', [new SharedLines(LONG)]],
  ['shared lines first and last', [new SharedLines('a: 1'), 'b: →', new SharedLines(LONG), new SharedLines('c: 🎉')]],
  ['shared lines between others', ['a: |', new SharedLines(LONG), 'b: 1', 'c: 2']],
  ['more pieces than one call of the system writes', Array.from({ length: 3000 }, (_, at) => at % 2 === 0 ? `a${at}: 1` : new SharedLines(`b${at}: ü`))],
])('%s: a file has the same bytes as the text', (_, lines) => {
  const file = join(folder, 'file.yaml');
  writeLines(file, lines);
  expect(readFileSync(file, 'utf8')).toBe(textOfLines(lines));
});

test('documents are joined with a separator between them', () => {
  expect(textOfLines(joined([['a: 1'], linesOfText('b: 2\n'), ['c: 3', 'd: 4']]))).toBe('a: 1\n---\nb: 2\n---\nc: 3\nd: 4\n');
});

test('shared lines are converted to bytes once, short ones never', () => {
  const shared = sharedLines(LONG) as SharedLines;
  expect(shared.encoded).toBe(shared.encoded);
  expect(shared.encoded.toString('utf8')).toBe(`${LONG}\n`);
  expect(sharedLines('a: 1')).toBe('a: 1');
});
