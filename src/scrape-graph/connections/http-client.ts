import { connectionTo } from './address';
import { cloudCredentials } from './clouds';
import { Connections, joinedConnections, NONE, Place, Reader, within } from './connection';
import { textOf } from '../manifest';

/** Names of the field of a proxy: Alertmanager's had another one first. */
const PROXIES = ['proxyUrl', 'proxyURL'];

/** Whether a client reaches its servers by its proxy alone. Where hosts are excepted, it may do both. */
export function isProxied(client: any): boolean {
  return PROXIES.some(name => textOf(client?.[name]) !== '') && textOf(client?.noProxy) === '';
}

/** Where a client of HTTP connects beside its server: to a proxy, to what gives it a token, to what gives it the credentials of a cloud. */
export const clientConnections: Reader = place => joinedConnections([
  ...PROXIES.map(name => connectionTo(within(place, name), 1080)),
  tokenConnections(within(place, 'oauth2')),
  cloudCredentials(place),
]);

/** The token is fetched by a client of its own, with a proxy of its own. */
function tokenConnections(place: Place): Connections {
  if (typeof place.value !== 'object' || place.value === null) { return NONE; }
  const token = within(place, 'tokenUrl');
  return joinedConnections([...isProxied(place.value) ? [] : [connectionTo(token, 443)], ...PROXIES.map(name => connectionTo(within(place, name), 1080))]);
}

/** A client with the URL of its server in a field. */
export function httpClient(urlField: string, defaultPort?: number): Reader {
  return place => joinedConnections([...isProxied(place.value) ? [] : [connectionTo(within(place, urlField), defaultPort)], clientConnections(place)]);
}
