import { Check, problem, Problem } from './problem';
import { parseDocuments } from '../../files/documents';
import { podSpecOf } from '../../validation/workload';
import { askedBy, rulesByObject } from '../expressions';
import { isImplied } from '../implied';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { CONSUMER_ADDRESS, METRIC_NOT_EXPOSED } from '../rules';
import { World } from '../world';

/** Who asks a Prometheus from outside of it, and where. */
interface Consumer {
  readonly object: Manifest;
  readonly what: string;
  readonly url: string;
}

/** Addresses in this cluster at which there is no Service, or none with the port: boards, adapters and scalers that ask nobody. */
export const checkConsumers: Check = ({ world }) => consumersIn(world).flatMap(({ object, what, url }): Problem[] => {
  const [, name, namespace = object.metadata.namespace, port] = ADDRESS.exec(url) ?? [];
  // a name without its namespace may be one of another domain, and of a namespace without anything here nothing is known
  if (name === undefined || namespace === undefined || !isKnown(namespace, world)) { return []; }
  if (world.makersIn(namespace).some(maker => maker !== object && !CONSUMERS.has(maker.kind))) { return []; }
  const service = world.perhaps('Service', namespace, name);
  const said = { object: nameOf(object), what, url };
  if (!service) {
    // without a Prometheus here it is elsewhere, with its Service
    const [server] = ['Prometheus', 'PrometheusAgent'].flatMap(kind => world.ofKind(kind));
    return server === undefined ? [] : [problem(CONSUMER_ADDRESS, { ...said, why: `there is no Service ${namespace}/${name}` }, object, server)];
  }
  const number = port === undefined ? { http: 80, https: 443 }[url.split(':')[0]] : Number(port);
  // without a virtual address the port is that of the pods
  if (service.spec?.clusterIP === 'None' || service.spec?.type === 'ExternalName' || number === undefined) { return []; }
  const ports = listOf(service.spec?.ports).map(each => Number(each?.port));
  return ports.includes(number) ? [] : [problem(CONSUMER_ADDRESS, { ...said, why: `${nameOf(service)} has no port ${number}: it has ${ports.join(', ')}` }, object, service)];
});

/** The Services of addresses at which there is none, where no Prometheus is here. */
export function requiredByConsumers(world: World): { readonly object: string; readonly by: string }[] {
  if (world.ofKind('Prometheus').length > 0) { return []; }
  return consumersIn(world).flatMap(({ object, url }) => {
    const [, name, namespace = object.metadata.namespace] = ADDRESS.exec(url) ?? [];
    return name === undefined || namespace === undefined || world.perhaps('Service', namespace, name) ? [] : [{ object: `Service ${namespace}/${name}`, by: nameOf(object) }];
  });
}

/** Whether somebody here has put something there: what is implied is everywhere. */
function isKnown(namespace: string, world: World): boolean {
  return world.remember(`said ${namespace}`, () => world.manifests.some(manifest => manifest.metadata.namespace === namespace && !isImplied(manifest)));
}

const ADDRESS = /^https?:\/\/([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?\.?)?)?(?::(\d+))?(?:\/|$)/;
/** Kinds that ask, and make no Services. */
const CONSUMERS: ReadonlySet<string> = new Set(['ScaledObject', 'ScaledJob', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'GrafanaDatasource', 'GrafanaDashboard']);

function consumersIn(world: World): Consumer[] {
  return [
    ...world.ofKind('ScaledObject').flatMap(object => listOf(object.spec?.triggers).filter(({ type }) => type === 'prometheus')
      .map(trigger => ({ object, what: 'its trigger', url: textOf(trigger?.metadata?.serverAddress) }))),
    ...['AnalysisTemplate', 'ClusterAnalysisTemplate'].flatMap(kind => world.ofKind(kind)).flatMap(object => listOf(object.spec?.metrics)
      .map(metric => ({ object, what: 'its metric', url: textOf(metric?.provider?.prometheus?.address) }))),
    ...world.ofKind('GrafanaDatasource').map(object => ({ object, what: 'its data source', url: textOf(object.spec?.datasource?.url) })),
    ...world.manifests.flatMap(adapterOf),
    ...world.ofKind('ConfigMap').flatMap(sourcesOf),
  ].filter(({ url }) => url !== '');
}

