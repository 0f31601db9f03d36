import { checkTolerations } from '../../src/manifest/scheduling';
import { Toleration } from '../../src/manifest/toleration';

const check = (toleration: Toleration) => checkTolerations('tolerations', [toleration]).map(({ message }) => message);

test.each<[string, Toleration]>([
  ['everything', { operator: 'Exists' }],
  ['a value', { key: 'dedicated', value: 'monitoring', effect: 'NoSchedule' }],
  ['a key', { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
])('%s can be tolerated', (_, toleration) => expect(check(toleration)).toEqual([]));

test.each<[Toleration, string]>([
  [{}, 'without a key the operator is Exists'],
  [{ key: 'a', operator: 'In' }, 'the operator "In" is neither Equal nor Exists'],
  [{ key: 'a b' }, '"a b" is not a key'],
  [{ key: 'a', operator: 'Exists', value: 'x' }, 'with Exists there is no value'],
  [{ key: 'a', effect: 'noSchedule' }, 'the effect "noSchedule" is not one of NoSchedule, PreferNoSchedule, NoExecute'],
  [{ key: 'a', tolerationSeconds: 5 }, 'tolerationSeconds goes with NoExecute'],
])('%j is refused', (toleration, why) => expect(check(toleration)).toEqual([`"tolerations[0]" is not a toleration: ${why} [manifest/toleration]`]));
