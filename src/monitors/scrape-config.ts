import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createMonitor } from './create';
import { scrapeConfigSpec } from './fields';
import { ScrapeConfigProps } from './scrape-config-props';
import { checkOptions } from '../validation/options';

/**
 * ScrapeConfig: scrapes targets outside of the cluster, by their addresses or by a discovery, in the fields of the custom resource.
 * `addExternalTarget` of a PrometheusStack
 * makes one for its Prometheus.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.ScrapeConfig
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { ScrapeConfig } from 'cdk8s-prometheus';
 *
 * new ScrapeConfig(new Chart(new App(), 'monitoring', { namespace: 'monitoring' }), 'Databases', {
 *   name: 'databases',
 *   jobName: 'databases',
 *   staticConfigs: [{ targets: ['db-1.example.org:9187', 'db-2.example.org:9187'], labels: { team: 'data' } }],
 *   dnsSdConfigs: [{ names: ['db.example.org'], type: 'A', port: 9187 }],
 * });
 */
export class ScrapeConfig extends Construct {
  /** The custom resource of kind ScrapeConfig. */
  public readonly customResource: ApiObject;

  public constructor(scope: Construct, id: string, props: ScrapeConfigProps) {
    super(scope, id);
    checkOptions(this, 'ScrapeConfigProps', props, ScrapeConfig);
    this.customResource = createMonitor(this, 'ScrapeConfig', props, scrapeConfigSpec(props));
  }
}
