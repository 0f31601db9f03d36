import { PrometheusOperatorOptions } from './prometheus-operator-props';
import { atMost, resolvePod } from '../manifest/pod';
import { limitsOf } from '../manifest/resource-limits';
import { resolveTiming } from '../scrape/timing';
import { nanosOf } from '../validation/quantity';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** The operator reads zero as no limit. */
const limitIn = (limit: string | undefined) => nanosOf(limit) === 0n ? undefined : limit;

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: PrometheusOperatorOptions, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('prometheusOperator', props.versions);
  const { version, findings } = ComponentVersion.parse('prometheusOperator', 'version', text);
  const { timing, findings: timingFindings } = resolveTiming(props);
  const { imageRegistry: registry } = props;
  const namespace = props.namespace ?? chartNamespace;
  const [kubeletNamespace, kubeletName, ...rest] = props.kubeletService?.split('/') ?? [];
  const reloader = {
    cpu: props.configReloaderCpu ?? atMost(limitIn(props.configReloaderCpuLimit), '10m'),
    memory: props.configReloaderMemory ?? atMost(limitIn(props.configReloaderMemoryLimit), '50Mi'),
    resourceLimits: props.resourceLimits,
  };
  const reloaderLimits = limitsOf(reloader);
  return {
    findings: [...findings, ...timingFindings] as readonly Finding[],
    version,
    name: props.name ?? 'prometheus-operator',
    namespace,
    labels: props.labels ?? {},
    /** In addition to the namespace of the operator. */
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
    configReloaderCpu: reloader.cpu,
    configReloaderCpuLimit: props.configReloaderCpuLimit ?? atLeast(reloaderLimits.cpu, LEAST_RELOADER_CPU) ?? '0',
    configReloaderMemory: reloader.memory,
    configReloaderMemoryLimit: props.configReloaderMemoryLimit ?? reloaderLimits.memory ?? '0',
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

/** With less CPU, a probe that is a command takes longer than its timeout of one second. */
const LEAST_RELOADER_CPU = '100m';

function atLeast(limit: string | undefined, least: string): string | undefined {
  const [amount, lowest] = [nanosOf(limit), nanosOf(least)];
  return amount !== undefined && lowest !== undefined && amount < lowest ? least : limit;
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
