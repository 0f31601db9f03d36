import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkDisruptionExpression } from './disruption-expressions';
import { objectsOf } from '../validation/app-objects';
import { Finding, shown } from '../validation/rule';
import { jsonOf } from '../validation/to-json';
import { ComponentVersion } from '../versions/component-version';

interface UserRule {
  readonly alert?: unknown;
  readonly record?: unknown;
  readonly expr?: unknown;
}

/** Rules in the same app that ask for disruptions in a way that this version of kube-state-metrics cannot answer. */
export function checkUserRules(root: IConstruct, own: ReadonlySet<ApiObject>, version: ComponentVersion<'kubeStateMetrics'>): Finding[] {
  return objectsOf(root, 'PrometheusRule').filter(object => !own.has(object)).flatMap(object =>
    rulesIn(jsonOf(object)).flatMap(({ alert, record, expr }) => {
      const where = `PrometheusRule ${shown(object.name)}, ${alert !== undefined ? `alert ${shown(alert)}` : `record ${shown(record)}`}`;
      return typeof expr === 'string' ? checkDisruptionExpression(where, expr, version) : [];
    }));
}

function rulesIn(manifest: any): UserRule[] {
  const groups = manifest?.spec?.groups;
  return Array.isArray(groups) ? groups.flatMap(group => Array.isArray(group?.rules) ? group.rules : []) : [];
}
