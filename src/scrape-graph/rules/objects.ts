import { listed, rule, shown } from '../../validation/rule';

// Objects that are written twice or exclude each other, and silences at objects.

export const OBJECT_TWICE = rule({
  id: 'scrape-graph/object-twice',
  severity: 'warning',
  message: ({ objects, count }: { objects: readonly string[]; count: number }) =>
    `${count === 1 ? '1 object is' : `${count} objects are`} defined more than once, and only the first definition is used: `
    + `${listed(objects, 3)}; pass the manifests of one cluster at a time`,
  why: 'If a folder contains two clusters, it is unknown which object belongs to which cluster.',
  example: { objects: ['Service monitoring/prometheus-main'], count: 1 },
});

export const DUPLICATE_KEY = rule({
  id: 'scrape-graph/duplicate-key',
  severity: 'warning',
  message: ({ object, place, key }: { object: string; place: string; key: string }) =>
    `${object} (${place}) has the key ${shown(key)} twice in one map, and only the last one is used: remove one of them`,
  group: ({ object, place, key }) => ({ cause: object, place: `${shown(key)} (${place})` }),
  why: 'The document is rejected by kubectl apply and Kustomize. Other tools keep the last value.',
  example: { object: 'Deployment shop/web', place: 'web.yaml:12', key: 'labels' },
});

export const KUBELET_TWICE = rule({
  id: 'scrape-graph/kubelet-twice',
  severity: 'error',
  message: ({ service, owners }: { service: string; owners: readonly string[] }) =>
    `${service} has two owners that overwrite each other: ${owners.join(' and ')}; remove one of them`,
  why: 'The endpoints of the kubelets change back and forth, and GitOps tools never stop synchronizing them.',
  example: {
    service: 'Service kube-system/kubelet',
    owners: ['Deployment monitoring/prometheus-operator, by --kubelet-service', 'the manifest itself'],
  },
});

export const HOST_PORT_TAKEN = rule({
  id: 'scrape-graph/host-port-taken',
  severity: 'warning',
  message: ({ first, second, port }: { first: string; second: string; port: number }) =>
    `${second} uses port ${port} of each node, which ${first} also uses: `
    + 'change one of the ports, or remove one of them and scrape the other',
  group: ({ first, second }) => ({ cause: `host ports of ${first}`, place: second }),
  why: 'Two pods with the same host port cannot run on one node: the pods of one of the DaemonSets stay Pending.',
  example: { first: 'DaemonSet monitoring/node-exporter', second: 'DaemonSet observability/node-exporter', port: 9100 },
  see: 'https://github.com/prometheus-community/helm-charts/issues/2983',
});

export const UNKNOWN_RULE = rule({
  id: 'scrape-graph/unknown-rule',
  severity: 'error',
  message: ({ rule: id, reason, similar }: { rule: string; reason: string; similar: readonly string[] }) => {
    if (reason.trim() === '') { return `"silence": ${shown(id)} is silenced without a reason: add a reason`; }
    const names = listed(similar.map(each => shown(each)), 3);
    const cure = similar.length > 0 ? `write ${names}` : 'run "cdk8s-prometheus rules" for the list';
    return `"silence": there is no rule ${shown(id)}: ${cure}`;
  },
  why: 'A silence without a reason is never removed, and a misspelled rule id silences nothing.',
  example: { rule: 'scrape-graph/no-pod', reason: 'made by hand', similar: ['scrape-graph/no-pods'] },
});
