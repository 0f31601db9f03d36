import { Json } from './json';
import { actionOf, CASE_ACTIONS, EQUAL_ACTIONS, isLegacy, LEGACY_NAME, NAME_ACTIONS, TEMPLATE } from './relabeling-names';
import { RELOAD_ROWS } from './relabeling-reload';
import { whyNoPattern } from '../../../promql/regex';
import { shown } from '../../../validation/rule';
import { asList, isSet, textOf } from '../../../values/json';
import { CheckContext, Fault, isBelow, isInForce, Lifetime, Part, PartRow } from '../row';

const FILE = 'pkg/prometheus/validation/validator.go';

/** Actions whose target is a name, and may be a template for the operator. */
const NAMED = ['replace', ...CASE_ACTIONS, ...EQUAL_ACTIONS];
const WITH_TARGET = [...NAMED, 'hashmod'];

/** Fields where an empty text is a value: they are pointers from this version on. */
const EMPTY_REPLACEMENT: Lifetime = { since: '0.80.1' };
const EMPTY_SEPARATOR: Lifetime = { since: '0.73.2' };

const isOther = (value: unknown, usual: string, whenEmpty: Lifetime, { env }: CheckContext) =>
  typeof value === 'string' && value !== usual && (value !== '' || isInForce(whenEmpty, env));

type Names = 'regex' | 'modulus' | 'separator' | 'replacement' | 'sourceLabels' | 'targetLabel';

/** Fields of a step that differ from their defaults. */
function others(step: Json, fields: readonly Names[], context: CheckContext): readonly Names[] {
  const isGiven: { readonly [field in Names]: boolean } = {
    regex: textOf(step.regex) !== '' && step.regex !== '(.*)',
    modulus: typeof step.modulus === 'number' && step.modulus !== 0,
    separator: isOther(step.separator, ';', EMPTY_SEPARATOR, context),
    replacement: isOther(step.replacement, '$1', EMPTY_REPLACEMENT, context),
    sourceLabels: asList(step.sourceLabels).length > 0,
    targetLabel: textOf(step.targetLabel) !== '',
  };
  return fields.filter(field => isGiven[field]);
}

interface Options extends Lifetime {
  readonly field: string;
  readonly text: string;
  readonly actions: readonly string[];
}

function row(
  id: string,
  { field, text, actions, ...lifetime }: Options,
  find: (step: Json, context: CheckContext, action: string) => readonly Fault[],
): PartRow {
  return {
    id: `relabeling/${id}`,
    field,
    ...lifetime,
    see: { file: FILE, text },
    find: (step, context) => {
      const action = actionOf(step);
      return actions.includes(action) ? find(step, context, action) : [];
    },
  };
}

const tooOld = (id: string, text: string, actions: readonly string[], since: string) =>
  row(id, { field: 'action', text, actions }, (step, { prometheus }) =>
    isBelow(prometheus, since)
      ? [{ at: 'action', value: step.action, why: `requires Prometheus ${since} or newer; the version is ${prometheus!.text}` }]
      : [],
  );

const ANY_ACTION = [...WITH_TARGET, 'keep', 'drop', 'labelmap', ...NAME_ACTIONS];
const LETTERS = 'below Prometheus 3 use only letters, digits and "_", and do not begin with a digit';

/** What every operator version rejects. Prometheus rejects the same. */
const LASTING_ROWS: readonly PartRow[] = [
  tooOld('case-version', 'relabel action is only supported from Prometheus version 2.36.0', CASE_ACTIONS, '2.36.0'),
  tooOld('equal-version', 'relabel action is only supported from Prometheus version 2.41.0', EQUAL_ACTIONS, '2.41.0'),
  row('regex', { field: 'regex', text: 'invalid regex %s for relabel configuration', actions: ANY_ACTION }, ({ regex }) => {
    const pattern = textOf(regex);
    const why = pattern === '' ? undefined : whyNoPattern(pattern);
    // it is compiled in parentheses, which some invalid expressions complete: `a)(b`
    const isNone = why !== undefined && whyNoPattern(`(?:${pattern})`) !== undefined;
    return isNone ? [{ at: 'regex', value: pattern, why: `is not a valid RE2 regular expression: ${why}` }] : [];
  }),
  row(
    'modulus',
    { field: 'modulus', text: 'relabel configuration for hashmod requires non-zero modulus', actions: ['hashmod'] },
    ({ modulus }) =>
      isSet(modulus) && modulus !== 0
        ? []
        : [{ at: 'modulus', why: 'is missing or 0, but "hashmod" divides by it: set a number' }],
  ),
  row(
    'no-target',
    { field: 'targetLabel', text: 'relabel configuration for %s action needs targetLabel value', actions: WITH_TARGET },
    (step, _, action) =>
      textOf(step.targetLabel) === '' && !isOfOtherType(step.targetLabel)
        ? [{ at: 'targetLabel', why: `is missing, but the action ${shown(action)} requires it` }]
        : [],
  ),
  row(
    'target',
    { field: 'targetLabel', text: '"%q is invalid \'target_label\' for %s action"', actions: NAMED },
    ({ targetLabel }, context) => {
      const target = textOf(targetLabel);
      return target !== '' && isLegacy(context) && !TEMPLATE.test(target)
        ? [{ at: 'targetLabel', value: target, why: `is not a valid label name: ${LETTERS}` }]
        : [];
    },
  ),
  row(
    'case-replacement',
    { field: 'replacement', text: "'replacement' can not be set for %s action", actions: CASE_ACTIONS },
    (step, context, action) =>
      others(step, ['replacement'], context).map(at => ({
        at,
        value: step[at],
        why: `is not allowed with the action ${shown(action)}, which replaces nothing: remove it`,
      })),
  ),
  row(
    'labelmap',
    { field: 'replacement', text: "is invalid 'replacement' for %s action", actions: ['labelmap'] },
    ({ replacement }, context) => {
      const name = textOf(replacement);
      return name !== '' && isLegacy(context) && !TEMPLATE.test(name)
        ? [{ at: 'replacement', value: name, why: `results in an invalid label name: ${LETTERS}` }]
        : [];
    },
  ),
  row(
    'equal',
    {
      field: 'regex, modulus, separator, replacement',
      text: "action requires only 'source_labels' and `target_label`, and no other fields",
      actions: EQUAL_ACTIONS,
    },
    (step, context, action) =>
      others(step, ['regex', 'modulus', 'separator', 'replacement'], context).map(at => ({
        at,
        value: step[at],
        why: `is not allowed with the action ${shown(action)}, which has only "sourceLabels" and "targetLabel": remove it`,
      })),
  ),
  row(
    'names',
    {
      field: 'sourceLabels, targetLabel, modulus, separator, replacement',
      text: "action requires only 'regex', and no other fields",
      actions: NAME_ACTIONS,
    },
    (step, context, action) =>
      others(step, ['sourceLabels', 'targetLabel', 'modulus', 'separator', 'replacement'], context).map(at => ({
        at,
        value: at === 'sourceLabels' ? undefined : step[at],
        why: `is not allowed with the action ${shown(action)}, which has only "regex": remove it`,
      })),
  ),
];

