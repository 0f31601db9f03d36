import { admissionProblems } from './admission';
import { alertPaths } from './checks/alerting';
import { problemsOf } from './checks/checks';
import { hostPortProblems } from './checks/host-ports';
import { Problem } from './checks/problem';
import { requiredOf } from './checks/references';
import { DisruptionLimits, disruptionLimitsOf } from './disruption-limits';
import { seriesUsedBy, rulesByObject } from './expressions';
import { Edge, Graph, graphOf, keptOf, remembered } from './graph';
import { isImplied } from './implied';
import { Labels, listOf, Manifest, nameOf, textOf } from './manifest';
import { routedReceivers, routingOf } from './routes';
import { RULE_IDS } from './silence';
import { withoutUnknown } from './targets/pods';
import { surelySet } from './targets/surely-set';
import { firstLabels, unknownDiscoveries } from './targets/targets';
import { GraphOptions, Sources } from './verdicts';
import { imagesIn } from '../admission/needs/images';
import { NeededSecret, secretsNeededBy } from '../admission/needs/secrets';
import { matches } from '../promql/matcher';
import { Group } from '../validation/rule';

/** Scrapes, servers and problems of one cluster: plain data, in an order that is independent of the input. */
export interface Explanation {
  /** The name of the cluster, if there are several. */
  readonly cluster?: string;
  readonly prometheuses: readonly Server[];
  readonly scrapes: readonly Scrape[];
  readonly rules: readonly RuleObject[];
  readonly images: readonly string[];
  /** The Secrets that must exist, and that no known object creates. */
  readonly secrets: readonly NeededSecret[];
  /** Objects that others refer to and that are not given: they must be created elsewhere. */
  readonly required: readonly { readonly object: string; readonly by: string }[];
  /** An object that several parts have: why they are separate clusters. */
  readonly common?: string;
  /** Nodes without a scrape, from the Services of the kubelets. */
  readonly skippedNodes: readonly { readonly service: string; readonly nodes: string }[];
  /** Disruptions that each kube-state-metrics does not show. */
  readonly disruptionLimits: readonly DisruptionLimits[];
  readonly problems: readonly Issue[];
  readonly silenced: readonly (Issue & { readonly at: string; readonly reason: string })[];
}

export interface Server {
  readonly name: string;
  /** The monitors and rules that it selects. */
  readonly chooses: readonly string[];
  /** The destinations of its alerts: which Alertmanager, and how many alerts reach each receiver. */
  readonly alerts: readonly { readonly alertmanager: string; readonly receivers: { readonly [receiver: string]: number } }[];
  /** The number of its pods, over all shards, if its own YAML contains it. */
  readonly pods: number;
  readonly shards: number;
  /** The URLs of remote write, and the maximum number of connections. */
  readonly writesTo: readonly { readonly url: string; readonly connections: number }[];
}

export interface Scrape {
  /** `serviceMonitor/shop/web/0` */
  readonly job: string;
  readonly by: readonly string[];
  /** Those that select it only if an unknown condition holds. */
  readonly perhaps?: readonly { readonly by: string; readonly condition: string }[];
  readonly monitor: string;
  readonly service?: string;
  readonly workload?: string;
  readonly port?: string;
  readonly scheme?: string;
  readonly path: string;
  readonly interval: string;
  readonly sampleLimit?: number;
  readonly honorLabels?: boolean;
  /** If they are known. Of many, the first. */
  readonly addresses: readonly string[];
  /** The number of targets, if more than one is known. */
  readonly targets?: number;
  /** Labels that all of its targets have. Undefined if a relabeling drops all of them. */
  readonly labels?: Labels;
  /** Discoveries outside of the cluster, whose targets are unknown. */
  readonly elsewhere?: readonly string[];
}

export interface RuleObject {
  readonly name: string;
  readonly alerts: number;
  readonly records: number;
  /** The known jobs whose series it provides, if it selects them by name. */
  readonly feedsOn: readonly string[];
}

export interface Issue {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  /** Objects at which it can be silenced. */
  readonly objects: readonly string[];
  /** Location of these objects, if they come from files. */
  readonly locations?: readonly Location[];
  /** Problems with the same cause are reported as one. */
  readonly group?: Group;
}

export interface Location {
  readonly object: string;
  readonly file: string;
  readonly line?: number;
}

const NO_SOURCES: Sources = new Map();
const NO_SERVER: Manifest = { kind: 'Prometheus', metadata: { name: '' }, spec: {} };

/** Maximum number of addresses per scrape. */
const MOST_ADDRESSES = 3;

export interface ExplainOptions extends GraphOptions {
  /** Problems of the presence of these objects. */
  readonly problems?: readonly Problem[];
  readonly cluster?: string;
  readonly common?: string;
  /** Whether each manifest is also checked by itself. */
  readonly withAdmission?: boolean;
  /** Whether each target is a separate scrape, with its address and labels. */
  readonly eachTarget?: boolean;
}

