import { Duration, Size } from 'cdk8s';
import { parse } from 'yaml';
import { Grafana, GrafanaDatasource, GrafanaOperatorDatasource, GrafanaProps } from '../../src';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

const PROPS = { admin: { secretName: 'grafana-admin' }, storage: { size: Size.gibibytes(1) } };

function chartOf(datasources: GrafanaDatasource[], props: Partial<GrafanaProps> = {}) {
  const chart = aChart('monitoring');
  new Grafana(chart, 'Grafana', { ...PROPS, datasources, ...props });
  return chart;
}

const textOf = (datasources: GrafanaDatasource[]): string => theOne(synth(chartOf(datasources)), 'ConfigMap').data['datasources.yaml'];
const fileOf = (...datasources: GrafanaDatasource[]) => parse(textOf(datasources)).datasources;

function variablesOf(...datasources: GrafanaDatasource[]) {
  const { containers: [{ env }] } = theOne(synth(chartOf(datasources)), 'Deployment').spec.template.spec;
  return Object.fromEntries(env.filter(({ name }: any) => name.startsWith('DATASOURCE_')).map(({ name, valueFrom }: any) => [name, valueFrom.secretKeyRef]));
}

function customOf(datasource: GrafanaDatasource, props: object = {}) {
  const chart = aChart('monitoring');
  new GrafanaOperatorDatasource(chart, 'Datasource', { datasource, grafanaSelector: { dashboards: 'grafana' }, ...props });
  return theOne(synth(chart), 'GrafanaDatasource').spec;
}

