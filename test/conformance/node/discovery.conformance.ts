import { readFileSync } from 'fs';
import { App, Chart, Duration } from 'cdk8s';
import { EndpointObjects, KubeStateMetrics, NodeEndpoints, NodeSource } from '../../../src';
import { synth } from '../../support/synth';
import { get, installCrds, kubectl, mustApply, mustKubectl, mustRun, namespace, pinned, prometheusRelease } from '../support/cluster';
import { ask } from '../support/http';
import { podsOf, ready } from '../support/pods';
import { explainNamespace, LOADED_SECONDS, within } from '../support/wait';

// Our objects through the real operator, its Secret, the real config reloader and the real Prometheus: the targets are up.
const where = 'discovery';
const [OPERATOR] = pinned('PROMETHEUS_OPERATOR');

/** Both kinds of discovery, each with its Prometheus. */
const ROLES = ['EndpointSlice', 'Endpoints'] as const;
const nameOf = (role: string) => role.toLowerCase();

function chart() {
  return new Chart(new App(), 'c', { namespace: where });
}

function monitored(): object[] {
  const kubelet = chart();
  new NodeEndpoints(kubelet, 'Kubelet', { nodes: NodeSource.of([{ name: 'node0', internalIps: [get('node', 'node0').status.addresses[0].address], ready: true }]), objects: EndpointObjects.BOTH, interval: Duration.seconds(5) });
  const ksm = chart();
  new KubeStateMetrics(ksm, 'KubeStateMetrics', { version: pinned('KUBE_STATE_METRICS')[0], cpu: '1m', memory: '10Mi', interval: Duration.seconds(5) });
  return [...synth(kubelet), ...synth(ksm)];
}

async function query(role: string, expression: string): Promise<{ metric: any; value: [number, string] }[]> {
  const [{ ip }] = podsOf(where, `prometheus=${nameOf(role)}`);
  const { status, body } = await ask(`http://${ip}:9090/api/v1/query?query=${encodeURIComponent(expression)}`);
  if (status !== 200) { throw new Error(`${expression}: ${status} ${body}`); }
  return JSON.parse(body).data.result;
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(OPERATOR);
  namespace(where);
  // upstream's own, with this change: without it, it would manage the Prometheuses of other tests
  const bundle = readFileSync(mustRun('test/conformance/bed/crds.sh', '--bundle', OPERATOR).trim(), 'utf8');
  mustApply(bundle.replace(/^( +)- --kubelet-service=/m, `$1- --namespaces=${where}\n$&`));
  const rules = [
    { apiGroups: [''], resources: ['nodes', 'nodes/metrics', 'services', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    { nonResourceURLs: ['/metrics', '/metrics/cadvisor', '/metrics/probes'], verbs: ['get'] },
  ];
  mustApply([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'prometheus', namespace: where } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'discovery-prometheus' }, rules },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'discovery-prometheus' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'discovery-prometheus' },
      subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: where }],
    },
    ...monitored(),
    ...ROLES.map(role => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: nameOf(role), namespace: where },
      spec: {
        image: `quay.io/prometheus/prometheus:${prometheusRelease()}`,
        version: prometheusRelease(),
        serviceAccountName: 'prometheus',
        serviceMonitorSelector: {},
        serviceDiscoveryRole: role,
        scrapeInterval: '5s',
        securityContext: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
        resources: { requests: { memory: '50Mi' } },
      },
    })),
  ]);
  for (const role of ROLES) {
    await within(120, `the StatefulSet of ${role}`, () => get('statefulset', `prometheus-${nameOf(role)}`, '-n', where), () => explainNamespace('default'));
    await ready(where, `prometheus=${nameOf(role)}`, 180);
  }
  await ready(where, 'app.kubernetes.io/name=kube-state-metrics', 120);
}, 600_000);
afterAll(() => {
  kubectl(['delete', 'prometheus', '--all', '-n', where]);
  kubectl(['delete', 'namespace', where, '--wait=false']);
});

describe.each(ROLES)('a Prometheus that discovers targets by %s', role => {
  test('has exactly our targets, and all are up', async () => {
    await within(LOADED_SECONDS, 'five targets are up', async () => {
      const up = await query(role, 'up');
      const seen = up.map(({ metric, value }) => `${metric.job} ${metric.endpoint} ${metric.metrics_path ?? ''} ${value[1]}`).sort();
      expect(seen).toEqual([
        'kube-state-metrics http-metrics  1', 'kube-state-metrics telemetry  1',
        'kubelet https-metrics /metrics 1', 'kubelet https-metrics /metrics/cadvisor 1', 'kubelet https-metrics /metrics/probes 1',
      ]);
    }, () => explainNamespace(where));
  }, 400_000);

  test('knows each kubelet by the name of its node', async () => {
    const up = await query(role, 'up{job="kubelet"}');
    expect(new Set(up.map(({ metric }) => `${metric.node} ${metric.namespace} ${metric.service}`))).toEqual(new Set([`node0 ${where} kubelet-nodes`]));
    const containers = await within(60, 'series of containers', async () => {
      const found = await query(role, `container_memory_working_set_bytes{namespace="${where}", container="prometheus", metrics_path="/metrics/cadvisor"}`);
      expect(found.length).toBeGreaterThan(0);
      return found;
    });
    expect(containers[0].metric.node).toBe('node0');
  });

  test('the labels of described objects take precedence, and the pod of kube-state-metrics never replaces them', async () => {
    const [pod] = podsOf(where, `prometheus=${nameOf(role)}`);
    const found = await within(60, 'the series', async () => {
      const series = await query(role, `kube_pod_container_info{namespace="${where}", pod="${pod.name}", container="prometheus"}`);
      expect(series).toHaveLength(1);
      return series;
    });
    expect(Object.keys(found[0].metric).filter(label => label.startsWith('exported_'))).toEqual([]);
    const nodes = await query(role, 'kube_node_info');
    expect(nodes.map(({ metric }) => [metric.node, metric.pod, metric.container])).toEqual([['node0', undefined, undefined]]);
  });
});

test('a slice without the label of its Service is never discovered, and with it always: the reason for the label', async () => {
  const [slice] = get('endpointslices', '-n', where, '-l', 'endpointslice.kubernetes.io/managed-by=cdk8s-prometheus').items;
  mustKubectl(['label', 'endpointslice', slice.metadata.name, '-n', where, 'kubernetes.io/service-name-']);
  await within(60, 'the kubelet is gone', async () => expect(await query('EndpointSlice', 'count(up{job="kubelet"})')).toEqual([]), () => explainNamespace(where));
  mustKubectl(['label', 'endpointslice', slice.metadata.name, '-n', where, 'kubernetes.io/service-name=kubelet-nodes']);
  await within(60, 'the kubelet is back', async () => expect((await query('EndpointSlice', 'count(up{job="kubelet"} == 1)')).map(({ value }) => value[1])).toEqual(['3']), () => explainNamespace(where));
});
