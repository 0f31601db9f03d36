/** The variable with the address of the pod. */
export const POD_IP = 'POD_IP';

/** The port over which replicas exchange which alerts they have sent, with TCP and UDP. */
export const GOSSIP = { name: 'gossip', port: 9094 } as const;

/** The name of the headless Service, through which each replica finds the others. */
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
    // a removed pod is forgotten soon: upstream recommends less than 15 minutes on Kubernetes
    'unified_alerting.ha_reconnect_timeout': '2m',
  };
}
