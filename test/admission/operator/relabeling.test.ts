import { env, found, rows, serviceMonitor, version } from './support';

const step = (relabeling: object) => serviceMonitor({ relabelings: [relabeling] });
const AT = 'spec.endpoints[0].relabelings[0]';

/** The cases of TestValidateRelabelConfig in pkg/prometheus/validation/validator_test.go of 0.94.1, and what they expect. */
describe('relabelings as prometheus-operator 0.94.1 checks them, for Prometheus 2.36', () => {
  test.each<[string, object, string[]]>([
    ['a regex that is none', { regex: 'invalid regex)', targetLabel: 'abc' }, ['relabeling/regex']],
    ['a target with a backslash', { action: 'replace', targetLabel: 'l\\${3}' }, ['relabeling/target']],
    ['replace without a target', { action: 'replace', targetLabel: '' }, ['relabeling/no-target']],
    ['hashmod without a target', { action: 'hashmod', targetLabel: '', modulus: 2 }, ['relabeling/no-target']],
    ['uppercase without a target', { action: 'uppercase', targetLabel: '' }, ['relabeling/no-target']],
    ['lowercase without a target', { action: 'lowercase' }, ['relabeling/no-target']],
    ['uppercase with a replacement', { action: 'uppercase', targetLabel: 'abc', replacement: 'some-replace-value' }, ['relabeling/case-replacement']],
    ['hashmod by 0', { action: 'hashmod', sourceLabels: ['instance'], modulus: 0, targetLabel: '__tmp_hashmod' }, ['relabeling/modulus']],
    ['labelmap to a name with a hyphen', { action: 'labelmap', regex: '__meta_kubernetes_service_label_(.+)', replacement: 'some-name-value' }, ['relabeling/labelmap']],
    ['labelkeep with a source and a target', { action: 'labelkeep', sourceLabels: ['instance'], targetLabel: '__tmp_labelkeep' }, ['relabeling/names', 'relabeling/names']],
    ['keepequal below 2.41', { action: 'keepequal', targetLabel: 'abc' }, ['relabeling/equal-version']],
    ['dropequal below 2.41', { action: 'dropequal', targetLabel: 'abc' }, ['relabeling/equal-version']],
  ])('refuses %s', (_title, relabeling, expected) => expect(rows(step(relabeling), env('2.36.0'))).toEqual(expected));

  test.each<[string, object]>([
    ['labelmap without a replacement', { action: 'labelmap', regex: '__meta_kubernetes_service_label_(.+)' }],
    ['labelmap to a name', { action: 'labelmap', regex: '__meta_kubernetes_service_label_(.+)', replacement: 'abc' }],
    ['labelmap to a template', { action: 'labelmap', regex: '^(cluster)$', replacement: 'exported_${1}' }],
    ['labelmap to another template', { action: 'labelmap', regex: '__meta_kubernetes_(.*)', replacement: 'k8s_${1}' }],
    ['labelkeep alone', { action: 'labelkeep' }],
    ['labeldrop with a regex', { action: 'labeldrop', regex: 'replica' }],
    ['labeldrop with the usual regex', { action: 'labeldrop', regex: '(.*)' }],
    ['replace by nothing', { action: 'replace', replacement: '', targetLabel: 'abc' }],
    ['hashmod by 1', { action: 'hashmod', sourceLabels: [], modulus: 1, targetLabel: 'abc' }],
    ['replace', { action: 'replace', targetLabel: 'abc' }],
    ['replace without an action', { targetLabel: 'abc', sourceLabels: ['a'] }],
    ['uppercase', { action: 'uppercase', targetLabel: 'ABC' }],
    ['lowercase', { action: 'lowercase', targetLabel: 'abc' }],
    ['an action in capitals', { action: 'Replace', targetLabel: 'valid', sourceLabels: ['foo', 'bar'] }],
    ['keep with a target that nobody reads', { action: 'keep', sourceLabels: ['a'], regex: 'b', targetLabel: 'a-b' }],
    ['drop without a source', { action: 'drop' }],
  ])('accepts %s', (_title, relabeling) => expect(rows(step(relabeling), env('2.36.0'))).toEqual([]));

  test.each(['uppercase', 'lowercase'])('refuses %s below 2.36', action => expect(rows(step({ action, targetLabel: 'abc' }), env('2.30.0'))).toEqual(['relabeling/case-version']));

  test.each(['keepequal', 'dropequal'])('accepts %s of Prometheus 2.41', action =>
    expect(rows(step({ action, sourceLabels: ['__tmp_port'], targetLabel: '__port1' }), env('2.41.0'))).toEqual([]));

  test('keepequal with other fields is rejected, with the path of each field', () => {
    const relabeling = { action: 'keepequal', sourceLabels: ['__tmp_port'], targetLabel: '__port1', separator: '^', regex: 'validregex', replacement: 'replacevalue' };
    expect(found(step(relabeling), env('2.41.0'))).toEqual([`relabeling/equal at ${AT}.regex`, `relabeling/equal at ${AT}.replacement`, `relabeling/equal at ${AT}.separator`]);
  });

  test('keepequal with default values of all fields except the regex is accepted', () => {
    const relabeling = { action: 'keepequal', sourceLabels: ['__tmp_port'], targetLabel: '__port1', separator: ';', modulus: 0, replacement: '$1' };
    expect(rows(step(relabeling), env('2.41.0'))).toEqual([]);
  });
});

