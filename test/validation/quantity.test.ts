import { isWhole, nanosOf } from '../../src/validation/quantity';

// https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/resource/quantity_test.go
test.each([
  ['0', 0n], ['100m', 100_000_000n], ['1', 1_000_000_000n], ['1.5', 1_500_000_000n], ['.5', 500_000_000n], ['1.', 1_000_000_000n], ['+1', 1_000_000_000n], ['-1', -1_000_000_000n],
  ['1k', 1_000n * 10n ** 9n], ['1Ki', 1_024n * 10n ** 9n], ['1.5Ki', 1_536n * 10n ** 9n], ['1M', 10n ** 15n], ['1E', 10n ** 27n], ['1e3', 10n ** 12n], ['1E3', 10n ** 12n], ['1e-3', 1_000_000n],
  ['1n', 1n], ['1u', 1_000n], [' 1 ', 1_000_000_000n], ['0.0000000001', 1n], ['-0.0000000001', -1n], ['Mi', 0n],
  ['16Ei', (2n ** 63n - 1n) * 10n ** 9n], ['1e999999999', 10n ** 109n],
] as const)('%s is read', (text, nanos) => expect(nanosOf(text)).toBe(nanos));

test.each([[2, 2_000_000_000n], [0.1, 100_000_000n], [1e21, 10n ** 30n], [1e-7, 100n]] as const)('the number %s is parsed', (number, nanos) => expect(nanosOf(number)).toBe(nanos));

test.each(['', ' ', '1K', '1GB', '1 Gi', 'one', '1e', '1e3Mi', '--1', '1,5', '0x10', '1mi', '1_000', 'Infinity', 'NaN'])('%j is not a quantity', text => expect(nanosOf(text)).toBeUndefined());

test('values other than strings and numbers are not a quantity', () => {
  for (const value of [undefined, null, true, {}, [], NaN, Infinity]) { expect(nanosOf(value)).toBeUndefined(); }
});

test('half a byte is not a whole number', () => {
  expect(isWhole(nanosOf('1Gi')!)).toBe(true);
  expect(isWhole(nanosOf('512m')!)).toBe(false);
});
