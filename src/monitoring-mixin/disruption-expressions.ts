import { DISRUPTION_EVICTED, DISRUPTION_TOO_OLD, DISRUPTION_ZERO } from './rules';
import { comparesWithZero, selectorsIn } from '../promql/expression';
import { Matcher, matches } from '../promql/matcher';
import { finding, Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';

const REASON = 'kube_pod_status_reason';
const DISRUPTION_REASON = 'kube_pod_status_disruption_reason';

/** Reasons why an expression cannot find disruptions in this version. */
export function checkDisruptionExpression(where: string, expr: string, version: ComponentVersion<'kubeStateMetrics'>): Finding[] {
  if (!expr.includes('kube_pod_status_')) { return []; } // most expressions do not read disruptions: skip parsing
  const at = { where, version: version.text };
  const selectors = selectorsIn(expr);
  const isNew = version.has('podDisruptionReason');
  return [
    ...isNew && comparesWithZero(expr, REASON) ? [finding(DISRUPTION_ZERO, at)] : [],
    ...!isNew && selectors.some(matchers => isOf(matchers, REASON) && asksForEvictions(matchers)) ? [finding(DISRUPTION_EVICTED, at)] : [],
    ...!isNew && selectors.some(matchers => isOf(matchers, DISRUPTION_REASON)) ? [finding(DISRUPTION_TOO_OLD, at)] : [],
  ];
}

function isOf(matchers: readonly Matcher[], metric: string): boolean {
  return matchers.some(({ label, operator, value }) => label === '__name__' && operator === '=' && value === metric);
}

function asksForEvictions(matchers: readonly Matcher[]): boolean {
  const ofReason = matchers.filter(({ label }) => label === 'reason');
  return ofReason.length > 0
    && ['Evicted', 'EvictionByEvictionAPI'].some(reason => ofReason.every(matcher => matches(matcher, reason) === true));
}