/** The examples of the pages, with the names that this library gives. @see https://grafana.com/docs/grafana/latest/datasources/ */
describe('a datasource is written as on its page in Grafana\'s documentation', () => {
  test('Loki', () => {
    expect(fileOf(GrafanaDatasource.loki('http://localhost:3100', { jsonData: { timeout: 60, maxLines: 1000 } }))).toEqual([
      { name: 'Loki', type: 'loki', access: 'proxy', url: 'http://localhost:3100', isDefault: true, editable: false, jsonData: { timeout: 60, maxLines: 1000 }, uid: 'loki' },
    ]);
  });

  test('Loki of several tenants: the tenant is the header X-Scope-OrgID', () => {
    const [loki] = fileOf(GrafanaDatasource.loki('http://loki-gateway.logging.svc:80', { tenant: 'Tenant1' }));
    expect(loki).toMatchObject({ jsonData: { httpHeaderName1: 'X-Scope-OrgID' }, secureJsonData: { httpHeaderValue1: 'Tenant1' } });
  });

  test('Tempo with basic authentication: the password is a variable from a Secret', () => {
    const tempo = GrafanaDatasource.tempo('http://tempo:3200', {
      basicAuthUser: 'user',
      secureJsonData: { basicAuthPassword: { secretName: 'tempo', key: 'password' } },
      jsonData: { tracesToLogsV2: { datasourceUid: 'loki', filterByTraceID: false }, serviceMap: { datasourceUid: 'prometheus' }, nodeGraph: { enabled: true } },
    });
    expect(fileOf(tempo)).toEqual([{
      name: 'Tempo',
      type: 'tempo',
      access: 'proxy',
      url: 'http://tempo:3200',
      basicAuth: true,
      basicAuthUser: 'user',
      isDefault: true,
      editable: false,
      jsonData: { tracesToLogsV2: { datasourceUid: 'loki', filterByTraceID: false }, serviceMap: { datasourceUid: 'prometheus' }, nodeGraph: { enabled: true } },
      uid: 'tempo',
      secureJsonData: { basicAuthPassword: '$DATASOURCE_0_SECURE_basicAuthPassword' },
    }]);
    expect(variablesOf(tempo)).toEqual({ DATASOURCE_0_SECURE_basicAuthPassword: { name: 'tempo', key: 'password' } });
  });

  test('Mimir', () => {
    const [mimir] = fileOf(GrafanaDatasource.mimir('http://mimir-gateway.mimir.svc:80/prometheus', { tenant: 'eu', scrapeInterval: Duration.minutes(1) }));
    expect(mimir).toMatchObject({
      type: 'prometheus', url: 'http://mimir-gateway.mimir.svc:80/prometheus', jsonData: { httpMethod: 'POST', prometheusType: 'Mimir', timeInterval: '1m', httpHeaderName1: 'X-Scope-OrgID' },
    });
  });

  test('CloudWatch with the AWS SDK, and with keys', () => {
    const keys = GrafanaDatasource.cloudWatch('eu-west-2', {
      name: 'Keys', authType: 'keys', secureJsonData: { accessKey: { secretName: 'aws', key: 'id' }, secretKey: { secretName: 'aws', key: 'secret' } },
    });
    expect(fileOf(GrafanaDatasource.cloudWatch('eu-west-2'), keys)).toMatchObject([
      { name: 'CloudWatch', type: 'cloudwatch', jsonData: { authType: 'default', defaultRegion: 'eu-west-2' } },
      {
        name: 'Keys',
        type: 'cloudwatch',
        jsonData: { authType: 'keys', defaultRegion: 'eu-west-2' },
        secureJsonData: { accessKey: '$DATASOURCE_1_SECURE_accessKey', secretKey: '$DATASOURCE_1_SECURE_secretKey' },
      },
    ]);
    expect(variablesOf(GrafanaDatasource.cloudWatch('eu-west-2'), keys)).toEqual({
      DATASOURCE_1_SECURE_accessKey: { name: 'aws', key: 'id' }, DATASOURCE_1_SECURE_secretKey: { name: 'aws', key: 'secret' },
    });
    expect(fileOf(GrafanaDatasource.cloudWatch('eu-west-2', { assumeRoleArn: 'arn:aws:iam::123456789012:role/grafana' }))[0].jsonData.assumeRoleArn).toBe('arn:aws:iam::123456789012:role/grafana');
  });

  test('PostgreSQL, and any field of a plugin', () => {
    const postgres = GrafanaDatasource.of({
      name: 'Postgres',
      type: 'grafana-postgresql-datasource',
      url: 'localhost:5432',
      user: 'grafana',
      database: 'grafana',
      secureJsonData: { password: { secretName: 'postgres', key: 'password' } },
      jsonData: { sslmode: 'disable', postgresVersion: 903 },
    });
    expect(fileOf(postgres)[0]).toEqual({
      name: 'Postgres',
      type: 'grafana-postgresql-datasource',
      access: 'proxy',
      url: 'localhost:5432',
      user: 'grafana',
      database: 'grafana',
      isDefault: true,
      editable: false,
      jsonData: { sslmode: 'disable', postgresVersion: 903 },
      uid: 'postgres',
      secureJsonData: { password: '$DATASOURCE_0_SECURE_password' },
    });
    expect(fileOf(GrafanaDatasource.of({ type: 'jaeger', url: 'http://jaeger:16686' }))[0]).toEqual({
      name: 'jaeger', type: 'jaeger', access: 'proxy', url: 'http://jaeger:16686', isDefault: true, editable: false, uid: 'jaeger',
    });
  });
});

