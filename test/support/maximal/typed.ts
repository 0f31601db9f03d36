import { Duration, Size } from 'cdk8s';
import {
  AlertIntegration, AlertmanagerConfigMatcher, AlertmanagerConfigProps, AlertmanagerProps, AlertRouting, FsGroupChangePolicy,
  ImagePullPolicy, NameEscapingScheme, NameValidationScheme,
  OtlpTranslation, PrometheusAgentMode, PrometheusAgentProps, PrometheusProps, ThanosRulerProps, VersionSet,
} from '../../../src';

// Every typed option of each construct for a custom resource, in one of its variants: `tsc` reports missing ones.

const KEY = { secretName: 'maximal', key: 'token' };
const storage = {
  size: Size.gibibytes(10), storageClassName: 'fast', accessModes: ['ReadWriteOnce'], labels: { x: 'x' }, annotations: { x: 'x' }, selector: { x: 'x' },
};
const remoteWrite = [{ url: 'https://mimir.maximal.example/push', sendExemplars: true }];

const CONDITION = { key: 'x', operator: 'In', values: ['x'] };
const SELECTION = { matchLabels: { x: 'x' }, matchExpressions: [CONDITION], namespaceLabels: { x: 'x' }, namespaceExpressions: [CONDITION] };

const pem = (key: string) => ({ secretName: 'maximal', key });

/** Options that are plain data of a pod use the generated values of their fields. */
type Generated = 'affinity' | 'topologySpreadConstraints' | 'volumes' | 'volumeMounts' | 'containers' | 'initContainers' | 'hostAliases' | 'dnsPolicy' | 'dnsConfig'
| 'podLabels' | 'podAnnotations' | 'terminationGracePeriodSeconds' | 'minReadySeconds' | 'persistentVolumeClaimRetentionPolicy' | 'emptyDir' | 'spec' | 'additionalArgs';

/** Options with a separate variant. */
type Elsewhere = 'listenLocal' | 'verticalPodAutoscaler' | 'authProxy' | 'authProxyTlsSecretName' | 'imageDigest' | 'imageRegistry' | 'operatorVersion' | 'operatorFeatureGates' | 'operatorProbesConfigReloader';

type All<Props, Others extends keyof Props> = Required<Omit<Props, Generated | Elsewhere | Others>>;

const POD = {
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ key: 'x', operator: 'Equal', value: 'x', effect: 'NoExecute', tolerationSeconds: 60 }],
  priorityClassName: 'high',
  cpu: '10m',
  memory: '20Mi',
  memoryLimit: '1Gi',
  imagePullPolicy: ImagePullPolicy.ALWAYS,
  resourceLimits: { enabled: true, memoryRatio: 2, cpuRatio: 5 },
  imagePullSecrets: ['maximal'],
  podSecurity: {
    runAsUser: 1, runAsGroup: 1, fsGroup: 1, fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH, supplementalGroups: [1], seccompLocalhostProfile: 'x/y.json',
  },
  versions: VersionSet.V2026_11,
};
const NAMES = { namespace: 'maximal', labels: { x: 'x' }, annotations: { x: 'x' }, serviceAccountAnnotations: { x: 'x' }, serviceAccountName: 'maximal' };
const monitor = {
  interval: Duration.seconds(30),
  scrapeTimeout: Duration.seconds(10),
  labels: { x: 'x' },
  annotations: { x: 'x' },
  relabelings: [{ action: 'drop', sourceLabels: ['x'], regex: 'y' }],
  metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
  sampleLimit: 1,
  targetLimit: 1,
  labelLimit: 1,
  labelNameLengthLimit: 1,
  labelValueLengthLimit: 1,
  keepDroppedTargets: 1,
  bodySizeLimit: Size.mebibytes(10),
  scrapeClass: 'own',
  scrapeProtocols: ['PrometheusText0.0.4'],
  fallbackScrapeProtocol: 'PrometheusText0.0.4',
  spec: { attachMetadata: { node: true } },
};
const SERVICE = {
  service: true,
  serviceOptions: {
    type: 'LoadBalancer', annotations: { x: 'x' }, loadBalancerClass: 'maximal.example/x', loadBalancerSourceRanges: ['10.0.0.0/8'], additionalPorts: [{ name: 'more', port: 4180 }],
  },
  networkPolicy: true,
  clientNamespaces: ['grafana'],
};
const SCRAPER: All<PrometheusAgentProps, 'mode' | 'name'> = {
  ...POD,
  ...NAMES,
  ...SERVICE,
  version: '3.16.0',
  image: 'quay.io/prometheus/prometheus:v3.16.0',
  distroless: false,
  replicas: 2,
  shards: 2,
  shardZones: ['a', 'b'],
  storage,
  walCompression: true,
  outOfOrderTimeWindow: Duration.hours(1),
  namespaces: ['maximal'],
  allNamespaces: false,
  selection: { ...SELECTION, serviceMonitors: SELECTION, probes: SELECTION, scrapeConfigs: SELECTION },
  scrapeClasses: [
    {
      name: 'secrets',
      default: true,
      tlsConfig: { ca: pem('ca.crt'), cert: pem('tls.crt'), keySecret: pem('tls.key'), serverName: 'x', insecureSkipVerify: true },
      authorization: { ...KEY, type: 'Bearer' },
      relabelings: [{ targetLabel: 'cluster', replacement: 'maximal' }],
      metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
      attachNodeMetadata: true,
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
    },
    { name: 'files', tlsConfig: { caFile: '/x/ca', certFile: '/x/cert', keyFile: '/x/key' } },
  ],
  scrapeInterval: Duration.seconds(30),
  scrapeTimeout: Duration.seconds(10),
  limits: { sampleLimit: 1, targetLimit: 1, labelLimit: 1, labelNameLengthLimit: 1, labelValueLengthLimit: 1, keepDroppedTargets: 1, bodySizeLimit: Size.mebibytes(10) },
  additionalScrapeConfigs: { secretName: 'maximal', key: 'list' },
  externalLabels: { cluster: 'maximal' },
  remoteWrite,
  externalUrl: 'https://maximal.example',
  tls: { secretName: 'maximal' },
  podDisruptionBudget: true,
  enableFeatures: ['extra-scrape-metrics'],
  logLevel: 'warn',
  logFormat: 'json',
  routePrefix: '/x',
  otlpReceiver: {
    promoteResourceAttributes: ['service.name'], promoteScopeMetadata: true, keepIdentifyingResourceAttributes: true, convertHistogramsToNhcb: true, translationStrategy: OtlpTranslation.NONE,
  },
  enableRemoteWriteReceiver: true,
  nameValidationScheme: NameValidationScheme.UTF8,
  nameEscapingScheme: NameEscapingScheme.ALLOW_UTF8,
  scrapeNativeHistograms: true,
  scrapeClassicHistograms: true,
  convertClassicHistogramsToNhcb: true,
  monitor,
  enforcedNamespaceLabel: 'tenant',
};

