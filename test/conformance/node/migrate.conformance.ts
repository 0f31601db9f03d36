import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { transformSync } from 'esbuild';
import { Check, Plan, Step } from '../../../src/migrate/plan/step';
import { AlertReceiver } from '../support/alert-receiver';
import { shell, workFolder } from '../support/as-user';
import { get, installCrds, kubectl, mustApply, mustKubectl, mustRun, pinned, prometheusRelease } from '../support/cluster';
import { podsOf, ready } from '../support/pods';
import { explainNamespace, LOADED_SECONDS, within } from '../support/wait';

// A release of a chart with volumes and data, installed by the real Helm; then the plan of `migrate --plan`, executed step by step, with
// each of its checks;
// and backwards.
const where = 'moving';
const RELEASE = 'kps';
const FULL = `${RELEASE}-kube-prometheus-stack`;
const CLASS = 'bed-moving';
const VOLUMES = ['/run/moving-0', '/run/moving-1'];
const BEGUN = 'moving-begun';
const NODE_EXPORTER_PORT = 9117; // other files have 9100
const NODE = '10.99.0.1';
// or the chart itself: CHART=PATH, with its dependencies in charts/; the bed has no image for the Jobs that create its webhook certificates
const OWN_CHART = 'test/conformance/fixtures/kube-prometheus-stack';
const CHART = resolve(process.env.CHART ?? OWN_CHART);
const WEBHOOKS = process.env.CHART === undefined ? ['webhooks'] : [];
const folder = mkdtempSync(join(tmpdir(), 'moving-'));
const receiver = new AlertReceiver();

const claim = { volumeClaimTemplate: { spec: { storageClassName: CLASS, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } };

/** One that always fires, and one that fires when a namespace exists. */
const RULES = [
  { alert: 'Ongoing', expr: 'vector(1)', labels: { severity: 'warning' } },
  { alert: 'Begun', expr: `kube_namespace_created{namespace="${BEGUN}"} > 0`, labels: { severity: 'warning' } },
];

const valuesOf = (url: string) => ({
  'prometheusOperator': {
    image: { tag: pinned('PROMETHEUS_OPERATOR')[0] },
    prometheusConfigReloader: { image: { tag: pinned('PROMETHEUS_OPERATOR')[0] } },
    namespaces: { releaseNamespace: true },
    ...WEBHOOKS.length === 0 && { admissionWebhooks: { enabled: false }, tls: { enabled: false } },
  },
  'prometheus': { prometheusSpec: { image: { tag: prometheusRelease() }, scrapeInterval: '5s', evaluationInterval: '5s', retention: '7d', resources: { requests: { cpu: '10m', memory: '50Mi' } }, storageSpec: claim } },
  'alertmanager': {
    alertmanagerSpec: { image: { tag: pinned('ALERTMANAGER')[0] }, storage: claim },
    config: {
      route: { receiver: 'people', group_by: ['alertname'], group_wait: '1s', group_interval: '5s', repeat_interval: '1h' },
      receivers: [{ name: 'null' }, { name: 'people', webhook_configs: [{ url, send_resolved: true }] }],
    },
  },
  'kube-state-metrics': { fullnameOverride: 'kube-state-metrics', image: { tag: pinned('KUBE_STATE_METRICS')[0] } },
  'prometheus-node-exporter': { image: { tag: pinned('NODE_EXPORTER')[0], distroless: false }, service: { port: NODE_EXPORTER_PORT, targetPort: NODE_EXPORTER_PORT } },
  'grafana': { enabled: false },
  // the bed has no pod of it
  ...Object.fromEntries(['coreDns', 'kubeEtcd', 'kubeScheduler', 'kubeControllerManager', 'kubeProxy'].map(part => [part, { enabled: false }])),
  'crds': { enabled: false },
  'additionalPrometheusRulesMap': { own: { groups: [{ name: 'own', rules: RULES }] } },
});

const volumes = VOLUMES.map((path, at) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: `${CLASS}-${at}` },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: CLASS,
    capacity: { storage: '1Gi' },
    persistentVolumeReclaimPolicy: 'Retain',
    local: { path },
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'Exists' }] }] } },
  },
}));

