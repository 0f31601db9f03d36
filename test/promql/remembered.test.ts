import { Remembered } from '../../src/promql/remembered';

test('the result for a text is computed once, up to a number of cached texts', () => {
  const made: string[] = [];
  const remembered = new Remembered<number>(2, 3);
  const of = (text: string) => remembered.of(text, each => { made.push(each); return each.length; });
  expect([of('a'), of('bb'), of('a'), of('bb'), of('ccc'), of('ccc'), of('a')]).toEqual([1, 2, 1, 2, 3, 3, 1]);
  expect(made).toEqual(['a', 'bb', 'ccc', 'a']);
});

test('a text that is too long is not cached', () => {
  const make = jest.fn((text: string) => text.length);
  const [bounded, unbounded] = [new Remembered<number>(9, 3), new Remembered<number>(9)];
  expect([bounded.of('aaaa', make), bounded.of('aaaa', make), unbounded.of('aaaa', make), unbounded.of('aaaa', make)]).toEqual([4, 4, 4, 4]);
  expect(make).toHaveBeenCalledTimes(3);
});
