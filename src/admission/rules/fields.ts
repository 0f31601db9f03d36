import { RuleEnvironment, whyOldNames } from './environment';
import { RuleOptions, RuleProblem } from './rule-problem';
import { isMap, isOldLabelName, isThere } from './values';
import { shown } from '../../validation/rule';
import { similarTo } from '../../validation/similar';

/** Fields that do not exist, with the one that is meant. */
export function unknownFields(value: Readonly<Record<string, unknown>>, known: readonly string[]): { readonly field: string; readonly why: string }[] {
  return Object.keys(value).filter(field => !known.includes(field)).map(field => {
    const similar = similarTo(field, known)[0] ?? known.find(each => letters(each) === letters(field));
    return { field, why: `the field ${shown(field)} does not exist${similar === undefined ? `; there are ${known.join(', ')}` : `: is it "${similar}"?`}` };
  });
}

/** `fro` has those of `for`. */
function letters(word: string): string {
  return [...word].sort().join('');
}

/** The names of labels or annotations. */
export function checkLabelNames(labels: unknown, path: string, where: string, env: RuleEnvironment, { hasSchema }: RuleOptions): RuleProblem[] {
  if (!isThere(labels)) { return []; }
  const field = path.slice(path.lastIndexOf('.') + 1);
  if (!isMap(labels)) { return hasSchema ? [] : [{ effect: 'refused', path, where, why: `"${field}" is no map of names and texts` }]; }
  const old = whyOldNames(env);
  return Object.entries(labels).flatMap(([name, text]): RuleProblem[] => [
    ...name === '' || (old !== undefined && !isOldLabelName(name)) ? [{
      effect: 'refused', path: isOldLabelName(name) ? `${path}.${name}` : `${path}[${shown(name)}]`, where,
      why: `"${field}" has ${shown(name)}: a name is letters, digits and "_", and begins with no digit${old === undefined ? '' : `; ${old}`}`,
    } as const] : [],
    ...name === '__name__' && field === 'labels' ? [{ effect: 'refused', path: `${path}.__name__`, where, why: '"labels" has "__name__", which is the name of the metric: use "record"' } as const] : [],
    ...!hasSchema && typeof text !== 'string' ? [{ effect: 'refused', path: `${path}.${name}`, where, why: `"${field}.${name}" is no text: put it in quotes` } as const] : [],
  ]);
}
