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

test.each(PATTERNS)('%s has the same meaning as in RE2', pattern => {
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

test.each(['[k-z](?i)[a-z]', '\\pL', '\\bword'])('%s, which no pattern of the data has, is rejected', pattern => {
  expect(() => compilePattern(pattern)).toThrow();
});

// what the patterns of the data do not have: https://github.com/google/re2/wiki/Syntax
test.each<[string, string[], string[]]>([
  ['a', ['a', 'bab'], ['b', '']],
  ['a.c', ['abc', 'a\rc', 'a\u2028c', 'a😀c'], ['a\nc', 'ac']],
  ['^a\\sc$', ['a c', 'a\tc', 'a\fc', 'a\nc', 'a\rc'], ['a\u00a0c', 'a\vc', 'ac']],
  ['^[\\s-]+$', [' -', '\n'], ['\u00a0', 'a']],
  ['^[^a]$', ['b', '^'], ['a']],
  ['^[a-c-]+$', ['abc-'], ['d']],
  ['^[-a]+$', ['-a'], ['b']],
  ['^[[a]+$', ['[a'], [']']],
  ['^[\\]a]+$', [']a'], ['b', '\\']],
  ['^[a\\-z]+$', ['a-z'], ['b']],
  ['^a\\-z$', ['a-z'], ['abz']],
  ['^a\\.z$', ['a.z'], ['abz']],
  ['^(?i)ks$', ['ks', 'KS', '\u212a\u017f'], ['kx']],
  ['^((?i)a)b$', ['ab', 'Ab'], ['aB', 'AB']],
  ['^(?i)(a)b$', ['AB', 'ab'], ['ac']],
  ['^((?i)a(b))c$', ['ABc', 'abc'], ['abC']],
  ['^(?i)a1\\.$', ['A1.'], ['A1x']],
  ['^(?i)[0-9]a$', ['1A', '1a'], ['a1']],
  ['^😀$', ['😀'], ['\ud83d']],
])('%s matches %j and not %j', (pattern, right, wrong) => {
  const [ours, theirs] = [compilePattern(pattern), RE2JS.compile(pattern)];
  expect(right.map(text => [text, ours(text), theirs.matcher(text).find()])).toEqual(right.map(text => [text, true, true]));
  expect(wrong.map(text => [text, ours(text)])).toEqual(wrong.map(text => [text, false]));
});

test.each<[string, string]>([
  ['(?i)[a-z]', 'a class of letters in any case is not supported: [a-z]'],
  ['\\pL', 'a pattern with \\p is not supported'],
  ['[\\p]', 'a pattern with \\p is not supported'],
  ['\\', 'a pattern with \\ is not supported'],
  ['[]a]', 'a class that begins with "]" is not supported'],
  ['[^]a]', 'a class that begins with "]" is not supported'],
  ['a[b', 'a class without an end'],
  ['a[\\]', 'a class without an end'],
  ['(', 'Invalid regular expression'],
])('%s: %s', (pattern, why) => expect(() => compilePattern(pattern)).toThrow(why));

test('a long text is matched by RE2, unless the pattern is anchored at its start', () => {
  const [anywhere, atStart] = [compilePattern('(x+x+)+y'), compilePattern('^a+$')];
  expect([anywhere('x'.repeat(20_000)), anywhere(`${'x'.repeat(20_000)}y`), atStart('a'.repeat(20_000)), atStart('b'.repeat(20_000))]).toEqual([false, true, true, false]);
});
