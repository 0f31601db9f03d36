import { TOLERATION } from './rules';
import { Toleration } from './toleration';
import { isQualifiedName } from '../validation/kubernetes-names';
import { finding, Finding, shown } from '../validation/rule';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Values that the API server would reject. */
export function checkTolerations(prop: string, tolerations: readonly Toleration[]): Finding[] {
  return tolerations.flatMap(({ key = '', operator = 'Equal', value = '', effect, tolerationSeconds }, i) => {
    const where = `${prop}[${i}]`;
    const wrong = [
      ...operator === 'Equal' || operator === 'Exists' ? [] : [`"operator" is ${shown(operator)}: use Equal or Exists`],
      ...key === '' && operator !== 'Exists' ? ['"operator" must be "Exists" if "key" is missing'] : [],
      ...key !== '' && !isQualifiedName(key) ? [`${shown(key)} is not a valid key`] : [],
      ...operator === 'Exists' && value !== '' ? ['a value is not allowed with the operator Exists'] : [],
      ...effect === undefined || EFFECTS.includes(effect) ? [] : [`"effect" is ${shown(effect)}: use one of ${EFFECTS.join(', ')}`],
      ...tolerationSeconds !== undefined && effect !== 'NoExecute' ? ['tolerationSeconds requires the effect NoExecute'] : [],
    ];
    return wrong.map(why => finding(TOLERATION, { where, why }));
  });
}
