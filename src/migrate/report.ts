import { Migration } from './migrate';
import { MigratedValue, Outcome } from './part';
import { oneLine } from '../validation/control-characters';
import { shown } from '../validation/rule';
import { masked } from '../validation/secret-texts';

/** The worst last, where readers look first in a terminal. */
const OUTCOMES: readonly Outcome[] = ['same', 'mapped', 'different', 'unsupported', 'unknown'];

/** Terminal colors: grey, green, cyan, yellow, red. */
const COLORS: Readonly<Record<Outcome, number>> = { same: 90, mapped: 32, different: 36, unsupported: 33, unknown: 31 };

/** A line for each value and each warning, and their counts. */
export function reportText({ values, warnings }: Pick<Migration, 'values' | 'warnings'>, hasColors: boolean): string {
  const paint = (outcome: Outcome) => hasColors ? `\u001b[${COLORS[outcome]}m${outcome.padEnd(11)}\u001b[39m` : outcome.padEnd(11);
  const of = (outcome: Outcome) => values.filter(value => value.outcome === outcome);
  const lineOf = ({ outcome, path, note }: MigratedValue) => `${paint(outcome)} ${shown(path, 200).slice(1, -1)}: ${oneLine(note)}\n`;
  const lines = OUTCOMES.flatMap(outcome => of(outcome).map(lineOf));
  const decisions = warnings.map(text => `decide      ${text.split('\n').map(oneLine).join('\n            ')}\n`);
  return masked(`${lines.join('')}${decisions.join('')}\n${OUTCOMES.map(outcome => `${of(outcome).length} ${outcome}`).join(', ')}\n`);
}

/** Whether a part of the release is lost. */
export function isFailed({ values }: Pick<Migration, 'values'>): boolean {
  return values.some(({ outcome }) => outcome === 'unsupported' || outcome === 'unknown');
}
