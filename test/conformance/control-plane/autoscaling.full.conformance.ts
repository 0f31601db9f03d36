import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { createServer as createHttpsServer } from 'https';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { AdapterRules, MetricsServer, PrometheusAdapter, PrometheusAdapterProps } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { available, serve } from '../support/aggregation';
import { applyStrictly, call, disconnect, get, installCrds, kubectl, mustApply, mustKubectl, namespace, pinned, removeCrds } from '../support/cluster';
import { ask } from '../support/http';
import { certificates } from '../support/pods';
import { Program } from '../support/process';
import { within } from '../support/wait';

// The real prometheus-adapter and metrics-server, as their ServiceAccounts, behind the APIServices of a real apiserver; the real HPA controller.
const WHERE = 'autoscaling';
const SHOP = 'shop';
const [ADAPTER, KUBELET, METRICS] = ['10.66.0.1', '10.66.0.2', '10.66.0.3'];
const PROMETHEUS = 28650;
const folder = mkdtempSync(join(tmpdir(), 'autoscaling-'));
const programs: Program[] = [];
const servers: { close(): unknown }[] = [];
const NODE = 'scaled-node';

const TEXT = { 'content-type': 'text/plain; version=0.0.4' };
const start = (program: Program) => { programs.push(program); return program; };
const raw = (path: string): any => JSON.parse(mustKubectl(['get', '--raw', path]));

/** Series as a pod and the kubelets would expose them: ten requests a second, two cores, a gibibyte. */
function series(): string {
  const seconds = Date.now() / 1000;
  const container = `namespace="${SHOP}",pod="web-0",container="web",image="web"`;
  const cadvisor = 'job="kubelet",metrics_path="/metrics/cadvisor"';
  return [
    `http_requests_total{job="shop",namespace="${SHOP}",pod="web-0"} ${10 * seconds}`,
    `container_cpu_usage_seconds_total{${cadvisor},${container}} ${2 * seconds}`,
    `container_memory_working_set_bytes{${cadvisor},${container}} ${2 ** 30}`,
    `container_cpu_usage_seconds_total{${cadvisor},id="/",node="${NODE}"} ${3 * seconds}`,
    `container_memory_working_set_bytes{${cadvisor},id="/",node="${NODE}"} ${2 ** 31}`,
    'queue_length{queue="orders"} 42',
  ].join('\n') + '\n';
}

const chartOf = () => new Chart(new App(), 'autoscaling', { namespace: WHERE });
const WINDOW = Duration.seconds(20);
const RULES: Omit<PrometheusAdapterProps, 'prometheus'> = {
  rules: [AdapterRules.counter({ series: 'http_requests_total', job: 'shop', window: WINDOW })],
  externalRules: [{ seriesQuery: 'queue_length', resources: { namespaced: false }, metricsQuery: 'max(<<.Series>>{<<.LabelMatchers>>})' }],
  resourceRules: AdapterRules.resourceRules({ window: WINDOW }),
  relistInterval: Duration.seconds(5),
  maxAge: Duration.seconds(60),
};
const AUTHENTICATION = ['authentication-kubeconfig', 'authorization-kubeconfig'];

function adapterObjects(props: Partial<PrometheusAdapterProps> = {}): Manifest[] {
  const chart = chartOf();
  new PrometheusAdapter(chart, 'Adapter', { prometheus: { serviceName: 'prometheus-main', namespace: WHERE }, ...RULES, ...props });
  return synth(chart);
}

