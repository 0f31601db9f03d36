import { GrafanaProps } from './grafana-props';
import { peerSettings } from './high-availability';
import { settingsOf } from './settings';
import { checkAnnotations, checkLabels } from '../manifest/labels';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod, resolvePod } from '../manifest/pod';
import { checkReferences, checkUrl } from '../manifest/references';
import { checkStorage } from '../manifest/storage';
import { Finding } from '../validation/rule';
import { imageOf, versionIn } from '../versions/releases';

/** The props with their defaults, and what is wrong with them. Total: it never throws. */
export function resolveProps(props: GrafanaProps, chartNamespace: string | undefined) {
  const version = props.version ?? versionIn('grafana', props.versions);
  const { imageRegistry: registry, imageDigest: digest, admin, dashboards = {} } = props;
  const namespace = props.namespace ?? chartNamespace;
  const labels = props.labels ?? {};
  const pod = resolvePod(props, { cpu: '100m', memory: '256Mi' });
  const clientNamespaces = [...new Set(props.clientNamespaces ?? [])].sort();
  const dashboardNamespaces = [...new Set([...namespace === undefined ? [] : [namespace], ...dashboards.namespaces ?? []])].sort();
  const secretSettings = props.secretSettings ?? {};
  const secretEnv = props.secretEnv ?? {};
  const envFromSecrets = props.envFromSecrets ?? [];
  const name = props.name ?? 'grafana';
  const { database, replicas = 1, existingClaim, security, smtp, auth, podAnnotations = {}, serviceAccountAnnotations = {} } = props;
  const oauth = props.oauth ?? [];
  const all = settingsOf({ ...props, oauth, database, settings: props.settings ?? {}, secretSettings, own: peerSettings(name, namespace, replicas) });
  return {
    version,
    name,
    namespace,
    replicas,
    database,
    existingClaim,
    /** Every setting, from all options. */
    all,
    /** The path below which it serves; empty for all. */
    subPath: all.plain.get('server.serve_from_sub_path') === 'true' ? pathOf(props.rootUrl) : '',
    ldap: auth?.ldap?.config,
    envFromSecrets,
    podAnnotations,
    serviceAccountAnnotations,
    unsignedPlugins: props.unsignedPlugins,
    labels,
    image: props.image ?? imageOf('grafana', { version, registry, digest }),
    sidecarImage: imageOf('dashboardSidecar', { registry, versions: props.versions }),
    admin: { secretName: admin.secretName, userKey: admin.userKey ?? 'admin-user', passwordKey: admin.passwordKey ?? 'admin-password' },
    datasources: props.datasources,
    dashboardLabel: { name: dashboards.label ?? 'grafana_dashboard', value: dashboards.labelValue ?? '1' },
    dashboardNamespaces,
    dashboardsEnabled: props.dashboardsEnabled ?? true,
    storage: props.storage,
    rootUrl: props.rootUrl,
    folderAnnotation: dashboards.folderAnnotation ?? 'grafana_folder',
    oauth,
    plugins: props.plugins ?? [],
    secretSettings,
    env: props.env ?? {},
    secretEnv,
    networkPolicy: props.networkPolicy ?? true,
    clientNamespaces,
    pod,
    findings: [
      ...checkNamespace(namespace), ...checkLabels('labels', labels), ...checkNamespaceNames('clientNamespaces', clientNamespaces), ...checkNamespaceNames('dashboards.namespaces', dashboards.namespaces ?? []),
      ...checkAnnotations('podAnnotations', podAnnotations), ...checkAnnotations('serviceAccountAnnotations', serviceAccountAnnotations),
      ...checkAnnotations('dashboards.folderAnnotation', { [dashboards.folderAnnotation ?? 'grafana_folder']: '' }),
      ...checkLabels('dashboards.label', { [dashboards.label ?? 'grafana_dashboard']: dashboards.labelValue ?? '1' }), ...checkUrl('rootUrl', props.rootUrl), ...checkStorage('storage', props.storage), ...checkPod(pod),
      ...checkReferences([
        { prop: 'admin.secretName', name: admin.secretName }, ...Object.entries(secretSettings).map(([key, { secretName }]) => ({ prop: `secretSettings.${key}.secretName`, name: secretName })),
        ...oauth.map(({ clientSecret }) => ({ prop: 'oauth.clientSecret.secretName', name: clientSecret.secretName })),
        { prop: 'security.secretKey.secretName', name: security?.secretKey?.secretName }, { prop: 'smtp.user.secretName', name: smtp?.user?.secretName },
        { prop: 'smtp.password.secretName', name: smtp?.password?.secretName }, { prop: 'auth.ldap.config.secretName', name: auth?.ldap?.config.secretName },
        { prop: 'existingClaim', name: existingClaim }, ...envFromSecrets.map(secret => ({ prop: 'envFromSecrets', name: secret })),
        ...Object.entries(secretEnv).map(([name, { secretName }]) => ({ prop: `secretEnv.${name}.secretName`, name: secretName })),
        ...props.datasources.flatMap(({ _secure }) => _secure.map(({ field, secretName }) => ({ prop: `datasources.secureJsonData.${field}.secretName`, name: secretName }))),
        ...props.datasources.map(({ _bearerToken }) => ({ prop: 'datasources.bearerToken.secretName', name: _bearerToken?.secretName })),
      ]),
    ] as readonly Finding[],
  };
}

/** The path of a URL without a slash at its end. */
function pathOf(url: string | undefined): string {
  return /^https?:\/\/[^/\s]+(\/[^\s?#]*)$/.exec(url ?? '')?.[1].replace(/\/+$/, '') ?? '';
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
