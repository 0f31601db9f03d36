import { listed, rule, shown } from '../validation/rule';

const SEE = 'https://prometheus.io/docs/prometheus/latest/federation/';

export const CLUSTER_NAME = rule({
  id: 'federated-cluster/cluster-name',
  severity: 'error',
  message: ({ cluster }: { cluster: string }) =>
    `"cluster" is ${shown(
      cluster,
    )}: use lower-case letters, digits and hyphens, at most 40 characters, because it is part of names; or set "name"`,
  why: 'The API server rejects objects with such a name.',
  example: { cluster: 'EU 1' },
});

export const TARGET_MISSING = rule({
  id: 'federated-cluster/target-missing',
  severity: 'error',
  message: () => '"target" has neither "ips" nor "hostname": set the address of the other cluster\'s Prometheus',
  why: 'There is nothing to scrape.',
  example: {},
});

export const TARGET_ADDRESS = rule({
  id: 'federated-cluster/target-address',
  severity: 'error',
  message: (
    { refused }: { refused: readonly string[] },
  ) => `"target.ips" has addresses that the API server rejects: ${listed(refused)}; correct them, or use "hostname"`,
  why: 'One invalid address makes the API server reject the whole object.',
  example: { refused: ['"10.1.2" is not an IP address'] },
});

export const SEVERAL_ADDRESSES = rule({
  id: 'federated-cluster/several-addresses',
  severity: 'warning',
  message: ({ count, label }: { count: number; label: string }) =>
    `"target.ips" has ${count} addresses, which become separate targets: without the label ${shown(
      label,
    )} their series collide, and samples are dropped; use one address, or the name of a load balancer with session affinity`,
  why: 'Prometheus accepts one sample of a series per timestamp. It drops the other one as a duplicate or as out of order, and rates jump.',
  example: { count: 2, label: 'prometheus_replica' },
});

export const TARGET_HOSTNAME = rule({
  id: 'federated-cluster/target-hostname',
  severity: 'error',
  message: (
    { hostname }: { hostname: string },
  ) => `"target.hostname" is ${shown(hostname)}: write a DNS name such as "prometheus.eu-1.example.org", without scheme, port and path`,
  why: 'The API server rejects the Service, or the name cannot be resolved.',
  example: { hostname: 'https://prometheus.example.org' },
});

export const HOSTNAME_ALONE = rule({
  id: 'federated-cluster/hostname-alone',
  severity: 'error',
  message: () =>
    '"mode" is SERVICE_MONITOR, and "target" has only a host name: set "ips", or use FederationMode.SCRAPE_CONFIG, which resolves the name',
  why: 'A Service for a host name has no endpoints, so the ServiceMonitor silently never has a target.',
  example: {},
  see: 'https://github.com/prometheus/prometheus/issues/2791',
});

export const EXTERNAL_NAME_IS_ADDRESS = rule({
  id: 'federated-cluster/external-name-is-address',
  severity: 'warning',
  message: (
    { address }: { address: string },
  ) =>
    `"target" has no "hostname": the Service's externalName is ${address}, which does not resolve; Prometheus uses the endpoints, but `
      + 'other clients cannot use this Service',
  why: 'An externalName is a name, even if it looks like an address.',
  example: { address: '10.1.2.3' },
});

export const DISCOVERY_ROLE = rule({
  id: 'federated-cluster/discovery-role',
  severity: 'warning',
  message: ({ operator }: { operator: string }) =>
    `prometheus-operator ${operator} does not support "serviceDiscoveryRole" in a ServiceMonitor: set "serviceDiscoveryRole: `
      + 'EndpointSlice" in the Prometheus, use 0.86.0 or newer, or FederationMode.SCRAPE_CONFIG',
  why: 'A Prometheus that discovers by Endpoints, the operator\'s default, finds no target.',
  example: { operator: '0.85.0' },
});

export const SERVER_NAME = rule({
  id: 'federated-cluster/server-name',
  severity: 'error',
  message: () => '"tls" has no "serverName", and "target" has no "hostname": set "serverName" to the name in the certificate',
  why: 'Prometheus would compare the certificate with the address, which few certificates contain.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/1114',
});

