import { Connection, Connections, known, NONE, Place, unread } from './connection';

/** Default ports of schemes. */
const PORTS: { readonly [scheme: string]: number } = {
  http: 80,
  https: 443,
  ldap: 389,
  ldaps: 636,
  socks5: 1080,
  socks5h: 1080,
  tcp: 80,
  grpc: 80,
  grpcs: 443,
  redis: 6379,
  rediss: 6379,
  mysql: 3306,
  postgres: 5432,
  postgresql: 5432,
};

/** How Thanos resolves an address: by A records, by SRV and A records, or by SRV records only. */
const LOOKUP = /^(dns|dnssrv|dnssrvnoa)\+/;
/** Placeholders of other programs. */
const PLACEHOLDER = /\{\{|\$[({_a-z]|<[a-z_-]+>/i;
const LOCAL = /^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0|::)$/i;

/** Host and port of an address or a URL. The port is undefined if neither the address nor its scheme has one. */
export interface Address {
  readonly host: string;
  readonly port?: number | string;
}

/**
 * The address in a text: `https://user@host:8443/path`, `host:25`, `[fd00::1]:9093`, `dnssrv+_grpc._tcp.store.monitoring.svc`.
 * @param defaultPort if the text has neither a port nor a scheme with one
 */
export function addressOf(text: string, defaultPort?: number): Address | undefined {
  const plain = text.trim().replace(LOOKUP, '');
  const [, scheme, rest] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(plain) ?? [];
  if (rest === undefined || scheme?.toLowerCase() === 'unix') { return undefined; }
  const authority = rest.split(/[/?#]/)[0].replace(/^.*@/, '');
  const [, v6, name, digits] = /^(?:\[([0-9a-f:.%]+)\]|([^\s:]*))(?::(\d+))?$/i.exec(authority) ?? [];
  const host = (v6 ?? name ?? '').replace(/\.$/, '');
  if (host === '') { return undefined; }
  if (/^dnssrv/.test(text.trim())) { return serviceRecord(host); }
  const port = digits === undefined ? PORTS[scheme?.toLowerCase() ?? ''] ?? defaultPort : Number(digits);
  return { host, ...port !== undefined && { port } };
}

/** `_grpc._tcp.store.monitoring.svc` is the port `grpc` of a Service. */
export function serviceRecord(name: string): Address {
  const [, port, host] = /^_([^.]+)\._(?:tcp|udp)\.(.+)$/i.exec(name) ?? [];
  return host === undefined ? { host: name } : { host: host.replace(/\.$/, ''), port };
}

/** The connection to an address. None if the text is empty, or the address is inside the pod. */
export function connectionTo(place: Pick<Place, 'field' | 'value'>, defaultPort?: number, further: Partial<Connection> = {}): Connections {
  const { field, value } = place;
  if (typeof value !== 'string' || value.trim() === '') { return NONE; }
  const address = PLACEHOLDER.test(value) ? undefined : addressOf(value, defaultPort);
  if (!address) { return /^unix:/.test(value.trim()) ? NONE : unread(field, 'a value that is filled in elsewhere'); }
  if (LOCAL.test(address.host)) { return NONE; }
  return address.port === undefined && !isInCluster(address.host)
    ? unread(field, `the port of ${JSON.stringify(address.host)}`)
    : known({ ...address, field, ...further });
}

/** Whether it may be the name of a Service: `store`, `store.monitoring.svc`, `store.monitoring.svc.cluster.local`. */
export function isInCluster(host: string): boolean {
  return !host.includes('.') || /\.svc(\.|$)/.test(host);
}
