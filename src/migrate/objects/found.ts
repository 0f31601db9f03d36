import { Side } from '../../diff/side';
import { keptOf } from '../../scrape-graph/graph';
import { isImplied } from '../../scrape-graph/implied';
import { Manifest, nameOf } from '../../scrape-graph/manifest';
import { podSpecOf } from '../../validation/workload';
import { componentBehind, componentOf } from '../compare/component';

/** The objects of a stack by role, from any source. */
export interface FoundStack {
  readonly side: Side;
  /** The namespace of the Prometheus. */
  readonly namespace: string;
  readonly prometheus?: Manifest;
  readonly alertmanager?: Manifest;
  readonly operator?: Manifest;
  /** The workloads of other components. Of each, the first. */
  readonly workloads: ReadonlyMap<string, Manifest>;
  /** The components that are scraped. */
  readonly scraped: ReadonlySet<string>;
  /** Additional servers of a kind, Thanos Rulers and agents. */
  readonly others: readonly Manifest[];
}

const SERVERS = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'];

export function stackIn(side: Side): FoundStack {
  const { graph: { world } } = side;
  const [prometheus, alertmanager] = [theMain('Prometheus', side), theMain('Alertmanager', side)];
  const workloads = new Map<string, Manifest>();
  for (const object of side.manifests) {
    const component = podSpecOf(object) && !isImplied(object) ? componentOf(object) : undefined;
    if (component !== undefined && !workloads.has(component)) { workloads.set(component, object); }
  }
  const operator = workloads.get('prometheus-operator');
  const others = SERVERS.flatMap(kind => world.ofKind(kind)).filter(each => each !== prometheus && each !== alertmanager);
  const namespace = [prometheus, alertmanager, operator].flatMap(each => each?.metadata.namespace ?? [])[0] ?? 'monitoring';
  return {
    side,
    namespace,
    ...prometheus && { prometheus },
    ...alertmanager && { alertmanager },
    ...operator && { operator },
    workloads,
    scraped: scrapedIn(side),
    others,
  };
}

/** The one that most rules and monitors belong to. If several, the first by name. */
function theMain(kind: string, { graph }: Side): Manifest | undefined {
  const all = graph.world.ofKind(kind);
  const objects = graph.world.manifests.filter(each => [
    'PrometheusRule', 'ServiceMonitor', 'PodMonitor', 'AlertmanagerConfig',
  ].includes(each.kind));
  const countOf = (server: Manifest) => objects.filter(each => graph.selectedBy(each).includes(server)).length;
  const counts = new Map(all.map(each => [each, all.length === 1 ? 0 : countOf(each)]));
  return [...all].sort((a, b) => counts.get(b)! - counts.get(a)! || (nameOf(a) < nameOf(b) ? -1 : 1))[0];
}

function scrapedIn({ graph }: Side): ReadonlySet<string> {
  return new Set(graph.edges.filter(edge => keptOf(edge).length > 0).flatMap(({ workload, service }) =>
    (workload && componentOf(workload)) ?? (service && componentBehind(service, graph.world)) ?? []));
}
