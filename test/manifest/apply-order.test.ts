import { sortForApply } from '../../src/manifest/apply-order';

test('dependencies come first, custom resources last, and objects of equal rank keep their order', () => {
  const kinds = ['Prometheus', 'Deployment', 'Service', 'RoleBinding', 'Role', 'ServiceAccount', 'CustomResourceDefinition', 'Namespace', 'ServiceMonitor', 'ConfigMap'];
  expect(sortForApply(kinds.map(kind => ({ kind }))).map(({ kind }) => kind))
    .toEqual(['Namespace', 'CustomResourceDefinition', 'ServiceAccount', 'Role', 'RoleBinding', 'Service', 'ConfigMap', 'Deployment', 'Prometheus', 'ServiceMonitor']);
});
