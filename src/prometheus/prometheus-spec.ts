import { remoteWriteSpec } from './remote-write';
import { ResolvedProps } from './resolve-props';
import { authProxyContainer } from '../health/auth-proxy';
import { reloaderProbes } from '../health/reloader-probes';
import { namespaceSelector } from '../manifest/namespaces';
import { instanceFields } from '../manifest/pod';
import { mebibytes, storageSpec } from '../manifest/storage';
import { tlsConfigOf, webSpec } from '../scrape/access';
import { PROMETHEUS_PODS } from '../scrape/prometheus-pods';
import { inPromql } from '../scrape/timing';
import { AlertmanagerReference } from '../scrape/web';

/** The ports of its pods, by the operator's names. */
export const WEB = { name: 'web', port: 9090 } as const;
export const RELOADER = { name: 'reloader-web', port: 8080 } as const;

/** The proxy's port, where there is one. */
export const PROXY = { name: 'auth-proxy', port: 9091 } as const;
const PROXY_CERTIFICATES = { volume: 'auth-proxy-tls', folder: '/etc/auth-proxy/tls' };

/** What the operator labels its pods with. */
export function podLabelsOf({ id }: { readonly id: string }) {
  return { ...PROMETHEUS_PODS, 'app.kubernetes.io/instance': id };
}

/** The specification of the Prometheus. */
export function prometheusSpec(props: ResolvedProps, serviceAccountName: string) {
  const { version, operator, replicas, shards, labels, pod } = props;
  return {
    version: `v${version.text}`,
    image: props.image,
    ...instanceFields(pod, { replicas, labels, selector: podLabelsOf(props), serviceAccountName, byShard: shards > 1 && operator.has('spreadByShard') }),
    ...shardFields(props),
    ...containersOf(props),
    ...selectorsOf(props),
    ...operator.has('endpointSlices') && { serviceDiscoveryRole: 'EndpointSlice' },
    ...scrapeFields(props),
    ...storageFields(props),
    ...answerFields(props),
    ...props.remoteWrite.length > 0 && { remoteWrite: props.remoteWrite.map(receiver => remoteWriteSpec(receiver, replicas)) },
    ...props.thanos && { thanos: sidecarOf(props.thanos) },
    ...props.alertmanagers.length > 0 && { alerting: { alertmanagers: props.alertmanagers.map(alertingEndpoint) } },
  };
}

/** What the operator adds to each pod. */
function sidecarOf({ version, image, objectStorage, cpu, memory }: NonNullable<ResolvedProps['thanos']>) {
  return {
    version: `v${version}`,
    image,
    resources: { requests: { cpu, memory } },
    ...objectStorage && { objectStorageConfig: { name: objectStorage.secretName, key: objectStorage.key } },
  };
}

function shardFields({ shards, shardRetention, shardZones }: ResolvedProps) {
  return {
    ...shards > 1 && { shards },
    ...shardRetention !== undefined && { shardRetentionPolicy: { whenScaled: 'Retain', retain: { retentionPeriod: shardRetention } } },
    ...shardZones.length > 0 && { shardingStrategy: { mode: 'Topology', topology: { values: shardZones } } },
  };
}

/** Explicit ones: everything in the chosen namespaces, whatever its labels. */
function selectorsOf({ namespace, namespaces, allNamespaces }: ResolvedProps) {
  const where = namespaceSelector(namespace, allNamespaces ? 'all' : [...namespaces, ...namespace === undefined ? [] : [namespace]]);
  return Object.fromEntries(['podMonitor', 'probe', 'rule', 'scrapeConfig', 'serviceMonitor'].flatMap(kind => [
    [`${kind}Selector`, {}],
    ...where ? [[`${kind}NamespaceSelector`, where]] : [],
  ]));
}

function scrapeFields({ scrapeInterval, scrapeTimeout, evaluationInterval, limits, additionalScrapeConfigs, externalLabels }: ResolvedProps) {
  return {
    scrapeInterval,
    scrapeTimeout,
    evaluationInterval,
    enforcedSampleLimit: limits.sampleLimit,
    enforcedTargetLimit: limits.targetLimit,
    enforcedLabelLimit: limits.labelLimit,
    ...limits.bodySizeLimit && { enforcedBodySizeLimit: `${mebibytes(limits.bodySizeLimit)}MB` },
    ...additionalScrapeConfigs && { additionalScrapeConfigs: { name: additionalScrapeConfigs.secretName, key: additionalScrapeConfigs.key } },
    ...Object.keys(externalLabels).length > 0 && { externalLabels },
  };
}

/** A unit is 1,024 of the smaller one to Prometheus, whether it is written MB or MiB. */
function storageFields({ retention, retentionSize, storage, walCompression, outOfOrderTimeWindow }: ResolvedProps) {
  return {
    retention,
    ...retentionSize && { retentionSize: `${mebibytes(retentionSize)}MiB` },
    ...storage && { storage: storageSpec(storage) },
    walCompression,
    ...outOfOrderTimeWindow !== undefined && { tsdb: { outOfOrderTimeWindow } },
  };
}

function answerFields({ externalUrl, listenLocal, tls, query, enableFeatures, logLevel, logFormat }: ResolvedProps) {
  const { maxConcurrency, maxSamples, timeout, lookbackDelta } = query ?? {};
  return {
    portName: WEB.name,
    externalUrl,
    ...listenLocal && { listenLocal },
    ...tls && { web: webSpec(tls) },
    ...query && { query: { maxConcurrency, maxSamples, timeout: inPromql(timeout), lookbackDelta: inPromql(lookbackDelta) } },
    ...enableFeatures.length > 0 && { enableFeatures },
    ...logLevel !== 'info' && { logLevel },
    ...logFormat !== 'logfmt' && { logFormat },
  };
}

/** Containers that the operator merges into the pod by their names. */
function containersOf(props: ResolvedProps) {
  const { operatorProbesConfigReloader, listenLocal, tls, operator, authProxy, proxyImage, proxyTls } = props;
  const containers = [
    ...operatorProbesConfigReloader ? [] : [{ name: 'config-reloader', ...reloaderProbes({ listenLocal, isTls: tls !== undefined && operator.has('reloaderWebConfig') }) }],
    ...authProxy ? [authProxyContainer({
      container: 'auth-proxy',
      image: proxyImage,
      port: PROXY.port,
      portName: PROXY.name,
      upstream: `http://127.0.0.1:${WEB.port}/`,
      readinessPath: '/-/ready',
      ...proxyTls && { certificates: PROXY_CERTIFICATES },
    })] : [],
  ];
  return {
    ...containers.length > 0 && { containers },
    ...authProxy && proxyTls && { volumes: [{ name: PROXY_CERTIFICATES.volume, secret: { secretName: proxyTls.secretName } }] },
  };
}

function alertingEndpoint({ serviceName, namespace, port = 'web', tls }: AlertmanagerReference) {
  return { apiVersion: 'v2', name: serviceName, namespace, port, ...tls && { scheme: 'https', tlsConfig: tlsConfigOf(tls, serviceName, namespace) } };
}
