import { checkOptionsOf } from '../validation/options';
/** A kind of object. */
export interface CustomResourceKind {
  /** API group: `karpenter.sh`. Core kinds have no group, and cannot be used. */
  readonly group: string;
  /** API version: `v1`; `*` for all. */
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
   * Labels whose value is read from the object: `{ nodepool: ['metadata', 'name'] }`.
   * @default - none
   */
  readonly labelsFromPath?: { [label: string]: string[] };
}

/** A custom resource, and the metrics that are generated from its objects. */
export interface CustomResource extends CustomResourceLabels {
  /** The kind. In 2.15 and newer, it must have a CustomResourceDefinition in the cluster. */
  readonly groupVersionKind: CustomResourceKind;
  /** The plural name, as in the definition's `spec.names.plural`: `nodepools`. Permissions are granted for it. */
  readonly resourcePlural: string;
  /**
   * Whether the resource is cluster-scoped (`spec.scope` of the definition is `Cluster`). It matters with `namespaces`, where permissions
   * are granted per namespace.
   * @default false
   */
  readonly clusterScoped?: boolean;
  /**
   * Prefix of the names of the metrics, before `_`. An empty string adds no prefix.
   * @default 'kube_customresource'
   */
  readonly metricNamePrefix?: string;
  /** The metrics. */
  readonly metrics: CustomResourceMetric[];
  /**
   * Log verbosity from which errors of this resource are logged.
   * @default 0
   */
  readonly errorLogV?: number;
}

/** A metric that is generated from the objects of a custom resource. */
export interface CustomResourceMetric extends CustomResourceLabels {
  /** The name, after the prefix: `condition`. */
  readonly name: string;
  /** Help text of the metric. */
  readonly help: string;
  /** Its value. */
  readonly each: CustomResourceValue;
  /**
   * Log verbosity from which errors of this metric are logged.
   * @default - the resource's
   */
  readonly errorLogV?: number;
}

/** Where a value is found in an object. */
export interface CustomResourcePathOptions {
  /**
   * Path of a field, one element per level. A list element is selected by one of its fields: `['status', 'conditions', '[type=Ready]']`. A
   * list or an object at the end gives one series for each element.
   * @default - the object itself
   */
  readonly path?: string[];
  /**
   * Labels whose value is read from below `path`.
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
   * Whether a missing value is 0.
   * @default false
   */
  readonly nilIsZero?: boolean;
}

/** Options of a state set. */
export interface CustomResourceStateSetOptions extends CustomResourcePathOptions {
  /** The label that gets the states. */
  readonly labelName: string;
  /** All possible states. Each has one series, whose value is 1 for the current state. */
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
  /** A gauge: a number. */
  public static gauge(options: CustomResourceGaugeOptions): CustomResourceValue {
    checkOptionsOf('CustomResourceValue.gauge()', 'CustomResourceGaugeOptions', options);
    return new CustomResourceValue({ type: 'Gauge', gauge: sorted(options) });
  }

  /** An info metric: only labels, with the value 1. Its name should end in `_info`. */
  public static info(options: CustomResourceInfoOptions): CustomResourceValue {
    checkOptionsOf('CustomResourceValue.info()', 'CustomResourceInfoOptions', options);
    return new CustomResourceValue({ type: 'Info', info: sorted(options) });
  }

  /** A state set: one of several states. */
  public static stateSet(options: CustomResourceStateSetOptions): CustomResourceValue {
    checkOptionsOf('CustomResourceValue.stateSet()', 'CustomResourceStateSetOptions', options);
    return new CustomResourceValue({ type: 'StateSet', stateSet: sorted(options) });
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

/** In the order of their names: languages write options in different orders. */
const sorted = (options: object) => Object.fromEntries(Object.entries(options).sort(([a], [b]) => a < b ? -1 : 1));

/** Metrics of custom resources. */
export interface CustomResourceStateOptions {
  /** The custom resources. */
  readonly resources: CustomResource[];
}
