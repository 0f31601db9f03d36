import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { PrometheusStackProps, ScrapeGraph } from '../../../src';
import { Manifest } from '../../support/synth';
import { get, installCrds, kubectl, mustApply, mustKubectl, pinned, prometheusRelease } from '../support/cluster';
import { ask } from '../support/http';
import { certificates, podsOf, ready, secretOf } from '../support/pods';
import { Program } from '../support/process';
import { applyStack, nodeExporterPort, removeStack, stackOf } from '../support/stack';
import { explainNamespace, LOADED_SECONDS, within } from '../support/wait';

// The parts of the bed's control plane at addresses, with all paths, an etcd that requires a client certificate, and a proxy in front of
// node-exporter: all are up.
const where = 'parts';
const NODE = '10.99.0.1';
const ETCD = { host: 'etcd.example.org', port: 12379 };
const folder = mkdtempSync(join(tmpdir(), 'parts-'));
let etcd: Program | undefined;
let manifests: Manifest[];

const OPTIONS: PrometheusStackProps = {
  alertmanagerEnabled: false,
  kubeStateMetricsEnabled: false,
  mixinEnabled: false,
  controlPlane: {
    dns: false,
    componentSlis: true,
    kubeletResourceMetrics: true,
    schedulerResourceMetrics: true,
    controllerManagerAddresses: [NODE],
    schedulerAddresses: [NODE],
    kubeProxyAddresses: [NODE],
    etcdAddresses: [NODE],
    etcdPort: ETCD.port,
    etcdTls: { serverName: ETCD.host, caSecretName: 'etcd-ca', clientSecretName: 'etcd-client' },
  },
  nodeExporter: { authProxy: true },
};

/** Job, port and path. */
const TARGETS = [
  'apiserver https /metrics', 'apiserver https /metrics/slis',
  'etcd https-metrics ',
  'kube-controller-manager https-metrics /metrics', 'kube-controller-manager https-metrics /metrics/slis',
  'kube-proxy http-metrics /metrics', 'kube-proxy http-metrics /metrics/slis',
  'kube-scheduler https-metrics /metrics', 'kube-scheduler https-metrics /metrics/resources', 'kube-scheduler https-metrics /metrics/slis',
  'kubelet https-metrics /metrics', 'kubelet https-metrics /metrics/cadvisor', 'kubelet https-metrics /metrics/probes', 'kubelet https-metrics /metrics/resource', 'kubelet https-metrics /metrics/slis',
  'node-exporter metrics ',
  'prometheus reloader-web ', 'prometheus web ', 'prometheus-operator http ',
];

async function query(expression: string): Promise<{ metric: any; value: [number, string] }[]> {
  const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  const { status, body } = await ask(`http://${ip}:9090/api/v1/query?query=${encodeURIComponent(expression)}`);
  if (status !== 200) { throw new Error(`${expression}: ${status} ${body}`); }
  return JSON.parse(body).data.result;
}

const explain = () => explainNamespace(where);
const token = () => parse(readFileSync(process.env.KUBECONFIG!, 'utf8')).users[0].user.token as string;

/** Like an external etcd: it only serves clients with a certificate of its CA. */
function startEtcd(files: { readonly [file: string]: string }): Program {
  const client = `https://${NODE}:${ETCD.port}`;
  const peer = 'http://127.0.0.1:12380';
  return new Program('etcd', [
    `--data-dir=${join(folder, 'data')}`, '--unsafe-no-fsync', `--listen-client-urls=${client}`, `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=default=${peer}`,
    `--cert-file=${files['tls.crt']}`, `--key-file=${files['tls.key']}`, `--trusted-ca-file=${files['ca.crt']}`, '--client-cert-auth',
  ]);
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  const files = certificates(folder, [ETCD.host]);
  const text = (name: string) => readFileSync(files[name], 'utf8');
  etcd = startEtcd(files);
  manifests = stackOf(where, { ...OPTIONS, prometheus: { version: prometheusRelease() } }, stack => {
    stack.prometheus!.addReplicaServices();
    stack.restrictRoles();
  });
  applyStack(where, manifests);
  mustApply([
    secretOf(where, 'etcd-ca', { 'ca.crt': text('ca.crt') }),
    secretOf(where, 'etcd-client', { 'tls.crt': text('client.crt'), 'tls.key': text('client.key') }),
  ]);
  await ready(where, 'app.kubernetes.io/name=prometheus-operator', 240);
  await ready(where, 'app.kubernetes.io/name=prometheus', 240);
  await ready(`${where}-node-exporter`, 'app.kubernetes.io/name=node-exporter', 240);
}, 600_000);
afterAll(async () => {
  await etcd?.stop();
  rmSync(folder, { recursive: true, force: true });
  removeStack(where);
});

