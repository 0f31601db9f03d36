import { atReload, blocking, GENERATION, ignored, leftOut, OPERATOR, TYPES } from './rows';
import { fieldAt, isFilledText, isMap, isSet, textOf } from '../../../values/json';
import { CheckContext, Fault, isBelow, Part, PartRow } from '../row';
import { isBasicType, MISSING_CREDENTIALS } from '../shared/authorization';
import { BASIC_AUTH } from '../shared/basic-auth';
import { whyNoUrl } from '../shared/go-url';
import { Json } from '../shared/json';
import { OAUTH2 } from '../shared/oauth2';
import { PROXY } from '../shared/proxy';
import { NAMED_SECRET_KEY, SECRET_KEY } from '../shared/references';
import { SAFE_TLS } from '../shared/tls';

const AT_MOST_ONE = 'at most one of \'basicAuth\', \'oauth2\' and ';

function pair(first: string, second: string, text: string): PartRow {
  return leftOut({
    id: `alertmanager-config/${first}-and-${second}`,
    field: `${first}, ${second}`,
    see: { file: TYPES, text },
    find: part => isSet(part[first]) && isSet(part[second])
      ? [{ at: second, why: `is set together with "${first}", but only one authentication method is allowed: remove one of them` }] : [],
  });
}

const tooOld = (field: string, version: string, { env }: CheckContext): Fault =>
  ({
    at: field,
    why: `requires Alertmanager ${version} or newer; the version is ${env.alertmanager!.text}: remove it, or use a newer Alertmanager`,
  });

function since(version: string, fields: readonly string[], text: string, operator?: string): PartRow {
  return leftOut({
    id: `alertmanager-config/${fields[0]}-version`,
    field: fields.join(', '),
    since: operator,
    see: { file: OPERATOR, text },
    find: (part, context) => isBelow(context.env.alertmanager, version) ? fields.filter(field => isSet(part[field])).map(field =>
      tooOld(field, version, context)) : [],
  });
}

/** Checks of `proxyUrl` ignore the older spelling `proxyURL`. */
const fromBoth = (part: Json) => isFilledText(part.proxyURL) && part.proxyFromEnvironment === true && !isFilledText(part.proxyUrl);

/** Fields that the operator drops if Alertmanager is too old: path, version, name in Alertmanager. */
const DROPPED: readonly (readonly [field: string, alertmanager: string, text: string])[] = [
  ['followRedirects', '0.22.0', '\'follow_redirects\' set in \'http_config\''],
  ['enableHttp2', '0.25.0', '\'enable_http2\' set in \'http_config\''],
  ['tlsConfig.minVersion', '0.25.0', '\'min_version\' set in \'tls_config\''],
  ['tlsConfig.maxVersion', '0.25.0', '\'max_version\' set in \'tls_config\''],
  ['proxyFromEnvironment', '0.26.0', '\'proxy_from_environment\' set to true'],
  ['noProxy', '0.26.0', '\'no_proxy\' configured'],
  ['proxyConnectHeader', '0.26.0', '\'proxy_connect_header\' configured'],
];

const DROPPED_ROWS: readonly PartRow[] = DROPPED.map(([field, version, text]) => ignored({
  id: `alertmanager-config/${field}-dropped`,
  field,
  see: { file: GENERATION, text },
  find: (part, context) => {
    const value = fieldAt(part, field);
    // for the other fields, false is not the default
    return isSet(value) && value !== '' && !(field === 'proxyFromEnvironment' && value === false)
      && isBelow(context.env.alertmanager, version) ? [tooOld(field, version, context)] : [];
  },
}));

const IGNORED_ROWS: readonly PartRow[] = [
  ignored({
    id: 'alertmanager-config/oauth2-tls',
    field: 'oauth2.tlsConfig',
    see: { file: GENERATION, text: 'out.OAuth2 = &oauth2{' },
    find: ({ oauth2 }) => isMap(oauth2) && isSet(oauth2.tlsConfig)
      ? [{ at: 'oauth2.tlsConfig', why: 'is ignored: the token is requested with the default TLS settings' }] : [],
  }),
  ignored({
    id: 'alertmanager-config/proxy-spelling',
    field: 'proxyURL, proxyUrl',
    see: { file: GENERATION, text: 'proxyConfig.ProxyURL = *in.ProxyURLOriginal' },
    find: part => isFilledText(part.proxyURL) && isFilledText(part.proxyUrl) && part.proxyURL !== part.proxyUrl
      ? [{ at: 'proxyUrl', value: part.proxyUrl, why: 'is ignored if it is set together with "proxyURL": remove one of them' }] : [],
  }),
];

