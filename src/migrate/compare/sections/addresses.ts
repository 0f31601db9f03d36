import { Side, Sides } from '../../../diff/side';
import { isImplied } from '../../../scrape-graph/implied';
import { listOf, Manifest, nameOf, textOf } from '../../../scrape-graph/manifest';
import { componentBehind, componentOf } from '../component';
import { Compared, compared, compareText, kept } from '../finding';

/** Services with their ports, hosts of Ingresses and routes, and the external URLs of the servers. */
export function addressSection(sides: Sides): Compared[] {
  const services = sides.before.graph.world.ofKind('Service').filter(service => !isImplied(service));
  return [...services.flatMap(service => serviceOf(service, sides)), ...hostsOf(sides), ...urlsOf(sides)];
}

interface Port {
  readonly name: string;
  readonly number: number;
}

function portsOf({ spec }: Manifest): Port[] {
  return listOf(spec?.ports).map(port => ({ name: textOf(port?.name), number: Number(port?.port) }));
}

function serviceOf(old: Manifest, { before, after }: Sides): Compared[] {
  const component = componentBehind(old, before.graph.world);
  const same = after.graph.world.named('Service', old.metadata.namespace, old.metadata.name);
  const others = same ? [same] : servicesOf(component, old, after);
  return portsOf(old).map((port): Compared => {
    const subject = `${hostOf(old)}:${port.number}`;
    const found = placeOf(port, others);
    if (same) { return onlyScraped(sameService(subject, port, portsOf(same), component)); }
    if (found) { return compared('address', 'renamed', subject, `now ${found}`, component); }
    const gone = compared(
      'address',
      'gone',
      subject,
      component === undefined ? `${nameOf(old)} is gone` : `the new manifests have no Service of ${component}`,
      component,
    );
    return isForScraping(old) ? { ...gone, decided: 'a headless Service in kube-system exists only for scraping' } : gone;
  });
}

function sameService(subject: string, port: Port, ports: readonly Port[], component: string | undefined): Compared {
  const found = ports.find(({ number }) => number === port.number);
  if (!found) { return compared('address', 'gone', subject, `its ports are ${ports.map(({ number }) => number).join(', ')}`, component); }
  return found.name === port.name
    ? kept('address', subject, component)
    : compared(
      'address',
      'changed',
      subject,
      `the name of its port changes from ${JSON.stringify(port.name)} to ${JSON.stringify(found.name)}`,
      component,
    );
}

function hostOf({ metadata: { name, namespace } }: Manifest): string {
  return namespace === undefined ? name : `${name}.${namespace}`;
}

/** Components that only serve metrics: only Prometheus connects to their Services. */
const METRICS_ALONE: readonly (string | undefined)[] = ['prometheus-operator', 'kube-state-metrics', 'node-exporter', 'windows-exporter'];

function onlyScraped(item: Compared): Compared {
  return item.verdict === 'gone' && METRICS_ALONE.includes(item.component)
    ? { ...item, decided: 'it serves only metrics, and is scraped at its new address' }
    : item;
}

function isForScraping({ metadata, spec }: Manifest): boolean {
  return metadata.namespace === 'kube-system' && spec?.clusterIP === 'None';
}

/** Services of the same component: the same namespace first; a cluster IP before a headless Service, which an operator creates. */
function servicesOf(component: string | undefined, old: Manifest, { graph: { world } }: Side): Manifest[] {
  if (component === undefined) { return []; }
  const rank = (each: Manifest) => Number(each.metadata.namespace !== old.metadata.namespace) * 2
    + Number(each.spec?.clusterIP === 'None' && old.spec?.clusterIP !== 'None');
  return world.ofKind('Service')
    .filter(each => componentBehind(each, world) === component)
    .sort((a, b) => rank(a) - rank(b) || compareText(nameOf(a), nameOf(b)));
}

/** Match by number, then by name, then the only port. */
function placeOf(port: Port, services: readonly Manifest[]): string | undefined {
  const all = services.flatMap(service => portsOf(service).map(each => ({ service, ...each })));
  const found = all.find(({ number }) => number === port.number) ?? all.find(({ name }) => name === port.name && name !== '')
    ?? (isWeb(port) ? all.find(isWeb) : undefined);
  return found && `${hostOf(found.service)}:${found.number}`;
}

function isWeb({ name }: Port): boolean {
  return !/reloader|mesh|grpc|telemetry/.test(name);
}

/** A host, and its object. */
function hostsIn({ manifests }: Side): ReadonlyMap<string, Manifest> {
  return new Map(manifests.flatMap(each => hostNames(each).map(host => [host, each] as const)));
}

function hostNames({ kind, spec }: Manifest): string[] {
  switch (kind) {
    case 'Ingress': return listOf(spec?.rules).map(({ host }) => textOf(host)).filter(host => host !== '');
    case 'HTTPRoute': case 'GRPCRoute': case 'TLSRoute': return listOf(spec?.hostnames).map(String);
    case 'Route': return textOf(spec?.host) === '' ? [] : [spec.host];
    default: return [];
  }
}

function hostsOf({ before, after }: Sides): Compared[] {
  const now = hostsIn(after);
  return [...hostsIn(before)].map(([host, object]) => {
    const found = now.get(host);
    if (!found) { return compared('address', 'gone', host, `was the host of ${nameOf(object)}`); }
    return nameOf(found) === nameOf(object) ? kept('address', host) : compared('address', 'renamed', host, `now by ${nameOf(found)}`);
  });
}

function urlsOf({ before, after, serverName }: Sides): Compared[] {
  return ['Prometheus', 'Alertmanager', 'ThanosRuler'].flatMap(kind => before.graph.world.ofKind(kind)).flatMap((old): Compared[] => {
    const now = after.graph.world.ofKind(old.kind).find(each => nameOf(each) === serverName(old));
    if (!now) { return []; }
    const component = componentOf(old);
    return [['externalUrl', ''], ['routePrefix', '/'], ['portName', 'web']].flatMap(([field, fallback]) => {
      const [from, to] = [old, now].map(({ spec }) => textOf(spec?.[field], fallback));
      return from === to
        ? []
        : [compared('address', 'changed', `${nameOf(old)}, ${field}`, `${JSON.stringify(from)} becomes ${JSON.stringify(to)}`, component)];
    });
  });
}
