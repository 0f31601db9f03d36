import { catalogOf, ExposedSeries } from '../../src/metrics/catalog';
import { isFromPrometheus } from '../../src/metrics/synthetic';
import { readSelector } from '../../src/promql/selector';
import { metricIndex } from '../../src/upstream/load';

/** The programs behind a job: the first one that exposes a metric counts. */
export type JobComponents = { readonly [job: string]: readonly string[] };

/** The jobs of ALL_JOBS. The jobs of Prometheus and Alertmanager have the endpoint of the config reloader too. */
export const COMPONENTS: JobComponents = {
  'kube-state-metrics': ['kube-state-metrics'],
  'node-exporter': ['node-exporter'],
  'kubelet': ['kubelet'],
  'apiserver': ['kube-apiserver'],
  'coredns': ['coredns'],
  'etcd': ['etcd'],
  'kube-scheduler': ['kube-scheduler'],
  'kube-controller-manager': ['kube-controller-manager'],
  'kube-proxy': ['kube-proxy'],
  'prometheus': ['prometheus', 'config-reloader'],
  'alertmanager': ['alertmanager', 'config-reloader'],
  'prometheus-operator': ['prometheus-operator'],
  'karpenter': ['karpenter'],
  'grafana': ['grafana'],
  'windows-exporter': ['windows-exporter'],
  'thanos': ['thanos'],
};

/** Versions of programs other than the newest indexed one: {'kube-state-metrics': '2.18.0'}. */
export type ComponentVersions = { readonly [component: string]: string };

/** Labels of targets, and labels that Prometheus, a federation or the receiver adds. */
const OF_TARGETS = [
  'job', 'instance', 'namespace', 'pod', 'service', 'container', 'endpoint', 'node', 'metrics_path', 'cluster', 'prometheus', 'prometheus_replica',
];

/**
 * Problems of an input series of a test: the program of its job must expose this metric with exactly these labels, and labels with known
 * values must have one of them. A label that both metric and target have is `exported_...`, or takes precedence (`honorLabels`).
 */
export function catalogProblems(series: string, components = COMPONENTS, versions: ComponentVersions = {}): string[] {
  const read = readSeries(series);
  if ('why' in read) { return [`${series}: ${read.why}`]; }
  const { name, labels } = read;
  if (isFromPrometheus(name) || name.includes(':')) { return []; } // a recorded series does not come from an exporter
  const programs = programsOf(labels, components);
  if (!programs) { return [`${series}: the job ${JSON.stringify(labels.get('job'))} is of no known program`]; }
  const found = exposedBy(programs, name, versions);
  if (!found) { return [`${series}: ${programs.join(' and ')} does not expose ${name}`]; }
  return labelProblems(found, labels).map(problem => `${series}: ${problem}`);
}

/** The same series with all labels of the program: missing ones get a value, the first known one if there is any. */
export function asExposed(series: string, components = COMPONENTS, versions: ComponentVersions = {}): string {
  const read = readSeries(series);
  if ('why' in read) { return series; }
  const { name, labels } = read;
  const programs = programsOf(labels, components);
  const found = programs && exposedBy(programs, name, versions);
  if (!found) { return series; }
  const added = missingIn(found, labels).map(({ name: label, values = ['x'] }): [string, string] => [label, values[0]]);
  return `${name}{${[...labels, ...added].map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',')}}`;
}

interface Series {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

function readSeries(series: string): Series | { readonly why: string } {
  const read = readSelector(series);
  if ('why' in read) { return read; }
  const labels = new Map(read.matchers.map(({ label, value }) => [label, value]));
  const name = labels.get('__name__') ?? '';
  labels.delete('__name__');
  return { name, labels };
}

function programsOf(labels: ReadonlyMap<string, string>, components: JobComponents): readonly string[] | undefined {
  const job = labels.get('job');
  return job !== undefined && Object.hasOwn(components, job) ? components[job] : undefined;
}

function exposedBy(programs: readonly string[], name: string, versions: ComponentVersions): ExposedSeries | undefined {
  const newest = (program: string) => metricIndex().components[program].versions.at(-1);
  const exposed = programs.map(program => catalogOf(program, versions[program] ?? newest(program))!.exposed(name));
  return exposed.find((each): each is ExposedSeries => typeof each !== 'string');
}

const valueIn = (labels: ReadonlyMap<string, string>, name: string) => labels.get(`exported_${name}`) ?? labels.get(name);

function missingIn({ labels: declared }: ExposedSeries, labels: ReadonlyMap<string, string>) {
  return declared.filter(({ name, isOptional }) => !isOptional && valueIn(labels, name) === undefined);
}

function labelProblems(found: ExposedSeries, labels: ReadonlyMap<string, string>): string[] {
  const { labels: declared, metric: { more } } = found;
  const isDeclared = (name: string) => declared.some(label => [label.name, `exported_${label.name}`].includes(name));
  const isKnown = (name: string) => OF_TARGETS.includes(name) || isDeclared(name) || more.some(start => name.startsWith(start));
  const unknown = [...labels.keys()].filter(name => !isKnown(name)).map(name => `it has no label ${name}`);
  const missing = missingIn(found, labels).map(({ name }) => `its label ${name} is missing`);
  const values = declared.flatMap(({ name, values: all }) => {
    const value = valueIn(labels, name);
    if (all === undefined || value === undefined || all.includes(value)) { return []; }
    return [`${name} is never ${JSON.stringify(value)}, only ${all.join(', ')}`];
  });
  return [...unknown, ...missing, ...values];
}
