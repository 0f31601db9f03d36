import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { readPattern, whyNoPattern } from '../../src/promql/regex';
import { cases } from '../support/cases';

const patterns = ['(.*)', '(.+)', 'true', '(web);true', '(a|b);true', '(a|b)', '(|a)', 'a|b', '(a|a)', 'Pod;(.*)', 'Pod;(.+)', '', '(a)(b)', 'a(b)', '()', '(v1.2);true', '(?i)a', 'a;b', 'x-(.*)', '.*', '(a||b)', 'https://(.*)'];
const texts = ['', 'a', 'b', 'ab', 'web;true', 'a;true', 'b;true', ';true', 'true', 'Pod;', 'Pod;x\ny', 'v1.2;true', 'v1x2;true', 'A', 'a;b', 'a|b', 'x-', 'x-1', 'https://x'];

test.each(patterns)('%j: our result equals that of the engine, also without calling it', pattern => {
  const read = readPattern(pattern);
  const engine = RE2JS.compile(pattern, RE2JS.DOTALL);
  for (const text of texts) {
    const matcher = engine.matcher(text);
    const list = matcher.matches() ? Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '') : undefined;
    expect([pattern, text, 'groups' in read && read.groups(text)?.list]).toEqual([pattern, text, list]);
    expect('matches' in read && read.matches(text)).toBe(list !== undefined);
  }
});

test('any pattern of these characters has the result of the engine', () => {
  const piece = fc.constantFrom('a', 'b', ';', 'true', '|', '(', ')', '.*', '.+', '(.*)', '-', ':', '/');
  fc.assert(fc.property(fc.array(piece, { maxLength: 6 }), fc.array(fc.constantFrom('a', 'b', ';', 'true', '|', '-'), { maxLength: 4 }), (pieces, letters) => {
    const [pattern, text] = [pieces.join(''), letters.join('')];
    const read = readPattern(pattern);
    let engine: RE2JS;
    try { engine = RE2JS.compile(pattern, RE2JS.DOTALL); } catch { return expect('why' in read).toBe(true); }
    const matcher = engine.matcher(text);
    const list = matcher.matches() ? Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '') : undefined;
    return expect('groups' in read && read.groups(text)?.list).toEqual(list);
  }), { numRuns: cases(3000) });
});

describe('a long pattern', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `metric_name_${at}`).join('|');

  test('is read completely, because Prometheus has no limit', () => {
    const read = readPattern(`(?:${names(2000)})_total`);
    expect(read).not.toHaveProperty('why');
    expect('matches' in read && [read.matches('metric_name_1999_total'), read.matches('metric_name_2000_total')]).toEqual([true, false]);
  });

  test.each([
    ['100,001 characters', `x.${'a'.repeat(99_999)}`],
    ['repetitions that come to 1,000,000', '(?:[a-z]{100}){10}'.repeat(1000)],
    ['many classes of Unicode', '\\pL{1000}'.repeat(100)],
    ['many classes in a group', '(?:\\pL{10}){100}'.repeat(100)],
    ['1,000,000 brackets', '('.repeat(1_000_000)],
  ])('is neither valid nor invalid with %s, and is read fast', (_, pattern) => {
    const before = process.cpuUsage();
    expect(readPattern(pattern)).toEqual({ isTooLarge: true });
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  });

  test.each(['(?:a{100}){11}', '('.repeat(1100) + ')'.repeat(1100), 'a{1001}'])('is invalid beyond a limit of Go: %s', pattern => {
    expect(readPattern(pattern)).toHaveProperty('why');
  });
});

test('validity without the engine is the same as with it', () => {
  const pieces = ['a', 'b_1', '.', '*', '+', '?', '|', '(', ')', '(?:', '\\.', '\\d', '\\w', '\\', '[', ']', '{2}', '^', '$', '-', '/', ';', ' ', '(?P<n>', 'é'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map(all => all.join('')), pattern => {
    expect(whyNoPattern(pattern) === undefined).toBe(!('why' in readPattern(pattern)));
  }), { numRuns: cases(5_000), seed: 3 });
});
