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
    by: grouping('by'),
    on: grouping('on'),
  };
}
