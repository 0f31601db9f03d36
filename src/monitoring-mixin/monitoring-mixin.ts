import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkNeeds, checkProps } from './checks';
import { contextOf } from './context';
import { DASHBOARD_NAMES, dashboardsWith } from './dashboards';
import { uidOf } from './dashboards/dashboard';
import { ImportedMixin } from './imported-mixin';
import { MixinOptions, MonitoringMixinProps } from './monitoring-mixin-props';
import { resolveProps } from './resolve-props';
import { rulesWithSources } from './rule-groups';
import { readUserBoards } from './user-boards';
import { checkUserRules, isFirstToLook } from './user-expressions';
import { createDashboard } from '../manifest/dashboard';
import { Identity, objectLabels } from '../manifest/labels';
import { createPrometheusRule } from '../manifest/prometheus-rule';
import { reachOf } from '../manifest/reach';
import { checkOptions, checkOptionsOf } from '../validation/options';
import { Problems } from '../validation/problems';

/**
 * Alerts, recorded series and dashboards for the scraped jobs. Each alert has a severity, a summary, a description and a runbook, and can
 * be disabled or changed by its name. Rules and dashboards without data from the jobs are left out.
 *
 * @example
 * import { App, Chart, Duration } from 'cdk8s';
 * import { MonitoringMixin } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new MonitoringMixin(chart, 'Mixin', {
 *   jobs: { nodeExporter: 'node-exporter', kubeStateMetrics: 'kube-state-metrics' },
 *   dashboards: true,
 *   alerts: { NodeCPUHighUsage: { threshold: 80, for: Duration.minutes(30) }, KubePodNotReady: { enabled: false } },
 * });
 *
 * app.synth();
 */
export class MonitoringMixin extends Construct {
  /**
   * Import rules (PrometheusRules, or rule files of Prometheus) or a dashboard that were rendered from any mixin. Each expression is
   * parsed, and its types, labels and templates are checked. Alerts can be disabled and changed like those of this library, except for
   * their thresholds, which are part of the expressions.
   *
   * @param scope parent construct
   * @param id id of the construct
   * @param path the file: YAML or JSON, from your own checkout
   * @param options changes of the rules and dashboards
   */
  public static fromFile(scope: Construct, id: string, path: string, options: MixinOptions = {}): ImportedMixin {
    checkOptionsOf('MonitoringMixin.fromFile()', 'MixinOptions', options);
    return new ImportedMixin(scope, id, path, options);
  }

  /** The PrometheusRules, by group: `workloads`, `nodes`, ... */
  public readonly rules: { [group: string]: ApiObject } = {};
  /** The ConfigMaps or GrafanaDashboards of the dashboards, by dashboard: `cluster`, `pod`, ... */
  public readonly dashboards: { [dashboard: string]: ApiObject } = {};
  /** Names of all alerts of the mixin. */
  public readonly alerts: string[];

  public constructor(scope: Construct, id: string, props: MonitoringMixinProps = {}) {
    super(scope, id);
    checkOptions(this, 'MonitoringMixinProps', props, MonitoringMixin);
    const resolved = resolveProps(props, Chart.of(this).namespace, reachOf(this).defaults.versions);
    const { name, namespace, labels, jobs, cluster, kubeStateMetrics, clustersWithoutJob } = resolved;
    const { sidecarLabels, namespace: dashboardNamespace, grafanaSelector, options } = resolved.target;
    const context = contextOf(jobs, cluster, kubeStateMetrics, { clustersWithoutJob });
    const identity: Identity = { name: 'monitoring-mixin', instance: name, component: 'monitoring' };
    const metadata = { namespace, labels: objectLabels(identity, labels) };

    const fed = rulesWithSources(context, resolved, resolved.kubeStateMetricsResources);
    const { groups: made } = fed;
    for (const { name: group, groups } of made) {
      this.rules[group] = createPrometheusRule(this, group, { ...metadata, name: `${name}-${group}` }, groups);
    }
    const isConfigMap = grafanaSelector === undefined;
    const own = resolved.dashboards ? dashboardsWith(fed, context, resolved) : [];
    const ofUser = readUserBoards(resolved.dashboardFiles, {
      isConfigMap, ownUids: own.map(each => uidOf(each.id)), ownNames: DASHBOARD_NAMES, inputs: options?.inputs ?? {},
    });
    const boards = [
      ...own.map(({ id: dashboard, folder, json }) => ({ name: dashboard, folder, json })),
      ...ofUser.dashboards.filter(each => resolved.isSelected(each.name))
        .map(({ name: dashboard, json }) => ({ name: dashboard, folder: undefined, json })),
    ];
    for (const { name: dashboard, folder, json } of boards) {
      const place = {
        metadata: { ...metadata, name: `${name}-dashboard-${dashboard}`, namespace: dashboardNamespace },
        sidecarLabels,
        grafanaSelector,
        options: { ...options, folder: options?.folder ?? folder },
      };
      this.dashboards[dashboard] = createDashboard(this, dashboard, place, json);
    }
    this.alerts = [
      ...new Set(made.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [rule.alert] : [])))),
    ];

    const problems = Problems.of(this);
    const ofProps = checkProps(resolved, ofUser.dashboards.map(each => each.name));
    problems.addAll([
      ...resolved.findings, ...ofProps, ...fed.findings, ...ofUser.findings, ...checkNeeds(context, resolved.disabledGroups, made),
    ]);
    if (isFirstToLook(this.node.root, Object.values(this.rules), kubeStateMetrics)) {
      problems.check(() => checkUserRules(this.node.root, kubeStateMetrics));
    }
  }
}
