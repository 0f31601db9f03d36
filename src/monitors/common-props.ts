/** Metadata of a monitor, and fields without an option. */
export interface MonitorMetadata {
  /** Name of the object. */
  readonly name: string;
  /**
   * Namespace of the object, and of the Secrets that it refers to.
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Labels of the object, such as those by which a Prometheus selects it: `{ release: 'main' }`.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the object.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Version of the prometheus-operator that reads the object. The object is checked against its schema.
   * @default - that of the operator in the app
   */
  readonly operatorVersion?: string;
  /**
   * Fields of the specification that have no option here, spelled as in the custom resource. They are merged with those of the options.
   * @default - none
   */
  readonly spec?: { [field: string]: any };
}

/** Namespaces in which a monitor looks for targets. */
export interface MonitorNamespaceSelector {
  /**
   * Whether to look in all namespaces.
   * @default false
   */
  readonly any?: boolean;
  /**
   * Names of namespaces.
   * @default - the namespace of the monitor
   */
  readonly matchNames?: string[];
}

/** Metadata of nodes for relabeling. */
export interface AttachMetadata {
  /**
   * Whether relabelings can use the labels and annotations of the node of a target (`__meta_kubernetes_node_label_...`).
   * @default false
   */
  readonly node?: boolean;
}
