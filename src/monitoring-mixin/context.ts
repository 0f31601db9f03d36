import { Context, Jobs } from './definition';
import { CADVISOR } from '../scrape/kubelet';
import { escapedPattern } from '../values/texts';
import { ComponentVersion } from '../versions/component-version';

/** Selects nothing: the matcher for a job that is not scraped. */
export const NOTHING = 'job=""';

const selectorOf = (job: string) => `job=${JSON.stringify(job)}`;

/** For what only kube-state-metrics exposes. */
export const hasKubeStateMetrics = ({ jobs }: Pick<Context, 'jobs'>) => jobs.kubeStateMetrics !== undefined;

interface MoreOptions {
  /** Matchers of every selector: `cluster="$cluster"` in a dashboard. */
  readonly here?: string;
  readonly clustersWithoutJob?: Context['clustersWithoutJob'];
}

/** Building blocks of expressions for these jobs. */
export function contextOf(
  jobs: Jobs, cluster: string, kubeStateMetrics: ComponentVersion<'kubeStateMetrics'>, options: MoreOptions = {},
): Context {
  const { here: more = '', clustersWithoutJob = {} } = options;
  const selector = (job: string | undefined) => `${job === undefined ? NOTHING : selectorOf(job)}${more === '' ? '' : `,${more}`}`;
  const grouping = (word: string) => (...labels: string[]) => `${word} (${[cluster, ...labels].join(', ')})`;
  const kubelet = selector(jobs.kubelet);
  const by = grouping('by');
  return {
    jobs,
    cluster,
    kubeStateMetrics,
    clustersWithoutJob,
    here: more,
    ksm: selector(jobs.kubeStateMetrics),
    node: selector(jobs.nodeExporter),
    kubelet,
    cadvisor: `${kubelet},${CADVISOR}`,
    apiServer: selector(jobs.apiServer),
    coreDns: selector(jobs.coreDns),
    etcd: selector(jobs.etcd),
    scheduler: selector(jobs.scheduler),
    controllerManager: selector(jobs.controllerManager),
    kubeProxy: selector(jobs.kubeProxy),
    prometheus: selector(jobs.prometheus),
    alertmanager: selector(jobs.alertmanager),
    operator: selector(jobs.prometheusOperator),
    karpenter: selector(jobs.karpenter),
    grafana: selector(jobs.grafana),
    windows: selector(jobs.windowsExporter),
    by,
    on: grouping('on'),
    once: (series, ...labels) => `max ${by(...labels)} (${series})`,
    absent: up => absentIn(jobs, up, { by: by(), on: grouping('on')(), others: withJob(jobs, up, cluster, clustersWithoutJob) }),
  };
}

/** Jobs that every cluster has, by which clusters are detected. */
const OF_CLUSTERS: readonly (keyof Jobs)[] = ['kubeStateMetrics', 'nodeExporter', 'kubelet', 'apiServer', 'coreDns'];

const inPattern = (names: readonly string[]) => JSON.stringify(names.map(escapedPattern).join('|'));

/** A matcher for the clusters that have the job of a selector. */
function withJob(jobs: Jobs, up: string, cluster: string, without: Context['clustersWithoutJob']): string {
  const job = Object.values(jobs).find((name): name is string => name !== undefined && `${up},`.startsWith(`${selectorOf(name)},`));
  const clusters = job !== undefined && Object.hasOwn(without, job) ? without[job] : [];
  return clusters.length === 0 ? '' : `,${cluster}!~${inPattern(clusters)}`;
}

/**
 * `absent()` alone does not fire as long as one of several clusters has the job. Clusters are detected by any target of the jobs that every
 * cluster has, up or down. Without any such target, `absent()` fires.
 */
function absentIn(
  jobs: Jobs, up: string, { by, on, others }: { readonly by: string; readonly on: string; readonly others: string },
): string {
  const known = OF_CLUSTERS.flatMap(job => jobs[job] ?? []);
  const nowhere = `absent(up{${up}} == 1)`;
  if (known.length === 0) { return nowhere; }
  const clusters = `group ${by} (up{job=~${inPattern(known)}${others}})`;
  return `(${clusters} unless ${on} group ${by} (up{${up}} == 1)) or on () ${nowhere}`;
}
