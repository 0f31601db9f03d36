import { listed, rule, shown } from '../../validation/rule';

// What a server may read and reach: permissions, network policies, namespaces of Secrets.

export const NO_PERMISSION = rule({
  id: 'scrape-graph/no-permission',
  severity: 'warning',
  message: ({ who, verbs, resources, where, monitors, hasNone }: {
    who: string; verbs: readonly string[]; resources: readonly string[]; where: string; monitors: readonly string[]; hasNone: boolean;
  }) => {
    const reason = hasNone ? 'has no role bindings here and ' : '';
    return `${who} ${reason}cannot ${verbs.join(' and ')} ${listed(resources)} ${where}, which ${listed(monitors, 3)} requires`;
  },
  group: ({ who, where }) => ({ cause: who, place: where }),
  why: 'Prometheus finds no targets there, and reports that only in its log.',
  example: {
    who: 'ServiceAccount monitoring/prometheus-main of Prometheus monitoring/main',
    verbs: ['list', 'watch'],
    resources: ['endpoints', 'pods', 'services'],
    where: 'in namespace shop',
    monitors: ['ServiceMonitor shop/web'],
    hasNone: false,
  },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/4114',
});

export const NETWORK_DENIES = rule({
  id: 'scrape-graph/network-denies',
  severity: 'warning',
  message: ({ prometheus, port, target, policies }: {
    prometheus: string; port: string; target: string; policies: readonly string[];
  }) => `${prometheus} cannot connect to port ${port} of ${target}: blocked by ${listed(policies)}`,
  group: ({ prometheus, port, target, policies }) => ({
    cause: `${prometheus} ${policies.join()}`,
    place: `port ${port} of ${target}`,
  }),
  why: 'Prometheus discovers the target, but it is down: connections time out.',
  example: {
    prometheus: 'Prometheus monitoring/main',
    port: '8080',
    target: 'Deployment shop/web',
    policies: ['NetworkPolicy shop/default-deny'],
  },
});

export const SECRET_ELSEWHERE = rule({
  id: 'scrape-graph/other-namespace',
  severity: 'warning',
  message: ({ object, kind, name, other }: { object: string; kind: string; name: string; other: string }) =>
    `${object} names the ${kind} ${shown(name)}, which is not in its namespace (${other} is in another namespace): create it there`,
  why: 'The operator reads the Secret or ConfigMap from the namespace of the object. '
    + 'If it is not found, the operator leaves out the object.',
  example: { object: 'ServiceMonitor shop/web', kind: 'Secret', name: 'access', other: 'Secret monitoring/access' },
});
