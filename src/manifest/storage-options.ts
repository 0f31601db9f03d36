import { Size } from 'cdk8s';

/** Persistent volume for each pod. Without it, all data is lost with the pod. */
export interface StorageOptions {
  /** Size of each volume. The operator cannot resize existing volumes: resize them by hand. */
  readonly size: Size;
  /**
   * The name of a StorageClass.
   * @default - the cluster's default
   */
  readonly storageClassName?: string;
  /**
   * Access modes of the volume.
   * @default ['ReadWriteOnce']
   */
  readonly accessModes?: string[];
  /**
   * Labels of the PersistentVolumeClaims. Kubernetes never changes the labels of existing claims.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the PersistentVolumeClaims, for backups and volume drivers.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Labels of existing volumes that may be bound.
   * @default - any volume of the class
   */
  readonly selector?: { [key: string]: string };
}
