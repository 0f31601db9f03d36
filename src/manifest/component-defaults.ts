import { IConstruct } from 'constructs';
import { ComponentDefaultsOptions } from './component-defaults-options';
import { addDefaults, reachOf } from './reach';
import { checkOptionsOf } from '../validation/options';

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
