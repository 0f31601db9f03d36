import { Size } from 'cdk8s';
import { CommonPrometheusOptions } from './common-options';
import { OtlpReceiverOptions } from './ingest-options';
import { PrometheusOptions } from './prometheus-props';
import { readerOf } from './remote-read';
import { finishedReceivers } from './remote-write';
import { ResolvedCommon, ResolvedProps } from './resolve-props';
import { SELECTS_NOTHING } from './rules';
import { COMMON_ROWS, SERVER_ROWS } from './spec-rows';
import {
  asMap,
  asMaps,
  asNumber,
  asText,
  asTexts,
  finishedInstance,
  finishedPod,
  finishedStorage,
  labelsWith,
  metadataOf,
  nameAt,
  secretKeyAt,
  versionAt,
  withRows,
} from '../manifest/finished';
import { finding } from '../validation/rule';
import { millisecondsOf } from '../values/durations';
import { fieldAt } from '../values/json';

/** Without any of these selectors, the operator does not generate the configuration. */
const MONITORS = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'];

/** The operator's default if neither a time nor a size is set. */
const DEFAULT_RETENTION = '24h';

/** The props of an agent, or the common ones of a Prometheus, as in the finished custom resource. */
export function finishedCommon<Resolved extends ResolvedCommon>(props: Resolved, manifest: any): Resolved {
  const spec = asMap(manifest?.spec) ?? {};
  const { version, findings } = versionAt(props.version, spec.version);
  return {
    ...props,
    labels: metadataOf(manifest).labels,
    version: version as typeof props.version,
    findings: [
      ...findings,
      ...MONITORS.every(kind => spec[`${kind}Selector`] === undefined || spec[`${kind}Selector`] === null)
        ? [finding(SELECTS_NOTHING, {})]
        : [],
    ],
    distroless: /-distroless(@|$)/.test(asText(spec.image) ?? ''),
    replicas: asNumber(spec.replicas) ?? 1,
    // one shard is the default, which is not written
    shards: asNumber(spec.shards) ?? Math.min(props.shards, 1),
    shardZones: fieldAt(spec, 'shardingStrategy.mode') === 'Topology' ? asTexts(fieldAt(spec, 'shardingStrategy.topology.values')) : [],
    storage: finishedStorage(spec.storage),
    externalLabels: labelsWith(props.externalLabels, spec.externalLabels),
    externalUrl: asText(spec.externalUrl),
    enableFeatures: [...asTexts(spec.enableFeatures)],
    logLevel: asText(spec.logLevel) ?? 'info',
    logFormat: asText(spec.logFormat) ?? 'logfmt',
    limits: {
      sampleLimit: asNumber(spec.enforcedSampleLimit),
      targetLimit: asNumber(spec.enforcedTargetLimit),
      labelLimit: asNumber(spec.enforcedLabelLimit),
      labelNameLengthLimit: asNumber(spec.enforcedLabelNameLengthLimit),
      labelValueLengthLimit: asNumber(spec.enforcedLabelValueLengthLimit),
      keepDroppedTargets: asNumber(spec.enforcedKeepDroppedTargets),
    },
    additionalScrapeConfigs: secretKeyAt(spec, 'additionalScrapeConfigs'),
    tls: secretNameOf(nameAt(spec, 'web.tlsConfig.keySecret') ?? nameAt(spec, 'web.tlsConfig.cert.secret')),
    remoteWrite: [...finishedReceivers(spec.remoteWrite, props.remoteWrite)],
    pod: finishedPod(props.pod, spec),
    options: {
      ...finishedInstance(withRows<CommonPrometheusOptions>(props.options, COMMON_ROWS, spec), spec, manifest),
      otlpReceiver: asMap(spec.otlp) as OtlpReceiverOptions | undefined,
    },
  };
}

/** The props of a Prometheus, as in the finished custom resource. */
export function finishedProps(props: ResolvedProps, manifest: any): ResolvedProps {
  const spec = asMap(manifest?.spec) ?? {};
  const { thanos, query } = spec;
  const serverOptions = {
    ...withRows<PrometheusOptions>(props.serverOptions, SERVER_ROWS, spec),
    remoteRead: asMaps(spec.remoteRead).flatMap(entry => readerOf(entry) ?? []),
    additionalAlertmanagerConfigs: secretKeyAt(spec, 'additionalAlertManagerConfigs'),
    additionalAlertRelabelConfigs: secretKeyAt(spec, 'additionalAlertRelabelConfigs'),
  };
  return {
    ...finishedCommon(props, manifest),
    serverOptions: { ...serverOptions, retentionSize: sizeOfPrometheus(spec.retentionSize) },
    shardRetention: asText(fieldAt(spec, 'shardRetentionPolicy.whenScaled')) === 'Retain'
      ? asText(fieldAt(spec, 'shardRetentionPolicy.retain.retentionPeriod')) ?? ''
      : undefined,
    retention: durationAt(spec.retention) ?? DEFAULT_RETENTION,
    retentionSize: sizeOfPrometheus(spec.retentionSize),
    rulesEnabled: asMap(spec.ruleSelector) !== undefined,
    thanos: asMap(thanos) && {
      version: asText(fieldAt(thanos, 'version'))?.replace(/^v/, '') ?? '',
      image: asText(fieldAt(thanos, 'image')) ?? '',
      objectStorage: secretKeyAt(thanos, 'objectStorageConfig'),
      cpu: asText(fieldAt(thanos, 'resources.requests.cpu')) as string,
      memory: asText(fieldAt(thanos, 'resources.requests.memory')) as string,
    },
    query: asMap(query) && {
      maxConcurrency: asNumber(fieldAt(query, 'maxConcurrency')), maxSamples: asNumber(fieldAt(query, 'maxSamples')),
    },
  };
}

/** Undefined if it is not a duration, which the schema check reports. */
function durationAt(value: unknown): string | undefined {
  const text = asText(value);
  return text !== undefined && millisecondsOf(text) > 0 ? text : undefined;
}

function secretNameOf(secretName: string | undefined): { readonly secretName: string } | undefined {
  return secretName === undefined ? undefined : { secretName };
}

const UNITS = ['B', 'K', 'M', 'G', 'T', 'P', 'E'];

/** Prometheus uses powers of 1,024 for both MB and MiB. */
function sizeOfPrometheus(text: unknown): Size | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(B|[KMGTPE]i?B)$/.exec(asText(text) ?? '') ?? [];
  return digits === undefined ? undefined : Size.mebibytes(Math.floor(Number(digits) * 1024 ** (UNITS.indexOf(unit[0]) - 2)));
}
