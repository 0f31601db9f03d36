import { Json } from './json';
import { isEmptyReference, UNREAD_SECRET_OR_CONFIG_MAP } from './references';
import { isMap, textOf } from '../../../values/json';
import { Part, PartRow } from '../row';

const FILE = 'pkg/apis/monitoring/v1/types.go';

const isFile = (part: Json, field: string) => textOf(part[field]) !== '';
const isKey = ({ keySecret }: Json) =>
  isMap(keySecret) && (textOf(keySecret.name) !== '' || textOf(keySecret.key) !== '' || keySecret.optional !== undefined);

const TEXTS: Readonly<Record<string, string>> = {
  ca: 'clientCAFile and clientCA',
  cert: 'cert and certFile',
  key: 'keyFile and keySecret',
};

function both(id: string, reference: string, file: string, isGiven: (part: Json) => boolean): PartRow {
  return {
    id: `web-tls/${id}`,
    field: `${reference}, ${file}`,
    since: '0.77.0',
    see: { file: FILE, text: `cannot specify both ${TEXTS[id]}` },
    find: part =>
      isGiven(part) && isFile(part, file)
        ? [{ at: file, value: part[file], why: `is set together with "${reference}": remove one of them` }]
        : [],
  };
}

/** `web.tlsConfig` of a server. */
export const WEB_TLS: Part = {
  rows: [
    both('ca', 'client_ca', 'clientCAFile', part => !isEmptyReference(part.client_ca)),
    both('cert', 'cert', 'certFile', part => !isEmptyReference(part.cert)),
    both('key', 'keySecret', 'keyFile', isKey),
    {
      id: 'web-tls/no-key',
      field: 'keySecret',
      see: { file: FILE, text: 'TLS private key must be defined' },
      find: part =>
        isKey(part) || isFile(part, 'keyFile') ? [] : [{ at: 'keySecret', why: 'is missing, and so is "keyFile": set one of them' }],
    },
    {
      id: 'web-tls/no-cert',
      field: 'cert',
      see: { file: FILE, text: 'TLS certificate must be defined' },
      find: part =>
        !isEmptyReference(part.cert) || isFile(part, 'certFile')
          ? []
          : [{ at: 'cert', why: 'is missing, and so is "certFile": set one of them' }],
    },
  ],
  contains: [
    { at: 'client_ca', part: UNREAD_SECRET_OR_CONFIG_MAP },
    { at: 'cert', part: UNREAD_SECRET_OR_CONFIG_MAP },
  ],
};
