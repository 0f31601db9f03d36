import { Json } from './json';
import { NAMED_SECRET_KEY } from './references';
import { isMap, textOf } from '../../../values/json';
import { Part, PartRow } from '../row';

const TYPES = 'pkg/apis/monitoring/v1/prometheus_types.go';

export const isBasicType = ({ type }: Json) => textOf(type).trim().toLowerCase() === 'basic';
const basic = ({ type }: Json) => [{ at: 'type', value: type, why: 'does not support user name and password: use "basicAuth"' }];

/** Without credentials the operator ignores the type, unless `MISSING_CREDENTIALS` is checked first. */
const SAFE_BASIC: PartRow = {
  id: 'authorization/basic',
  field: 'type',
  see: { file: TYPES, text: "'authorization' type cannot be set to" },
  find: part => (isMap(part.credentials) && isBasicType(part) ? basic(part) : []),
};

/** `authorization` of monitors, ScrapeConfigs and Probes. */
export const SAFE_AUTHORIZATION: Part = {
  rows: [SAFE_BASIC],
  contains: [{ at: 'credentials', part: NAMED_SECRET_KEY }],
};

/** An additional check of the `authorization` of an HTTP client: it requires credentials. */
export const MISSING_CREDENTIALS: PartRow = {
  id: 'authorization/credentials',
  field: 'credentials',
  see: { file: TYPES, text: "'authorization' credentials are required" },
  find: part =>
    isMap(part.credentials) ? [] : [{ at: 'credentials', why: 'is missing: set it to a Secret and a key, or remove "authorization"' }],
};

const TWICE: PartRow = {
  id: 'authorization/twice',
  field: 'credentials, credentialsFile',
  see: { file: TYPES, text: 'authorization can not specify both' },
  find: part =>
    isMap(part.credentials) && textOf(part.credentialsFile) !== ''
      ? [
        {
          at: 'credentialsFile',
          value: part.credentialsFile,
          why: 'is set together with "credentials": remove one of them',
        },
      ]
      : [],
};

/** `authorization` that may also name a file: remoteWrite, remoteRead, apiserverConfig. */
export const AUTHORIZATION: Part = {
  rows: [
    TWICE,
    {
      id: 'authorization/any-basic',
      field: 'type',
      see: { file: TYPES, text: 'authorization type cannot be set to' },
      find: part => (isMap(part.credentials) && isBasicType(part) ? basic(part) : []),
    },
  ],
  contains: [{ at: 'credentials', part: NAMED_SECRET_KEY }],
};

/** `authorization` of a scrape class. Its Secret is read for each monitor, and its type is checked even without credentials. */
export const UNREAD_AUTHORIZATION: Part = {
  rows: [
    TWICE,
    {
      id: 'authorization/class-basic',
      field: 'type',
      see: { file: TYPES, text: 'authorization type cannot be set to' },
      find: part => (isBasicType(part) ? basic(part) : []),
    },
  ],
};
