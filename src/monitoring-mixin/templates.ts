import { mayHave, ResultLabels } from '../promql/result-labels';

/** Labels that an alert has whatever its expression. */
const ALWAYS = ['alertname'];

/** What is wrong with the template of a label or an annotation: brackets that do not close, and labels that the result cannot have. */
export function checkTemplate(text: string, labels: ResultLabels): string[] {
  const actions = [...text.matchAll(/\{\{(.{0,500}?)\}\}/gs)].map(([, action]) => action);
  const rest = text.replace(/\{\{.{0,500}?\}\}/gs, '');
  const used = [...new Set(actions.flatMap(action => [...action.matchAll(/\$labels\.([a-zA-Z_][a-zA-Z0-9_]*)/g)].map(([, label]) => label)))];
  return [
    ...rest.includes('{{') || rest.includes('}}') ? ['"{{" and "}}" do not close each other'] : [],
    ...actions.filter(action => /\$(?!labels\b|value\b|externalLabels\b|externalURL\b|[a-z]\w* *:?=|[a-z]\w*\b(?= *[|)}]|$))/.test(action)).map(action => `"{{${action}}}" has a variable that there is not: there are $labels, $value, $externalLabels and $externalURL`),
    ...used.filter(label => !ALWAYS.includes(label) && !mayHave(labels, label)).map(label => `$labels.${label} is not in the result of the expression: it would be empty`),
  ];
}
