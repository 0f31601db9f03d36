import { Attached } from '../../src/values/attached';

const colors = () => new Attached<object, string | undefined>();

test('each object has its own value, and each Attached another one', () => {
  const [one, other] = [{}, {}];
  const [first, second] = [colors().set(one, 'red').set(other, 'blue'), colors().set(one, 'green')];
  expect([first.get(one), first.get(other), second.get(one), second.get(other)]).toEqual(['red', 'blue', 'green', undefined]);
});

test('undefined is a value; no value is none', () => {
  const [one, other] = [{}, {}];
  const known = colors().set(one, undefined);
  expect([known.has(one), known.has(other)]).toEqual([true, false]);
});

test.each<[string, (owner: object) => object]>([
  ['an object', owner => owner], ['a sealed object', Object.seal], ['a frozen object', Object.freeze],
])('%s has a value, which can be replaced, whether it becomes so before or later', (_, close) => {
  for (const isLater of [false, true]) {
    const owner = isLater ? {} : close({});
    const known = colors();
    expect(known.has(owner)).toBe(false);
    known.set(owner, 'red');
    if (isLater) { close(owner); }
    expect([known.has(owner), known.get(owner)]).toEqual([true, 'red']);
    expect(known.set(owner, 'blue').get(owner)).toBe('blue');
  }
});

test('copies, JSON and loops do not see it', () => {
  const owner = { a: 1 };
  const known = colors().set(owner, 'red');
  expect([known.has({ ...owner }), known.has(Object.assign({}, owner))]).toEqual([false, false]);
  expect([JSON.stringify(owner), Object.keys(owner)]).toEqual(['{"a":1}', ['a']]);
});
