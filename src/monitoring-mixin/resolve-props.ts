import { disabledIn } from './alert-overrides';
import { Jobs } from './definition';
import { intervalsOf } from './intervals';
import { MonitoringMixinProps } from './monitoring-mixin-props';
import { isBoardSelected } from '../manifest/dashboard';
import { resolveTarget } from '../manifest/resolve-target';
import { ComponentVersion } from '../versions/component-version';
import { versionIn } from '../versions/releases';
import { VersionSet } from '../versions/version-set';

/** Jobs that a PrometheusStack scrapes on every platform: neither etcd nor other parts of the control plane. */
const STACK_JOBS: Jobs = {
  kubeStateMetrics: 'kube-state-metrics',
  nodeExporter: 'node-exporter',
  kubelet: 'kubelet',
  apiServer: 'apiserver',
  coreDns: 'coredns',
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
  prometheusOperator: 'prometheus-operator',
};

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: MonitoringMixinProps, chartNamespace: string | undefined, versions?: VersionSet) {
  const {
    version, findings,
  } = ComponentVersion.parse(
    'kubeStateMetrics', 'kubeStateMetricsVersion', props.kubeStateMetricsVersion ?? versionIn('kubeStateMetrics', versions),
  );
  const namespace = props.namespace ?? chartNamespace;
  return {
    findings,
    name: props.name ?? 'mixin',
    namespace,
    labels: props.labels ?? {},
    cluster: props.clusterLabel ?? 'cluster',
    jobs: props.jobs ?? STACK_JOBS,
    clustersWithoutJob: props.clustersWithoutJob ?? {},
    kubeStateMetrics: version,
    kubeStateMetricsResources: props.kubeStateMetricsResources,
    kubeStateMetricsInterval: props.scrapeIntervals?.kubeStateMetrics ?? props.scrapeIntervals?.others,
    intervals: intervalsOf(props.jobs ?? STACK_JOBS, {
      scrapeIntervals: props.scrapeIntervals ?? {},
      evaluationInterval: props.evaluationInterval,
      groups: props.groups ?? {},
      federated: props.federated,
    }),
    alerts: props.alerts ?? {},
    alertLabels: props.alertLabels ?? {},
    groups: props.groups ?? {},
    disabledGroups: disabledIn(props),
    aggregationLabels: props.aggregationLabels ?? [],
    isFederating: (props.federated ?? []).length > 0,
    runbookUrl: props.runbookUrl,
    dashboardUrl: props.dashboardUrl,
    dashboardFiles: props.dashboardFiles ?? [],
    isSelected: (dashboard: string) => isBoardSelected(dashboard, props.dashboardOptions),
    compatibleSeries: props.compatibleSeries ?? [],
    dashboards: props.dashboards ?? false,
    target: resolveTarget(props, namespace),
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;
