import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createMonitor } from './create';
import { podMonitorSpec } from './fields';
import { PodMonitorProps } from './pod-monitor-props';
import { checkOptions } from '../validation/options';

/**
 * PodMonitor: scrapes pods without a Service, in the fields of the custom resource. `addScrapeTarget` of a PrometheusStack makes one for a
 * workload of the app, with its
 * port and permissions.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { PodMonitor } from 'cdk8s-prometheus';
 *
 * new PodMonitor(new Chart(new App(), 'shop', { namespace: 'shop' }), 'Workers', {
 *   name: 'workers',
 *   selector: { matchLabels: { app: 'worker' } },
 *   podMetricsEndpoints: [{ port: 'metrics' }],
 *   podTargetLabels: ['app.kubernetes.io/version'],
 * });
 */
export class PodMonitor extends Construct {
  /** The custom resource of kind PodMonitor. */
  public readonly customResource: ApiObject;

  public constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    checkOptions(this, 'PodMonitorProps', props, PodMonitor);
    this.customResource = createMonitor(this, 'PodMonitor', props, podMonitorSpec(props));
  }
}