describe('fields', () => {
  test('a dollar is written twice, because Grafana would read a variable', () => {
    const derivedFields = [{ name: 'trace', matcherRegex: 'id=(\\w+)$', url: '${__value.raw}' }];
    const text = textOf([GrafanaDatasource.loki('http://loki:3100', { tenant: 'a$b', jsonData: { derivedFields } })]);
    expect(parse(text).datasources[0].jsonData.derivedFields).toEqual([{ name: 'trace', matcherRegex: 'id=(\\w+)$$', url: '$${__value.raw}' }]);
    expect(text).toContain('httpHeaderValue1: a$$b');
  });

  test('fields of Prometheus are merged with those of the library, and replace them', () => {
    const [{ jsonData }] = fileOf(GrafanaDatasource.prometheus({ serviceName: 'p', namespace: 'monitoring' }, { jsonData: { httpMethod: 'GET', manageAlerts: false } }));
    expect(jsonData).toEqual({ httpMethod: 'GET', prometheusType: 'Prometheus', timeInterval: '30s', manageAlerts: false });
  });

  test('a token and a tenant have one header each', () => {
    const [loki] = fileOf(GrafanaDatasource.loki('http://loki:3100', { tenant: 'shop', bearerToken: { secretName: 'loki', key: 'token' } }));
    expect(loki.jsonData).toEqual({ httpHeaderName1: 'Authorization', httpHeaderName2: 'X-Scope-OrgID' });
    expect(loki.secureJsonData).toEqual({ httpHeaderValue1: 'Bearer $DATASOURCE_0_TOKEN', httpHeaderValue2: 'shop' });
  });

  test('a changed datasource recreates the pods', () => {
    const [one, other] = [1, 2].map(maxLines => ofKind(synth(chartOf([GrafanaDatasource.loki('http://loki:3100', { jsonData: { maxLines } })])), 'Deployment')[0].spec.template.metadata);
    expect(one).not.toEqual(other);
  });
});

/** @see https://grafana.github.io/grafana-operator/docs/examples/common_options/crossnamespace/readme */
test('grafana-operator reads the same, secrets by valuesFrom, also from another namespace', () => {
  const loki = GrafanaDatasource.loki('http://loki:3100', { basicAuthUser: 'loki', secureJsonData: { basicAuthPassword: { secretName: 'loki', key: 'password' } }, jsonData: { a: '$b' } });
  expect(customOf(loki, { allowCrossNamespaceImport: true })).toEqual({
    instanceSelector: { matchLabels: { dashboards: 'grafana' } },
    allowCrossNamespaceImport: true,
    uid: 'loki',
    datasource: {
      name: 'Loki',
      type: 'loki',
      access: 'proxy',
      url: 'http://loki:3100',
      basicAuth: true,
      basicAuthUser: 'loki',
      editable: false,
      jsonData: { a: '$b' },
      secureJsonData: { basicAuthPassword: '${password}' },
    },
    valuesFrom: [{ targetPath: 'secureJsonData.basicAuthPassword', valueFrom: { secretKeyRef: { name: 'loki', key: 'password' } } }],
  });
  expect(customOf(loki)).not.toHaveProperty('allowCrossNamespaceImport');
});