/** A prometheus-adapter says it by an argument; beside it there may be a port of its own. */
function adapterOf(object: Manifest): Consumer[] {
  return listOf(podSpecOf(object)?.containers).filter(container => /(^|\/)prometheus-adapter(:|@|$)/.test(textOf(container?.image))).flatMap(container =>
    listOf(container.args).flatMap(argument => /^--prometheus-url=(.+)$/.exec(String(argument))?.[1] ?? []).map(url => ({ object, what: 'its argument --prometheus-url', url })));
}

/** Data sources of Grafana in a ConfigMap that is provisioned. */
function sourcesOf(object: Manifest): Consumer[] {
  return Object.entries(object.raw?.data ?? {}).flatMap(([file, text]): Consumer[] => {
    if (!/\.ya?ml$/.test(file) || typeof text !== 'string' || !/^datasources:/m.test(text)) { return []; }
    const read = parseDocuments(text);
    const sources: readonly any[] = 'documents' in read ? listOf((read.documents[0] as any)?.datasources) : [];
    return sources.filter(({ type }) => ['prometheus', 'alertmanager'].includes(type)).map(source => ({ object, what: `its data source ${JSON.stringify(textOf(source?.name))}`, url: textOf(source?.url) }));
  });
}

/** Metrics of kube-state-metrics that rules ask for, and that its own lists leave out. */
export const checkMetricLists: Check = ({ world, isRejected }) => {
  const exporters = world.manifests.flatMap(listsOf);
  if (exporters.length === 0 || exporters.some(({ isOpen }) => isOpen)) { return []; }
  const asked = new Map<string, Manifest>();
  for (const [object, rules] of rulesByObject(world)) {
    if (isRejected(object)) { continue; }
    for (const { metric } of rules.flatMap(({ expr }) => askedBy(expr).selectors)) { if (metric?.startsWith('kube_') && !metric.includes(':') && !asked.has(metric)) { asked.set(metric, object); } }
  }
  return [...asked].flatMap(([metric, object]) => {
    const leaving = exporters.map(({ leavesOut }) => leavesOut(metric));
    return leaving.some(why => why === undefined) ? []
      : [problem(METRIC_NOT_EXPOSED, { rule: nameOf(object), metric, exporter: nameOf(exporters[0].object), why: leaving[0]! }, object, exporters[0].object)];
  });
};

interface Lists {
  readonly object: Manifest;
  /** Whether nobody can tell what it leaves out. */
  readonly isOpen: boolean;
  readonly leavesOut: (metric: string) => string | undefined;
}

function listsOf(object: Manifest): Lists[] {
  return listOf(podSpecOf(object)?.containers).filter(container => /(^|\/)kube-state-metrics(:|@|$)/.test(textOf(container?.image))).map(container => {
    const args = [...listOf(container.command), ...listOf(container.args)].map(String);
    const list = (name: string) => args.flatMap(argument => new RegExp(`^--metric-${name}=(.+)$`).exec(argument)?.[1].split(',') ?? []);
    const [allowed, denied] = [list('allowlist'), list('denylist')];
    const patterns = [...allowed, ...denied].map(text => ({ text, pattern: patternOf(text) }));
    const matches = (text: string, metric: string) => patterns.find(each => each.text === text)!.pattern!.test(metric);
    return {
      object,
      isOpen: allowed.length + denied.length === 0 || patterns.some(({ pattern }) => pattern === undefined),
      leavesOut: metric => {
        const by = denied.find(text => matches(text, metric));
        if (by !== undefined) { return `--metric-denylist has ${JSON.stringify(by)}`; }
        return allowed.length > 0 && !allowed.some(text => matches(text, metric)) ? '--metric-allowlist does not have it' : undefined;
      },
    };
  });
}

/** It looks for a pattern anywhere in the name, unless the pattern says where it begins and ends. Undefined: it cannot be read here. */
function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text.trim());
  } catch {
    return undefined;
  }
}
