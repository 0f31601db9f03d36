import { addressOf, connectionTo } from './address';
import { metadataServers, publicApi } from './clouds';
import { Connections, joinedConnections, known, NONE, Place, unread } from './connection';
import { parseDocuments } from '../../files/documents';
import { textOf } from '../manifest';

/** The address of a kind of store, by the fields of its configuration. */
type Row = (config: any, place: Place) => Connections;

const at = (place: Place, value: unknown, defaultPort: number) => connectionTo({ field: place.field, value }, defaultPort);
/** Without a scheme the client uses HTTPS, unless `insecure` is set. */
const portOf = (config: any) => config?.insecure === true ? 80 : 443;

/**
 * The kinds of object storage of Thanos.
 * @see https://thanos.io/tip/thanos/storage.md/
 */
const STORES: { readonly [type: string]: Row } = {
  S3: (
    config, place,
  ) => joinedConnections([
    at(place, config?.endpoint, portOf(config)),
    textOf(config?.access_key) === '' ? known(...metadataServers('aws', place.field)) : NONE,
    stsOf(config, place),
  ]),
  GCS: (_, place) => known(publicApi('storage.googleapis.com', place.field), ...metadataServers('gcp', place.field)),
  AZURE: (
    config, place,
  ) => known(
    publicApi(`${textOf(config?.storage_account, '*')}.${textOf(config?.endpoint, 'blob.core.windows.net')}`, place.field),
    ...metadataServers('azure', place.field),
  ),
  // the address of the store itself comes from the catalog of Keystone
  SWIFT: (
    config, place,
  ) => joinedConnections([at(place, config?.auth_url, 443), unread(place.field, 'the address of Swift in the service catalog')]),
  COS: (config, place) => textOf(config?.endpoint) === '' ? known(publicApi('*', place.field)) : at(place, config.endpoint, 443),
  ALIYUNOSS: (config, place) => at(place, config?.endpoint, 443),
  BOS: (config, place) => at(place, config?.endpoint, 80),
  OBS: (config, place) => at(place, config?.endpoint, 443),
  OCI: (_, place) => known(publicApi('*', place.field), { host: '169.254.169.254', port: 80, field: place.field }),
  FILESYSTEM: () => NONE,
};

function stsOf(config: any, place: Place): Connections {
  const address = addressOf(textOf(config?.sts_endpoint), 443);
  return address ? known({ ...address, field: place.field }) : NONE;
}

/** Connections in a configuration of object storage. */
export function objectStorage(text: string, place: Place): Connections {
  const read = parseDocuments(text);
  const document = 'documents' in read ? read.documents[0] as any : undefined;
  const type = textOf(document?.type).toUpperCase();
  return Object.hasOwn(STORES, type)
    ? STORES[type](document.config, place)
    : unread(place.field, 'a configuration of object storage of an unknown type');
}
