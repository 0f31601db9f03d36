import { remoteWriteSpec } from './remote-write';
import { ResolvedCommon } from './resolve-props';
import { scrapeClassFields } from './scrape-class-fields';
import { SelectedKind } from './selection';
import { authProxyContainer } from '../health/auth-proxy';
import { reloaderProbes } from '../health/reloader-probes';
import { namespaceSelector } from '../manifest/namespaces';
import { instanceFields } from '../manifest/pod';
import { selectionFields } from '../manifest/selection';
import { mebibytes, storageSpec } from '../manifest/storage';
import { servesTls, webSpec } from '../scrape/access';

/** The ports of its pods, by the operator's names. */
export const WEB = { name: 'web', port: 9090 } as const;
export const RELOADER = { name: 'reloader-web', port: 8080 } as const;

/** The proxy's port, if there is a proxy. */
export const PROXY = { name: 'auth-proxy', port: 9091 } as const;
const PROXY_CERTIFICATES = { volume: 'auth-proxy-tls', folder: '/etc/auth-proxy/tls' };

/** The labels that the operator adds to its pods. */
export function podLabelsOf({ id, serverKind }: Pick<ResolvedCommon, 'id' | 'serverKind'>) {
  return { ...serverKind.pods, 'app.kubernetes.io/instance': id };
}

/** The fields that a Prometheus and an agent share. */
export function commonSpec(props: ResolvedCommon, serviceAccountName: string) {
  const { version, operator, replicas, shards, shardZones, labels, pod } = props;
  return {
    version: `v${version.text}`,
    image: props.image,
    ...instanceFields(
      pod,
      {
        replicas,
        labels,
        selector: podLabelsOf(props),
        serviceAccountName,
        byShard: shards > 1 && operator.has('spreadByShard'),
        isProbedByCommand: props.listenLocal,
      },
    ),
    ...shards > 1 && { shards },
    ...shardZones.length > 0 && { shardingStrategy: { mode: 'Topology', topology: { values: shardZones } } },
    ...containersOf(props),
    ...operator.has('endpointSlices') && { serviceDiscoveryRole: 'EndpointSlice' },
    ...scrapeFields(props),
    ...storageFields(props),
    ...answerFields(props),
    ...props.remoteWrite.length > 0 && { remoteWrite: props.remoteWrite.map(receiver => remoteWriteSpec(receiver, replicas)) },
  };
}

/** Explicit selectors: everything of these kinds in the watched namespaces, unless `selection` restricts it. */
export function selectorsOf(props: ResolvedCommon, kinds: readonly SelectedKind[]): { readonly [field: string]: object } {
  const { namespace, namespaces, allNamespaces, selection } = props;
  const where = namespaceSelector(namespace, allNamespaces ? 'all' : [...namespaces, ...namespace === undefined ? [] : [namespace]]);
  return Object.assign({}, ...kinds.map(kind => selectionFields(kind, selection[kind], where)));
}

function scrapeFields({ scrapeInterval, scrapeTimeout, limits, additionalScrapeConfigs, externalLabels, scrapeClasses }: ResolvedCommon) {
  return {
    ...scrapeClasses.length > 0 && { scrapeClasses: scrapeClasses.map(scrapeClassFields) },
    scrapeInterval,
    scrapeTimeout,
    enforcedSampleLimit: limits.sampleLimit,
    enforcedTargetLimit: limits.targetLimit,
    enforcedLabelLimit: limits.labelLimit,
    enforcedLabelNameLengthLimit: limits.labelNameLengthLimit,
    enforcedLabelValueLengthLimit: limits.labelValueLengthLimit,
    enforcedKeepDroppedTargets: limits.keepDroppedTargets,
    ...limits.bodySizeLimit && { enforcedBodySizeLimit: `${mebibytes(limits.bodySizeLimit)}MB` },
    ...additionalScrapeConfigs
      && { additionalScrapeConfigs: { name: additionalScrapeConfigs.secretName, key: additionalScrapeConfigs.key } },
    ...Object.keys(externalLabels).length > 0 && { externalLabels },
  };
}

function storageFields({ storage, walCompression, outOfOrderTimeWindow }: ResolvedCommon) {
  return {
    ...storage && { storage: storageSpec(storage) },
    walCompression,
    ...outOfOrderTimeWindow !== undefined && { tsdb: { outOfOrderTimeWindow } },
  };
}

function answerFields({ externalUrl, listenLocal, tls, enableFeatures, logLevel, logFormat }: ResolvedCommon) {
  return {
    portName: WEB.name,
    externalUrl,
    ...listenLocal && { listenLocal },
    ...tls && { web: webSpec(tls) },
    ...enableFeatures.length > 0 && { enableFeatures },
    ...logLevel !== 'info' && { logLevel },
    ...logFormat !== 'logfmt' && { logFormat },
  };
}

/** Containers that the operator merges into the pod by name. */
function containersOf(props: ResolvedCommon) {
  const { operatorProbesConfigReloader, listenLocal, tls, operator, authProxy, proxyImage, proxyTls, options, pod } = props;
  const containers = [
    ...operatorProbesConfigReloader
      ? []
      : [{
        name: 'config-reloader',
        ...reloaderProbes({ listenLocal, isTls: (tls !== undefined || servesTls(options.spec)) && operator.has('reloaderWebConfig') }),
      }],
    ...authProxy ? [authProxyContainer({
      container: 'auth-proxy',
      image: proxyImage,
      port: PROXY.port,
      portName: PROXY.name,
      upstream: `http://127.0.0.1:${WEB.port}/`,
      readinessPath: `${props.routePrefix}/-/ready`,
      pod,
      ...proxyTls && { certificates: PROXY_CERTIFICATES },
    })] : [],
  ];
  return {
    ...containers.length > 0 && { containers },
    ...authProxy && proxyTls && { volumes: [{ name: PROXY_CERTIFICATES.volume, secret: { secretName: proxyTls.secretName } }] },
  };
}
