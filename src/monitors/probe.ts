import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createMonitor } from './create';
import { probeSpec } from './fields';
import { ProbeProps } from './probe-props';
import { checkOptions } from '../validation/options';

/**
 * Probe: makes an exporter request targets, in the fields of the custom resource. `addProbe` of a BlackboxExporter makes one for that
 * exporter, and checks its module and targets.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Probe
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { Probe } from 'cdk8s-prometheus';
 *
 * new Probe(new Chart(new App(), 'shop', { namespace: 'shop' }), 'Site', {
 *   name: 'site',
 *   jobName: 'site',
 *   prober: { url: 'blackbox-exporter.monitoring.svc:9115' },
 *   module: 'http_2xx',
 *   targets: { staticConfig: { static: ['https://shop.example.org'], labels: { team: 'shop' } } },
 * });
 */
export class Probe extends Construct {
  /** The custom resource of kind Probe. */
  public readonly customResource: ApiObject;

  public constructor(scope: Construct, id: string, props: ProbeProps) {
    super(scope, id);
    checkOptions(this, 'ProbeProps', props, Probe);
    this.customResource = createMonitor(this, 'Probe', props, probeSpec(props));
  }
}
