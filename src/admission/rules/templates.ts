import { mayHave, ResultLabels } from '../../promql/result-labels';

/** Labels that every alert has, whatever its expression. */
const ALWAYS = ['alertname'];

/** Labels that a template of an alert uses, and that the result of its expression cannot have: they would be empty. */
export function emptyLabelsIn(text: string, labels: ResultLabels): string[] {
  const actions = [...text.matchAll(/\{\{(.{0,500}?)\}\}/gs)].map(([, action]) => action);
  const used = new Set(actions.flatMap(action => [...action.matchAll(/\$labels\.([a-zA-Z_][a-zA-Z0-9_]*)/g)].map(([, label]) => label)));
  return [...used].filter(label => !ALWAYS.includes(label) && !mayHave(labels, label));
}

/** Whether an end has no matching start: Go treats it as text. */
export function hasStrayEnd(text: string): boolean {
  return text.includes('}}') && text.replace(/\{\{.{0,500}?\}\}/gs, '').includes('}}');
}
