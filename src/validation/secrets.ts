import { finding, Finding } from './rule';
import { PLAIN_SECRET, SECRET_IN_MANIFEST } from './rules';
import { credentialLines, isCredential, isCredentialHeader, isCredentialName, isLiteral, secretIn } from './secret-texts';
import { isShared } from './shared';
import { isMap } from '../values/json';

/** A field with a secret in plain text, and the reason. Never the value. */
export interface PlainSecret {
  readonly field: string;
  readonly what: string;
}

type Manifest = { readonly kind?: unknown; readonly apiVersion?: unknown; readonly [field: string]: unknown };

/** Secrets in plain text in a manifest of this library, which would be committed. */
export function checkSecrets(manifest: Manifest): Finding[] {
  return plainSecrets(manifest).map(each => finding(PLAIN_SECRET, each));
}

/** The same for third-party manifests: a warning, because their purpose is unknown. One for each object. */
export function secretsOfOthers(manifest: Manifest): Finding[] {
  const found = plainSecrets(manifest);
  return found.length === 0 ? [] : [finding(SECRET_IN_MANIFEST, { found, isSecret: manifest.kind === 'Secret' })];
}

/** All fields with secrets. Never throws, and takes linear time. */
export function plainSecrets(manifest: Manifest): PlainSecret[] {
  const { kind } = manifest;
  // SOPS and Sealed Secrets encrypt values; descriptions and defaults of definitions are examples
  if (kind === 'CustomResourceDefinition' || kind === 'SealedSecret' || isMap(manifest.sops)) { return []; }
  const found: PlainSecret[] = [];
  if (kind === 'Secret') { inSecret(manifest, found); } else {
    const hasValues = String(manifest.apiVersion).startsWith('monitoring.coreos.com/');
    new Walk(hasValues, found).value(manifest, []);
    if (kind === 'ConfigMap') { inTexts(manifest.data, 'data', found); }
  }
  return found;
}

/** Shared data without findings, cached. */
const clean = new WeakSet<object>();
/** The same for long texts, such as dashboards. */
const cleanTexts = new Set<string>();
const LONG_TEXT = 1_000;
const MOST_TEXTS = 500;

function secretInLong(text: string): ReturnType<typeof secretIn> {
  if (text.length >= LONG_TEXT && cleanTexts.has(text)) { return undefined; }
  const what = secretIn(text);
  if (what === undefined && text.length >= LONG_TEXT) {
    if (cleanTexts.size >= MOST_TEXTS) { cleanTexts.clear(); }
    cleanTexts.add(text);
  }
  return what;
}

/** Fields of the operator's custom resources that formerly accepted a value, and where other kinds have a reference to a Secret. */
const VALUE_FIELDS = new Set(['apiKey', 'apiSecret', 'bearerToken', 'password', 'secretKey', 'token']);
/** Fields of any kind that only contain a credential, not a reference to one. */
const PASSWORD_FIELD =
  /^(?:[a-z][a-zA-Z]*Password|password|adminPassword|bearerToken|clientSecret|client_secret|apiToken|authToken|accessToken)$/;

/** Cached: manifests contain few distinct field names. */
const passwordFields = new Map<string, boolean>();
const MOST_FIELDS = 5_000;

function isPasswordField(name: string): boolean {
  const known = passwordFields.get(name);
  if (known !== undefined) { return known; }
  if (passwordFields.size >= MOST_FIELDS) { passwordFields.clear(); }
  const is = PASSWORD_FIELD.test(name);
  passwordFields.set(name, is);
  return is;
}

/** Walks a manifest. The path is one shared list, so that manifests without findings cost nothing. */
class Walk {
  public constructor(private readonly hasValueFields: boolean, private readonly found: PlainSecret[]) {}

  public value(value: unknown, path: (string | number)[]): void {
    if (typeof value === 'string') {
      const what = secretInLong(value);
      if (what !== undefined) { this.add(path, what); }
    }
    if (typeof value !== 'object' || value === null || clean.has(value)) { return; }
    const before = this.found.length;
    if (Array.isArray(value)) { this.list(value, path); } else { this.map(value as Record<string, unknown>, path); }
    if (this.found.length === before && isShared(value)) { clean.add(value); }
  }

  private list(list: readonly unknown[], path: (string | number)[]): void {
    const isArguments = path.at(-1) === 'args' || path.at(-1) === 'command';
    list.forEach((item, at) => {
      path.push(at);
      const before = this.found.length;
      this.value(item, path);
      if (isArguments && typeof item === 'string' && this.found.length === before && isSecretArgument(item)) {
        this.add(path, 'a credential in an argument');
      }
      path.pop();
    });
  }

