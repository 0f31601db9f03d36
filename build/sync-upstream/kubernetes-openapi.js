// The schemas of Kubernetes' own kinds of one release, from the OpenAPI document of its sources, in the attributes of schema.js.
// OpenAPI has names, types and required fields of core kinds; patterns and bounds are in Go code.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { moduleFolder } = require('./go-module');

const KUBERNETES = 'k8s.io/kubernetes';

/** Kinds in manifests of apps and of their clusters. Neither kinds that only servers write nor response types. */
const KINDS = {
  'v1': 'ConfigMap Endpoints LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController '
    + 'ResourceQuota Secret Service ServiceAccount',
  'admissionregistration.k8s.io/v1': 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration '
    + 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apps/v1': 'DaemonSet Deployment ReplicaSet StatefulSet',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'coordination.k8s.io/v1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'flowcontrol.apiserver.k8s.io/v1': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
  'node.k8s.io/v1': 'RuntimeClass',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver StorageClass VolumeAttributesClass',
};

/** Definitions with custom decoding: they accept more than their OpenAPI describes. */
const OPAQUE = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { f: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { ios: 1 },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { t: 'o', any: 1 },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { t: 'o', any: 1 },
};
const TYPES = { object: 'o', array: 'a', string: 's', integer: 'i', number: 'n', boolean: 'b' };
const REF = '#/definitions/';

/** {`group/version/Kind`: schema}. Recursive definitions are `#name`, and {ref: `#name`} where they are used. */
function kubernetesSchemas(version) {
  const text = fs.readFileSync(path.join(moduleFolder(KUBERNETES, version), 'api', 'openapi-spec', 'swagger.json'), 'utf8');
  return schemasOf(JSON.parse(text).definitions);
}

function schemasOf(definitions) {
  const named = new Map(Object.entries(definitions).flatMap(([name, { 'x-kubernetes-group-version-kind': kinds = [] }]) =>
    kinds.map(({ group, version, kind }) => [`${group ? `${group}/` : ''}${version}/${kind}`, name])));
  const wanted = Object.entries(KINDS).flatMap(([apiVersion, kinds]) => kinds.split(' ').map(kind => `${apiVersion}/${kind}`))
    .filter(kind => named.has(kind));
  const recursive = {};
  const schemas = Object.fromEntries(wanted.map(kind => [kind, definition(named.get(kind), definitions, [], recursive)]));
  return { ...schemas, ...recursive };
}

function definition(name, definitions, open, recursive) {
  if (Object.hasOwn(OPAQUE, name)) { return OPAQUE[name]; }
  const short = `#${name.split('.').pop()}`;
  if (open.includes(name)) {
    recursive[short] ??= undefined;
    return { ref: short };
  }
  const schema = reduced(definitions[name], definitions, [...open, name], recursive);
  if (!(short in recursive)) { return schema; }
  recursive[short] = schema;
  return { ref: short };
}

function reduced(schema, definitions, open, recursive) {
  if (schema.$ref) { return definition(schema.$ref.slice(REF.length), definitions, open, recursive); }
  const { type, format, properties, items, additionalProperties, required } = schema;
  if (type === undefined) { return { any: 1 }; }
  const below = each => reduced(each, definitions, open, recursive);
  const listType = schema['x-kubernetes-list-type'];
  return {
    t: TYPES[type],
    ...format && { f: format },
    ...required && { r: [...required].sort() },
    ...listType === 'map' && { k: schema['x-kubernetes-list-map-keys'] },
    ...listType === 'set' && { set: 1 },
    ...items && { i: below(items) },
    ...additionalProperties && { m: below(additionalProperties) },
    ...properties && { o: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, below(field)])) },
  };
}

module.exports = { KUBERNETES, kubernetesSchemas, schemasOf };
