import { finding, Finding } from './rule';
import { PLAIN_SECRET } from './rules';
import { isShared } from './shared';

/** Fields of the operator's custom resources that once took a value, where others take a reference to a Secret. */
const VALUE_FIELDS = new Set<unknown>(['apiKey', 'apiSecret', 'bearerToken', 'password', 'secretKey', 'token']);
const SECRET_VARIABLE = /(PASSWORD|PASSWD|TOKEN|SECRET|API_?KEY|CREDENTIALS?)$/i;
const URL_PASSWORD = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@]{0,255}:[^\s/?#@]{1,255}@/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/;

/** Where a manifest has a secret in plain text, which would be committed: the fields by their paths, never the values. */
export function checkSecrets(manifest: { readonly kind: string; readonly [field: string]: unknown }): Finding[] {
  if (manifest.kind === 'Secret') {
    return ['data', 'stringData'].filter(field => manifest[field] !== undefined).map(field => finding(PLAIN_SECRET, { field }));
  }
  const fields: string[] = [];
  findSecrets(manifest, [], fields);
  return fields.map(field => finding(PLAIN_SECRET, { field }));
}

/** What many clusters have alike, and nothing was found in. */
const clean = new WeakSet<object>();

/** Adds the fields with secrets. The path is one list for all, so that it costs nothing where there is nothing to say. */
function findSecrets(value: unknown, path: (string | number)[], found: string[]): void {
  if (typeof value === 'string' && isSecret(value)) { found.push(textOf(path)); }
  if (typeof value !== 'object' || value === null || clean.has(value)) { return; }
  const before = found.length;
  if (!Array.isArray(value) && isSecretVariable(value)) { found.push(textOf([...path, 'value'])); }
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const field: unknown = (value as any)[key];
    path.push(key);
    if (VALUE_FIELDS.has(key) && typeof field === 'string' && field !== '') { found.push(textOf(path)); } else { findSecrets(field, path, found); }
    path.pop();
  }
  if (found.length === before && isShared(value)) { clean.add(value); }
}

function textOf(path: readonly (string | number)[]): string {
  return path.map((part, at) => typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`).join('');
}

function isSecret(text: string): boolean {
  return text.includes('://') && URL_PASSWORD.test(text) || text.includes('-----BEGIN ') && PRIVATE_KEY.test(text);
}

/** An environment variable with a value; `$(OTHER)` refers to another one. */
function isSecretVariable({ name, value }: { readonly name?: unknown; readonly value?: unknown }): boolean {
  return typeof name === 'string' && SECRET_VARIABLE.test(name) && typeof value === 'string' && value !== '' && !value.startsWith('$(');
}
