import { readAlertMatchers } from '../../src/promql/alert-matchers';

const shown = (text: string, mode: 'classic' | 'fallback') => readAlertMatchers(text, mode)?.map(({ label, operator, value }) => [label, operator, value]);

// pkg/labels/parse_test.go and matcher/parse/parse_test.go of Alertmanager 0.35, in their decisive cases
describe('matchers of a text, as Alertmanager 0.35 reads them', () => {
  test.each([
    ['', []],
    ['{}', []],
    ['{foo="bar"}', [['foo', '=', 'bar']]],
    ['{foo=~"bar.*",}', [['foo', '=~', 'bar.*']]],
    ['{foo = "bar", dings != "bums", }', [['foo', '=', 'bar'], ['dings', '!=', 'bums']]],
    ['foo=bar,dings!=bums', [['foo', '=', 'bar'], ['dings', '!=', 'bums']]],
    ['{quote="She said: \\"Hi, ladies! That\'s gender-neutral…\\""}', [['quote', '=', 'She said: "Hi, ladies! That\'s gender-neutral…"']]],
    ['statuscode=~"5.."', [['statuscode', '=~', '5..']]],
    ['tricky=~~~', [['tricky', '=~', '~~']]],
    ['trickier==\\\\=\\=\\"', [['trickier', '=', '=\\=\\="']]],
    ['contains_quote != "\\"" , contains_comma !~ "foo,bar" , ', [['contains_quote', '!=', '"'], ['contains_comma', '!~', 'foo,bar']]],
    ['job="value', undefined],
    ['job=value"', undefined],
    ['foo=bar}, baz=x', [['foo', '=', 'bar}'], ['baz', '=', 'x']]],
    ['a=b c', [['a', '=', 'b c']]],
    ['a==b', [['a', '=', '=b']]],
    ['a=\'b\'', [['a', '=', '\'b\'']]],
    ['a=', [['a', '=', '']]],
    ['a', undefined],
    ['=b', undefined],
    ['a=b,,c=d', undefined],
  ] as const)('classic: %s', (text, expected) => expect(shown(text, 'classic')).toEqual(expected));

  test.each([
    ['"k8s.pod"="x"', [['k8s.pod', '=', 'x']]],
    ['k8s.pod=x', [['k8s.pod', '=', 'x']]],
    ['{foo🙂=~"bar.*", "b z"!="c"}', [['foo🙂', '=~', 'bar.*'], ['b z', '!=', 'c']]],
    ['foo🙂="\\u00fc"', [['foo🙂', '=', 'ü']]],
    ['foo🙂="\\d"', undefined],
    ['{foo🙂="a"', undefined],
    ['foo🙂="a"}', undefined],
    ['foo🙂', undefined],
    ['foo🙂==a', undefined],
    ['foo🙂=', undefined],
    ['foo🙂=a b', undefined],
    ['foo🙂=a,b', undefined],
  ] as const)('from 0.27 on: %s', (text, expected) => {
    expect(shown(text, 'fallback')).toEqual(expected);
    expect(shown(text, 'classic')).toBeUndefined();
  });

  test.each<[string, readonly (readonly string[])[] | undefined]>([
    ['a={b}', [['a', '=', '{b']]],
    ['x{a=b', undefined],
    ['  a = b  ', [['a', '=', 'b']]],
    ['a=" b "', [['a', '=', ' b ']]],
    ['a=b\\', [['a', '=', 'b\\']]],
    ['a="b\\"', undefined],
    ['a="b\\\\"', [['a', '=', 'b\\']]],
    ['a=b\\d', [['a', '=', 'b\\d']]],
    ['a=b\\n', [['a', '=', 'b\n']]],
    ['a="b"c"', undefined],
    ['a=b"c', undefined],
    ['a="b\\",c",d=e', [['a', '=', 'b",c'], ['d', '=', 'e']]],
    ['a=b, ,c=d', undefined],
    ['a="b"', [['a', '=', 'b']]],
    ['a=""', [['a', '=', '']]],
    ['a="', undefined],
    ['a:b=c', [['a:b', '=', 'c']]],
    ['1a=b', undefined],
  ])('classic: %j', (text, expected) => expect(shown(text, 'classic')).toEqual(expected));

  test.each<[string, readonly (readonly string[])[] | undefined]>([
    ['{"a b"="c"}', [['a b', '=', 'c']]],
    ['{"a b"="c",}', [['a b', '=', 'c']]],
    ['"a b"="c",', [['a b', '=', 'c']]],
    ['"a b"="c","d e"!~f  ', [['a b', '=', 'c'], ['d e', '!~', 'f']]],
    ['"a b"="c" "d e"=f', undefined],
    ['"a b"="c"{"d e"=f', undefined],
    ['{"a b"="c"', undefined],
    ['"a b"="c"}', undefined],
    ['"a b"', undefined],
    ['"a b"=', undefined],
    ['"a b" c d', undefined],
    ['"a b"=,', undefined],
    ['= "a b"=c', undefined],
    ['"a b"="c\\q"', undefined],
    ['"a b"="c\nd"', undefined],
    ['"a\\q b"="c"', undefined],
    ['"a b"=`c`', undefined],
    ['"a b"="c', undefined],
    ['"a b"=b=c', undefined],
    ['"a b"="=~"', [['a b', '=', '=~']]],
  ])('from 0.27 on: %j', (text, expected) => {
    expect(shown(text, 'fallback')).toEqual(expected);
    expect(shown(text, 'classic')).toBeUndefined();
  });
});
