import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDatasources } from './checks';
import { GrafanaDatasource } from './grafana-datasource';
import { createGrafanaDatasource } from '../manifest/dashboard';
import { checkLabels, Identity, objectLabels } from '../manifest/labels';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

/** A datasource, for the Grafanas that grafana-operator looks after. */
export interface GrafanaOperatorDatasourceProps {
  /** What is asked. */
  readonly datasource: GrafanaDatasource;
  /** The labels of the Grafanas: `{ dashboards: 'grafana' }`. */
  readonly grafanaSelector: { [label: string]: string };
  /**
   * It is the one that dashboards take.
   * @default false
   */
  readonly isDefault?: boolean;
  /**
   * Its name as an object.
   * @default - the `uid` of the datasource
   */
  readonly name?: string;
  /**
   * The namespace: that of the Grafanas.
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Whether a Grafana of another namespace imports it. Without it the operator silently skips such a Grafana.
   * @default - not set, which means false
   */
  readonly allowCrossNamespaceImport?: boolean;
  /**
   * Labels of the object.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/**
 * A GrafanaDatasource of grafana-operator, version 5, for who has a Grafana by it. Dashboards come to it by `grafanaSelector` of a MonitoringMixin.
 *
 * @see https://grafana.github.io/grafana-operator/docs/datasources/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { GrafanaDatasource, GrafanaOperatorDatasource, Prometheus } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) }, clientNamespaces: ['grafana'] });
 * new GrafanaOperatorDatasource(chart, 'Datasource', {
 *   datasource: GrafanaDatasource.prometheus(prometheus.queryApi!),
 *   grafanaSelector: { dashboards: 'grafana' },
 * });
 *
 * app.synth();
 */
export class GrafanaOperatorDatasource extends Construct {
  /** The custom resource. */
  public readonly customResource: ApiObject;

  public constructor(scope: Construct, id: string, props: GrafanaOperatorDatasourceProps) {
    super(scope, id);
    checkOptions(this, 'GrafanaOperatorDatasourceProps', props, GrafanaOperatorDatasource);
    const { datasource, grafanaSelector, isDefault = false } = props;
    const name = props.name ?? datasource._uid;
    const identity: Identity = { name: 'grafana-datasource', instance: name };
    const { spec, valuesFrom } = datasource._custom(isDefault);
    this.customResource = createGrafanaDatasource(this, 'Resource', { name, namespace: props.namespace ?? Chart.of(this).namespace, labels: objectLabels(identity, props.labels) }, grafanaSelector, {
      ...props.allowCrossNamespaceImport !== undefined && { allowCrossNamespaceImport: props.allowCrossNamespaceImport },
      uid: datasource._uid,
      datasource: spec,
      ...valuesFrom.length > 0 && { valuesFrom },
    });
    Problems.of(this).addAll([...checkDatasources([datasource]), ...checkLabels('grafanaSelector', grafanaSelector), ...checkLabels('labels', props.labels ?? {})]);
  }
}
