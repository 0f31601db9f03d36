import { different, same, to, ValueRow } from './row';
import { flag, labels, literal, text } from '../convert';

const ALERTS = 'rules are those of this library: set "mixin.disabledGroups" and "mixin.alerts"';

/** Rules, dashboards, and what shows them. */
export const RULE_ROWS: readonly ValueRow[] = [
  to('defaultRules.create', 'mixinEnabled', flag),
  to('defaultRules.runbookUrl', 'mixin.runbookUrl', text, 'https://runbooks.prometheus-operator.dev/runbooks'),
  to('defaultRules.additionalRuleLabels', 'mixin.alertLabels', labels),
  to('defaultRules.labels', 'mixin.labels', labels),
  ...different(ALERTS, 'defaultRules.**', 'customRules.**'),
  ...different('make PrometheusRules in the program', 'additionalPrometheusRules', 'additionalPrometheusRulesMap.**'),
  to('grafana.enabled', 'mixin.dashboards', flag),
  to('grafana.sidecar.dashboards.label', 'mixin.dashboardLabels', value => text(value) && literal({ [value]: '1' }), 'grafana_dashboard'),
  ...different('make a Grafana in the program', 'grafana.**'),
  same('thanosRuler.enabled', false),
  ...different('make a ThanosRuler in the program', 'thanosRuler.**'),
];
