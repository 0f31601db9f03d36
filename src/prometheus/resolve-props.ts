import { Size } from 'cdk8s';
import { PrometheusProps, ThanosSidecarOptions } from './prometheus-props';
import { resolvePod } from '../manifest/pod';
import { isExposed } from '../manifest/service';
import { mebibytes } from '../manifest/storage';
import { inPromql, resolveTiming } from '../scrape/timing';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, RELEASES } from '../versions/releases';

/** How much of the volume is kept by default, in percent: the rest is for compaction and the write-ahead log. */
const KEPT_PERCENT = 85;

/** The props with their defaults, and what was wrong in reading them. Total: it never throws. */
export function resolveProps(props: PrometheusProps, chartNamespace: string | undefined) {
  const operator = ComponentVersion.parse('prometheusOperator', 'operatorVersion', props.operatorVersion ?? RELEASES.prometheusOperator.version);
  const text = props.version ?? RELEASES[operator.version.has('prometheus3') ? 'prometheus' : 'prometheus2'].version;
  const { version, findings } = ComponentVersion.parse('prometheus', 'version', text);
  const { timing, findings: timingFindings } = resolveTiming({ interval: props.scrapeInterval, scrapeTimeout: props.scrapeTimeout });
  const { imageRegistry: registry, imageDigest: digest } = props;
  const namespace = props.namespace ?? chartNamespace;
  const id = props.name ?? 'main';
  const replicas = props.replicas ?? 2;
  const sidecar = props.thanos ? ComponentVersion.parse('thanos', 'thanos.version', props.thanos.version ?? RELEASES.thanos.version).findings : [];
  return {
    findings: [...findings, ...operator.findings, ...timingFindings, ...sidecar] as readonly Finding[],
    version,
    operator: operator.version,
    id,
    name: `prometheus-${id}`,
    namespace,
    labels: props.labels ?? {},
    image: props.image ?? imageOf('prometheus', { version: text, registry, digest, variant: props.distroless ? '-distroless' : '' }),
    ownImage: props.image,
    distroless: props.distroless ?? false,
    proxyImage: imageOf('kubeRbacProxy', { registry }),
    replicas,
    shards: props.shards ?? 1,
    shardRetention: inPromql(props.shardRetention),
    shardZones: props.shardZones ?? [],
    retention: inPromql(props.retention) ?? '15d',
    retentionSize: props.retentionSize ?? keptOf(props.storage?.size),
    storage: props.storage,
    walCompression: props.walCompression ?? true,
    outOfOrderTimeWindow: inPromql(props.outOfOrderTimeWindow),
    namespaces: [...new Set(props.namespaces ?? [])].filter(name => name !== namespace).sort(),
    requestedNamespaces: props.namespaces,
    allNamespaces: props.allNamespaces ?? false,
    scrapeInterval: timing.interval ?? '30s',
    scrapeTimeout: timing.scrapeTimeout,
    evaluationInterval: inPromql(props.evaluationInterval) ?? '30s',
    limits: props.limits ?? {},
    additionalScrapeConfigs: props.additionalScrapeConfigs,
    externalLabels: props.externalLabels ?? {},
    remoteWrite: props.remoteWrite ?? [],
    thanos: props.thanos && resolveSidecar(props.thanos, registry),
    query: props.query,
    externalUrl: props.externalUrl,
    listenLocal: props.listenLocal ?? false,
    authProxy: props.authProxy ?? false,
    proxyTls: props.authProxyTlsSecretName === undefined ? undefined : { secretName: props.authProxyTlsSecretName },
    tls: props.tls,
    service: props.service ?? true,
    serviceOptions: props.serviceOptions ?? {},
    isExposed: isExposed(props.serviceOptions ?? {}),
    networkPolicy: props.networkPolicy ?? true,
    clientNamespaces: [...new Set(props.clientNamespaces ?? [])].sort(),
    podDisruptionBudget: props.podDisruptionBudget ?? replicas > 1,
    enableFeatures: [...new Set(props.enableFeatures ?? [])].sort(),
    logLevel: props.logLevel ?? 'info',
    logFormat: props.logFormat ?? 'logfmt',
    alertmanagers: props.alertmanagers ?? [],
    operatorFeatureGates: props.operatorFeatureGates ?? {},
    operatorProbesConfigReloader: props.operatorProbesConfigReloader ?? true,
    pod: resolvePod(props, { cpu: '250m', memory: '1Gi' }),
  };
}

function resolveSidecar({ version = RELEASES.thanos.version, image, objectStorage, cpu = '50m', memory = '128Mi' }: ThanosSidecarOptions, registry: string | undefined) {
  return { version: version.replace(/^v/, ''), image: image ?? imageOf('thanos', { version, registry }), objectStorage, cpu, memory };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

function keptOf(volume: Size | undefined): Size | undefined {
  return volume && Size.mebibytes(Math.floor(mebibytes(volume) * KEPT_PERCENT / 100));
}
