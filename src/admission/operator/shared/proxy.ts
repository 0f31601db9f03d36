import { whyNoUrl } from './go-url';
import { Json } from './json';
import { SECRET_KEY } from './references';
import { asList, isMap, textOf } from '../../../values/json';
import { Part, PartRow } from '../row';

const TYPES = 'pkg/apis/monitoring/v1/types.go';

const fromEnvironment = (part: Json) => part.proxyFromEnvironment === true;
const hasUrl = (part: Json) => textOf(part.proxyUrl) !== '';
const excludes = (part: Json) => textOf(part.noProxy) !== '';
const headers = (part: Json): Json => (isMap(part.proxyConnectHeader) ? part.proxyConnectHeader : {});
const isEmptySelector = (selector: unknown) =>
  isMap(selector) && textOf(selector.name) === '' && textOf(selector.key) === '' && selector.optional === undefined;

/** The message names the first of `field`. */
function row(id: string, field: string, since: string, text: string, condition: (part: Json) => boolean, why: string): PartRow {
  const at = field.split(',')[0];
  return {
    id: `proxy/${id}`,
    field,
    since,
    isAsOldAsField: true,
    see: { file: TYPES, text },
    find: part => (condition(part) ? [{ at, value: typeof part[at] === 'string' ? part[at] : undefined, why }] : []),
  };
}

/** `proxyUrl` and related fields, inline in an HTTP client. */
export const PROXY: Part = {
  rows: [
    row(
      'header-alone',
      'proxyConnectHeader',
      '0.71.0',
      'if proxyConnectHeader is configured, proxyUrl or proxyFromEnvironment must also be configured',
      part => Object.keys(headers(part)).length > 0 && !fromEnvironment(part) && !hasUrl(part),
      'has no effect without a proxy: set "proxyUrl" or "proxyFromEnvironment"',
    ),
    row(
      'twice',
      'proxyUrl, proxyFromEnvironment',
      '0.71.0',
      'if proxyFromEnvironment is configured, proxyUrl must not be configured',
      part => fromEnvironment(part) && hasUrl(part),
      'is set together with "proxyFromEnvironment": remove one of them',
    ),
    row(
      'no-proxy-of-environment',
      'noProxy, proxyFromEnvironment',
      '0.71.0',
      'if proxyFromEnvironment is configured, noProxy must not be configured',
      part => fromEnvironment(part) && excludes(part),
      'is set together with "proxyFromEnvironment", which uses the variable NO_PROXY: remove one of them',
    ),
    row(
      'no-proxy-alone',
      'noProxy',
      '0.71.0',
      'if noProxy is configured, proxyUrl must also be configured',
      part => !hasUrl(part) && !fromEnvironment(part) && excludes(part),
      'has no effect without a proxy: set "proxyUrl", or remove "noProxy"',
    ),
    {
      id: 'proxy/header-empty',
      field: 'proxyConnectHeader{}',
      since: '0.78.0',
      see: { file: TYPES, text: 'selector must not be empty' },
      find: part =>
        Object.entries(headers(part))
          .filter(([, values]) => Array.isArray(values) && values.length === 0)
          .map(([name]) => ({
            at: `proxyConnectHeader[${JSON.stringify(name)}]`,
            why: 'has no value: refer to a key of a Secret, or remove the header',
          })),
    },
    {
      id: 'proxy/header-reference',
      field: 'proxyConnectHeader{}[]',
      since: '0.77.0',
      see: { file: TYPES, text: 'selector must be defined' },
      find: part =>
        Object.entries(headers(part)).flatMap(([name, values]) =>
          asList(values).flatMap((value, at) =>
            isEmptySelector(value)
              ? [{ at: `proxyConnectHeader[${JSON.stringify(name)}][${at}]`, why: 'has no reference: set "name" and "key" of a Secret' }]
              : [],
          ),
        ),
    },
    {
      id: 'proxy/url',
      field: 'proxyUrl',
      since: '0.82.0',
      see: { file: TYPES, text: 'url.Parse(*pc.ProxyURL)' },
      find: part => {
        const why = whyNoUrl(textOf(part.proxyUrl));
        return why === undefined
          ? []
          : [{ at: 'proxyUrl', value: part.proxyUrl, why: `is not a URL: ${why}; write it like "http://proxy.example.org:3128"` }];
      },
    },
  ],
  contains: [{ at: 'proxyConnectHeader{}[]', part: SECRET_KEY, since: '0.82.0' }],
};
