import { rule, shown } from '../validation/rule';

export const NO_DATASOURCES = rule({
  id: 'grafana/no-datasources',
  severity: 'error',
  message: () => '"datasources" is empty: add one, such as GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)',
  why: 'Every panel is empty.',
  example: {},
});

export const DATASOURCE_TWICE = rule({
  id: 'grafana/datasource-twice',
  severity: 'error',
  message: ({
    field, value,
  }: { field: string; value: string }) => `two of "datasources" have the ${field} ${shown(value)}: change one of them`,
  why: 'With two datasources of one name Grafana does not start. With two of one uid, it treats the second as the first.',
  example: { field: 'name', value: 'Prometheus' },
});

export const DATASOURCE_TOKEN = rule({
  id: 'grafana/datasource-token',
  severity: 'error',
  message: (
    { name }: { name: string },
  ) => `the server of datasource ${shown(
    name,
  )} requires a token: set "bearerToken" to a Secret of a ServiceAccount that can "get" the nonResourceURLs of its queries`,
  why: 'The proxy in front of the datasource answers 401 to every query without a token.',
  example: { name: 'Prometheus' },
});

export const DATASOURCE_UID = rule({
  id: 'grafana/datasource-uid',
  severity: 'error',
  message: ({ uid }: { uid: string }) => `the uid of a datasource is ${shown(uid)}: use at most 40 letters, digits, "-" and "_"`,
  why: 'Grafana does not start with an invalid uid.',
  example: { uid: 'Prometheus EU 1' },
});

