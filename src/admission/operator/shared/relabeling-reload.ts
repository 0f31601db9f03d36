import { Json } from './json';
import { actionOf, EQUAL_ACTIONS, isLegacy, LEGACY_NAME, TEMPLATE } from './relabeling-names';
import { asList, textOf } from '../../../values/json';
import { CheckContext, Fault, PartRow } from '../row';

const FILE = 'prometheus: model/relabel/relabel.go';

/** Actions whose target is checked against the name scheme. The target of "replace" may be a template. */
const TO_NAME = ['lowercase', 'uppercase', ...EQUAL_ACTIONS, 'hashmod'];

const row = (
  id: string, field: string, text: string, find: (step: Json, context: CheckContext) => readonly Fault[], file = FILE,
): PartRow =>
  ({ id: `relabeling/${id}`, field, effect: 'invalid-at-reload', see: { file, text }, find });

/** From this version on Prometheus applies the name scheme to relabeling. */
const obeysScheme = ({ nameScheme, prometheus }: CheckContext) => nameScheme === 'Legacy' && prometheus?.isAtLeast('3.7.0') === true;

function schemeFaults(step: Json, context: CheckContext): readonly Fault[] {
  if (!obeysScheme(context)) { return []; }
  const [action, target, replacement] = [actionOf(step), textOf(step.targetLabel), textOf(step.replacement)];
  const why = 'is not a valid label name with "nameValidationScheme: Legacy": use letters, digits and "_"';
  const isWrong = target !== ''
    && ((action === 'replace' && !TEMPLATE.test(target)) || (TO_NAME.includes(action) && !LEGACY_NAME.test(target)));
  return [
    ...isWrong ? [{ at: 'targetLabel', value: target, why }] : [],
    ...action === 'labelmap' && replacement !== '' && !TEMPLATE.test(replacement) ? [{ at: 'replacement', value: replacement, why }] : [],
  ];
}

/** What the operator writes and Prometheus rejects when it loads its configuration. */
export const RELOAD_ROWS: readonly PartRow[] = [
  // Prometheus compares the compiled expression with its default, not the text
  row('equal-regex', 'regex', 'c.Regex != DefaultRelabelConfig.Regex', step =>
    EQUAL_ACTIONS.includes(actionOf(step)) && step.regex === '(.*)'
      ? [{
        at: 'regex', value: step.regex, why: `is not allowed with the action "${actionOf(step)}", although it is the default: remove it`,
      }]
      : []),
  row('source-labels', 'sourceLabels', 'SourceLabels model.LabelNames', (step, context) => asList(step.sourceLabels).flatMap((label, at) =>
    typeof label === 'string' && (label === '' || (isLegacy(context) && !LEGACY_NAME.test(label)))
      ? [{
        at: `sourceLabels[${at}]`,
        value: label,
        why: label === ''
          ? 'is empty, which is not a valid label name: remove it'
          : 'is not a valid label name below Prometheus 3: use letters, digits and "_"',
      }] : [])),
  row('scheme', 'targetLabel, replacement', 'c.NameValidationScheme.IsValidLabelName(c.TargetLabel)', schemeFaults),
];
