import { mkdirSync, rmSync } from 'fs';
import { Duration, JsonPatch } from 'cdk8s';
import { AlertOverride, PrometheusStack, PrometheusStackProps } from '../../../src';
import { installCrds, kubectl, mustApply, mustKubectl, mustRun, pinned, prometheusRelease } from '../support/cluster';
import { Dns, DNS_ADDRESS } from '../support/dns';
import { podsOf, ready } from '../support/pods';
import { applyStack, removeStack, stackOf } from '../support/stack';
import { explainNamespace, within } from '../support/wait';

// A fault in a real cluster fires the alert for it. `for` is shortened like a user would do it; expressions and windows are unchanged.
const where = 'stack-faults';
const FAULTS = 'faults';
const LOST_NODE = 'lost-node';
const VOLUME = '/run/nearly-full';
const SHELL = `quay.io/prometheus/prometheus:${prometheusRelease()}`;

const soon: AlertOverride = { for: Duration.seconds(10) };
const bothSoon: AlertOverride = { levels: { critical: soon, warning: soon } };

const PROPS: PrometheusStackProps = {
  prometheus: { version: prometheusRelease(), evaluationInterval: Duration.seconds(5) },
  alertmanager: { replicas: 3 },
  mixin: {
    alerts: {
      KubePodCrashLooping: soon,
      PodsLostWithNode: soon,
      AlertmanagerClusterDown: soon,
      AlertmanagerFailedToSendAlerts: soon,
      AlertmanagerClusterFailedToSendAlerts: soon,
      KubePersistentVolumeFillingUp: bothSoon,
    },
  },
};

/** This port has no listener: every notification of Watchdog fails, and Alertmanager gives up after the group interval. */
const FAILING = {
  'alertmanager.yaml': [
    'route: { receiver: nowhere, group_wait: 1s, group_interval: 5s, repeat_interval: 5s }',
    'receivers: [{ name: nowhere, webhook_configs: [{ url: "http://127.0.0.1:9/" }] }]',
  ].join('\n'),
};

const aPod = (name: string, script: string, more: object = {}, container: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: FAULTS },
  spec: { containers: [{ name: 'app', image: SHELL, command: ['sh', '-c', script], ...container }], ...more },
});

/** Alertmanagers find each other by name. */
const dns = new Dns(name => {
  const [pod, service, namespace] = name.split('.');
  return service === 'alertmanager-operated' && namespace === where ? podsOf(where, 'app.kubernetes.io/name=alertmanager').find(each => each.name === pod)?.ip || undefined : undefined;
});
const withDns = ({ alertmanager }: PrometheusStack) => alertmanager!.customResource.addJsonPatch(
  JsonPatch.add('/spec/dnsPolicy', 'None'), JsonPatch.add('/spec/dnsConfig', { nameservers: [DNS_ADDRESS], searches: [`${where}.svc.cluster.local`, 'svc.cluster.local'] }),
);

async function api(method: string): Promise<any> {
  const [{ name }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  const url = `http://localhost:9090/api/v1/${method}`;
  return JSON.parse(mustKubectl(['exec', '-n', where, name, '-c', 'prometheus', '--', 'wget', '-q', '-O', '-', url])).data;
}

const explain = () => `${explainNamespace(where)}\n${explainNamespace(FAULTS)}`;

/** The labels of the alert, when it fires. */
function firing(alert: string, seconds: number, labels: { readonly [name: string]: string }): Promise<void> {
  return within(seconds, `${alert} fires`, async () => {
    const alerts: any[] = (await api('alerts')).alerts.filter((each: any) => each.labels.alertname === alert);
    expect(alerts).toContainEqual(expect.objectContaining({ state: 'firing', labels: expect.objectContaining(labels) }));
  }, explain);
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  removeStack(where);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  mkdirSync(VOLUME, { recursive: true });
  mustRun('mount', '-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', VOLUME);
  await dns.listens();
  applyStack(where, stackOf(where, PROPS, withDns));
  mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace: where }, stringData: FAILING }]);
  mustApply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: FAULTS } }]);
  await ready(where, 'app.kubernetes.io/name=prometheus', 240);
  await ready(where, 'app.kubernetes.io/name=alertmanager', 240, 3);
  await ready(where, 'app.kubernetes.io/name=kube-state-metrics', 120);
}, 700_000);