function startAdapter(objects: readonly Manifest[], url: string, more: readonly string[] = []): Program {
  const { data } = objects.find(({ kind }) => kind === 'ConfigMap')!;
  for (const [file, text] of Object.entries<string>(data)) { writeFileSync(join(folder, file), text.replace('/etc/prometheus-ca', folder).replace('/var/run/secrets/kubernetes.io/serviceaccount', folder)); }
  return start(serve('prometheus-adapter', ['lister-kubeconfig', ...AUTHENTICATION], {
    objects, name: 'prometheus-adapter', namespace: WHERE, address: ADAPTER, folder, more, replacements: [['/etc/adapter', folder], ['--cert-dir=/tmp', `--cert-dir=${folder}`], [/--prometheus-url=.*/, `--prometheus-url=${url}`]],
  }));
}

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  namespace(WHERE);
  namespace(SHOP, 'privileged');
  const target: Server = createServer((_, response) => { response.writeHead(200, TEXT).end(series()); });
  await new Promise<void>(resolve => { target.listen(0, '127.0.0.1', resolve); });
  servers.push(target);
  writeFileSync(join(folder, 'prometheus.yml'), stringify({
    global: { scrape_interval: '1s' }, scrape_configs: [{ job_name: 'all', honor_labels: true, static_configs: [{ targets: [`127.0.0.1:${(target.address() as any).port}`] }] }],
  }));
  start(new Program('prometheus', [`--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${PROMETHEUS}`]));
  const pod = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web', resources: { requests: { cpu: '1' } } }] } };
  mustApply([
    { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-0', namespace: SHOP, labels: pod.metadata.labels }, spec: { ...pod.spec, nodeName: NODE } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: SHOP }, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: pod } },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: SHOP },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [{ type: 'Pods', pods: { metric: { name: 'http_requests_per_second' }, target: { type: 'AverageValue', averageValue: '1' } } }],
      },
    },
  ]);
  const at = new Date(Date.now() - 600_000).toISOString();
  const status = { phase: 'Running', startTime: at, conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at }] };
  mustKubectl(['patch', 'pod', 'web-0', '-n', SHOP, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]);
  await within(30, 'samples', async () => expect((await ask(`http://127.0.0.1:${PROMETHEUS}/api/v1/query?query=${encodeURIComponent('rate(http_requests_total[20s])')}`)).body).toContain('web-0'));
}, 200_000);

afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  servers.forEach(server => server.close());
  kubectl(['delete', 'apiservice', '-l', 'app.kubernetes.io/managed-by=cdk8s-prometheus']);
  kubectl(['delete', 'clusterrole,clusterrolebinding', '-l', 'app.kubernetes.io/managed-by=cdk8s-prometheus']);
  kubectl(['delete', 'rolebinding', '-n', 'kube-system', '-l', 'app.kubernetes.io/managed-by=cdk8s-prometheus']);
  kubectl(['delete', 'namespace', WHERE, SHOP, '--wait=false']);
  kubectl(['delete', 'node', NODE, '--wait=false']);
  removeCrds();
  disconnect();
  rmSync(folder, { recursive: true, force: true });
}, 200_000);

