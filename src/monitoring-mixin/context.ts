import { Context, Jobs } from './definition';
import { ComponentVersion } from '../versions/component-version';

/** What selects nothing: the job of what is not scraped. */
const NOTHING = 'job=""';

/**
 * What expressions are made of, for these jobs.
 * @param more matchers of every selector: `cluster="$cluster"` in a dashboard
 */
export function contextOf(jobs: Jobs, cluster: string, kubeStateMetrics: ComponentVersion<'kubeStateMetrics'>, more = ''): Context {
  const selector = (job: string | undefined) => `${job === undefined ? NOTHING : `job=${JSON.stringify(job)}`}${more === '' ? '' : `,${more}`}`;
  const grouping = (word: string) => (...labels: string[]) => `${word} (${[cluster, ...labels].join(', ')})`;
  const kubelet = selector(jobs.kubelet);
  const by = grouping('by');
  return {
    jobs,
    cluster,
    kubeStateMetrics,
    here: more,
    ksm: selector(jobs.kubeStateMetrics),
    node: selector(jobs.nodeExporter),
    kubelet,
    cadvisor: `${kubelet},metrics_path="/metrics/cadvisor"`,
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
    by,
    on: grouping('on'),
    once: (series, ...labels) => `max ${by(...labels)} (${series})`,
    absent: up => absentIn(jobs, up, by(), grouping('on')()),
  };
}

/** The jobs that each cluster has, so that a cluster is known by them. */
const OF_CLUSTERS: readonly (keyof Jobs)[] = ['kubeStateMetrics', 'nodeExporter', 'kubelet', 'apiServer', 'coreDns'];

/**
 * `absent()` alone sees nothing as long as one cluster of several has the job. A cluster is known by any target of the jobs that each cluster has, up or not;
 * if there is none at all, `absent()` fires.
 */
function absentIn(jobs: Jobs, up: string, by: string, on: string): string {
  const known = OF_CLUSTERS.flatMap(job => jobs[job] ?? []);
  const nowhere = `absent(up{${up}} == 1)`;
  if (known.length === 0) { return nowhere; }
  const clusters = `group ${by} (up{job=~${JSON.stringify(known.map(job => job.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'))}})`;
  return `(${clusters} unless ${on} group ${by} (up{${up}} == 1)) or on () ${nowhere}`;
}
