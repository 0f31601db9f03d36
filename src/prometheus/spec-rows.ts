import { CommonPrometheusOptions } from './common-options';
import { OtlpReceiverOptions } from './ingest-options';
import { PrometheusOptions } from './prometheus-props';
import { remoteReadSpec } from './remote-read';
import { RemoteReadOptions } from './remote-read-options';
import { SpecRow } from '../manifest/extra-spec';
import { INSTANCE_FIELDS, INSTANCE_ROWS } from '../manifest/instance-spec';
import { argumentList, OptionRow, partly, secretKeys, writtenAs } from '../manifest/option-rows';
import { inPromql } from '../scrape/timing';

/** The only table of options that a Prometheus and an agent copy to one field, nearly unchanged. */
export const COMMON_ROWS: readonly OptionRow<CommonPrometheusOptions>[] = [
  ...INSTANCE_ROWS as readonly OptionRow<CommonPrometheusOptions>[],
  { option: 'routePrefix', path: 'routePrefix' },
  { option: 'enableRemoteWriteReceiver', path: 'enableRemoteWriteReceiver' },
  { option: 'nameValidationScheme', path: 'nameValidationScheme' },
  { option: 'nameEscapingScheme', path: 'nameEscapingScheme' },
  { option: 'scrapeNativeHistograms', path: 'scrapeNativeHistograms' },
  { option: 'scrapeClassicHistograms', path: 'scrapeClassicHistograms' },
  { option: 'convertClassicHistogramsToNhcb', path: 'convertClassicHistogramsToNHCB' },
  { option: 'enforcedNamespaceLabel', path: 'enforcedNamespaceLabel' },
  { option: 'additionalArgs', path: 'additionalArgs', write: argumentList },
  { option: 'otlpReceiver', path: 'enableOTLPReceiver', write: () => true },
  { option: 'otlpReceiver', path: 'otlp', write: otlpFields, isJoined: true },
];

/** Only those of a Prometheus. */
export const SERVER_ROWS: readonly OptionRow<PrometheusOptions>[] = [
  ...COMMON_ROWS as readonly OptionRow<PrometheusOptions>[],
  { option: 'maxExemplars', path: 'exemplars.maxSize' },
  {
    option: 'remoteRead', path: 'remoteRead', write: (readers: readonly RemoteReadOptions[]) => readers.map(remoteReadSpec), isShared: true,
  },
  { option: 'retentionPercentage', path: 'retentionPercentage' },
  { option: 'ruleQueryOffset', path: 'ruleQueryOffset', write: inPromql },
  {
    option: 'additionalAlertmanagerConfigs',
    path: 'additionalAlertManagerConfigs',
    write: ({ secretName: name, key }) => ({ name, key }),
    isShared: true,
  },
  {
    option: 'additionalAlertRelabelConfigs',
    path: 'additionalAlertRelabelConfigs',
    write: ({ secretName: name, key }) => ({ name, key }),
    isShared: true,
  },
];

/** Fields of both that need more than one option. */
export const COMMON_FIELDS: readonly SpecRow[] = [
  ...INSTANCE_FIELDS,
  ...writtenAs([
    'shards',
    'walCompression',
    'scrapeInterval',
    'scrapeTimeout',
    'externalLabels',
    'externalUrl',
    'listenLocal',
    'enableFeatures',
    'logFormat',
  ], {
    'tsdb.outOfOrderTimeWindow': 'outOfOrderTimeWindow',
    'shardingStrategy.mode': 'shardZones',
    'shardingStrategy.topology.values': 'shardZones',
    'enforcedSampleLimit': 'limits.sampleLimit',
    'enforcedTargetLimit': 'limits.targetLimit',
    'enforcedLabelLimit': 'limits.labelLimit',
    'enforcedLabelNameLengthLimit': 'limits.labelNameLengthLimit',
    'enforcedLabelValueLengthLimit': 'limits.labelValueLengthLimit',
    'enforcedKeepDroppedTargets': 'limits.keepDroppedTargets',
    'enforcedBodySizeLimit': 'limits.bodySizeLimit',
    'serviceMonitorSelector': 'selection.serviceMonitors',
    'serviceMonitorNamespaceSelector': 'selection.serviceMonitors',
    'podMonitorSelector': 'selection.podMonitors',
    'podMonitorNamespaceSelector': 'selection.podMonitors',
    'probeSelector': 'selection.probes',
    'probeNamespaceSelector': 'selection.probes',
    'scrapeConfigSelector': 'selection.scrapeConfigs',
    'scrapeConfigNamespaceSelector': 'selection.scrapeConfigs',
  }),
  ...secretKeys({ additionalScrapeConfigs: 'additionalScrapeConfigs' }),
  ...partly({
    'web.tlsConfig.cert': 'tls',
    'web.tlsConfig.keySecret': 'tls',
    'remoteWrite': 'remoteWrite',
    'otlp': 'otlpReceiver',
    'scrapeClasses': 'scrapeClasses',
  }),
];

export const SERVER_FIELDS: readonly SpecRow[] = [
  ...COMMON_FIELDS,
  ...writtenAs(['retention', 'retentionSize', 'evaluationInterval'], {
    'shardRetentionPolicy': 'shardRetention',
    'ruleSelector': 'selection.rules',
    'ruleNamespaceSelector': 'selection.rules',
    'query.lookbackDelta': 'query.lookbackDelta',
    'query.maxConcurrency': 'query.maxConcurrency',
    'query.maxSamples': 'query.maxSamples',
    'query.timeout': 'query.timeout',
    'thanos.version': 'thanos.version',
    'thanos.image': 'thanos.image',
    'thanos.resources.requests.cpu': 'thanos.cpu',
    'thanos.resources.requests.memory': 'thanos.memory',
  }),
  ...secretKeys({ 'thanos.objectStorageConfig': 'thanos.objectStorage' }),
  ...partly({ 'alerting.alertmanagers': 'alertmanagers' }),
];

export const AGENT_FIELDS: readonly SpecRow[] = [...COMMON_FIELDS, ...writtenAs(['mode'])];

function otlpFields(options: OtlpReceiverOptions): object | undefined {
  const { convertHistogramsToNhcb: convertHistogramsToNHCB, ...others } = options;
  const fields = { ...others, ...convertHistogramsToNHCB !== undefined && { convertHistogramsToNHCB } };
  return Object.keys(fields).length > 0 ? fields : undefined;
}