export const PATH = rule({
  id: 'federated-cluster/path',
  severity: 'error',
  message: (
    { path }: { path: string },
  ) => `"path" is ${shown(path)}: write a path that begins with "/", without "?" and "#", since the selectors are in "match"`,
  why: 'Prometheus requests another path, which answers 404.',
  example: { path: 'federate?match[]=up' },
});

export const REPLICA_LABEL = rule({
  id: 'federated-cluster/replica-label',
  severity: 'error',
  message: (
    { label }: { label: string },
  ) => `"replicaLabel" is ${shown(label)}: use letters, digits and "_", and do not begin with a digit`,
  why: 'With an invalid name other labels would be dropped, or Prometheus rejects its configuration.',
  example: { label: 'replica.*' },
});

export const FIELD_VERSION = rule({
  id: 'federated-cluster/field-version',
  severity: 'error',
  message: ({
    field, since, operator,
  }: {
    field: string; since: string; operator: string;
  }) => `in this mode "${field}" requires prometheus-operator ${since} or newer; the version is ${operator}: remove it`,
  why: 'The API server drops or rejects a field that the CustomResourceDefinition does not have.',
  example: { field: 'bodySizeLimit', since: '0.89.0', operator: '0.85.0' },
});

export const MATCH_MISSING = rule({
  id: 'federated-cluster/match-missing',
  severity: 'error',
  message: () => '"match" is empty: add a selector, such as \'{__name__=~"job:.*"}\'',
  why: 'Without a selector, the other Prometheus answers 200 without any series: the target is up and empty.',
  example: {},
  see: SEE,
});

export const MATCH_SYNTAX = rule({
  id: 'federated-cluster/match-syntax',
  severity: 'error',
  message: ({
    selector, why,
  }: {
    selector: string; why: string;
  }) => `"match" has ${shown(selector)}: ${why}; write an instant vector selector, like 'up{job="kubelet"}'`,
  why: 'The other Prometheus answers every request with 400.',
  example: { selector: 'sum(up)', why: 'an aggregation is not a series selector: record it with a rule, and select the recorded series' },
  see: SEE,
});

export const MATCH_EMPTY = rule({
  id: 'federated-cluster/match-empty',
  severity: 'error',
  message: ({ selector }: { selector: string }) =>
    `"match" has ${shown(
      selector,
    )}, which matches nearly all series, because its matchers also match empty labels: add a matcher that requires a `
    + 'value, such as \'{__name__=~"job:.*"}\'',
  why: 'A query with it would be rejected, but federation accepts it. It returns nothing for {}, or all series of the other Prometheus in '
    + 'each interval.',
  example: { selector: '{}' },
  see: SEE,
});

export const MATCH_EXTERNAL_LABEL = rule({
  id: 'federated-cluster/match-external-label',
  severity: 'error',
  message: ({ selector, matcher, label }: { selector: string; matcher: string; label: string }) =>
    `"match" has ${shown(
      selector,
    )}, and ${matcher} matches nothing, because the other Prometheus adds the external label ${shown(
      label,
    )} only to its response: remove it`,
  why: 'The response is 200 without any series, so nothing reports a problem.',
  example: { selector: '{cluster="eu-1"}', matcher: 'cluster="eu-1"', label: 'cluster' },
  see: 'https://github.com/prometheus/prometheus/issues/1811',
});

export const MATCH_EVERYTHING = rule({
  id: 'federated-cluster/match-everything',
  severity: 'warning',
  message: (
    { selector }: { selector: string },
  ) => `"match" has ${shown(
    selector,
  )}, which matches all series of the other Prometheus: federate aggregated series, like '{__name__=~"job:.*"}', or use remote write`,
  why: 'In each interval, all series of the other Prometheus are read, sent and stored again.',
  example: { selector: '{__name__=~".+"}' },
  see: SEE,
});

export const MATCH_ALERTS = rule({
  id: 'federated-cluster/match-alerts',
  severity: 'warning',
  message: (
    { selector }: { selector: string },
  ) => `"match" has ${shown(
    selector,
  )}, which also matches ALERTS, so rules that use this series also see the alerts of the other cluster: exclude it `
  + 'with \'__name__!~"ALERTS.*"\'',
  why: 'The other cluster sends its alerts itself.',
  example: { selector: '{__name__=~"[A-Z].*"}' },
});

// -- the other side ------------------------------------------------------------------------------

