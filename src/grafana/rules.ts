import { rule, shown } from '../validation/rule';

export const NO_DATASOURCES = rule({
  id: 'grafana/no-datasources',
  severity: 'error',
  message: () => '"datasources" is empty: name what it asks, like GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)',
  why: 'Every panel would be empty.',
  example: {},
});

export const DATASOURCE_TWICE = rule({
  id: 'grafana/datasource-twice',
  severity: 'error',
  message: ({ field, value }: { field: string; value: string }) => `two of "datasources" have the ${field} ${shown(value)}: give one of them another`,
  why: 'Grafana does not start over two of one name, and takes the second for the first over one uid.',
  example: { field: 'name', value: 'Prometheus' },
});

export const DATASOURCE_TOKEN = rule({
  id: 'grafana/datasource-token',
  severity: 'error',
  message: ({ name }: { name: string }) => `the datasource ${shown(name)} asks for a token: give it "bearerToken", a Secret of a ServiceAccount that may "get" the nonResourceURLs that it asks for`,
  why: 'The proxy before it answers 401 to every query.',
  example: { name: 'Prometheus' },
});

export const DATASOURCE_UID = rule({
  id: 'grafana/datasource-uid',
  severity: 'error',
  message: ({ uid }: { uid: string }) => `the uid ${shown(uid)} of a datasource must be letters, digits, "-" and "_", at most 40`,
  why: 'Grafana does not start over it.',
  example: { uid: 'Prometheus EU 1' },
});

export const SETTING = rule({
  id: 'grafana/setting',
  severity: 'error',
  message: ({ key, why }: { key: string; why: string }) => `"settings" has ${shown(key)}: ${why}`,
  why: 'Grafana leaves a setting alone that it does not know, or a password stands in the YAML.',
  example: { key: 'security.admin_password', why: 'it is secret: use "admin", or "secretSettings"' },
  see: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#override-configuration-with-environment-variables',
});

export const NO_STORAGE = rule({
  id: 'grafana/no-storage',
  severity: 'warning',
  message: () => 'there is no "storage": users, and dashboards and silences that people make in Grafana, are lost whenever the pod is replaced; give it a volume, like { size: Size.gibibytes(1) }',
  why: 'Without a volume its database lies in an emptyDir, which ends with the pod.',
  example: {},
});
