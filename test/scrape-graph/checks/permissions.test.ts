import { deployment, foundBy, meta, monitor, prometheus, service } from '../../support/scrape-graph';

const missing = foundBy('no-permission');
const READS = { apiGroups: [''], resources: ['services', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] };
const SCRAPED = [prometheus(), monitor(), service(), deployment()];
const ACCOUNT = { kind: 'ServiceAccount', name: 'default', namespace: 'monitoring' };
const role = (...rules: object[]) => ({ kind: 'Role', ...meta('reader'), rules });
const clusterRole = (...rules: object[]) => ({ kind: 'ClusterRole', metadata: { name: 'reader' }, rules });
const binding = (subject: object = ACCOUNT, kind = 'Role', namespace = 'shop') => ({ kind: 'RoleBinding', ...meta('reader', {}, namespace), roleRef: { kind, name: 'reader' }, subjects: [subject] });
const clusterBinding = (subject: object = ACCOUNT) => ({ kind: 'ClusterRoleBinding', metadata: { name: 'reader' }, roleRef: { kind: 'ClusterRole', name: 'reader' }, subjects: [subject] });
const isMissing = (...objects: object[]) => missing(...SCRAPED, ...objects).length > 0;

describe('a Prometheus may read', () => {
  test.each<[string, object[], boolean]>([
    ['what its Role allows', [role(READS), binding()], false],
    ['nothing without a binding', [role(READS)], true],
    ['nothing of a Role of another namespace', [{ ...role(READS), ...meta('reader', {}, 'other') }, binding(ACCOUNT, 'Role', 'other')], true],
    ['what a ClusterRole allows, in the namespace of the binding', [clusterRole(READS), binding(ACCOUNT, 'ClusterRole')], false],
    ['nothing of a ClusterRole, bound in another namespace', [clusterRole(READS), binding(ACCOUNT, 'ClusterRole', 'other')], true],
    ['what a ClusterRole allows everywhere', [clusterRole(READS), clusterBinding()], false],
    ['anything of a role that is not here', [binding()], false],
    ['anything of a role that others complete', [{ ...clusterRole(), aggregationRule: {} }, clusterBinding()], false],
    ['nothing of a role without rules', [clusterRole(), clusterBinding()], true],
    ['all verbs', [role({ ...READS, verbs: ['*'] }), binding()], false],
    ['all groups', [role({ ...READS, apiGroups: ['*'] }), binding()], false],
    ['all resources', [role({ ...READS, resources: ['*'] }), binding()], false],
    ['by several rules', [role({ ...READS, resources: ['services'] }, { ...READS, resources: ['endpoints', 'pods'] }), binding()], false],
    ['by several bindings', [role({ ...READS, resources: ['services'] }), binding(), clusterRole({ ...READS, resources: ['endpoints', 'pods'] }), clusterBinding()], false],
    ['not a single object', [role({ ...READS, resourceNames: ['web'] }), binding()], true],
    ['not of another group', [role({ ...READS, apiGroups: ['apps'] }), binding()], true],
  ])('%s', (_, objects, expected) => expect(isMissing(...objects)).toBe(expected));

  test.each<[string, object, boolean]>([
    ['its account', ACCOUNT, false],
    ['another account', { ...ACCOUNT, name: 'other' }, true],
    ['an account of another namespace', { ...ACCOUNT, namespace: 'other' }, true],
    ['an account of the namespace of the binding', { kind: 'ServiceAccount', name: 'default' }, true],
    ['everybody', { kind: 'Group', name: 'system:authenticated' }, false],
    ['all accounts', { kind: 'Group', name: 'system:serviceaccounts' }, false],
    ['all accounts of its namespace', { kind: 'Group', name: 'system:serviceaccounts:monitoring' }, false],
    ['all accounts of another namespace', { kind: 'Group', name: 'system:serviceaccounts:shop' }, true],
    ['another group', { kind: 'Group', name: 'admins' }, true],
    ['its account as a user', { kind: 'User', name: 'system:serviceaccount:monitoring:default' }, false],
    ['another user', { kind: 'User', name: 'system:serviceaccount:monitoring:other' }, true],
    ['a group with the name of the user', { kind: 'Group', name: 'system:serviceaccount:monitoring:default' }, true],
    ['another kind', { kind: 'Robot', name: 'default' }, true],
  ])('if the binding is for %s', (_, subject, expected) => expect(isMissing(role(READS), binding(subject))).toBe(expected));

  test('through the account of a binding in its own namespace', () => {
    const own = [prometheus(), { ...monitor(), ...meta('web', {}, 'monitoring') }, { ...service(), ...meta('web', { app: 'web' }, 'monitoring') }];
    const bound = [{ ...role(READS), ...meta('reader', {}, 'monitoring') }, binding({ kind: 'ServiceAccount', name: 'default' }, 'Role', 'monitoring')];
    expect(missing(...own, ...bound)).toEqual([]);
  });

  test('through the account that it names', () => {
    const named = [prometheus({ serviceAccountName: 'prom' }), ...SCRAPED.slice(1), role(READS)];
    expect(missing(...named, binding({ ...ACCOUNT, name: 'prom' }))).toEqual([]);
    expect(missing(...named, binding())).toEqual([expect.stringContaining('ServiceAccount monitoring/prom of Prometheus monitoring/main has no role bindings here and cannot list and')]);
  });

  test('through an account of any namespace, if its own is unknown', () => {
    const open = [{ ...prometheus(), metadata: { name: 'main' } }, ...SCRAPED.slice(1)];
    expect(missing(...open, role(READS), binding())).toEqual([]);
    expect(missing(...open)).toEqual([expect.stringContaining('ServiceAccount default of Prometheus main has no role bindings here and cannot list and watch endpoints,')]);
  });
});

describe('missing permissions are named', () => {
  test('with the verbs, the resources and the monitors, each once', () => {
    expect(missing(...SCRAPED, monitor({}, {}, 'again'), role({ ...READS, verbs: ['list'] }), binding()))
      .toEqual(['ServiceAccount monitoring/default of Prometheus monitoring/main cannot watch endpoints, pods, services in namespace shop, which ServiceMonitor shop/again, ServiceMonitor shop/web requires']);
    expect(missing(...SCRAPED, role({ ...READS, resources: ['pods'] }, { ...READS, resources: ['services'], verbs: ['watch'] }), binding()))
      .toEqual(['ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpoints, services in namespace shop, which ServiceMonitor shop/web requires']);
  });

  test('by namespace', () => {
    const wide = monitor({ namespaceSelector: { matchNames: ['shop', 'other'] } });
    expect(missing(prometheus(), wide, service(), deployment(), role(READS), binding())).toEqual([expect.stringContaining('ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpoints, pods,')]);
    expect(missing(prometheus(), monitor({ namespaceSelector: { any: true } }), service(), deployment())).toEqual([expect.stringContaining(' in all namespaces, which ')]);
    expect(missing(prometheus(), monitor({ attachMetadata: { node: true } }), service(), deployment(), role(READS), binding())).toEqual([expect.stringContaining('cannot list and watch nodes in all namespaces')]);
  });

  test('without "bound to" if a binding exists', () => {
    expect(missing(...SCRAPED)[0]).toMatch(/ServiceAccount monitoring\/default of Prometheus monitoring\/main has no role bindings here and cannot list and/);
    expect(missing(...SCRAPED, role(), binding())[0]).toMatch(/^ServiceAccount monitoring\/default/);
  });
});