const SECRET = { secretName: 'a', key: 'b' };
test.each<[string, GrafanaDatasource, string]>([
  ['grafana/datasource-field', GrafanaDatasource.cloudWatch('eu-west-2', { jsonData: { secretKey: 'x' } }), 'move it to "secureJsonData"'],
  ['grafana/datasource-field', GrafanaDatasource.of({ type: 'mysql', jsonData: { password: 'x' } }), 'jsonData.password'],
  ['grafana/datasource-field', GrafanaDatasource.loki('http://loki:3100', { tenant: 'a', jsonData: { httpHeaderName1: 'X-Other' } }), 'use a higher number for your header'],
  ['grafana/datasource-field', GrafanaDatasource.loki('http://loki:3100', { bearerToken: SECRET, secureJsonData: { httpHeaderValue1: SECRET } }), 'secureJsonData.httpHeaderValue1'],
  ['grafana/datasource-field', GrafanaDatasource.of({ type: 'mysql', secureJsonData: { 'a-b': SECRET } }), 'use letters, digits and "_"'],
  ['manifest/reference', GrafanaDatasource.of({ type: 'mysql', secureJsonData: { password: { secretName: 'A B', key: 'b' } } }), 'datasources.secureJsonData.password.secretName'],
  ['manifest/url', GrafanaDatasource.loki('loki:3100'), 'datasources.url'],
  ['manifest/url', GrafanaDatasource.mimir('mimir/prometheus'), 'datasources.url'],
])('%s: %#', (id, datasource, cure) => {
  const errors = errorsOf(chartOf([datasource]));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test('headers that no option writes can be set by the user', () => {
  const own = GrafanaDatasource.loki('http://loki:3100', { tenant: 'a', jsonData: { httpHeaderName2: 'X-Other' }, secureJsonData: { httpHeaderValue2: SECRET } });
  expect(errorsOf(chartOf([own]))).toBe('');
});

test('a dollar that is escaped as in a file is a warning', () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const of = (url: string) => noticesOf(chartOf([GrafanaDatasource.loki('http://loki:3100', { jsonData: { derivedFields: [{ name: 'trace', matcherRegex: 'a', url }] } })])).join();
  expect(of('$${__value.raw}')).toContain('"$${__value.raw}" in "jsonData.derivedFields": "$" needs no escape here');
  expect(of('${__value.raw}')).not.toContain('datasource-escape');
  jest.restoreAllMocks();
});

/** @see https://grafana.com/docs/grafana/v13.2/datasources/aws-cloudwatch/aws-authentication/#select-an-authentication-method: open source Grafana enables three of them */
test('an authentication of AWS that Grafana does not allow is a warning', () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const of = (authType: string, props: Partial<GrafanaProps> = {}) => noticesOf(chartOf([GrafanaDatasource.cloudWatch('eu-west-2', { authType })], props)).join();
  expect(of('ec2_iam_role')).toContain('[test/Grafana] the datasource "CloudWatch" has the authentication "ec2_iam_role", but Grafana allows only default,keys,credentials: set "settings": { aws: { allowed_auth_providers: \'default,keys,credentials,ec2_iam_role\' } }');
  expect(of('ec2_iam_role', { settings: { aws: { allowed_auth_providers: ['default', 'ec2_iam_role'] } } })).toBe('');
  expect(of('ec2_iam_role', { env: { GF_AWS_ALLOWED_AUTH_PROVIDERS: 'ec2_iam_role' } })).toBe('');
  expect(of('keys')).toBe('');
  jest.restoreAllMocks();
});

/** pkg/services/provisioning/values: ExpandVar puts the variable of `$__env{NAME}` in its place, and os.ExpandEnv expands the result again. */
test('a secret is a plain variable, which is expanded only once', () => {
  const loki = GrafanaDatasource.loki('http://loki:3100', { bearerToken: SECRET, secureJsonData: { basicAuthPassword: SECRET } });
  expect(textOf([loki])).not.toContain('$__env');
  expect(fileOf(loki)[0].secureJsonData).toEqual({ httpHeaderValue1: 'Bearer $DATASOURCE_0_TOKEN', basicAuthPassword: '$DATASOURCE_0_SECURE_basicAuthPassword' });
});

test('the user of basic authentication may be in a Secret', () => {
  const loki = GrafanaDatasource.loki('http://loki:3100', { basicAuthUserSecret: { secretName: 'loki', key: 'user' }, secureJsonData: { basicAuthPassword: { secretName: 'loki', key: 'password' } } });
  expect(fileOf(loki)[0]).toMatchObject({ basicAuth: true, basicAuthUser: '$DATASOURCE_0_SECURE_basicAuthUser' });
  expect(variablesOf(loki)).toEqual({ DATASOURCE_0_SECURE_basicAuthUser: { name: 'loki', key: 'user' }, DATASOURCE_0_SECURE_basicAuthPassword: { name: 'loki', key: 'password' } });
  expect(customOf(loki)).toMatchObject({
    datasource: { basicAuth: true, basicAuthUser: '${user}' },
    valuesFrom: [{ targetPath: 'secureJsonData.basicAuthPassword' }, { targetPath: 'basicAuthUser', valueFrom: { secretKeyRef: { name: 'loki', key: 'user' } } }],
  });
});
