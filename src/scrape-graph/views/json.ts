import { Explanation } from '../explanation';

/** Only the problems, for programs: one object per cluster. */
export function problemsAsJson(explanations: readonly Explanation[]): string {
  return `${JSON.stringify(
    explanations.map(({ cluster, problems, silenced }) => ({ ...cluster !== undefined && { cluster }, problems, silenced })), undefined, 2,
  )}\n`;
}
