import { checkOptionsOf } from '../validation/options';
/** A kind of object. */
export interface CustomResourceKind {
  /** Its API group: `karpenter.sh`. Core kinds have none, and cannot be used. */
  readonly group: string;
  /** Its version: `v1`; `*` for all. */
  readonly version: string;
  /** Its kind: `NodePool`. */
  readonly kind: string;
}

/** Labels of a metric, or of all metrics of a resource. */
export interface CustomResourceLabels {
  /**
   * Labels with a fixed value.
   * @default - none
   */
  readonly commonLabels?: { [label: string]: string };
  /**
   * Labels whose value stands in the object: `{ nodepool: ['metadata', 'name'] }`.
   * @default - none
   */
  readonly labelsFromPath?: { [label: string]: string[] };
}

/** A custom resource, and the metrics that are made of its objects. */
export interface CustomResource extends CustomResourceLabels {
  /** The kind. From 2.15 on it must have a CustomResourceDefinition in the cluster. */
  readonly groupVersionKind: CustomResourceKind;
  /** The plural name, as in the definition's `spec.names.plural`: `nodepools`. Permissions are given for it. */
  readonly resourcePlural: string;
  /**
   * The objects belong to no namespace (the definition's `spec.scope` is `Cluster`). It matters with `namespaces`, where
   * permissions are given by namespace.
   * @default false
   */
  readonly clusterScoped?: boolean;
  /**
   * What the names of the metrics begin with, before `_`; an empty one adds nothing.
   * @default 'kube_customresource'
   */
  readonly metricNamePrefix?: string;
  /** The metrics. */
  readonly metrics: CustomResourceMetric[];
  /**
   * From which verbosity on errors of this resource are logged.
   * @default 0
   */
  readonly errorLogV?: number;
}

/** A metric that is made of the objects of a custom resource. */
export interface CustomResourceMetric extends CustomResourceLabels {
  /** The name, after the prefix: `condition`. */
  readonly name: string;
  /** What it is, for people. */
  readonly help: string;
  /** Its value. */
  readonly each: CustomResourceValue;
  /**
   * From which verbosity on errors of this metric are logged.
   * @default - the resource's
   */
  readonly errorLogV?: number;
}

/** Where in an object a value is found. */
export interface CustomResourcePathOptions {
  /**
   * The path of a field, one element a level; a list element by one of its fields: `['status', 'conditions', '[type=Ready]']`. A
   * list or an object at the end gives one series for each element.
   * @default - the object itself
   */
  readonly path?: string[];
  /**
   * Labels whose value stands below `path`.
   * @default - none
   */
  readonly labelsFromPath?: { [label: string]: string[] };
}

/** Options of an info metric. */
export interface CustomResourceInfoOptions extends CustomResourcePathOptions {
  /**
   * The label that gets the keys of the object at `path`.
   * @default - none
   */
  readonly labelFromKey?: string;
}

/** Options of a gauge. */
export interface CustomResourceGaugeOptions extends CustomResourceInfoOptions {
  /**
   * The path of the number, below `path`. Booleans, quantities (`250Mi`), percentages and times are numbers too.
   * @default - what is at `path`
   */
  readonly valueFrom?: string[];
  /**
   * A value that is not there is 0.
   * @default false
   */
  readonly nilIsZero?: boolean;
}

/** Options of a state set. */
export interface CustomResourceStateSetOptions extends CustomResourcePathOptions {
  /** The label that gets the states. */
  readonly labelName: string;
  /** All states that there are: one series each, 1 for the one that holds. */
  readonly list: string[];
  /**
   * The path of the state, below `path`.
   * @default - what is at `path`
   */
  readonly valueFrom?: string[];
}

/**
 * The value of a metric.
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/docs/metrics/extend/customresourcestate-metrics.md
 */
export class CustomResourceValue {
  /** A number. */
  public static gauge(options: CustomResourceGaugeOptions): CustomResourceValue {
    checkOptionsOf('CustomResourceValue.gauge()', 'CustomResourceGaugeOptions', options);
    return new CustomResourceValue({ type: 'Gauge', gauge: { ...options } });
  }

  /** Labels alone, with the value 1; its name should end in `_info`. */
  public static info(options: CustomResourceInfoOptions): CustomResourceValue {
    checkOptionsOf('CustomResourceValue.info()', 'CustomResourceInfoOptions', options);
    return new CustomResourceValue({ type: 'Info', info: { ...options } });
  }

  /** One of several states. */
  public static stateSet(options: CustomResourceStateSetOptions): CustomResourceValue {
    checkOptionsOf('CustomResourceValue.stateSet()', 'CustomResourceStateSetOptions', options);
    return new CustomResourceValue({ type: 'StateSet', stateSet: { ...options } });
  }

  /**
   * As the configuration file has it.
   * @internal
   */
  public readonly _each: { readonly type: string; readonly [kind: string]: unknown };

  private constructor(each: { readonly type: string; readonly [kind: string]: unknown }) {
    this._each = each;
  }
}

/** Metrics of custom resources. */
export interface CustomResourceStateOptions {
  /** The custom resources. */
  readonly resources: CustomResource[];
}
