import { rule, shown } from '../validation/rule';

export const CLUSTER_NAME = rule({
  id: 'fleet/cluster-name',
  severity: 'error',
  message: (
    { cluster }: { cluster: string },
  ) => `"cluster" is ${shown(
    cluster,
  )}: use lower-case letters, digits and hyphens, at most 40 characters, because it is a folder and part of names`,
  why: 'The API server rejects objects with such a name, and files would be written to another folder.',
  example: { cluster: '../eu' },
});

export const CLUSTER_TWICE = rule({
  id: 'fleet/cluster-twice',
  severity: 'error',
  message: ({ cluster }: { cluster: string }) => `two clusters have the name ${shown(cluster)}: rename one of them`,
  why: 'Series of two clusters with one name have the same labels: samples are dropped, and the clusters cannot be distinguished.',
  example: { cluster: 'eu-1' },
});

export const EXTERNAL_LABEL = rule({
  id: 'fleet/external-label',
  severity: 'error',
  message: ({
    cluster, label,
  }: {
    cluster: string; label: string;
  }) => `"externalLabels" has cluster ${shown(label)}, but the fleet sets ${shown(cluster)}: remove the label`,
  why: 'The cluster has one name in the fleet, and another one in its series and alerts.',
  example: { cluster: 'eu-1', label: 'europe' },
});

export const NO_PROMETHEUS = rule({
  id: 'fleet/no-prometheus',
  severity: 'error',
  message: (
    { cluster }: { cluster: string },
  ) => `the stack of ${shown(
    cluster,
  )} has no Prometheus, and an agent cannot be queried: add a Prometheus, remove the cluster, or use `
  + 'GlobalView.remoteWrite() or .thanos() with the agent',
  why: 'Without a Prometheus, the cluster cannot be federated, and cannot federate other clusters.',
  example: { cluster: 'eu-1' },
});

export const MANY_CLUSTERS = rule({
  id: 'fleet/many-clusters',
  severity: 'warning',
  message: (
    { count }: { count: number },
  ) => `one Prometheus federates ${count} clusters: for more than about 10 use GlobalView.remoteWrite() with a receiver that scales`,
  why: 'One Prometheus holds the series of all clusters in memory and scrapes each cluster. If it fails, the metrics of all clusters are '
    + 'unavailable.',
  example: { count: 12 },
  see: 'https://prometheus.io/docs/practices/remote_write/',
});

export const TLS_MISSING = rule({
  id: 'fleet/tls-missing',
  severity: 'error',
  message: ({ cluster, isProxied }: { cluster: string; isProxied: boolean }) =>
    `${isProxied
      ? 'the proxy in front of the Prometheus'
      : 'the Prometheus'} of ${shown(
      cluster,
    )} serves HTTPS, but its federation has no "tls": set it, with { caSecretName: … } for a private CA`,
  why: 'The server answers requests without TLS with status 400: the target is down permanently.',
  example: { cluster: 'eu-1', isProxied: true },
});

export const TLS_NEEDLESS = rule({
  id: 'fleet/tls-needless',
  severity: 'warning',
  message: ({ cluster }: { cluster: string }) =>
    `the federation of ${shown(
      cluster,
    )} has "tls", but its Prometheus serves plain HTTP: set "tls", or "listenLocal" and "authProxy", unless a gateway `
    + 'in front of it terminates TLS',
  why: 'The TLS handshake with a server of plain HTTP fails: the target is down permanently.',
  example: { cluster: 'eu-1' },
});

export const TOKEN_MISSING = rule({
  id: 'fleet/token-missing',
  severity: 'error',
  message: (
    { cluster }: { cluster: string },
  ) => `the proxy in front of the Prometheus of ${shown(
    cluster,
  )} requires authentication: set "bearerToken", "oauth2" or "tls.clientSecretName" of its federation`,
  why: 'The proxy answers requests without credentials with status 401: the target is down permanently.',
  example: { cluster: 'eu-1' },
});

export const COMPACTOR_NOTHING = rule({
  id: 'fleet/compactor-nothing',
  severity: 'error',
  message: () => '"compactorStorage" has no effect without "objectStorage": set "objectStorage", or remove it',
  why: 'A Compactor needs a bucket, and none is configured.',
  example: {},
});
