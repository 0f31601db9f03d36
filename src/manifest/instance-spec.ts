import { SpecRow } from './extra-spec';
import { InstanceOptions } from './instance-options';
import { checkAnnotations, checkLabels } from './labels';
import { OptionRow, partly, writtenAs } from './option-rows';
import { checkQuantity } from './quantity';
import { checkNumber, checkReferences } from './references';
import { CHOICE, STORAGE_TWICE } from './rules';
import { StorageOptions } from './storage-options';
import { finding, Finding } from '../validation/rule';

/** The only table of options for pods that the operator creates, with the fields that they set. */
export const INSTANCE_ROWS: readonly OptionRow<InstanceOptions>[] = [
  { option: 'podLabels', path: 'podMetadata.labels', isJoined: true },
  { option: 'podAnnotations', path: 'podMetadata.annotations' },
  { option: 'affinity', path: 'affinity' },
  { option: 'topologySpreadConstraints', path: 'topologySpreadConstraints' },
  { option: 'volumes', path: 'volumes', isJoined: true },
  { option: 'volumeMounts', path: 'volumeMounts', isJoined: true },
  { option: 'containers', path: 'containers', isJoined: true },
  { option: 'initContainers', path: 'initContainers', isJoined: true },
  { option: 'hostAliases', path: 'hostAliases', isShared: true },
  { option: 'dnsPolicy', path: 'dnsPolicy' },
  { option: 'dnsConfig', path: 'dnsConfig' },
  { option: 'terminationGracePeriodSeconds', path: 'terminationGracePeriodSeconds' },
  { option: 'minReadySeconds', path: 'minReadySeconds' },
  { option: 'emptyDir', path: 'storage.emptyDir', isShared: true },
  { option: 'persistentVolumeClaimRetentionPolicy', path: 'persistentVolumeClaimRetentionPolicy', isShared: true },
];

/** Fields that every construct with such pods sets by options. `spec` may set the rest of a volume claim. */
export const INSTANCE_FIELDS: readonly SpecRow[] = [
  ...writtenAs([
    'version',
    'image',
    'replicas',
    'nodeSelector',
    'tolerations',
    'priorityClassName',
    'imagePullSecrets',
    'serviceAccountName',
    'logLevel',
  ], {
    'storage.volumeClaimTemplate.spec.accessModes': 'storage.accessModes',
    'storage.volumeClaimTemplate.spec.storageClassName': 'storage.storageClassName',
    'storage.volumeClaimTemplate.spec.resources.requests.storage': 'storage.size',
    'storage.volumeClaimTemplate.spec.selector.matchLabels': 'storage.selector',
    'storage.volumeClaimTemplate.metadata.labels': 'storage.labels',
    'storage.volumeClaimTemplate.metadata.annotations': 'storage.annotations',
    'resources.requests.cpu': 'cpu',
    'resources.requests.memory': 'memory',
    'resources.limits.memory': 'memoryLimit',
  }),
  ...partly({ storage: 'storage' }),
  { path: 'portName', why: 'Services, monitors and policies use the port name' },
];

const DNS_POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const RETENTION = ['Retain', 'Delete'];
const MEDIA = ['', 'Memory'];

/** Problems that the API server or the operator would reject. Pods are checked against their schema when the object is finished. */
export function checkInstance(options: InstanceOptions, storage: StorageOptions | undefined): Finding[] {
  const { persistentVolumeClaimRetentionPolicy: retention, emptyDir } = options;
  return [
    ...checkLabels('podLabels', options.podLabels ?? {}),
    ...(['annotations', 'podAnnotations', 'serviceAccountAnnotations'] as const).flatMap(prop => checkAnnotations(
      prop, options[prop] ?? {},
    )),
    ...checkReferences([{ prop: 'serviceAccountName', name: options.serviceAccountName }]),
    ...checkNumber('terminationGracePeriodSeconds', options.terminationGracePeriodSeconds, 0),
    ...checkNumber('minReadySeconds', options.minReadySeconds, 0),
    ...checkChoice('dnsPolicy', options.dnsPolicy, DNS_POLICIES),
    ...checkChoice('persistentVolumeClaimRetentionPolicy.whenDeleted', retention?.whenDeleted, RETENTION),
    ...checkChoice('persistentVolumeClaimRetentionPolicy.whenScaled', retention?.whenScaled, RETENTION),
    ...checkChoice('emptyDir.medium', emptyDir?.medium, MEDIA), ...checkQuantity('emptyDir.sizeLimit', emptyDir?.sizeLimit),
    ...storage && emptyDir ? [finding(STORAGE_TWICE, {})] : [],
  ];
}

/** One of several allowed words. */
export function checkChoice(prop: string, value: string | undefined, allowed: readonly string[]): Finding[] {
  return value === undefined || allowed.includes(value) ? [] : [finding(CHOICE, { prop, value: String(value), allowed })];
}