function isOfOtherType(value: unknown): boolean {
  return isSet(value) && typeof value !== 'string';
}

/** Checks that depend on the operator's version. */
const VERSIONED_ROWS: readonly PartRow[] = [
  row(
    'target-any-version',
    { field: 'targetLabel', until: '0.86.0', text: '"%q is invalid \'target_label\' for %s action"', actions: NAMED },
    ({ targetLabel }, context) => {
      const target = textOf(targetLabel);
      return target !== '' && !isLegacy(context) && !TEMPLATE.test(target)
        ? [
          {
            at: 'targetLabel',
            value: target,
            why: 'is not a valid label name for prometheus-operator below 0.86: use letters, digits and "_", or update the operator',
          },
        ]
        : [];
    },
  ),
  row(
    'target-template',
    { field: 'targetLabel', since: '0.86.0', text: '"%q is invalid \'target_label\' for %s action"', actions: NAMED },
    ({ targetLabel }, context) => {
      const target = textOf(targetLabel);
      return target !== '' && isLegacy(context) && TEMPLATE.test(target) && !LEGACY_NAME.test(target)
        ? [
          {
            at: 'targetLabel',
            value: target,
            why: 'has a variable, which requires Prometheus 3: write the name of the label',
          },
        ]
        : [];
    },
  ),
  row(
    'hashmod-target',
    { field: 'targetLabel', since: '0.86.0', text: '"%q is invalid \'target_label\' for %s action"', actions: ['hashmod'] },
    ({ targetLabel }, context) => {
      const target = textOf(targetLabel);
      return target !== '' && isLegacy(context) && !LEGACY_NAME.test(target)
        ? [{ at: 'targetLabel', value: target, why: `is not a valid label name: ${LETTERS}` }]
        : [];
    },
  ),
  row(
    'labelmap-any-version',
    { field: 'replacement', until: '0.86.0', text: "is invalid 'replacement' for %s action", actions: ['labelmap'] },
    ({ replacement }, context) => {
      const name = textOf(replacement);
      return name !== '' && !isLegacy(context) && !TEMPLATE.test(name)
        ? [
          {
            at: 'replacement',
            value: name,
            why: 'results in an invalid label name for prometheus-operator below 0.86: use letters, digits, "_" and variables, or update '
              + 'the operator',
          },
        ]
        : [];
    },
  ),
  row(
    'labelmap-template',
    { field: 'replacement', since: '0.88.0', until: '0.89.1', text: "is invalid 'replacement' for %s action", actions: ['labelmap'] },
    ({ replacement }, context) => {
      const name = textOf(replacement);
      return name !== '' && isLegacy(context) && TEMPLATE.test(name) && !LEGACY_NAME.test(name)
        ? [
          {
            at: 'replacement',
            value: name,
            why: 'has a variable, which with this operator requires Prometheus 3: update it, or remove "replacement" if it is "$1"',
          },
        ]
        : [];
    },
  ),
  row(
    'labelmap-empty',
    { field: 'replacement', ...EMPTY_REPLACEMENT, text: "is invalid 'replacement' for %s action", actions: ['labelmap'] },
    ({ replacement }) => (replacement === '' ? [{ at: 'replacement', value: '', why: 'results in an invalid label name: remove it' }] : []),
  ),
];

/** A step of `relabelings` of a scrape class. Prometheus reads it only if a monitor uses the class. */
export const CLASS_RELABELING: Part = { rows: [...LASTING_ROWS, ...VERSIONED_ROWS] };

/** A step of `relabelings` and `metricRelabelings`: the operator checks it first, then Prometheus. */
export const RELABELING: Part = { rows: [...CLASS_RELABELING.rows, ...RELOAD_ROWS] };

/** A step that the operator does not check. Prometheus checks it when it loads its configuration. */
export const UNCHECKED_RELABELING: Part = {
  rows: [...LASTING_ROWS, ...RELOAD_ROWS].map(each => ({ ...each, id: each.id.replace('relabeling/', 'write-relabeling/') })),
};
