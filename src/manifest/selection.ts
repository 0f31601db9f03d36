import { LabelSelector } from './label-selector';
import { checkLabels, Labels } from './labels';
import { SELECTION_NONE } from './rules';
import { ObjectSelection } from './selection-options';
import { finding, Finding } from '../validation/rule';
import { hasEntries } from '../values/json';

/**
 * The fields that select the objects of a kind: `ruleSelector` and `ruleNamespaceSelector`. Without a selector the operator selects
 * nothing.
 * @param namespaces selector of namespaces, if the selection has none
 */
export function selectionFields(
  kind: string, selection: ObjectSelection, namespaces: object | undefined,
): { readonly [field: string]: object } {
  const { matchLabels, matchExpressions, namespaceLabels, namespaceExpressions, none } = selection;
  if (none === true) { return {}; }
  const where = namespaceLabels ?? namespaceExpressions ? selectorOf(namespaceLabels, namespaceExpressions) : namespaces;
  return {
    [`${kind}Selector`]: selectorOf(matchLabels, matchExpressions),
    ...where && { [`${kind}NamespaceSelector`]: where },
  };
}

function selectorOf(matchLabels: LabelSelector['matchLabels'], matchExpressions: LabelSelector['matchExpressions']): object {
  return { ...hasEntries(matchLabels) && { matchLabels }, ...hasEntries(matchExpressions) && { matchExpressions } };
}

/** Labels with which a namespace is selected. */
export function namespaceLabelsSelectedBy({ namespaceLabels, namespaceExpressions }: ObjectSelection): Labels {
  return labelsSelectedBy({ matchLabels: namespaceLabels, matchExpressions: namespaceExpressions });
}

/** Labels with which an object is selected. */
export function labelsSelectedBy({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Labels {
  const expressed = matchExpressions.flatMap(({ key, operator, values = [] }): [string, string][] => {
    if (operator === 'In' && values.length > 0) { return [[key, values[0]]]; }
    return operator === 'Exists' ? [[key, 'true']] : [];
  });
  return { ...Object.fromEntries(expressed), ...matchLabels };
}

/** Problems of the selection of a kind. @param prop the option, for messages */
export function checkSelection(prop: string, { none, ...conditions }: ObjectSelection): Finding[] {
  const { matchLabels = {}, namespaceLabels = {} } = conditions;
  const given = Object.entries(conditions).filter(([, value]) => value !== undefined).map(([name]) => name);
  return [
    ...none === true && given.length > 0 ? [finding(SELECTION_NONE, { prop, given })] : [],
    ...checkLabels(`${prop}.matchLabels`, matchLabels), ...checkLabels(`${prop}.namespaceLabels`, namespaceLabels),
  ];
}