  private map(map: Record<string, unknown>, path: (string | number)[]): void {
    const parent = path.at(-1);
    const isOfHeaders = parent === 'headers' || parent === 'httpHeaders';
    const isOfParameters = parent === 'endpointParams';
    const isOfKeys = typeof parent === 'string' && /(?:keys|refs?|references?|secrets?)$/i.test(parent);
    if (isVariable(map)) { this.add([...path, 'value'], 'a credential in a variable'); }
    for (const key of Object.keys(map)) {
      const field = map[key];
      path.push(key);
      const hasValue = !isOfKeys && (typeof field === 'string' || isOfHeaders);
      // the name first: it excludes most
      if (hasValue && this.isCredential(key, isOfHeaders, isOfParameters) && literalOf(field) !== undefined) {
        this.add(path, isOfHeaders ? 'a header with a credential' : 'a credential');
      } else { this.value(field, path); }
      path.pop();
    }
  }

  private isCredential(key: string, isOfHeaders: boolean, isOfParameters: boolean): boolean {
    if (isOfHeaders) { return isCredentialHeader(key); }
    return isOfParameters && isCredentialName(key) || this.hasValueFields && VALUE_FIELDS.has(key) || isPasswordField(key);
  }

  private add(path: readonly (string | number)[], what: string): void {
    this.found.push({ field: fieldPath(path), what });
  }
}

/** A text, or the first text of a header, unless it is a reference. */
function literalOf(value: unknown): string | undefined {
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' && isLiteral(text) ? text : undefined;
}

/** An environment variable with a value. `$(OTHER)` refers to another one. */
function isVariable({ name, value }: { readonly name?: unknown; readonly value?: unknown }): boolean {
  return typeof name === 'string' && typeof value === 'string' && isCredential(name, value);
}

function isSecretArgument(text: string): boolean {
  const [, name, value] = /^--?([\w.-]{2,80})=(.*)$/s.exec(text) ?? [];
  return name !== undefined && isCredential(name, value);
}

const CONFIGURATION = /\.(?:ya?ml|json|ini|conf|cfg|toml|properties|env|tmpl|txt|crt)$/;
/** Keys of Secrets that are not secret. */
const HARMLESS_KEY =
  /^(?:.*(?:url|host|port|name|type|user|project|region|bucket|endpoint|database|path|uuid|email|domain|[-_]id)|ca\.crt|tls\.crt)$/i;

/** Longer JSON is a dashboard or a table. */
const MOST_JSON = 20_000;

/** Not programs, such as `token = get_token()`, and not dashboards. */
function isConfiguration(key: string, text: string): boolean {
  return (CONFIGURATION.test(key) || !key.includes('.')) && !text.startsWith('#!') && !(text.length > MOST_JSON && /^\s*[{[]/.test(text));
}

function hasSecret(text: string): boolean {
  return secretIn(text) !== undefined || credentialLines(text).length > 0;
}

/** Configuration files in a map of texts: ini, properties, YAML and short JSON. */
function inTexts(texts: unknown, at: string, found: PlainSecret[]): void {
  if (!isMap(texts)) { return; }
  for (const [key, text] of Object.entries(texts)) {
    if (typeof text !== 'string' || !isConfiguration(key, text)) { continue; }
    const field = `${at}.${key}`;
    if (!text.includes('\n') && isCredentialName(key) && isLiteral(text)) { found.push({ field, what: 'a credential' }); continue; }
    found.push(...credentialLines(text).map(name => ({ field, what: `a credential in the setting "${name}"` })));
  }
}

/** Keys of a Secret with a configuration count only if it contains a credential. Every other key counts as a credential. */
function inSecret(secret: Manifest, found: PlainSecret[]): void {
  if (secret.type === 'helm.sh/release.v1') { return; }
  for (const field of ['data', 'stringData'] as const) {
    const texts = secret[field];
    if (!isMap(texts)) { continue; }
    for (const [key, value] of Object.entries(texts)) {
      if (typeof value !== 'string' || value === '') { continue; }
      const isHarmless = HARMLESS_KEY.test(key) && !isCredentialName(key);
      const text = field === 'data' ? Buffer.from(value, 'base64').toString('utf8') : value;
      const isSecret = CONFIGURATION.test(key) || isHarmless ? hasSecret(text) : isLiteral(text);
      if (isSecret) { found.push({ field: `${field}.${key}`, what: 'the data of a Secret' }); }
    }
  }
}

function fieldPath(path: readonly (string | number)[]): string {
  return path.map((part, at) => {
    if (typeof part === 'number') { return `[${part}]`; }
    return at === 0 ? part : `.${part}`;
  }).join('');
}
