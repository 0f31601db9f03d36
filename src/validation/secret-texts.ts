import { isFilledIn } from './placeholder';

/**
 * Names of fields, headers, parameters and variables whose value is a credential. Names with another ending (`tokenUrl`, `passwordFile`,
 * `apiKeyRef`) contain none.
 */
const CREDENTIAL = new RegExp(`(?:${[
  'pass(?:word|wd|phrase)?', 'pw', 'pgpass', 'token', 'secret', 'credentials?', 'api[-_]?(?:key|secret)', 'access[-_]?key',
  'secret[-_]?key', 'private[-_]?key',
  'auth[-_]?key', 'license[-_]?key', 'routing[-_]?key', 'service[-_]?key', 'integration[-_]?key', 'signing[-_]?key', 'shared[-_]?key',
  'account[-_]?key', 'encryption[-_]?key',
].join('|')})$`, 'i');

/** Headers with a credential, under other names. */
const CREDENTIAL_HEADER = /^(?:(?:proxy-)?authorization|cookie|set-cookie|x-auth|(?:[\w-]+-)?(?:key|signature|auth))$/i;

/** Whether a value is a credential, by its name. */
export function isCredentialName(name: string): boolean {
  return name.length < 100 && CREDENTIAL.test(name.replace(/\[\d*\]$/, ''));
}

export function isCredentialHeader(name: string): boolean {
  return isCredentialName(name) || CREDENTIAL_HEADER.test(name);
}

/**
 * Marks of references and templates: `$(NAME)`, `${NAME}`, `$__file`, `{{ .Values.x }}`, `<name>`, `$NAME`, `%{name}`, `[[ .name ]]`,
 * `{NAME}`.
 */
const PLACEHOLDER = /\$\(|\$\{|\$__|\{\{|<[\w .-]+>|\$[A-Z_]{3,}|%\{|\[\[|\{\w+\}/;

/** References, encrypted values, templates, paths, booleans, numbers, blanks, and `not-needed`: placeholders instead of a secret. */
const NO_SECRET = new RegExp(`^(?:${[
  /\s*|true|false|yes|no|null|none|nil|~|-?\d{1,5}|\d*\.\d+(?:e-?\d+)?|\d(?:\.\d+)?e-\d+/.source,
  /\*{2,}|x{3,}|\.{3}/.source,
  /(?:.*[ _-])?not?[ _-](?:[a-z]+[ _-]){0,3}(?:needed|required|used)/.source,
  /\/[^\s]*|file:.*|!.*|os\.environ.*|vault:.*|(?:bao|secret|op|ref\+\w+):\/\/.*|ENC\[.*/.source,
  `.*(?:${PLACEHOLDER.source}).*`,
].join('|')})$`, 'is');

/** Whether a value with the name of a credential is one, and not a reference to one. */
export function isLiteral(value: string): boolean {
  return value.length > 10_000 || !NO_SECRET.test(value) && !isFilledIn(value);
}

/**
 * Whether a setting is a credential. A value named "secret" or "credentials" may be the name of a Secret, and a token may be a type: `jwt`.
 */
export function isCredential(name: string, value: string): boolean {
  if (!isCredentialName(name) || !isLiteral(value)) { return false; }
  if (/(?:secret|credentials?)$/i.test(name) && /^[a-z]+(?:-[a-z0-9]+)*$/.test(value)) { return false; }
  return !/(?:token|secret|key)$/i.test(name) || value.length >= 8;
}

/** Formats that identify a secret in any field. */
export type SecretText = 'a password in a URL' | 'a token in a URL' | 'a webhook' | 'a private key';

/** Searches for `://` first, because it is rare, and then for the scheme before it. */
const USER_INFO = /(?<=\b[a-z][a-z0-9+.-]{1,30}):\/\/[^\s/?#@"'`<>:\\]*:([^\s/?#@"'`\\]+)@[^\s/?#@"'`]/gi;
const PARAMETER = /[?&]((?:[\w.-]{0,60}))=([^&#\s"'`<>\\]+)/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/;

/**
 * Addresses that are credentials themselves: anybody who has one can post.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * @see https://docs.discord.com/developers/resources/webhook
 * @see https://core.telegram.org/bots/api#making-requests
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
const WEBHOOK = new RegExp(`https://(?:${[
  'hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)', 'discord(?:app)?\\.com/api/webhooks',
  '[\\w-]{1,60}\\.webhook\\.office\\.com/webhookb2',
  'outlook\\.office(?:365)?\\.com/webhook', 'api\\.telegram\\.org/bot',
].join('|')})/?([^\\s"'\`\\\\]{8,})`, 'g');

/** `ab://:c@d`. */
const SHORTEST = 9;

/** What every secret contains. In short texts one pattern is found several times as fast as two substrings. */
const SUSPICIOUS = /:\/\/|-----BEGIN /;
const SHORT = 1000;

/** The secret in a text. Undefined if there is none. Takes linear time. */
export function secretIn(text: string): SecretText | undefined {
  if (text.length < SHORTEST || text.length < SHORT && !SUSPICIOUS.test(text)) { return undefined; }
  if (text.includes('-----BEGIN ') && PRIVATE_KEY.test(text)) { return 'a private key'; }
  if (!text.includes('://')) { return undefined; }
  if (some(text, USER_INFO, ([, password]) => isLiteral(password))) { return 'a password in a URL'; }
  if (some(text, PARAMETER, ([, name, value]) => isUrlCredential(name) && isLiteral(value))) { return 'a token in a URL'; }
  return some(text, WEBHOOK, ([, path]) => isLiteral(path)) ? 'a webhook' : undefined;
}

function isUrlCredential(name: string): boolean {
  return isCredentialName(name) || /^(?:sig|signature|auth|x-amz-signature)$/i.test(name);
}

function some(text: string, pattern: RegExp, isOne: (match: RegExpMatchArray) => boolean): boolean {
  for (const match of text.matchAll(pattern)) { if (isOne(match)) { return true; } }
  return false;
}

/** The text without secrets in its URLs, for messages and reports. Text in JSON stays valid: a backslash ends the secret. */
export function masked(text: string): string {
  if (!text.includes('://')) { return text; }
  return text
    .replace(USER_INFO, (whole, password: string) => whole.replace(`:${password}@`, ':***@'))
    .replace(PARAMETER, (
      whole, name: string, value: string,
    ) => isUrlCredential(name) ? whole.slice(0, whole.length - value.length) + '***' : whole)
    .replace(WEBHOOK, (whole, path: string) => `${whole.slice(0, whole.length - path.length)}***`);
}

const LINE_START = /(?:^|[\n{,;&?])[ \t]*(?:- )?(?:--?)?/;
const LINE_NAME = /["']?([\w.-]{2,80})["']?/;
const LINE_VALUE = /(?:"([^"\n]{1,2000})"|'([^'\n]{1,2000})'|([^\s"',{}[\]&|>#][^\n,}&]{0,2000}))/;

/** A line of a configuration: `password = x`, `"apiKey": "x"`, `- token: x`, `--web.password=x`. */
const LINE = new RegExp([LINE_START, LINE_NAME, /[ \t]*[:=][ \t]*/, LINE_VALUE].map(({ source }) => source).join(''), 'g');

/** The names of settings with a literal credential in a configuration. */
export function credentialLines(text: string): string[] {
  const names = new Set<string>();
  for (const [, name, double, single, plain] of text.matchAll(LINE)) {
    const value = double ?? single ?? plain.trim();
    if (isCredential(name, value)) { names.add(name); }
  }
  return [...names];
}
