import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { partsOf } from './parts';
import { PrometheusRulesFileOptions, PrometheusRulesProps } from './prometheus-rules-props';
import { checkedSet, readRuleSets, RuleSet } from './rule-sets';
import { CLUSTER_LABEL, NO_RULES, NO_SERVER, NOT_SELECTED, SPEC_HAS_OPTION } from './rules';
import { readTyped } from './typed-groups';
import { isOldLabelName } from '../admission/rules/values';
import { checkLabels, objectLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { createPrometheusRule } from '../manifest/prometheus-rule';
import { ruleLabelsOf, ruleServerOf, whyNotEvaluated } from '../manifest/rule-selection';
import { slug } from '../validation/kubernetes-names';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding, shown } from '../validation/rule';
import { patchCount } from '../validation/workload';

/**
 * Your own alerting and recording rules, as objects or from files. Each expression, template and name is checked at synth, as Prometheus
 * and its operator read them. Above 250 kB the groups are divided among several PrometheusRules, whose names and contents change as little
 * as possible.
 *
 * @example
 * import { App, Chart, Duration } from 'cdk8s';
 * import { PrometheusRules } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'checkout', { namespace: 'shop' });
 * new PrometheusRules(chart, 'CheckoutRules', {
 *   groups: [{
 *     name: 'checkout',
 *     records: [{ record: 'job:checkout_requests:rate5m', expr: 'sum by (job) (rate(checkout_requests_total[5m]))' }],
 *     alerts: [{
 *       alert: 'CheckoutIdle',
 *       expr: 'job:checkout_requests:rate5m == 0',
 *       for: Duration.minutes(10),
 *       severity: 'warning',
 *       summary: 'Nobody uses {{ $labels.job }}.',
 *     }],
 *   }],
 * });
 * app.synth();
 */
export class PrometheusRules extends Construct {
  /**
   * Import the rules of a file, or of all files of a folder: rule files of Prometheus, PrometheusRules, or the rendered output of a mixin.
   *
   * @param scope parent construct
   * @param id id of the construct
   * @param path file or folder
   * @param options names of jobs and clusters, labels, namespace
   */
  public static fromFile(scope: Construct, id: string, path: string, options: PrometheusRulesFileOptions = {}): PrometheusRules {
    return new PrometheusRules(scope, id, { ...options, files: [path] });
  }

  /** The PrometheusRules: one, unless there are several files or the rules are too large for one. */
  public readonly rules: ApiObject[] = [];
  /** Names of all alerts. */
  public readonly alerts: string[];
  /** Names of all recorded series. */
  public readonly records: string[];

  public constructor(scope: Construct, id: string, props: PrometheusRulesProps) {
    super(scope, id);
    // groups are checked together with the names of groups and rules
    const { groups: given, ...others } = { ...props };
    checkOptions(this, 'PrometheusRulesProps', others, PrometheusRules);
    const { labels = {}, prometheus, spec = {}, files = [], jobs = {}, clusterLabel = 'cluster' } = others;
    const server = prometheus && ruleServerOf(prometheus);
    const name = others.name ?? slug(id);
    const namespace = others.namespace ?? Chart.of(this).namespace ?? server?.metadata.namespace;
    const metadata = {
      namespace,
      labels: objectLabels(
        { name: 'prometheus-rules', instance: name, component: 'monitoring' }, { ...labels, ...server && ruleLabelsOf(server) },
      ),
    };

    const typed = readTyped(given);
    const own = checkedSet('', typed.groups);
    const read = readRuleSets(files, { jobs, clusterLabel }, typed.groups.length > 0);
    const sets: RuleSet[] = [own.set, ...read.sets].filter(({ groups }) => groups.some(({ rules }) => rules.length > 0));
    for (const { key, groups } of sets) {
      for (const part of partsOf(groups.filter(({ rules }) => rules.length > 0))) {
        const suffix = [key, part.suffix].filter(each => each !== '').map(each => `-${each}`).join('');
        this.rules.push(createPrometheusRule(this, `Resource${suffix}`, { ...metadata, name: `${name}${suffix}` }, part.groups, spec));
      }
    }
    const rules = sets.flatMap(({ groups }) => groups.flatMap(group => group.rules));
    this.alerts = [...new Set(rules.flatMap(rule => 'alert' in rule ? [rule.alert] : []))];
    this.records = [...new Set(rules.flatMap(rule => 'record' in rule ? [rule.record] : []))];

    const problems = Problems.of(this);
    problems.addAll([
      ...typed.findings, ...own.findings, ...read.findings, ...checkNamespace(namespace), ...checkLabels('labels', labels),
      ...isOldLabelName(clusterLabel) ? [] : [finding(CLUSTER_LABEL, { label: clusterLabel })],
      ...'groups' in spec ? [finding(SPEC_HAS_OPTION, { where: shown(name), field: 'groups', option: 'groups' })] : [],
      ...given === undefined && files.length === 0 ? [finding(NO_RULES, {})] : [],
      ...prometheus && !server ? [finding(NO_SERVER, { path: prometheus.node.path })] : [],
    ]);
    if (server) {
      problems.check(() => this.checkSelection(server), () => [server, ...this.rules].reduce((sum, each) => sum + patchCount(each), 0));
    }
  }

  private checkSelection(server: ApiObject): Finding[] {
    return this.rules.flatMap(rule => {
      const why = whyNotEvaluated(server, rule);
      return why === undefined ? [] : [finding(NOT_SELECTED, { object: rule.name, server: `${server.kind} ${shown(server.name)}`, why })];
    });
  }
}