/** Run against pkg/prometheus/validation at 0.93: which names Prometheus 2.55 and 3.5 accept. */
describe('names of labels', () => {
  test.each<[string, object]>([
    ['dots', { targetLabel: 'k8s.pod.name' }],
    ['a hyphen', { targetLabel: 'a-b' }],
    ['a space', { targetLabel: 'a b' }],
    ['a letter of another alphabet', { targetLabel: 'é' }],
    ['a slash', { targetLabel: 'test.com/team' }],
    ['a variable', { targetLabel: '${1}' }],
    ['a variable at the end', { targetLabel: 'a_$1' }],
    ['a variable for hashmod', { action: 'hashmod', modulus: 2, targetLabel: '$1' }],
    ['a variable for lowercase', { action: 'lowercase', targetLabel: '$1' }],
    ['a template with dots for labelmap', { action: 'labelmap', replacement: 'k8s.$1' }],
    ['a hyphen for labelmap', { action: 'labelmap', replacement: 'k8s-$1' }],
    ['a digit first', { targetLabel: '1a' }],
  ])('%s are rejected for Prometheus 2.55, and accepted for 3.5', (_title, relabeling) => {
    expect(rows(step(relabeling), env('2.55.0'))).toHaveLength(1);
    expect(rows(step(relabeling), env('3.5.0'))).toEqual([]);
    expect(rows(step(relabeling), env('3.0.0'))).toEqual([]);
    expect(rows(step(relabeling), env())).toEqual([]);
  });

  test.each<[string, object]>([
    ['lowercase with a replacement', { action: 'lowercase', targetLabel: 'a', replacement: 'z' }],
    ['keepequal with a regex', { action: 'keepequal', targetLabel: 'a', regex: 'b' }],
    ['labeldrop with a replacement', { action: 'labeldrop', regex: 'a', replacement: 'z' }],
    ['labeldrop with a separator', { action: 'labeldrop', regex: 'a', separator: ',' }],
    ['labeldrop with a modulus', { action: 'labeldrop', regex: 'a', modulus: 3 }],
  ])('%s is rejected for both', (_title, relabeling) => {
    expect(rows(step(relabeling), env('2.55.0'))).toHaveLength(1);
    expect(rows(step(relabeling), env('3.5.0'))).toHaveLength(1);
  });

  test('an operator below 0.86 rejects UTF-8 for every Prometheus, and accepts a template', () => {
    const old = { operator: version('0.85.0'), prometheus: version('3.5.0') };
    expect(rows(step({ targetLabel: 'k8s.pod.name' }), old)).toEqual(['relabeling/target-any-version']);
    expect(rows(step({ action: 'labelmap', replacement: 'k8s.$1' }), old)).toEqual(['relabeling/labelmap-any-version']);
    expect(rows(step({ targetLabel: '${1}' }), { ...old, prometheus: version('2.55.0') })).toEqual([]);
    expect(rows(step({ action: 'hashmod', modulus: 2, targetLabel: 'a-b' }), old)).toEqual([]);
  });

  test('operators 0.88 and 0.89 reject a template of labelmap for Prometheus 2', () => {
    const relabeling = step({ action: 'labelmap', regex: 'a(.*)', replacement: 'b_$1' });
    expect(rows(relabeling, { operator: version('0.89.0'), prometheus: version('2.55.0') })).toEqual(['relabeling/labelmap-template']);
    expect(rows(relabeling, { operator: version('0.92.0'), prometheus: version('2.55.0') })).toEqual([]);
  });

  test('with several possible operators, it is an error only if all reject it', () => {
    const relabeling = step({ targetLabel: 'k8s.pod.name' });
    expect(rows(relabeling, { operator: [version('0.85.0'), version('0.80.1')] })).toEqual(['relabeling/target-any-version']);
    expect(rows(relabeling, { operator: [version('0.85.0'), version('0.94.1')] })).toEqual([]);
    expect(rows(relabeling, {})).toEqual([]);
    expect(rows(relabeling, { prometheus: version('2.55.0') })).toEqual(['relabeling/target']);
  });

  test('an empty replacement counts only for operators that distinguish it from a missing one', () => {
    expect(rows(step({ action: 'labelmap', replacement: '' }), env('3.5.0'))).toEqual(['relabeling/labelmap-empty']);
    expect(rows(step({ action: 'labelmap', replacement: '' }), {})).toEqual([]);
    expect(rows(step({ action: 'labeldrop', regex: 'a', replacement: '' }), { operator: version('0.73.2') })).toEqual([]);
    expect(rows(step({ action: 'labeldrop', regex: 'a', separator: '' }), { operator: version('0.73.2') })).toEqual(['relabeling/names']);
  });
});

