import { checkTolerations } from '../../src/manifest/scheduling';
import { Toleration } from '../../src/manifest/toleration';

const check = (toleration: Toleration) => checkTolerations('tolerations', [toleration]).map(({ message }) => message);

test.each<[string, Toleration]>([
  ['everything', { operator: 'Exists' }],
  ['a value', { key: 'dedicated', value: 'monitoring', effect: 'NoSchedule' }],
  ['a key', { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
])('%s can be tolerated', (_, toleration) => expect(check(toleration)).toEqual([]));

test.each<[Toleration, string]>([
  [{}, '"operator" must be "Exists" if "key" is missing'],
  [{ key: 'a', operator: 'In' }, '"operator" is "In": use Equal or Exists'],
  [{ key: 'a b' }, '"a b" is not a valid key'],
  [{ key: 'a', operator: 'Exists', value: 'x' }, 'a value is not allowed with the operator Exists'],
  [{ key: 'a', effect: 'noSchedule' }, '"effect" is "noSchedule": use one of NoSchedule, PreferNoSchedule, NoExecute'],
  [{ key: 'a', tolerationSeconds: 5 }, 'tolerationSeconds requires the effect NoExecute'],
])('%j is refused', (toleration, why) => expect(check(toleration)).toEqual([`"tolerations[0]" is not a valid toleration: ${why} [manifest/toleration]`]));
