import { ClusterState } from './cluster-state';
import { impliedBy } from './implied';
import { keyOf, Manifest, nameOf } from './manifest';
import { Discovery, ScrapeJob } from './targets/scrape-job';
import { jobsOf } from './targets/scrape-jobs';
import { Target, targetsOf } from './targets/targets';
import { GraphOptions, verdictsIn } from './verdicts';
import { MONITOR_KINDS, Selecting, selectingOf, SERVER_KINDS } from '../admission/cluster/selection';
import { Verdicts } from '../admission/cluster/verdicts';

/** A scrape of one Prometheus: one endpoint of a monitor, one Service and the pods of one workload, at one port. */
export interface Edge {
  /** Undefined if no Prometheus is known: one elsewhere selects it. */
  readonly prometheus: Manifest | undefined;
  readonly job: ScrapeJob;
  readonly service?: Manifest;
  readonly workload?: Manifest;
  readonly port: string;
  /** At least one. Includes targets that a relabeling of the monitor drops. */
  readonly targets: readonly Target[];
}

/** All objects, selections, and the resulting scrapes. */
export interface Graph {
  readonly world: ClusterState;
  readonly prometheuses: readonly Manifest[];
  readonly monitors: readonly Manifest[];
  /**
   * The Prometheuses that certainly or possibly select and accept an object. For a PrometheusRule also the ThanosRulers, for an
   * AlertmanagerConfig the Alertmanagers.
   */
  readonly selectedBy: (object: Manifest) => readonly Manifest[];
  /** The same, including servers that reject it, with the certainty. */
  readonly selecting: (object: Manifest) => readonly Selecting<Manifest>[];
  readonly jobs: readonly { readonly prometheus: Manifest | undefined; readonly job: ScrapeJob }[];
  readonly edges: readonly Edge[];
  /** Findings of API server and operator on each object by itself. */
  readonly verdicts: Verdicts;
  /** The versions in use, if they are known. Several if an app is for several. */
  readonly kubernetesVersions: readonly string[];
  /** Whether an object has no effect: the API server rejects it, or the operator ignores it, for one selecting server or for all. */
  readonly isRejected: (object: Manifest, server?: Manifest) => boolean;
}

/** Stands for an unknown Prometheus, which changes nothing. */
const ELSEWHERE: Manifest = { kind: 'Prometheus', metadata: { name: 'elsewhere' }, spec: {} };

/** The graph of objects. Their order does not matter. */
export function graphOf(given: readonly Manifest[], options: GraphOptions = {}): Graph {
  const first = new Map([...given].reverse().map(manifest => [keyOf(manifest), manifest]));
  const manifests = [...first.values()].sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1);
  const world = new ClusterState([...manifests, ...impliedBy(manifests)]);
  const prometheuses = [...world.ofKind('Prometheus'), ...world.ofKind('PrometheusAgent')];
  const monitors = Object.keys(MONITOR_KINDS).flatMap(kind => world.ofKind(kind));
  const servers = SERVER_KINDS.flatMap(kind => world.ofKind(kind));
  const selecting = remembered((object: Manifest) => selectingOf(object, servers, world.namespaces));
  // a server that only possibly selects it makes everything uncertain
  const sure = (object: Manifest) => selecting(object).filter(({ answer }) => answer.kind === 'yes').map(({ server }) => server);
  const verdicts = verdictsIn(world, remembered(sure), options);
  const isRejected = (object: Manifest, server?: Manifest) => verdicts.isRejected(object, server);
  const selectedBy = remembered((object: Manifest) => selecting(object).map(({ server }) => server)
    .filter(server => !isRejected(object, server)));
  const jobs = monitors.flatMap(monitor => {
    // a monitor that no known server selects belongs to another one
    const isElsewhere = selecting(monitor).length === 0 && !isRejected(monitor);
    const own: readonly (Manifest | undefined)[] = isElsewhere ? [undefined] : selectedBy(monitor);
    return own.flatMap(prometheus => jobsOf(prometheus ?? ELSEWHERE, monitor).map(job => ({ prometheus, job })));
  });
  const edges = jobs.flatMap(({ prometheus, job }) => edgesOf(prometheus, job, world));
  return {
    world,
    prometheuses,
    monitors,
    selectedBy,
    selecting,
    jobs,
    edges,
    verdicts,
    kubernetesVersions: options.versions?.kubernetes ?? [],
    isRejected,
  };
}

/** Facts about each object, computed once. */
export function remembered<V>(find: (object: Manifest) => V): (object: Manifest) => V {
  const known = new Map<Manifest, { readonly value: V }>();
  return object => {
    const found = known.get(object) ?? { value: find(object) };
    known.set(object, found);
    return found.value;
  };
}

function edgesOf(prometheus: Manifest | undefined, job: ScrapeJob, world: ClusterState): Edge[] {
  const edges = new Map<string, Edge & { readonly targets: Target[] }>();
  for (const target of meantBy(job, prometheus ?? ELSEWHERE, world)) {
    const port = portOf(target);
    const key = `${target.service ? nameOf(target.service) : ''} ${target.pod ? nameOf(target.pod.workload) : ''} ${port}`;
    const edge = edges.get(key) ?? {
      prometheus,
      job,
      ...target.service && { service: target.service },
      ...target.pod && { workload: target.pod.workload },
      port,
      targets: [],
    };
    edges.set(key, edge);
    edge.targets.push(target);
  }
  return [...edges.values()];
}

/** The intended targets of a job. If there are none, targets in unknown namespaces, which the job may select. */
function meantBy(job: ScrapeJob, prometheus: Manifest, world: ClusterState): Target[] {
  const own = targetsOf(job, prometheus, world).filter(({ isOurs }) => isOurs);
  if (own.length > 0 || !world.hasOpenNamespaces) { return own; }
  const discoveries = job.discoveries.map(discovery => discovery.kind === 'kubernetes' ? loosened(discovery, job.monitor) : discovery);
  return targetsOf({ ...job, discoveries }, prometheus, world).filter(({ isOurs }) => isOurs);
}

function loosened({ namespaces, ...discovery }: Extract<Discovery, { kind: 'kubernetes' }>, { metadata }: Manifest): Discovery {
  const isAnywhere = namespaces === undefined || metadata.namespace === undefined && namespaces.includes('');
  return isAnywhere ? discovery : { ...discovery, namespaces: [...namespaces, ''] };
}

/** The name of the port in the Service, or else in the pod. Its number if it has no name. */
function portOf({ discovered }: Target): string {
  const named = [
    'endpoint_port_name', 'endpointslice_port_name', 'pod_container_port_name', 'service_port_name',
  ].map(each => discovered.get(`__meta_kubernetes_${each}`)).find(each => each !== '');
  return named ?? /:(\d+)$/.exec(discovered.get('__address__'))?.[1] ?? '';
}

/** The targets of an edge that are scraped. */
export function keptOf({ targets }: Edge): readonly Target[] {
  return targets.filter(({ labels }) => labels !== undefined);
}

/** Whether a server selects an object, whatever other objects exist. */
export function isSurelySelected({ selecting }: Pick<Graph, 'selecting'>, server: Manifest, object: Manifest): boolean {
  return selecting(object).some(each => each.server === server && each.answer.kind === 'yes');
}
