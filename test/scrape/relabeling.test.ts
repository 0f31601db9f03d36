import { LabelSet } from '../../src/scrape/label-set';
import { isFilter, matchesText, passes, relabelTraced, RelabelStep } from '../../src/scrape/relabeling';

type Labels = { readonly [name: string]: string };
const after = (labels: Labels, ...steps: RelabelStep[]) => relabelTraced(labels, steps).labels;
const HUGE = '(?:[a-z]{100}){10}'.repeat(1000); // larger than what is compiled here

// the same inputs and results as upstream's own test of each action: model/relabel/relabel_test.go of Prometheus 3.16
describe('each action has the same effect as in Prometheus', () => {
  const ABC: Labels = { a: 'foo', b: 'bar', c: 'baz' };

  test.each<[string, Labels, RelabelStep[], Labels | undefined]>([
    ['replace', ABC, [{ sourceLabels: ['a'], regex: 'f(.*)', targetLabel: 'd', separator: ';', replacement: 'ch${1}-ch${1}', action: 'replace' }], { ...ABC, d: 'choo-choo' }],
    ['two steps', ABC, [
      { sourceLabels: ['a', 'b'], regex: 'f(.*);(.*)r', targetLabel: 'a', replacement: 'b${1}${2}m', action: 'replace' },
      { sourceLabels: ['c', 'a'], regex: '(b).*b(.*)ba(.*)', targetLabel: 'd', replacement: '$1$2$2$3', action: 'replace' },
    ], { a: 'boobam', b: 'bar', c: 'baz', d: 'boooom' }],
    ['drop', { a: 'foo' }, [{ sourceLabels: ['a'], regex: '.*o.*', action: 'drop' }], undefined],
    ['drop of nothing', ABC, [{ sourceLabels: ['a'], regex: 'no-match', action: 'drop' }], ABC],
    ['drop of a part', ABC, [{ sourceLabels: ['a'], regex: 'f|o', action: 'drop' }], ABC],
    ['keep', ABC, [{ sourceLabels: ['a'], regex: 'f.*', action: 'keep' }], ABC],
    ['keep of nothing', ABC, [{ sourceLabels: ['a'], regex: 'no-match', action: 'keep' }], undefined],
    ['an expression that matches nothing', { a: 'foo' }, [{ sourceLabels: ['a'], regex: 'x(.*)', targetLabel: 'd' }], { a: 'foo' }],
    ['an empty replacement removes the label', { a: 'foo', f: 'baz' }, [{ sourceLabels: ['a'], regex: '(f).*', targetLabel: '$1', replacement: '' }], { a: 'foo' }],
    ['a name from a group', { a: 'foo' }, [{ sourceLabels: ['a'], regex: '(f).*', targetLabel: '${1}x', replacement: 'v' }], { a: 'foo', fx: 'v' }],
    ['an empty name', { a: 'foo' }, [{ sourceLabels: ['a'], regex: '(x)?.*', targetLabel: '$1', replacement: 'v' }], { a: 'foo' }],
    ['hashmod', ABC, [{ sourceLabels: ['c'], targetLabel: 'd', action: 'hashmod', modulus: 1000 }], { ...ABC, d: '976' }],
    ['hashmod of two lines', { a: 'foo\nbar' }, [{ sourceLabels: ['a'], targetLabel: 'b', action: 'hashmod', modulus: 1000 }], { a: 'foo\nbar', b: '734' }],
    ['labelmap', { a: 'foo', b1: 'bar', b2: 'baz' }, [{ regex: '(b.*)', replacement: 'bar_${1}', action: 'labelmap' }], { a: 'foo', b1: 'bar', b2: 'baz', bar_b1: 'bar', bar_b2: 'baz' }],
    ['labelmap of kubernetes', { a: 'foo', __meta_my_bar: 'aaa', __meta_my_baz: 'bbb' }, [{ regex: '__meta_(my.*)', replacement: '${1}', action: 'labelmap' }],
      { a: 'foo', __meta_my_bar: 'aaa', __meta_my_baz: 'bbb', my_bar: 'aaa', my_baz: 'bbb' }],
    ['labelmap by default', { a_b: '1' }, [{ regex: 'a_(.*)', action: 'labelmap' }], { a_b: '1', b: '1' }],
    ['labeldrop', { a: 'foo', b1: 'bar', b2: 'baz' }, [{ regex: '(b.*)', action: 'labeldrop' }], { a: 'foo' }],
    ['labelkeep', { a: 'foo', b1: 'bar', b2: 'baz' }, [{ regex: '(b.*)', action: 'labelkeep' }], { b1: 'bar', b2: 'baz' }],
    ['lowercase and uppercase', { foo: 'bAr123Foo' }, [
      { sourceLabels: ['foo'], action: 'lowercase', targetLabel: 'foo_lowercase' }, { sourceLabels: ['foo'], action: 'uppercase', targetLabel: 'foo_uppercase' },
    ], { foo: 'bAr123Foo', foo_lowercase: 'bar123foo', foo_uppercase: 'BAR123FOO' }],
    ['keepequal', { __tmp_port: '1234', __port1: '1234', __port2: '5678' }, [{ sourceLabels: ['__tmp_port'], action: 'keepequal', targetLabel: '__port1' }], { __tmp_port: '1234', __port1: '1234', __port2: '5678' }],
    ['keepequal of others', { __tmp_port: '1234', __port1: '1234', __port2: '5678' }, [{ sourceLabels: ['__tmp_port'], action: 'keepequal', targetLabel: '__port2' }], undefined],
    ['dropequal', { __tmp_port: '1234', __port1: '1234', __port2: '5678' }, [{ sourceLabels: ['__tmp_port'], action: 'dropequal', targetLabel: '__port1' }], undefined],
    ['dropequal of others', { __tmp_port: '1234', __port1: '1234', __port2: '5678' }, [{ sourceLabels: ['__tmp_port'], action: 'dropequal', targetLabel: '__port2' }], { __tmp_port: '1234', __port1: '1234', __port2: '5678' }],
  ])('%s', (_, labels, steps, expected) => expect(after(labels, ...steps)).toEqual(expected));

  test('in any case, as the operator accepts them', () => {
    expect(after({ a: 'x' }, { action: 'Drop', sourceLabels: ['a'], regex: 'x' })).toBeUndefined();
    expect(after({ a: 'x' }, { action: 'Keep', sourceLabels: ['a'], regex: 'y' })).toBeUndefined();
    expect(after({ a: 'x' }, { action: 'KeepEqual', sourceLabels: ['a'], targetLabel: 'b' })).toBeUndefined();
    expect(after({ a: 'x' }, { action: 'Uppercase', sourceLabels: ['a'], targetLabel: 'a' })).toEqual({ a: 'X' });
    expect(after({ a: 'x' }, { action: 'LabelDrop', regex: 'a' })).toEqual({});
  });

  test('an unknown action does nothing', () => expect(after({ a: 'x' }, { action: 'explode', sourceLabels: ['a'], regex: 'x', targetLabel: 'b' })).toEqual({ a: 'x' }));
});

