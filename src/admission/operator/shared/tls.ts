import { Json } from './json';
import { isEmptyReference, SECRET_KEY, SECRET_OR_CONFIG_MAP, secretText, referredText, UNREAD_SECRET_OR_CONFIG_MAP } from './references';
import { shown } from '../../../validation/rule';
import { isMap, textOf } from '../../../values/json';
import { Fault, Part, PartRow, Source } from '../row';

const TYPES = 'pkg/apis/monitoring/v1/tls_types.go';
const ASSETS = 'pkg/assets/tls.go';

/** Without a line that starts with this, no PEM block can be decoded. */
const hasPemBlock = (text: string) => text.includes('-----BEGIN ');

const hasCertificate = (part: Json) => !isEmptyReference(part.cert);
const hasKey = (part: Json) => isMap(part.keySecret);

function when(condition: (part: Json) => boolean, fault: Fault): PartRow['find'] {
  return part => (condition(part) ? [fault] : []);
}

/** What the operator reads of certificates, if their content is known. */
const ASSET_ROWS: readonly PartRow[] = [
  {
    id: 'tls/ca-no-pem',
    field: 'ca',
    see: { file: ASSETS, text: 'failed to decode PEM block' },
    find: (part, context) => {
      const text = referredText(part.ca, context);
      return text === undefined || text === '' || hasPemBlock(text)
        ? []
        : [{ at: 'ca', why: 'refers to a value that is not in PEM format: store a PEM certificate' }];
    },
  },
  {
    id: 'tls/pair-no-pem',
    field: 'cert, keySecret',
    see: { file: ASSETS, text: '"cert %s, key <%s/%s>: %w"' },
    find: (part, context) => {
      const [cert, key] = [referredText(part.cert, context), secretText(part.keySecret, context)];
      if (!cert || !key || (hasPemBlock(cert) && hasPemBlock(key))) { return []; }
      return [
        {
          at: hasPemBlock(cert) ? 'keySecret' : 'cert',
          why: 'refers to a value that is not in PEM format: store certificate and key as PEM',
        },
      ];
    },
  },
];

const VERSIONS: PartRow = {
  id: 'tls/versions',
  field: 'minVersion, maxVersion',
  since: '0.76.0',
  see: { file: TYPES, text: 'maxVersion must more than or equal to minVersion' },
  find: part => {
    const [least, most] = [textOf(part.minVersion), textOf(part.maxVersion)];
    return least === '' || most === '' || most >= least
      ? []
      : [{ at: 'maxVersion', value: most, why: `is below "minVersion", ${shown(least)}: raise "maxVersion", or lower "minVersion"` }];
  },
};

const REFERENCES = [
  { at: 'ca', part: SECRET_OR_CONFIG_MAP },
  { at: 'cert', part: SECRET_OR_CONFIG_MAP },
  { at: 'keySecret', part: SECRET_KEY },
];

/** `tlsConfig` that refers only to Secrets and ConfigMaps: PodMonitor, Probe, ScrapeConfig, AlertmanagerConfig, oauth2. */
export const SAFE_TLS: Part = {
  rows: [
    VERSIONS,
    {
      id: 'tls/cert-without-key',
      field: 'cert',
      see: { file: TYPES, text: 'client cert specified without client key' },
      find: when(part => hasCertificate(part) && !hasKey(part), {
        at: 'cert',
        why: 'is a client certificate without its key: add "keySecret", or remove "cert"',
      }),
    },
    {
      id: 'tls/key-without-cert',
      field: 'keySecret',
      see: { file: TYPES, text: 'client key specified without client cert' },
      find: when(part => hasKey(part) && !hasCertificate(part), {
        at: 'keySecret',
        why: 'is a client key without its certificate: add "cert", or remove "keySecret"',
      }),
    },
    ...ASSET_ROWS,
  ],
  contains: REFERENCES,
};

const both = (id: string, reference: string, file: string, isGiven: (part: Json) => boolean, see: Source): PartRow => ({
  id,
  field: `${reference}, ${file}`,
  see,
  find: when(part => isGiven(part) && textOf(part[file]) !== '', {
    at: file,
    why: `is set together with "${reference}": remove one of them`,
  }),
});

/** Checks of a `tlsConfig` with files whose Secrets the operator does not read. */
export const UNREAD_TLS: Part = {
  rows: [
    VERSIONS,
    both('tls/ca-twice', 'ca', 'caFile', part => !isEmptyReference(part.ca), {
      file: TYPES,
      text: "cannot specify both 'caFile' and 'ca'",
    }),
    both('tls/cert-twice', 'cert', 'certFile', hasCertificate, { file: TYPES, text: "cannot specify both 'certFile' and 'cert'" }),
    both('tls/key-twice', 'keySecret', 'keyFile', hasKey, { file: TYPES, text: "cannot specify both 'keyFile' and 'keySecret'" }),
    {
      id: 'tls/any-cert-without-key',
      field: 'cert, certFile',
      see: { file: TYPES, text: 'cannot specify client cert without client key' },
      find: part => {
        const [cert, key] = [hasCertificate(part) || textOf(part.certFile) !== '', hasKey(part) || textOf(part.keyFile) !== ''];
        return cert && !key
          ? [{ at: hasCertificate(part) ? 'cert' : 'certFile', why: 'is a client certificate without key: add "keySecret" or "keyFile"' }]
          : [];
      },
    },
    {
      id: 'tls/any-key-without-cert',
      field: 'keySecret, keyFile',
      see: { file: TYPES, text: 'cannot specify client key without client cert' },
      find: part => {
        const [cert, key] = [hasCertificate(part) || textOf(part.certFile) !== '', hasKey(part) || textOf(part.keyFile) !== ''];
        return key && !cert
          ? [{ at: hasKey(part) ? 'keySecret' : 'keyFile', why: 'is a client key without its certificate: add "cert" or "certFile"' }]
          : [];
      },
    },
  ],
  contains: [
    { at: 'ca', part: UNREAD_SECRET_OR_CONFIG_MAP },
    { at: 'cert', part: UNREAD_SECRET_OR_CONFIG_MAP },
  ],
};

/** The Secrets and ConfigMaps of a `tlsConfig` that the operator reads. */
export const TLS_ASSETS: Part = { rows: ASSET_ROWS, contains: REFERENCES };

/** `tlsConfig` that may also name files of the container: ServiceMonitor, and connections of a Prometheus itself. */
export const TLS: Part = { rows: [...UNREAD_TLS.rows, ...ASSET_ROWS], contains: REFERENCES };
