import { COLLECTORS, collectorsOf, defaultCollectors } from '../../src/kube-state-metrics/collectors';
import { ComponentVersion } from '../../src/versions/component-version';

const version = (text: string) => ComponentVersion.parse('kubeStateMetrics', 'version', text).version;
const defaults = (text: string) => defaultCollectors(version(text)).map(({ resource }) => resource);

test('every collector occurs once in the table, with the plural name of a resource', () => {
  const names = COLLECTORS.map(({ resource }) => resource);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) { expect(name).toMatch(/^[a-z]+s$/); }
});

// options.DefaultResources and availableStores of each release, counted in its source
test.each([['2.8.0', 28], ['2.11.0', 28], ['2.13.0', 28], ['2.15.0', 28], ['2.17.0', 28], ['2.18.0', 28], ['2.19.1', 28], ['2.20.0', 32], ['2.21.0', 32]])(
  '%s collects %s resources by default', (text, count) => expect(defaults(text)).toHaveLength(count));

test('the four admission policies exist in 2.20 and newer', () => {
  const known = (text: string) => collectorsOf(version(text)).size;
  expect([known('2.19.9'), known('2.20.0')]).toEqual([35, 39]);
});

test.each([['2.17.9', 'endpoints', 'endpointslices'], ['2.18.0', 'endpointslices', 'endpoints']])('%s collects %s by default, and %s only on request', (text, has, lacks) => {
  expect(defaults(text)).toContain(has);
  expect(defaults(text)).not.toContain(lacks);
  expect(collectorsOf(version(text)).has(lacks)).toBe(true);
});

test.each(['serviceaccounts', 'ingressclasses', 'roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'])('%s are collected only on request', name => {
  expect(defaults('2.20.0')).not.toContain(name);
});

// the apiserver's own resources of Kubernetes 1.37: `kubectl api-resources`
const RESOURCES: readonly (readonly [group: string, isNamespaced: boolean, resources: string])[] = [
  ['', true, 'configmaps endpoints limitranges persistentvolumeclaims pods replicationcontrollers resourcequotas secrets serviceaccounts services'],
  ['', false, 'namespaces nodes persistentvolumes'],
  ['admissionregistration.k8s.io', false, 'mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations validatingadmissionpolicies'
    + ' validatingadmissionpolicybindings validatingwebhookconfigurations'],
  ['apps', true, 'daemonsets deployments replicasets statefulsets'],
  ['autoscaling', true, 'horizontalpodautoscalers'],
  ['batch', true, 'cronjobs jobs'],
  ['certificates.k8s.io', false, 'certificatesigningrequests'],
  ['coordination.k8s.io', true, 'leases'],
  ['discovery.k8s.io', true, 'endpointslices'],
  ['networking.k8s.io', true, 'ingresses networkpolicies'],
  ['networking.k8s.io', false, 'ingressclasses'],
  ['policy', true, 'poddisruptionbudgets'],
  ['rbac.authorization.k8s.io', true, 'rolebindings roles'],
  ['rbac.authorization.k8s.io', false, 'clusterrolebindings clusterroles'],
  ['storage.k8s.io', false, 'storageclasses volumeattachments'],
];

test('each collector has the group and the scope of its resource', () => {
  const wanted = RESOURCES.flatMap(([group, isNamespaced, resources]) => resources.split(' ').map(resource => `${resource}.${group} ${isNamespaced ? 'in a namespace' : 'in the cluster'}`));
  expect(COLLECTORS.map(({ resource, group, isClusterScoped }) => `${resource}.${group} ${isClusterScoped ? 'in the cluster' : 'in a namespace'}`).sort()).toEqual(wanted.sort());
});
