import { Fields, fieldsOf, isInteger, isText, itemsOf, Report } from './report';
import { AUTOSCALER, DISRUPTION_BUDGET } from './rules';
import { checkSelector } from './selectors';
import { whyNoAmount } from './workloads';
import { isMap } from '../../values/json';

export function checkDisruptionBudget(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy: policy } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    report.add(DISRUPTION_BUDGET, 'spec', undefined, 'has both "minAvailable" and "maxUnavailable"', 'remove one of them');
  }
  for (const [field, value] of Object.entries({ minAvailable, maxUnavailable })) {
    const why = whyNoAmount(value);
    if (why !== undefined) {
      report.add(DISRUPTION_BUDGET, `spec.${field}`, value, why, 'write a whole number, or a percentage such as "50%"');
    }
  }
  if (isText(policy) && !['IfHealthyBudget', 'AlwaysAllow'].includes(policy)) {
    report.add(
      DISRUPTION_BUDGET, 'spec.unhealthyPodEvictionPolicy', policy, 'which is not a valid policy', 'use IfHealthyBudget or AlwaysAllow',
    );
  }
  checkSelector(report, spec.selector, 'spec.selector');
}

export function checkAutoscaler(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  const { minReplicas = 1, maxReplicas, metrics } = spec;
  if (isInteger(minReplicas) && minReplicas < 0) {
    report.add(AUTOSCALER, 'spec.minReplicas', minReplicas, 'but must not be negative', 'use a number from 1');
  }
  if (isInteger(maxReplicas) && maxReplicas < 1) {
    report.add(AUTOSCALER, 'spec.maxReplicas', maxReplicas, 'but must be at least 1', 'use a number from 1');
  } else if (isInteger(maxReplicas) && isInteger(minReplicas) && maxReplicas < minReplicas) {
    report.add(AUTOSCALER, 'spec.maxReplicas', maxReplicas, `below "minReplicas", which is ${minReplicas}`,
      'raise it, or lower "minReplicas"');
  }
  for (const { item, at } of itemsOf(metrics, 'spec.metrics')) { checkMetric(report, item, at); }
}

const SOURCES: { readonly [type: string]: string } = {
  ContainerResource: 'containerResource', External: 'external', Object: 'object', Pods: 'pods', Resource: 'resource',
};

function checkMetric(report: Report, metric: Fields, at: string): void {
  const { type } = metric;
  if (!isText(type)) { return; }
  if (!Object.hasOwn(SOURCES, type)) {
    report.add(AUTOSCALER, `${at}.type`, type, 'which is not a valid type of metric', `use one of ${Object.keys(SOURCES).join(', ')}`);
  } else if (!isMap(metric[SOURCES[type]])) {
    report.add(AUTOSCALER, `${at}.${SOURCES[type]}`, undefined, `is missing, but the type is ${type}`, 'set it');
  }
}
