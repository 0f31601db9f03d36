import { millisecondsOf } from '../values/durations';
import { AGENT_NOWHERE } from './agent/rules';
import { NameEscapingScheme, NameValidationScheme, OtlpTranslation } from './ingest-options';
import { PrometheusOptions } from './prometheus-props';
import { checkReadOptions, checkRemoteRead } from './remote-read';
import { checkRemoteWrite, checkWriteOptions } from './remote-write';
import { checkQueueMemory } from './remote-write-queue';
import { ResolvedCommon, ResolvedProps } from './resolve-props';
import {
  DISTROLESS_VERSION, EXEMPLARS_OFF, EXTERNAL_LABEL, LABEL_NAME, NO_STORAGE, OPERATOR_TOO_OLD, OTLP, RETENTION_PERCENTAGE, RETENTION_SIZE,
  SERVICE_OPTIONS, SHARD_GATE,
  SHARD_UNEVEN, SHARD_ZONES, SHARDS_NONE, SHARDS_PARTIAL, SIDECAR_OPEN, SIDECAR_RETENTION,
} from './rules';
import { checkChoice, checkInstance } from '../manifest/instance-spec';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceChoice, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { amountOf, checkQuantity } from '../manifest/quantity';
import { checkNumber, checkReferences, checkRoutePrefix, checkUrl } from '../manifest/references';
import { checkService } from '../manifest/service';
import { checkStorage, mebibytes, quantityOf } from '../manifest/storage';
import { whyNoExternalLabel } from '../scrape/external-labels';
import { finding, Finding } from '../validation/rule';

/** Checks that need the options: the finished custom resource contains only their result. */
export function checkOptionsAlone({ remoteWrite, options }: ResolvedCommon): Finding[] {
  const { remoteRead = [] } = options as PrometheusOptions;
  return [...checkWriteOptions(remoteWrite), ...remoteRead.flatMap((reader, at) => checkReadOptions(reader, `remoteRead[${at}].`))];
}

/** Maximum share of a volume for retention, in percent. */
const MOST_PERCENT = 95;

/** Problems of a Prometheus, from the props as in the finished custom resource: a patch is checked like an option. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { shards, shardRetention, query, rulesEnabled } = props;
  return [
    ...checkCommon(props), ...checkStored(props), ...checkSidecar(props),
    ...checkShards(props, { shardRetention }), ...shards > 1 && rulesEnabled ? [finding(SHARDS_PARTIAL, { shards })] : [],
    ...checkServer(props),
    ...checkNumber('query.maxConcurrency', query?.maxConcurrency, 1), ...checkNumber('query.maxSamples', query?.maxSamples, 1),
  ];
}

function checkServer({ serverOptions, remoteWrite, enableFeatures, storage }: ResolvedProps): Finding[] {
  const {
    maxExemplars,
    remoteRead = [],
    retentionPercentage: percentage,
    retentionSize,
    additionalAlertmanagerConfigs,
    additionalAlertRelabelConfigs,
  } = serverOptions;
  return [
    ...checkNumber('maxExemplars', maxExemplars, 1),
    ...remoteWrite.some(({ sendExemplars }) => sendExemplars) && !enableFeatures.includes('exemplar-storage')
      ? [finding(EXEMPLARS_OFF, {})]
      : [],
    ...remoteRead.flatMap((reader, at) => checkRemoteRead(reader, `remoteRead[${at}].`)),
    ...percentage === undefined || (percentage > 0 && percentage <= 100)
      ? []
      : [finding(RETENTION_PERCENTAGE, { percentage, why: 'it must be more than 0 and at most 100' })],
    ...percentage !== undefined && retentionSize
      ? [finding(RETENTION_PERCENTAGE, { percentage, why: '"retentionSize" is also set: remove one of them' })]
      : [],
    ...percentage !== undefined && !storage
      ? [finding(
        RETENTION_PERCENTAGE, { percentage, why: 'without "storage" it would be a percentage of the disk of the node: set "storage"' },
      )]
      : [],
    ...checkReferences([
      { prop: 'additionalAlertmanagerConfigs.secretName', name: additionalAlertmanagerConfigs?.secretName },
      { prop: 'additionalAlertRelabelConfigs.secretName', name: additionalAlertRelabelConfigs?.secretName },
    ]),
  ];
}

/** The same for an agent. */
export function checkAgent(props: ResolvedCommon): Finding[] {
  return [
    ...checkCommon(props),
    ...checkShards(props),
    ...checkStorage('storage', props.storage),
    ...props.remoteWrite.length > 0 ? [] : [finding(AGENT_NOWHERE, {})],
  ];
}

