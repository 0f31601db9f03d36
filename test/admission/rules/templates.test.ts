import * as fc from 'fast-check';
import { readTemplate } from '../../../src/admission/rules/template-parser';
import { cases } from '../../support/cases';

const whyNot = (text: string) => {
  const read = readTemplate(text);
  return 'why' in read ? read.why : '';
};

// each tried with rulefmt of Prometheus 3.16
test.each([
  'no template', '}}', '{{ $labels.instance }} is {{ $value | humanize }}', '{{ if gt $value 5.0 }}a{{ else if lt $value 2.0 }}b{{ else }}c{{ end }}',
  '{{ range query "up" }}{{ .Labels.x }}{{ end }}', '{{ with query "x" }}{{ . | first | value | printf "%.2f" }}{{ end }}', '{{ $x := 5 }}{{ $x }}', '{{- /* a comment */ -}}',
  '{{ range $i, $v := query "x" }}{{ $i }}{{ $v.Value }}{{ break }}{{ end }}', '{{ define "a" }}x{{ end }}{{ template "a" . }}', '{{ block "a" . }}x{{ end }}',
  '{{ .Labels.x }}', '{{ $externalLabels.cluster }}{{ $externalURL }}', '{{ reReplaceAll "a" "b" $labels.c }}', '{{ `raw` }}{{ \'a\' }}{{ "a\\"}}" }}', '{{ (query "x").Value }}',
  '{{ $value | }}', '{{ 1.5e3 }}{{ .5 }}{{ -3 }}', '{{ and $value 1 | not }}', '{{ humanizeDuration .Value }}', '{{\n$value\n}}', '{{ true }}{{ index $labels "a-b" }}',
])('%j parses', text => expect(whyNot(text)).toBe(''));

test.each([
  ['{{ $value', '"{{" is not closed by "}}"'],
  ['{{ $labels.job }', '"}" is not expected'],
  ['{{ }}', 'a command is missing'],
  ['{{ $value | | humanize }}', 'a command is missing'],
  ['{{ humanise $value }}', 'the function humanise does not exist'],
  ['{{ $lables.pod }}', 'the variable $lables does not exist'],
  ['{{ if $value }}', '"{{ if }}" has no "{{ end }}"'],
  ['{{ end }}', '"{{ end }}" has no "{{ if }}"'],
  ['{{ else }}', '"{{ else }}" is not inside "{{ if }}"'],
  ['{{ if $value }}{{ else }}{{ else }}{{ end }}', '"{{ else }}" is not inside "{{ if }}"'],
  ['{{ break }}', '"{{ break }}" is not inside "{{ range }}"'],
  ['{{ "a }}', 'a string in " is not closed before "}}"'],
  ['{{ $value | "a" }}', 'is not a function'],
  ['{{ printf "%s" (index $labels "a" }}', 'is not expected'],
  ['{{ $labels.a-b }}', 'is not expected'],
  ['{{ $value % 5 }}', '"%" is not expected'],
  ['{{ range $v := query "x" }}{{ end }}{{ $v }}', 'the variable $v does not exist'],
  ['{{ /* a }}', 'a comment does not end'],
  ['{{ template }}', 'has no name in quotes'],
])('%j does not parse: %s', (text, why) => expect(whyNot(text)).toContain(why));

test('any text is read', () => {
  const piece = fc.constantFrom('{{', '}}', '{{-', '-}}', ' ', '"', '`', '|', '(', ')', '$x', '$value', '.', '.a', 'if', 'end', 'range', 'else', 'define', ':=', '5', '/*', '*/', 'é', '\n');
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), pieces => { expect(typeof whyNot(pieces.join(''))).toBe('string'); }), { numRuns: cases(3000) });
  expect(typeof whyNot(`{{ ${'('.repeat(100_000)} }}`)).toBe('string');
});
