import { PrometheusOperatorOptions } from './prometheus-operator-props';
import { resolvePod } from '../manifest/pod';
import { resolveTiming } from '../scrape/timing';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** The props with their defaults, and what was wrong in reading them. Total: it never throws. */
export function resolveProps(props: PrometheusOperatorOptions, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('prometheusOperator', props.versions);
  const { version, findings } = ComponentVersion.parse('prometheusOperator', 'version', text);
  const { timing, findings: timingFindings } = resolveTiming(props);
  const { imageRegistry: registry } = props;
  const namespace = props.namespace ?? chartNamespace;
  const [kubeletNamespace, kubeletName, ...rest] = props.kubeletService?.split('/') ?? [];
  return {
    findings: [...findings, ...timingFindings] as readonly Finding[],
    version,
    name: props.name ?? 'prometheus-operator',
    namespace,
    labels: props.labels ?? {},
    /** Beside its own. */
    namespaces: [...new Set(props.namespaces ?? [])].filter(name => name !== namespace).sort(),
    requestedNamespaces: props.namespaces,
    allNamespaces: props.allNamespaces ?? false,
    denyNamespaces: [...new Set(props.denyNamespaces ?? [])].sort(),
    options: props,
    tls: props.tls,
    kubeletService: props.kubeletService,
    kubelet: kubeletName !== undefined && rest.length === 0 ? { namespace: kubeletNamespace, name: kubeletName } : undefined,
    featureGates: props.featureGates ?? {},
    configReloaderProbes: props.configReloaderProbes ?? true,
    configReloaderCpu: props.configReloaderCpu ?? '10m',
    configReloaderMemory: props.configReloaderMemory ?? '50Mi',
    configReloaderImage: imageOf('configReloader', { version: text, registry, digest: props.configReloaderImageDigest }),
    configReloaderImageDigest: props.configReloaderImageDigest,
    logLevel: props.logLevel ?? 'info',
    logFormat: props.logFormat ?? 'logfmt',
    extraArgs: props.extraArgs ?? {},
    networkPolicy: props.networkPolicy ?? true,
    clientNamespaces: [...new Set(props.clientNamespaces ?? [])].sort(),
    image: imageOf('prometheusOperator', { version: text, registry, digest: props.imageDigest }),
    pod: resolvePod(props, { cpu: '50m', memory: '100Mi' }),
    timing,
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
