import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { readPattern, whyNoPattern } from '../../src/promql/regex';

const patterns = ['(.*)', '(.+)', 'true', '(web);true', '(a|b);true', '(a|b)', '(|a)', 'a|b', '(a|a)', 'Pod;(.*)', 'Pod;(.+)', '', '(a)(b)', 'a(b)', '()', '(v1.2);true', '(?i)a', 'a;b', 'x-(.*)', '.*', '(a||b)', 'https://(.*)'];
const texts = ['', 'a', 'b', 'ab', 'web;true', 'a;true', 'b;true', ';true', 'true', 'Pod;', 'Pod;x\ny', 'v1.2;true', 'v1x2;true', 'A', 'a;b', 'a|b', 'x-', 'x-1', 'https://x'];

test.each(patterns)('%j is what the engine says, whether or not it is asked', pattern => {
  const read = readPattern(pattern);
  const engine = RE2JS.compile(pattern, RE2JS.DOTALL);
  for (const text of texts) {
    const matcher = engine.matcher(text);
    const list = matcher.matches() ? Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '') : undefined;
    expect([pattern, text, 'groups' in read && read.groups(text)?.list]).toEqual([pattern, text, list]);
    expect('matches' in read && read.matches(text)).toBe(list !== undefined);
  }
});

test('any pattern of these signs is what the engine says', () => {
  const piece = fc.constantFrom('a', 'b', ';', 'true', '|', '(', ')', '.*', '.+', '(.*)', '-', ':', '/');
  fc.assert(fc.property(fc.array(piece, { maxLength: 6 }), fc.array(fc.constantFrom('a', 'b', ';', 'true', '|', '-'), { maxLength: 4 }), (pieces, letters) => {
    const [pattern, text] = [pieces.join(''), letters.join('')];
    const read = readPattern(pattern);
    let engine: RE2JS;
    try { engine = RE2JS.compile(pattern, RE2JS.DOTALL); } catch { return expect('why' in read).toBe(true); }
    const matcher = engine.matcher(text);
    const list = matcher.matches() ? Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '') : undefined;
    return expect('groups' in read && read.groups(text)?.list).toEqual(list);
  }), { numRuns: 3000 });
});

describe('long patterns', () => {
  test('thousands of names are read', () => {
    const names = Array.from({ length: 5000 }, (_, at) => `container_metric_${at}`).join('|');
    const read = readPattern(`(${names})`);
    expect('matches' in read && [read.matches('container_metric_4999'), read.matches('container_metric_5000')]).toEqual([true, false]);
  });

  test.each(['a{1000}'.repeat(200), '(a{10}){10}'.repeat(500), 'a'.repeat(200_001)])('one that would take long is left unread, which is no error: %#', pattern => {
    expect(readPattern(pattern)).toEqual({ why: expect.stringContaining('characters'), isUnread: true });
    expect(whyNoPattern(pattern)).toBeUndefined();
  });

  test('one that is none is an error, whatever its length', () => {
    expect(whyNoPattern('('.repeat(500))).toEqual(expect.any(String));
    expect(whyNoPattern(`(${'a|'.repeat(2000)}`)).toEqual(expect.stringContaining('missing closing )'));
  });
});
