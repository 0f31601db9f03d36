import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import { PrometheusStack, PrometheusStackProps, VersionSet } from '../../../src';
import { forbiddenOf, requestsOf } from '../support/audit';
import { get, kubectl, kubernetesMinor, mustApply, mustKubectl, mustRun, removeCrds } from '../support/cluster';
import { runCommands } from '../support/docs-commands';
import { ask, post } from '../support/http';
import { podsOf, ready } from '../support/pods';
import { ALERTMANAGER_CONFIG } from '../support/stack';
import { explainNamespace, LOADED_SECONDS, within } from '../support/wait';

// A stack with data at one version set is upgraded to the next, and then uninstalled, by the commands of docs/upgrading.md.
const PAGE = 'docs/upgrading.md';
const where = 'monitoring';
const NODES = `${where}-node-exporter`;
const CLASS = 'bed-upgrade';
const VOLUMES = ['/run/upgrade-0', '/run/upgrade-1'];
const PODS: readonly [namespace: string, selector: string][] = [
  [where, 'app.kubernetes.io/name=prometheus-operator'], [where, 'app.kubernetes.io/name=prometheus'], [where, 'app.kubernetes.io/name=alertmanager'], [where, 'app.kubernetes.io/name=kube-state-metrics'],
  [NODES, 'app.kubernetes.io/name=node-exporter'],
];
const CLAIMS = ['PersistentVolumeClaim alertmanager-main-db-alertmanager-main-0', 'PersistentVolumeClaim prometheus-main-db-prometheus-main-0'];
const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
const run = (name: string) => runCommands(PAGE, name, folder);
const explain = () => [where, NODES].map(name => explainNamespace(name)).join('\n');

/** Without `versions` if it is undefined, like a user who pins nothing. */
function write(versions: VersionSet | undefined): void {
  for (const name of ['dist', 'crds']) { rmSync(join(folder, name), { recursive: true, force: true }); }
  const app = new App({ outdir: join(folder, 'dist') });
  const storage = { size: Size.gibibytes(1), storageClassName: CLASS };
  const props: PrometheusStackProps = {
    versions,
    kubernetesVersion: kubernetesMinor(),
    highAvailability: false,
    // the gate with the finalizer
    operator: { featureGates: { StatusForConfigurationResources: true } },
    prometheus: { scrapeInterval: Duration.seconds(5), externalLabels: { cluster: 'bed' }, cpu: '10m', memory: '50Mi', storage },
    alertmanager: { configSecret: 'alertmanager-config', storage },
    kubeStateMetrics: { cpu: '1m', memory: '10Mi' },
  };
  new PrometheusStack(new Chart(app, 'monitoring', { namespace: where }), 'Monitoring', props);
  app.synth();
  const operator = `v${(versions ?? VersionSet.V2026_11).components.prometheusOperator}`;
  cpSync(mustRun('test/conformance/bed/crds.sh', operator).trim(), join(folder, 'crds'), { recursive: true });
}

