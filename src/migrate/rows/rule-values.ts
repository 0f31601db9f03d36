import { different, same, ValueRow } from './row';

/** Values for rules and dashboards that the parts do not judge. */
export const RULE_ROWS: readonly ValueRow[] = [
  ...different('rules are those of this library: set "mixin.disabledGroups" and "mixin.alerts"', 'defaultRules.**', 'customRules.**'),
  ...different('make a Grafana in the program', 'grafana.**'),
  same('thanosRuler.enabled', false),
  ...different('make a ThanosRuler in the program', 'thanosRuler.**'),
];
