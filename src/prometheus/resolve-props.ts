import { Size } from 'cdk8s';
import { CommonPrometheusOptions, OperatedOptions } from './common-options';
import { PrometheusProps, ThanosSidecarOptions } from './prometheus-props';
import { checkPolicy, resolveSelection } from './selection';
import { ServerKind, SERVER } from './server-kind';
import { resolvePod } from '../manifest/pod';
import { PodOptions } from '../manifest/pod-options';
import { prefixOf } from '../manifest/references';
import { isExposed } from '../manifest/service';
import { mebibytes } from '../manifest/storage';
import { inPromql, resolveTiming } from '../scrape/timing';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** Default share of the volume for retention, in percent: the rest is for compaction and the write-ahead log. */
const KEPT_PERCENT = 85;

/** The common props of a Prometheus and an agent with their defaults, and the problems found. Never throws. */
export function resolveCommon(
  props: CommonPrometheusOptions & OperatedOptions, serverKind: ServerKind, chartNamespace: string | undefined,
) {
  const operator = ComponentVersion.parse(
    'prometheusOperator', 'operatorVersion', props.operatorVersion ?? versionIn('prometheusOperator', props.versions),
  );
  const text = props.version ?? versionIn(operator.version.has('prometheus3') ? 'prometheus' : 'prometheus2', props.versions);
  const { version, findings } = ComponentVersion.parse('prometheus', 'version', text);
  const { timing, findings: timingFindings } = resolveTiming({ interval: props.scrapeInterval, scrapeTimeout: props.scrapeTimeout });
  const { imageRegistry: registry, imageDigest: digest } = props;
  const namespace = props.namespace ?? chartNamespace;
  const id = props.name ?? 'main';
  const replicas = props.replicas ?? 2;
  const features = [...props.enableFeatures ?? [], ...(props as PrometheusProps).maxExemplars === undefined ? [] : ['exemplar-storage']];
  return {
    findings: [...findings, ...operator.findings, ...timingFindings, ...checkPolicy(props.selection)] as readonly Finding[],
    serverKind,
    version,
    operator: operator.version,
    isDefaultOperator: props.operatorVersion === undefined,
    id,
    name: `${serverKind.prefix}-${id}`,
    namespace,
    labels: props.labels ?? {},
    image: props.image ?? imageOf('prometheus', { version: text, registry, digest, variant: props.distroless ? '-distroless' : '' }),
    ownImage: props.image,
    distroless: props.distroless ?? false,
    proxyImage: imageOf('kubeRbacProxy', { registry, versions: props.versions }),
    replicas,
    shards: props.shards ?? 1,
    shardZones: props.shardZones ?? [],
    storage: props.storage,
    walCompression: props.walCompression ?? true,
    outOfOrderTimeWindow: inPromql(props.outOfOrderTimeWindow),
    namespaces: [...new Set(props.namespaces ?? [])].filter(name => name !== namespace).sort(),
    requestedNamespaces: props.namespaces,
    allNamespaces: props.allNamespaces ?? false,
    selection: resolveSelection(props.selection),
    scrapeClasses: props.scrapeClasses ?? [],
    scrapeInterval: timing.interval ?? '30s',
    scrapeTimeout: timing.scrapeTimeout,
    limits: props.limits ?? {},
    additionalScrapeConfigs: props.additionalScrapeConfigs,
    externalLabels: props.externalLabels ?? {},
    remoteWrite: props.remoteWrite ?? [],
    routePrefix: prefixOf(props.routePrefix),
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
    enableFeatures: [...new Set(features)].sort(),
    logLevel: props.logLevel ?? 'info',
    logFormat: props.logFormat ?? 'logfmt',
    operatorFeatureGates: props.operatorFeatureGates ?? {},
    operatorProbesConfigReloader: props.operatorProbesConfigReloader ?? true,
    pod: resolvePod(props, serverKind.requests),
    options: props,
  };
}

export type ResolvedCommon = ReturnType<typeof resolveCommon>;

/** The props of a Prometheus with their defaults. Never throws. */
export function resolveProps(props: PrometheusProps, chartNamespace: string | undefined) {
  const common = resolveCommon(props, SERVER, chartNamespace);
  const sidecar = props.thanos
    ? ComponentVersion.parse('thanos', 'thanos.version', props.thanos.version ?? versionIn('thanos', props.versions)).findings
    : [];
  // with `...common`, V8 would make a separate hidden class in each cluster, and free it only in a full collection
  return Object.assign(common, {
    serverOptions: props,
    findings: [...common.findings, ...sidecar] as readonly Finding[],
    shardRetention: inPromql(props.shardRetention),
    retention: inPromql(props.retention) ?? '15d',
    retentionSize: props.retentionSize ?? (props.retentionPercentage === undefined ? keptOf(props.storage?.size) : undefined),
    rulesEnabled: props.rulesEnabled ?? true,
    evaluationInterval: inPromql(props.evaluationInterval) ?? '30s',
    thanos: props.thanos && resolveSidecar(props.thanos, props),
    query: props.query,
    alertmanagers: props.alertmanagers ?? [],
  });
}

function resolveSidecar(
  { version: own, image, objectStorage, cpu = '50m', memory = '128Mi' }: ThanosSidecarOptions,
  { versions, imageRegistry: registry }: PodOptions,
) {
  const version = own ?? versionIn('thanos', versions);
  return { version: version.replace(/^v/, ''), image: image ?? imageOf('thanos', { version, registry }), objectStorage, cpu, memory };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

function keptOf(volume: Size | undefined): Size | undefined {
  return volume && Size.mebibytes(Math.floor(mebibytes(volume) * KEPT_PERCENT / 100));
}
