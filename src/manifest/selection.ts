import { Labels } from './labels';
import { SELECTION_NONE } from './rules';
import { ObjectSelection } from './selection-options';
import { finding, Finding } from '../validation/rule';

/**
 * The fields that select the objects of a kind: `ruleSelector` and `ruleNamespaceSelector`. Without a selector the operator selects nothing.
 * @param namespaces selector of namespaces, if the selection has none
 */
export function selectionFields(kind: string, selection: ObjectSelection, namespaces: object | undefined): { readonly [field: string]: object } {
  const { matchLabels, matchExpressions, namespaceLabels, none } = selection;
  if (none === true) { return {}; }
  const where = namespaceLabels ? { matchLabels: namespaceLabels } : namespaces;
  return {
    [`${kind}Selector`]: { ...hasEntries(matchLabels) && { matchLabels }, ...hasEntries(matchExpressions) && { matchExpressions } },
    ...where && { [`${kind}NamespaceSelector`]: where },
  };
}

/** Labels with which an object is selected. */
export function labelsSelectedBy({ matchLabels = {}, matchExpressions = [] }: ObjectSelection): Labels {
  const expressed = matchExpressions.flatMap(({ key, operator, values = [] }): [string, string][] => {
    if (operator === 'In' && values.length > 0) { return [[key, values[0]]]; }
    return operator === 'Exists' ? [[key, 'true']] : [];
  });
  return { ...Object.fromEntries(expressed), ...matchLabels };
}

/** @param prop the option, for messages */
export function checkSelection(prop: string, { none, ...conditions }: ObjectSelection): Finding[] {
  const given = Object.entries(conditions).filter(([, value]) => value !== undefined).map(([name]) => name);
  return none === true && given.length > 0 ? [finding(SELECTION_NONE, { prop, given })] : [];
}

function hasEntries(value: object | undefined): boolean {
  return value !== undefined && Object.keys(value).length > 0;
}
