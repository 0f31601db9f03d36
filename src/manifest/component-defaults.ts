import { IConstruct } from 'constructs';
import { ComponentDefaultsOptions } from './component-defaults-options';
import { addDefaults, reachOf } from './reach';
import { checkOptionsOf } from '../validation/options';

/**
 * Settings for all components in a scope that are created afterwards.
 *
 * A `PrometheusStack` applies its own settings to the components that are created after it in its chart: to those of its parent construct
 * first. If several stacks are equally near, a component belongs to the stack of its namespace. A component's own settings take precedence,
 * then those of the nearest scope. Labels and annotations are merged.
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { ComponentDefaults, Grafana, GrafanaDatasource, PrometheusStack } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', { imageRegistry:
 * 'registry.example.org' });
 * const dashboards = new Chart(app, 'dashboards', { namespace: 'dashboards' });
 * ComponentDefaults.inherit(dashboards, stack);
 * new Grafana(dashboards, 'Grafana', {
 *   admin: { secretName: 'grafana-admin' },
 *   datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)],
 * });
 *
 * app.synth();
 */
export class ComponentDefaults {
  /**
   * Sets the defaults of a scope: an app, a chart or a construct. A second call adds to the first.
   * @param scope whose components get the settings if they are created afterwards
   * @param defaults the settings; in TypeScript, those of a stack (`stack.defaults`) make the components in this scope a part of the stack.
   * In other languages use `inherit`
   */
  public static set(scope: IConstruct, defaults: ComponentDefaultsOptions): void {
    checkOptionsOf('ComponentDefaults.set()', 'ComponentDefaultsOptions', defaults);
    addDefaults(scope, defaults);
  }

  /**
   * Sets the defaults of a scope to the settings that apply in another scope. If those are the settings of a stack, the components in this
   * scope become a part of the stack.
   * @param scope whose components get the settings if they are created afterwards
   * @param source a stack, or a chart or construct whose components have the settings
   */
  public static inherit(scope: IConstruct, source: IConstruct): void {
    const { defaults, owner } = reachOf(source);
    addDefaults(scope, defaults, owner);
  }

  /**
   * The settings that apply in a scope.
   * @param scope in which a component would be created
   */
  public static of(scope: IConstruct): ComponentDefaultsOptions {
    return reachOf(scope).defaults;
  }

  private constructor() {
  }
}
