import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { CustomResourceValue, KubeStateMetrics, KubeStateMetricsOptions } from '../../../src';
import { COLLECTORS } from '../../../src/kube-state-metrics/collectors';
import { Manifest, synth } from '../../support/synth';
import { installCrds, kubectl, mustApply, mustKubectl, namespace, pinned } from '../support/cluster';
import { ask } from '../support/http';
import { certificates, podsOf, ready, secretOf } from '../support/pods';
import { versionsOfTier } from '../support/tier';
import { explainNamespace, within } from '../support/wait';

// The real kube-state-metrics under the real kubelet. https://github.com/prometheus-community/helm-charts/issues/4981
const where = 'kube-state-metrics';
const VERSIONS = versionsOfTier('KUBE_STATE_METRICS').map(version => version.slice(1));
const [NEWEST] = VERSIONS;

const CASES: { readonly [name: string]: KubeStateMetricsOptions } = {
  ...Object.fromEntries(VERSIONS.map(version => [`plain-${version.replace(/\./g, '-')}`, { version }])),
  'tls': { version: NEWEST, tls: { secretName: 'tls' }, authFilter: true },
  'client-certificates': { version: NEWEST, tls: { secretName: 'tls', clientSecretName: 'client' } },
  'sharded': { version: NEWEST, shards: 2, resources: ['pods'] },
  'namespaced': { version: NEWEST, namespaces: ['ksm-a', 'ksm-b'], resources: ['configmaps'] },
  'denied': {
    version: NEWEST,
    namespacesDenylist: ['ksm-a'],
    metricDenylist: ['kube_.+_created$', '^kube_pod_(?=info)'],
    metricLabelsAllowlist: { '*': ['app.kubernetes.io/*'] },
    metricAnnotationsAllowlist: { pods: ['*'] },
    excludeResources: ['secrets'],
  },
  'everything': { version: NEWEST, resources: COLLECTORS.map(({ resource }) => resource) },
  'custom': {
    version: NEWEST,
    resources: [],
    customResourceState: {
      resources: [{
        groupVersionKind: { group: 'monitoring.coreos.com', version: 'v1', kind: 'ServiceMonitor' },
        resourcePlural: 'servicemonitors',
        labelsFromPath: { name: ['metadata', 'name'] },
        metrics: [
          { name: 'info', help: 'A ServiceMonitor.', each: CustomResourceValue.info({ labelsFromPath: { job_label: ['spec', 'jobLabel'] } }) },
          // two metrics of the same name, as the CPU and the memory of a VerticalPodAutoscaler
          ...['jobLabel', 'selector'].map(field => ({
            name: 'has', help: 'Fields of a ServiceMonitor.', commonLabels: { field }, each: CustomResourceValue.info({ labelsFromPath: { resource_version: ['metadata', 'resourceVersion'] } }),
          })),
        ],
      }],
    },
  },
  'proxied': { version: '2.15.0', authProxy: true },
  'proxied-oldest': { version: VERSIONS.at(-1), authProxy: true },
};

/** No resources are requested, because the node is small. */
function made(name: string, options: KubeStateMetricsOptions): Manifest[] {
  const chart = new Chart(new App(), 'c', { namespace: where });
  new KubeStateMetrics(chart, 'K', { name, cpu: '1m', memory: '10Mi', ...options });
  return synth(chart);
}

const selectorOf = (name: string) => `app.kubernetes.io/instance=${name}`;
const logsOf = (name: string) => mustKubectl(['logs', '-n', where, '-l', selectorOf(name), '--all-containers', '--tail=-1']);
async function metricsOf(name: string, index = 0, scheme = 'http', headers = {}, port = 8080) {
  return ask(`${scheme}://${podsOf(where, selectorOf(name))[index].ip}:${port}/metrics`, headers);
}

beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  namespace(where);
  for (const each of ['ksm-a', 'ksm-b']) {
    namespace(each);
    mustKubectl(['create', 'configmap', 'mine', '-n', each, '--from-literal=a=b']);
  }
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const files = Object.fromEntries(Object.entries(certificates(folder, ['tls.kube-state-metrics.svc', 'client-certificates.kube-state-metrics.svc'])).map(([key, file]) => [key, readFileSync(file, 'utf8')]));
  rmSync(folder, { recursive: true });
  mustApply([
    secretOf(where, 'tls', { 'tls.crt': files['tls.crt'], 'tls.key': files['tls.key'], 'ca.crt': files['ca.crt'] }),
    secretOf(where, 'client', { 'tls.crt': files['client.crt'], 'tls.key': files['client.key'] }),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'reader', namespace: where } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'ksm-reader' }, rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'ksm-reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'ksm-reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: where }],
    },
  ]);
  for (const [name, options] of Object.entries(CASES)) { mustApply(made(name, options)); }
  mustApply(made('pre-fix', { version: NEWEST }).map(object => {
    if (object.kind === 'Deployment') {
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) { object.spec.template.spec.containers[0][probe].httpGet.port = 8080; }
    }
    return object;
  }));
});
afterAll(() => {
  for (const each of [where, 'ksm-a', 'ksm-b']) { kubectl(['delete', 'namespace', each, '--wait=false']); }
});

