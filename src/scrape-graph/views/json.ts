import { Explanation } from '../explanation';

/** The problems alone, for machines: an object for each cluster. */
export function problemsAsJson(explanations: readonly Explanation[]): string {
  return `${JSON.stringify(explanations.map(({ cluster, problems, silenced }) => ({ ...cluster !== undefined && { cluster }, problems, silenced })), undefined, 2)}\n`;
}