const bash = (script: string) => shell(folder, script, { CHART });
const explain = () => explainNamespace(where);

async function query(expression: string): Promise<any[]> {
  const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  const response = await fetch(`http://${ip}:9090/api/v1/query?query=${encodeURIComponent(expression)}`);
  return ((await response.json()) as any).data.result;
}

/** Job and address of each target that is up. */
const up = async () => (await query('up == 1')).map(({ metric: { job, instance, metrics_path: path = '' } }) => `${job} ${instance} ${path}`).sort();

const identities = () => [
  ...get('statefulsets', '-n', where).items.map(({ metadata: { name, uid } }: any) => `${name} ${uid}`),
  ...get('persistentvolumeclaims', '-n', where).items.map(({ metadata: { name, uid }, spec, status }: any) => `${name} ${uid} ${spec.volumeName} ${status.phase}`),
].sort();

let webhook: string;
let plan: Plan;
let before: { readonly identities: string[]; readonly at: number; readonly series: number };
const step = (id: string) => plan.steps.find(each => each.id === id)!;

async function pass({ command, prints }: Check): Promise<void> {
  const said = (await bash(command)).trimEnd();
  if (prints === undefined) { return; }
  // other files have custom resources in their own namespaces
  const own = command.includes(' -A ') ? said.split('\n').filter(line => line.includes(` ${where}/`)).join('\n') : said;
  expect({ command, prints: own }).toEqual({ command, prints });
}

async function execute({ id, commands, checks }: Step): Promise<void> {
  const started = Date.now();
  for (const command of commands) { await bash(command); }
  for (const check of checks) { await pass(check); }
  times.push(`${id} ${Math.round((Date.now() - started) / 1000)} s`);
}
const times: string[] = [];

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  kubectl(['delete', 'namespace', where, BEGUN, '--ignore-not-found', '--timeout=60s']);
  for (const path of VOLUMES) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  }
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  // the apiserver calls webhooks by the addresses of Services, to which the node has no route
  mustRun('ip', 'route', 'replace', '10.97.0.0/22', 'dev', 'lo', 'src', NODE);
  const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: CLASS }, provisioner: 'kubernetes.io/no-provisioner' };
  mustApply([...volumes, storageClass, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: where } }]);
  workFolder(folder);
  webhook = await receiver.listens(NODE);
  writeFileSync(join(folder, 'values.yaml'), JSON.stringify(valuesOf(webhook)));
  await bash(`helm install ${RELEASE} "$CHART" -n ${where} -f values.yaml`);
  if (WEBHOOKS.length > 0) { // as the chart's Job does
    const { ca } = get('secret', `${FULL}-admission`, '-n', where).data;
    const patch = [{ op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: ca }];
    mustKubectl(['patch', 'validatingwebhookconfiguration', `${FULL}-admission`, '--type=json', '-p', JSON.stringify(patch)]);
  }
  for (const selector of ['app=kube-prometheus-stack-operator', 'app.kubernetes.io/name=prometheus', 'app.kubernetes.io/name=alertmanager', 'app.kubernetes.io/name=kube-state-metrics', 'app.kubernetes.io/name=prometheus-node-exporter']) {
    await ready(where, selector, 200);
  }
}, 400_000);

afterAll(() => {
  receiver.close();
  console.log(times.join('\n'));
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', where, '--timeout=60s']);
  kubectl(['delete', 'namespace', where, `${where}-node-exporter`, BEGUN, '--ignore-not-found', '--timeout=120s']);
  kubectl(['delete', 'storageclass', CLASS, '--ignore-not-found']);
  kubectl(['delete', 'persistentvolume', ...volumes.map(({ metadata }) => metadata.name), '--ignore-not-found', '--wait=false']);
  kubectl(['delete', 'validatingwebhookconfiguration', `${FULL}-admission`, '--ignore-not-found']);
  for (const path of [folder, ...VOLUMES]) { rmSync(path, { recursive: true, force: true }); }
}, 300_000);