function checkCommon(props: ResolvedCommon): Finding[] {
  const { remoteWrite, externalLabels } = props;
  return [
    ...props.findings, ...checkNamespaces(props), ...checkChoices(props), ...checkExternalLabels(props),
    ...checkRemoteWrite(remoteWrite, externalLabels.cluster !== undefined, props),
    ...checkQueueMemory(remoteWrite.map(({ queue }) => queue), amountOf(props.pod.memoryLimit)), ...checkValues(props),
  ];
}

function checkNamespaces({ namespace, requestedNamespaces, allNamespaces, clientNamespaces }: ResolvedCommon): Finding[] {
  return [
    ...checkNamespace(namespace),
    ...checkNamespaceChoice(requestedNamespaces, allNamespaces),
    ...checkNamespaceNames('clientNamespaces', clientNamespaces),
  ];
}

function checkChoices({ service, serviceOptions, distroless, version, operator }: ResolvedCommon): Finding[] {
  return [
    ...version.has('three') && !operator.has('prometheus3')
      ? [finding(OPERATOR_TOO_OLD, { version: version.text, operator: operator.text })]
      : [],
    ...distroless && !version.has('distrolessImage') ? [finding(DISTROLESS_VERSION, { version: version.text })] : [],
    ...!service && Object.keys(serviceOptions).length > 0 ? [finding(SERVICE_OPTIONS, {})] : [],
  ];
}

function checkStored({ storage, retentionSize }: ResolvedProps): Finding[] {
  const most = storage && Math.floor(mebibytes(storage.size) * MOST_PERCENT / 100);
  const isTooLarge = most !== undefined && retentionSize !== undefined && mebibytes(retentionSize) > most;
  return [
    ...checkStorage('storage', storage),
    ...isTooLarge
      ? [finding(RETENTION_SIZE, { retentionSize: quantityOf(retentionSize), volume: quantityOf(storage!.size), cure: `${most}Mi` })]
      : [],
    ...storage ? [] : [finding(NO_STORAGE, {})],
  ];
}

/** Blocks of two hours are uploaded to the bucket. Local retention must cover three of them, to survive an outage of the bucket. */
const LEAST_HOURS = 6;

function checkSidecar({ thanos, retention, authProxy, networkPolicy }: ResolvedProps): Finding[] {
  return [
    ...checkReferences([{ prop: 'thanos.objectStorage.secretName', name: thanos?.objectStorage?.secretName }]),
    ...checkQuantity('thanos.cpu', thanos?.cpu), ...checkQuantity('thanos.memory', thanos?.memory),
    ...thanos && (authProxy || !networkPolicy) ? [finding(SIDECAR_OPEN, { isProxied: authProxy })] : [],
    ...thanos?.objectStorage && millisecondsOf(retention) < LEAST_HOURS * 3_600_000 ? [finding(SIDECAR_RETENTION, { retention })] : [],
  ];
}

/** The options of shards, and the feature gates that the operator needs for them. */
const SHARD_GATES = [
  ['shardRetention', 'PrometheusShardRetentionPolicy', 'shardRetention'], ['shardZones', 'PrometheusTopologySharding', 'topologySharding'],
] as const;

