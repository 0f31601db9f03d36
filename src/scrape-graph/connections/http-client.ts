import { connectionTo } from './address';
import { cloudCredentials } from './clouds';
import { Connections, joinedConnections, NONE, Place, Reader, within } from './connection';
import { textOf } from '../manifest';

/** Names of the proxy field: Alertmanager's older one comes first. */
const PROXIES = ['proxyUrl', 'proxyURL'];

/** Whether a client reaches its servers only through its proxy. With excepted hosts it may do both. */
export function isProxied(client: any): boolean {
  return PROXIES.some(name => textOf(client?.[name]) !== '') && textOf(client?.noProxy) === '';
}

/** Connections of an HTTP client in addition to its server: a proxy, a token server, a cloud's credential server. */
export const clientConnections: Reader = place => joinedConnections([
  ...PROXIES.map(name => connectionTo(within(place, name), 1080)),
  tokenConnections(within(place, 'oauth2')),
  cloudCredentials(place),
]);

/** The token client is separate, with its own proxy. */
function tokenConnections(place: Place): Connections {
  if (typeof place.value !== 'object' || place.value === null) { return NONE; }
  const token = within(place, 'tokenUrl');
  return joinedConnections([
    ...isProxied(place.value) ? [] : [connectionTo(token, 443)], ...PROXIES.map(name => connectionTo(within(place, name), 1080)),
  ]);
}

/** A client with the URL of its server in a field. */
export function httpClient(urlField: string, defaultPort?: number): Reader {
  return place => joinedConnections([
    ...isProxied(place.value) ? [] : [connectionTo(within(place, urlField), defaultPort)], clientConnections(place),
  ]);
}
