import { ApiObject, Size, SizeRoundingBehavior } from 'cdk8s';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata } from './object';
import { checkReferences } from './references';
import { ACCESS_MODE, SIZE } from './rules';
import { StorageOptions } from './storage-options';
import { finding, Finding } from '../validation/rule';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany'];

/** `storage` of the operator's custom resources. */
export function storageSpec({ size, storageClassName, accessModes = ['ReadWriteOnce'] }: StorageOptions) {
  return {
    volumeClaimTemplate: {
      spec: { accessModes, ...storageClassName !== undefined && { storageClassName }, resources: { requests: { storage: quantityOf(size) } } },
    },
  };
}

/** A volume of an object of its own. It outlives the workload that has it. */
export function createVolumeClaim(scope: Construct, id: string, metadata: ObjectMetadata, storage: StorageOptions): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...storageSpec(storage).volumeClaimTemplate });
}

export function mebibytes(size: Size): number {
  return size.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR });
}

/** In the largest unit that says it exactly: `100Gi`, `1536Mi`. */
export function quantityOf(size: Size): string {
  const mib = mebibytes(size);
  return mib > 0 && mib % 1024 === 0 ? `${mib / 1024}Gi` : `${mib}Mi`;
}

export function checkStorage(prop: string, storage: StorageOptions | undefined): Finding[] {
  if (!storage) { return []; }
  return [
    ...mebibytes(storage.size) >= 1 ? [] : [finding(SIZE, { prop: `${prop}.size` })],
    ...checkReferences([{ prop: `${prop}.storageClassName`, name: storage.storageClassName }]),
    ...(storage.accessModes ?? []).filter(mode => !ACCESS_MODES.includes(mode)).map(mode => finding(ACCESS_MODE, { prop: `${prop}.accessModes`, mode, allowed: ACCESS_MODES })),
  ];
}
