import { Size } from 'cdk8s';

/** A volume for each pod. Without one, everything is lost with the pod. */
export interface StorageOptions {
  /** Its size. The operator cannot change that of volumes that exist: they are resized by hand. */
  readonly size: Size;
  /**
   * The name of a StorageClass.
   * @default - the cluster's default
   */
  readonly storageClassName?: string;
  /**
   * How it may be mounted.
   * @default ['ReadWriteOnce']
   */
  readonly accessModes?: string[];
  /**
   * Labels of the PersistentVolumeClaims. Kubernetes never changes those of claims that exist.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the PersistentVolumeClaims, for backups and volume drivers.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Labels of the volumes that may be bound, for volumes that exist.
   * @default - any volume of the class
   */
  readonly selector?: { [key: string]: string };
}
