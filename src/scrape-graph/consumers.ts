import { ClusterState } from './cluster-state';
import { Expression } from './expressions';
import { listOf, Manifest, textOf } from './manifest';
import { Pod } from './targets/pods';
import { parseDocuments } from '../files/documents';
import { podSpecOf } from '../validation/workload';

/** A client of a Prometheus, and the address it uses. */
export interface Consumer {
  readonly object: Manifest;
  readonly what: string;
  readonly url: string;
  /** Its queries, in PromQL. */
  readonly queries: readonly string[];
  /** The client pods, if they are known. */
  readonly pods: readonly Pod[];
}

/** Everything that queries an address over HTTP. */
export function consumersIn(world: ClusterState): readonly Consumer[] {
  return world.remember('consumers', () => [
    ...world.ofKind('ScaledObject').flatMap(object => listOf(object.spec.triggers).filter(trigger => trigger?.type === 'prometheus')
      .map(({ metadata }) => ({
        object, what: 'its trigger', url: textOf(metadata?.serverAddress), queries: queriesOf(metadata?.query), pods: podsWith(KEDA, world),
      }))),
    ...['AnalysisTemplate', 'ClusterAnalysisTemplate'].flatMap(kind => world.ofKind(kind))
      .flatMap(object => listOf(object.spec.metrics).map(metric => metric?.provider?.prometheus)
        .map(asked => ({
          object, what: 'its metric', url: textOf(asked?.address), queries: queriesOf(asked?.query), pods: podsWith(ROLLOUTS, world),
        }))),
    ...world.ofKind('GrafanaDatasource')
      .map(object => ({
        object, what: 'data source', url: textOf(object.spec.datasource?.url), queries: [], pods: podsWith(GRAFANA, world),
      })),
    ...world.manifests.flatMap(object => adapterOf(object, world)),
    ...world.ofKind('ConfigMap').flatMap(object => sourcesOf(object, world)),
  ].filter(({ url }) => url !== ''));
}

/** The images of clients. For KEDA the operator sends queries, not its API server. */
const KEDA = /(^|\/)keda(:|@|$)/;
const ROLLOUTS = /(^|\/)argo-rollouts(:|@|$)/;
const GRAFANA = /(^|\/)grafana(-oss|-enterprise)?(:|@|$)/;
const ADAPTER = /(^|\/)prometheus-adapter(:|@|$)/;

function podsWith(image: RegExp, world: ClusterState): readonly Pod[] {
  return world.remember(
    `pods ${image.source}`,
    () => world.knownNamespaces.flatMap(namespace => world.podsIn(namespace))
      .filter(({ containers }) => containers.some(each => image.test(each.image))),
  );
}

/** Arguments of a template may be anything, like variables of Grafana. */
function queriesOf(query: unknown): string[] {
  return typeof query === 'string' ? [query.replace(/\{\{[^{}]*\}\}/g, '$$argument')] : [];
}

/** prometheus-adapter has the URL in one argument, and possibly the port in another. */
function adapterOf(object: Manifest, world: ClusterState): Consumer[] {
  const spec: any = podSpecOf(object);
  return listOf(spec?.containers).filter(container => ADAPTER.test(textOf(container?.image))).flatMap(container =>
    listOf(container.args).flatMap(argument => /^--prometheus-url=(.+)$/.exec(String(argument))?.[1] ?? []).map(url => ({
      object,
      what: 'argument --prometheus-url',
      url,
      queries: listOf(spec.volumes).flatMap(volume => adapterQueries(world.named(
        'ConfigMap', object.metadata.namespace, textOf(volume?.configMap?.name),
      ))),
      pods: world.podsIn(object.metadata.namespace).filter(({ workload }) => workload === object),
    })));
}

/** The queries in the configuration of a prometheus-adapter, with values for its templates. Discovery queries only read series. */
function adapterQueries(config: Manifest | undefined): string[] {
  return Object.values(config?.raw?.data ?? {}).flatMap(text => {
    const read = typeof text === 'string' && /rules:/i.test(text) ? parseDocuments(text) : undefined;
    const rules = read && 'documents' in read ? read.documents[0] as any : undefined;
    const named = [
      'cpu', 'memory',
    ].flatMap(name => [rules?.resourceRules?.[name]?.containerQuery, rules?.resourceRules?.[name]?.nodeQuery]);
    const all = [...listOf(rules?.rules), ...listOf(rules?.externalRules)].flatMap(rule => [rule?.seriesQuery, rule?.metricsQuery]);
    return [...named, ...all].filter((query): query is string => typeof query === 'string' && !/<<\s*\.Series\s*>>/.test(query))
      .map(query => query.replace(
        /<<\s*\.(LabelMatchers|GroupBy\w*|LabelValuesByName)\s*>>/g,
        (_, name) => name === 'LabelMatchers' ? 'namespace=~".*"' : 'namespace',
      ));
  });
}

/** Data sources of Grafana in a provisioned ConfigMap. */
function sourcesOf(object: Manifest, world: ClusterState): Consumer[] {
  return Object.entries(object.raw?.data ?? {}).flatMap(([file, text]): Consumer[] => {
    if (!/\.ya?ml$/.test(file) || typeof text !== 'string' || !/^datasources:/m.test(text)) { return []; }
    const read = parseDocuments(text);
    const sources: readonly any[] = 'documents' in read ? listOf((read.documents[0] as any)?.datasources) : [];
    return sources.filter(source => ['prometheus', 'alertmanager'].includes(source?.type)).map(source => ({
      object,
      what: `data source ${JSON.stringify(textOf(source.name))}`,
      url: textOf(source.url),
      queries: [],
      // with direct access the user's browser sends the queries
      pods: source.access === 'direct' ? [] : podsWith(GRAFANA, world),
    }));
  });
}

const ADDRESS = /^https?:\/\/([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?\.?)?)?(?::(\d+))?(?:\/|$)/;

/** The Service of an address in this cluster, and the port. Undefined if there is none. */
export function serviceAt({ url, object }: Pick<Consumer, 'url' | 'object'>): {
  readonly name?: string; readonly namespace?: string; readonly number?: number;
} {
  const [, name, namespace = object.metadata.namespace, port] = ADDRESS.exec(url) ?? [];
  if (name === undefined) { return {}; }
  return { name, namespace, number: port === undefined ? { http: 80, https: 443 }[url.split(':')[0]] : Number(port) };
}

/** The Prometheus at an address. Undefined if it is not known, or if there are several. */
function prometheusAt(consumer: Consumer, world: ClusterState): Manifest | undefined {
  const { name, namespace } = serviceAt(consumer);
  const service = name === undefined ? undefined : world.named('Service', namespace, name);
  const pods = service ? world.podsOf(service) : [];
  const servers = world.ofKind('Prometheus').filter(({ metadata }) => pods.some(({ workload }) =>
    workload.metadata.namespace === metadata.namespace && workload.metadata.name === `prometheus-${metadata.name}`));
  return servers.length === 1 && pods.every(({ workload }) => workload.metadata.name === `prometheus-${servers[0].metadata.name}`)
    ? servers[0]
    : undefined;
}

/** Queries to a known Prometheus, and the Prometheus that answers them. */
export function queriesIn(world: ClusterState): (Expression & { readonly server: Manifest })[] {
  return consumersIn(world).filter(({ queries }) => queries.length > 0).flatMap(consumer => {
    const server = prometheusAt(consumer, world);
    return server === undefined
      ? []
      : consumer.queries.map(expr => ({
        object: consumer.object, what: consumer.what, expr, kind: 'query' as const, name: consumer.what, labels: {}, server,
      }));
  });
}
