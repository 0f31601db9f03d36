import { addressOf, connectionTo, serviceRecord } from './address';
import { awsCredentials, azureCredentials, googleCredentials, noCredentials, publicApi } from './clouds';
import { Connection, Connections, itemPlaces, joinedConnections, known, NONE, Place, Reader, unread, within } from './connection';
import { clientConnections, isProxied } from './http-client';
import { listOf, textOf } from '../manifest';

/** A kind of service discovery: the server it calls, and known facts about the ports of its targets. */
interface Row {
  /** The field with the address of the server. */
  readonly server?: string;
  /** The default port. */
  readonly serverPort?: number;
  /** Public API if `server` is not set. `*` stands for a region. */
  readonly api?: string;
  readonly credentials?: Reader;
  /** Ports of the targets: from the field `port`, its default, or the response of the server. */
  readonly targets: 'port' | 'said';
  /** Other unknown connections. */
  readonly further?: string;
}

/**
 * All kinds of a ScrapeConfig but those of static targets, of Kubernetes, of DNS and of files.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
const KINDS: { readonly [field: string]: Row } = {
  azureSDConfigs: { api: 'management.azure.com', credentials: azureCredentials, targets: 'port' },
  consulSDConfigs: { server: 'server', serverPort: 8500, targets: 'said' },
  digitalOceanSDConfigs: { api: 'api.digitalocean.com', targets: 'port' },
  dockerSDConfigs: { server: 'host', serverPort: 2375, targets: 'said' },
  dockerSwarmSDConfigs: { server: 'host', serverPort: 2375, targets: 'said' },
  ec2SDConfigs: { api: 'ec2.amazonaws.com', credentials: awsCredentials, targets: 'port' },
  eurekaSDConfigs: { server: 'server', serverPort: 8761, targets: 'said' },
  gceSDConfigs: { api: 'compute.googleapis.com', credentials: googleCredentials, targets: 'port' },
  hetznerSDConfigs: { api: 'api.hetzner.cloud', targets: 'port' },
  httpSDConfigs: { server: 'url', targets: 'said' },
  ionosSDConfigs: { api: 'api.ionos.com', targets: 'port' },
  kumaSDConfigs: { server: 'server', serverPort: 5676, targets: 'said' },
  lightSailSDConfigs: { server: 'endpoint', serverPort: 443, api: 'lightsail.amazonaws.com', credentials: awsCredentials, targets: 'port' },
  linodeSDConfigs: { api: 'api.linode.com', targets: 'port' },
  nomadSDConfigs: { server: 'server', serverPort: 4646, targets: 'said' },
  openstackSDConfigs: {
    server: 'identityEndpoint', serverPort: 5000, targets: 'port', further: 'the addresses of Nova and Neutron in the service catalog',
  },
  ovhcloudSDConfigs: { server: 'endpoint', serverPort: 443, api: 'eu.api.ovh.com', targets: 'port' },
  puppetDBSDConfigs: { server: 'url', targets: 'port' },
  scalewaySDConfigs: { server: 'apiURL', serverPort: 443, api: 'api.scaleway.com', targets: 'port' },
};

/** The names of OVHcloud's public APIs. */
const OVH_NAME = /^(ovh|soyoustart|kimsufi)-(eu|ca|us)$/;

/** Connections of a ScrapeConfig for its discoveries and their targets. Those of the cluster itself are edges. */
export const discoveries: Reader = place => {
  const spec = place.value;
  if (typeof spec !== 'object' || spec === null) { return NONE; }
  return joinedConnections(Object.keys(spec)
    .sort()
    .filter(field => field.endsWith('SDConfigs'))
    .flatMap(field => itemPlaces(within(place, field)).map(config => discoveryOf(field, config, spec))));
};

function discoveryOf(field: string, config: Place, spec: any): Connections {
  if (field === 'kubernetesSDConfigs') { return otherCluster(config, spec); }
  if (field === 'dnsSDConfigs') { return joinedConnections([namesOf(config, spec), moved(config, spec)]); }
  if (field === 'fileSDConfigs') {
    return joinedConnections([isProxied(spec) ? NONE : unread(config.field, 'the targets in its files'), moved(config, spec)]);
  }
  const row: Row = Object.hasOwn(KINDS, field)
    ? KINDS[field]
    : { server: ['server', 'url', 'host', 'endpoint'].find(each => textOf(config.value?.[each]) !== ''), targets: 'said' };
  return joinedConnections([
    isProxied(config.value) ? NONE : serverOf(row, config),
    clientConnections(config),
    (row.credentials ?? noCredentials)(config),
    row.further === undefined ? NONE : unread(config.field, row.further),
    targetsOf(row, config, spec),
  ]);
}

