import { MISSING_CREDENTIALS, SAFE_AUTHORIZATION } from './authorization';
import { BASIC_AUTH } from './basic-auth';
import { OAUTH2 } from './oauth2';
import { PROXY } from './proxy';
import { NAMED_SECRET_KEY } from './references';
import { SAFE_TLS, TLS } from './tls';
import { isMap, isSet, textOf } from '../../../values/json';
import { Part, PartRow } from '../row';

const FILE = 'pkg/apis/monitoring/v1/http_config.go';

/** Authentication methods, in the order in which the operator compares them. */
const AUTHENTICATION = ['authorization', 'basicAuth', 'bearerTokenSecret', 'oauth2'] as const;

const PAIRS: readonly PartRow[] = AUTHENTICATION.flatMap((first, at) =>
  AUTHENTICATION.slice(at + 1).map(
    second =>
      ({
        id: `http-config/${first}-and-${second}`,
        field: `${first}, ${second}`,
        since: '0.86.0',
        see: { file: FILE, text: `${first} and ${second} cannot be configured at the same time` },
        find: part =>
          isSet(part[first]) && isSet(part[second])
            ? [{ at: second, why: `is set together with "${first}", but only one authentication method is allowed: remove one of them` }]
            : [],
      }) satisfies PartRow,
  ),
);

/** The `authorization` of an HTTP client requires credentials, which other places do not. */
const CREDENTIALS: PartRow = {
  ...MISSING_CREDENTIALS,
  since: '0.92.0',
  find: (part, context) =>
    isMap(part.authorization)
      ? MISSING_CREDENTIALS.find(part.authorization, context).map(fault => ({ ...fault, at: `authorization.${fault.at}` }))
      : [],
};

/** Whether the operator writes it. Without a value or a name it does not. */
function isWritten(field: string, value: unknown): boolean {
  if (!isMap(value)) { return false; }
  if (field === 'bearerTokenSecret') { return textOf(value.name) !== ''; }
  return field !== 'authorization' || isMap(value.credentials) || textOf(value.type) !== '';
}

/** If the operator does not compare the authentication methods, Prometheus does when it loads its configuration. */
export const ONE_AUTHENTICATION: Part = {
  rows: [
    {
      id: 'authentication/twice',
      field: AUTHENTICATION.join(', '),
      see: { file: 'pkg/prometheus/resource_selector.go', text: 'checkProbe verifies that the Probe object is valid' },
      find: part => {
        const given = AUTHENTICATION.filter(field => isWritten(field, part[field]));
        return given.length < 2
          ? []
          : [{
            at: given[1], why: `is set together with "${given[0]}", but only one authentication method is allowed: remove one of them`,
          }];
      },
    },
  ],
};

const AUTHENTICATIONS: Part = {
  rows: [...PAIRS, CREDENTIALS],
  contains: [
    { at: 'authorization', part: SAFE_AUTHORIZATION },
    { at: 'basicAuth', part: BASIC_AUTH },
    { at: 'bearerTokenSecret', part: NAMED_SECRET_KEY },
    { at: 'oauth2', part: OAUTH2 },
  ],
};

/** The HTTP client of PodMonitors, and of an Alertmanager's global configuration. */
export const HTTP_CONFIG: Part = {
  rows: AUTHENTICATIONS.rows,
  contains: [...AUTHENTICATIONS.contains!, { at: 'tlsConfig', part: SAFE_TLS }, { at: '', part: PROXY }],
};

/** The HTTP client of ServiceMonitors, whose TLS may refer to files. */
export const HTTP_CONFIG_WITH_FILES: Part = {
  rows: AUTHENTICATIONS.rows,
  contains: [...AUTHENTICATIONS.contains!, { at: 'tlsConfig', part: TLS }, { at: '', part: PROXY }],
};
