import {
  MATCH_ALERTS, MATCH_EMPTY, MATCH_EVERYTHING, MATCH_EXTERNAL_LABEL, MATCH_MISSING, MATCH_SYNTAX,
} from './rules';
import { isMatchingAll, isTrivial, Matcher, matches, matcherText, whyNotPatterns } from '../promql/matcher';
import { readSelector } from '../promql/selector';
import { finding, Finding } from '../validation/rule';

/** Invalid or problematic values of `match`. */
export function checkMatch(selectors: readonly string[], externalLabels: readonly string[]): Finding[] {
  return selectors.length === 0 ? [finding(MATCH_MISSING, {})] : selectors.flatMap(selector => checkSelector(selector, externalLabels));
}

function checkSelector(selector: string, externalLabels: readonly string[]): Finding[] {
  const read = readSelector(selector);
  if ('why' in read) { return [finding(MATCH_SYNTAX, { selector, why: read.why })]; }
  const { matchers } = read;
  const why = whyNotPatterns(matchers);
  if (why !== undefined) { return [finding(MATCH_SYNTAX, { selector, why })]; }
  if (matchers.every(isMatchingAll)) { return [finding(MATCH_EMPTY, { selector })]; }
  const external = matchers.find(matcher => externalLabels.includes(matcher.label) && matches(matcher, '') === false);
  const isEverything = matchers.every(isTrivial);
  return [
    ...external ? [finding(MATCH_EXTERNAL_LABEL, { selector, matcher: matcherText(external), label: external.label })] : [],
    ...isEverything ? [finding(MATCH_EVERYTHING, { selector })] : [],
    ...!isEverything && takesAlerts(matchers) ? [finding(MATCH_ALERTS, { selector })] : [],
  ];
}

/** Whether it selects the series `ALERTS`, by its matcher of the name. */
function takesAlerts(matchers: readonly Matcher[]): boolean {
  const ofName = matchers.filter(({ label }) => label === '__name__');
  return ofName.length > 0 && ['ALERTS', 'ALERTS_FOR_STATE'].some(name => ofName.every(matcher => matches(matcher, name) === true));
}
