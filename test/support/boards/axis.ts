import { Curve } from './fields';

/** What the left side of a graph shows. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

const NICE = [1, 2, 2.5, 5, 10];
const NICE_BINARY = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** The smallest round distance of grid lines for at most this number. */
function stepFor(range: number, most: number, isBinary: boolean): number {
  const base = isBinary && range > most ? 1024 : 10;
  const magnitude = base ** Math.floor(Math.log(range / most) / Math.log(base));
  const step = (base === 1024 ? NICE_BINARY : NICE).find(each => range / (each * magnitude) <= most) ?? base;
  return step * magnitude;
}

/** Parameters of a scale. */
interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  /** In pixels. */
  readonly height: number;
}

/** The scale of curves with these values. */
export function scaleOf(values: readonly number[], { min, max, unit, height }: Limits): Scale {
  const lowest = min ?? Math.min(...values);
  let highest = max ?? Math.max(...values);
  const low = lowest;
  // one line at the value, as Grafana draws it: some room above and below
  if (highest <= low) { highest = low === 0 ? 1 : low + Math.abs(low) * 0.5; }
  const isWhole = unit === 'none' && values.every(Number.isInteger);
  const step = Math.max(stepFor(highest - low, Math.max(2, Math.floor(height / 36)), unit === 'bytes' || unit === 'binBps'), isWhole ? 1 : 0);
  return { low: min ?? Math.floor(low / step) * step, high: max ?? Math.ceil(highest / step - 1e-9) * step, step };
}

/** The values of grid lines. */
export function ticksOf({ low, high, step }: Scale): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.min(count, 30) }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** The area of a curve. */
export interface Stacked {
  readonly from: readonly number[];
  readonly to: readonly (number | null)[];
}

/** Stacked series: the lower and upper bound of each area. */
export function stackedOn(curves: readonly Curve[]): Stacked[] {
  const count = curves[0]?.values.length ?? 0;
  let floor: readonly number[] = Array(count).fill(0);
  return curves.map(({ values }) => {
    const from = floor;
    const to = values.map((value, index) => value === null ? null : value + from[index]);
    floor = from.map((value, index) => value + (values[index] ?? 0));
    return { from, to };
  });
}
