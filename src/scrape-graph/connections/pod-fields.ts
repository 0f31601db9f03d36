import { connectionTo } from './address';
import { Connection, Connections, itemPlaces, joinedConnections, known, NONE, Place, Reader, unread, within } from './connection';
import { fromReference } from './secrets';
import { textOf } from '../manifest';

/** Environment variables for proxies. */
const PROXY_VARIABLE = /^(https?|all)_proxy$/i;

/** The proxies in the environment of a container. Direct connections remain possible. */
export const environmentProxies: Reader = place => joinedConnections(
  itemPlaces(within(place, 'env')).filter(({ value }) => PROXY_VARIABLE.test(textOf(value?.name))).map(proxyOf),
);

function proxyOf(place: Place): Connections {
  const { value, valueFrom } = place.value;
  const field = `${place.field} (${textOf(place.value.name)})`;
  if (typeof value === 'string') { return connectionTo({ field, value }, 80); }
  const [kind, reference] = valueFrom?.secretKeyRef
    ? ['Secret', valueFrom.secretKeyRef] as const
    : ['ConfigMap', valueFrom?.configMapKeyRef] as const;
  return fromReference(
    { kind, name: textOf(reference?.name), key: textOf(reference?.key) },
    { ...place, field },
    text => connectionTo({ field, value: text }, 80),
  );
}

/** A container that is unknown to this program. */
export function foreignContainers(own: RegExp): Reader {
  return ({ value, field }) => {
    const name = textOf(value?.name);
    return name === '' || own.test(name) ? NONE : unread(field, `the container ${JSON.stringify(name)}`);
  };
}

/** Resolvers of the pod, in addition to those of the cluster. */
export const nameserver: Reader = ({ value, field }) => {
  const host = textOf(value);
  return host === '' ? NONE : known(...(['UDP', 'TCP'] as const).map((protocol): Connection => ({ host, port: 53, protocol, field })));
};

/** With `Default` the pod uses the resolvers of its node. */
export const dnsPolicy: Reader = ({ value, field }) => value === 'Default' ? unread(field, 'the resolvers of the nodes') : NONE;
