import { Path } from './violation';

/**
 * Required fields of Kubernetes' own kinds that the API server enforces: `parent.field`, with `[]` after a list. OpenAPI marks more fields
 * as required, such as `podSelector` of a NetworkPolicy, whose zero value Go accepts. Recorded from kube-apiserver 1.37.2 by removing each
 * field from an otherwise valid object.
 */
const ENFORCED: ReadonlySet<string> = new Set([
  // objects
  '.addressType', '.handler', '.provisioner', '.roleRef', 'roleRef.kind', 'roleRef.name', 'subjects[].kind', 'subjects[].name',
  'rules[].verbs',
  'spec.containers', 'spec.jobTemplate', 'spec.schedule', 'spec.selector', 'spec.template', 'spec.maxReplicas', 'spec.scaleTargetRef',
  'scaleTargetRef.kind', 'scaleTargetRef.name', 'limits[].type', 'taints[].effect', 'taints[].key', 'parameters.kind', 'parameters.name',
  'matchLabelExpressions[].key', 'matchLabelExpressions[].values',
  // selectors
  'matchExpressions[].key', 'matchExpressions[].operator', 'matchExpressions[].scopeName',
  // containers
  'containers[].name', 'initContainers[].name', 'env[].name', 'configMapKeyRef.key', 'secretKeyRef.key', 'fieldRef.fieldPath',
  'resourceFieldRef.resource',
  'ports[].containerPort', 'httpGet.port', 'httpHeaders[].name', 'tcpSocket.port', 'grpc.port', 'resizePolicy[].resourceName',
  'resizePolicy[].restartPolicy',
  'claims[].name', 'seccompProfile.type', 'appArmorProfile.type', 'volumeDevices[].devicePath', 'volumeDevices[].name',
  'volumeMounts[].mountPath',
  'volumeMounts[].name',
  // pods
  'volumes[].name', 'hostAliases[].ip', 'os.name', 'readinessGates[].conditionType', 'resourceClaims[].name',
  'topologySpreadConstraints[].maxSkew',
  'topologySpreadConstraints[].topologyKey', 'topologySpreadConstraints[].whenUnsatisfiable', 'podAffinityTerm.topologyKey',
  'preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm', 'preferredDuringSchedulingIgnoredDuringExecution[].weight',
  'requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms', 'requiredDuringSchedulingIgnoredDuringExecution[].topologyKey',
  // volumes
  'items[].key', 'items[].path', 'hostPath.path', 'persistentVolumeClaim.claimName', 'csi.driver', 'csi.volumeHandle', 'nfs.path',
  'nfs.server',
  'serviceAccountToken.path', 'clusterTrustBundle.path', 'volumeClaimTemplate.spec', 'dataSource.name', 'awsElasticBlockStore.volumeID',
  'azureDisk.diskName',
  'azureDisk.diskURI', 'azureFile.secretName', 'azureFile.shareName', 'cephfs.monitors', 'cinder.volumeID', 'flexVolume.driver',
  'gcePersistentDisk.pdName',
  'gitRepo.repository', 'glusterfs.endpoints', 'glusterfs.path', 'iscsi.iqn', 'iscsi.targetPortal', 'photonPersistentDisk.pdID',
  'portworxVolume.volumeID',
  'quobyte.registry', 'quobyte.volume', 'rbd.image', 'rbd.monitors', 'scaleIO.gateway', 'scaleIO.system', 'vsphereVolume.volumePath',
  // Services and their backends
  'ports[].port', 'addresses[].ip', 'endpoints[].addresses', 'http.paths', 'paths[].backend', 'paths[].pathType', 'service.name',
  'service.namespace',
  'ipBlock.cidr',
  // jobs
  'rules[].action', 'onExitCodes.operator', 'onExitCodes.values', 'onPodConditions[].type',
  // autoscalers
  'metrics[].type', 'metric.name', 'target.type', 'resource.name', 'resource.target', 'containerResource.container',
  'containerResource.name',
  'containerResource.target', 'pods.metric', 'pods.target', 'external.metric', 'external.target', 'object.describedObject',
  'object.metric', 'object.target',
  'describedObject.kind', 'describedObject.name', 'policies[].periodSeconds', 'policies[].type', 'policies[].value',
  // webhooks, definitions, API services
  'webhooks[].admissionReviewVersions', 'webhooks[].clientConfig', 'webhooks[].name', 'webhooks[].sideEffects',
  'matchConditions[].expression',
  'matchConditions[].name', 'spec.group', 'spec.names', 'spec.scope', 'spec.versions', 'names.kind', 'names.plural', 'versions[].name',
  'additionalPrinterColumns[].jsonPath', 'additionalPrinterColumns[].name', 'additionalPrinterColumns[].type', 'scale.specReplicasPath',
  'scale.statusReplicasPath', 'selectableFields[].jsonPath', 'x-kubernetes-validations[].rule', 'spec.groupPriorityMinimum',
  'spec.versionPriority',
]);

/** Whether the API server rejects an object of a built-in kind without a field that its OpenAPI document marks as required. */
export function isEnforced(path: Path, name: string): boolean {
  const last = path.at(-1);
  return ENFORCED.has(typeof last === 'number' ? `${path.at(-2)}[].${name}` : `${last ?? ''}.${name}`);
}
