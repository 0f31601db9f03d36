import { PROXY } from './proxy';
import { isEmptyReference, SECRET_KEY, SECRET_OR_CONFIG_MAP } from './references';
import { SAFE_TLS } from './tls';
import { Part } from '../row';

/** `oauth2` of any HTTP client. The schema requires `tokenUrl`. */
export const OAUTH2: Part = {
  rows: [
    {
      id: 'oauth2/client-id',
      field: 'clientId',
      see: { file: 'pkg/apis/monitoring/v1/types.go', text: "OAuth2 'clientID' must be specified" },
      find: part => (isEmptyReference(part.clientId) ? [{ at: 'clientId', why: 'has no reference: set "secret" or "configMap"' }] : []),
    },
  ],
  contains: [
    { at: 'clientId', part: SECRET_OR_CONFIG_MAP },
    { at: 'clientSecret', part: SECRET_KEY },
    { at: 'tlsConfig', part: SAFE_TLS, since: '0.77.0' },
    { at: '', part: PROXY, since: '0.92.0' },
  ],
};
