import { MetricText } from '../upstream/metric-index';

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';

/** A label of a metric. */
export interface MetricLabel {
  readonly name: string;
  /** Some series do not have it. */
  readonly isOptional: boolean;
  /** All values that it has, if the source states them. */
  readonly values?: readonly string[];
}

/** A metric of one release, as the program declares it. */
export interface Metric {
  readonly name: string;
  readonly type: MetricType;
  readonly labels: readonly MetricLabel[];
  /** Prefixes of further labels. An empty text stands for any label. */
  readonly more: readonly string[];
  /** The release that deprecates it. */
  readonly deprecated?: string;
}

const TYPES: Readonly<Record<string, MetricType>> = { c: 'counter', g: 'gauge', h: 'histogram', s: 'summary', u: 'untyped' };

/** Reads a metric of the generated index. */
export function readMetric(name: string, text: MetricText): Metric {
  const [type, ...rest] = text.split(' ');
  const deprecated = rest.find(part => part.startsWith('!'))?.slice(1);
  const labels = (rest.find(part => !part.startsWith('!')) ?? '').split(',').filter(label => label !== '');
  return {
    name,
    type: TYPES[type],
    labels: labels.filter(label => !label.endsWith('*')).map(readLabel),
    more: labels.filter(label => label.endsWith('*')).map(label => label.slice(0, -1)),
    ...deprecated !== undefined && { deprecated: deprecated.replace(/^v/, '') },
  };
}

function readLabel(text: string): MetricLabel {
  const [, name, optional, values] = /^(\w+)(\??)(?:=(.*))?$/.exec(text)!;
  return { name, isOptional: optional !== '', ...values !== undefined && { values: values.split('|') } };
}
