import { readAlertMatcher } from '../../src/promql/alert-matcher';

test.each<[string, string, string, string]>([
  ['severity="critical"', 'severity', '=', 'critical'],
  [' severity = critical ', 'severity', '=', 'critical'],
  ['team=~"a|b"', 'team', '=~', 'a|b'],
  ['team!~x', 'team', '!~', 'x'],
  ['a!=""', 'a', '!=', ''],
  ['a=', 'a', '=', ''],
  ['a="b\\"c\\\\d\\ne"', 'a', '=', 'b"c\\d\ne'],
  // pkg/labels/parse_test.go: a backslash before any other letter stands for itself
  ['a=~"10\\.0\\.\\d+"', 'a', '=~', '10\\.0\\.\\d+'],
  ['a=~"\\\\("', 'a', '=~', '\\('],
  ['a="\\t"', 'a', '=', '\\t'],
  ['"k8s.pod"="\\t"', 'k8s.pod', '=', '\t'],
  ['"with space"="b"', 'with space', '=', 'b'],
  ['größe="ü,{}"', 'größe', '=', 'ü,{}'],
  ['a=~"[0-9]+=x"', 'a', '=~', '[0-9]+=x'],
])('%s', (text, label, operator, value) => expect(readAlertMatcher(text)).toEqual({ label, operator, value }));

test.each(['', 'severity', '="critical"', 'a==b', 'a="b', 'a=b c', 'a=b,c=d', '"k8s.pod"=~"b\\.c"', '{a="b"}', `a="${'b'.repeat(5000)}"`])('%s is none', text => expect(readAlertMatcher(text)).toBeUndefined());
