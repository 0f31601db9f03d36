import { WHERE } from './operator-verdicts';
import { Manifest } from './synth';

// Pairs of objects, with a field and without it, for a version of the process that supports the field and for one that does not.

/** A field, and the first version of the process for which the operator writes it; versions are those of upstream's source. */
interface Field {
  readonly kind: string;
  readonly name: string;
  readonly older: string;
  readonly newer: string;
  readonly base: object;
  readonly field: object;
}

/** Two objects that differ in one field. */
export interface Twins {
  readonly title: string;
  readonly version: string;
  readonly plain: Manifest;
  readonly withField: Manifest;
  /** Whether another object selects them and contains the version. */
  readonly isMonitor: boolean;
}

type Make = (fields: object) => object;

const key = { name: 'credentials', key: 'token' };
const CLIENT = { clientId: { secret: key }, clientSecret: key, tokenUrl: 'https://auth.example/token' };
const KEYS = { accessKey: key, secretKey: key, region: 'eu' };

const plain: Make = fields => fields;
const write: Make = fields => ({ remoteWrite: [{ url: 'https://write.example', ...fields }] });
const reads: Make = fields => ({ remoteRead: [{ url: 'https://read.example', ...fields }] });
const alerts: Make = fields => ({ alerting: { alertmanagers: [{ namespace: WHERE, name: 'x', port: 'web', ...fields }] } });
const sidecar: Make = fields => ({ thanos: fields });
const service: Make = fields => ({ selector: {}, endpoints: [{ port: 'web', ...fields }] });
const serviceSpec: Make = fields => ({ selector: {}, endpoints: [{ port: 'web' }], ...fields });
const podSpec: Make = fields => ({ selector: {}, podMetricsEndpoints: [{ port: 'web' }], ...fields });
const probe: Make = fields => ({ prober: { url: 'blackbox:9115' }, targets: { staticConfig: { static: ['x'] } }, ...fields });
const scrape: Make = fields => ({ staticConfigs: [{ targets: ['x:80'] }], ...fields });

const of = (kind: string, make: Make, list: readonly (readonly [older: string, newer: string, field: object, base?: object])[]): readonly Field[] =>
  list.map(([older, newer, field, base = {}]) => {
    const [name] = Object.keys(field);
    return { kind, name, older, newer, base: make(base), field: make({ ...base, ...field }) };
  });