describe('prometheus-adapter', () => {
  let adapter: Program;
  const log = () => adapter.log.slice(-4000);

  beforeAll(async () => {
    const objects = adapterObjects();
    expect(await applyStrictly(objects)).toEqual([]);
    adapter = startAdapter(objects, `http://127.0.0.1:${PROMETHEUS}/`);
  }, 100_000);

  test.each(['v1beta1.custom.metrics.k8s.io', 'v1beta1.external.metrics.k8s.io', 'v1beta1.metrics.k8s.io'])('the API server reports %s as available', api => available(api, adapter), 100_000);

  test('a custom metric is read from Prometheus: by name, and for the pods of a selector', async () => {
    const path = `/apis/custom.metrics.k8s.io/v1beta1/namespaces/${SHOP}/pods`;
    for (const pods of ['web-0', '*?labelSelector=app%3Dweb']) {
      await within(40, pods, () => {
        const [name, query] = pods.split('?');
        const { items } = raw(`${path}/${name}/http_requests_per_second${query === undefined ? '' : `?${query}`}`);
        expect(items).toHaveLength(1);
        expect(items[0].describedObject).toMatchObject({ kind: 'Pod', name: 'web-0' });
        const value = items[0].value.endsWith('m') ? Number.parseInt(items[0].value, 10) / 1000 : Number(items[0].value);
        expect(value).toBeGreaterThan(8);
        expect(value).toBeLessThan(12);
      }, log);
    }
  }, 100_000);

  test('the HorizontalPodAutoscaler of a Deployment scales on it', async () => {
    await within(90, 'replicas', () => {
      const { status } = get('hpa', 'web', '-n', SHOP);
      expect(status.currentMetrics?.[0]?.pods?.metric?.name).toBe('http_requests_per_second');
      expect(status.desiredReplicas).toBe(3);
    }, () => `${JSON.stringify(get('hpa', 'web', '-n', SHOP).status, undefined, 1)}\n${log()}`);
  }, 120_000);

  test('an external metric, with and without a selector', async () => {
    const path = `/apis/external.metrics.k8s.io/v1beta1/namespaces/${SHOP}/queue_length`;
    for (const query of ['', '?labelSelector=queue%3Dorders']) { await within(30, query, () => expect(raw(`${path}${query}`).items.map(({ value }: any) => value)).toEqual(['42']), log); }
  }, 80_000);

  test('CPU and memory of pods and nodes', async () => {
    await within(60, 'nodes', () => {
      const { items: [node] } = raw('/apis/metrics.k8s.io/v1beta1/nodes');
      expect(node.metadata.name).toBe(NODE);
      expect([Number.parseInt(node.usage.cpu, 10) / 1000, node.usage.memory]).toEqual([expect.closeTo(3, 0), '2Gi']);
    }, log);
    const { containers } = raw(`/apis/metrics.k8s.io/v1beta1/namespaces/${SHOP}/pods/web-0`);
    // two cores, within the precision of a few scrapes on a busy machine
    expect(containers).toEqual([{ name: 'web', usage: { cpu: expect.stringMatching(/^(1[5-9]|2[0-4])\d\dm$|^2$/), memory: '1Gi' } }]);
    expect(mustKubectl(['top', 'node', NODE, '--no-headers'])).toContain(NODE);
  }, 100_000);

  test('nothing was forbidden', () => expect(adapter.log).not.toMatch(/forbidden/i));

  test('it exposes its metrics only to clients that the API server authorizes', async () => {
    const token = mustKubectl(['create', 'token', 'prometheus-adapter', '-n', WHERE]).trim();
    expect((await ask(`https://${ADAPTER}:6443/metrics`)).status).toBe(403);
    expect((await ask(`https://${ADAPTER}:6443/metrics`, { authorization: `Bearer ${token}` })).status).toBe(403);
    mustKubectl(['create', 'clusterrole', 'autoscaling-metrics', '--verb=get', '--non-resource-url=/metrics']);
    mustKubectl(['create', 'clusterrolebinding', 'autoscaling-metrics', '--clusterrole=autoscaling-metrics', `--serviceaccount=${WHERE}:prometheus-adapter`]);
    await within(30, 'metrics', async () => expect((await ask(`https://${ADAPTER}:6443/metrics`, { authorization: `Bearer ${token}` })).body).toContain('prometheus_adapter_prometheus_client_request_duration_seconds_bucket'));
    mustKubectl(['delete', 'clusterrole,clusterrolebinding', 'autoscaling-metrics']);
  }, 60_000);

  test('over TLS it trusts the CA in the Secret, and sends its token', async () => {
    await adapter.stop();
    const files = certificates(folder, ['localhost']);
    writeFileSync(join(folder, 'token'), 'secret-token');
    const seen: (string | undefined)[] = [];
    const proxy = createHttpsServer({ cert: readFileSync(files['tls.crt']), key: readFileSync(files['tls.key']) }, (request, response) => {
      seen.push(request.headers.authorization);
      fetch(`http://127.0.0.1:${PROMETHEUS}${request.url}`).then(async answer => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text()), () => response.writeHead(502).end());
    });
    await new Promise<void>(resolve => { proxy.listen(0, '127.0.0.1', resolve); });
    servers.push(proxy);
    const objects = adapterObjects({ prometheus: { serviceName: 'prometheus-main', namespace: WHERE, tls: { secretName: 'prometheus-tls' }, requiresToken: true } });
    expect(await applyStrictly(objects.filter(({ kind }) => kind !== 'Service'))).toEqual([]);
    adapter = startAdapter(objects, `https://localhost:${(proxy.address() as any).port}/`);
    await within(60, 'a query', () => expect(seen).toContain('Bearer secret-token'), log);
    // not with kubectl, because the proxy of this process could not respond meanwhile
    const path = `/apis/custom.metrics.k8s.io/v1beta1/namespaces/${SHOP}/pods/web-0/http_requests_per_second`;
    await within(60, 'the metric', async () => expect((await call('GET', path)).body.items).toHaveLength(1), log);
  }, 150_000);
});

