import { nameOf } from '../../scrape-graph/manifest';
import { listed, shown } from '../../validation/rule';
import { millisecondsOf } from '../../values/durations';
import { Change } from '../change';
import { pairUp, Pairs } from '../pairs';
import { numbersThatDiffer, partsThatDiffer, partThatDiffers, plainExpression, Replaced, rulesOf, RuleState } from '../rule-states';
import { Sides } from '../side';
import { labelDifferences } from './targets';

export interface RuleChanges {
  readonly alerts: Pairs<RuleState>;
  readonly records: Pairs<RuleState>;
  readonly changes: readonly Change[];
}

/** Alerts and recorded series that are removed, new, renamed or changed. */
export function ruleChanges(sides: Sides): RuleChanges {
  const [before, after] = [rulesOf(sides.before, sides), rulesOf(sides.after, sides)];
  const objects = new Set(sides.after.graph.world.ofKind('PrometheusRule').map(nameOf));
  const of = (kind: RuleState['kind'], rules: readonly RuleState[]) => rules.filter(each => each.kind === kind);
  const alerts = pairUp(of('alert', before), of('alert', after), ALERT_KEYS);
  const records = pairUp(of('record', before), of('record', after), RECORD_KEYS);
  return {
    alerts,
    records,
    changes: [
      ...alerts.gone.map(rule => ({
        kind: 'lost-alert', subject: ruleTitle(rule), text: whyGone(rule, after, objects), object: rule.object, isOld: true,
      }) as const),
      ...alerts.added.map(rule => ({
        kind: 'new-alert', subject: ruleTitle(rule), text: `in group ${shown(rule.group)}`, object: rule.object,
      }) as const),
      ...alerts.both.flatMap(([old, now]) => alertChanges(old, now)),
      ...records.both.flatMap(([old, now]) => recordChanges(old, now)),
    ],
  };
}

const severityOf = ({ labels }: RuleState): string => labels.severity ?? '';
const labelsOf = ({ labels }: RuleState): string => JSON.stringify(Object.entries(labels).sort());

/** Rules with the same name and labels are paired first, then rules with the same expression. */
const ALERT_KEYS: readonly ((rule: RuleState) => string | undefined)[] = [
  rule => [rule.name, labelsOf(rule), rule.for, plainExpression(rule.expr)].join('\n'),
  rule => [rule.name, rule.object, rule.group, labelsOf(rule)].join('\n'),
  rule => [rule.name, severityOf(rule), rule.for].join('\n'),
  rule => [rule.name, severityOf(rule)].join('\n'),
  rule => rule.name,
  rule => [severityOf(rule), plainExpression(rule.expr)].join('\n'),
  rule => plainExpression(rule.expr),
];

/** A recorded series with another name is another series. */
const RECORD_KEYS: readonly ((rule: RuleState) => string | undefined)[] = [
  rule => [rule.name, labelsOf(rule), plainExpression(rule.expr)].join('\n'),
  rule => [rule.name, labelsOf(rule)].join('\n'),
  rule => rule.name,
];

export function ruleTitle(rule: RuleState): string {
  const severity = severityOf(rule);
  return severity === '' ? rule.name : `${rule.name} (${severity})`;
}

/** A recorded series with the labels that its rule sets. */
export function ruleSeries({ name, labels }: RuleState): string {
  const own = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`).sort();
  return own.length === 0 ? name : `${name}{${own.join(', ')}}`;
}

function whyGone({ group, object }: RuleState, after: readonly RuleState[], objects: ReadonlySet<string>): string {
  if (!objects.has(object)) { return `was in group ${shown(group)} of ${object}, which is gone`; }
  if (!after.some(rule => rule.object === object)) { return `was in group ${shown(group)}; no server evaluates ${object} any more`; }
  return after.some(rule => rule.object === object && rule.group === group)
    ? `was in group ${shown(group)}`
    : `its group ${shown(group)} is gone`;
}

function alertChanges(old: RuleState, now: RuleState): Change[] {
  const subject = ruleTitle(now);
  const texts = [
    ...old.name === now.name ? [] : [`was ${old.name}`],
    ...expressionTexts(old.expr, now.expr),
    ...timeTexts('for', old.for, now.for),
    ...timeTexts('keep_firing_for', old.keepFiringFor, now.keepFiringFor),
    ...labelDifferences(old.labels, now.labels),
    ...timeTexts('evaluated every', old.interval || 'global', now.interval || 'global'),
    ...serverTexts(old, now),
  ];
  if (texts.length === 0) { return []; }
  return [{ kind: old.name === now.name ? 'changed-alert' : 'renamed-alert', subject, text: texts.join('; '), object: now.object }];
}

function recordChanges(old: RuleState, now: RuleState): Change[] {
  const texts = [...expressionTexts(old.expr, now.expr), ...labelDifferences(old.labels, now.labels), ...serverTexts(old, now)];
  return texts.length === 0 ? [] : [{ kind: 'changed-record', subject: ruleSeries(now), text: texts.join('; '), object: now.object }];
}

/** Longer parts of an expression are not shown: the text diff shows them. */
const LONGEST_PART = 100;
const MOST_PARTS = 3;

function expressionTexts(old: string, now: string): string[] {
  const numbers = numbersThatDiffer(old, now);
  if (numbers) { return numbers.map(replacedText); }
  const parts = (partsThatDiffer(old, now) ?? []).filter((part, _, all) => !isPunctuation(part) && !isMoved(part, all));
  const isShort = parts.length > 0 && parts.length <= MOST_PARTS && parts.every(isShown) && !parts.some(isFragment);
  if (isShort) { return parts.map(replacedText); }
  const whole = partThatDiffers(old, now);
  return [isShown(whole) ? replacedText(whole) : 'another expression'];
}

function isShown({ from, to }: Replaced): boolean {
  return Math.max(from.length, to.length) <= LONGEST_PART;
}

/** A part that closes a bracket which another part opens is not readable alone. */
function isFragment({ from, to }: Replaced): boolean {
  return [from, to].some(text => {
    let depth = 0;
    return [...text].some(character => {
      if ('([{'.includes(character)) { depth++; } else if (')]}'.includes(character)) { depth--; }
      return depth < 0;
    });
  });
}

/** Other differences are more informative. */
function isPunctuation({ from, to }: Replaced): boolean {
  return /^[(){},[\]]*$/.test(`${from}${to}`);
}

/** A part that is elsewhere in the new expression is neither new nor gone. */
function isMoved({ from, to }: Replaced, all: readonly Replaced[]): boolean {
  return (from === '') !== (to === '') && all.some(other => other.from === to && other.to === from);
}

function replacedText({ from, to }: Replaced): string {
  if (from === '') { return `${to} is new in its expression`; }
  return to === '' ? `no ${from} in its expression any more` : `${from} becomes ${to} in its expression`;
}

function timeTexts(what: string, old: string, now: string): string[] {
  const isSame = old === now || millisecondsOf(old) === millisecondsOf(now) && old !== 'global' && now !== 'global';
  return isSame ? [] : [`${what} ${old} becomes ${now}`];
}

function serverTexts({ by: old }: RuleState, { by: now }: RuleState): string[] {
  const [gone, added] = [old.filter(each => !now.includes(each)), now.filter(each => !old.includes(each))];
  return [
    ...gone.length > 0 ? [`${listed(gone)} no longer ${gone.length === 1 ? 'evaluates' : 'evaluate'} it`] : [],
    ...added.length > 0 ? [`${listed(added)} ${added.length === 1 ? 'evaluates' : 'evaluate'} it, too`] : [],
  ];
}
