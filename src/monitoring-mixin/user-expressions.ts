import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkDisruptionExpression } from './disruption-expressions';
import { ruleObjectsIn } from '../manifest/rule-file';
import { objectsOf } from '../validation/app-objects';
import { Finding, shown } from '../validation/rule';
import { jsonOf } from '../validation/to-json';
import { Attached } from '../values/attached';
import { ComponentVersion } from '../versions/component-version';

/** The rules of all mixins: each was created for its own versions. */
const own = new WeakSet<ApiObject>();
const versions = new Attached<IConstruct, Set<string>>();

/**
 * Assigns the check of other rules in the app to one mixin per version, because an app may have many mixins.
 * @param rules the mixin's own rules
 * @returns whether this mixin does the check
 */
export function isFirstToLook(root: IConstruct, rules: readonly ApiObject[], { text }: ComponentVersion<'kubeStateMetrics'>): boolean {
  rules.forEach(rule => own.add(rule));
  const known = versions.get(root) ?? new Set();
  versions.set(root, known);
  return !known.has(text) && known.add(text) !== undefined;
}

/** Rules in the same app whose queries for disruptions find nothing with this version of kube-state-metrics. */
export function checkUserRules(root: IConstruct, version: ComponentVersion<'kubeStateMetrics'>): Finding[] {
  return objectsOf(root, 'PrometheusRule').filter(object => !own.has(object)).flatMap(object =>
    ruleObjectsIn(jsonOf(object)).flatMap(({ alert, record, expr }) => {
      const where = `PrometheusRule ${shown(object.name)}, ${alert !== undefined ? `alert ${shown(alert)}` : `record ${shown(record)}`}`;
      return typeof expr === 'string' ? checkDisruptionExpression(where, expr, version) : [];
    }));
}
