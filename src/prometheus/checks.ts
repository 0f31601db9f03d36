import { AGENT_NOWHERE } from './agent-rules';
import { checkRemoteWrite } from './remote-write';
import { checkQueueMemory } from './remote-write-queue';
import { ResolvedCommon, ResolvedProps } from './resolve-props';
import {
  DISTROLESS_VERSION, EXTERNAL_LABEL, NO_STORAGE, OPERATOR_TOO_OLD, RETENTION_SIZE, SERVICE_OPTIONS, SHARD_GATE, SHARD_ZONES, SHARDS_NONE, SHARDS_PARTIAL, SIDECAR_OPEN,
  SIDECAR_RETENTION,
} from './rules';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceChoice, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { amountOf, checkQuantity } from '../manifest/quantity';
import { checkNumber, checkReferences, checkUrl } from '../manifest/references';
import { checkService } from '../manifest/service';
import { checkStorage, mebibytes, quantityOf } from '../manifest/storage';
import { whyNoExternalLabel } from '../scrape/external-labels';
import { millisecondsOf } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';

/** How much of a volume may be kept, in percent. */
const MOST_PERCENT = 95;

/** What can be said of the props of a Prometheus alone. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { shards, shardRetention, query, rulesEnabled, ruleLabels } = props;
  return [
    ...checkCommon(props), ...checkStored(props), ...checkSidecar(props),
    ...checkShards(props, { shardRetention }), ...shards > 1 && rulesEnabled ? [finding(SHARDS_PARTIAL, { shards })] : [], ...checkLabels('ruleLabels', ruleLabels),
    ...checkNumber('query.maxConcurrency', query?.maxConcurrency, 1), ...checkNumber('query.maxSamples', query?.maxSamples, 1),
  ];
}

/** What can be said of those of an agent. */
export function checkAgent(props: ResolvedCommon): Finding[] {
  return [...checkCommon(props), ...checkShards(props), ...checkStorage('storage', props.storage), ...props.remoteWrite.length > 0 ? [] : [finding(AGENT_NOWHERE, {})]];
}

function checkCommon(props: ResolvedCommon): Finding[] {
  const { remoteWrite, externalLabels } = props;
  return [
    ...checkNamespaces(props), ...checkChoices(props), ...checkExternalLabels(props),
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
    ...version.has('three') && !operator.has('prometheus3') ? [finding(OPERATOR_TOO_OLD, { version: version.text, operator: operator.text })] : [],
    ...distroless && !version.has('distrolessImage') ? [finding(DISTROLESS_VERSION, { version: version.text })] : [],
    ...!service && Object.keys(serviceOptions).length > 0 ? [finding(SERVICE_OPTIONS, {})] : [],
  ];
}

function checkStored({ storage, retentionSize }: ResolvedProps): Finding[] {
  const most = storage && Math.floor(mebibytes(storage.size) * MOST_PERCENT / 100);
  const isTooLarge = most !== undefined && retentionSize !== undefined && mebibytes(retentionSize) > most;
  return [
    ...checkStorage('storage', storage),
    ...isTooLarge ? [finding(RETENTION_SIZE, { retentionSize: quantityOf(retentionSize), volume: quantityOf(storage!.size), cure: `${most}Mi` })] : [],
    ...storage ? [] : [finding(NO_STORAGE, {})],
  ];
}

/** Blocks of two hours go to the bucket: three of them must be there, for one that is away for a while. */
const LEAST_HOURS = 6;

function checkSidecar({ thanos, retention, authProxy, networkPolicy }: ResolvedProps): Finding[] {
  return [
    ...checkReferences([{ prop: 'thanos.objectStorage.secretName', name: thanos?.objectStorage?.secretName }]),
    ...checkQuantity('thanos.cpu', thanos?.cpu), ...checkQuantity('thanos.memory', thanos?.memory),
    ...thanos && (authProxy || !networkPolicy) ? [finding(SIDECAR_OPEN, { isProxied: authProxy })] : [],
    ...thanos?.objectStorage && millisecondsOf(retention) < LEAST_HOURS * 3_600_000 ? [finding(SIDECAR_RETENTION, { retention })] : [],
  ];
}

/** The options of shards, and the feature gates without which the operator leaves them alone. */
const SHARD_GATES = [['shardRetention', 'PrometheusShardRetentionPolicy', 'shardRetention'], ['shardZones', 'PrometheusTopologySharding', 'topologySharding']] as const;

/** Several shards: who keeps what of it, and who sees all. */
function checkShards({ shards, shardZones, operator, operatorFeatureGates }: ResolvedCommon, { shardRetention }: Partial<Pick<ResolvedProps, 'shardRetention'>> = {}): Finding[] {
  const given = SHARD_GATES.filter(([prop]) => prop === 'shardZones' ? shardZones.length > 0 : shardRetention !== undefined);
  return [
    ...shards > 1 ? [] : given.map(([prop]) => finding(SHARDS_NONE, { prop })),
    ...shardZones.length > shards ? [finding(SHARD_ZONES, { shards, zones: shardZones.length })] : [],
    ...given.filter(([, gate, capability]) => operator.has(capability) && !operator.has('shardingByDefault') && operatorFeatureGates[gate] !== true)
      .map(([prop, gate]) => finding(SHARD_GATE, { prop, gate, version: operator.text })),
  ];
}

function checkExternalLabels({ externalLabels }: ResolvedCommon): Finding[] {
  return Object.entries(externalLabels).flatMap(([name, value]) => {
    const why = whyNoExternalLabel(name, value, ['prometheus', 'prometheus_replica']);
    return why === undefined ? [] : [finding(EXTERNAL_LABEL, { name, why })];
  });
}

function checkValues(props: ResolvedCommon): Finding[] {
  const { replicas, limits, additionalScrapeConfigs, tls, proxyTls } = props;
  return [
    ...checkNumber('replicas', replicas, 1, 100), ...checkNumber('shards', props.shards, 1, 1000),
    ...checkNumber('limits.sampleLimit', limits.sampleLimit, 1), ...checkNumber('limits.targetLimit', limits.targetLimit, 1), ...checkNumber('limits.labelLimit', limits.labelLimit, 1),
    ...checkLog(props),
    ...checkReferences([
      { prop: 'additionalScrapeConfigs.secretName', name: additionalScrapeConfigs?.secretName },
      { prop: 'tls.secretName', name: tls?.secretName },
      { prop: 'authProxyTlsSecretName', name: proxyTls?.secretName },
    ]),
    ...checkUrl('externalUrl', props.externalUrl),
    ...checkService('serviceOptions', props.serviceOptions),
    ...checkLabels('labels', props.labels), ...checkLabels('podMonitorLabels', props.podMonitorLabels),
    ...checkPod(props.pod),
  ];
}
