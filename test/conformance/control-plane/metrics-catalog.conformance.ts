import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { installCrds, mustApply, mustKubectl, namespace, pinned, pinnedOfTier, prometheusRelease, removeCrds } from '../support/cluster';
import { ask } from '../support/http';
import { differences, Exposition, expositionIn } from '../support/metrics-catalog';
import { Program } from '../support/process';
import { IS_FULL } from '../support/tier';
import { within } from '../support/wait';

// Every series that a real program exposes is in the catalog, with its type, its labels, and values that are known.

const NAMESPACE = 'metrics-catalog';
const folder = mkdtempSync(join(tmpdir(), 'metrics-catalog-'));
const programs: Program[] = [];
const written = (name: string, text: string) => { writeFileSync(join(folder, name), text); return join(folder, name); };
const run = (command: string, ...args: string[]) => { programs.push(new Program(command, args)); };
afterAll(async () => {
  await Promise.all(programs.map(program => program.stop()));
  rmSync(folder, { recursive: true });
});

async function expositionOf(url: string): Promise<Exposition[]> {
  let body = '';
  await within(40, `${url} answers`, async () => {
    const answer = await ask(url);
    expect(answer.status).toBe(200);
    body = answer.body;
  }, () => programs.map(({ log }) => log.slice(-1000)).join('\n'));
  return expositionIn(body);
}

describe('programs that need no cluster', () => {
  beforeAll(() => {
    run('alertmanager', `--config.file=${written('am.yaml', 'route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: "http://127.0.0.1:1/"}]}]\n')}`,
      `--storage.path=${folder}/am`, '--web.listen-address=127.0.0.1:28301', '--cluster.listen-address=127.0.0.1:28302');
    written('rules.yaml', 'groups: [{name: a, rules: [{alert: A, expr: "vector(1)"}, {record: "a:b", expr: up}]}]');
    run('prometheus', `--storage.tsdb.path=${folder}/tsdb`, '--web.listen-address=127.0.0.1:28303', `--config.file=${written('prometheus.yaml', `
global: {scrape_interval: 1s, evaluation_interval: 1s}
alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:28301']}]}]}
rule_files: [rules.yaml]
remote_write: [{url: 'http://127.0.0.1:1/write'}]
scrape_configs: [{job_name: a, static_configs: [{targets: ['127.0.0.1:28303']}]}, {job_name: b, file_sd_configs: [{files: ['*.json']}], dns_sd_configs: [{names: ['localhost']}]}]
`)}`);
    run('node-exporter', '--web.listen-address=127.0.0.1:28304');
    run('blackbox-exporter', '--web.listen-address=127.0.0.1:28305', `--config.file=${written('blackbox.yaml', 'modules: {http_2xx: {prober: http}, tcp: {prober: tcp}}')}`);
    run('prometheus-config-reloader', '--listen-address=127.0.0.1:28306', `--config-file=${join(folder, 'prometheus.yaml')}`, `--config-envsubst-file=${join(folder, 'out.yaml')}`,
      '--reload-url=http://127.0.0.1:28303/-/reload');
  });

  test.each([
    ['alertmanager', pinnedOfTier('ALERTMANAGER')[0], 'http://127.0.0.1:28301/metrics'],
    ['node-exporter', pinnedOfTier('NODE_EXPORTER')[0], 'http://127.0.0.1:28304/metrics'],
    ['blackbox-exporter', pinnedOfTier('BLACKBOX_EXPORTER')[0], 'http://127.0.0.1:28305/metrics'],
    ['blackbox-exporter', pinnedOfTier('BLACKBOX_EXPORTER')[0], 'http://127.0.0.1:28305/probe?module=http_2xx&target=http://127.0.0.1:28301/-/healthy'],
    ['blackbox-exporter', pinnedOfTier('BLACKBOX_EXPORTER')[0], 'http://127.0.0.1:28305/probe?module=tcp&target=127.0.0.1:28301'],
    ['config-reloader', pinnedOfTier('PROMETHEUS_OPERATOR')[0], 'http://127.0.0.1:28306/metrics'],
    ['prometheus', prometheusRelease(), 'http://127.0.0.1:28303/metrics'],
  ])('%s %s exposes what the catalog has (%s)', async (component, version, url) => {
    const all = await expositionOf(url);
    expect(all.length).toBeGreaterThan(5);
    expect(differences(component, version, all)).toEqual([]);
  }, 60_000);
});

