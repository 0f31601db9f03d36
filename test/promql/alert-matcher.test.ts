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

// https://go.dev/ref/spec#Rune_literals: the escapes of Go, for a label or a value that the first parser does not read
test.each<[string, string, string]>([
  ['"a b"="\\x41\\101\\u00e4\\U0001F600"', 'a b', 'AAä😀'],
  ['"\\u00e4"="x"', 'ä', 'x'],
  ['"a b"="\\a\\b\\f\\n\\r\\t\\v\\\\\\""', 'a b', '\x07\b\f\n\r\t\v\\"'],
  ['"a b"=x', 'a b', 'x'],
  ['"a b"=', 'a b', ''],
  [`a="${'b'.repeat(4092)}"`, 'a', 'b'.repeat(4092)],
])('%s', (text, label, value) => expect(readAlertMatcher(text)).toEqual({ label, operator: '=', value }));

test.each([
  '"a b"="\\x4"', '"a b"="\\xgg"', '"a b"="\\10"', '"a b"="\\189"', '"a b"="\\400"', '"a b"="\\u00e"', '"a b"="\\uzzzz"', '"a b"="\\U0001F60"', '"a b"="\\U0001F60z"', '"a b"="\\q"', '"\\q"="b"', '"a b"', '""="b"', `a="${'b'.repeat(4093)}"`,
])('%s is none', text => expect(readAlertMatcher(text)).toBeUndefined());
