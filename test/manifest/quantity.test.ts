import { checkQuantity } from '../../src/manifest/quantity';

test.each(['0', '1', '100m', '1.5', '.5', '250Mi', '1G', '1e3', undefined])('%j is an amount', value => expect(checkQuantity('cpu', value)).toEqual([]));
test.each(['', 'x', '-1', '250 MB', '250MB', '1.2.3', '1Mi ', `${'9'.repeat(50)}`])('%j is none', value => {
  expect(checkQuantity('cpu', value)).toMatchObject([{ ruleId: 'manifest/quantity' }]);
});
