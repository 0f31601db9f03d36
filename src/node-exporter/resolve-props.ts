import { NodeExporterProps } from './node-exporter-props';
import { resolvePod } from '../manifest/pod';
import { resolveTiming } from '../scrape/timing';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: NodeExporterProps, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('nodeExporter', props.versions);
  const { version, findings } = ComponentVersion.parse('nodeExporter', 'version', text);
  const { timing, findings: timingFindings } = resolveTiming(props);
  const { imageRegistry: registry, imageDigest: digest } = props;
  return {
    findings: [...findings, ...timingFindings] as readonly Finding[],
    version,
    name: props.name ?? 'node-exporter',
    namespace: props.namespace ?? chartNamespace,
    monitorNamespace: props.monitorNamespace ?? props.namespace ?? chartNamespace,
    labels: props.labels ?? {},
    port: props.port ?? 9100,
    enableCollectors: [...new Set(props.enableCollectors ?? [])].sort(),
    disableCollectors: [...new Set(props.disableCollectors ?? ['btrfs', 'hwmon', 'wifi'])].sort(),
    extraArgs: props.extraArgs ?? {},
    authProxy: props.authProxy ?? false,
    proxyTls: props.authProxyTlsSecretName === undefined ? undefined : { secretName: props.authProxyTlsSecretName },
    proxyImage: imageOf('kubeRbacProxy', { registry, versions: props.versions }),
    image: imageOf('nodeExporter', { version: text, registry, digest }),
    // every node, whatever its taints
    pod: resolvePod(props, { cpu: '20m', memory: '40Mi' }, [{ operator: 'Exists' }]),
    timing,
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
