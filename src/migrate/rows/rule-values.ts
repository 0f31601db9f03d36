import { different, same, ValueRow } from './row';

/** Values for rules and dashboards that the parts do not judge. */
export const RULE_ROWS: readonly ValueRow[] = [
  ...different('rules are those of this library: set "mixin.disabledGroups" and "mixin.alerts"', 'defaultRules.**', 'customRules.**'),
  same('grafana.assertNoLeakedSecrets', true, false),
  ...different('the Grafana of the program has no option for it: change its objects with JSON patches', 'grafana.**'),
  same('thanosRuler.enabled', false),
  ...different('create a ThanosRuler in the program', 'thanosRuler.**'),
];
