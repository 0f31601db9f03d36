import { ALERTMANAGER_ROWS } from './alertmanager';
import { CONTROL_PLANE_ROWS } from './control-plane';
import { EXPORTER_ROWS } from './exporters';
import { GENERAL_ROWS } from './general';
import { OPERATOR_ROWS } from './operator';
import { PROMETHEUS_ROWS } from './prometheus';
import { ValueRow } from './row';
import { RULE_ROWS } from './rule-values';

/** The table of the chart's values, and their equivalents here. Several rows of the same path are merged. */
export const ROWS: readonly ValueRow[] = [
  ...GENERAL_ROWS, ...PROMETHEUS_ROWS, ...ALERTMANAGER_ROWS, ...OPERATOR_ROWS, ...CONTROL_PLANE_ROWS, ...EXPORTER_ROWS, ...RULE_ROWS,
];
