import { isCustom } from './names';
import { Fields, fieldsOf, isText, keyed, Report } from './report';
import { DATA_KEY, SECRET_DATA, SIZE } from './rules';

/**
 * Size limits of a ConfigMap and a Secret, in bytes.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/types.go
 */
const DATA_LIMIT = 1024 * 1024;

/**
 * etcd's limit of one request, in bytes. A custom resource is stored as JSON, everything else in a shorter form.
 * @see https://etcd.io/docs/v3.5/dev-guide/limit/
 */
const ETCD_LIMIT = 1.5 * 1024 * 1024;

/** Limit of a request to the API server, in bytes. */
const REQUEST_LIMIT = 3 * 1024 * 1024;

export function checkConfigMap(report: Report, { data, binaryData }: Fields): void {
  const size = checkKeys(report, data, 'data', utf8Bytes) + checkKeys(report, binaryData, 'binaryData', decodedBytesOf);
  for (const key of Object.keys(fieldsOf(data)).filter(each => Object.hasOwn(fieldsOf(binaryData), each))) {
    report.add(DATA_KEY, keyed('data', key), undefined, 'is also in "binaryData"', 'remove one of them');
  }
  if (size > DATA_LIMIT) {
    report.add(SIZE, 'data', undefined, `has ${size} bytes; a ConfigMap can have at most ${DATA_LIMIT}`,
      'split it, or keep the data in a volume');
  }
}

/** The keys that each type requires. */
const REQUIRED: { readonly [type: string]: readonly string[] } = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

export function checkSecret(report: Report, { data, stringData, type }: Fields): void {
  // of a key in both, the value of "stringData" counts
  const both = { ...fieldsOf(data), ...fieldsOf(stringData) };
  const plain = Object.fromEntries(Object.entries(fieldsOf(data)).filter(([key]) => !Object.hasOwn(fieldsOf(stringData), key)));
  const size = checkKeys(report, plain, 'data', decodedBytesOf) + checkKeys(report, stringData, 'stringData', utf8Bytes);
  if (size > DATA_LIMIT) {
    report.add(SIZE, 'data', undefined, `has ${size} bytes; a Secret can have at most ${DATA_LIMIT}`,
      'split it, or keep the data in a volume');
  }
  const missing = typeof type === 'string' && Object.hasOwn(REQUIRED, type) ? REQUIRED[type].filter(key => both[key] === undefined) : [];
  for (const key of missing) {
    report.add(SECRET_DATA, keyed('data', key), undefined, `is missing in a Secret of type ${type}`, 'add it, or change the type');
  }
}

function checkKeys(report: Report, data: unknown, path: string, lengthOf: (text: string) => number): number {
  let size = 0;
  for (const [key, value] of Object.entries(fieldsOf(data))) {
    if (isText(key) && !isKey(key)) {
      report.add(DATA_KEY, keyed(path, key), undefined, 'is not a valid key', 'use at most 253 letters, digits, "-", "_" and "."');
    }
    if (typeof value === 'string') { size += lengthOf(value); }
  }
  return size;
}

function isKey(key: string): boolean {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
}

function utf8Bytes(text: string): number {
  return Buffer.byteLength(text);
}

/** Size of base64 data. */
function decodedBytesOf(text: string): number {
  return Math.floor(text.replace(/[\s=]+/g, '').length * 3 / 4);
}

/** Size of an object in a request to the API server. ConfigMaps and Secrets have their own limits. */
export function checkDataSize(report: Report, manifest: Fields): void {
  if (['ConfigMap', 'Secret', 'CustomResourceDefinition'].includes(manifest.kind)) { return; }
  const limit = isCustom(manifest.apiVersion) ? ETCD_LIMIT : REQUEST_LIMIT;
  // serializing all of it as JSON would dominate the run time
  if (roughSizeOf(manifest) * MOST_BYTES_A_CHARACTER < limit) { return; }
  const size = Buffer.byteLength(JSON.stringify(manifest));
  if (size <= limit) { return; }
  const owner = limit === ETCD_LIMIT ? 'etcd stores in one object' : 'the API server reads';
  report.add(
    SIZE, manifest.kind, undefined, `has ${size} bytes, more than the ${limit} bytes that ${owner}`, 'split it into several objects',
  );
}

/** Assumes three bytes for each character beyond two bytes, plus quotes and commas. */
const MOST_BYTES_A_CHARACTER = 4;

/** The characters of all texts and keys, and a few for each value. */
function roughSizeOf(value: unknown): number {
  if (typeof value === 'string') { return value.length + 2; }
  if (typeof value !== 'object' || value === null) { return 8; }
  let size = 2;
  if (Array.isArray(value)) {
    for (const each of value) { size += roughSizeOf(each) + 1; }
    return size;
  }
  for (const key in value) { size += key.length + 4 + roughSizeOf((value as Fields)[key]); }
  return size;
}
