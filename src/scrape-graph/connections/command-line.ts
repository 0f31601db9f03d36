import { connectionTo } from './address';
import { Connections, joinedConnections, known, Place, Reader, unread } from './connection';
import { objectStorage } from './object-storage';
import { fromReference } from './secrets';
import { parseDocuments } from '../../files/documents';
import { podSpecOf } from '../../validation/workload';
import { listOf, textOf } from '../manifest';

/** The type of a flag's value. */
type Kind = 'address' | 'addresses' | 'store' | 'store-file' | 'addresses-file' | 'unread-file' | 'kubelets';

/**
 * Flags of Thanos, oauth2-proxy, the adapters and metrics-server, with the port of an address that has none.
 * @see https://thanos.io/tip/components/ and https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
 */
const FLAGS: { readonly [flag: string]: readonly [kind: Kind, port?: number] } = {
  '--endpoint': ['address', 10901],
  '--endpoint-strict': ['address', 10901],
  '--endpoint-group': ['address', 10901],
  '--endpoint-group-strict': ['address', 10901],
  '--endpoint.sd-config': ['addresses', 10901],
  '--endpoint.sd-config-file': ['addresses-file', 10901],
  '--store': ['address', 10901],
  '--query': ['address', 80],
  '--alertmanagers.url': ['address', 9093],
  '--alertmanagers.config-file': ['unread-file'],
  '--query.config-file': ['unread-file'],
  '--remote-write.config-file': ['unread-file'],
  '--receive.hashrings': ['addresses', 10901],
  '--receive.hashrings-file': ['addresses-file', 10901],
  '--objstore.config': ['store'],
  '--objstore.config-file': ['store-file'],
  '--tracing.config-file': ['unread-file'],
  '--query-frontend.downstream-url': ['address', 80],
  '--prometheus.url': ['address', 9090],
  '--prometheus-url': ['address', 9090],
  '--prometheus-auth-config': ['unread-file'],
  '--oidc-issuer-url': ['address', 443],
  '--redeem-url': ['address', 443],
  '--profile-url': ['address', 443],
  '--validate-url': ['address', 443],
  '--oidc-jwks-url': ['address', 443],
  '--upstream': ['address', 80],
  '--redis-connection-url': ['address', 6379],
  '--kubelet-preferred-address-types': ['kubelets'],
};

/** Connections in the arguments of a container. */
export const commandLine: Reader = place => joinedConnections([
  ...listOf(place.value?.command), ...listOf(place.value?.args),
].flatMap((argument): Connections[] => {
  const [, flag, value] = /^(--[\w.-]+)=([\s\S]*)$/.exec(String(argument)) ?? [];
  return flag !== undefined && Object.hasOwn(FLAGS, flag) ? [flagOf(flag, value, place)] : [];
}));

function flagOf(flag: string, value: string, container: Place): Connections {
  const [kind, port = 443] = FLAGS[flag];
  const place = { ...container, field: `${container.field} ${flag}`, value };
  if (kind === 'address') { return connectionTo(place, port); }
  if (kind === 'addresses') { return addresses(value, place, port); }
  if (kind === 'store') { return objectStorage(value, place); }
  if (kind === 'kubelets') { return known({ host: '*', port: 10250, field: place.field }); }
  return inFile(value, container, place, (text, at) => {
    if (kind === 'store-file') { return objectStorage(text, at); }
    return kind === 'addresses-file' ? addresses(text, at, port) : unread(at.field, `the file ${JSON.stringify(value)}`);
  });
}

/** All addresses of a document: endpoints of Thanos, hashrings. */
function addresses(text: string, place: Place, port: number): Connections {
  const read = parseDocuments(text);
  const found = 'documents' in read ? read.documents.flatMap(document => textsUnder(document, false)) : [];
  return joinedConnections(found.map(value => connectionTo({ field: place.field, value }, port)));
}

const ADDRESS_KEY = /^(address|capnproto_address|targets|endpoints)$/;

function textsUnder(value: unknown, isAddress: boolean): string[] {
  if (typeof value === 'string') { return isAddress ? [value] : []; }
  if (Array.isArray(value)) { return value.flatMap(each => textsUnder(each, isAddress)); }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => textsUnder(each, ADDRESS_KEY.test(key)))
    : [];
}

/** A file of a container: the content of the Secret or ConfigMap that is mounted at the path. */
function inFile(path: string, container: Place, place: Place, read: (text: string, at: Place) => Connections): Connections {
  const source = sourceOf(path, container);
  return source ? fromReference(source, place, read) : unread(place.field, `the file ${JSON.stringify(path)}`);
}

function sourceOf(path: string, { value, object }: Place) {
  const mount = listOf(value?.volumeMounts).find(
    ({ mountPath }) => path === mountPath || path.startsWith(`${textOf(mountPath).replace(/\/$/, '')}/`),
  );
  const volume = listOf((podSpecOf(object) as any)?.volumes).find(({ name }) => name === mount?.name);
  const file = textOf(mount?.subPath) || path.slice(textOf(mount?.mountPath).length).replace(/^\//, '');
  const [kind, name, items] = volume?.secret
    ? ['Secret', volume.secret.secretName, volume.secret.items] as const
    : ['ConfigMap', volume?.configMap?.name, volume?.configMap?.items] as const;
  const key = textOf(listOf(items).find(item => item?.path === file)?.key, file);
  return textOf(name) === '' ? undefined : { kind, name: textOf(name), key };
}

/** The texts of the ConfigMaps that the pods of a workload mount, by file name. */
export function filesOf({ object, world }: Pick<Place, 'object' | 'world'>): { readonly file: string; readonly text: string }[] {
  const volumes = listOf((podSpecOf(object) as any)?.volumes);
  return volumes.flatMap((
    { configMap },
  ) => Object.entries(world.named('ConfigMap', object.metadata.namespace, textOf(configMap?.name))?.data ?? {}))
    .flatMap(([file, text]) => typeof text === 'string' ? [{ file, text }] : []);
}