describe('regular expressions', () => {
  test('a list of a hundred thousand characters is accepted', () => {
    const names = Array.from({ length: 6000 }, (_, at) => `container_metric_${at}`).join('|');
    expect(names.length).toBeGreaterThan(100_000);
    expect(rows(step({ action: 'keep', sourceLabels: ['__name__'], regex: `(${names})` }))).toEqual([]);
  });

  test('a pattern that would take too long to parse is skipped, and is not an error', () => {
    expect(rows(step({ action: 'keep', sourceLabels: ['a'], regex: '(a{1000}){1000}'.repeat(200) }))).toEqual([]);
  });

  test('it is compiled in parentheses, so "a)(b" is valid', () => {
    expect(rows(step({ action: 'keep', sourceLabels: ['a'], regex: 'a)(b' }))).toEqual([]);
  });

  test.each(['(', 'a{2,1}', '(?=a)', '[b-a]', '\\8', '*', 'a**', '(?P<n', '\\pX'])('%p is not a valid RE2 expression', regex =>
    expect(found(step({ action: 'keep', sourceLabels: ['a'], regex }))).toEqual([`relabeling/regex at ${AT}.regex`]));

  test.each(['(?i)a', '(?P<name>a)', '\\pL+', '[[:alpha:]]', '^a$', 'a|', '(?s).', '\\Qa.b\\E', '', 'a{1000}'])('%p is one', regex =>
    expect(rows(step({ action: 'keep', sourceLabels: ['a'], regex }))).toEqual([]));
});

test('an error of the schema is not reported again', () => {
  expect(rows(step({ action: 'explode', targetLabel: 3, regex: 4, sourceLabels: 'a' }))).toEqual([]);
  expect(rows(serviceMonitor({ relabelings: 'none', metricRelabelings: [null, 'a', 3] }))).toEqual([]);
});