/** `httpConfig` of a receiver. */
export const HTTP_CLIENT: Part = {
  rows: [
    pair('basicAuth', 'bearerTokenSecret', `${AT_MOST_ONE}'bearerTokenSecret'`),
    pair('oauth2', 'bearerTokenSecret', `${AT_MOST_ONE}'bearerTokenSecret'`),
    pair('authorization', 'bearerTokenSecret', '\'authorization\' is not compatible with \'bearerTokenSecret\''),
    pair('authorization', 'basicAuth', `${AT_MOST_ONE}'authorization'`),
    pair('authorization', 'oauth2', `${AT_MOST_ONE}'authorization'`),
    pair('oauth2', 'basicAuth', `${AT_MOST_ONE}'authorization'`),
    leftOut({
      ...MISSING_CREDENTIALS,
      id: 'alertmanager-config/authorization-credentials',
      field: 'authorization.credentials',
      find: (part, context) => isMap(part.authorization)
        ? MISSING_CREDENTIALS.find(part.authorization, context).map(fault => ({ ...fault, at: `authorization.${fault.at}` })) : [],
    }),
    leftOut({
      id: 'alertmanager-config/authorization-basic',
      field: 'authorization.type',
      see: { file: 'pkg/apis/monitoring/v1/prometheus_types.go', text: '\'authorization\' type cannot be set to' },
      find: ({ authorization }) => isMap(authorization) && isBasicType(authorization)
        ? [{ at: 'authorization.type', value: authorization.type, why: 'does not support user name and password: use "basicAuth"' }] : [],
    }),
    since('0.22.0', ['authorization'], '\'authorization\' config set in \'httpConfig\''),
    since('0.22.0', ['oauth2'], '\'oauth2\' config set in \'httpConfig\''),
    since('0.25.0', ['noProxy', 'proxyFromEnvironment', 'proxyConnectHeader'], '\'ProxyConfig\' config set in \'httpConfig\'', '0.77.0'),
    blocking({
      id: 'alertmanager-config/proxy-twice',
      field: 'proxyURL, proxyFromEnvironment',
      since: '0.82.0',
      see: { file: GENERATION, text: 'if \'proxy_from_environment\' is configured, \'proxy_url\' must not be configured' },
      // below 0.26 the operator drops `proxyFromEnvironment`
      find: (part, { env }) => fromBoth(part) && env.alertmanager?.isAtLeast('0.26.0')
        ? [{ at: 'proxyURL', value: part.proxyURL, why: 'is set together with "proxyFromEnvironment": remove one of them' }] : [],
    }),
    atReload({
      id: 'alertmanager-config/proxy-url',
      field: 'proxyURL',
      see: { file: GENERATION, text: 'proxyConfig.ProxyURL = *in.ProxyURLOriginal' },
      find: part => {
        const why = isFilledText(part.proxyURL) ? whyNoUrl(textOf(part.proxyURL)) : undefined;
        return why === undefined ? []
          : [{ at: 'proxyURL', value: part.proxyURL, why: `is not a URL: ${why}; write it like "http://proxy.example.org:3128"` }];
      },
    }),
    ...IGNORED_ROWS,
    ...DROPPED_ROWS,
  ],
  contains: [
    { at: 'authorization.credentials', part: NAMED_SECRET_KEY },
    { at: 'basicAuth', part: BASIC_AUTH },
    { at: 'bearerTokenSecret', part: SECRET_KEY },
    { at: 'oauth2', part: OAUTH2 },
    { at: 'tlsConfig', part: SAFE_TLS },
    { at: '', part: PROXY, since: '0.77.0' },
  ],
};
