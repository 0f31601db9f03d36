import { GROUPS } from '../../../src/monitoring-mixin/groups';
import { aContext } from '../../support/mixin';
import { AlertCase } from '../alert-case';

/** The expressions of the alert of a case: of each level that it is about. */
export function exprsOf({ alert, severity }: AlertCase): readonly string[] {
  const alerts = GROUPS.flatMap(group => group.alerts ?? []).filter(each => each.alert === alert && (severity === undefined || each.severity === severity));
  return alerts.map(each => each.expr(aContext(), each.threshold ?? 0));
}
