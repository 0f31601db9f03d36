import { machine, NAME } from './node-series';
import { AlertDefinition, Context } from '../definition';

/** A resource of a volume that can run out. Each part is a metric with its selector. */
export interface Supply {
  readonly free: (context: Context) => string;
  /** Percent that are free. */
  readonly percent: (context: Context) => string;
  /** Excludes read-only volumes, which do not fill up. */
  readonly writable: (context: Context) => string;
  /** The labels of a volume. */
  readonly labels: readonly string[];
  /** The volume in a summary: "File system {{ $labels.mountpoint }}". */
  readonly volume: string;
  /** The resource in a summary: "space". */
  readonly words: string;
}

export interface Level {
  readonly severity: 'warning' | 'critical';
  readonly percent: number;
}

export const almostOut = (alert: string, supply: Supply, after: string, description: string) =>
  ({ severity, percent }: Level): AlertDefinition => ({
    alert,
    severity,
    for: after,
    threshold: percent,
    expr: (context, below) => `${supply.percent(context)} < ${below} ${supply.writable(context)}`,
    summary: `${supply.volume} of ${NAME} has {{ $value | printf "%.1f" }}% of its ${supply.words} free.`,
    description,
  });

/**
 * The trend of six hours. Series are joined first: otherwise old values of a replaced exporter would affect the forecast for six hours.
 */
const predicted = ({ free, labels }: Supply, hours: number, context: Context) =>
  `predict_linear(${machine(free(context), context, ...labels)}[6h:5m], ${hours * 3600}) < 0`;

export const fillingUp = (alert: string, supply: Supply, description: string) =>
  ({ severity, percent, hours }: Level & { readonly hours: number }): AlertDefinition => ({
    alert,
    severity,
    for: '1h',
    threshold: percent,
    expr: (context, below) => `${supply.percent(context)} < ${below} and ${predicted(supply, hours, context)} ${supply.writable(context)}`,
    summary: `${supply.volume} of ${NAME} has {{ $value | printf "%.1f" }}% of its ${supply.words} free and will run out within ${hours} `
      + 'hours.',
    description,
  });