const FIELDS: readonly Field[] = [
  ...of('Prometheus', plain, [
    ['v2.46.0', 'v2.47.0', { enableOTLPReceiver: true }], ['v2.32.1', 'v2.33.0', { enableRemoteWriteReceiver: true }],
    ['v2.24.1', 'v2.25.0', { enableFeatures: ['x'] }], ['v2.5.0', 'v2.6.0', { web: { pageTitle: 'x' } }],
    ['v2.53.0', 'v2.54.0', { remoteWriteReceiverMessageVersions: ['V2.0'] }, { enableRemoteWriteReceiver: true }],
    ['v2.46.0', 'v2.47.0', { keepDroppedTargets: 5 }], ['v2.44.0', 'v2.45.0', { bodySizeLimit: '1MB' }], ['v2.44.0', 'v2.45.0', { sampleLimit: 5 }],
    ['v2.44.0', 'v2.45.0', { targetLimit: 5 }], ['v2.44.0', 'v2.45.0', { labelLimit: 5 }], ['v2.44.0', 'v2.45.0', { labelNameLengthLimit: 5 }], ['v2.44.0', 'v2.45.0', { labelValueLengthLimit: 5 }],
    ['v2.48.0', 'v2.49.0', { scrapeProtocols: ['OpenMetricsText1.0.0'] }], ['v2.54.0', 'v2.55.0', { scrapeFailureLogFile: '/dev/stdout' }],
    ['v2.55.1', 'v3.0.0', { nameValidationScheme: 'UTF8' }], ['v3.3.0', 'v3.4.0', { nameEscapingScheme: 'Dots' }],
    ['v3.3.0', 'v3.4.0', { convertClassicHistogramsToNHCB: true }], ['v3.4.0', 'v3.5.0', { scrapeClassicHistograms: true }], ['v3.7.0', 'v3.8.0', { scrapeNativeHistograms: true }],
    ['v2.38.0', 'v2.39.0', { tsdb: { outOfOrderTimeWindow: '30m' } }], ['v3.9.0', 'v3.10.0', { tsdb: { staleSeriesCompactionThreshold: '0.5' } }], ['v2.28.0', 'v2.29.0', { exemplars: { maxSize: 5 } }],
    ['v2.52.0', 'v2.53.0', { ruleQueryOffset: '1m' }], ['v2.15.0', 'v2.16.0', { queryLogFile: '/dev/stdout' }], ['v2.52.0', 'v2.53.0', { runtime: { goGC: 50 } }],
  ]),
  ...of('Prometheus', fields => ({ otlp: fields }), [
    ['v3.0.0', 'v3.1.0', { keepIdentifyingResourceAttributes: true }], ['v3.3.0', 'v3.4.0', { convertHistogramsToNHCB: true }], ['v3.4.0', 'v3.5.0', { promoteAllResourceAttributes: true }],
    ['v3.5.0', 'v3.6.0', { promoteScopeMetadata: true }], ['v2.55.0', 'v3.0.0', { translationStrategy: 'NoUTF8EscapingWithSuffixes' }, { promoteResourceAttributes: ['x'] }],
  ]),
  ...of('Prometheus', write, [
    ['v2.14.0', 'v2.15.0', { headers: { 'X-A': 'b' } }], ['v2.14.0', 'v2.15.0', { name: 'x' }], ['v2.53.0', 'v2.54.0', { messageVersion: 'V2.0' }], ['v2.26.0', 'v2.27.0', { sendExemplars: true }],
    ['v2.39.0', 'v2.40.0', { sendNativeHistograms: true }], ['v2.25.0', 'v2.26.0', { sigv4: KEYS }], ['v2.53.0', 'v2.54.0', { sigv4: { ...KEYS, useFIPSSTSEndpoint: true } }, { sigv4: KEYS }],
    ['v2.44.0', 'v2.45.0', { azureAd: { managedIdentity: { clientId: '00000000-0000-0000-0000-000000000000' } } }], ['v2.49.0', 'v2.50.0', { queueConfig: { maxShards: 5, sampleAgeLimit: '5m' } }, { queueConfig: { maxShards: 5 } }],
    ['v2.22.0', 'v2.23.0', { metadataConfig: { send: false } }], ['v3.0.0', 'v3.1.0', { roundRobinDNS: true }], ['v2.34.0', 'v2.35.0', { enableHTTP2: false }],
    ['v2.25.0', 'v2.26.0', { followRedirects: false }], ['v2.26.0', 'v2.27.0', { oauth2: CLIENT }], ['v2.42.0', 'v2.43.0', { proxyFromEnvironment: true }],
  ]),
  ...of('Prometheus', reads, [['v2.25.0', 'v2.26.0', { headers: { 'X-A': 'b' } }], ['v2.33.0', 'v2.34.0', { filterExternalLabels: false }]]),
  ...of('Prometheus', alerts, [
    ['v2.50.0', 'v2.51.0', { alertRelabelings: [{ action: 'labeldrop', regex: 'a' }] }], ['v2.47.0', 'v2.48.0', { sigv4: KEYS }], ['v2.34.0', 'v2.35.0', { enableHttp2: false }],
    ['v2.25.0', 'v2.26.0', { authorization: { credentials: key } }], ['v2.42.0', 'v2.43.0', { noProxy: 'x', proxyUrl: 'http://x' }, { proxyUrl: 'http://x' }],
  ]),
  ...of('PrometheusAgent', plain, [['v2.53.0', 'v2.54.0', { tsdb: { outOfOrderTimeWindow: '30m' } }], ['v2.46.0', 'v2.47.0', { keepDroppedTargets: 5 }], ['v2.52.0', 'v2.53.0', { runtime: { goGC: 50 } }]]),
  ...of('ServiceMonitor', service, [
    ['v2.25.0', 'v2.26.0', { followRedirects: false }], ['v2.34.0', 'v2.35.0', { enableHttp2: false }], ['v2.8.0', 'v2.9.0', { honorTimestamps: false }], ['v2.47.0', 'v2.48.0', { trackTimestampsStaleness: true }],
    ['v2.26.0', 'v2.27.0', { oauth2: CLIENT }], ['v2.42.0', 'v2.43.0', { proxyFromEnvironment: true }],
    ['v2.34.0', 'v2.35.0', { tlsConfig: { minVersion: 'TLS12', serverName: 'x' } }, { tlsConfig: { serverName: 'x' } }], ['v2.40.0', 'v2.41.0', { tlsConfig: { maxVersion: 'TLS13', serverName: 'x' } }, { tlsConfig: { serverName: 'x' } }],
  ]),
  ...of('ServiceMonitor', serviceSpec, [
    ['v2.46.0', 'v2.47.0', { keepDroppedTargets: 5 }], ['v2.44.0', 'v2.45.0', { nativeHistogramBucketLimit: 5 }], ['v2.55.1', 'v3.0.0', { fallbackScrapeProtocol: 'PrometheusText0.0.4' }],
    ['v2.20.0', 'v2.21.0', { targetLimit: 5 }], ['v2.26.0', 'v2.27.0', { labelLimit: 5 }], ['v2.27.0', 'v2.28.0', { bodySizeLimit: '1MB' }],
  ]),
  ...of('PodMonitor', podSpec, [
    ['v2.48.0', 'v2.49.0', { scrapeProtocols: ['OpenMetricsText1.0.0'] }], ['v2.49.0', 'v2.50.0', { nativeHistogramMinBucketFactor: '1.5' }], ['v2.44.0', 'v2.45.0', { scrapeClassicHistograms: true }],
    ['v2.55.1', 'v3.0.0', { convertClassicHistogramsToNHCB: true }], ['v3.7.0', 'v3.8.0', { scrapeNativeHistograms: true }], ['v2.26.0', 'v2.27.0', { labelNameLengthLimit: 5 }],
  ]),
  ...of('Probe', probe, [['v2.46.0', 'v2.47.0', { keepDroppedTargets: 5 }], ['v2.26.0', 'v2.27.0', { labelValueLengthLimit: 5 }]]),
  ...of('ScrapeConfig', scrape, [
    ['v2.46.0', 'v2.47.0', { keepDroppedTargets: 5 }], ['v2.48.0', 'v2.49.0', { enableCompression: false }], ['v2.55.1', 'v3.0.0', { nameValidationScheme: 'Legacy' }], ['v3.3.0', 'v3.4.0', { nameEscapingScheme: 'Dots' }],
    ['v2.47.0', 'v2.48.0', { trackTimestampsStaleness: true }],
  ]),
  ...of('Alertmanager', plain, [
    ['v0.26.0', 'v0.27.0', { enableFeatures: ['x'] }], ['v0.16.2', 'v0.17.0', { web: { getConcurrency: 5 } }], ['v0.16.2', 'v0.17.0', { web: { timeout: 5 } }], ['v0.27.0', 'v0.28.0', { limits: { maxSilences: 5 } }],
    ['v0.25.0', 'v0.26.0', { clusterLabel: 'x' }], ['v0.29.0', 'v0.30.0', { clusterPeerName: 'x' }],
  ]),
  ...of('ThanosRuler', plain, [
    ['v0.37.2', 'v0.38.0', { ruleQueryOffset: '1m' }], ['v0.36.1', 'v0.37.0', { ruleConcurrentEval: 5 }], ['v0.29.0', 'v0.30.0', { ruleOutageTolerance: '1h' }], ['v0.29.0', 'v0.30.0', { ruleGracePeriod: '1h' }],
    ['v0.38.0', 'v0.39.0', { enableFeatures: ['x'] }],
  ]),
  ...of('ThanosRuler', write, [
    ['v0.31.0', 'v0.32.0', { queueConfig: { maxShards: 5, sampleAgeLimit: '5m' } }, { queueConfig: { maxShards: 5 } }],
    ['v0.29.0', 'v0.30.0', { tlsConfig: { serverName: 'x', maxVersion: 'TLS13' } }, { tlsConfig: { serverName: 'x' } }], ['v0.27.0', 'v0.28.0', { tlsConfig: { serverName: 'x', minVersion: 'TLS12' } }, { tlsConfig: { serverName: 'x' } }],
  ]),
  ...of('Prometheus', sidecar, [['v0.28.0', 'v0.29.0', { getConfigTimeout: '5s' }], ['v0.28.0', 'v0.29.0', { getConfigInterval: '5s' }]]),
];