test.each<[RelabelStep, Labels, Labels]>([
  [{ targetLabel: 'b', replacement: 'x' }, { a: '1' }, { a: '1', b: 'x' }],
  [{ sourceLabels: ['a'], targetLabel: 'b' }, { a: '1' }, { a: '1', b: '1' }],
  [{ sourceLabels: ['a', 'c'], targetLabel: 'b' }, { a: '1', c: '2' }, { a: '1', c: '2', b: '1;2' }],
  [{ sourceLabels: ['a', 'c'], separator: '-', targetLabel: 'b' }, { a: '1' }, { a: '1', b: '1-' }],
  [{ sourceLabels: ['a', 'c'], separator: '', targetLabel: 'b' }, { a: '1', c: '2' }, { a: '1', c: '2', b: '12' }],
  [{ sourceLabels: ['a'], regex: '', targetLabel: 'b' }, { a: '1' }, { a: '1', b: '1' }],
  [{ sourceLabels: ['a'], targetLabel: 'b', replacement: '$$1 ${1}x $1x $2 ${0} $' }, { a: '1' }, { a: '1', b: '$1 1x   1 $' }],
  [{ sourceLabels: ['a'], regex: '(?P<left>.)(?P<right>.)', targetLabel: 'b', replacement: '${right}${left} $right $none' }, { a: 'xy' }, { a: 'xy', b: 'yx y ' }],
  [{ sourceLabels: ['a'] }, { a: '1' }, { a: '1' }],
  [{ sourceLabels: ['a'], targetLabel: 'd', action: 'hashmod' }, { a: '1' }, { a: '1', d: '0' }],
  [{ sourceLabels: ['none'], targetLabel: 'a' }, { a: '1' }, {}],
])('%j changes %j to %j', (step, labels, expected) => expect(after(labels, step)).toEqual(expected));

