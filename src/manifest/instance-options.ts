/** An emptyDir volume: it is deleted with its pod. */
export interface EmptyDirOptions {
  /**
   * Storage medium: empty for the disk of the node, or `Memory`.
   * @default - the disk of the node
   */
  readonly medium?: string;
  /**
   * Maximum size, as a quantity: `10Gi`. A pod that writes more is evicted.
   * @default - no limit
   */
  readonly sizeLimit?: string;
  /**
   * Permission bits of the directory, as a number: 0o755. It requires the feature gate EmptyDirVolumeMode of Kubernetes, and is ignored if
   * `fsGroup` is set.
   * @default - 0o777
   * @see https://github.com/kubernetes/api/blob/v0.37.2/core/v1/types.go
   */
  readonly mode?: number;
}

/** Retention of the PersistentVolumeClaims of a StatefulSet. */
export interface VolumeRetentionOptions {
  /**
   * What happens to the claims when the StatefulSet is deleted: `Retain` or `Delete`.
   * @default 'Retain'
   */
  readonly whenDeleted?: string;
  /**
   * What happens to the claims of pods that are removed by scaling down: `Retain` or `Delete`.
   * @default 'Retain'
   */
  readonly whenScaled?: string;
}

/** Further host names of an IP address, for the file `/etc/hosts` of the pods. */
export interface HostAlias {
  /** The IP address. */
  readonly ip: string;
  /** The host names. */
  readonly hostnames: string[];
}

/** Options of the pods that the operator creates for a custom resource, and all other fields of its specification. */
export interface InstanceOptions {
  /**
   * Further fields of the specification of the custom resource, spelled as in its CustomResourceDefinition. They are checked against the
   * schema of the operator's version. Maps are merged with the fields that the options write. Lists are joined, and entries of the same
   * name are merged. A field that has an option is an error, which names the option.
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
   * Annotations of the ServiceAccount. Clouds use them to give pods an identity: `eks.amazonaws.com/role-arn`.
   * @default - none
   */
  readonly serviceAccountAnnotations?: { [key: string]: string };

  /**
   * Name of an existing ServiceAccount. None is created then, and the Roles are bound to this one.
   * @default - a ServiceAccount is created
   */
  readonly serviceAccountName?: string;

  /**
   * Affinity of the pods. It replaces the construct's own.
   * @default - several replicas prefer different nodes
   */
  readonly affinity?: { [key: string]: any };

  /**
   * Topology spread constraints of the pods. They replace the construct's own.
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
   * Further containers of the pods. An entry with the name of a container that the operator creates changes that container.
   * @default - none
   */
  readonly containers?: { [key: string]: any }[];

  /**
   * Further init containers of the pods. An entry with the name of a container that the operator creates, `init-config-reloader`, changes
   * that container.
   * @default - none
   */
  readonly initContainers?: { [key: string]: any }[];

  /**
   * Further host names of IP addresses, for the file `/etc/hosts` of the pods.
   * @default - none
   */
  readonly hostAliases?: HostAlias[];

  /**
   * DNS policy of the pods: `ClusterFirst`, `ClusterFirstWithHostNet`, `Default` or `None`.
   * @default 'ClusterFirst'
   */
  readonly dnsPolicy?: string;

  /**
   * DNS configuration of the pods: `nameservers`, `searches`, `options`.
   * @default - that of `dnsPolicy`
   */
  readonly dnsConfig?: { [key: string]: any };

  /**
   * Time that a pod has to terminate, in seconds.
   * @default - the operator's own
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * Time that a pod must be ready before it counts as available, in seconds.
   * @default 0
   */
  readonly minReadySeconds?: number;

  /**
   * Keep the data in an emptyDir volume, which is lost with the pod. Not together with `storage`.
   * @default - without `storage`, an emptyDir volume without a size limit
   */
  readonly emptyDir?: EmptyDirOptions;

  /**
   * What happens to the volumes when they are no longer needed.
   * @default - they are kept
   */
  readonly persistentVolumeClaimRetentionPolicy?: VolumeRetentionOptions;
}
