import { Size } from 'cdk8s';
import { Grafana, GrafanaDatabase, GrafanaDatasource, GrafanaProps } from '../../src';
import { settingsIn } from '../support/ini';
import { namesOf } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const PASSWORD = { secretName: 'grafana-db', key: 'password' };
const DATABASE = GrafanaDatabase.postgres({ host: 'postgres-rw.database.svc:5432', user: 'grafana', password: PASSWORD });
const PROPS: GrafanaProps = { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.cloudWatch('eu-west-2')], database: DATABASE, replicas: 3 };

function chartOf(props: Partial<GrafanaProps> = {}) {
  const chart = aChart('monitoring');
  new Grafana(chart, 'Grafana', { ...PROPS, ...props });
  return chart;
}
const objectsOf = (props: Partial<GrafanaProps> = {}) => synth(chartOf(props));
const settingsOf = (props: Partial<GrafanaProps> = {}) => settingsIn(theOne(objectsOf(props), 'ConfigMap').data['grafana.ini']);

test('replicas share a database, and have no volume', () => {
  expect(namesOf(objectsOf())).toEqual([
    'ConfigMap grafana-provisioning', 'ServiceAccount grafana', 'PodDisruptionBudget grafana', 'NetworkPolicy grafana', 'Service grafana', 'Deployment grafana', 'ServiceMonitor grafana', 'Service grafana-headless', 'Role grafana', 'RoleBinding grafana',
  ]);
  const { replicas, strategy, template: { spec } } = theOne(objectsOf(), 'Deployment').spec;
  expect({ replicas, strategy }).toEqual({ replicas: 3, strategy: undefined });
  expect(spec.volumes[0]).toEqual({ name: 'data', emptyDir: {} });
  expect(settingsOf()).toMatchObject({
    'database.type': 'postgres', 'database.host': 'postgres-rw.database.svc:5432', 'database.name': 'grafana', 'database.user': 'grafana', 'database.password': '$__env{GF_DATABASE_PASSWORD}',
  });
  expect(spec.containers[0].env).toContainEqual({ name: 'GF_DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'grafana-db', key: 'password' } } });
  expect(errorsOf(chartOf()) + noticesOf(chartOf()).join()).toBe('');
});

/** @see https://grafana.com/docs/grafana/latest/alerting/set-up/configure-high-availability/#enable-alerting-high-availability-using-kubernetes for the settings and ports */
test('they exchange which alerts they have sent', () => {
  expect(settingsOf()).toMatchObject({
    'unified_alerting.ha_listen_address': '[${POD_IP}]:9094', 'unified_alerting.ha_advertise_address': '[${POD_IP}]:9094', 'unified_alerting.ha_peers': 'grafana-headless.monitoring.svc:9094', 'unified_alerting.ha_reconnect_timeout': '2m',
  });
  const [container] = theOne(objectsOf(), 'Deployment').spec.template.spec.containers;
  expect(container.env).toContainEqual({ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } });
  expect(container.ports.slice(1)).toEqual([{ name: 'gossip-tcp', containerPort: 9094, protocol: 'TCP' }, { name: 'gossip-udp', containerPort: 9094, protocol: 'UDP' }]);
  const [, headless] = ofKind(objectsOf(), 'Service');
  expect(headless.spec).toEqual({
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: { 'app.kubernetes.io/name': 'grafana', 'app.kubernetes.io/instance': 'grafana' },
    ports: [{ name: 'gossip-tcp', port: 9094, targetPort: 9094, protocol: 'TCP' }, { name: 'gossip-udp', port: 9094, targetPort: 9094, protocol: 'UDP' }],
  });
  const { ingress } = theOne(objectsOf(), 'NetworkPolicy').spec;
  expect(ingress[1]).toEqual({ ports: [{ port: 9094, protocol: 'TCP' }, { port: 9094, protocol: 'UDP' }], from: [{ podSelector: { matchLabels: headless.spec.selector } }] });
});

test('they run on different nodes and zones if there is room', () => {
  const { affinity, topologySpreadConstraints } = theOne(objectsOf(), 'Deployment').spec.template.spec;
  expect(affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey).toBe('kubernetes.io/hostname');
  expect(topologySpreadConstraints).toMatchObject([{ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' }]);
  expect(theOne(objectsOf(), 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
});

test('the headless Service is not scraped, because its ports have other names', () => {
  const { endpoints } = theOne(objectsOf(), 'ServiceMonitor').spec;
  expect(endpoints.map(({ port }: any) => port)).toEqual(['http']);
});

test('one pod with a database has none of these objects', () => {
  const objects = objectsOf({ replicas: 1 });
  expect(namesOf(objects)).not.toContain('Service grafana-headless');
  expect(Object.keys(settingsOf({ replicas: 1 })).filter(key => key.includes('ha_'))).toEqual([]);
  expect(noticesOf(chartOf({ replicas: 1 })).join()).not.toContain('no-storage');
});

test('MySQL, with TLS and a user from a Secret', () => {
  const database = GrafanaDatabase.mysql({ host: 'mysql:3306', name: 'g', userSecret: { secretName: 'db', key: 'user' }, password: PASSWORD, sslMode: 'true', caSecretName: 'db-ca', maxOpenConnections: 20 });
  expect(settingsOf({ database })).toMatchObject({
    'database.type': 'mysql', 'database.host': 'mysql:3306', 'database.name': 'g', 'database.user': '$__env{GF_DATABASE_USER}', 'database.ssl_mode': 'true', 'database.ca_cert_path': '/etc/grafana/database/ca.crt', 'database.max_open_conn': '20',
  });
  const { containers: [{ volumeMounts }], volumes } = theOne(objectsOf({ database }), 'Deployment').spec.template.spec;
  expect(volumes).toContainEqual({ name: 'database-ca', secret: { secretName: 'db-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } });
  expect(volumeMounts).toContainEqual({ name: 'database-ca', mountPath: '/etc/grafana/database', readOnly: true });
});

const storage = { size: Size.gibibytes(1) };
test.each<[string, Partial<GrafanaProps>, string]>([
  ['grafana/replicas', { database: undefined }, '[test/Grafana] "replicas" is 3: "database" is not set'],
  ['grafana/replicas', { storage }, '"storage" is set, a volume for one pod: remove it'],
  ['grafana/replicas', { existingClaim: 'data' }, '"existingClaim" is set, a volume for one pod'],
  ['manifest/number', { replicas: 0 }, '"replicas" is 0'],
  ['manifest/number', { replicas: 1.5 }, '"replicas" is 1.5'],
  ['grafana/database', { database: GrafanaDatabase.postgres({ host: 'db:5432' }) }, 'set one of them'],
  ['grafana/database', { database: GrafanaDatabase.postgres({ host: 'db:5432', user: 'a', userSecret: PASSWORD }) }, 'remove one of them'],
  ['grafana/database', { database: GrafanaDatabase.postgres({ host: 'db:5432', user: 'a', sslMode: 'skip-verify' }) }, 'use disable, require, verify-ca, verify-full'],
  ['grafana/database', { database: GrafanaDatabase.postgres({ host: 'postgres://db:5432', user: 'a' }) }, 'write the name or address with the port'],
  ['manifest/reference', { database: GrafanaDatabase.postgres({ host: 'db:5432', user: 'a', caSecretName: 'A B' }) }, 'database.caSecretName'],
  ['grafana/setting', { settings: { database: { host: 'other' } } }, '"database" already sets it'],
  ['grafana/setting', { settings: { unified_alerting: { ha_peers: 'other:9094' } } }, '"replicas" already sets it'],
])('%s: %#', (id, props, cure) => {
  const errors = errorsOf(chartOf(props));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test.each<[string, Partial<GrafanaProps>]>([
  ['a setting', { settings: { database: { type: 'postgres', host: 'db:5432' } } }],
  ['a variable', { env: { GF_DATABASE_TYPE: 'postgres' } }],
  ['a variable from a Secret', { secretEnv: { GF_DATABASE_URL: PASSWORD } }],
  ['all keys of a Secret, which are not known', { envFromSecrets: ['grafana-db'] }],
])('the database may be set by %s', (_, props) => {
  expect(errorsOf(chartOf({ ...props, database: undefined }))).toBe('');
  expect(noticesOf(chartOf({ ...props, database: undefined })).join()).not.toContain('no-storage');
});