describe('metrics-server', () => {
  let server: Program;

  beforeAll(async () => {
    await Promise.all(programs.splice(1).map(program => program.stop()));
    kubectl(['delete', 'apiservice', 'v1beta1.custom.metrics.k8s.io', 'v1beta1.external.metrics.k8s.io', 'v1beta1.metrics.k8s.io']);
    const files = certificates(folder, ['kubelet']);
    const kubelet = createHttpsServer({ cert: readFileSync(files['tls.crt']), key: readFileSync(files['tls.key']) }, (request, response) => {
      const now = Date.now();
      response.writeHead(200, TEXT).end(request.url !== '/metrics/resource' ? '' : [
        `node_cpu_usage_seconds_total ${now / 1000} ${now}`, `node_memory_working_set_bytes ${2 ** 31} ${now}`,
        `container_cpu_usage_seconds_total{container="web",namespace="${SHOP}",pod="web-0"} ${now / 2000} ${now}`,
        `container_memory_working_set_bytes{container="web",namespace="${SHOP}",pod="web-0"} ${2 ** 30} ${now}`,
        `container_start_time_seconds{container="web",namespace="${SHOP}",pod="web-0"} ${now / 1000 - 600} ${now}`,
      ].join('\n') + '\n');
    });
    await new Promise<void>(resolve => { kubelet.listen(10250, KUBELET, resolve); });
    servers.push(kubelet);
    const status = { addresses: [{ type: 'InternalIP', address: KUBELET }], daemonEndpoints: { kubeletEndpoint: { Port: 10250 } }, conditions: [{ type: 'Ready', status: 'True' }] };
    mustKubectl(['patch', 'node', NODE, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]);
    const chart = chartOf();
    new MetricsServer(chart, 'MetricsServer', { kubeletInsecureTls: true, resolution: Duration.seconds(12) });
    const objects = synth(chart);
    expect(await applyStrictly(objects)).toEqual([]);
    server = start(serve('metrics-server', ['kubeconfig', ...AUTHENTICATION], { objects, name: 'metrics-server', namespace: WHERE, address: METRICS, folder, replacements: [['--cert-dir=/tmp', `--cert-dir=${folder}`]] }));
  }, 100_000);

  test('its API is available, and has CPU and memory of nodes and pods', async () => {
    await available('v1beta1.metrics.k8s.io', server);
    await within(90, 'nodes', () => expect(mustKubectl(['top', 'node', NODE, '--no-headers'])).toMatch(/\b(99\d|10\d\d)m\b.*\b2048Mi\b/), () => server.log.slice(-4000));
    expect(mustKubectl(['top', 'pod', 'web-0', '-n', SHOP, '--no-headers'])).toMatch(/\b(49\d|50\d)m\b.*\b1024Mi\b/);
    expect(server.log).not.toMatch(/forbidden/i);
  }, 200_000);

  test('it exits if the timeout exceeds nine tenths of the resolution, as the rule predicts', async () => {
    const refused = start(new Program('metrics-server', ['--metric-resolution=11s', '--kubeconfig=/dev/null', '--secure-port=0']));
    await within(20, 'the end', () => expect(refused.log).toContain('metric-resolution should be larger than kubelet-request-timeout'));
  }, 40_000);
});