const volumes = () => VOLUMES.map((path, at) => ({
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

async function api(method: string): Promise<any> {
  const [{ name }] = podsOf(where, 'app.kubernetes.io/name=prometheus');
  return JSON.parse(mustKubectl(['exec', '-n', where, name, '-c', 'prometheus', '--', 'wget', '-q', '-O', '-', `http://localhost:9090/api/v1/${method}`])).data;
}
const query = async (expression: string, at?: number): Promise<any[]> => (await api(`query?query=${encodeURIComponent(expression)}${at === undefined ? '' : `&time=${at}`}`)).result;

const seriesAt = async (at: number) => (await query('up', at)).map(({ metric }) => JSON.stringify(metric)).sort();

/** Current targets of Prometheus; `up` would contain earlier pods for five minutes. */
const activeTargets = async (): Promise<any[]> => (await api('targets?state=active')).activeTargets;
/** Job, port and path of each target that is up. */
const targets = async () => (await activeTargets()).filter(({ health }) => health === 'up').map(({ labels }) => `${labels.job} ${labels.endpoint} ${labels.metrics_path ?? ''}`).sort();
const down = async () => (await activeTargets()).filter(({ health }) => health !== 'up').map(({ labels, lastError }) => `${JSON.stringify(labels)} ${lastError}`);
const claims = () => get('pvc', '-n', where).items.map(({ metadata: { name, uid }, spec, status }: any) => `${name} ${uid} ${spec.volumeName} ${status.phase}`).sort();
const statefulSets = () => get('statefulset', '-n', where).items.map(({ metadata: { name, uid } }: any) => `${name} ${uid}`).sort();
const imagesOf = (selector: string) => get('pods', '-n', where, '-l', selector).items.flatMap(({ spec }: any) => spec.containers.map(({ image }: any) => image)).sort();
const silences = async () => {
  const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=alertmanager');
  const found: any[] = JSON.parse((await ask(`http://${ip}:9093/api/v2/silences`)).body);
  return found.map(({ comment, status }) => `${comment} ${status.state}`);
};
const settled = async () => { for (const [namespace, selector] of PODS) { await ready(namespace, selector, 300); } };

const RELOADER = 'quay.io/prometheus-operator/prometheus-config-reloader';
const OLDER = { prometheus: [`${RELOADER}:v0.85.0`, 'quay.io/prometheus/prometheus:v3.5.0'], alertmanager: [`${RELOADER}:v0.85.0`, 'quay.io/prometheus/alertmanager:v0.28.1'] };
const NEWEST = { prometheus: [`${RELOADER}:v0.94.1`, 'quay.io/prometheus/prometheus:v3.16.0'], alertmanager: [`${RELOADER}:v0.94.1`, 'quay.io/prometheus/alertmanager:v0.35.0'] };
/** Waits until the pods have these images, and all is Ready. */
async function runs(images: typeof OLDER): Promise<void> {
  await within(300, `the images ${images.prometheus[1]}`, () => expect({ prometheus: imagesOf(PODS[1][1]), alertmanager: imagesOf(PODS[2][1]) }).toEqual(images), explain);
  await settled();
}

/** The state before the upgrade. */
let before: { readonly targets: string[]; readonly claims: string[]; readonly statefulSets: string[]; readonly at: number; readonly series: string[] };

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  kubectl(['delete', 'namespace', where, NODES, '--ignore-not-found', '--timeout=60s']);
  for (const path of VOLUMES) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  }
  const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: CLASS }, provisioner: 'kubernetes.io/no-provisioner' };
  mustApply([...volumes(), storageClass, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: where } }]);
  mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace: where }, stringData: ALERTMANAGER_CONFIG }]);
  write(VersionSet.V2025_09);
  mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', join(folder, 'crds')]);
  mustKubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
  mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', join(folder, 'dist')]);
  await settled();
}, 700_000);

