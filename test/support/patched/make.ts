import { ApiObject, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import {
  Alertmanager, AlertmanagerConfig, AlertRouting, BlackboxExporter, BlackboxModule, KubeStateMetrics, MetricsServer, NodeExporter, Prometheus,
  PrometheusAgent, PrometheusOperator, Pushgateway, ServiceMonitor, ThanosRuler, ThanosStore,
} from '../../../src';
import { aChart } from '../synth';

/** Creates a construct with these options, and returns the object that the patches change. */
export type Make = (chart: Chart, options: any) => ApiObject;

/** A mistake, as an option and as a patch of the finished object. */
export interface Case {
  readonly title: string;
  readonly make: Make;
  /** Options of both. */
  readonly base?: object;
  /** Undefined if no option is equivalent. */
  readonly option?: object;
  readonly patches: readonly JsonPatch[];
  /** The expected findings of both. */
  readonly ids: readonly string[];
}

const STORED = { externalLabels: { cluster: 'eu' }, storage: { size: Size.gibibytes(100) } };

export const add = (path: string, value: unknown): JsonPatch => JsonPatch.add(path, value);
export const remove = (path: string): JsonPatch => JsonPatch.remove(path);
export const receiver = (fields: object): object[] => [{ url: 'https://a.example.org/x', ...fields }];

export const prometheus: Make = (chart, options) => new Prometheus(chart, 'X', { ...STORED, ...options }).customResource;
export const agent: Make = (chart, options) => new PrometheusAgent(chart, 'X', { ...STORED, remoteWrite: [{ url: 'https://a.example.org/x' }], ...options }).customResource;
export const alertmanager: Make = (chart, options) => new Alertmanager(chart, 'X', { configSecret: 'cfg', ...options }).customResource;
export const ruler: Make = (chart, options) => new ThanosRuler(chart, 'X', {
  queryEndpoints: ['q:10902'], alertmanagers: [{ serviceName: 'am', namespace: 'test' }], storage: { size: Size.gibibytes(10) }, ...options,
}).customResource;
export const routing: Make = (chart, { more = [] }) => new AlertmanagerConfig(chart, 'X', {
  routing: new AlertRouting({ route: { receiver: 'a', routes: [{ receiver: 'a', matchers: ['x="1"'] }, ...more] }, receivers: [{ name: 'a' }] }),
}).customResource;
/** With `endpoint`, fields of the one endpoint. */
export const serviceMonitor: Make = (chart, { endpoint, ...options }) => new ServiceMonitor(chart, 'X', {
  name: 'x', selector: { matchLabels: { a: 'b' } }, endpoints: [{ port: 'http', ...endpoint }], ...options,
}).customResource;
export const kubeStateMetrics: Make = (chart, options) => new KubeStateMetrics(chart, 'X', { excludeResources: ['leases'], ...options }).deployment!;
export const nodeExporter: Make = (chart, options) => new NodeExporter(chart, 'X', options).daemonSet;
export const operator: Make = (chart, options) => new PrometheusOperator(chart, 'X', options).deployment;
export const pushgateway: Make = (chart, options) => new Pushgateway(chart, 'X', options).deployment!;
export const metricsServer: Make = (chart, options) => new MetricsServer(chart, 'X', options).deployment;
export const blackbox: Make = (chart, options) => new BlackboxExporter(chart, 'X', { modules: { http: BlackboxModule.http() }, ...options }).deployment;

export const thanosStore: Make = (chart, options) => new ThanosStore(chart, 'X', {
  objectStorage: { secretName: 'a', key: 'b' }, storage: { size: Size.gibibytes(10) }, ...options,
}).statefulSet;

/** The ids of all errors and warnings of a synthesis, in order. */
export function reportedBy(make: Make, options: object, patches: readonly JsonPatch[]): string[] {
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const chart = aChart('test');
  let errors: string[] = [];
  try {
    make(chart, options).addJsonPatch(...patches);
    Testing.synth(chart);
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    errors = lines[0].startsWith('Validation failed') ? lines.slice(1) : lines;
  }
  const notices = spy.mock.calls.map(([text]) => String(text));
  spy.mockRestore();
  return [...errors, ...notices].map(line => /\[([a-z-]+\/[a-z0-9-]+)\]$/.exec(line)?.[1] ?? line).sort();
}
