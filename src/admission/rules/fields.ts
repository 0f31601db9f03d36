import { RuleEnvironment, whyOldNames } from './environment';
import { RuleOptions, RuleProblem } from './rule-problem';
import { isOldLabelName } from './values';
import { shown } from '../../validation/rule';
import { similarTo } from '../../validation/similar';
import { isMap, isSet } from '../../values/json';

/** Unknown fields, with the most similar known field. */
export function unknownFields(value: object, known: readonly string[]): { readonly field: string; readonly why: string }[] {
  return Object.keys(value).filter(field => !known.includes(field)).map(field => {
    const similar = similarTo(field, known)[0] ?? known.find(each => letters(each) === letters(field));
    const cure = similar === undefined ? `: use one of ${known.join(', ')}` : `: did you mean "${similar}"?`;
    return { field, why: `the field ${shown(field)} does not exist${cure}` };
  });
}

/** Suggests `for` for `fro`. */
function letters(word: string): string {
  return [...word].sort().join('');
}

/** The names of labels or annotations. */
export function checkLabelNames(labels: unknown, at: LabelsAt, env: RuleEnvironment, { hasSchema }: RuleOptions): RuleProblem[] {
  const { path, field, where } = at;
  if (!isSet(labels)) { return []; }
  const refused = (name: string, why: string): RuleProblem => {
    const place = isOldLabelName(name) ? `.${name}` : `[${shown(name)}]`;
    return { effect: 'refused', path: `${path}.${field}${place}`, where, why };
  };
  if (!isMap(labels)) {
    return hasSchema ? [] : [{ effect: 'refused', path: `${path}.${field}`, where, why: `"${field}" is not a map of names and strings` }];
  }
  const old = whyOldNames(env);
  const problems: RuleProblem[] = [];
  for (const [name, text] of Object.entries(labels)) {
    if (name === '' || (old !== undefined && !isOldLabelName(name))) {
      const cure = `use letters, digits and "_", and do not begin with a digit${old === undefined ? '' : `; ${old}`}`;
      problems.push(refused(name, `"${field}" has ${shown(name)}: ${cure}`));
    }
    if (name === '__name__' && field === 'labels') {
      problems.push(refused(name, '"labels" has "__name__", the metric name: use "record"'));
    }
    if (!hasSchema && typeof text !== 'string') { problems.push(refused(name, `"${field}.${name}" is not a string: put it in quotes`)); }
  }
  return problems;
}

/** The place of labels or annotations. */
export interface LabelsAt {
  /** Of the group or the rule. */
  readonly path: string;
  readonly field: string;
  readonly where: string;
}
