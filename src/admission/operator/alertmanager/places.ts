import { Part } from '../row';
import { HTTP_CONFIG } from '../shared/http-config';
import { SECRET_KEY, SECRET_OR_CONFIG_MAP } from '../shared/references';
import { SAFE_TLS } from '../shared/tls';
import { WEB_TLS } from '../shared/web-tls';

/** Certificates that are mounted. The operator does not read them, so their content is not checked. */
const MOUNTED_TLS: Part = {
  rows: SAFE_TLS.rows.filter(({ id }) => !id.endsWith('-no-pem')),
  contains: ['ca', 'cert'].map(at => ({ at, part: { rows: SECRET_OR_CONFIG_MAP.rows } })),
};

const GLOBAL = 'spec.alertmanagerConfiguration.global';

/** Keys of Secrets that the operator reads for the global configuration. */
const GLOBAL_SECRETS = [
  'smtp.authPassword', 'smtp.authSecret', 'slackApiUrl', 'opsGenieApiUrl', 'opsGenieApiKey', 'victorops.apiKey', 'rocketChat.token',
  'rocketChat.tokenID', 'wechat.apiSecret', 'mattermost.webhookURL',
];

/** Parts of an Alertmanager that other kinds also have: path, part, and the first operator that checks it. */
export const ALERTMANAGER_PLACES: readonly (readonly [at: string, part: Part, since?: string])[] = [
  [`${GLOBAL}.httpConfig`, HTTP_CONFIG, '0.88.0'],
  ...GLOBAL_SECRETS.map(field => [`${GLOBAL}.${field}`, SECRET_KEY] as const),
  ['spec.clusterTLS.server', WEB_TLS],
  ['spec.clusterTLS.client', MOUNTED_TLS],
];
