import { isRequiring } from './elsewhere';
import { Problem, problem } from './problem';
import { stepText } from './relabelings';
import { listed } from '../../validation/rule';
import { Edge, Graph, keptOf } from '../graph';
import { Manifest, nameOf } from '../manifest';
import { HONOR_LABELS, METRIC_DROPPED, NO_SAMPLE_LIMIT, NO_TARGET, SCRAPED_TWICE, TWO_WORKLOADS } from '../rules';
import { discover } from '../targets/discovery';
import { ScrapeJob } from '../targets/scrape-job';
import { Target, targetsOf, unknownDiscoveries } from '../targets/targets';

/** Problems of existing targets. Another Prometheus has these targets, so the problems do not explain why this one has none. */
const OF_TARGETS: ReadonlySet<string> = new Set([
  TWO_WORKLOADS, SCRAPED_TWICE, NO_SAMPLE_LIMIT, HONOR_LABELS, METRIC_DROPPED,
].map(({ id }) => id));

/**
 * Monitors that a Prometheus selects, and of which it has no target: the last reason, where no other check has one.
 * @param found what the others have found
 */
export function checkTargets(graph: Graph, found: readonly Problem[]): Problem[] {
  const explained = new Set(found.filter(({ finding }) => !OF_TARGETS.has(finding.ruleId)).flatMap(({ objects }) => objects));
  const scraped = new Set(graph.edges.filter(edge => edge.prometheus && keptOf(edge).length > 0).map(selectionKey));
  const jobs = new Map<string, { readonly prometheus: Manifest; readonly monitor: Manifest; readonly jobs: ScrapeJob[] }>();
  for (const { prometheus, job } of graph.jobs) {
    if (!prometheus) { continue; }
    const key = selectionKey({ prometheus, job });
    const all = jobs.get(key) ?? { prometheus, monitor: job.monitor, jobs: [] };
    jobs.set(key, all);
    all.jobs.push(job);
  }
  const silent = [...jobs].filter(([key, { monitor }]) => !scraped.has(key) && !explained.has(monitor)).map(([, each]) => each);
  return silent.flatMap(({ prometheus, monitor, jobs: own }) => {
    const why = own.some(job => unknownDiscoveries(job).length > 0) || mayBeElsewhere(monitor, own, graph)
      ? undefined
      : reasonOf(own, prometheus, graph);
    return why === undefined ? [] : [problem(NO_TARGET, { monitor: nameOf(monitor), prometheus: nameOf(prometheus), why }, monitor)];
  });
}

function selectionKey({ prometheus, job: { monitor } }: Pick<Edge, 'prometheus' | 'job'>): string {
  return `${nameOf(prometheus!)} ${nameOf(monitor)}`;
}

/** Nodes are not in YAML, nor are pods and Services of operators, or Ingresses of other teams. */
function mayBeElsewhere(monitor: Manifest, jobs: readonly ScrapeJob[], graph: Graph): boolean {
  const { world } = graph;
  if (['ServiceMonitor', 'PodMonitor'].includes(monitor.kind) && isRequiring(monitor, graph)) { return true; }
  return jobs.flatMap(({ discoveries }) => discoveries).some(discovery => discovery.kind === 'kubernetes' && (
    discovery.role === 'node' && world.ofKind('Node').length === 0
    || (discovery.namespaces ?? [undefined]).some(namespace => world.makersIn(namespace).length > 0)
    || monitor.kind === 'ScrapeConfig' && discovery.namespaces === undefined));
}

/** Of the candidates that pass most steps, the step that drops most. Whether anything is discovered comes first. */
function reasonOf(jobs: readonly ScrapeJob[], prometheus: Manifest, { world }: Graph): string {
  if (jobs.length === 0) { return 'it has no endpoints'; }
  const targets = jobs.flatMap(job => targetsOf(job, prometheus, world, { all: true }));
  const discovered = jobs.flatMap(job => job.discoveries.flatMap(discovery => discover(discovery, world))).length;
  if (targets.length === 0) { return discovered === 0 ? `nothing is discovered${whereOf(jobs)}` : 'no target is left'; }
  const furthest = targets.reduce((best, each) => rank(each) > rank(best) ? each : best);
  if (furthest.droppedBy < 0) { return `the address is ${JSON.stringify(furthest.address)}`; }
  const step = furthest.job.relabelings[furthest.droppedBy];
  return `${targets.length === 1
    ? 'the only discovered target does not match'
    : `none of ${targets.length} discovered targets matches`} ${stepText(step)}`;
}

function rank({ droppedBy }: Target): number {
  return droppedBy < 0 ? Infinity : droppedBy;
}

function whereOf(jobs: readonly ScrapeJob[]): string {
  const names = jobs.flatMap(({ discoveries }) => discoveries.flatMap(each => each.kind === 'kubernetes' ? each.namespaces ?? [] : []));
  return names.length === 0 ? '' : ` in namespace ${listed([...new Set(names)], 3)}`;
}

