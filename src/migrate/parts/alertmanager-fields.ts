import { Code, coded, shortened } from './code';
import { entriesOf } from './converted';
import { isEmpty, isFilledText, isMap } from '../../values/json';
import { duration } from '../convert';

/** Thrown for what AlertRouting cannot express: the configuration then stays in a Secret. */
export class Inexpressible extends Error {}

export const refuse = (path: string, why: string): never => { throw new Inexpressible(`${shortened(path)}: ${why}`); };

/** A key of a Secret that the engineer creates, and the path of its value. */
export interface NeededKey {
  readonly key: string;
  readonly path: string;
}

/** A reference to a key of a Secret. */
export interface KeyReference {
  readonly secretName: string;
  readonly key: string;
}

/** Secrets of the configuration. Each becomes a key of one Secret that is created by hand. Equal secrets share a key. */
export class SecretKeys {
  public readonly needed: NeededKey[] = [];
  private readonly byValue = new Map<string, string>();

  public constructor(public readonly secretName: string) {}

  public reference(value: unknown, name: string, path: string): KeyReference {
    if (!isFilledText(value)) { return refuse(path, 'it is not a string'); }
    const known = this.byValue.get(value);
    if (known !== undefined) { return { secretName: this.secretName, key: known }; }
    const base = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 80).replace(/^-+|-+$/g, '') || 'secret';
    let key = base;
    for (let at = 2; this.needed.some(each => each.key === key); at += 1) { key = `${base}-${at}`; }
    this.needed.push({ key, path });
    this.byValue.set(value, key);
    return { secretName: this.secretName, key };
  }
}

/** Mount folder of the Secrets in the field `secrets` of an Alertmanager. */
const MOUNTED = /^\/etc\/alertmanager\/secrets\/([a-z0-9][a-z0-9.-]*)\/([A-Za-z0-9._-]+)$/;

export function mountedKey(value: unknown, path: string): KeyReference {
  const [, secretName, key] = isFilledText(value) && MOUNTED.exec(value) || [];
  return secretName === undefined
    ? refuse(path, 'it is a file, but not a key of a Secret in /etc/alertmanager/secrets')
    : { secretName, key };
}

export interface FieldContext {
  readonly secrets: SecretKeys;
  /** Prefix of key names. */
  readonly name: string;
}

/** How a field of Alertmanager's configuration converts to an option. */
export type FieldConverter = (value: unknown, path: string, context: FieldContext) => unknown;

/** Maps Alertmanager's fields to options. */
export type Fields = Readonly<Record<string, readonly [option: string, as: FieldConverter]>>;

export const textField: FieldConverter = (
  value, path,
) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  ? String(value)
  : refuse(path, 'it is not a string');
export const flagField: FieldConverter = (value, path) => typeof value === 'boolean' ? value : refuse(path, 'it must be true or false');
export const number: FieldConverter = (value, path) => Number.isSafeInteger(value) ? value : refuse(path, 'it is not a whole number');
export const list: FieldConverter = (
  value, path,
) => Array.isArray(value) && value.every(isFilledText) ? value : refuse(path, 'it is not a list of strings');
export const mapField: FieldConverter = (
  value, path, context,
) => isMap(value)
  ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, textField(each, `${path}.${key}`, context)]))
  : refuse(path, 'it is not a map');
export const secret: FieldConverter = (
  value, path, { secrets, name },
) => secrets.reference(value, `${name}-${path.split('.').at(-1)!}`, path);
export const file: FieldConverter = (value, path) => mountedKey(value, path);

export const time: FieldConverter = (value, path): Code => {
  if (/^0+(ms|[smhdwy])?$/.test(String(value))) { return new Code('Duration.seconds(0)', ['Duration']); }
  return coded(duration(value)) ?? refuse(path, 'it is not a duration');
};

export const each = (fields: Fields): FieldConverter => (value, path, context) =>
  Array.isArray(value) ? value.map((one, at) => convertFields(one, fields, `${path}[${at}]`, context)) : refuse(path, 'it is not a list');