describe('programs that watch a cluster', () => {
  const portOf = (at: number) => 28310 + 2 * at;
  const versions = pinnedOfTier('KUBE_STATE_METRICS');

  beforeAll(() => {
    namespace(NAMESPACE, 'privileged');
    mustApply(objectsIn(NAMESPACE));
    versions.forEach((version, at) => run(`kube-state-metrics-${version}`, '--kubeconfig', process.env.KUBECONFIG!, '--host=127.0.0.1', `--port=${portOf(at)}`,
      '--telemetry-host=127.0.0.1', `--telemetry-port=${portOf(at) + 1}`, '--metric-labels-allowlist=pods=[*]', '--metric-annotations-allowlist=pods=[*]'));
  }, 90_000);
  afterAll(() => { mustKubectl(['delete', 'namespace', NAMESPACE, '--wait=false']); });

  test.each(versions.map((version, at) => [version, at] as const))('kube-state-metrics %s exposes what the catalog has', async (version, at) => {
    await within(30, 'pods are there', async () => expect((await ask(`http://127.0.0.1:${portOf(at)}/metrics`)).body).toContain('kube_pod_labels{'));
    const [own, telemetry] = [await expositionOf(`http://127.0.0.1:${portOf(at)}/metrics`), await expositionOf(`http://127.0.0.1:${portOf(at) + 1}/metrics`)];
    expect(own.length).toBeGreaterThan(100);
    expect(differences('kube-state-metrics', version, [...own, ...telemetry])).toEqual([]);
  }, 60_000);

  test.each(IS_FULL ? pinned('PROMETHEUS_OPERATOR') : pinnedOfTier('PROMETHEUS_OPERATOR').slice(0, 1))('prometheus-operator %s exposes what the catalog has', async version => {
    installCrds(version);
    mustApply([
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'main', namespace: NAMESPACE }, spec: { replicas: 0, serviceMonitorSelector: {} } },
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata: { name: 'main', namespace: NAMESPACE }, spec: { replicas: 0 } },
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'main', namespace: NAMESPACE }, spec: { selector: {}, endpoints: [] } },
    ]);
    const operator = new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28330', '--web.enable-tls=false', `--namespaces=${NAMESPACE}`]);
    programs.push(operator);
    const url = 'http://127.0.0.1:28330/metrics';
    await within(40, 'the objects are read', async () => expect((await ask(url)).body).toMatch(/prometheus_operator_managed_resources\{[^}]*state="selected"/), () => operator.log);
    const all = await expositionOf(url);
    await operator.stop();
    removeCrds();
    expect(differences('prometheus-operator', version, all)).toEqual([]);
  }, 120_000);

  test('etcd exposes what the catalog has', async () => {
    const all = await expositionOf('http://127.0.0.1:2379/metrics');
    expect(all.length).toBeGreaterThan(50);
    // the bed has an older patch release than the index
    expect(differences('etcd', pinnedOfTier('ETCD')[0], all).filter(each => !each.startsWith('etcd_debugging_mvcc_range_total'))).toEqual([]);
  }, 60_000);

  test.each([
    ['kube-scheduler', 28341, []],
    ['kube-controller-manager', 28342, ['--controllers=ttl-controller']],
  ])('%s exposes what the catalog has', async (component, port, args) => {
    const paths = '--authorization-always-allow-paths=/metrics,/metrics/resources';
    run(component, '--kubeconfig', process.env.KUBECONFIG!, `--secure-port=${port}`, paths, '--leader-elect=false', `--cert-dir=${folder}`, ...args);
    const all = await expositionOf(`https://127.0.0.1:${port}/metrics`);
    expect(all.length).toBeGreaterThan(50);
    expect(differences(component, pinnedOfTier('KUBERNETES')[0], all)).toEqual([]);
  }, 60_000);

  test('kube-apiserver exposes what the catalog has', () => {
    const all = expositionIn(mustKubectl(['get', '--raw', '/metrics']));
    expect(all.length).toBeGreaterThan(100);
    expect(differences('kube-apiserver', pinnedOfTier('KUBERNETES')[0], all)).toEqual([]);
  });
});

/** One of each kind that kube-state-metrics has metrics of. */
function objectsIn(space: string): object[] {
  const object = (apiVersion: string, kind: string, spec: object, more: object = {}) => ({ apiVersion, kind, metadata: { name: 'web', namespace: space, labels: { app: 'web' } }, ...more, ...Object.keys(spec).length > 0 && { spec } });
  const containers = [{ name: 'web', image: 'web:1', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1' } } }];
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers, tolerations: [{ key: 'a', operator: 'Exists' }], initContainers: [{ name: 'init', image: 'init:1' }] } };
  const selector = { matchLabels: { app: 'web' } };
  return [
    object('v1', 'Pod', { ...template.spec, nodeName: 'ghost', volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'web' } }] }),
    object('apps/v1', 'Deployment', { selector, template, replicas: 1 }),
    object('apps/v1', 'StatefulSet', { selector, template, serviceName: 'web', replicas: 1 }),
    object('apps/v1', 'DaemonSet', { selector, template }),
    object('batch/v1', 'Job', { template: { spec: { containers, restartPolicy: 'Never' } }, activeDeadlineSeconds: 100 }),
    object('batch/v1', 'CronJob', { schedule: '* * * * *', suspend: true, jobTemplate: { spec: { template: { spec: { containers, restartPolicy: 'Never' } } } } }),
    object('v1', 'Service', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
    object('v1', 'ConfigMap', {}, { data: { a: 'b' } }),
    object('v1', 'Secret', {}, { stringData: { a: 'b' } }),
    object('v1', 'PersistentVolumeClaim', { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }),
    object('v1', 'LimitRange', { limits: [{ type: 'Container', default: { cpu: '1' } }] }),
    object('v1', 'ResourceQuota', { hard: { pods: '10' } }),
    object('policy/v1', 'PodDisruptionBudget', { minAvailable: 1, selector }),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 2, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }],
    }),
    object('networking.k8s.io/v1', 'Ingress', { rules: [{ host: 'a.example.org', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }], tls: [{ hosts: ['a.example.org'], secretName: 'a' }] }),
    object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {} }),
    object('coordination.k8s.io/v1', 'Lease', { holderIdentity: 'a', leaseDurationSeconds: 10 }),
  ];
}