test('the step that drops is returned by its index; -1 if none does', () => {
  const drop: RelabelStep = { action: 'drop', sourceLabels: ['a'], regex: 'x' };
  expect([relabelTraced({ a: 'x' }, [{ targetLabel: 'b', replacement: 'y' }, drop, drop]), relabelTraced({ a: 'y' }, [drop]), relabelTraced({}, [])])
    .toEqual([{ droppedBy: 1 }, { droppedBy: -1, labels: { a: 'y' } }, { droppedBy: -1, labels: {} }]);
});

test.each<[string | undefined, boolean]>([['keep', true], ['drop', true], ['KeepEqual', true], ['dropequal', true], ['replace', false], ['labeldrop', false], [undefined, false]])('%s only keeps or drops: %s', (action, expected) => {
  expect(isFilter({ action })).toBe(expected);
});

describe('a pattern that is too large to compile here', () => {
  const labels: Labels = { a: 'x' };

  test('drops nothing, and changes nothing: its matches are unknown', () => {
    expect(['keep', 'drop', 'keepequal', 'dropequal'].map(action => passes(new LabelSet(labels), { action, sourceLabels: ['a'], regex: HUGE, targetLabel: 'a' }))).toEqual([true, true, true, true]);
    expect(['replace', 'labelmap', 'labeldrop', 'labelkeep'].map(action => after(labels, { action, sourceLabels: ['a'], regex: HUGE, targetLabel: 'b' }))).toEqual([labels, labels, labels, labels]);
    expect([matchesText({ regex: HUGE }, 'x'), matchesText({ regex: 'x' }, 'x'), matchesText({ regex: '[' }, '[')]).toEqual([false, true, false]);
  });
});

describe('labels of a target', () => {
  const set = new LabelSet({ job: 'web', empty: '', __meta_own: 'own' }, [{ __meta_a: '1', __meta_own: 'first' }, { __meta_a: '2', __meta_b: '3', __meta_gone: '' }]);

  test('are its own, then the shared ones; of shared ones the first takes precedence', () => {
    expect(['job', 'empty', '__meta_own', '__meta_a', '__meta_b', 'none', 'constructor'].map(name => set.get(name))).toEqual(['web', '', 'own', '1', '3', '', '']);
  });

  test('are all that are not empty; of shared ones the last counts', () => {
    expect(set.all()).toEqual({ job: 'web', __meta_own: 'own', __meta_a: '2', __meta_b: '3' });
  });

  test('can be changed without changing those of others', () => {
    const changed = set.changeable({ job: 'other', instance: 'i', empty: 'filled' });
    changed.set('__meta_a', '');
    changed.set('team', 'a');
    expect(['job', 'instance', 'empty', '__meta_a', 'team', '__meta_b'].map(name => changed.get(name))).toEqual(['web', 'i', 'filled', '', 'a', '3']);
    expect(changed.all()).toEqual({ job: 'web', instance: 'i', empty: 'filled', team: 'a', __meta_own: 'own', __meta_b: '3' });
    expect(changed.withoutMeta()).toEqual({ job: 'web', instance: 'i', empty: 'filled', team: 'a' });
    expect(set.get('team')).toBe('');
  });

  test('that are removed do not remain', () => {
    const changed = new LabelSet({ a: '1', b: '2' }).changeable();
    changed.set('a', '');
    expect([changed.all(), changed.withoutMeta()]).toEqual([{ b: '2' }, { b: '2' }]);
  });
});
