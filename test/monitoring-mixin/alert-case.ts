/** Series as exporters emit them, and their values in promtool's shorthand. */
export type Input = { readonly [series: string]: string };

export interface AlertCase {
  readonly alert: string;
  /** What happens, where an alert has several ways to fire. */
  readonly what?: string;
  /** Which level is meant, where an alert has several. */
  readonly severity?: string;
  /** The number of firing alerts, if one per object matters. */
  readonly count?: number;
  /** Labels that the alerts have, in addition to those that the summary tells. */
  readonly labels?: { readonly [name: string]: string };
  readonly fires: Input;
  readonly quiet: Input;
  /** The time of evaluation, from the beginning. */
  readonly at?: string;
  /** The interval of values. */
  readonly interval?: string;
  /** The value is exactly at the threshold, or next to it: with samples at another interval it is on the other side. Another case is clearly below and above it. */
  readonly isAtThreshold?: boolean;
}

export const of = (job: string) => (metric: string, labels = '') => `${metric}{job="${job}"${labels === '' ? '' : `,${labels}`}}`;
export const ksm = of('kube-state-metrics');
export const node = of('node-exporter');
export const kubelet = (metric: string, labels = '') => of('kubelet')(metric, `metrics_path="/metrics",instance="10.0.0.1:10250"${labels === '' ? '' : `,${labels}`}`);
export const cadvisor = (metric: string, labels = '') => of('kubelet')(metric, `metrics_path="/metrics/cadvisor",instance="10.0.0.1:10250",image="app",${labels}`);
export const api = (metric: string, labels = '') => of('apiserver')(metric, `metrics_path="/metrics",instance="10.0.0.9:6443"${labels === '' ? '' : `,${labels}`}`);
export const dns = of('coredns');
export const etcd = of('etcd');
export const prometheus = (metric: string, labels = '') => of('prometheus')(metric, `namespace="monitoring",pod="prometheus-main-0"${labels === '' ? '' : `,${labels}`}`);
export const am = (pod: string, metric: string, labels = '') => of('alertmanager')(metric, `namespace="monitoring",service="alertmanager-main",pod="alertmanager-main-${pod}"${labels === '' ? '' : `,${labels}`}`);
export const operator = (metric: string, labels = '') => of('prometheus-operator')(metric, `namespace="monitoring"${labels === '' ? '' : `,${labels}`}`);

export const POD = 'namespace="shop",pod="web-1"';
export const CONTAINER = `${POD},container="app"`;
export const ON = '1x600';
export const OFF = '0x600';
export const STEADY = '100x600';
export const GROWS = '0+1x600';

/** A gauge that exists or does not. */
export const flag = (alert: string, series: string, wrong = ON, right = OFF): AlertCase => ({ alert, fires: { [series]: wrong }, quiet: { [series]: right } });

/** The share of one gauge in another. */
export const share = (alert: string, part: string, whole: string, wrong: number, right: number): AlertCase => ({
  alert, fires: { [part]: `${wrong}x600`, [whole]: STEADY }, quiet: { [part]: `${right}x600`, [whole]: STEADY },
});

/** The share of the growth of one counter in another. */
export const growth = (alert: string, part: string, whole: string, wrong: number, right: number, at?: string): AlertCase => ({
  alert, fires: { [part]: `0+${wrong}x600`, [whole]: '0+1000x600' }, quiet: { [part]: `0+${right}x600`, [whole]: '0+1000x600' }, at,
});

/** Two numbers that should be the same. */
export const differ = (alert: string, wanted: string, there: string, more: Input = {}): AlertCase => ({
  alert, fires: { [wanted]: '3x600', [there]: '2x600', ...more }, quiet: { [wanted]: '3x600', [there]: '3x600', ...more },
});

/** A histogram in which everything takes as long as this bucket. */
export function histogram(metric: (le: string) => string, bounds: readonly string[], slow: string): Input {
  const at = bounds.indexOf(slow);
  return Object.fromEntries([...bounds, '+Inf'].map((le, i) => [metric(le), i >= at ? '0+100x600' : '0x600']));
}

/**
 * A histogram whose 99th percentile is in one bucket: of 300 a second so many are below it, and none above. With 236 it is at 61/64 of a bucket that is as wide as its lower
 * bound: in that from 0.512 to 1.024 exactly 1.
 */
export const percentile = (metric: (le: string) => string, from: string, to: string, below: number): Input =>
  Object.fromEntries([[from, below], [to, 300], ['+Inf', 300]].map(([le, count]) => [metric(String(le)), `0+${60 * Number(count)}x600`]));
