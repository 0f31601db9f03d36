import { RE2JS } from 're2js';
import { compilePattern } from '../../src/schema/pattern';
import { kubernetesSchemas, operatorSchemas } from '../../src/upstream/load';
import { Random } from '../support/random';

/** All patterns of the data. */
const PATTERNS = [...new Set([operatorSchemas, kubernetesSchemas].flatMap(load => {
  const { nodes, pool } = load();
  return nodes.flatMap(node => [node, ...(node.was ?? []).map(([, before]) => before)]).flatMap(({ p }) => p === undefined ? [] : [pool[p] as string]);
}))];

/** What matches a pattern, or nearly: characters of the pattern itself, and some that the engines could read differently. */
const PIECES = ['', 'a', 'Z', '0', '9', '24:00', '2026', 'sunday', 'SUNday', 'SUNDAY', '\u017funday', 'K', '\u212a', 'march', 'March', '13', '1', ':', '-', '.', '/', '\\', ' ', '\t', '\u00a0',
  '\n', '\r', '\u2028', '\v', 'http://', 'https://', 'HTTP://', 'socks5://x', 's', 'ms', 'h', 'm', 'Gi', 'GB', 'B', 'Ki', 'e3', '+', '_', '*', '.json', '.YML', 'warn', 'WARN', 'abort', '\u{1f600}', 'é'];

test('there are patterns', () => {
  expect(PATTERNS.length).toBeGreaterThan(15);
  expect(PATTERNS.some(pattern => pattern.includes('(?i)'))).toBe(true);
});

test.each(PATTERNS)('%s is read as RE2 reads it', pattern => {
  const [ours, theirs] = [compilePattern(pattern), RE2JS.compile(pattern)];
  const next = new Random(pattern.length);
  const words = pattern.replace(/\(\?i\)|[\\^$()[\]{}?*+]/g, ' ').split(/[ |]+/);
  const pieces = [...PIECES, ...words, ...words.map(word => word.toUpperCase())];
  let matched = 0;
  for (let round = 0; round < 600; round++) {
    const text = Array.from({ length: next.int(5) }, () => next.pick(pieces)).join('');
    const expected = theirs.matcher(text).find();
    matched += expected ? 1 : 0;
    expect([text, ours(text)]).toEqual([text, expected]);
  }
  expect(matched).toBeGreaterThan(0);
});

test.each(['[k-z](?i)[a-z]', '\\pL', '\\bword'])('%s, which none of them is, would be refused rather than misread', pattern => {
  expect(() => compilePattern(pattern)).toThrow();
});
