import { GrafanaOperatorTargetOptions, SidecarTargetOptions } from './dashboard-target-options';
import { checkOptionsOf } from '../validation/options';

/**
 * How dashboards reach Grafana. Pass the same object to the Grafana and to everything that creates dashboards, so that label, namespace and
 * folder are the same.
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { DashboardTarget, Grafana, GrafanaDatasource, PrometheusStack } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const target = DashboardTarget.sidecar({ namespace: 'dashboards' });
 * const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: 'monitoring' }), 'Monitoring', {
 *   mixin: { dashboards: true, dashboardTarget: target.withFolder('Kubernetes') },
 * });
 * new Grafana(new Chart(app, 'dashboards', { namespace: 'dashboards' }), 'Grafana', {
 *   admin: { secretName: 'grafana-admin' },
 *   datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)],
 *   dashboardTarget: target,
 * });
 *
 * app.synth();
 */
export class DashboardTarget {
  /**
   * ConfigMaps that the sidecar of a Grafana reads: `Grafana` of this library, or Grafana's Helm chart.
   * @param options label, namespace and folder
   * @see https://github.com/kiwigrid/k8s-sidecar#configuration-environment-variables
   */
  public static sidecar(options: SidecarTargetOptions = {}): DashboardTarget {
    checkOptionsOf('DashboardTarget.sidecar()', 'SidecarTargetOptions', options);
    return new DashboardTarget(options, undefined);
  }

  /**
   * GrafanaDashboards of grafana-operator, version 5.
   * @param options selector, namespace and folder
   * @see https://grafana.github.io/grafana-operator/docs/dashboards/
   */
  public static grafanaOperator(options: GrafanaOperatorTargetOptions): DashboardTarget {
    checkOptionsOf('DashboardTarget.grafanaOperator()', 'GrafanaOperatorTargetOptions', options);
    return new DashboardTarget(undefined, options);
  }

  private constructor(
    private readonly sidecarOptions: SidecarTargetOptions | undefined,
    private readonly operatorOptions: GrafanaOperatorTargetOptions | undefined,
  ) {}

  /**
   * The same target with a folder.
   * @param folder folder in Grafana
   */
  public withFolder(folder: string): DashboardTarget {
    return this.sidecarOptions
      ? new DashboardTarget({ ...this.sidecarOptions, folder }, undefined)
      : new DashboardTarget(undefined, { ...this.operatorOptions, folder });
  }

  /** @internal */
  public get _sidecar(): SidecarTargetOptions | undefined {
    return this.sidecarOptions;
  }

  /** @internal */
  public get _operator(): GrafanaOperatorTargetOptions | undefined {
    return this.operatorOptions;
  }

  /** @internal */
  public get _namespace(): string | undefined {
    return (this.sidecarOptions ?? this.operatorOptions)?.namespace;
  }
}
