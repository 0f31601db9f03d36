import { finding, Finding } from './rule';
import { PLAIN_SECRET } from './rules';

/** Fields of the operator's custom resources that once took a value, where others take a reference to a Secret. */
const VALUE_FIELDS = ['apiKey', 'apiSecret', 'bearerToken', 'password', 'secretKey', 'token'];
const SECRET_VARIABLE = /(PASSWORD|PASSWD|TOKEN|SECRET|API_?KEY|CREDENTIALS?)$/i;
const URL_PASSWORD = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@]{0,255}:[^\s/?#@]{1,255}@/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/;

/** Where a manifest has a secret in plain text, which would be committed: the fields by their paths, never the values. */
export function checkSecrets(manifest: { readonly kind: string; readonly [field: string]: unknown }): Finding[] {
  if (manifest.kind === 'Secret') {
    return ['data', 'stringData'].filter(field => manifest[field] !== undefined).map(field => finding(PLAIN_SECRET, { field }));
  }
  return fieldsWithSecrets(manifest, '').map(field => finding(PLAIN_SECRET, { field }));
}

function fieldsWithSecrets(value: unknown, path: string): string[] {
  if (typeof value === 'string') { return URL_PASSWORD.test(value) || PRIVATE_KEY.test(value) ? [path] : []; }
  if (Array.isArray(value)) { return value.flatMap((each, i) => fieldsWithSecrets(each, `${path}[${i}]`)); }
  if (typeof value !== 'object' || value === null) { return []; }
  const fields = Object.entries(value);
  const variable = isSecretVariable(value as { name?: unknown; value?: unknown }) ? [`${path}.value`] : [];
  return [...variable, ...fields.flatMap(([key, field]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return VALUE_FIELDS.includes(key) && typeof field === 'string' && field !== '' ? [at] : fieldsWithSecrets(field, at);
  })];
}

/** An environment variable with a value; `$(OTHER)` refers to another one. */
function isSecretVariable({ name, value }: { readonly name?: unknown; readonly value?: unknown }): boolean {
  return typeof name === 'string' && SECRET_VARIABLE.test(name) && typeof value === 'string' && value !== '' && !value.startsWith('$(');
}