describe('a release of the chart', () => {
  test('has data in its volumes, and an alert that has been notified', async () => {
    await within(LOADED_SECONDS, 'targets', async () => {
      const jobs = new Set((await up()).map(line => line.split(' ')[0]));
      expect([...jobs].sort()).toEqual(expect.arrayContaining([`${FULL}-prometheus`, `${FULL}-alertmanager`, 'kube-state-metrics', 'kubelet', 'node-exporter']));
    }, explain);
    await within(LOADED_SECONDS, 'the alert', () => expect(receiver.of('Ongoing')).toHaveLength(1), explain);
    const at = Math.floor(Date.now() / 1000);
    // a sample has the time at which its scrape began, and a scrape takes at most 10 s
    await within(30, 'scrapes of that time are over', () => expect(Date.now() / 1000).toBeGreaterThan(at + 12), explain);
    before = { identities: identities(), at, series: (await query(`up @ ${at}`)).length };
    expect(before.series).toBeGreaterThan(0);
    expect(before.identities.filter(line => line.endsWith('Bound'))).toHaveLength(2);
  }, 700_000);

  test('and its plan is generated from its manifests and those of the program', async () => {
    await bash(`helm get manifest ${RELEASE} -n ${where} > release.yaml`);
    await bash(`npx cdk8s-prometheus migrate --release ${RELEASE} --namespace ${where} values.yaml > monitoring.ts 2> report.txt || true`);
    writeFileSync(join(folder, 'monitoring.js'), transformSync(readFileSync(join(folder, 'monitoring.ts'), 'utf8'), { loader: 'ts', format: 'cjs' }).code);
    await bash('node monitoring.js');
    // according to the comments at the top of the program
    await bash(`kubectl create secret generic alertmanager-secrets -n ${where} --from-literal "people-webhook-url=${webhook}"`);
    plan = JSON.parse(await bash(`npx cdk8s-prometheus migrate --plan release.yaml --release ${RELEASE} --namespace ${where} --json dist/`));
    expect(plan.warnings).toEqual([]);
    expect(plan.steps.map(({ id }) => id)).toEqual(['prepare', 'record', 'keep', ...WEBHOOKS, 'stop', 'apply', 'verify', 'uninstall', 'clean', 'forget']);
  }, 120_000);
});

const steps = (...ids: readonly string[]) => test.each(ids)('the step "%s" succeeds, and so do its checks', async id => { await execute(step(id)); }, 700_000);

/** Timestamps of the stored samples of a series, in seconds. */
async function samplesOf(selector: string): Promise<number[]> {
  const found: { values: [number, string][] }[] = await query(`${selector}[30m]`);
  return found.flatMap(({ values }) => values.map(([at]) => at)).sort((one, other) => one - other);
}

/**
 * When no alert of a name was active any more. One may end when another exporter exposes its series, if the alert of the new series fires
 * before.
 */
function quietAfter(alertname: string): string[] {
  const firing = new Set<string>();
  return receiver.of(alertname).flatMap(({ labels, status, at }) => {
    const key = JSON.stringify(Object.entries(labels).sort());
    if (status === 'firing') { firing.add(key); } else { firing.delete(key); }
    return firing.size === 0 ? [new Date(at).toISOString()] : [];
  });
}

const longestGap = (seconds: readonly number[]) => Math.max(...seconds.slice(1).map((at, index) => at - seconds[index]));

describe('moved by its plan, up to the point where no operator runs', () => {
  steps('prepare', 'record', 'keep', ...WEBHOOKS, 'stop');

  test('an alert that starts now is notified', async () => {
    mustKubectl(['create', 'namespace', BEGUN]);
    await within(60, 'the alert', () => expect(receiver.of('Begun')).toHaveLength(1), explain);
  }, 90_000);
});

