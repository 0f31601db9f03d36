import { ownAt, schemaAt } from './index';
import { kubernetesSchemas } from '../../src/upstream/load';

// Expectations are from api/openapi-spec/swagger.json of the releases of github.com/kubernetes/kubernetes.
const index = kubernetesSchemas();

test.each([
  // field, the last release without it, the first one with it
  ['v1/Pod spec.containers[].lifecycle.preStop.sleep', '1.28.0', '1.29.0'],
  ['v1/PersistentVolumeClaim spec.volumeAttributesClassName', '1.28.0', '1.29.0'],
  ['flowcontrol.apiserver.k8s.io/v1/FlowSchema', '1.28.0', '1.29.0'],
  ['v1/Service spec.trafficDistribution', '1.29.0', '1.30.0'],
  ['batch/v1/Job spec.successPolicy', '1.29.0', '1.30.0'],
  ['admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy', '1.29.0', '1.30.0'],
  ['v1/Pod spec.volumes[].image', '1.30.0', '1.31.0'],
  ['v1/Pod spec.resources', '1.31.0', '1.32.0'],
  ['v1/Pod spec.containers[].lifecycle.stopSignal', '1.32.0', '1.33.0'],
  ['networking.k8s.io/v1/ServiceCIDR', '1.32.0', '1.33.0'],
  ['v1/Pod spec.hostnameOverride', '1.33.0', '1.34.0'],
  ['storage.k8s.io/v1/VolumeAttributesClass', '1.33.0', '1.34.0'],
])('%s is not in %s, and is in %s', (path, before, since) => {
  expect(schemaAt(index, before, path)).toBeUndefined();
  expect(schemaAt(index, since, path)).toBeDefined();
});

test.each([
  ['apps/v1/Deployment spec', { t: 'o', r: ['selector', 'template'] }],
  ['apps/v1/Deployment spec.replicas', { t: 'i', f: 'int32' }],
  ['apps/v1/Deployment spec.template.spec.containers', { t: 'a', k: ['name'] }],
  ['apps/v1/Deployment spec.template.spec.containers[].ports', { t: 'a', k: ['containerPort', 'protocol'] }],
  ['apps/v1/Deployment spec.template.spec.containers[].resources.limits.*', { f: 'quantity' }],
  ['apps/v1/Deployment spec.template.spec.containers[].livenessProbe.httpGet.port', { ios: 1 }],
  ['v1/Secret data.*', { t: 's', f: 'byte' }],
  ['v1/ConfigMap data.*', { t: 's' }],
  ['v1/ConfigMap metadata.labels.*', { t: 's' }],
  ['v1/ConfigMap metadata.creationTimestamp', { t: 's', f: 'date-time' }],
  ['v1/ConfigMap metadata.finalizers', { t: 'a', set: 1 }],
  ['v1/Service spec.ports', { t: 'a', k: ['port', 'protocol'] }],
  ['v1/Pod spec.tolerations', { t: 'a' }],
  ['rbac.authorization.k8s.io/v1/ClusterRole rules[]', { t: 'o', r: ['verbs'] }],
  ['apiextensions.k8s.io/v1/CustomResourceDefinition spec.versions[].schema.openAPIV3Schema.default', { any: 1 }],
])('%s of 1.37 is %j', (path, own) => {
  expect(ownAt(index, '1.37.0', path)).toEqual(own);
});

test('the schema of a CustomResourceDefinition contains itself', () => {
  const schema = 'apiextensions.k8s.io/v1/CustomResourceDefinition spec.versions[].schema.openAPIV3Schema';
  expect(schemaAt(index, '1.37.0', `${schema}.not`)).toEqual({ recursive: 1 });
  expect(schemaAt(index, '1.37.0', `${schema}.properties.*`)).toEqual({ recursive: 2 });
  const itself = index.nodes.findIndex(({ o = {} }) => 'not' in o && 'additionalProperties' in o);
  expect(index.nodes[itself].o!.not).toBe(itself);
});

test('a patch release equals its minor release, a newer one equals the newest', () => {
  expect(schemaAt(index, '1.33.4', 'v1/Pod spec.hostnameOverride')).toBeUndefined();
  expect(schemaAt(index, '1.39.0', 'v1/Pod spec.hostnameOverride')).toBeDefined();
});