afterAll(() => {
  dns.close();
  kubectl(['delete', 'pods', '--all', '-n', FAULTS, '--force', '--grace-period=0']);
  kubectl(['delete', 'namespace', FAULTS, '--wait=false']);
  kubectl(['delete', 'persistentvolume', FAULTS, '--wait=false']);
  kubectl(['delete', 'node', LOST_NODE, '--ignore-not-found']);
  removeStack(where);
  mustRun('umount', VOLUME);
  rmSync(VOLUME, { recursive: true, force: true });
}, 300_000);

test('a container that exits repeatedly: KubePodCrashLooping', async () => {
  mustApply([aPod('crashes', 'exit 1')]);
  await firing('KubePodCrashLooping', 180, { namespace: FAULTS, pod: 'crashes', container: 'app' });
}, 200_000);

test('a deleted Node object, although kube-controller-manager is not scraped: PodsLostWithNode', async () => {
  const names = ['lost-1', 'lost-2'];
  mustApply([
    { apiVersion: 'v1', kind: 'Node', metadata: { name: LOST_NODE } },
    // no kubelet runs on this node: the test writes the status of its pods
    ...names.map(name => aPod(name, 'sleep 100000', { nodeName: LOST_NODE, tolerations: [{ operator: 'Exists' }] })),
  ]);
  for (const name of names) { mustKubectl(['patch', 'pod', name, '-n', FAULTS, '--subresource=status', '--type=merge', '-p', '{"status":{"phase":"Running"}}']); }
  const before = `node:undrained_pods:count{node="${LOST_NODE}"} == ${names.length}`;
  await within(120, 'the pods are seen on their node', async () => expect((await api(`query?query=${encodeURIComponent(before)}`)).result.length).toBe(1), explain);
  mustKubectl(['delete', 'node', LOST_NODE]);
  await firing('PodsLostWithNode', 240, { node: LOST_NODE, cause: 'DeletionByPodGC' });
  expect(kubectl(['get', 'pods', '-n', FAULTS, '-o', 'name']).output).not.toContain('lost-');
}, 400_000);

test('a receiver that does not respond: AlertmanagerFailedToSendAlerts of each, AlertmanagerClusterFailedToSendAlerts of all', async () => {
  await firing('AlertmanagerFailedToSendAlerts', 240, { namespace: where, integration: 'webhook' });
  await firing('AlertmanagerClusterFailedToSendAlerts', 60, { namespace: where, integration: 'webhook' });
}, 320_000);

test('a volume that is nearly full: KubePersistentVolumeFillingUp, critical', async () => {
  const claim = { accessModes: ['ReadWriteOnce'], storageClassName: 'nearly-full', resources: { requests: { storage: '20Mi' } } };
  const { accessModes, storageClassName } = claim;
  const inNode = { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'Exists' }] }] } };
  mustApply([
    { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: FAULTS }, spec: { accessModes, storageClassName, capacity: { storage: '20Mi' }, local: { path: VOLUME }, nodeAffinity: inNode } },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: FAULTS }, spec: claim },
    aPod('fills', 'dd if=/dev/zero of=/data/big bs=1024 count=20200; sleep 100000', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] }, {
      volumeMounts: [{ name: 'data', mountPath: '/data' }], securityContext: { runAsUser: 0 },
    }),
  ]);
  await firing('KubePersistentVolumeFillingUp', 240, { namespace: FAULTS, persistentvolumeclaim: 'data', severity: 'critical' });
}, 260_000);

test('two of three Alertmanagers down: AlertmanagerClusterDown', async () => {
  // each start is ended immediately, so that the kubelet's back-off grows
  const ended = setInterval(() => {
    for (const pod of ['alertmanager-main-1', 'alertmanager-main-2']) { kubectl(['exec', '-n', where, pod, '-c', 'alertmanager', '--', 'kill', '1']); }
  }, 3000);
  try {
    await firing('AlertmanagerClusterDown', 480, { namespace: where });
  } finally {
    clearInterval(ended);
  }
}, 500_000);
