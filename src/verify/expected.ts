import { alertPaths } from '../scrape-graph/checks/alerting';
import { seriesUsedBy, Expression, rulesByObject } from '../scrape-graph/expressions';
import { Edge, Graph, isSurelySelected, keptOf } from '../scrape-graph/graph';
import { Labels, Manifest, nameOf, textOf } from '../scrape-graph/manifest';
import { routedReceivers, routingOf } from '../scrape-graph/routes';
import { ScrapeJob } from '../scrape-graph/targets/scrape-job';

/** Expectations of the manifests for one Prometheus. */
export interface Expected {
  readonly server: string;
  readonly manifest: Manifest;
  readonly graph: Graph;
  readonly jobs: readonly ScrapeJob[];
  /** Jobs that depend on objects that are not given. */
  readonly perhaps: ReadonlySet<string>;
  readonly edges: readonly Edge[];
  readonly rules: readonly Expression[];
  readonly perhapsRules: readonly Manifest[];
  readonly alertmanagers: readonly Manifest[];
  readonly version: string;
  readonly shards: number;
}

export function expectedOf(server: Manifest, graph: Graph): Expected {
  const isSure = (object: Manifest) => isSurelySelected(graph, server, object);
  const own = graph.jobs.filter(({ prometheus }) => prometheus === server).map(({ job }) => job);
  const objects = [...rulesByObject(graph.world)].filter(([object]) => graph.selectedBy(object).includes(server));
  return {
    server: nameOf(server),
    manifest: server,
    graph,
    jobs: own.filter(({ monitor }) => isSure(monitor)),
    perhaps: new Set(own.filter(({ monitor }) => !isSure(monitor)).map(({ name }) => name)),
    edges: graph.edges.filter(({ prometheus, job }) => prometheus === server && isSure(job.monitor)),
    rules: objects.filter(([object]) => isSure(object)).flatMap(([, rules]) => rules),
    perhapsRules: objects.filter(([object]) => !isSure(object)).map(([object]) => object),
    alertmanagers: alertPaths(graph).filter(({ prometheus }) => prometheus === server).flatMap(({ alertmanagers }) => alertmanagers),
    version: versionOf(server),
    shards: typeof server.spec?.shards === 'number' ? server.spec.shards : 1,
  };
}

/** Without the `v`. Empty if it is unknown. */
function versionOf({ spec }: Manifest): string {
  const [, tag = ''] = /:v?([^:/@]+)(?:@|$)/.exec(textOf(spec?.image)) ?? [];
  return textOf(spec?.version).replace(/^v/, '') || tag.replace(/-distroless$/, '');
}

/** The name of what is scraped: `Service shop/web, port http`. */
export function titleOf({ job, service, workload, port }: Edge): string {
  return `${nameOf(service ?? workload ?? job.monitor)}${port === '' ? '' : `, port ${port}`}`;
}

/** The number of targets of an edge, if the manifests define it: each pod of a workload with a number of replicas. */
export function countOf(edge: Edge): number {
  const { kind, spec } = edge.workload ?? {};
  const isCounted = kind === 'Deployment' || kind === 'StatefulSet';
  const perPod = new Set(keptOf(edge).map(({ address }) => address)).size;
  return isCounted && typeof spec?.replicas === 'number' && perPod === 1 ? spec.replicas : 1;
}

/** The metrics that rules read, by job label, with the rules. */
export function readByRules(rules: readonly Expression[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { expr, what, object } of rules) {
    for (const { metric, matchers, isAlternative } of seriesUsedBy(expr).selectors) {
      const job = matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
      if (metric === undefined || job === undefined || isAlternative || metric.includes(':') || metric === 'up') { continue; }
      found.set(job, (found.get(job) ?? new Map<string, string>()).set(metric, `${what} of ${nameOf(object)}`));
    }
  }
  return found;
}

/** The receivers of alerts of the manifests. */
export function expectedReceivers(alertmanager: Manifest, { graph, rules }: Expected): ReadonlySet<string> {
  const routing = routingOf(alertmanager, graph);
  const alerts = routing ? rules.filter(({ kind }) => kind === 'alert') : [];
  return new Set(alerts.flatMap(({ name, labels }) => routedReceivers(routing!, { ...plain(labels), alertname: name })));
}

function plain(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => typeof value === 'string' && !value.includes('{{')));
}
