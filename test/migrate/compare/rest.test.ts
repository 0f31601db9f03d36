import { alertmanager, claim, comparedOf, deployment, linesOf, prometheus, yamlOf } from './compare-of';
import { decidedByValues, decisionsOf, withDecisions } from '../../../src/migrate/compare/decisions';
import { Compared, isUndecided } from '../../../src/migrate/compare/finding';
import { compareAsJson, compareAsMarkdown, compareAsText } from '../../../src/migrate/compare/views';

const board = (name: string, uid: string, title: string) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'monitoring' }, data: { 'a.json': JSON.stringify({ uid, title, panels: [] }) } });

test('dashboards are the same by uid, then by title', () => {
  const boards = (uid: string, title: string) => linesOf('dashboard', yamlOf(board('a', '1', 'Nodes')), yamlOf(board('b', uid, title)));
  expect(boards('1', 'Nodes')).toEqual(['kept "Nodes" (uid 1)']);
  expect(boards('1', 'All nodes')).toEqual(['changed "Nodes" (uid 1): now "All nodes" (uid 1)']);
  expect(boards('2', 'nodes')).toEqual(['renamed "Nodes" (uid 1): now "nodes" (uid 2)']);
  expect(boards('2', 'Pods')).toEqual(['gone "Nodes" (uid 1): was in ConfigMap monitoring/a', 'new "Pods" (uid 2): in ConfigMap monitoring/b']);
});

const rbac = (account: string, verbs: string[], annotations?: object) => [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace: 'monitoring', ...annotations && { annotations } } },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'nodes' }, rules: [{ apiGroups: [''], resources: ['nodes'], verbs }] },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'nodes' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'nodes' },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'monitoring' }],
  },
];
const server = (account: string) => prometheus('kps', { serviceAccountName: account });

test('permissions are compared by ServiceAccount, then by component', () => {
  const old = yamlOf(server('a'), ...rbac('a', ['get', 'list']));
  expect(linesOf('permission', old, old)).toEqual(['kept ServiceAccount monitoring/a']);
  expect(linesOf('permission', old, yamlOf(server('a'), ...rbac('a', ['get', 'watch'])))).toEqual(['changed ServiceAccount monitoring/a: loses permission to list nodes; gains permission to watch nodes']);
  expect(linesOf('permission', old, yamlOf(server('b'), ...rbac('b', ['get'])))).toEqual(['renamed ServiceAccount monitoring/a: now ServiceAccount monitoring/b; loses permission to list nodes']);
  expect(linesOf('permission', old, yamlOf(prometheus('kps')))).toEqual(['gone ServiceAccount monitoring/a: the new manifests have no prometheus']);
});

test('a lost cloud role of a ServiceAccount is reported', () => {
  const role = (name?: string) => yamlOf(server('a'), ...rbac('a', ['get'], name === undefined ? {} : { 'eks.amazonaws.com/role-arn': name }));
  const subject = 'ServiceAccount monitoring/a, annotation eks.amazonaws.com/role-arn';
  expect(linesOf('permission', role('thanos'), role('thanos'))).toContain(`kept ${subject}`);
  expect(linesOf('permission', role('thanos'), role('other'))).toContain(`changed ${subject}: "thanos" becomes "other"`);
  expect(linesOf('permission', role('thanos'), role())).toContain(`gone ${subject}: was "thanos"`);
});

test('versions are compared by component: an upgrade is reported, the same program from another registry is not', () => {
  const of = (image: string) => yamlOf(deployment('ksm', image));
  const old = of('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0');
  expect(linesOf('version', old, of('example.com/kube-state-metrics:v2.17.0@sha256:abc'))).toEqual(['kept kube-state-metrics 2.17.0']);
  expect(linesOf('version', old, of('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.18.0'))).toEqual(['changed kube-state-metrics 2.17.0: becomes 2.18.0, an upgrade']);
  expect(linesOf('version', old, of('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.9.0'))).toEqual(['changed kube-state-metrics 2.17.0: becomes 2.9.0, a downgrade']);
  expect(linesOf('version', old, of('docker.io/grafana/grafana:13.0.0'))).toEqual(['gone kube-state-metrics 2.17.0: not used by the new manifests', 'new grafana 13.0.0']);
  expect(linesOf('version', yamlOf(prometheus('kps', { version: 'v3.14.0' })), yamlOf(prometheus('kps', { image: 'quay.io/prometheus/prometheus:v3.14.0' })))).toEqual(['kept prometheus 3.14.0']);
});

test('a shorter retention deletes samples, a longer one does not', () => {
  const of = (retention?: string) => yamlOf(prometheus('kps', retention === undefined ? {} : { retention }), alertmanager('kps'));
  expect(linesOf('retention', of('10d'), of('240h'))).toEqual(['kept Alertmanager monitoring/kps: 120h', 'kept Prometheus monitoring/kps: 10d']);
  expect(linesOf('retention', of('10d'), of())[0]).toBe('gone Prometheus monitoring/kps: 10d: becomes 24h: older data is deleted');
  expect(linesOf('retention', of(), of('10d'))[0]).toBe('changed Prometheus monitoring/kps: 24h: becomes 10d');
});

