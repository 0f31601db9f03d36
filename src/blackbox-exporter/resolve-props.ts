import { BlackboxExporterProps } from './blackbox-exporter-props';
import { BlackboxModule } from './blackbox-module';
import { checkExtraArgs, FIXED, FlagOwners } from '../manifest/extra-args';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod, resolvePod } from '../manifest/pod';
import { checkNumber } from '../manifest/references';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** Name of the construct, for messages about flags. */
const FLAG_OWNERS: FlagOwners = { 'config.file': FIXED, 'web.listen-address': FIXED, 'web.route-prefix': FIXED, 'log.level': 'logLevel' };

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: BlackboxExporterProps, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('blackboxExporter', props.versions);
  const { version, findings } = ComponentVersion.parse('blackboxExporter', 'version', text);
  const { imageRegistry: registry, imageDigest: digest } = props;
  const namespace = props.namespace ?? chartNamespace;
  const labels = props.labels ?? {};
  const replicas = props.replicas ?? 1;
  const pod = resolvePod(props, { cpu: '20m', memory: '40Mi' });
  const logLevel = props.logLevel ?? 'info';
  const clientNamespaces = [...new Set(props.clientNamespaces ?? [])].sort();
  return {
    version,
    name: props.name ?? 'blackbox-exporter',
    namespace,
    labels,
    image: props.image ?? imageOf('blackboxExporter', { version: text, registry, digest }),
    modules: props.modules ?? { http_2xx: BlackboxModule.http() },
    replicas,
    alerts: props.alerts ?? true,
    networkPolicy: props.networkPolicy ?? true,
    clientNamespaces,
    logLevel,
    extraArgs: props.extraArgs ?? {},
    pod,
    findings: [
      ...findings, ...checkNamespace(namespace), ...checkNamespaceNames('clientNamespaces', clientNamespaces),
      ...checkLabels('labels', labels), ...checkNumber('replicas', replicas, 1, 100), ...checkLog({ logLevel, logFormat: 'logfmt' }),
      ...checkPod(pod),
      ...checkExtraArgs(props.extraArgs ?? {}, FLAG_OWNERS),
    ] as readonly Finding[],
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
