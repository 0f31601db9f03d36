import { Given } from './clusters';
import { impliedBy } from './implied';
import { keyOf, Manifest, nameOf } from './manifest';
import { ScrapeJob } from './targets/scrape-job';
import { jobsOf } from './targets/scrape-jobs';
import { Target, targetsOf } from './targets/targets';
import { verdictsIn } from './verdicts';
import { World } from './world';
import { MONITOR_KINDS, selectedBy, SERVER_KINDS } from '../admission/cluster/selection';
import { Verdicts } from '../admission/cluster/verdicts';
import { Versions } from '../schema/findings';

/** What one Prometheus scrapes by one endpoint of a monitor, of one Service and the pods of one workload, at one port. */
export interface Edge {
  /** Undefined where no Prometheus is there: somebody else has it. */
  readonly prometheus: Manifest | undefined;
  readonly job: ScrapeJob;
  readonly service?: Manifest;
  readonly workload?: Manifest;
  readonly port: string;
  /** At least one; those that a relabeling of the monitor drops are among them. */
  readonly targets: readonly Target[];
}

/** Everything that is there, who chooses what, and what comes of it. */
export interface Graph {
  readonly world: World;
  readonly prometheuses: readonly Manifest[];
  readonly monitors: readonly Manifest[];
  /** The Prometheuses that select an object; of a PrometheusRule the ThanosRulers, too; of an AlertmanagerConfig the Alertmanagers. */
  readonly choosers: (object: Manifest) => readonly Manifest[];
  readonly jobs: readonly { readonly prometheus: Manifest | undefined; readonly job: ScrapeJob }[];
  readonly edges: readonly Edge[];
  /** What apiserver and operator say of each object by itself. */
  readonly verdicts: Verdicts;
  /** Whether an object has no effect: the apiserver rejects it, or the operator leaves it out, for one of the servers that select it or for all. */
  readonly isRejected: (object: Manifest, server?: Manifest) => boolean;
}

/** What is known of a cluster next to its objects. */
export interface GraphOptions {
  /** If something else than the objects says them. */
  readonly versions?: Versions;
  /** Where the objects come from. */
  readonly sources?: ReadonlyMap<Manifest, Given>;
}

/** Stands for the Prometheus that is not here: it changes nothing. */
const ELSEWHERE: Manifest = { kind: 'Prometheus', metadata: { name: 'elsewhere' }, spec: {} };

/** The graph of objects, whatever their order. */
export function graphOf(given: readonly Manifest[], options: GraphOptions = {}): Graph {
  const first = new Map([...given].reverse().map(manifest => [keyOf(manifest), manifest]));
  const manifests = [...first.values()].sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
  const world = new World([...manifests, ...impliedBy(manifests)]);
  const prometheuses = [...world.ofKind('Prometheus'), ...world.ofKind('PrometheusAgent')];
  const monitors = Object.keys(MONITOR_KINDS).flatMap(kind => world.ofKind(kind));
  const servers = SERVER_KINDS.flatMap(kind => world.ofKind(kind));
  const chosenBy = new Map<Manifest, readonly Manifest[]>();
  const choosers = (object: Manifest): readonly Manifest[] => {
    const known = chosenBy.get(object) ?? selectedBy(object, servers, world.namespaces);
    chosenBy.set(object, known);
    return known;
  };
  // a monitor that nobody here chooses is somebody else's
  const jobs = monitors.flatMap(monitor => {
    const own: readonly (Manifest | undefined)[] = choosers(monitor);
    return (own.length > 0 ? own : [undefined]).flatMap(prometheus => jobsOf(prometheus ?? ELSEWHERE, monitor).map(job => ({ prometheus, job })));
  });
  const verdicts = verdictsIn(world, choosers, options);
  return {
    world,
    prometheuses,
    monitors,
    choosers,
    jobs,
    edges: jobs.flatMap(({ prometheus, job }) => edgesOf(prometheus, job, world)),
    verdicts,
    isRejected: (object, server) => verdicts.isRejected(object, server),
  };
}

function edgesOf(prometheus: Manifest | undefined, job: ScrapeJob, world: World): Edge[] {
  const edges = new Map<string, Edge & { readonly targets: Target[] }>();
  for (const target of targetsOf(job, prometheus ?? ELSEWHERE, world).filter(({ isOurs }) => isOurs)) {
    const port = portOf(target);
    const key = `${target.service ? nameOf(target.service) : ''} ${target.pod ? nameOf(target.pod.workload) : ''} ${port}`;
    const edge = edges.get(key) ?? { prometheus, job, ...target.service && { service: target.service }, ...target.pod && { workload: target.pod.workload }, port, targets: [] };
    edges.set(key, edge);
    edge.targets.push(target);
  }
  return [...edges.values()];
}

/** The name of the port, of the Service or else of the pod; its number where it has none. */
function portOf({ discovered }: Target): string {
  const named = ['endpoint_port_name', 'endpointslice_port_name', 'pod_container_port_name', 'service_port_name'].map(each => discovered.get(`__meta_kubernetes_${each}`)).find(each => each !== '');
  return named ?? /:(\d+)$/.exec(discovered.get('__address__'))?.[1] ?? '';
}

/** The targets of an edge that are scraped. */
export function keptOf({ targets }: Edge): readonly Target[] {
  return targets.filter(({ labels }) => labels !== undefined);
}
