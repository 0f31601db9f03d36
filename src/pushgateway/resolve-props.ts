import { PushgatewayProps } from './pushgateway-props';
import { BASIC_AUTH, STALE_JOB, UTF8_NAMES } from './rules';
import { checkExtraArgs, FIXED, FlagOwners } from '../manifest/extra-args';
import { checkLabels } from '../manifest/labels';
import { checkLog } from '../manifest/log';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod, resolvePod } from '../manifest/pod';
import { checkReferences, checkUrl, prefixOf } from '../manifest/references';
import { checkStorage } from '../manifest/storage';
import { Finding, finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** Name of the construct, for messages about flags. */
const FLAG_OWNERS: FlagOwners = {
  'web.listen-address': FIXED,
  'web.telemetry-path': FIXED,
  'web.route-prefix': FIXED,
  'web.config.file': 'webConfigSecret',
  'web.external-url': 'externalUrl',
  'web.enable-admin-api': 'adminApi',
  'persistence.file': 'storage',
  'persistence.interval': 'persistenceInterval',
  'push.enable-utf8-names': 'utf8Names',
  'log.level': 'logLevel',
};

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: PushgatewayProps, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('pushgateway', props.versions);
  const { version, findings } = ComponentVersion.parse('pushgateway', 'version', text);
  const {
    imageRegistry: registry,
    imageDigest: digest,
    labels = {},
    clientNamespaces = [],
    logLevel = 'info',
    extraArgs = {},
    staleAfter,
    staleAfterByJob = {},
    externalUrl,
  } = props;
  const namespace = props.namespace ?? chartNamespace;
  const pod = resolvePod(props, { cpu: '20m', memory: '40Mi' });
  const all = Object.entries({ ...staleAfterByJob, ...staleAfter && { '': staleAfter } });
  return {
    version,
    name: props.name ?? 'pushgateway',
    namespace,
    labels,
    image: props.image ?? imageOf('pushgateway', { version: text, registry, digest }),
    storage: props.storage,
    persistenceInterval: props.persistenceInterval,
    clientNamespaces,
    clientPodLabels: props.clientPodLabels,
    networkPolicy: props.networkPolicy ?? true,
    tls: props.tls,
    webConfigSecret: props.webConfigSecret,
    basicAuth: props.basicAuth,
    alerts: props.alerts ?? true,
    staleness: {
      ofAll: staleAfter?.toMilliseconds(),
      byJob: Object.fromEntries(Object.entries(staleAfterByJob).map(([job, after]) => [job, after.toMilliseconds()])),
    },
    utf8Names: props.utf8Names ?? false,
    adminApi: props.adminApi ?? false,
    externalUrl,
    /** Without a route prefix it serves below the path of the external URL. */
    prefix: prefixOf(externalUrl === undefined ? undefined : /^https?:\/\/[^/]+(\/.*)?$/.exec(externalUrl)?.[1]),
    logLevel,
    extraArgs,
    pod,
    findings: [
      ...findings, ...checkNamespace(namespace), ...checkNamespaceNames('clientNamespaces', clientNamespaces),
      ...checkLabels('labels', labels), ...checkLabels('clientPodLabels', props.clientPodLabels ?? {}),
      ...checkLog({ logLevel, logFormat: 'logfmt' }), ...checkPod(pod), ...checkStorage('storage', props.storage),
      ...checkUrl('externalUrl', externalUrl), ...checkExtraArgs(extraArgs, FLAG_OWNERS),
      ...checkReferences([
        { prop: 'tls.secretName', name: props.tls?.secretName },
        { prop: 'webConfigSecret.secretName', name: props.webConfigSecret?.secretName },
        { prop: 'basicAuth.secretName', name: props.basicAuth?.secretName },
      ]),
      ...props.basicAuth && !props.webConfigSecret ? [finding(BASIC_AUTH, {})] : [],
      ...props.utf8Names && !version.has('utf8Names') ? [finding(UTF8_NAMES, { version: version.text })] : [],
      ...all.filter(([, after]) => after.toMilliseconds() <= 0)
        .map(([job]) => finding(STALE_JOB, { job, why: 'is 0s: use more than the longest time between two pushes' })),
    ] as readonly Finding[],
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