export function explain(manifests: readonly Manifest[], options: ExplainOptions = {}): Explanation {
  const { problems: more = [], cluster, common: divided, withAdmission = false, eachTarget = false, sources = NO_SOURCES } = options;
  const given = graphOf(manifests, options);
  const admission = withAdmission ? admissionProblems(given, manifests, sources) : [];
  // a rejected object affects nothing else
  const accepted = withAdmission ? manifests.filter(manifest => !given.isRejected(manifest)) : manifests;
  const graph = accepted.length === manifests.length ? given : graphOf(accepted, options);
  const { world, prometheuses, monitors, selectedBy } = graph;
  // Kustomize may still change the objects so that they match
  const isFinal = ({ objects }: Problem) => !objects.some(object => sources.get(object)?.isPartial === true);
  const rules = world.ofKind('PrometheusRule').filter(object => !graph.isRejected(object));
  const paths = new Map(alertPaths(graph).map(path => [path.prometheus, path]));
  const scrapes = scrapesOf(graph, eachTarget);
  const jobs = [...new Set(scrapes.flatMap(({ labels }) => labels?.job ?? []))].sort();
  // in an app the stacks report this themselves
  const ports = withAdmission ? hostPortProblems(accepted) : [];
  const { problems, silenced } = sorted([...[...problemsOf(graph), ...ports].filter(isFinal), ...more, ...admission], sources);
  return {
    ...cluster !== undefined && { cluster },
    ...divided !== undefined && { common: divided },
    prometheuses: prometheuses.map((prometheus): Server => ({
      name: nameOf(prometheus),
      chooses: [...monitors, ...rules].filter(object => selectedBy(object).includes(prometheus)).map(nameOf),
      alerts: (paths.get(prometheus)?.alertmanagers ?? []).map(alertmanager => ({
        alertmanager: nameOf(alertmanager), receivers: receiversOf(alertmanager, paths.get(prometheus)!.alerts, graph),
      })),
      ...podsOf(prometheus),
      writesTo: listOf(prometheus.spec.remoteWrite).map(each => {
        const connections = podsOf(prometheus).pods * positiveNumber(each?.queueConfig?.maxShards, DEFAULT_SHARDS);
        return { url: textOf(each?.url), connections };
      }),
    })),
    scrapes,
    rules: rules.map((object): RuleObject => {
      const all = rulesByObject(world).get(object)!;
      return {
        name: nameOf(object),
        alerts: all.filter(({ kind }) => kind === 'alert').length,
        records: all.filter(({ kind }) => kind === 'record').length,
        feedsOn: fedBy(all.map(({ expr }) => expr), jobs),
      };
    }),
    images: imagesIn(manifests),
    secrets: secretsNeededBy(manifests.map(manifest => manifest.raw ?? manifest)),
    required: requiredOf(graph),
    skippedNodes: world.ofKind('Service')
      .flatMap(service => service.metadata.annotations?.['cdk8s-prometheus/skipped-nodes'] === undefined
        ? []
        : [{ service: nameOf(service), nodes: service.metadata.annotations['cdk8s-prometheus/skipped-nodes'] }]),
    disruptionLimits: disruptionLimitsOf(graph),
    problems,
    silenced,
  };
}

/** Default limit of senders of a remote write queue. */
const DEFAULT_SHARDS = 50;

function podsOf({ spec }: Manifest): Pick<Server, 'pods' | 'shards'> {
  const shards = positiveNumber(spec.shards, 1);
  return { pods: positiveNumber(spec.replicas, 1) * shards, shards };
}

function positiveNumber(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value > 0 ? value : otherwise;
}

/** Errors first. Problems that are silenced at an object, with a reason, are listed separately. */
function sorted(all: readonly Problem[], sources: Sources): Pick<Explanation, 'problems' | 'silenced'> {
  const problems: Issue[] = [];
  const silenced: Explanation['silenced'][number][] = [];
  for (const { finding: { ruleId: id, severity, message, group }, objects } of all) {
    const at = objects.find(object => RULE_IDS.reason(object, id) !== undefined);
    const own = objects.filter(object => !isImplied(object));
    const locations = locationsOf(own, sources);
    const issue: Issue = {
      id, severity, message, objects: [...new Set(own.map(nameOf))], ...locations.length > 0 && { locations }, ...group && { group },
    };
    if (at) { silenced.push({ ...issue, at: nameOf(at), reason: RULE_IDS.reason(at, id)! }); } else { problems.push(issue); }
  }
  const isError = ({ severity }: Issue) => severity === 'error';
  return { problems: [...problems.filter(isError), ...problems.filter(issue => !isError(issue))], silenced };
}

function locationsOf(objects: readonly Manifest[], sources: Sources): Location[] {
  return objects.flatMap((object): Location[] => {
    const { file, line } = sources.get(object) ?? {};
    return file === undefined ? [] : [{ object: nameOf(object), file, ...line !== undefined && { line } }];
  });
}

