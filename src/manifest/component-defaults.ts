import { IConstruct } from 'constructs';
import { addDefaults, reachOf } from './reach';
import { Toleration } from './toleration';
import { checkOptionsOf } from '../validation/options';

/** Settings that components have in common: what an option of the same name of a component does, for all of them. */
export interface ComponentDefaultsOptions {
  /**
   * Registry from which all images are pulled, instead of upstream's registries; with a path if the mirror has one.
   * @default - upstream's
   */
  readonly imageRegistry?: string;
  /**
   * Secrets with the credentials of the registry. They must exist in each namespace with pods; `stack.secrets` lists them.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * Name of a PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * Nodes on which the pods may run, by their labels; it does not apply to the DaemonSets of node-exporter and windows-exporter.
   * @default - that of each component
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * Taints that the pods tolerate; it does not apply to the DaemonSets of node-exporter and windows-exporter, which tolerate every taint.
   * @default - those of each component
   */
  readonly tolerations?: Toleration[];
  /**
   * Labels of all objects and pods. They are never part of a selector; a component's own label of the same name is used instead.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of all objects; an object's own annotation of the same name is used instead.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Create NetworkPolicies that let only the clients of a component connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
}

/**
 * Settings that reach each component of a scope and of everything in it, made afterwards.
 *
 * A `PrometheusStack` gives its own settings to the components in its chart that are made after it: to those of its parent construct first. If several stacks
 * are equally near, a component belongs to the one of its namespace. What a component sets itself counts before what is set here, and a near scope before an
 * outer one; labels and annotations are merged.
 *
 * ```ts
 * import { App, Chart } from 'cdk8s';
 * import { ComponentDefaults, Grafana, GrafanaDatasource, PrometheusStack } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { imageRegistry: 'registry.example.org' });
 * const dashboards = new Chart(app, 'dashboards', { namespace: 'dashboards' });
 * ComponentDefaults.set(dashboards, stack.defaults);
 * new Grafana(dashboards, 'Grafana', {
 *   admin: { secretName: 'grafana-admin' },
 *   datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)],
 * });
 * ```
 */
export class ComponentDefaults {
  /**
   * Sets what reaches a scope: an app, a chart, a construct. A second call adds to the first.
   * @param scope for each component in it that is made afterwards
   * @param defaults the settings; those of a stack (`stack.defaults`) make the components in this scope a part of the stack
   */
  public static set(scope: IConstruct, defaults: ComponentDefaultsOptions): void {
    checkOptionsOf('ComponentDefaults.set()', 'ComponentDefaultsOptions', defaults);
    addDefaults(scope, defaults);
  }

  /**
   * The settings that reach a scope.
   * @param scope where a component would be made
   */
  public static of(scope: IConstruct): ComponentDefaultsOptions {
    return reachOf(scope).defaults;
  }

  private constructor() {
  }
}
