import { integration, Integration } from './integration';
import { needRow } from './needs';
import { atReload, blocking, GENERATION, ignored, inAlertmanager, leftOut, mapsOf, OPERATOR, VALIDATION } from './rows';
import { templateUrlRow, whyNoTemplateUrl } from './urls';
import { shown } from '../../../validation/rule';
import { isFilledText, isSet, textOf } from '../../../values/json';
import { secretText } from '../shared/references';
import { SAFE_TLS } from '../shared/tls';

const WEBHOOK = integration('webhookConfigs', {
  rows: [
    leftOut({
      id: 'alertmanager-config/webhook-target',
      field: 'url, urlSecret',
      see: { file: VALIDATION, text: 'one of \'url\' or \'urlSecret\' must be specified' },
      find: part => isSet(part.url) || isSet(part.urlSecret) ? []
        : [{ at: 'url', why: 'is missing: write the URL, or set "urlSecret" to a Secret with it' }],
    }),
    templateUrlRow('alertmanager-config/webhook-url', 'url', { file: VALIDATION, text: 'invalid \'url\': %w' }),
    leftOut({
      id: 'alertmanager-config/webhook-secret-url',
      field: 'urlSecret',
      since: '0.82.0',
      see: { file: OPERATOR, text: 'failed to validate URL' },
      find: (part, context) => {
        const text = secretText(part.urlSecret, context);
        const why = text === undefined ? undefined : whyNoTemplateUrl(text.trim());
        return why === undefined ? []
          : [{ at: 'urlSecret', why: `refers to a value that is not a URL: ${why}; store the whole URL in the Secret` }];
      },
    }),
    blocking({
      id: 'alertmanager-config/webhook-secret-space',
      field: 'urlSecret',
      since: '0.90.1',
      see: { file: GENERATION, text: 'No need to validate again the URL because it\'s been done when selecting' },
      // selection trims the text, generation does not
      find: (part, context) => {
        const text = secretText(part.urlSecret, context);
        const isBroken = text !== undefined && whyNoTemplateUrl(text.trim()) === undefined && whyNoTemplateUrl(text) !== undefined;
        return isBroken ? [{
          at: 'urlSecret',
          why: 'refers to a URL with a space or a line feed before or after it: store the URL alone in the Secret, for example with '
            + '"printf" instead of "echo"',
        }] : [];
      },
    }),
    ignored({
      id: 'alertmanager-config/webhook-url-twice',
      field: 'url, urlSecret',
      see: { file: GENERATION, text: 'if in.URLSecret != nil' },
      find: part => isFilledText(part.url) && isSet(part.urlSecret)
        ? [{ at: 'url', value: part.url, why: 'is ignored if it is set together with "urlSecret": remove one of them' }] : [],
    }),
  ],
  secrets: ['urlSecret'],
  refused: [{ field: 'payload', alertmanager: '0.32.0', since: '0.92.0', text: 'payload\' is available in' }],
  dropped: [{ field: 'timeout', alertmanager: '0.28.0', text: '\'timeout\' supported in Alertmanager >= 0.28.0 only' }],
});

/** Why Go's net.SplitHostPort rejects a text. */
function whyNoHostAndPort(text: string): string | undefined {
  const colon = text.lastIndexOf(':');
  if (colon < 0) { return 'its port is missing'; }
  if (!text.startsWith('[')) {
    if (text.slice(0, colon).includes(':')) { return 'it has two colons: an IPv6 address needs brackets'; }
    return /[[\]]/.test(text) ? 'it has an unexpected bracket' : undefined;
  }
  const bracket = text.indexOf(']');
  if (bracket < 0) { return 'it has "[" without "]"'; }
  return text[bracket + 1] === ':' && bracket + 1 === colon ? undefined : 'its port is missing';
}

/** Headers that Alertmanager writes itself so that mail programs group messages in threads. */
const THREAD_HEADERS = ['references', 'in-reply-to'];

const EMAIL = integration('emailConfigs', {
  hasHttpClient: false,
  rows: [
    leftOut({
      id: 'alertmanager-config/email-to',
      field: 'to',
      see: { file: VALIDATION, text: 'missing \'to\' address' },
      find: part => isFilledText(part.to) ? [] : [{ at: 'to', why: 'is missing: write the address' }],
    }),
    leftOut({
      id: 'alertmanager-config/email-smarthost',
      field: 'smarthost',
      see: { file: VALIDATION, text: 'invalid \'smarthost\' %q: %w' },
      find: ({ smarthost }) => {
        const why = isFilledText(smarthost) ? whyNoHostAndPort(textOf(smarthost)) : undefined;
        return why === undefined ? []
          : [{ at: 'smarthost', value: smarthost, why: `is not a host with a port: ${why}; write it like "smtp.example.org:587"` }];
      },
    }),
    atReload({
      id: 'alertmanager-config/email-port',
      field: 'smarthost',
      see: inAlertmanager('config/common/hostport.go', 'port cannot be empty'),
      find: ({ smarthost }) => /^[^:]+:$|^\[[^\]]*\]:$/.test(textOf(smarthost))
        ? [{ at: 'smarthost', value: smarthost, why: 'has no port after the colon: write it like "smtp.example.org:587"' }] : [],
    }),
    leftOut({
      id: 'alertmanager-config/email-header-twice',
      field: 'headers[].key',
      see: { file: VALIDATION, text: 'duplicate header %q' },
      find: ({ headers }) => {
        const all = mapsOf(headers).map(({ at, map }) => ({ at, key: textOf(map.key) }));
        return all.flatMap(({ at, key }, index) => all.findIndex(other => other.key.toLowerCase() === key.toLowerCase()) < index
          ? [{
            at: `headers[${at}].key`,
            value: key,
            why: `appears twice (upper and lower case are equal): remove ${shown(key)}`,
          }] : []);
      },
    }),
    ...needRow({
      id: 'email-smarthost-missing',
      field: 'smarthost',
      need: 'smarthost',
      text: 'no global SMTP smarthost set',
      operator: { since: '0.79.0', text: 'SMTP smarthost is a mandatory field' },
    }),
    ...needRow({
      id: 'email-from-missing',
      field: 'from',
      need: 'from',
      text: 'no global SMTP from set',
      operator: {
        since: '0.79.0',
        text: 'SMTP from is a mandatory field',
      },
    }),
    atReload({
      id: 'alertmanager-config/email-threading-headers',
      field: 'threading, headers[].key',
      since: '0.91.0',
      see: inAlertmanager('notify/email/config.go', 'threading.enabled conflicts with custom References header'),
      find: ({ threading, headers }) => !isSet(threading) ? [] : mapsOf(headers).flatMap(({ at, map }) =>
        THREAD_HEADERS.includes(textOf(map.key).toLowerCase())
          ? [{ at: `headers[${at}].key`, value: map.key, why: 'is a header that "threading" sets: remove one of them' }] : []),
    }),
  ],
  secrets: ['authPassword', 'authSecret'],
  contains: [{ at: 'tlsConfig', part: SAFE_TLS }],
  refused: [
    { field: 'forceImplicitTLS', alertmanager: '0.31.0', since: '0.90.0', text: 'forceImplicitTLS\' is available in' },
    { field: 'threading', alertmanager: '0.30.0', since: '0.91.0', text: 'threading\' is available in' },
  ],
});

/** Notifications by HTTP and by mail. */
export const BASIC: readonly Integration[] = [WEBHOOK, EMAIL];
