import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertRouting } from './alert-routing';
import { checkFinished } from './finished';
import { checkRouting } from './routing-checks';
import { ROUTING_FIELDS } from './spec-rows';
import { mergeSpec } from '../manifest/extra-spec';
import { judgeObject } from '../manifest/judge';
import { createAlertmanagerConfig } from '../manifest/monitoring';
import { checkNamespace } from '../manifest/namespaces';
import { reachOf } from '../manifest/reach';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { registerVersion } from '../validation/versions-in-force';
import { ComponentVersion } from '../versions/component-version';
import { versionIn } from '../versions/releases';

/** The routing of one namespace. */
export interface AlertmanagerConfigProps {
  /** Where the alerts of the namespace go. */
  readonly routing: AlertRouting;
  /**
   * Name of the object. It is part of the names of its receivers in Alertmanager.
   * @default 'routing'
   */
  readonly name?: string;
  /**
   * Namespace of the object. By default an Alertmanager sends it only the alerts whose label `namespace` is this namespace.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Labels of the object.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the object.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Additional fields of its specification, in the spelling of its CustomResourceDefinition. They are checked against the schema of the
   * operator's version. Maps are merged, lists are joined, and receivers with the same name are merged.
   * @default - none
   */
  readonly spec?: { [key: string]: any };
  /**
   * Version of the prometheus-operator that reads it.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;
}

/**
 * Routing of the alerts of one namespace, in addition to the routing of the Alertmanager: for a team that has its own receivers.
 *
 * @see https://prometheus-operator.dev/docs/developer/alerting/#using-alertmanagerconfig-resources
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { AlertIntegration, AlertmanagerConfig, AlertRouting } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'shop', { namespace: 'shop' });
 * new AlertmanagerConfig(chart, 'Routing', {
 *   routing: new AlertRouting({
 *     route: { receiver: 'shop' },
 *     receivers: [{ name: 'shop', integrations: [AlertIntegration.webhook({ url: 'http://hooks.shop.svc/alerts' })] }],
 *   }),
 * });
 *
 * app.synth();
 */
export class AlertmanagerConfig extends Construct {
  /** The custom resource of kind AlertmanagerConfig. */
  public readonly customResource: ApiObject;

  public constructor(scope: Construct, id: string, props: AlertmanagerConfigProps) {
    super(scope, id);
    checkOptions(this, 'AlertmanagerConfigProps', props, AlertmanagerConfig);
    const { routing, name = 'routing', labels = {}, annotations = {} } = props;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const operator = ComponentVersion.parse(
      'prometheusOperator', 'operatorVersion', props.operatorVersion ?? versionIn('prometheusOperator', reachOf(this).defaults.versions),
    );
    const { spec, findings } = mergeSpec(routing._spec(), props.spec, ROUTING_FIELDS);
    this.customResource = createAlertmanagerConfig(
      this, 'Resource', { name, namespace, labels, ...props.annotations && { annotations } }, spec,
    );
    registerVersion(this, 'operator', operator.version.text, props.operatorVersion === undefined);
    judgeObject(this.customResource, manifest => checkFinished(manifest));
    Problems.of(this)
      .addAll([...operator.findings, ...checkNamespace(namespace), ...checkRouting(routing, { operator: operator.version }), ...findings]);
  }
}