function scrapesOf({ jobs, edges: all, selecting }: Graph, eachTarget: boolean): Scrape[] {
  const edges = eachTarget ? all.flatMap(edge => edge.targets.map(target => ({ ...edge, targets: [target] }))) : joined(all);
  const found = new Map<string, Scrape & { readonly by: string[] }>();
  const conditionsOf = remembered(
    (monitor: Manifest) => selecting(monitor).flatMap(({ server, answer }) => answer.kind === 'unknown'
      ? [{ by: nameOf(server), condition: answer.because }]
      : []),
  );
  for (const edge of edges) {
    const scrape = scrapeOf(edge);
    const key = JSON.stringify([
      scrape.job, scrape.service, scrape.workload, scrape.port, ...eachTarget ? [scrape.addresses, scrape.labels] : [],
    ]);
    const perhaps = conditionsOf(edge.job.monitor);
    const known = found.get(key) ?? { ...scrape, by: [], ...perhaps.length > 0 && { perhaps } };
    found.set(key, known);
    const by = edge.prometheus && nameOf(edge.prometheus);
    if (by !== undefined && !known.by.includes(by)) { known.by.push(by); }
  }
  for (const { job, prometheus } of jobs) {
    const elsewhere = unknownDiscoveries(job);
    if (elsewhere.length === 0) { continue; }
    const key = `${job.name} elsewhere`;
    const labels = surelySet(job.relabelings);
    found.set(key, {
      job: job.name,
      by: [...new Set([...found.get(key)?.by ?? [], ...prometheus ? [nameOf(prometheus)] : []])],
      monitor: nameOf(job.monitor),
      ...job.scheme !== 'http' && { scheme: job.scheme },
      path: job.path,
      interval: firstLabels(job, prometheus ?? NO_SERVER).__scrape_interval__,
      addresses: [],
      elsewhere,
      ...Object.keys(labels).length > 0 && { labels },
    });
  }
  return [...found.values()];
}

/** Items that are shown as one count as one: all implied pods of a Service are its "pods of Kubernetes". */
function joined(edges: readonly Edge[]): readonly Edge[] {
  const found = new Map<string, Edge>();
  for (const edge of edges) {
    const { prometheus, job, service, port } = edge;
    const key = JSON.stringify([prometheus && nameOf(prometheus), job.name, service && nameOf(service), workloadName(edge), port]);
    const known = found.get(key);
    found.set(key, known ? { ...known, targets: [...known.targets, ...edge.targets] } : edge);
  }
  return [...found.values()];
}

const OF_KUBERNETES = 'pods of Kubernetes';

function workloadName({ workload }: Edge): string | undefined {
  return workload && (isImplied(workload) && workload.kind === 'Pod' ? OF_KUBERNETES : nameOf(workload));
}

function scrapeOf(edge: Edge): Omit<Scrape, 'by'> {
  const { job, service, port, targets: [first] } = edge;
  const kept = keptOf(edge);
  const one = kept[0] ?? first;
  const name = workloadName(edge);
  const isOfKubernetes = name === OF_KUBERNETES;
  const addresses = [...new Set(kept.map(({ address }) => withoutUnknown(address)))];
  return {
    job: job.name,
    monitor: nameOf(job.monitor),
    ...service && { service: nameOf(service) },
    ...name !== undefined && { workload: name },
    ...port !== '' && { port },
    ...one.scheme !== 'http' && { scheme: one.scheme },
    path: one.path || job.path,
    interval: one.interval,
    ...job.sampleLimit !== undefined && { sampleLimit: job.sampleLimit },
    ...job.honorLabels && { honorLabels: true },
    addresses: addresses.slice(0, MOST_ADDRESSES),
    ...kept.length > 1 && { targets: kept.length },
    ...kept.length > 0
      && {
        labels: isOfKubernetes
          ? without(common(kept.map(({ labels }) => labels!)), ['pod', 'container'])
          : common(kept.map(({ labels }) => labels!)),
      },
  };
}

/** Labels with the same value in all targets. Unknown values are shown as such, and purely unknown labels are omitted. */
function common([first, ...rest]: readonly Labels[]): Labels {
  const shared = Object.entries(first).filter(([name, value]) => rest.every(labels => labels[name] === value));
  return Object.fromEntries(shared.map(([name, value]) => [name, withoutUnknown(value)]).filter(([, value]) => value !== '*'));
}

function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

function fedBy(expressions: readonly string[], jobs: readonly string[]): string[] {
  const asked = expressions.flatMap(expr => seriesUsedBy(expr).jobs).filter(({ operator }) => operator.startsWith('='));
  const [names, patterns] = [new Set<string>(), new Map<string, typeof asked[number]>()];
  for (const matcher of asked) {
    if (matcher.operator === '=') { names.add(matcher.value); } else { patterns.set(matcher.value, matcher); }
  }
  return jobs.filter(job => names.has(job) || [...patterns.values()].some(matcher => matches(matcher, job)));
}

function receiversOf(
  alertmanager: Manifest, alerts: readonly { readonly name: string; readonly labels: Labels }[], graph: Graph,
): { [receiver: string]: number } {
  const routing = routingOf(alertmanager, graph);
  const count = new Map<string, number>();
  for (const { name, labels } of routing ? alerts : []) {
    for (const receiver of routedReceivers(routing!, { ...labels, alertname: name })) {
      count.set(receiver, (count.get(receiver) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...count].sort(([a], [b]) => a < b ? -1 : 1));
}
