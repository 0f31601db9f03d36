/** A file system that ends with its pod. */
export interface EmptyDirOptions {
  /**
   * The medium: empty for the disk of the node, or `Memory`.
   * @default - the disk of the node
   */
  readonly medium?: string;
  /**
   * The largest size, as a quantity: `10Gi`. A pod that writes more is evicted.
   * @default - no limit
   */
  readonly sizeLimit?: string;
  /**
   * Permission bits of the directory, as a number: 0o755. It requires the feature gate EmptyDirVolumeMode of Kubernetes, and is ignored if `fsGroup` is set.
   * @default - 0o777
   * @see https://github.com/kubernetes/api/blob/v0.37.2/core/v1/types.go
   */
  readonly mode?: number;
}

/** What becomes of the PersistentVolumeClaims of a StatefulSet. */
export interface VolumeRetentionOptions {
  /**
   * What becomes of them when the StatefulSet is deleted: `Retain` or `Delete`.
   * @default 'Retain'
   */
  readonly whenDeleted?: string;
  /**
   * What becomes of those of pods that are scaled away: `Retain` or `Delete`.
   * @default 'Retain'
   */
  readonly whenScaled?: string;
}

/** Further names of an address, for the file `/etc/hosts` of the pods. */
export interface HostAlias {
  /** The IP address. */
  readonly ip: string;
  /** The names. */
  readonly hostnames: string[];
}

/** The pods that the operator makes of a custom resource, and every other field of it. */
export interface InstanceOptions {
  /**
   * Further fields of the specification of the custom resource, in the spelling of its CustomResourceDefinition, checked against the
   * schema of the operator's version. Maps are merged with what the options write; lists are joined, entries of one name are merged.
   * A field of an option is an error that names the option.
   * @default - none
   */
  readonly spec?: { [key: string]: any };

  /**
   * Annotations of all objects. The operator copies those of the custom resource to its StatefulSet, not to the pods.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels of the pods, in addition to `labels`.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Annotations of the ServiceAccount, by which a cloud gives its pods an identity: `eks.amazonaws.com/role-arn`.
   * @default - none
   */
  readonly serviceAccountAnnotations?: { [key: string]: string };

  /**
   * The name of a ServiceAccount that exists. None is created then; the Roles are bound to it.
   * @default - a ServiceAccount is created
   */
  readonly serviceAccountName?: string;

  /**
   * The affinity of the pods, in place of the construct's own.
   * @default - several replicas prefer different nodes
   */
  readonly affinity?: { [key: string]: any };

  /**
   * How the pods are spread, in place of the construct's own constraints.
   * @default - several replicas prefer different zones
   */
  readonly topologySpreadConstraints?: { [key: string]: any }[];

  /**
   * Further volumes of the pods.
   * @default - none
   */
  readonly volumes?: { [key: string]: any }[];

  /**
   * Further mounts of the main container.
   * @default - none
   */
  readonly volumeMounts?: { [key: string]: any }[];

  /**
   * Further containers of the pods. A container with the name of one that the operator makes changes that one.
   * @default - none
   */
  readonly containers?: { [key: string]: any }[];

  /**
   * Further init containers of the pods. One with the name of a container that the operator makes, `init-config-reloader`, changes that one.
   * @default - none
   */
  readonly initContainers?: { [key: string]: any }[];

  /**
   * Further names of addresses.
   * @default - none
   */
  readonly hostAliases?: HostAlias[];

  /**
   * How names are resolved: `ClusterFirst`, `ClusterFirstWithHostNet`, `Default` or `None`.
   * @default 'ClusterFirst'
   */
  readonly dnsPolicy?: string;

  /**
   * The DNS configuration of the pods: `nameservers`, `searches`, `options`.
   * @default - that of `dnsPolicy`
   */
  readonly dnsConfig?: { [key: string]: any };

  /**
   * How long a pod may take to end, in seconds.
   * @default - the operator's own
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * How long a pod must be ready until it counts as available, in seconds.
   * @default 0
   */
  readonly minReadySeconds?: number;

  /**
   * Keep the data in the pod: it is lost with the pod. Not together with `storage`.
   * @default - the same, without a limit, where there is no `storage`
   */
  readonly emptyDir?: EmptyDirOptions;

  /**
   * What becomes of the volumes when they are not needed any more.
   * @default - they are kept
   */
  readonly persistentVolumeClaimRetentionPolicy?: VolumeRetentionOptions;
}