/** Fields that the operator writes for any version of Thanos, although it logs otherwise. */
const WRITTEN_ANYWAY: readonly Field[] = of('ThanosRuler', write, [
  ['v0.37.2', 'v0.38.0', { roundRobinDNS: true }], ['v0.36.1', 'v0.37.0', { messageVersion: 'V2.0' }], ['v0.29.0', 'v0.30.0', { sendNativeHistograms: true }],
  ['v0.31.0', 'v0.32.0', { noProxy: 'x', proxyUrl: 'http://x' }, { proxyUrl: 'http://x' }],
]);

const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];
const BASE: { readonly [kind: string]: object } = {
  Prometheus: { replicas: 0, serviceMonitorSelector: { matchLabels: { selects: 'nothing' } } },
  PrometheusAgent: { replicas: 0, serviceMonitorSelector: { matchLabels: { selects: 'nothing' } } },
  Alertmanager: { replicas: 0, alertmanagerConfigSelector: { matchLabels: { selects: 'nothing' } } },
  ThanosRuler: { replicas: 0, queryEndpoints: ['query:9090'] },
};

/** The sidecar has its own version. */
const versioned = (kind: string, spec: any, version: string) => spec.thanos && kind === 'Prometheus' ? { ...spec, thanos: { ...spec.thanos, version } } : { ...spec, version };

