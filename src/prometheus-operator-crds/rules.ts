import { listed, rule, shown } from '../validation/rule';

export const FILE_UNREADABLE = rule({
  id: 'prometheus-operator-crds/file-unreadable',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) =>
    `the definitions ${shown(
      path, 200,
    )} cannot be read: ${why}; use the files of the operator's release, such as example/prometheus-operator-crd of its repository`,
  why: 'Without the definitions the API server rejects objects such as Prometheus and ServiceMonitor.',
  example: { path: 'crds', why: 'ENOENT: no such file or directory' },
});

export const FILE_EMPTY = rule({
  id: 'prometheus-operator-crds/file-empty',
  severity: 'error',
  message: ({ path }: { path: string }) => `${shown(
    path, 200,
  )} contains no CustomResourceDefinition: pass a file, or a folder with *.yaml files (subfolders are not read)`,
  why: 'Without the definitions the API server rejects objects such as Prometheus and ServiceMonitor.',
  example: { path: 'crds' },
});

export const NOT_A_CRD = rule({
  id: 'prometheus-operator-crds/not-a-definition',
  severity: 'error',
  message: ({ path, kind, name }: { path: string; kind: string; name: string }) =>
    `${shown(path, 200)} has ${kind} ${shown(name)}, which is not a CustomResourceDefinition: remove it`,
  why: 'The operator\'s bundle has its own Deployment and permissions. They would overwrite the objects of this library.',
  example: { path: 'bundle.yaml', kind: 'Deployment', name: 'prometheus-operator' },
});

export const VERSION_MISMATCH = rule({
  id: 'prometheus-operator-crds/version',
  severity: 'error',
  message: ({ names, found, wanted }: { names: readonly string[]; found: string; wanted: string }) =>
    `the definitions are for prometheus-operator ${found} (${listed(
      names, 3,
    )}), but the version of the operator is ${wanted}: download those of ${wanted}, or set "version" to ${found}`,
  why: 'The API server drops or rejects fields that an older definition does not have. An older operator ignores fields of newer '
    + 'definitions.',
  example: { names: ['prometheuses.monitoring.coreos.com'], found: '0.85.0', wanted: '0.93.0' },
});

export const VERSION_UNKNOWN = rule({
  id: 'prometheus-operator-crds/version-unknown',
  severity: 'warning',
  message: ({ names }: { names: readonly string[] }) =>
    `${listed(names, 3)} have no annotation "operator.prometheus.io/version", so their version is not checked`,
  why: 'If the definitions have another version than the operator, the API server drops or rejects fields.',
  example: { names: ['prometheuses.monitoring.coreos.com'] },
});

export const MISSING = rule({
  id: 'prometheus-operator-crds/missing',
  severity: 'error',
  message: ({ kinds }: { kinds: readonly string[] }) => `the definitions lack ${listed(
    kinds, 10,
  )}: use all files of the operator's release`,
  why: 'The API server rejects objects of a kind without a definition.',
  example: { kinds: ['servicemonitors.monitoring.coreos.com'] },
});

export const CLIENT_SIDE_APPLY = rule({
  id: 'prometheus-operator-crds/client-side-apply',
  severity: 'warning',
  message: ({ names, bytes, limit, cure }: { names: readonly string[]; bytes: number; limit: number; cure: string }) =>
    `${listed(names, 3)} are too large for client-side "kubectl apply" (${bytes} bytes; at most ${limit} are allowed): ${cure}`,
  why: 'Client-side apply copies the whole object into an annotation. Annotations can have at most 262,144 bytes.',
  example: { names: ['prometheuses.monitoring.coreos.com'], bytes: 600000, limit: 262144, cure: 'use "kubectl apply --server-side"' },
  see: 'https://github.com/prometheus-community/helm-charts/issues/1500',
});