export const SETTING = rule({
  id: 'grafana/setting',
  severity: 'error',
  message: ({ option, key, why }: { option: string; key: string; why: string }) => `"${option}" has ${shown(key)}: ${why}`,
  why: 'Grafana ignores an unknown setting, or the YAML contains a password.',
  example: { option: 'settings', key: 'security.admin_password', why: 'it is secret: use "admin", or "secretSettings"' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/',
});

export const SETTING_UNKNOWN = rule({
  id: 'grafana/setting-unknown',
  severity: 'warning',
  message: ({ option, key, version, hint }: { option: string; key: string; version: string; hint: string }) =>
    `"${option}" has ${shown(key)}, which is not a setting of Grafana ${version}: ${hint}correct or remove it, unless a plugin reads it`,
  why: 'Grafana ignores an unknown setting, and logs nothing about it.',
  example: { option: 'settings', key: 'security.angular_support_enabled', version: '13.2.0', hint: 'only older releases have it; ' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/',
});

export const REPLICAS = rule({
  id: 'grafana/replicas',
  severity: 'error',
  message: ({ replicas, why }: { replicas: number; why: string }) => `"replicas" is ${replicas}: ${why}`,
  why: 'Replicas that share nothing have separate users, dashboards and sessions. Replicas that share a SQLite file lock each other out.',
  example: { replicas: 2, why: '"database" is not set: set it, for example to GrafanaDatabase.postgres({ host, user, password })' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/set-up-for-high-availability/',
});

export const DATABASE = rule({
  id: 'grafana/database',
  severity: 'error',
  message: ({ why }: { why: string }) => `"database": ${why}`,
  why: 'Grafana does not start without its database.',
  example: { why: 'it has neither "user" nor "userSecret": set one of them' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#database',
});

export const NO_STORAGE = rule({
  id: 'grafana/no-storage',
  severity: 'warning',
  message: () =>
    '"storage" is not set, so users, dashboards and silences that were created in Grafana are lost when the pod is replaced: set it, for '
      + 'example to { size: Size.gibibytes(1) }',
  why: 'Without a volume its database is in an emptyDir, which is deleted with the pod.',
  example: {},
});

export const DASHBOARDS_OF_OPERATOR = rule({
  id: 'grafana/dashboards-of-operator',
  severity: 'error',
  message: () => '"dashboardTarget" is for grafana-operator, which serves only its own Grafanas: use DashboardTarget.sidecar()',
  why: 'This Grafana would have no dashboards.',
  example: {},
});

export const DASHBOARD_FILE = rule({
  id: 'grafana/dashboard-file',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) => `${path}: ${why}`,
  why: 'Grafana shows no dashboard.',
  example: { path: 'dashboards/node.json', why: 'it has no "title" and no "panels": export the dashboard as JSON' },
});

export const DASHBOARD_DATASOURCE = rule({
  id: 'grafana/dashboard-datasource',
  severity: 'warning',
  message: ({
    path, datasource, known,
  }: {
    path: string; datasource: string; known: readonly string[];
  }) => `${path}: it refers to the datasource ${shown(datasource)}, and "datasources" has ${
    known.length === 0
      ? 'none'
      : known.map(each => shown(each)).join(', ')}: add the datasource, or give the input a value in "dashboardOptions.inputs"`,
  why: 'Panels report that the datasource was not found.',
  example: { path: 'dashboards/node.json', datasource: '${DS_PROMETHEUS}', known: ['loki'] },
  see: 'https://github.com/grafana/grafana/issues/10786',
});

export const OPERATOR_SELECTOR = rule({
  id: 'grafana/operator-selector',
  severity: 'error',
  message: ({ why }: { why: string }) => `${why}: use "grafanaSelector", "grafanaExpressions", or "dashboardTarget" alone`,
  why: 'The datasource reaches other Grafanas, or none.',
  example: { why: 'no Grafana is selected for the datasource' },
});

export const DATASOURCE_FIELD = rule({
  id: 'grafana/datasource-field',
  severity: 'error',
  message: ({
    name, field, why,
  }: { name: string; field: string; why: string }) => `the datasource ${shown(name)} has the field ${shown(field)}: ${why}`,
  why: 'The YAML contains a secret, or two options write one field.',
  example: { name: 'CloudWatch', field: 'jsonData.secretKey', why: 'it is secret: move it to "secureJsonData", a key of a Secret' },
  see: 'https://grafana.com/docs/grafana/latest/administration/provisioning/#secure-json-data',
});

export const ENVIRONMENT = rule({
  id: 'grafana/environment',
  severity: 'error',
  message: ({ option, name, why }: { option: string; name: string; why: string }) => `"${option}" has the variable ${shown(name)}: ${why}`,
  why: 'The API server rejects the pod, or the last of two values of one variable is used.',
  example: { option: 'env', name: 'GF_SERVER_ROOT_URL', why: 'another option already sets it: remove it' },
});

export const PLUGIN = rule({
  id: 'grafana/plugin',
  severity: 'error',
  message: ({ plugin }: { plugin: string }) =>
    `"plugins" has ${shown(
      plugin,
    )}: write the id, the id with a version or also with a URL, like "grafana-clock-panel", "grafana-clock-panel@2.1.8", "my-panel@1.0.0@https://example.org/my-panel.zip"`,
  why: 'Grafana reads the list as text separated by commas. It installs something else, or nothing.',
  example: { plugin: 'grafana-clock-panel 2.1.8' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#preinstall',
});

export const OAUTH = rule({
  id: 'grafana/oauth',
  severity: 'error',
  message: ({ provider, why }: { provider: string; why: string }) => `"oauth" has the provider ${shown(provider)}: ${why}`,
  why: 'Nobody can log in with this provider, or the YAML contains a secret.',
  example: { provider: 'generic_oauth', why: 'it has no "tokenUrl": add it' },
  see:
    'https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/#configuration-options',
});

export const OAUTH_ROOT_URL = rule({
  id: 'grafana/oauth-root-url',
  severity: 'warning',
  message: ({ provider }: { provider: string }) =>
    `"oauth" is set without "rootUrl", so Grafana sends the callback URL http://localhost:3000/login/${provider}, which the provider `
      + 'rejects: set "rootUrl" to the URL that users open',
  why: 'The default of `server.root_url` contains `server.domain`, which is "localhost".',
  example: { provider: 'generic_oauth' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#root_url',
});

export const OAUTH_OPTION = rule({
  id: 'grafana/oauth-option',
  severity: 'warning',
  message: ({ provider, option, hint }: { provider: string; option: string; hint: string }) =>
    `"oauth" has the provider ${shown(provider)} with ${shown(option)}, which is not a setting of that provider: ${hint}remove "${option}"`,
  why: 'Grafana ignores the setting. If the setting should restrict who may log in, everybody may.',
  example: { provider: 'github', option: 'allowedGroups', hint: '' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/github/#configuration-options',
});

export const DATASOURCE_AUTH = rule({
  id: 'grafana/datasource-auth',
  severity: 'warning',
  message: ({ name, authType, allowed }: { name: string; authType: string; allowed: string }) =>
    `the datasource ${shown(
      name,
    )} has the authentication ${shown(
      authType,
    )}, but Grafana allows only ${allowed}: set "settings": { aws: { allowed_auth_providers: '${allowed},${authType}' } }`,
  why: 'Grafana rejects each query of the datasource.',
  example: { name: 'CloudWatch', authType: 'ec2_iam_role', allowed: 'default,keys,credentials' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#allowed_auth_providers',
});

export const DATASOURCE_ESCAPE = rule({
  id: 'grafana/datasource-escape',
  severity: 'warning',
  message: ({ name, field, text }: { name: string; field: string; text: string }) =>
    `the datasource ${shown(
      name,
    )} has ${shown(text)} in "jsonData.${field}": "$" needs no escape here; write "$" once, like "\${__value.raw}"`,
  why: 'In a provisioning file "$$" means one "$". The library writes that escape itself.',
  example: { name: 'Loki', field: 'derivedFields', text: '$${__value.raw}' },
  see: 'https://grafana.com/docs/grafana/latest/administration/provisioning/#using-environment-variables',
});