function serverOf({ server, serverPort, api }: Row, config: Place): Connections {
  const place = server === undefined ? undefined : within(config, server);
  const text = textOf(place?.value);
  if (place && text !== '' && !OVH_NAME.test(text)) {
    return withPort(place, text, serverPort, textOf(config.value?.scheme).toLowerCase());
  }
  return api === undefined ? NONE : known(publicApi(api, config.field));
}

/** Without a port the client uses that of HTTP, others use the server's default: both are assumed. */
function withPort(place: Place, text: string, serverPort: number | undefined, scheme: string): Connections {
  const own = connectionTo(place, serverPort);
  const [first] = own.connections;
  if (!first || addressOf(text.replace(/^[a-z]+:\/\//i, ''))?.port !== undefined || serverPort === undefined || serverPort === 443) {
    return own;
  }
  const plain = scheme === 'https' || /^https:/i.test(text) ? 443 : 80;
  return known(...[...new Set([serverPort, plain])].map((port): Connection => ({ ...first, port })));
}

function targetsOf({ targets }: Row, config: Place, spec: any): Connections {
  if (isProxied(spec)) { return NONE; }
  const changed = movedPorts(spec.relabelings);
  if (changed !== undefined) { return anywhere(config.field, changed); }
  if (targets === 'said') { return unread(config.field, 'the ports of the targets that it finds'); }
  const { port } = config.value ?? {};
  return anywhere(config.field, [typeof port === 'number' && port > 0 ? port : 80]);
}

function moved(config: Place, spec: any): Connections {
  return isProxied(spec) ? NONE : anywhere(config.field, movedPorts(spec.relabelings) ?? []);
}

/**
 * The ports that relabelings set for all targets: `replacement: ${1}:9100` for the label `__address__`. Undefined if they keep discovered
 * ports.
 */
export function movedPorts(relabelings: unknown): number[] | undefined {
  const steps = listOf(relabelings).filter(
    each => each?.targetLabel === '__address__' && [undefined, 'replace', 'Replace'].includes(each?.action),
  );
  const ports = steps.map(each => Number(/:(\d+)$/.exec(textOf(each?.replacement))?.[1]));
  return ports.length > 0 && ports.every(port => port > 0) ? ports : undefined;
}

function anywhere(field: string, ports: readonly number[]): Connections {
  return known(...ports.map((port): Connection => ({ host: '*', port, field })));
}

/** Names whose addresses are the targets. SRV records contain the port. */
function namesOf(config: Place, spec: any): Connections {
  if (isProxied(spec)) { return NONE; }
  const { type, port } = config.value;
  const isRecord = type === undefined || String(type).toUpperCase() === 'SRV';
  return joinedConnections(itemPlaces(within(config, 'names')).map(({ value, field }): Connections => {
    const name = textOf(value).replace(/\.$/, '');
    if (!isRecord) {
      return typeof port === 'number' ? known({ host: name, port, isPodPort: true, field }) : unread(field, 'the port of its targets');
    }
    const { host, port: named } = serviceRecord(name);
    return /\.svc(\.|$)/.test(host) && named !== undefined
      ? known({ host, port: named, field })
      : unread(field, 'the port in its SRV record');
  }));
}

/** An external API server, and its workloads. */
function otherCluster(config: Place, spec: any): Connections {
  const server = within(config, 'apiServer');
  if (textOf(server.value) === '') { return clientConnections(config); }
  const changed = movedPorts(spec.relabelings);
  const targets = changed === undefined
    ? unread(config.field, 'the ports of the targets in the other cluster')
    : anywhere(config.field, changed);
  return joinedConnections([
    isProxied(config.value) ? NONE : connectionTo(server, 443), clientConnections(config), isProxied(spec) ? NONE : targets,
  ]);
}
