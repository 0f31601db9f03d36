interface Reader { usesIn(texts: readonly string[]): Map<string, 'read' | 'whole'> }
interface Keys {
  indexOf(releases: readonly (readonly [string, object])[]): { readonly keys: object };
}

const { usesIn } = require(
  '../../build/sync-upstream/chart-templates',
) as Reader; // eslint-disable-line @typescript-eslint/no-require-imports
const { indexOf } = require('../../build/sync-upstream/chart-keys') as Keys; // eslint-disable-line @typescript-eslint/no-require-imports

const usesOf = (...texts: string[]) => Object.fromEntries([...usesIn(texts)].map(([path, how]) => [JSON.parse(path).join('.'), how]));

// which values the templates of a chart read: a value that is only tested is no use of the keys below it
test.each([
  ['{{ .Values.a.b }}', { 'a.b': 'whole' }],
  ['{{- if .Values.a.b }}x{{ end }}', { 'a.b': 'read' }],
  ['{{ with .Values.a }}{{ .b }}{{ end }}', { 'a': 'read', 'a.b': 'whole' }],
  ['{{ with .Values.a }}{{ toYaml . }}{{ end }}', { a: 'whole' }],
  ['{{ range $key, $entry := .Values.a }}{{ $entry.b }}{{ end }}', { 'a': 'whole', 'a.*.b': 'whole' }],
  ['{{ $x := .Values.a.b }}{{ $x.c }}', { 'a.b': 'read', 'a.b.c': 'whole' }],
  ['{{ (index .Values "a-b").c }}{{ index .Values "d" "e.f" }}', { 'a-b.c': 'whole', 'd.e.f': 'whole' }],
  ['{{ if hasKey .Values.a "b" }}{{ end }}{{ ((.Values.c).d).e }}', { 'a.b': 'read', 'c.d.e': 'whole' }],
  ['{{ dig "b" "c" "none" .Values.a }}', { 'a.b.c': 'whole' }],
  ['{{/* .Values.a */}}{{ "text .Values.b" }}{{ .Release.Name }}', {}],
  ['{{ define "x" }}{{ .limit }}{{ end }}{{ include "x" .Values.a.b }}', { 'a.b.limit': 'whole' }],
  ['{{ range .Values.a }}{{ $.Values.b }}{{ .Values.c }}{{ end }}', { a: 'whole', b: 'whole', c: 'whole' }],
  ['{{ include "y" (dict "ingress" .Values.a.b) }}', { 'a.b': 'whole' }],
] as const)('%s', (text, uses) => expect(usesOf(text)).toEqual(uses));

test('releases become one tree: each key has the releases that contain it', () => {
  const leaf = (v: unknown) => ({ v });
  const { keys } = indexOf([
    ['1', { k: { a: leaf(1), gone: { k: { b: leaf(2) } }, all: leaf(true) } }],
    ['2', { k: { a: leaf(3), gone: { k: { b: leaf(2) } }, all: leaf(true) } }],
    ['3', { k: { a: leaf(3), young: leaf(false), all: leaf(true), open: { o: true } } }],
  ]);
  expect(keys).toEqual({ 'a': 3, '~1': 'all', '~2': 'young@2', '~4': 'gone@-2 open@2' });
});
