import { connectionTo } from './address';
import { Connection, Connections, joinedConnections, known, NONE, Reader, unread } from './connection';
import { matchesSelector } from '../../admission/cluster/label-selector';
import { listOf, nameOf, textOf, textsOf } from '../manifest';

/** Connections of a prober: the targets of the Probes that use it. */
export const probeTargets: Reader = ({ object, world }) => {
  const labels = textsOf(object.spec.template?.metadata?.labels);
  const { namespace } = object.metadata;
  const services = world.inNamespace('Service', namespace)
    .filter(({ spec }) => Object.keys(textsOf(spec.selector)).length > 0 && matchesSelector(
      { matchLabels: textsOf(spec.selector) }, labels,
    ));
  const hosts = new Set(services.flatMap(({ metadata: { name } }) => [
    `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`, `${name}.${namespace}`,
  ]));
  const names = new Set(services.map(({ metadata }) => metadata.name));
  return joinedConnections(world.ofKind('Probe').flatMap((probe): Connections[] => {
    const host = textOf(probe.spec.prober?.url).replace(/:\d+$/, '');
    if (!hosts.has(host) && !(names.has(host) && probe.metadata.namespace === namespace)) { return []; }
    const field = `targets of ${nameOf(probe)}`;
    const fixed = listOf(probe.spec.targets?.staticConfig?.static).map(target => targetOf(String(target), field));
    return [
      ...fixed, ...probe.spec.targets?.ingress === undefined ? [] : [known(...WEB.map((port): Connection => ({ host: '*', port, field })))],
    ];
  }));
};

const WEB = [80, 443];

/** By its URL or its port. Without either it may be any: HTTP, ICMP. A redirect leads to HTTPS. */
function targetOf(target: string, field: string): Connections {
  const read = connectionTo({ field, value: target });
  const [found] = read.connections;
  if (/^https?:\/\//i.test(target)) { return found ? known(found, { ...found, port: 443 }) : read; }
  if (found?.port !== undefined) { return known(found, { ...found, protocol: 'UDP' }); }
  return target === '' ? NONE : unread(field, `the port and the protocol of ${JSON.stringify(target)}`);
}
