import { customResource, OFF } from './pods';
import { below, different, differentUnless, same, to, unsupported, used, ValueRow } from './row';
import {
  count, duration, flag, labels, literal, map, maps, nameEscaping, nameValidation, otlpReceiver, secretKey, size, text, texts,
} from '../convert';

const option = (path: string, name: string, as: (value: any) => any, ...values: unknown[]) => to(path, `prometheus.${name}`, as, ...values);
/** A field of the custom resource that has no option. */
const field = (path: string, ...values: unknown[]) => to(path, `prometheus.spec.${path}`, literal, ...values);

const SECRET = 'it contains secrets: move them to a Secret outside of the program';
const MONITORS = 'selection by the part of Prometheus';

const SWITCHES = [
  'disableCompaction', 'enableAdminAPI', 'overrideHonorLabels', 'overrideHonorTimestamps', 'ignoreNamespaceSelectors',
  'allowOverlappingBlocks', 'queryLogFile',
];
const LIMITS = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit', 'keepDroppedTargets'];

/** How long a shard is kept after the number of shards is reduced. */
const keptShards = (value: any) => value?.whenScaled === 'Retain' ? duration(value.retain?.retentionPeriod) : undefined;

/** A name of an external label that the chart clears. */
const cleared = (value: unknown) => value === true ? literal('') : undefined;

const SPEC: readonly ValueRow[] = [
  option('scrapeInterval', 'scrapeInterval', duration),
  option('scrapeTimeout', 'scrapeTimeout', duration),
  option('evaluationInterval', 'evaluationInterval', duration),
  option('retention', 'retention', duration),
  option('retentionSize', 'retentionSize', size),
  option('shards', 'shards', count, 1),
  option('externalLabels', 'externalLabels', labels),
  option('walCompression', 'walCompression', flag, true),
  option('enableFeatures', 'enableFeatures', texts),
  option('listenLocal', 'listenLocal', flag, false),
  option('tsdb.outOfOrderTimeWindow', 'outOfOrderTimeWindow', duration, '0s'),
  option('query.maxConcurrency', 'query.maxConcurrency', count),
  option('query.maxSamples', 'query.maxSamples', count),
  option('query.timeout', 'query.timeout', duration),
  option('query.lookbackDelta', 'query.lookbackDelta', duration),
  option('exemplars.maxSize', 'maxExemplars', count),
  ...different('set the field in "prometheus: { spec: { query } }"', 'query.**'),
  option('ruleQueryOffset', 'ruleQueryOffset', duration),
  option('enableRemoteWriteReceiver', 'enableRemoteWriteReceiver', flag, false),
  option('enforcedNamespaceLabel', 'enforcedNamespaceLabel', text),
  option('scrapeNativeHistograms', 'scrapeNativeHistograms', flag, false),
  option('scrapeClassicHistograms', 'scrapeClassicHistograms', flag, false),
  option('convertClassicHistogramsToNHCB', 'convertClassicHistogramsToNhcb', flag, false),
  option('additionalScrapeConfigsSecret', 'additionalScrapeConfigs', secretKey),
  option('additionalAlertManagerConfigsSecret', 'additionalAlertmanagerConfigs', secretKey),
  option('additionalAlertRelabelConfigsSecret', 'additionalAlertRelabelConfigs', secretKey),
  ...limits({
    enforcedSampleLimit: 'sampleLimit',
    enforcedTargetLimit: 'targetLimit',
    enforcedLabelLimit: 'labelLimit',
    enforcedLabelNameLengthLimit: 'labelNameLengthLimit',
    enforcedLabelValueLengthLimit: 'labelValueLengthLimit',
    enforcedKeepDroppedTargets: 'keepDroppedTargets',
  }),
  option('enforcedBodySizeLimit', 'limits.bodySizeLimit', size),
  ...LIMITS.map(name => field(name, 0, false)),
  ...SWITCHES.map(name => field(name, false)),
  ...[
    'apiserverConfig', 'prometheusRulesExcludedFromEnforce', 'excludedFromEnforcement', 'otlp', 'scrapeClasses', 'podTargetLabels',
    'scrapeFailureLogFile', 'scrapeProtocols', 'tracingConfig', 'reloadStrategy', 'runtime', 'shardingStrategy',
    'remoteWriteReceiverMessageVersions', 'bodySizeLimit',
  ].map(name => field(name, OFF)),
  option('nameValidationScheme', 'nameValidationScheme', nameValidation),
  option('nameEscapingScheme', 'nameEscapingScheme', nameEscaping),
  option('shardRetentionPolicy', 'shardRetention', keptShards, { whenScaled: 'Delete' }),
  option('enableOTLPReceiver', 'otlpReceiver', otlpReceiver, false),
  field('maximumStartupDurationSeconds', 0),
  same('arbitraryFSAccessThroughSMs', false),
  to('arbitraryFSAccessThroughSMs', 'prometheus.spec.arbitraryFSAccessThroughSMs', map, false),
  to('remoteRead', 'prometheus.spec.remoteRead', maps),
  to('additionalRemoteRead', 'prometheus.spec.remoteRead', maps),
  to('remoteWrite', 'prometheus.spec.remoteWrite', maps),
  to('additionalRemoteWrite', 'prometheus.spec.remoteWrite', maps),
  to('prometheusExternalLabelName', 'prometheus.spec.prometheusExternalLabelName', text),
  to('replicaExternalLabelName', 'prometheus.spec.replicaExternalLabelName', text),
  to('prometheusExternalLabelNameClear', 'prometheus.spec.prometheusExternalLabelName', cleared, false),
  to('replicaExternalLabelNameClear', 'prometheus.spec.replicaExternalLabelName', cleared, false),
  to('automountServiceAccountToken', 'prometheus.spec.automountServiceAccountToken', flag, true),
  same('disableAlerting', false),
  ...different(
    'Alertmanagers are those of the stack: set "alertmanagerEnabled: false", and "additionalAlertmanagerConfigs" for others',
    'disableAlerting', 'alertingEndpoints',
  ),
  same('remoteWriteDashboards', false),
  ...different('no dashboard for remote write: import the one of Prometheus', 'remoteWriteDashboards'),
  ...different(
    `set "additionalScrapeConfigs" to a Secret with the jobs, or create ScrapeConfig objects; ${SECRET}`, 'additionalScrapeConfigs',
  ),
  ...different(`set "additionalAlertmanagerConfigs" to a Secret; ${SECRET}`, 'additionalAlertManagerConfigs'),
  ...different(`set "additionalAlertRelabelConfigs" to a Secret; ${SECRET}`, 'additionalAlertRelabelConfigs'),
  ...different('annotate the Secrets where they are created', 'additionalPrometheusSecretsAnnotations'),
  to('additionalConfig', 'prometheus.spec', map),
  ...unsupported('a YAML string with templates: write the fields into "prometheus.spec"', 'additionalConfigString'),
  ...used(MONITORS, 'serviceDiscoveryRole'),
];