export function ignoredTwins(): Twins[] {
  return [...FIELDS, ...WRITTEN_ANYWAY].flatMap(({ kind, name, older, newer, base, field }, at) => [older, newer].map((version, age): Twins => {
    const isMonitor = MONITORS.includes(kind);
    const object = (which: string, spec: object): Manifest => ({
      apiVersion: ['PrometheusAgent', 'ScrapeConfig'].includes(kind) ? 'monitoring.coreos.com/v1alpha1' : 'monitoring.coreos.com/v1',
      kind,
      metadata: { name: `twin-${at}-${age}-${which}`, namespace: WHERE, ...isMonitor && { labels: { twins: version } } },
      spec: isMonitor ? spec : versioned(kind, { ...BASE[kind], ...spec }, version),
    } as Manifest);
    return { title: `${kind} ${name} of ${version}`, version, isMonitor, plain: object('a', base), withField: object('b', field) };
  }));
}

/** A Prometheus of each version that the monitors need. */
export function twinSelectors(twins: readonly Twins[]): Manifest[] {
  const versions = [...new Set(twins.filter(({ isMonitor }) => isMonitor).map(({ version }) => version))];
  return versions.map(version => {
    const selector = { matchLabels: { twins: version } };
    return {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: selectorOf(version), namespace: WHERE },
      spec: { version, replicas: 0, serviceMonitorSelector: selector, podMonitorSelector: selector, probeSelector: selector, scrapeConfigSelector: selector },
    } as Manifest;
  });
}

export const selectorOf = (version: string): string => `twins-${version.replace(/\./g, '-')}`;