test('a size limit far below the claim deletes samples', () => {
  const of = (retentionSize?: string) => yamlOf(prometheus('kps', { retention: '10d', storage: claim('100Gi'), ...retentionSize !== undefined && { retentionSize } }));
  expect(linesOf('retention', of(), of('8MiB'))[0]).toBe('gone Prometheus monitoring/kps: gets the limit 8MiB');
  expect(linesOf('retention', of(), of('85GiB'))[0]).toBe('changed Prometheus monitoring/kps: gets the limit 85GiB');
  expect(linesOf('retention', of('90GB'), of('50GB'))[0]).toBe('gone Prometheus monitoring/kps: 90GB: becomes 50GB');
  expect(linesOf('retention', of('90GB'), of())[0]).toBe('changed Prometheus monitoring/kps: 90GB: no longer has a size limit');
});

const gone = (section: Compared['section'], subject: string, component?: string): Compared => ({ section, verdict: 'gone', subject, text: '', ...component !== undefined && { component } });

test('items that a file decides by component, name or pattern are decided, and decisions that match nothing are reported', () => {
  const decisions = decisionsOf({ component: { etcd: 'managed' }, alert: { 'KubeProxy*': 'Cilium', 'Nothing': 'else' } });
  const { all, unused } = withDecisions([gone('target', 'etcd', 'etcd'), gone('alert', 'KubeProxyDown (critical)'), gone('alert', 'Own')], decisions);
  expect(all.map(({ decided }) => decided)).toEqual(['managed', 'Cilium', undefined]);
  expect(unused.map(({ pattern }) => pattern)).toEqual(['Nothing']);
});

test.each([
  [[], /decisions must be one map/],
  [{ alerts: { a: 'b' } }, /"alerts" is not a section: use one of data, update, delivery/],
  [{ alert: 'all' }, /"alert" must be a map of a name/],
  [{ alert: { a: '' } }, /the decision on "a" of "alert" has no reason/],
])('decisions %j are rejected with a readable message', (value, message) => {
  expect(() => decisionsOf(value)).toThrow(message);
});

test('what migrate reports as different or unsupported is decided, mapped values are not', () => {
  const values = [
    { path: 'kubeEtcd.enabled', outcome: 'different', note: 'not scraped here' } as const,
    { path: 'grafana.enabled', outcome: 'mapped', note: 'x' } as const,
  ];
  const all = decidedByValues([gone('target', 'a', 'etcd'), gone('address', 'b', 'grafana')], values);
  expect(all.map(({ decided }) => decided)).toEqual(['kubeEtcd.enabled: not scraped here', undefined]);
});

const OLD = yamlOf(deployment('ksm', 'example.com/kube-state-metrics:v2.17.0'), board('a', '1', 'A <b>'));
const NOW = yamlOf(deployment('ksm', 'example.com/kube-state-metrics:v2.18.0'));

test('the text counts each section, and lists kept items only on request', () => {
  const all = comparedOf(OLD, NOW);
  expect(compareAsText(all, { isFull: false })).toBe([
    'Dashboards: 1 gone [dashboard]', '  Links and bookmarks use the uid of a dashboard.', '  - gone    "A <b>" (uid 1): was in ConfigMap monitoring/a', '',
    'Permissions: 1 kept [permission]', '',
    'Versions and images: 1 changed [version]', '  A new version is an upgrade during the migration. Keep the old version first, and upgrade afterwards.',
    '  - changed kube-state-metrics 2.17.0: becomes 2.18.0, an upgrade', '',
    'All: 1 gone, 1 changed, 1 kept', '',
  ].join('\n'));
  expect(compareAsText(all, { isFull: true })).toContain('  - kept    ServiceAccount monitoring/ksm\n');
});

test('Markdown expands sections with losses and escapes names; JSON has the counts', () => {
  const all = comparedOf(OLD, NOW);
  const markdown = compareAsMarkdown(all, { isFull: false });
  expect(markdown).toContain('<details open><summary>Dashboards: 1 gone</summary>');
  expect(markdown).toContain('<details><summary>Versions and images: 1 changed</summary>');
  expect(markdown).toContain('- gone: "A &lt;b&gt;" (uid 1): was in ConfigMap monitoring/a');
  expect(JSON.parse(compareAsJson(all))).toMatchObject({ counts: { gone: 1, undecided: 1, changed: 1, kept: 1 }, sections: { dashboard: { gone: 1 } } });
});

test('equal manifests lose nothing', () => {
  expect(comparedOf(OLD, OLD).filter(({ verdict }) => verdict !== 'kept')).toEqual([]);
  expect(comparedOf(OLD, OLD).some(isUndecided)).toBe(false);
});