/** Several shards: retention, and a server that queries all of them. */
function checkShards(
  { shards, shardZones, operator, operatorFeatureGates }: ResolvedCommon,
  { shardRetention }: Partial<Pick<ResolvedProps, 'shardRetention'>> = {},
): Finding[] {
  const given = SHARD_GATES.filter(([prop]) => prop === 'shardZones' ? shardZones.length > 0 : shardRetention !== undefined);
  return [
    ...shards > 1 ? [] : given.map(([prop]) => finding(SHARDS_NONE, { prop })),
    ...shardZones.length > 0 && shards % shardZones.length !== 0 && shardZones.length < shards
      ? [finding(SHARD_UNEVEN, { shards, zones: shardZones.length })]
      : [],
    ...shardZones.length > shards ? [finding(SHARD_ZONES, { shards, zones: shardZones.length })] : [],
    ...given.filter(([, gate, capability]) => operator.has(capability) && !operator.has('shardingByDefault')
      && operatorFeatureGates[gate] !== true)
      .map(([prop, gate]) => finding(SHARD_GATE, { prop, gate, version: operator.text })),
  ];
}

function checkExternalLabels({ externalLabels }: ResolvedCommon): Finding[] {
  return Object.entries(externalLabels).flatMap(([name, value]) => {
    const why = whyNoExternalLabel(name, value, ['prometheus', 'prometheus_replica']);
    return why === undefined ? [] : [finding(EXTERNAL_LABEL, { name, why })];
  });
}

const LIMITS = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit', 'keepDroppedTargets'] as const;

/** Receivers, and the route prefix. */
function checkIngest({ options, version }: ResolvedCommon): Finding[] {
  const { routePrefix, otlpReceiver: otlp, enforcedNamespaceLabel: label, nameValidationScheme: names } = options;
  const isLegacy = names === NameValidationScheme.LEGACY || (names === undefined && !version.has('three'));
  const keepsNames = otlp?.translationStrategy === OtlpTranslation.NONE || otlp?.translationStrategy === OtlpTranslation.UTF8_WITH_SUFFIXES;
  return [
    ...checkRoutePrefix(routePrefix),
    ...checkChoice('nameValidationScheme', names, Object.values(NameValidationScheme)),
    ...checkChoice('nameEscapingScheme', options.nameEscapingScheme, Object.values(NameEscapingScheme)),
    ...checkChoice('otlpReceiver.translationStrategy', otlp?.translationStrategy, Object.values(OtlpTranslation)),
    ...otlp?.promoteAllResourceAttributes && otlp.promoteResourceAttributes
      ? [finding(OTLP, { why: '"promoteAllResourceAttributes" and "promoteResourceAttributes" are both set: remove one of them' })]
      : [],
    ...otlp?.ignoreResourceAttributes && !otlp.promoteAllResourceAttributes
      ? [finding(OTLP, { why: '"ignoreResourceAttributes" has no effect without "promoteAllResourceAttributes": set it' })]
      : [],
    ...keepsNames && isLegacy
      ? [finding(
        OTLP,
        {
          why: `"translationStrategy" is "${otlp.translationStrategy}", which keeps UTF-8 names, but "nameValidationScheme" is Legacy: use `
            + 'NameValidationScheme.UTF8',
        },
      )]
      : [],
    ...label !== undefined && whyNoExternalLabel(label, 'x', []) !== undefined
      ? [finding(LABEL_NAME, { prop: 'enforcedNamespaceLabel', name: label })]
      : [],
  ];
}

function checkValues(props: ResolvedCommon): Finding[] {
  const { replicas, limits, additionalScrapeConfigs, tls, proxyTls } = props;
  return [
    ...checkNumber('replicas', replicas, 1, 100), ...checkNumber('shards', props.shards, 1, 1000),
    ...LIMITS.flatMap(limit => checkNumber(`limits.${limit}`, limits[limit], 1)),
    ...checkLog(props),
    ...checkReferences([
      { prop: 'additionalScrapeConfigs.secretName', name: additionalScrapeConfigs?.secretName },
      { prop: 'tls.secretName', name: tls?.secretName },
      { prop: 'authProxyTlsSecretName', name: proxyTls?.secretName },
    ]),
    ...checkUrl('externalUrl', props.externalUrl),
    ...checkService('serviceOptions', props.serviceOptions),
    ...checkLabels('labels', props.labels),
    ...checkPod(props.pod), ...checkInstance(props.options, props.storage), ...checkIngest(props),
  ];
}
