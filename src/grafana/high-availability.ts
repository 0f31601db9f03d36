import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SSL_MODES } from './database-facts';
import { GOSSIP, peersOf } from './peers';
import { ResolvedProps } from './resolve-props';
import { DATABASE, NO_STORAGE, REPLICAS } from './rules';
import { variableOf } from './settings';
import { createService } from '../manifest/core';
import { Labels } from '../manifest/labels';
import { ObjectMetadata } from '../manifest/object';
import { checkNumber, checkReferences } from '../manifest/references';
import { finding, Finding } from '../validation/rule';

/** Replicas must find each other before they are ready. */
export function createPeersService(scope: Construct, metadata: ObjectMetadata, selector: Labels): ApiObject {
  return createService(scope, 'Peers', { ...metadata, name: peersOf(metadata.name) }, {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector,
    ports: [
      'TCP', 'UDP',
    ].map(protocol => ({ name: `${GOSSIP.name}-${protocol.toLowerCase()}`, port: GOSSIP.port, targetPort: GOSSIP.port, protocol })),
  });
}

export function checkReplicas(props: ResolvedProps): Finding[] {
  const { database, replicas, storage } = props;
  const hasDatabase = database !== undefined || mayHaveDatabase(props);
  return [
    ...checkNumber('replicas', replicas, 1, 100),
    ...replicas > 1 && !hasDatabase
      ? [finding(
        REPLICAS, { replicas, why: '"database" is not set: set it, for example to GrafanaDatabase.postgres({ host, user, password })' },
      )]
      : [],
    ...replicas > 1 && storage
      ? [finding(REPLICAS, { replicas, why: '"storage" is set, a volume for one pod: remove it, because the database stores all data' })]
      : [],
    ...!storage && !hasDatabase && props.existingClaim === undefined ? [finding(NO_STORAGE, {})] : [],
    ...replicas > 1 && props.existingClaim !== undefined
      ? [finding(
        REPLICAS, { replicas, why: '"existingClaim" is set, a volume for one pod: remove it, because the database stores all data' },
      )]
      : [],
    ...database ? checkDatabase(props) : [],
  ];
}

/** Whether the database may be set elsewhere. The content of Secrets is unknown. */
function mayHaveDatabase({ all: { plain, secret }, env, secretEnv, envFromSecrets }: ResolvedProps): boolean {
  const keys = ['database.type', 'database.url'];
  return envFromSecrets.length > 0
    || keys.some(
      key => plain.has(key) || secret.has(key) || variableOf(key) in env || variableOf(key) in secretEnv
        || `${variableOf(key)}__FILE` in env,
    );
}

function checkDatabase({ database }: ResolvedProps): Finding[] {
  const { _type: type, _options: { host, user, userSecret, password, sslMode, caSecretName } } = database!;
  const modes: readonly string[] = SSL_MODES[type];
  const wrong = (why: string) => finding(DATABASE, { why });
  return [
    ...user === undefined && userSecret === undefined ? [wrong('it has neither "user" nor "userSecret": set one of them')] : [],
    ...user !== undefined && userSecret !== undefined ? [wrong('it has "user" and "userSecret": remove one of them')] : [],
    ...sslMode === undefined || modes.includes(sslMode) ? [] : [wrong(`"sslMode" is ${JSON.stringify(sslMode)}: use ${modes.join(', ')}`)],
    ...HOST.test(host)
      ? []
      : [wrong(`"host" is ${JSON.stringify(host)}: write the name or address with the port, like "postgres-rw.database.svc:5432"`)],
    ...checkReferences([
      { prop: 'database.userSecret.secretName', name: userSecret?.secretName },
      { prop: 'database.password.secretName', name: password?.secretName },
      { prop: 'database.caSecretName', name: caSecretName },
    ]),
  ];
}

/** `host`, `host:port`, `[address]:port`, or the path of a socket. */
const HOST = /^(\/\S+|\[[0-9A-Fa-f:.]+\](:\d{1,5})?|[A-Za-z0-9._-]+(:\d{1,5})?|\$\S+)$/;
