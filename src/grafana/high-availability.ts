import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SSL_MODES } from './database-facts';
import { POD_IP } from './environment';
import { ResolvedProps } from './resolve-props';
import { DATABASE, NO_STORAGE, REPLICAS } from './rules';
import { variableOf } from './settings';
import { createService } from '../manifest/core';
import { Labels } from '../manifest/labels';
import { ObjectMetadata } from '../manifest/object';
import { checkNumber, checkReferences } from '../manifest/references';
import { finding, Finding } from '../validation/rule';

/** By which replicas tell each other which alerts they have sent, by TCP and UDP. @see https://grafana.com/docs/grafana/latest/alerting/set-up/configure-high-availability/ */
export const GOSSIP = { name: 'gossip', port: 9094 } as const;

/** The name of the headless Service: each replica must be found. */
export const peersOf = (name: string): string => `${name}-headless`;

/**
 * Settings of several replicas. An address in brackets may be one of IPv4 or IPv6, as in prometheus-operator's arguments of Alertmanager.
 * @param namespace undefined if it is not known: the name is looked up in that of the pod
 */
export function peerSettings(name: string, namespace: string | undefined, replicas: number): Record<string, string> {
  if (replicas < 2) { return {}; }
  const own = `[\${${POD_IP}}]:${GOSSIP.port}`;
  return {
    'unified_alerting.ha_peers': `${peersOf(name)}${namespace === undefined ? '' : `.${namespace}.svc`}:${GOSSIP.port}`,
    'unified_alerting.ha_listen_address': own,
    'unified_alerting.ha_advertise_address': own,
    // a pod that is gone is not waited for: upstream recommends less than 15 minutes on Kubernetes
    'unified_alerting.ha_reconnect_timeout': '2m',
  };
}

/** Replicas look for each other before they are ready. */
export function createPeersService(scope: Construct, metadata: ObjectMetadata, selector: Labels): ApiObject {
  return createService(scope, 'Peers', { ...metadata, name: peersOf(metadata.name) }, {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector,
    ports: ['TCP', 'UDP'].map(protocol => ({ name: `${GOSSIP.name}-${protocol.toLowerCase()}`, port: GOSSIP.port, targetPort: GOSSIP.port, protocol })),
  });
}

export function checkReplicas(props: ResolvedProps): Finding[] {
  const { database, replicas, storage } = props;
  const hasDatabase = database !== undefined || mayHaveDatabase(props);
  return [
    ...checkNumber('replicas', replicas, 1, 100),
    ...replicas > 1 && !hasDatabase ? [finding(REPLICAS, { replicas, why: 'there is no "database": give it one, like GrafanaDatabase.postgres({ host, user, password })' })] : [],
    ...replicas > 1 && storage ? [finding(REPLICAS, { replicas, why: 'there is "storage", a volume of one pod: remove it, since the database has what people make' })] : [],
    ...!storage && !hasDatabase && props.existingClaim === undefined ? [finding(NO_STORAGE, {})] : [],
    ...replicas > 1 && props.existingClaim !== undefined ? [finding(REPLICAS, { replicas, why: 'there is "existingClaim", a volume of one pod: remove it, since the database has what people make' })] : [],
    ...database ? checkDatabase(props) : [],
  ];
}

/** Whether anything else may say where the database is. What is in a Secret is not known. */
function mayHaveDatabase({ all: { plain, secret }, env, secretEnv, envFromSecrets }: ResolvedProps): boolean {
  const keys = ['database.type', 'database.url'];
  return envFromSecrets.length > 0 || keys.some(key => plain.has(key) || secret.has(key) || variableOf(key) in env || variableOf(key) in secretEnv || `${variableOf(key)}__FILE` in env);
}

function checkDatabase({ database }: ResolvedProps): Finding[] {
  const { _type: type, _options: { host, user, userSecret, password, sslMode, caSecretName } } = database!;
  const modes: readonly string[] = SSL_MODES[type];
  const wrong = (why: string) => finding(DATABASE, { why });
  return [
    ...user === undefined && userSecret === undefined ? [wrong('it has neither "user" nor "userSecret": name the user')] : [],
    ...user !== undefined && userSecret !== undefined ? [wrong('it has "user" and "userSecret": leave out one of the two')] : [],
    ...sslMode === undefined || modes.includes(sslMode) ? [] : [wrong(`"sslMode" is ${JSON.stringify(sslMode)}: use ${modes.join(', ')}`)],
    ...HOST.test(host) ? [] : [wrong(`"host" is ${JSON.stringify(host)}: write the name or address with the port, like "postgres-rw.database.svc:5432"`)],
    ...checkReferences([
      { prop: 'database.userSecret.secretName', name: userSecret?.secretName }, { prop: 'database.password.secretName', name: password?.secretName },
      { prop: 'database.caSecretName', name: caSecretName },
    ]),
  ];
}

/** `host`, `host:port`, `[address]:port`, or the path of a socket. */
const HOST = /^(\/\S+|\[[0-9A-Fa-f:.]+\](:\d{1,5})?|[A-Za-z0-9._-]+(:\d{1,5})?|\$\S+)$/;
