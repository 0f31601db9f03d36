import { ThanosOptions } from './thanos-props';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod, Requests, resolvePod } from '../manifest/pod';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** The common props of all components with their defaults, and the problems found. Never throws. */
export function resolveOptions(options: ThanosOptions, component: string, requests: Requests, chartNamespace: string | undefined) {
  const text = options.version ?? versionIn('thanos', options.versions);
  const { version, findings } = ComponentVersion.parse('thanos', 'version', text);
  const { imageRegistry: registry, imageDigest: digest } = options;
  const namespace = options.namespace ?? chartNamespace;
  const labels = options.labels ?? {};
  const pod = resolvePod(options, requests);
  const clientNamespaces = [...new Set(options.clientNamespaces ?? [])].sort();
  const logLevel = options.logLevel ?? 'info';
  return {
    component,
    version,
    name: options.name ?? `thanos-${component}`,
    namespace,
    labels,
    image: options.image ?? imageOf('thanos', { version: text, registry, digest }),
    networkPolicy: options.networkPolicy ?? true,
    clientNamespaces,
    logLevel,
    pod,
    findings: [
      ...findings, ...checkNamespace(namespace), ...checkNamespaceNames('clientNamespaces', clientNamespaces),
      ...checkLog({ logLevel, logFormat: 'logfmt' }), ...checkLabels('labels', labels), ...checkPod(pod),
    ] as readonly Finding[],
  };
}

export type ResolvedOptions = ReturnType<typeof resolveOptions>;
