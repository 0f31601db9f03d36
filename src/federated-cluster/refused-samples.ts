import { ApiObject, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ALERT_LABEL } from './rules';
import { checkLabels, Identity, objectLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { AlertRow, createPrometheusRule } from '../manifest/prometheus-rule';
import { inPromql } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';

/** Name, namespace and labels of the alerts. */
export interface FederationRulesProps {
  /**
   * The name of the PrometheusRule.
   * @default 'federation'
   */
  readonly name?: string;
  /**
   * The namespace of the PrometheusRule, where the Prometheus looks for it.
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * Labels of the PrometheusRule.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Time for which samples must be rejected before an alert fires.
   * @default - 10 minutes
   */
  readonly after?: Duration;
  /**
   * Labels of every alert, in addition to `severity`.
   * @default - none
   */
  readonly alertLabels?: { [name: string]: string };
}

/**
 * Alerts for samples that a federating Prometheus rejects. Prometheus counts them for all its targets together, so create this construct
 * once, in addition to the FederatedClusters, which have the alerts of one cluster each. It is not needed if the stack has a
 * MonitoringMixin, which has the same alerts for all targets. A Fleet without a MonitoringMixin creates it.
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { FederatedCluster, FederationRules } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * for (const cluster of ['eu-1', 'us-1']) {
 *   new FederatedCluster(chart, cluster, { cluster, target: { hostname: `prometheus.${cluster}.example.org` }, match: ['up'], tls: {},
 *   bearerToken: { secretName: cluster } });
 * }
 * new FederationRules(chart, 'Rules');
 *
 * app.synth();
 */
export class FederationRules extends Construct {
  /** The PrometheusRule. */
  public readonly rules: ApiObject;

  public constructor(scope: Construct, id: string, props: FederationRulesProps = {}) {
    super(scope, id);
    checkOptions(this, 'FederationRulesProps', props, FederationRules);
    const { name = 'federation', labels = {} } = props;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const identity: Identity = { name: 'federation-rules', instance: name, component: 'federation' };
    this.rules = createPrometheusRule(
      this, 'Resource', { name, namespace, labels: objectLabels(identity, labels) }, [{ name, rules: alertsOf(props) }],
    );
    const names = Object.keys(props.alertLabels ?? {}).filter(each => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(each));
    Problems.of(this)
      .addAll([...checkNamespace(namespace), ...checkLabels('labels', labels), ...names.map(each => finding(ALERT_LABEL, { name: each }))]);
  }
}

function alertsOf({ after, alertLabels }: FederationRulesProps): AlertRow[] {
  const row = (alert: string, expr: string, summary: string, description: string): AlertRow => ({
    alert, expr, for: inPromql(after) ?? '10m', labels: { ...alertLabels, severity: 'warning' }, annotations: { summary, description },
  });
  const grows = (...counters: string[]) => counters.map(counter => `increase(prometheus_target_${counter}_total[10m]) > 0`).join(' or ');
  return [
    row('FederationDuplicateSamples', grows('scrapes_sample_duplicate_timestamp'),
      'Prometheus {{ $labels.pod }} drops samples with a timestamp that it already has: {{ $value | humanize }} in 10 minutes.',
      'Two targets expose the same series: two replicas whose replica label is dropped, or a cluster that is federated twice. '
        + 'Compare the targets of the job "federation".'),
    row('FederationOutOfOrderSamples', grows('scrapes_sample_out_of_order'),
      'Prometheus {{ $labels.pod }} drops samples that are older than the newest of their series: {{ $value | humanize }} in 10 minutes.',
      'A load balancer alternates between replicas of a Prometheus, or two targets expose the same series. '
        + 'Federate one replica, or enable session affinity.'),
    row('FederationLimitHit', grows(
      'scrapes_exceeded_sample_limit', 'scrapes_exceeded_body_size_limit', 'scrape_pool_exceeded_label_limits',
    ),
    'Prometheus {{ $labels.pod }} rejects scrapes that exceed a limit.',
    'These targets are down: the page "Targets" lists them. Federate fewer series, or raise the limit '
        + '(sampleLimit, labelLimit, bodySizeLimit).'),
  ];
}
