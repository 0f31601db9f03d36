import { CheckContext, Fault, OperatorRow } from './row';
import { Json } from './shared/json';
import { asList, fieldAt, isMap, isSet, textOf } from '../../values/json';
import { withoutNegation } from '../../values/texts';
import { AtLeast } from '../../versions/at-least';

/** An argument that the operator sets itself, and its condition. Without `when` it is always set. */
export interface OwnArgument {
  readonly name: string;
  readonly when?: (spec: Json, process: AtLeast | undefined) => boolean;
}

const set = (path: string) => (spec: Json) => isSet(fieldAt(spec, path)) && fieldAt(spec, path) !== '' && fieldAt(spec, path) !== false;
const unlike = (path: string, usual: string) => (spec: Json) => ![usual, ''].includes(textOf(spec[path]));
const both =
  (...all: readonly NonNullable<OwnArgument['when']>[]) =>
    (spec: Json, prometheus: AtLeast | undefined) =>
      all.every(each => each(spec, prometheus));
const from = (version: string) => (_spec: Json, prometheus: AtLeast | undefined) =>
  prometheus !== undefined && prometheus.isAtLeast(version);
const below = (version: string) => (_spec: Json, prometheus: AtLeast | undefined) =>
  prometheus !== undefined && !prometheus.isAtLeast(version);

const COMMON: readonly OwnArgument[] = [
  { name: 'config.file' },
  { name: 'web.route-prefix', when: spec => textOf(spec.routePrefix) !== '' },
  { name: 'web.enable-lifecycle', when: spec => !isSet(spec.reloadStrategy) || spec.reloadStrategy === 'HTTP' },
  { name: 'web.config.file', when: from('2.24.0') },
  { name: 'web.external-url', when: set('externalUrl') },
  { name: 'web.listen-address', when: set('listenLocal') },
  { name: 'web.page-title', when: both(set('web.pageTitle'), from('2.6.0')) },
  { name: 'web.max-connections', when: set('web.maxConnections') },
  { name: 'web.enable-remote-write-receiver', when: both(set('enableRemoteWriteReceiver'), from('2.33.0')) },
  { name: 'enable-feature', when: both(spec => asList(spec.enableFeatures).length > 0, from('2.25.0')) },
  { name: 'log.level', when: unlike('logLevel', 'info') },
  { name: 'log.format', when: both(unlike('logFormat', 'logfmt'), from('2.6.0')) },
];

const SERVER: readonly OwnArgument[] = [
  ...COMMON,
  { name: 'storage.tsdb.path' },
  {
    name: 'storage.tsdb.retention.time',
    when: both(spec => textOf(spec.retention) !== '' || textOf(spec.retentionSize) === '', from('2.7.0'), below('3.11.0')),
  },
  { name: 'storage.tsdb.retention.size', when: both(set('retentionSize'), from('2.7.0'), below('3.11.0')) },
  { name: 'storage.tsdb.wal-compression', when: both(spec => isSet(spec.walCompression), from('2.11.0')) },
  { name: 'storage.tsdb.min-block-duration', when: set('disableCompaction') },
  { name: 'storage.tsdb.max-block-duration', when: set('disableCompaction') },
  { name: 'web.enable-admin-api', when: set('enableAdminAPI') },
  { name: 'query.lookback-delta', when: set('query.lookbackDelta') },
  { name: 'query.timeout', when: set('query.timeout') },
  { name: 'query.max-concurrency', when: spec => Number(fieldAt(spec, 'query.maxConcurrency')) > 0 },
  { name: 'query.max-samples', when: both(spec => Number(fieldAt(spec, 'query.maxSamples')) > 0, from('2.5.0')) },
];

const AGENT: readonly OwnArgument[] = [...COMMON, { name: 'storage.agent.path' }];

const RULER: readonly OwnArgument[] = [
  ...['data-dir', 'eval-interval', 'tsdb.retention', 'label', 'alert.label-drop', 'rule-file'].map(name => ({ name })),
  { name: 'query', when: spec => asList(spec.queryEndpoints).length > 0 && !isSet(spec.queryConfig) },
  { name: 'query.config-file', when: set('queryConfig') },
  { name: 'alertmanagers.config-file', when: set('alertmanagersConfig') },
  { name: 'alertmanagers.url', when: spec => asList(spec.alertmanagersUrl).length > 0 && !isSet(spec.alertmanagersConfig) },
  { name: 'objstore.config-file', when: spec => isSet(spec.objectStorageConfig) || isSet(spec.objectStorageConfigFile) },
  { name: 'http-address', when: set('listenLocal') },
  { name: 'log.level', when: unlike('logLevel', 'info') },
  { name: 'log.format', when: set('logFormat') },
  { name: 'web.external-prefix', when: set('externalPrefix') },
  { name: 'web.route-prefix', when: set('routePrefix') },
  { name: 'alert.query-url', when: set('alertQueryUrl') },
];

const SIDECAR: readonly OwnArgument[] = [
  ...['prometheus.url', 'grpc-address', 'http-address'].map(name => ({ name })),
  { name: 'tsdb.path', when: spec => isSet(spec.objectStorageConfig) || isSet(spec.objectStorageConfigFile) },
  { name: 'min-time', when: set('minTime') },
  { name: 'log.level', when: set('logLevel') },
  { name: 'log.format', when: set('logFormat') },
];

/** The additional arguments that the operator also sets. */
export function argumentFaults(own: readonly OwnArgument[], spec: unknown, process: AtLeast | undefined): readonly Fault[] {
  if (!isMap(spec)) { return []; }
  return asList(spec.additionalArgs)
    .filter(isMap)
    .flatMap((argument, at) => {
      const name = textOf(argument.name);
      const clash = own.some(
        each => withoutNegation(each.name) === withoutNegation(name) && (each.when === undefined || each.when(spec, process)),
      );
      return clash
        ? [
          {
            at: `additionalArgs[${at}].name`,
            value: name,
            why: 'is an argument that the operator sets: remove it, and use the field of the spec',
          },
        ]
        : [];
    });
}

const row = (id: string, kinds: readonly string[], own: readonly OwnArgument[], field = 'spec'): OperatorRow => ({
  id: `additional-args/${id}`,
  kinds,
  field,
  effect: 'resource-rejected',
  see: { file: 'pkg/operator/argument.go', text: "can't set arguments which are already managed by the operator" },
  find: (spec, { prometheus }: CheckContext) => argumentFaults(own, spec, prometheus),
});

/** Entries of `additionalArgs` that the operator also writes. */
export const ADDITIONAL_ARGS_ROWS: readonly OperatorRow[] = [
  row('prometheus', ['Prometheus'], SERVER),
  row('agent', ['PrometheusAgent'], AGENT),
  row('thanos-ruler', ['ThanosRuler'], RULER),
  row('thanos-sidecar', ['Prometheus'], SIDECAR, 'spec.thanos'),
];