afterAll(() => {
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', where, '--timeout=60s']);
  kubectl(['patch', 'prometheus', 'main', '-n', where, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
  kubectl(['delete', 'namespace', where, NODES, '--ignore-not-found', '--timeout=120s']);
  kubectl(['delete', 'storageclass', CLASS, '--ignore-not-found']);
  kubectl(['delete', 'persistentvolume', ...volumes().map(({ metadata }) => metadata.name), '--ignore-not-found', '--wait=false']);
  for (const path of [folder, ...VOLUMES]) { rmSync(path, { recursive: true, force: true }); }
}, 300_000);

describe('at the older version set', () => {
  it('runs the images of the set', async () => {
    await runs(OLDER);
    expect(imagesOf(PODS[0][1])).toEqual(['quay.io/prometheus-operator/prometheus-operator:v0.85.0']);
    expect(imagesOf(PODS[3][1])).toEqual(['registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.16.0']);
  }, 400_000);

  it('has data: samples of every target, and a silence', async () => {
    await within(LOADED_SECONDS, 'all targets are up', async () => {
      expect(await down()).toEqual([]);
      expect((await targets()).length).toBeGreaterThan(11);
    }, explain);
    const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=alertmanager');
    const now = Date.now();
    await post(`http://${ip}:9093/api/v2/silences`, {
      matchers: [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }], startsAt: new Date(now).toISOString(), endsAt: new Date(now + 7_200_000).toISOString(), createdBy: 'test', comment: 'kept',
    });
    expect(await silences()).toEqual(['kept active']);
    const at = now / 1000;
    before = { targets: await targets(), claims: claims(), statefulSets: statefulSets(), at, series: await seriesAt(at) };
    expect(before.claims).toHaveLength(2);
    expect(before.claims.filter(line => !line.endsWith('Bound'))).toEqual([]);
  }, 400_000);
});

describe('upgraded to the next set by the commands of docs/upgrading.md', () => {
  beforeAll(async () => {
    write(undefined);
    run('upgrade');
    await runs(NEWEST);
  }, 700_000);

  it('no claim is recreated: each has its uid and its volume', () => expect(claims()).toEqual(before.claims));

  it('no StatefulSet is recreated, which would end all of its pods at once', () => expect(statefulSets()).toEqual(before.statefulSets));

  it('no target is lost: the same targets are up', async () => {
    await within(LOADED_SECONDS, 'the targets', async () => {
      expect(await down()).toEqual([]);
      expect(await targets()).toEqual(before.targets);
    }, explain);
  }, 400_000);

  it('old samples are found for each series', async () => {
    expect(before.series.length).toBeGreaterThan(11);
    expect(await seriesAt(before.at)).toEqual(before.series);
  });

  it('the silence still exists', async () => expect(await silences()).toEqual(['kept active']));

  it('the API server forbade nothing to any ServiceAccount of the stack, before and after', () => {
    const users = new Set(requestsOf(where, NODES).map(({ user }) => user.split(':').pop()));
    expect([...users].sort()).toEqual(expect.arrayContaining(['kube-state-metrics', 'prometheus-main', 'prometheus-operator']));
    expect(forbiddenOf(where, NODES)).toEqual([]);
  });

  it('Prometheus has no error of its storage, and no lost samples of its log', async () => {
    const bad = '{__name__=~"prometheus_tsdb_(wal_corruptions|compactions_failed|wal_truncations_failed|checkpoint_creations_failed|reloads_failures)_total"} > 0';
    expect(await query(bad)).toEqual([]);
  });
});

describe('downgraded to the older set, with the newer definitions, and upgraded again', () => {
  it('keeps claims, StatefulSets and samples, including those of the newer Prometheus', async () => {
    const at = Date.now() / 1000 - 5;
    const series = await seriesAt(at);
    write(VersionSet.V2025_09);
    run('downgrade');
    await runs(OLDER);
    expect([claims(), statefulSets()]).toEqual([before.claims, before.statefulSets]);
    expect(await seriesAt(before.at)).toEqual(before.series);
    expect(await seriesAt(at)).toEqual(series);
    await within(LOADED_SECONDS, 'the targets', async () => expect(await targets()).toEqual(before.targets), explain);
  }, 700_000);

  it('and upgraded once more to the newest', async () => {
    write(undefined);
    run('upgrade');
    await runs(NEWEST);
    expect([claims(), statefulSets()]).toEqual([before.claims, before.statefulSets]);
    expect(await seriesAt(before.at)).toEqual(before.series);
    expect(forbiddenOf(where, NODES)).toEqual([]);
  }, 700_000);
});

const DEFINITION = 'prometheuses.monitoring.coreos.com';

describe('the wrong order of an uninstall', () => {
  it('without its operator the Prometheus stays Terminating, and so does its definition', () => {
    mustKubectl(['scale', 'deployment/prometheus-operator', '-n', where, '--replicas=0']);
    mustKubectl(['wait', 'pod', '-n', where, '-l', PODS[0][1], '--for=delete', '--timeout=60s']);
    const { ok, output } = kubectl(['delete', 'prometheus', 'main', '-n', where, '--timeout=20s']);
    expect([ok, /timed out waiting/.test(output)]).toEqual([false, true]);
    const { metadata } = get('prometheus', 'main', '-n', where);
    expect(metadata.deletionTimestamp).toBeDefined();
    expect(metadata.finalizers).toEqual(['monitoring.coreos.com/status-cleanup']);
    expect(kubectl(['delete', 'crd', DEFINITION, '--timeout=10s']).output).toContain('timed out waiting');
    expect(get('crd', DEFINITION).status.conditions.find(({ type }: any) => type === 'Terminating')).toMatchObject({ status: 'True' });
  }, 120_000);

  it('the command for the finalizer removes it; the claim and its data stay', async () => {
    run('remove-finalizer');
    await within(60, 'the definition is gone, and so the Prometheus', () => expect(kubectl(['get', 'crd', DEFINITION]).output).toContain('NotFound'));
    expect(claims()).toEqual(before.claims);
  }, 60_000);

  it('and the same YAML restores all objects, with the old samples', async () => {
    mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', join(folder, 'crds')]);
    mustKubectl(['wait', '--for=condition=Established', `crd/${DEFINITION}`, '--timeout=60s']);
    mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', join(folder, 'dist')]);
    await settled();
    await within(60, 'old samples', async () => expect(await query('count(up)', before.at)).toHaveLength(1), explain);
    expect(claims()).toEqual(before.claims);
  }, 400_000);
});

describe('uninstalled by the commands of docs/upgrading.md', () => {
  beforeAll(() => { run('uninstall'); }, 700_000);

  it('of the stack only namespaces and claims remain', async () => {
    await within(120, 'only those', () => expect(left()).toEqual([`Namespace ${where}`, `Namespace ${NODES}`, ...CLAIMS]), explain);
    expect(claims()).toEqual(before.claims);
    expect(get('all', '-n', where).items.map(({ kind, metadata }: any) => `${kind} ${metadata.name}`)).toEqual([]);
  }, 150_000);

  it('nothing of it remains in kube-system', () => {
    const kinds = 'services,endpoints,endpointslices.discovery.k8s.io,roles,rolebindings,configmaps';
    const found = get(kinds, '-n', 'kube-system').items.map(({ kind, metadata }: any) => `${kind} ${metadata.name}`);
    expect(found.filter((name: string) => name.includes(where))).toEqual([]);
  });

  it('the claims are deleted with the namespaces', async () => {
    run('uninstall-data');
    await within(120, 'nothing is left', () => expect(left()).toEqual([]));
    const { ok } = kubectl(['get', 'namespace', where]);
    expect(ok).toBe(false);
  }, 300_000);

  it('the definitions are deleted last; none stays Terminating', async () => {
    expect(run('uninstall-crds')).not.toContain('main');
    expect(get('crd').items.filter(({ spec }: any) => spec.group === 'monitoring.coreos.com').map(({ metadata }: any) => metadata.name)).toEqual([]);
    removeCrds();
  }, 400_000);
});

/** Every object of the cluster with the labels of the library or of the operator, whatever its kind. */
function left(): string[] {
  const kinds = mustKubectl(['api-resources', '--verbs=list', '-o', 'name']).split('\n').filter(name => name !== '' && !/^(events|componentstatuses)/.test(name));
  const labels = 'app.kubernetes.io/managed-by in (cdk8s-prometheus, prometheus-operator)';
  const lines = mustKubectl(['get', kinds.join(','), '-A', '-l', labels, '--ignore-not-found', '-o', 'jsonpath={range .items[*]}{.kind} {.metadata.name}{"\\n"}{end}']).split('\n');
  return [...new Set(lines.filter(Boolean))].sort();
}
