import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDatasources } from './checks';
import { GrafanaDatasource } from './grafana-datasource';
import { OPERATOR_SELECTOR } from './rules';
import { createGrafanaDatasource } from '../manifest/dashboard';
import { DashboardTarget } from '../manifest/dashboard-target';
import { LabelRequirement, LabelSelector } from '../manifest/label-selector';
import { checkLabels, Identity, objectLabels } from '../manifest/labels';
import { checkNamespaceNames } from '../manifest/namespaces';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';

/** A datasource for the Grafanas that grafana-operator manages. */
export interface GrafanaOperatorDatasourceProps {
  /** The datasource. */
  readonly datasource: GrafanaDatasource;
  /**
   * Labels of the Grafanas: `{ dashboards: 'grafana' }`. The operator does not allow changes to the selector of an object.
   * @default - by `grafanaExpressions` or `dashboardTarget`
   */
  readonly grafanaSelector?: { [label: string]: string };
  /**
   * Further conditions on the labels of the Grafanas.
   * @default - none
   */
  readonly grafanaExpressions?: LabelRequirement[];
  /**
   * Target of dashboards, whose selector, namespace and `allowCrossNamespaceImport` also apply to the datasource.
   * @default - by `grafanaSelector`
   */
  readonly dashboardTarget?: DashboardTarget;
  /**
   * Whether it is the default of dashboards.
   * @default false
   */
  readonly isDefault?: boolean;
  /**
   * Name of the object.
   * @default - the `uid` of the datasource
   */
  readonly name?: string;
  /**
   * Namespace of the object: that of the Grafanas.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Whether a Grafana of another namespace imports it. If it is not set, the operator silently skips such a Grafana.
   * @default - not set, which means false
   */
  readonly allowCrossNamespaceImport?: boolean;
  /**
   * Namespaces of the Grafanas, if they differ from `namespace`. If the server of the datasource is part of this app, it allows their pods
   * to connect.
   * @default - `namespace`
   */
  readonly grafanaNamespaces?: string[];
  /**
   * Labels of the object.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/**
 * A GrafanaDatasource of grafana-operator, version 5, for a Grafana that this operator manages. Dashboards reach it by `grafanaSelector` of
 * a MonitoringMixin.
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
    const { datasource, isDefault = false, dashboardTarget: target } = props;
    const operator = target?._operator;
    const selector = selectorOf(operator ? operator : { matchLabels: props.grafanaSelector, matchExpressions: props.grafanaExpressions });
    const allowCrossNamespaceImport = props.allowCrossNamespaceImport ?? operator?.allowCrossNamespaceImport;
    const namespace = props.namespace ?? operator?.namespace ?? Chart.of(this).namespace;
    const name = props.name ?? datasource._uid;
    const identity: Identity = { name: 'grafana-datasource', instance: name };
    const { spec, valuesFrom } = datasource._custom(isDefault);
    this.customResource = createGrafanaDatasource(this, 'Resource', {
      name, namespace, labels: objectLabels(identity, props.labels),
    }, selector, {
      ...allowCrossNamespaceImport !== undefined && { allowCrossNamespaceImport },
      uid: datasource._uid,
      datasource: spec,
      ...valuesFrom.length > 0 && { valuesFrom },
    });
    (props.grafanaNamespaces ?? [namespace]).forEach(each => datasource._allowClients(this, each));
    Problems.of(this).addAll([
      ...checkNamespaceNames('grafanaNamespaces', props.grafanaNamespaces ?? []), ...checkDatasources([datasource]),
      ...checkSelector(props), ...checkLabels('grafanaSelector', selector.matchLabels ?? {}),
      ...checkLabels('labels', props.labels ?? {}),
    ]);
  }
}

function selectorOf({ matchLabels, matchExpressions }: LabelSelector): LabelSelector {
  return { ...matchLabels && { matchLabels }, ...matchExpressions && { matchExpressions } };
}

function checkSelector({ dashboardTarget: target, grafanaSelector, grafanaExpressions }: GrafanaOperatorDatasourceProps): Finding[] {
  const isSelected = grafanaSelector !== undefined || grafanaExpressions !== undefined;
  const wrong = (why: string) => [finding(OPERATOR_SELECTOR, { why })];
  if (target && !target._operator) { return wrong('"dashboardTarget" is for a sidecar, which grafana-operator does not use'); }
  if (target && isSelected) { return wrong('"dashboardTarget" is set together with a selector'); }
  return target || isSelected ? [] : wrong('no Grafana is selected for the datasource');
}
