import { operatorProblems } from '../../../src/admission/operator/problems';
import { OperatorEnv } from '../../../src/admission/operator/row';
import { readVersion } from '../../../src/admission/operator/shared/version';

export const version = (text: string) => readVersion(text)!;

/** Today's operator, with a Prometheus. */
export const env = (prometheus?: string, more: OperatorEnv = {}): OperatorEnv =>
  ({ operator: version('0.94.1'), prometheus: prometheus === undefined ? undefined : version(prometheus), ...more });

const API = { ScrapeConfig: 'v1alpha1', PrometheusAgent: 'v1alpha1' } as const;

export const object = (kind: string, spec: unknown) =>
  ({ apiVersion: `monitoring.coreos.com/${(API as Record<string, string>)[kind] ?? 'v1'}`, kind, metadata: { name: 'web', namespace: 'shop' }, spec });

export const serviceMonitor = (endpoint: object, rest: object = {}) => object('ServiceMonitor', { selector: {}, endpoints: [{ port: 'http', ...endpoint }], ...rest });
export const podMonitor = (endpoint: object, rest: object = {}) => object('PodMonitor', { selector: {}, podMetricsEndpoints: [{ port: 'http', ...endpoint }], ...rest });
export const probe = (spec: object) => object('Probe', { prober: { url: 'blackbox:9115' }, targets: { staticConfig: { static: ['example.org'] } }, ...spec });
export const scrapeConfig = (spec: object) => object('ScrapeConfig', spec);
export const prometheus = (spec: object) => object('Prometheus', { serviceMonitorSelector: {}, ...spec });
export const agent = (spec: object) => object('PrometheusAgent', spec);
export const ruler = (spec: object) => object('ThanosRuler', { queryEndpoints: ['query:10901'], ...spec });

/** `row at path` of every finding, in the order of the text. */
export const found = (manifest: unknown, where: OperatorEnv = env()): string[] => operatorProblems(manifest, where).map(({ row, path }) => `${row} at ${path}`).sort();

/** The rows without their paths. */
export const rows = (manifest: unknown, where: OperatorEnv = env()): string[] => operatorProblems(manifest, where).map(({ row }) => row).sort();

export const effects = (manifest: unknown, where: OperatorEnv = env()): string[] => operatorProblems(manifest, where).map(({ effect }) => effect);

export const secret = (key: string, name = 'secret') => ({ name, key });
