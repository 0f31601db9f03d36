import { GrafanaProps } from './grafana-props';
import { peerSettings } from './peers';
import { DASHBOARDS_OF_OPERATOR } from './rules';
import { settingsOf } from './settings';
import { DashboardTarget } from '../manifest/dashboard-target';
import { checkAnnotations, checkLabels } from '../manifest/labels';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod, resolvePod } from '../manifest/pod';
import { checkReferences, checkUrl } from '../manifest/references';
import { FOLDER_ANNOTATION, SIDECAR_LABEL } from '../manifest/resolve-target';
import { DASHBOARD_TARGET } from '../manifest/rules';
import { checkStorage } from '../manifest/storage';
import { finding, Finding } from '../validation/rule';
import { imageOf, versionIn } from '../versions/releases';

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: GrafanaProps, chartNamespace: string | undefined) {
  const version = props.version ?? versionIn('grafana', props.versions);
  const { imageRegistry: registry, imageDigest: digest, admin, dashboards = {} } = props;
  const namespace = props.namespace ?? chartNamespace;
  const labels = props.labels ?? {};
  const pod = resolvePod(props, { cpu: '100m', memory: '256Mi' });
  const clientNamespaces = [...new Set(props.clientNamespaces ?? [])].sort();
  const target = props.dashboardTarget;
  const sidecar = {
    label: dashboards.label, labelValue: dashboards.labelValue, folderAnnotation: dashboards.folderAnnotation, ...target?._sidecar,
  };
  const dashboardLabel = { name: sidecar.label ?? SIDECAR_LABEL.name, value: sidecar.labelValue ?? SIDECAR_LABEL.value };
  const dashboardNamespaces = [
    ...new Set([namespace, target?._namespace, ...dashboards.namespaces ?? []].filter(each => each !== undefined)),
  ].sort();
  const secretSettings = props.secretSettings ?? {};
  const secretEnv = props.secretEnv ?? {};
  const envFromSecrets = props.envFromSecrets ?? [];
  const name = props.name ?? 'grafana';
  const { database, replicas = 1, existingClaim, security, smtp, auth, podAnnotations = {}, serviceAccountAnnotations = {} } = props;
  const oauth = props.oauth ?? [];
  const rootUrl = interpolated(props.rootUrl);
  const all = settingsOf({
    ...props, oauth, database, settings: props.settings ?? {}, secretSettings, own: peerSettings(name, namespace, replicas),
  });
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
    subPath: all.plain.get('server.serve_from_sub_path') === 'true' ? pathOf(rootUrl) : '',
    ldap: auth?.ldap?.config,
    envFromSecrets,
    extra: {
      volumes: props.volumes ?? [],
      volumeMounts: props.volumeMounts ?? [],
      containers: props.containers ?? [],
      initContainers: props.initContainers ?? [],
    },
    serviceAccountName: props.serviceAccountName,
    podAnnotations,
    serviceAccountAnnotations,
    unsignedPlugins: props.unsignedPlugins,
    labels,
    image: props.image ?? imageOf('grafana', { version, registry, digest }),
    sidecarImage: imageOf('dashboardSidecar', { registry, versions: props.versions }),
    admin: { secretName: admin.secretName, userKey: admin.userKey ?? 'admin-user', passwordKey: admin.passwordKey ?? 'admin-password' },
    datasources: props.datasources,
    dashboardLabel,
    allNamespaces: dashboards.allNamespaces ?? false,
    /** Input for constructs that create dashboards for this Grafana. */
    ownTarget: DashboardTarget.sidecar({
      ...target?._sidecar,
      namespace: target?._namespace ?? namespace,
      label: dashboardLabel.name,
      labelValue: dashboardLabel.value,
      folderAnnotation: sidecar.folderAnnotation,
    }),
    dashboardNamespaces,
    dashboardsEnabled: props.dashboardsEnabled ?? true,
    storage: props.storage,
    /** The public URL. Undefined if Grafana derives it from its domain. */
    externalUrl: rootUrl === props.rootUrl ? rootUrl : undefined,
    folderAnnotation: sidecar.folderAnnotation ?? FOLDER_ANNOTATION,
    oauth,
    plugins: props.plugins ?? [],
    secretSettings,
    env: props.env ?? {},
    secretEnv,
    networkPolicy: props.networkPolicy ?? true,
    clientNamespaces,
    pod,
    findings: [
      ...checkNamespace(namespace), ...checkLabels('labels', labels), ...checkNamespaceNames('clientNamespaces', clientNamespaces),
      ...checkNamespaceNames('dashboards.namespaces', dashboards.namespaces ?? []),
      ...checkAnnotations('podAnnotations', podAnnotations), ...checkAnnotations('serviceAccountAnnotations', serviceAccountAnnotations),
      ...checkAnnotations('dashboards.folderAnnotation', { [sidecar.folderAnnotation ?? FOLDER_ANNOTATION]: '' }), ...checkTarget(props),
      ...checkLabels('dashboards.label', { [dashboardLabel.name]: dashboardLabel.value }), ...checkUrl('rootUrl', rootUrl),
      ...checkStorage('storage', props.storage), ...checkPod(pod),
      ...checkReferences([
        { prop: 'admin.secretName', name: admin.secretName },
        ...Object.entries(secretSettings).map(([key, { secretName }]) => ({ prop: `secretSettings.${key}.secretName`, name: secretName })),
        ...oauth.map(({ clientIdSecret }) => ({ prop: 'oauth.clientIdSecret.secretName', name: clientIdSecret?.secretName })),
        { prop: 'serviceAccountName', name: props.serviceAccountName },
        ...oauth.map(({ clientSecret }) => ({ prop: 'oauth.clientSecret.secretName', name: clientSecret.secretName })),
        { prop: 'security.secretKey.secretName', name: security?.secretKey?.secretName },
        { prop: 'smtp.user.secretName', name: smtp?.user?.secretName },
        { prop: 'smtp.password.secretName', name: smtp?.password?.secretName },
        { prop: 'auth.ldap.config.secretName', name: auth?.ldap?.config.secretName },
        { prop: 'existingClaim', name: existingClaim }, ...envFromSecrets.map(secret => ({ prop: 'envFromSecrets', name: secret })),
        ...Object.entries(secretEnv).map(([variable, { secretName }]) => ({ prop: `secretEnv.${variable}.secretName`, name: secretName })),
        ...props.datasources.flatMap(
          ({ _secure }) => _secure.map(({ field, secretName }) => ({
            prop: `datasources.secureJsonData.${field}.secretName`, name: secretName,
          })),
        ),
        ...props.datasources.map(({ _userSecret }) => ({
          prop: 'datasources.basicAuthUserSecret.secretName', name: _userSecret?.secretName,
        })),
        ...props.datasources.map(({ _bearerToken }) => ({ prop: 'datasources.bearerToken.secretName', name: _bearerToken?.secretName })),
      ]),
    ] as readonly Finding[],
  };
}

function checkTarget({ dashboardTarget: target, dashboards = {} }: GrafanaProps): Finding[] {
  if (!target) { return []; }
  const doubled = (['label', 'labelValue', 'folderAnnotation'] as const).filter(option => dashboards[option] !== undefined);
  return [
    ...target._operator ? [finding(DASHBOARDS_OF_OPERATOR, {})] : [],
    ...doubled.map(option => finding(DASHBOARD_TARGET, { option: `dashboards.${option}` })),
  ];
}

/** With placeholders for `%(domain)s` and others. For a URL any value is equivalent. */
function interpolated(url: string | undefined): string | undefined {
  return url?.replace(/%\((protocol|domain|http_port)\)s/g, (
    _, name,
  ) => ({ protocol: 'http', domain: 'localhost', http_port: '3000' })[String(name)]!).replace(/:(?=\/(?!\/))/, ':80');
}

/** The path of a URL without a slash at its end. */
function pathOf(url: string | undefined): string {
  return /^https?:\/\/[^/\s]+(\/[^\s?#]*)$/.exec(url ?? '')?.[1].replace(/\/+$/, '') ?? '';
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