test('exactly these targets, and all are up, with the Roles that are derived from the graph', async () => {
  await within(LOADED_SECONDS, 'all targets are up', async () => {
    const found = (await query('up')).map(({ metric, value }) => `${metric.job} ${metric.endpoint} ${metric.metrics_path ?? ''}${value[1] === '1' ? '' : ` DOWN (${metric.instance})`}`);
    expect(found.sort()).toEqual([...TARGETS].sort());
  }, () => `${explain()}\n${etcd!.log.slice(-2000)}`);
}, 400_000);

test('the graph predicts each of them', () => {
  const file = join(folder, 'manifests.json');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }));
  const [{ scrapes }] = JSON.parse(ScrapeGraph.fromFiles([file]).explainAsJson());
  const predicted = scrapes.map(({ labels, job, port }: any) => `${labels?.job ?? job} ${labels?.endpoint ?? port} ${labels?.metrics_path ?? ''}`);
  expect([...new Set<string>(predicted)].sort()).toEqual([...TARGETS].sort());
});

test('no path repeats the series of another path of its job, except for the containers that kubelets expose twice', async () => {
  const names = async (job: string, path: string) => new Set((await query(`group by (__name__) ({job="${job}", metrics_path="${path}"})`)).map(({ metric }) => metric.__name__ as string));
  const OWN_OF_SCRAPES = /^(up|scrape_)/;
  // a check has series only after a request, such as a probe if the parts run in pods
  const asked = [`https://${NODE}:10257/healthz`, `https://${NODE}:10259/livez`, `https://${NODE}:10250/healthz`, `http://${NODE}:10249/healthz`];
  for (const url of asked) { expect([url, (await ask(url, { authorization: `Bearer ${token()}` })).status]).toEqual([url, 200]); }
  await within(60, 'health checks of every component', async () => {
    const jobs = (await query('group by (job) (kubernetes_healthchecks_total)')).map(({ metric }) => metric.job);
    expect(jobs.sort()).toEqual(['apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubelet']);
  });
  for (const job of ['apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'kubelet']) {
    const metrics = await names(job, '/metrics');
    const slis = [...await names(job, '/metrics/slis')].filter(name => !OWN_OF_SCRAPES.test(name));
    // rules over the apiserver exclude its SLIs by their path
    const own = job === 'apiserver' ? ['process_start_time_seconds'] : [];
    expect([job, slis.sort()]).toEqual([job, ['kubernetes_healthcheck', 'kubernetes_healthchecks_total', ...own]]);
    expect(slis.filter(name => metrics.has(name))).toEqual(own);
  }
  const resources = [...await names('kube-scheduler', '/metrics/resources')].filter(name => !OWN_OF_SCRAPES.test(name));
  expect(resources).toContain('kube_pod_resource_request');
  const scheduler = await names('kube-scheduler', '/metrics');
  expect(resources.filter(name => scheduler.has(name))).toEqual([]);
  const [cadvisor, resource] = [await names('kubelet', '/metrics/cadvisor'), await names('kubelet', '/metrics/resource')];
  expect([...resource].filter(name => cadvisor.has(name) && !OWN_OF_SCRAPES.test(name)).sort()).toEqual([
    'container_cpu_usage_seconds_total', 'container_memory_working_set_bytes', 'container_start_time_seconds',
  ]);
}, 120_000);

test('only the scheduler has resource metrics, not the controller-manager', async () => {
  const status = async (port: number) => (await ask(`https://${NODE}:${port}/metrics/resources`, { authorization: `Bearer ${token()}` })).status;
  expect([await status(10257), await status(10259)]).toEqual([404, 200]);
});

test('etcd and the proxy reject clients without credentials', async () => {
  expect((await ask(`https://${NODE}:${ETCD.port}/metrics`)).status).toBe(0);
  const at = `${NODE}:${nodeExporterPort(where)}`;
  expect([(await ask(`https://${at}/metrics`)).status, (await ask(`https://${at}/`)).status]).toEqual([401, 200]);
  expect((await ask(`http://${at}/metrics`)).status).toBe(400);
});

test('the Service of a replica selects only that pod', () => {
  const [{ ip, name }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  expect(name).toBe('prometheus-main-0');
  const { items } = get('endpointslices', '-n', where, '-l', `kubernetes.io/service-name=${name}`);
  expect(items.flatMap(({ endpoints }: any) => endpoints.flatMap(({ addresses }: any) => addresses))).toEqual([ip]);
});

test('the API server has forbidden nothing to Prometheus and the operator', () => {
  for (const name of ['prometheus', 'prometheus-operator']) {
    const lines = mustKubectl(['logs', '-n', where, '-l', `app.kubernetes.io/name=${name}`, '--all-containers', '--tail=2000']).split('\n');
    expect(lines.filter(line => /forbidden|missing permission|cannot (list|get|watch)/i.test(line))).toEqual([]);
  }
  expect(kubectl(['get', 'events', '-n', where, '--field-selector', 'type=Warning', '-o', 'jsonpath={.items[*].reason}']).output.split(' ').filter(reason => /Invalid|Reconcil/.test(reason))).toEqual([]);
});