test.each(Object.keys(CASES))('%s is Ready, was never restarted, and has permission to read all that it collects', async name => {
  const pods = await ready(where, selectorOf(name), 180, CASES[name].shards ?? 1);
  expect(pods.map(({ restarts }) => restarts)).toEqual(pods.map(() => 0));
  expect(logsOf(name).split('\n').filter(line => /forbidden|cannot list|not registered|unknown flag/i.test(line))).toEqual([]);
});

test.each(VERSIONS)('%s collects the pods of the cluster, and exposes its own version', async version => {
  const name = `plain-${version.replace(/\./g, '-')}`;
  await within(30, 'its metrics', async () => expect((await metricsOf(name)).body).toMatch(/^kube_pod_info\{.*namespace="kube-state-metrics"/m));
  expect((await metricsOf(name, 0, 'http', {}, 8081)).body).toContain('kube_state_metrics_build_info');
});

test('the layout before the fix (all probes on the metrics port) is never Ready, so the test can fail', async () => {
  await within(120, 'the kubelet says why', () => expect(kubectl(['get', 'events', '-n', where]).output).toMatch(/pre-fix.*Readiness probe failed: HTTP probe failed with statuscode: 404/), () => explainNamespace(where, selectorOf('pre-fix')));
  expect(podsOf(where, selectorOf('pre-fix')).map(({ isReady }) => isReady)).toEqual([false]);
});

test('shards divide the objects: each pod is in exactly one', async () => {
  // by uid, because other tests have pods with the same name in several namespaces
  const podsIn = async (index: number) => [...(await metricsOf('sharded', index)).body.matchAll(/^kube_pod_info\{.*?,uid="([^"]+)"/gm)].map(([, uid]) => uid);
  await within(60, 'both have a part', async () => {
    const [a, b] = [await podsIn(0), await podsIn(1)];
    expect([a.length > 0, b.length > 0, a.filter(uid => b.includes(uid))]).toEqual([true, true, []]);
  });
});

test('with namespaces it exposes only these namespaces', async () => {
  const { body } = await metricsOf('namespaced');
  expect(new Set([...body.matchAll(/^kube_configmap_info\{namespace="([^"]+)"/gm)].map(([, name]) => name))).toEqual(new Set(['ksm-a', 'ksm-b']));
});

test('deny lists and allow lists have their documented effect', async () => {
  const { body } = await metricsOf('denied');
  expect(body).not.toMatch(/^kube_\w+_created\{/m);
  expect(body).not.toMatch(/^kube_pod_info\{/m);
  expect(body).not.toMatch(/^kube_configmap_info\{namespace="ksm-a"/m);
  expect(body).toMatch(/^kube_pod_labels\{.*label_app_kubernetes_io_name="kube-state-metrics"/m);
  expect(body).not.toMatch(/^kube_secret_info/m);
});

test('two metrics of a custom resource may have the same name, with other labels', async () => {
  const fieldsIn = ({ body }: { readonly body: string }) => [...body.matchAll(/^kube_customresource_has\{.*?\bfield="(\w+)".*?\bname="custom"/gm)].map(([, field]) => field).sort();
  await within(90, 'both', async () => expect(fieldsIn(await metricsOf('custom'))).toEqual(['jobLabel', 'selector']));
});

test('metrics of custom resources are exposed', async () => {
  await within(90, 'the metric', async () => expect((await metricsOf('custom')).body).toMatch(/^kube_customresource_info\{.*job_label="app.kubernetes.io\/name".*name="custom"/m));
});

test.each([['tls', 8080], ['proxied', 8443], ['proxied-oldest', 8443], ['proxied', 9443]])('%s on %s requires authentication, and accepts only Prometheus', async (name, port) => {
  const token = mustKubectl(['create', 'token', 'reader', '-n', where]).trim();
  expect((await metricsOf(name, 0, 'https', {}, port)).status).toBe(401);
  const { status, body } = await metricsOf(name, 0, 'https', { authorization: `Bearer ${token}` }, port);
  expect([status, /^(kube_pod_info|kube_state_metrics_build_info)/m.test(body)]).toEqual([200, true]);
});

test('clients without a certificate get no TLS session', async () => {
  expect((await metricsOf('client-certificates', 0, 'https')).status).toBe(0);
});

test('behind a proxy it is reachable only through the proxy', async () => {
  expect((await metricsOf('proxied')).status).toBe(0);
});
