import { TOLERATION } from './rules';
import { Toleration } from './toleration';
import { isQualifiedName } from '../validation/kubernetes-names';
import { finding, Finding, shown } from '../validation/rule';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** What the apiserver would refuse. */
export function checkTolerations(prop: string, tolerations: readonly Toleration[]): Finding[] {
  return tolerations.flatMap(({ key = '', operator = 'Equal', value = '', effect, tolerationSeconds }, i) => {
    const where = `${prop}[${i}]`;
    const wrong = [
      ...operator === 'Equal' || operator === 'Exists' ? [] : [`the operator ${shown(operator)} is neither Equal nor Exists`],
      ...key === '' && operator !== 'Exists' ? ['without a key the operator is Exists'] : [],
      ...key !== '' && !isQualifiedName(key) ? [`${shown(key)} is not a key`] : [],
      ...operator === 'Exists' && value !== '' ? ['with Exists there is no value'] : [],
      ...effect === undefined || EFFECTS.includes(effect) ? [] : [`the effect ${shown(effect)} is not one of ${EFFECTS.join(', ')}`],
      ...tolerationSeconds !== undefined && effect !== 'NoExecute' ? ['tolerationSeconds goes with NoExecute'] : [],
    ];
    return wrong.map(why => finding(TOLERATION, { where, why }));
  });
}
