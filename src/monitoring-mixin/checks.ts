import { COMPATIBLE, COMPATIBLE_GROUP, NAMES } from './compatible/compatible-series';
import { DASHBOARD_NAMES } from './dashboards';
import { Context, GroupDefinition } from './definition';
import { GROUPS } from './groups';
import { MixinGroup } from './made-rules';
import { checkAddedLabels, checkOverrides, nearestTo } from './override-checks';
import { ResolvedProps } from './resolve-props';
import { AGGREGATION_LABEL, COMPATIBLE_JOB, COMPATIBLE_UNKNOWN, DISRUPTION_INTERVAL, GROUP_NEEDED, NO_JOBS } from './rules';
import { checkBoardOptions } from '../manifest/dashboard';
import { checkLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { checkUrl } from '../manifest/references';
import { metricsIn } from '../promql/expression';
import { finding, Finding } from '../validation/rule';

/** Labels of series within one cluster, which exporters and targets set. */
const OF_SERIES = [
  'job', 'instance', 'namespace', 'pod', 'container', 'node', 'service', 'endpoint', 'metrics_path', 'device', 'mountpoint', 'le',
  'quantile', 'resource', 'verb', 'code', 'phase', 'reason',
  'condition', 'persistentvolumeclaim', 'deployment', 'statefulset', 'daemonset', 'replicaset', 'cronjob', 'job_name', 'workload',
  'workload_type', 'uid', 'id', 'image', 'name',
];

/** With longer intervals, a pod that ends within its grace period is easily missed. */
const OFTEN_ENOUGH_SECONDS = 15;

/**
 * Checks that need only the props.
 * @param userBoards names of the dashboards of `dashboardFiles`
 */
export function checkProps(props: ResolvedProps, userBoards: readonly string[] = []): Finding[] {
  const { namespace, labels, target, jobs, runbookUrl, dashboardUrl, cluster, aggregationLabels } = props;
  return [
    ...checkNamespace(namespace),
    ...checkLabels('labels', labels),
    ...checkLabels('dashboardLabels', target.sidecarLabels),
    ...target.findings,
    ...checkBoardOptions(target.options, target.grafanaSelector !== undefined, [...DASHBOARD_NAMES, ...userBoards]),
    ...runbookUrl === undefined ? [] : checkUrl('runbookUrl', runbookUrl),
    ...dashboardUrl === undefined ? [] : checkUrl('dashboardUrl', dashboardUrl),
    ...checkAddedLabels('clusterLabel', [cluster]),
    ...Object.values(jobs).every(job => job === undefined) ? [finding(NO_JOBS, {})] : [],
    ...checkOverrides(props, GROUPS.flatMap(({ alerts = [] }) => alerts), [...GROUPS.map(({ name }) => name), COMPATIBLE_GROUP]),
    ...checkAddedLabels('aggregationLabels', aggregationLabels),
    ...aggregationLabels.filter(label => OF_SERIES.includes(label)).map(label => finding(AGGREGATION_LABEL, { label })),
    ...checkInterval(props),
    ...checkCompatible(props),
  ];
}

/** Names that our own groups record anyway are accepted. */
function checkCompatible({ compatibleSeries, jobs }: ResolvedProps): Finding[] {
  if (compatibleSeries.length === 0) { return []; }
  const ours = new Set(GROUPS.flatMap(({ records = [] }) => records).map(({ record }) => record));
  return compatibleSeries.filter(name => name !== 'all' && !ours.has(name)).flatMap((name): Finding[] => {
    const row = COMPATIBLE.find(each => each.name === name);
    if (!row) { return [finding(COMPATIBLE_UNKNOWN, { name, similar: nearestTo(name, NAMES), known: NAMES })]; }
    const missing = row.needs.filter(job => jobs[job] === undefined);
    return missing.length > 0 ? [finding(COMPATIBLE_JOB, { name, jobs: missing })] : [];
  });
}

function checkInterval({ kubeStateMetrics, kubeStateMetricsInterval, disabledGroups }: ResolvedProps): Finding[] {
  const seconds = kubeStateMetricsInterval === undefined ? 0 : kubeStateMetricsInterval.toMilliseconds() / 1000;
  const isByGauge = kubeStateMetrics.has('podDisruptionReason') && !disabledGroups.includes('disruptions');
  return isByGauge && seconds > OFTEN_ENOUGH_SECONDS ? [finding(DISRUPTION_INTERVAL, { seconds })] : [];
}

/** Whether enabled groups need disabled ones. */
export function checkNeeds(context: Context, disabled: readonly string[], made: readonly MixinGroup[]): Finding[] {
  if (disabled.length === 0) { return []; }
  const missing = new Map(GROUPS.filter(({ name }) => disabled.includes(name))
    .flatMap(group => seriesOf(group, context).map(series => [series, group.name] as const)));
  return made.flatMap(({ name, groups }) => {
    const used = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr))));
    const needed = [...missing].find(([series]) => used.has(series));
    return needed ? [finding(GROUP_NEEDED, { group: needed[1], by: name, series: needed[0] })] : [];
  });
}

function seriesOf({ records = [] }: GroupDefinition, context: Context): string[] {
  return records.filter(({ when }) => when?.(context) ?? true).map(({ record }) => record);
}
