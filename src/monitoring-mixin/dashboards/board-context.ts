import { BoardContext, LimitOptions } from './dashboard';
import { Thresholds } from '../../dashboards/panels';
import { AlertOverrides, overrideOf } from '../alert-overrides';
import { Context } from '../definition';
import { GROUPS } from '../groups';

/** The context of panels. Thresholds are those of the alerts, with changes by users. */
export function boardContextOf(context: Context, overrides: AlertOverrides = {}): BoardContext {
  return { ...context, limits: (alert, options) => limitsOf(alert, overrides, options) };
}

function limitsOf(alert: string, overrides: AlertOverrides, { scale = 1, offset = 0, direction }: LimitOptions = {}): Thresholds {
  const levels = GROUPS.flatMap(({ alerts = [] }) => alerts).filter(each => each.alert === alert && each.threshold !== undefined);
  if (levels.length === 0) { throw new Error(`No alert ${alert} has a threshold: write the number into the panel`); }
  const found: { warning?: number; critical?: number } = {};
  for (const { severity, threshold } of levels) {
    const value = scaled(overrideOf(overrides, alert, severity).threshold ?? threshold!, scale, offset);
    if (severity === 'critical') { found.critical = value; } else { found.warning = value; }
  }
  return { ...found, ...direction && { direction } };
}

/** Without rounding errors of binary fractions: 0.07, not 0.07000000000000001. */
function scaled(value: number, scale: number, offset: number): number {
  return Number((value * scale + offset).toPrecision(12));
}