export const object = (fields: Fields): FieldConverter => (value, path, context) => convertFields(value, fields, path, context);

/** All fields of a map as options. A field that is not in the table cannot be expressed. */
export function convertFields(value: unknown, fields: Fields, path: string, context: FieldContext): Record<string, unknown> {
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const found: Record<string, unknown> = {};
  for (const [key, one] of entriesOf(value)) {
    const row = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!row) { return refuse(`${path}.${key}`, 'an AlertmanagerConfig has no such field'); }
    if (isEmpty(one)) { continue; }
    const [option, as] = row;
    const made = as(one, `${path}.${key}`, context);
    if (made !== undefined) { found[option] = made; }
  }
  return found;
}

/** Access over HTTP, as AlertHttpOptions. */
export const http: FieldConverter = (value, path, context) => {
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const { authorization, basic_auth: basic, bearer_token: token, tls_config: tls, ...others } = value;
  return {
    ...!isEmpty(tls) && { tls: tlsOptions(tls, `${path}.tls_config`, context) },
    ...!isEmpty(basic) && { basicAuth: basicAuth(basic, `${path}.basic_auth`, context) },
    ...!isEmpty(token) && { bearerToken: secret(token, `${path}.bearer_token`, context) },
    ...!isEmpty(authorization) && authorizationOf(authorization, `${path}.authorization`, context),
    ...convertFields(others, HTTP, path, context),
  };
};

const HTTP: Fields = {
  bearer_token_file: ['bearerToken', file],
  proxy_url: ['proxyUrl', textField],
  no_proxy: ['noProxy', textField],
  proxy_from_environment: ['proxyFromEnvironment', flagField],
  follow_redirects: ['followRedirects', flagField],
  enable_http2: ['enableHttp2', flagField],
};

const TLS: Fields = { server_name: ['serverName', textField], insecure_skip_verify: ['insecureSkipVerify', flagField] };

export function tlsOptions(value: unknown, path: string, context: FieldContext): object {
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const { ca_file: authority, ...others } = value;
  const ca = isEmpty(authority) ? undefined : mountedKey(authority, `${path}.ca_file`);
  return { ...ca && { caSecretName: ca.secretName, caKey: ca.key }, ...convertFields(others, TLS, path, context) };
}

function basicAuth(value: unknown, path: string, context: FieldContext): object {
  if (!isMap(value) || !isEmpty(value.password_file) || !isEmpty(value.username_file)) { return refuse(path, 'its password is a file'); }
  const user = secret(value.username, `${path}.username`, context) as KeyReference;
  const password = secret(value.password, `${path}.password`, context) as KeyReference;
  return { secretName: user.secretName, usernameKey: user.key, passwordKey: password.key };
}

function authorizationOf(value: unknown, path: string, context: FieldContext): object {
  if (!isMap(value)) { return refuse(path, 'it is not a map'); }
  const credentials = isEmpty(value.credentials)
    ? file(value.credentials_file, `${path}.credentials_file`, context)
    : secret(value.credentials, `${path}.credentials`, context);
  return isEmpty(value.type) || value.type === 'Bearer'
    ? { bearerToken: credentials }
    : { authorization: { type: textField(value.type, `${path}.type`, context), credentials } };
}

/** A URL without a secret: of a Service in the cluster, without user and query. Other URLs may contain a secret in their path. */
const INTERNAL =
  /^https?:\/\/(?:localhost|127\.0\.0\.1|[a-z0-9-]+(?:\.[a-z0-9-]+)?(?:\.svc(?:\.cluster\.local)?)?\.?)(?::\d+)?(?:\/[A-Za-z0-9/_.-]*)?$/;
const SINGLE_OR_SERVICE = /^https?:\/\/(?:localhost|127\.0\.0\.1|[a-z0-9-]+|[a-z0-9-]+\.[a-z0-9-]+\.svc(?:\.cluster\.local)?\.?)(?=[:/]|$)/;

export const isPlainUrl = (url: unknown): boolean => isFilledText(url) && INTERNAL.test(url) && SINGLE_OR_SERVICE.test(url);