export const EXPORT_LISTEN_LOCAL = rule({
  id: 'federated-cluster/export-listen-local',
  severity: 'error',
  message: ({ prometheus }: { prometheus: string }) =>
    `the Prometheus ${shown(
      prometheus,
    )} has "listenLocal", so its port "web" is not reachable: set its "authProxy: true", and "targetPort: 'auth-proxy'" here`,
  why: 'With "listenLocal" Prometheus listens only on loopback, so the federation never works.',
  example: { prometheus: 'main' },
});

export const EXPORT_NO_PROXY = rule({
  id: 'federated-cluster/export-no-proxy',
  severity: 'error',
  message: ({ prometheus }: { prometheus: string }) =>
    `"targetPort" is "auth-proxy", and the Prometheus ${shown(
      prometheus,
    )} has no proxy: set "listenLocal: true" and "authProxy: true" there, or remove "targetPort" and set "insecure: true"`,
  why: 'Without the proxy the pods have no such port, so the Service silently has no endpoints.',
  example: { prometheus: 'main' },
});

export const EXPORT_INSECURE = rule({
  id: 'federated-cluster/export-insecure',
  severity: 'error',
  message: ({ prometheus, hasTls }: { prometheus: string; hasTls: boolean }) =>
    `the Prometheus ${shown(prometheus)} is exported ${hasTls
      ? 'without authentication'
      : 'without TLS and without authentication'}: use a proxy ("listenLocal" and "authProxy" of the Prometheus, `
    + '"targetPort: \'auth-proxy\'" here), or set "insecure: true" if the network restricts access',
  why: 'Anyone who reaches the port can read every metric of the cluster, and can run queries that use all of its memory.',
  example: { prometheus: 'main', hasTls: false },
});

export const EXPORT_CLUSTER = rule({
  id: 'federated-cluster/export-cluster',
  severity: 'error',
  message: ({ prometheus, cluster, found }: { prometheus: string; cluster: string; found?: string }) =>
    `the Prometheus ${shown(
      prometheus,
    )} is exported as cluster ${shown(cluster)}, but its external label "cluster" is ${found === undefined
      ? 'not set'
      : shown(found)}: set "externalLabels: { cluster: ${shown(cluster)} }"`,
  why: 'The label "cluster" of its series would differ from that of its alerts and of its target.',
  example: { prometheus: 'main', cluster: 'eu-1', found: 'eu-2' },
});

export const EXPORT_ADDRESS = rule({
  id: 'federated-cluster/export-cidr',
  severity: 'error',
  message: (
    { cidr }: { cidr: string },
  ) => `"allowedCidrs" has ${shown(cidr)}, which is not a valid CIDR: write it like "10.0.0.0/8" or "fd00::/8"`,
  why: 'The API server rejects the NetworkPolicy.',
  example: { cidr: '10.0.0.0' },
});

export const EXPORT_PORT = rule({
  id: 'federated-cluster/export-port',
  severity: 'error',
  message: (
    { targetPort }: { targetPort: string },
  ) => `"targetPort" is ${shown(targetPort)}, whose port number is unknown: with "allowedCidrs" use "web" or "auth-proxy"`,
  why: 'A NetworkPolicy for another port blocks all clients.',
  example: { targetPort: 'https' },
});

export const EXPORT_ISOLATES = rule({
  id: 'federated-cluster/export-isolates',
  severity: 'warning',
  message: ({ prometheus }: { prometheus: string }) =>
    `"allowedCidrs" creates the only NetworkPolicy for the pods of the Prometheus ${shown(
      prometheus,
    )}, so that it blocks all other clients: leave "networkPolicy" of the Prometheus on, or add a NetworkPolicy for Grafana and the others`,
  why: 'A pod without a NetworkPolicy accepts every connection. A pod with one accepts only what its policies allow.',
  example: { prometheus: 'main' },
});

export const ALERT_LABEL = rule({
  id: 'federated-cluster/alert-label',
  severity: 'error',
  message: (
    { name }: { name: string },
  ) => `"alertLabels" has ${shown(name)}, which is not the name of a label: use letters, digits and "_"`,
  why: 'Prometheus before 3.0 rejects the rule, and templates and routes cannot name the label.',
  example: { name: 'my team' },
});
