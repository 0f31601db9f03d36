import { Size } from 'cdk8s';
import { quantityOf, storageSpec } from '../../src/manifest/storage';

test.each([[Size.gibibytes(100), '100Gi'], [Size.mebibytes(1536), '1536Mi'], [Size.tebibytes(1), '1024Gi'], [Size.kibibytes(2048), '2Mi']])('%#: a size is written in the largest unit that represents it exactly', (size, text) => {
  expect(quantityOf(size)).toBe(text);
});

test('a volume claim', () => {
  expect(storageSpec({ size: Size.gibibytes(1), storageClassName: 'fast', accessModes: ['ReadWriteOncePod'] }).volumeClaimTemplate.spec)
    .toEqual({ accessModes: ['ReadWriteOncePod'], storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } });
});
