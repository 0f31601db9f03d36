import { ApiObject, Size, SizeRoundingBehavior } from 'cdk8s';
import { Construct } from 'constructs';
import { finishedClaim } from './finished';
import { judgeObject } from './judge';
import { checkAnnotations, checkLabels } from './labels';
import { createObject, ObjectMetadata } from './object';
import { checkReferences } from './references';
import { ACCESS_MODE, SIZE } from './rules';
import { StorageOptions } from './storage-options';
import { finding, Finding } from '../validation/rule';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany'];

/** `storage` of the operator's custom resources. */
export function storageSpec(storage: StorageOptions) {
  const { labels, annotations } = storage;
  return { volumeClaimTemplate: { ...(labels || annotations) && { metadata: { labels, annotations } }, spec: claimSpec(storage) } };
}

function claimSpec({ size, storageClassName, accessModes = ['ReadWriteOnce'], selector }: StorageOptions) {
  return {
    accessModes,
    ...storageClassName !== undefined && { storageClassName },
    ...selector && { selector: { matchLabels: selector } },
    resources: { requests: { storage: quantityOf(size) } },
  };
}

/** A PersistentVolumeClaim as a separate object. It outlives the workload that uses it. */
export function createVolumeClaim(scope: Construct, id: string, metadata: ObjectMetadata, storage: StorageOptions): ApiObject {
  const labels = { ...storage.labels, ...metadata.labels };
  const annotations = { ...metadata.annotations, ...storage.annotations };
  const all = { ...metadata, ...Object.keys(labels).length > 0 && { labels }, ...Object.keys(annotations).length > 0 && { annotations } };
  const claim = createObject(scope, id, all, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: claimSpec(storage) });
  // it has the labels and annotations of all objects
  judgeObject(claim, manifest => checkStorage('storage', { ...finishedClaim(manifest), labels: {}, annotations: {} }));
  return claim;
}

export function mebibytes(size: Size): number {
  return size.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR });
}

/** In the largest exact unit: `100Gi`, `1536Mi`. */
export function quantityOf(size: Size): string {
  const mib = mebibytes(size);
  return mib > 0 && mib % 1024 === 0 ? `${mib / 1024}Gi` : `${mib}Mi`;
}

export function checkStorage(prop: string, storage: StorageOptions | undefined): Finding[] {
  if (!storage) { return []; }
  return [
    ...mebibytes(storage.size) >= 1 ? [] : [finding(SIZE, { prop: `${prop}.size` })],
    ...checkLabels(`${prop}.labels`, storage.labels ?? {}), ...checkLabels(`${prop}.selector`, storage.selector ?? {}),
    ...checkAnnotations(`${prop}.annotations`, storage.annotations ?? {}),
    ...checkReferences([{ prop: `${prop}.storageClassName`, name: storage.storageClassName }]),
    ...(storage.accessModes ?? []).filter(mode => !ACCESS_MODES.includes(mode))
      .map(mode => finding(ACCESS_MODE, { prop: `${prop}.accessModes`, mode, allowed: ACCESS_MODES })),
  ];
}
