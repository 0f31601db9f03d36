import { isDnsLabel, isDnsSubdomain, isLabelValue, isQualifiedName, isServiceName } from '../../src/validation/kubernetes-names';

test.each([
  [isDnsLabel, ['a', '0a', 'a-b', 'a'.repeat(63)], ['', '-a', 'a-', 'A', 'a.b', 'a_b', 'a'.repeat(64), 'a\n']],
  [isServiceName, ['a', 'a-0'], ['', '0a', 'a.b', 'a-', 'a'.repeat(64)]],
  [isDnsSubdomain, ['a', 'a.b-c.d', `${'a'.repeat(64)}.b`], ['', '.', 'a.', '.a', 'a..b', 'A', 'a_b', 'a.'.repeat(127) + 'a']],
  [isLabelValue, ['', 'a', 'A_b.c-d', 'a'.repeat(63)], [' ', 'a ', '-a', 'a_', 'a/b', 'a'.repeat(64)]],
  [isQualifiedName, ['a', 'A_b', 'example.com/a', 'a/b'], ['', '/a', 'a/', 'a/b/c', 'A.com/a', '_/a', `${'a'.repeat(64)}`]],
] as const)('%p', (accepts, good, bad) => {
  expect(good.filter(text => !accepts(text))).toEqual([]);
  expect(bad.filter(text => accepts(text))).toEqual([]);
});