const SERVER: Required<Omit<PrometheusProps, keyof PrometheusAgentProps | 'retentionPercentage'>> = {
  shardRetention: Duration.days(1),
  retention: Duration.days(1),
  retentionSize: Size.gibibytes(1),
  rulesEnabled: true,
  evaluationInterval: Duration.seconds(30),
  thanos: { version: '0.42.4', image: 'quay.io/thanos/thanos:v0.42.4', objectStorage: { secretName: 'maximal', key: 'map' }, cpu: '10m', memory: '20Mi' },
  query: { maxConcurrency: 1, maxSamples: 1, timeout: Duration.minutes(2), lookbackDelta: Duration.minutes(5) },
  maxExemplars: 1,
  remoteRead: [{ url: 'https://thanos.maximal.example/api/v1/read', name: 'own', requiredMatchers: { x: 'x' }, readRecent: true, remoteTimeout: Duration.minutes(1), headers: { 'X-A': 'b' }, filterExternalLabels: false }],
  ruleQueryOffset: Duration.minutes(1),
  additionalAlertmanagerConfigs: { secretName: 'maximal', key: 'list' },
  additionalAlertRelabelConfigs: { secretName: 'maximal', key: 'list' },
  alertmanagers: [{ serviceName: 'alertmanager', namespace: 'maximal', port: 'web', tls: { secretName: 'maximal' }, pathPrefix: '/x' }],
};

const routing = () => new AlertRouting({ route: { receiver: 'own' }, receivers: [{ name: 'own', integrations: [AlertIntegration.webhook({ urlSecret: { secretName: 'maximal', key: 'url' } })] }] });

const ALERTMANAGER: All<AlertmanagerProps, 'name' | 'configSecret' | 'routing' | 'routingSpec'> = {
  ...POD,
  ...NAMES,
  serviceOptions: SERVICE.serviceOptions,
  networkPolicy: true,
  clientNamespaces: ['grafana'],
  version: '0.35.0',
  image: 'quay.io/prometheus/alertmanager:v0.35.0',
  replicas: 2,
  namespaces: ['maximal'],
  allNamespaces: false,
  configMatcher: AlertmanagerConfigMatcher.NONE,
  clusterLabels: ['cluster', 'region'],
  global: {
    resolveTimeout: Duration.minutes(5),
    http: { followRedirects: true },
    smtp: { smarthost: 'smtp.maximal.example:587', from: 'alerts@maximal.example', authUsername: 'alerts', authPassword: KEY },
    slackApiUrl: { secretName: 'maximal', key: 'url' },
    pagerDutyUrl: 'https://events.maximal.example/v2/enqueue',
  },
  templates: [{ configMapName: 'maximal', key: 'url' }],
  configSelection: SELECTION,
  monitor,
  retention: Duration.hours(1),
  storage,
  externalUrl: 'https://maximal.example',
  routePrefix: '/x',
  enableFeatures: ['receiver-name-in-metrics'],
  tls: { secretName: 'maximal' },
  podDisruptionBudget: true,
  logLevel: 'warn',
  logFormat: 'json',
};

const RULER: All<ThanosRulerProps, 'name' | 'query' | 'alertmanagers' | 'alertmanagersConfig'> = {
  ...POD,
  ...NAMES,
  networkPolicy: true,
  clientNamespaces: ['grafana'],
  version: '0.42.4',
  image: 'quay.io/thanos/thanos:v0.42.4',
  logLevel: 'warn',
  queryEndpoints: ['query:10902'],
  ruleSelection: SELECTION,
  namespaces: ['maximal'],
  allNamespaces: false,
  externalLabels: { cluster: 'maximal' },
  replicas: 2,
  evaluationInterval: Duration.seconds(30),
  retention: Duration.days(1),
  storage,
  objectStorage: { secretName: 'maximal', key: 'map' },
  alertQueryUrl: 'https://maximal.example',
  routePrefix: '/x',
  enforcedNamespaceLabel: 'tenant',
  ruleQueryOffset: Duration.minutes(1),
  alertDropLabels: ['x'],
  monitor,
};

export const TYPED = { SCRAPER, SERVER, ALERTMANAGER, RULER, routing, PrometheusAgentMode, KEY } as const;
export type { AlertmanagerConfigProps };
