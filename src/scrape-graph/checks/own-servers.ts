import { alertingPrefix } from './alerting';
import { Check, problem } from './problem';
import { bytesOf } from './sizes';
import { Edge, keptOf } from '../graph';
import { Manifest, nameOf, textOf } from '../manifest';
import { RETENTION_TOO_LARGE, ROUTE_PREFIX } from '../rules';

const KINDS: { readonly [prefix: string]: string } = {
  'prometheus': 'Prometheus', 'prom-agent': 'PrometheusAgent', 'alertmanager': 'Alertmanager', 'thanos-ruler': 'ThanosRuler',
};

/** A server with a route prefix serves its metrics below it, too. */
export const checkScrapedPath: Check = ({ edges, world }) => {
  const found = edges.flatMap(edge => {
    const server = serverOf(edge, name => Object.entries(KINDS).flatMap(([prefix, kind]) =>
      name.startsWith(`${prefix}-`) ? world.named(kind, edge.workload?.metadata.namespace, name.slice(prefix.length + 1)) ?? [] : [])[0]);
    const [target] = keptOf(edge);
    if (!server || !target) { return []; }
    const prefix = alertingPrefix(server.spec.routePrefix);
    const isBelow = target.path === prefix || target.path.startsWith(prefix === '/' ? '/' : `${prefix}/`);
    return isBelow
      ? []
      : [problem(
        ROUTE_PREFIX, { monitor: nameOf(edge.job.monitor), path: target.path, server: nameOf(server), prefix }, edge.job.monitor, server,
      )];
  });
  return found;
};

/** The custom resource whose pods are scraped at the port of its web server. */
function serverOf({ workload, port }: Edge, find: (name: string) => Manifest | undefined): Manifest | undefined {
  const server = workload?.kind === 'StatefulSet' ? find(workload.metadata.name) : undefined;
  return server && port === textOf(server.spec.portName, 'web') ? server : undefined;
}

/** The size limit of retention must fit into the claim. */
export const checkServerRetention: Check = ({ world }) => world.ofKind('Prometheus').flatMap(prometheus => {
  const { retentionSize, storage } = prometheus.spec ?? {};
  const claim = storage?.volumeClaimTemplate?.spec?.resources?.requests?.storage;
  const [kept, there] = [bytesOf(retentionSize), bytesOf(claim)];
  return kept === undefined || there === undefined || kept <= there ? []
    : [problem(
      RETENTION_TOO_LARGE, { prometheus: nameOf(prometheus), retention: String(retentionSize), claim: String(claim) }, prometheus,
    )];
});
