import { PrometheusStackProps } from '../../../src';
import { get, installCrds, kubectl, mustKubectl, pinned, prometheusRelease } from '../support/cluster';
import { ask } from '../support/http';
import { podsOf, ready } from '../support/pods';
import { applyStack, removeStack, stackOf } from '../support/stack';
import { explainNamespace, throughout, within } from '../support/wait';

// The whole stack under the real kubelet: what the operator makes of it is Ready, and every target of every ServiceMonitor is up.
const where = 'stack';
const PODS: readonly [namespace: string, selector: string][] = [
  [where, 'app.kubernetes.io/name=prometheus-operator'],
  [where, 'app.kubernetes.io/name=prometheus'],
  [where, 'app.kubernetes.io/name=alertmanager'],
  [where, 'app.kubernetes.io/name=kube-state-metrics'],
  [`${where}-node-exporter`, 'app.kubernetes.io/name=node-exporter'],
];

/** Job, port, path and number of the targets that the bed has; it has no CoreDNS. */
const COMMON = [
  'alertmanager reloader-web ', 'alertmanager web ', 'apiserver https /metrics', 'apiserver https /metrics/slis', 'kube-state-metrics http-metrics ', 'kube-state-metrics telemetry ',
  'kubelet https-metrics /metrics', 'kubelet https-metrics /metrics/cadvisor', 'kubelet https-metrics /metrics/probes', 'node-exporter metrics ', 'prometheus-operator http ',
];

const explain = () => [where, `${where}-node-exporter`].map(name => explainNamespace(name)).join('\n');

async function settled() {
  for (const [namespace, selector] of PODS) { await ready(namespace, selector, 240); }
}

const restarts = () => PODS.flatMap(([namespace, selector]) => podsOf(namespace, selector)).map(({ name, restarts: count }) => `${name} ${count}`).filter(line => !line.endsWith(' 0'));

let isTls = false;

/** Asked from within the pod, as the only way that leads to one on loopback; but over TLS, which the shell's wget does not speak well enough. */
async function query(expression: string): Promise<{ metric: any; value: [number, string] }[]> {
  const [{ name, ip }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  const path = `/api/v1/query?query=${encodeURIComponent(expression)}`;
  const answer = isTls
    ? (await ask(`https://${ip}:9090${path}`)).body
    : mustKubectl(['exec', '-n', where, name, '-c', 'prometheus', '--', 'wget', '-q', '-O', '-', `http://localhost:9090${path}`]);
  return JSON.parse(answer).data.result;
}

const targets = async () => (await query('up')).map(({ metric, value }) => `${metric.job} ${metric.endpoint} ${metric.metrics_path ?? ''}${value[1] === '1' ? '' : ` DOWN (${metric.instance})`}`).sort();

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterAll(() => removeStack(where));

describe.each([
  { form: 'minimal', options: {} as PrometheusStackProps, own: ['prometheus reloader-web ', 'prometheus web '] },
  // the probes of the config reloaders are ours: the operator's would ask without TLS
  { form: 'over TLS', options: { prometheus: { tls: { secretName: 'web-tls' } }, alertmanager: { tls: { secretName: 'web-tls' } } }, own: ['prometheus reloader-web ', 'prometheus web '] },
  // nobody reaches the reloader; Prometheus is asked through the proxy
  { form: 'listenLocal, behind a proxy', options: { prometheus: { listenLocal: true, authProxy: true } }, own: ['prometheus web '] },
])('$form', ({ options, own }) => {
  beforeAll(async () => {
    removeStack(where);
    installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
    isTls = options.prometheus?.tls !== undefined;
    applyStack(where, stackOf(where, { ...options, prometheus: { version: prometheusRelease(), ...options.prometheus } }));
    await settled();
  }, 600_000);

  test('exactly the targets of its ServiceMonitors, and all are up', async () => {
    await within(150, 'all targets are up', async () => expect(await targets()).toEqual([...COMMON, ...own].sort()), explain);
  }, 200_000);

  test('all pods stay Ready for 40 seconds, without a restart', async () => {
    await throughout(40, () => {
      expect(PODS.flatMap(([namespace, selector]) => podsOf(namespace, selector)).filter(({ isReady }) => !isReady)).toEqual([]);
      expect(restarts()).toEqual([]);
    }, explain);
  });

  test('nothing is forbidden to the operator, to Prometheus and to kube-state-metrics', () => {
    for (const [namespace, selector] of PODS) {
      const lines = mustKubectl(['logs', '-n', namespace, '-l', selector, '--all-containers', '--tail=2000']).split('\n').filter(line => /forbidden|missing permission|cannot (list|get|watch)/i.test(line));
      expect(lines).toEqual([]);
    }
  });

  test('the operator has no error, and says that all is reconciled', () => {
    const log = mustKubectl(['logs', '-n', where, '-l', 'app.kubernetes.io/name=prometheus-operator', '--tail=2000']).split('\n');
    // objects that another controller changes in the same moment are tried again
    expect(log.filter(line => /level=error/i.test(line) && !line.includes('the object has been modified'))).toEqual([]);
    for (const kind of ['prometheus', 'alertmanager']) {
      const { status } = get(kind, 'main', '-n', where);
      expect(status.conditions.map(({ type, status: is }: any) => `${type} ${is}`).sort()).toEqual(['Available True', 'Reconciled True']);
    }
    expect(kubectl(['get', 'events', '-n', where, '--field-selector', 'type=Warning', '-o', 'jsonpath={.items[*].reason}']).output.split(' ').filter(reason => /Invalid|Reconcil/.test(reason))).toEqual([]);
  });

  test('Prometheus has found its Alertmanager', async () => {
    await within(60, 'an Alertmanager', async () => expect((await query('prometheus_notifications_alertmanagers_discovered')).map(({ value }) => value[1])).toEqual(['1']), explain);
  });

  test('every kubelet and node-exporter is known by the name of its node', async () => {
    expect(new Set((await query('up{job=~"kubelet|node-exporter"}')).map(({ metric }) => metric.node))).toEqual(new Set(['node0']));
  });

  test('the node is seen: its memory, its pods, its containers', async () => {
    for (const expression of ['node_memory_MemTotal_bytes', 'kube_pod_info{namespace="stack"}', 'container_memory_working_set_bytes{namespace="stack",container="prometheus"}']) {
      expect([expression, (await query(expression)).length > 0]).toEqual([expression, true]);
    }
  });
});

test('with listenLocal nobody reaches Prometheus and its reloader from outside, and the proxy lets nobody in without a token', async () => {
  const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  const answers = [`http://${ip}:9090/metrics`, `http://${ip}:8080/metrics`, `https://${ip}:9091/api/v1/query?query=up`].map(url => ask(url));
  // refused, refused, unauthorized
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([0, 0, 401]);
});
