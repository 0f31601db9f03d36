import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createMonitor } from './create';
import { serviceMonitorSpec } from './fields';
import { ServiceMonitorProps } from './service-monitor-props';
import { checkOptions } from '../validation/options';

/**
 * ServiceMonitor: scrapes the pods or addresses behind Services, in the fields of the custom resource. `addScrapeTarget` of a
 * PrometheusStack makes one for a Service of
 * the app, with its port and permissions.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 * @example
 * import { App, Chart, Duration } from 'cdk8s';
 * import { ServiceMonitor } from 'cdk8s-prometheus';
 *
 * new ServiceMonitor(new Chart(new App(), 'shop', { namespace: 'shop' }), 'Web', {
 *   name: 'web',
 *   labels: { release: 'main' },
 *   selector: { matchLabels: { app: 'web' } },
 *   endpoints: [{ port: 'metrics', interval: Duration.seconds(15), authorization: { secretName: 'token' } }],
 *   sampleLimit: 20000,
 * });
 */
export class ServiceMonitor extends Construct {
  /** The custom resource of kind ServiceMonitor. */
  public readonly customResource: ApiObject;

  public constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id);
    checkOptions(this, 'ServiceMonitorProps', props, ServiceMonitor);
    this.customResource = createMonitor(this, 'ServiceMonitor', props, serviceMonitorSpec(props));
  }
}