function limits(names: { readonly [key: string]: string }): ValueRow[] {
  return Object.entries(names).map(([key, name]) => option(key, `limits.${name}`, count, 0, false));
}

const EXPOSED = 'create a WebIngress or a WebRoute for the user interface, with OAuth2Proxy in front';
const SCRAPE_OBJECT = 'the monitor is that of this library: set "monitor" of the component for labels, relabelings and limits';

/** Prometheus: the custom resource and what is next to it. */
export const PROMETHEUS_ROWS: readonly ValueRow[] = [
  to('prometheus.enabled', 'prometheusEnabled', flag),
  ...customResource('prometheus.prometheusSpec', 'prometheus'),
  ...below('prometheus.prometheusSpec', SPEC),
  same('prometheus.agentMode', false),
  ...unsupported('set "agent" of the stack instead of "prometheus": the program throws an error until then', 'prometheus.agentMode'),
  ...different('the Service with the old name in the program has it: change it there', 'prometheus.service.**'),
  ...differentUnless([], 'no Service for each replica: create it in the program', 'prometheus.servicePerReplica.**'),
  ...different('the PodDisruptionBudget allows one eviction at a time', 'prometheus.podDisruptionBudget.**'),
  ...used('networkPolicy', 'prometheus.networkPolicy.enabled'),
  ...different('set "networkPolicy" and "clientNamespaces" of prometheus', 'prometheus.networkPolicy.**'),
  ...different('set "verticalPodAutoscaler" of prometheus', 'prometheus.verticalPodAutoscaler.**'),
  ...different(SCRAPE_OBJECT, 'prometheus.serviceMonitor.**'),
  same('prometheus.serviceMonitor.selfMonitor', true),
  ...different(EXPOSED, 'prometheus.ingress.**', 'prometheus.ingressPerReplica.**', 'prometheus.route.**', 'prometheus.routePerReplica.**'),
  ...different(
    'set "thanos" of prometheus; its Service has the port of the sidecar', 'prometheus.thanosService.**',
    'prometheus.thanosServiceMonitor.**',
  ),
  ...different(
    'create the Service or Ingress of the sidecar in the program', 'prometheus.thanosServiceExternal.**', 'prometheus.thanosIngress.**',
  ),
  ...different(
    'create a ServiceMonitor or a PodMonitor in the program', 'prometheus.additionalServiceMonitors', 'prometheus.additionalPodMonitors',
  ),
  ...different('create a ClusterRole with these rules, and bind it to the ServiceAccount', 'prometheus.additionalRulesForClusterRole'),
  ...different(SECRET, 'prometheus.extraSecret.**'),
  to('prometheus.annotations', 'prometheus.annotations', labels),
  to('prometheus.additionalLabels', 'prometheus.labels', labels),
  to('prometheus.serviceAccount.annotations', 'prometheus.serviceAccountAnnotations', labels),
  same('prometheus.serviceAccount.create', true),
  same('prometheus.serviceAccount.automountServiceAccountToken', true),
  ...used('prometheus.serviceAccountName', 'prometheus.serviceAccount.name', 'prometheus.serviceAccount.create'),
  ...different('ServiceAccounts are those of this library', 'prometheus.serviceAccount.**'),
];