describe('handed over', () => {
  steps('apply', 'verify');

  test.each(['Ongoing', 'Begun'])('the alert %s has been firing all the time, as its receivers see it', name => { expect(quietAfter(name)).toEqual([]); });

  test('kubelets were scraped by the monitor of the chart, then by the new one, never by both', async () => {
    const [old, own] = await Promise.all([`${FULL}-kubelet`, `${where}-kubelet`].map(async service => samplesOf(`up{job="kubelet",service="${service}"}`)));
    expect(old.at(-1)!).toBeLessThan(own[0]);
    times.push(`longest gap of the kubelets: ${longestGap([...old, ...own])} s`);
  });

  test('metrics of the nodes have a gap of less than two minutes', async () => {
    const gap = longestGap(await samplesOf('node_time_seconds{job="node-exporter"}'));
    times.push(`longest gap of the node: ${gap} s`);
    expect(gap).toBeLessThan(120);
  });
});

describe('without the release', () => {
  steps('uninstall', 'clean');

  test('StatefulSets and claims are unchanged', () => expect(identities()).toEqual(before.identities));

  test('old samples of all series can be queried', async () => expect(await query(`up @ ${before.at}`)).toHaveLength(before.series));

  test('no object has labels or annotations of Helm, and Helm owns no field', () => {
    const names = [...new Set(plan.steps.flatMap(({ checks }) => checks).flatMap(({ prints = '' }) => prints.split('\n').filter(line => /^[a-z.-]+\/\S+$/.test(line))))];
    expect(names.length).toBeGreaterThan(2);
    const found = names.map(name => get(name, '-n', where, '--show-managed-fields')).flatMap(({ kind, metadata: { name, annotations = {}, labels = {}, managedFields = [] } }) => [
      ...Object.keys(annotations).filter(key => key.includes('helm.sh')).map(key => `${kind} ${name} ${key}`),
      ...Object.entries(labels).filter(([, value]) => value === 'Helm').map(([key]) => `${kind} ${name} ${key}`),
      ...managedFields.filter(({ manager }: any) => manager === 'helm').map(() => `${kind} ${name} is managed by Helm`),
    ]);
    expect(found).toEqual([]);
  });
});

describe('and back', () => {
  test.each(['clean', 'uninstall', 'verify', 'apply', 'stop', ...WEBHOOKS, 'keep', 'record'])('the rollback of "%s" succeeds', async id => {
    const started = Date.now();
    for (const command of step(id).back) { await bash(command); }
    times.push(`back ${id} ${Math.round((Date.now() - started) / 1000)} s`);
  }, 700_000);

  test('StatefulSets and claims are still unchanged', () => expect(identities()).toEqual(before.identities));

  test('Helm has its release again, and nothing of the program remains', async () => {
    expect((await bash(`helm list -n ${where} --deployed --short`)).trim()).toBe(RELEASE);
    const kinds = 'all,serviceaccounts,secrets,configmaps,roles,rolebindings,networkpolicies,prometheuses,alertmanagers,alertmanagerconfigs,servicemonitors,prometheusrules';
    expect(mustKubectl(['get', kinds, '-n', where, '-l', 'app.kubernetes.io/managed-by=cdk8s-prometheus', '-o', 'name'])).toBe('');
    expect(get('service', '-n', 'kube-system').items.map(({ metadata: { name } }: any) => name)).not.toContain(`${where}-kubelet`);
  });

  test('the targets are the same as before the move', async () => {
    await within(LOADED_SECONDS, 'the targets', async () => {
      const jobs = new Set((await up()).map(line => line.split(' ')[0]));
      expect([...jobs].sort()).toEqual(expect.arrayContaining([`${FULL}-prometheus`, `${FULL}-alertmanager`, 'kube-state-metrics', 'kubelet', 'node-exporter']));
    }, explain);
  }, 400_000);

  test('the alert that fires since the first step has never been resolved', () => expect(quietAfter('Ongoing')).toEqual([]));
});
