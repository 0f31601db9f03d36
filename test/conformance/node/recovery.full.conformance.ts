import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import { PrometheusStack } from '../../../src';
import { get, installCrds, kubectl, kubernetesMinor, mustApply, mustKubectl, mustRun, pinned, prometheusRelease } from '../support/cluster';
import { runCommands } from '../support/docs-commands';
import { ask, post } from '../support/http';
import { podsOf, ready } from '../support/pods';
import { ALERTMANAGER_CONFIG } from '../support/stack';
import { explainNamespace, within } from '../support/wait';

// The instructions of docs/how-to/recovery.md for a full volume, a lost one, a backup, a corrupt log, silences and the operator: its
// commands, with a real Prometheus on a real volume.
const PAGE = 'docs/how-to/recovery.md';
const where = 'monitoring';
const CLASS = 'bed-recovery';
const SMALL = '/run/recovery-0';
const FRESH = '/run/recovery-1';
const PROMETHEUS = 'app.kubernetes.io/name=prometheus';
const OPERATOR = 'app.kubernetes.io/name=prometheus-operator';
const folder = mkdtempSync(join(tmpdir(), 'recovery-'));
const run = (name: string) => runCommands(PAGE, name, folder);
const explain = () => explainNamespace(where);

function write(gibibytes: number): void {
  const app = new App({ outdir: join(folder, 'dist') });
  const stack = new PrometheusStack(new Chart(app, 'monitoring', { namespace: where }), 'Monitoring', {
    kubernetesVersion: kubernetesMinor(),
    highAvailability: false,
    nodeExporterEnabled: false,
    kubeStateMetricsEnabled: false,
    controlPlaneEnabled: false,
    mixinEnabled: false,
    prometheus: {
      version: prometheusRelease(),
      scrapeInterval: Duration.seconds(2),
      externalLabels: { cluster: 'bed' },
      cpu: '10m',
      memory: '50Mi',
      storage: { size: Size.gibibytes(gibibytes), storageClassName: CLASS },
      spec: { enableAdminAPI: true },
    },
    alertmanager: { version: pinned('ALERTMANAGER')[0], configSecret: 'alertmanager-config' },
  });
  stack.addRules('Own', { groups: [{ name: 'own', interval: Duration.seconds(5), alerts: [{ alert: 'Watchdog', expr: 'vector(1)', summary: 'Alerts are sent.' }] }] });
  app.synth();
}

const volume = (name: string, path: string, storage: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: CLASS,
    capacity: { storage },
    persistentVolumeReclaimPolicy: 'Retain',
    local: { path },
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'Exists' }] }] } },
  },
});

const inPod = (...command: string[]) => kubectl(['exec', '-n', where, 'prometheus-main-0', '-c', 'prometheus', '--', ...command]);
const log = () => mustKubectl(['logs', '-n', where, 'prometheus-main-0', '-c', 'prometheus', '--tail=3000']);
const podUid = () => get('pod', 'prometheus-main-0', '-n', where).metadata.uid;

async function query(expression: string, at?: number): Promise<any[]> {
  const { ok, output } = inPod('wget', '-q', '-O', '-', `http://localhost:9090/api/v1/query?query=${encodeURIComponent(expression)}${at === undefined ? '' : `&time=${at}`}`);
  if (!ok) { throw new Error(output); }
  return JSON.parse(output).data.result;
}
/** Seconds since the last stored sample. */
const age = async () => Number((await query('time() - max(timestamp(up))'))[0]?.value[1] ?? Infinity);
const scrapes = () => within(180, 'samples are stored', async () => expect(await age()).toBeLessThan(8), explain);
const silences = async () => {
  const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=alertmanager');
  const found: any[] = JSON.parse((await ask(`http://${ip}:9093/api/v2/silences`)).body);
  return found.filter(({ status }) => status.state === 'active').map(({ comment }) => comment);
};

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  kubectl(['delete', 'namespace', where, '--ignore-not-found', '--timeout=60s']);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  for (const path of [SMALL, FRESH]) { mkdirSync(path, { recursive: true }); }
  mustRun('mount', '-t', 'tmpfs', '-o', 'size=24m,mode=0777', 'tmpfs', SMALL);
  mustApply([
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: CLASS }, provisioner: 'kubernetes.io/no-provisioner', allowVolumeExpansion: true },
    volume(`${CLASS}-0`, SMALL, '1Gi'), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: where } },
  ]);
  mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace: where }, stringData: ALERTMANAGER_CONFIG }]);
  write(1);
  mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', join(folder, 'dist')]);
  await ready(where, PROMETHEUS, 300);
  await ready(where, 'app.kubernetes.io/name=alertmanager', 120);
}, 700_000);

afterAll(() => {
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', where, '--timeout=60s']);
  kubectl(['delete', 'namespace', where, '--ignore-not-found', '--timeout=120s']);
  kubectl(['delete', 'storageclass', CLASS, '--ignore-not-found']);
  kubectl(['delete', 'persistentvolume', `${CLASS}-0`, `${CLASS}-1`, '--ignore-not-found', '--wait=false']);
  kubectl(['delete', 'crd', '--all', '--wait=false']);
  mustRun('umount', '-l', SMALL);
  for (const path of [folder, SMALL, FRESH]) { rmSync(path, { recursive: true, force: true }); }
}, 300_000);

/** Writes are no longer possible. */
async function fill(): Promise<number> {
  inPod('dd', 'if=/dev/zero', 'of=/prometheus/fill', 'bs=64k', 'conv=notrunc', 'oflag=append');
  const from = Date.now() / 1000;
  await within(90, 'nothing is stored', async () => expect(await age()).toBeGreaterThan(15), explain);
  expect(log()).toContain('no space left on device');
  return from;
}

describe('a full volume', () => {
  it('leaves Prometheus up: it returns old data and sends Watchdog, and stores nothing', async () => {
    await scrapes();
    const uid = podUid();
    const filledAt = await fill();
    expect(await query('count(up)', filledAt - 5)).toHaveLength(1);
    const { output } = inPod('wget', '-q', '-O', '-', 'http://localhost:9090/api/v1/rules');
    const [{ rules: [watchdog] }] = JSON.parse(output).data.groups;
    expect([watchdog.name, watchdog.state]).toEqual(['Watchdog', 'firing']);
    expect(Date.now() - Date.parse(watchdog.lastEvaluation)).toBeLessThan(20_000);
    expect(podUid()).toBe(uid);
  }, 300_000);

  it('with more space stores samples again, without a restart', async () => {
    const uid = podUid();
    mustRun('mount', '-o', 'remount,size=64m', SMALL); // what the driver of the storage does
    await scrapes();
    expect(podUid()).toBe(uid);
  }, 240_000);

  it('a larger size alone makes the operator delete the pods, and does not resize the claim', async () => {
    await fill();
    const uid = podUid();
    write(100);
    mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', join(folder, 'dist')]);
    await within(180, 'another pod', () => expect(kubectl(['get', 'pod', 'prometheus-main-0', '-n', where, '-o', 'jsonpath={.metadata.uid}']).output).toMatch(new RegExp(`^(?!${uid})[0-9a-f-]{36}$`)), explain);
    expect(get('pvc', 'prometheus-main-db-prometheus-main-0', '-n', where).spec.resources.requests.storage).toBe('1Gi');
  }, 240_000);

  it('the pod may fail to start while the volume is full', async () => {
    await within(120, 'it fails', () => expect(kubectl(['logs', '-n', where, 'prometheus-main-0', '-c', 'prometheus', '--tail=200']).output).toContain('no space left on device'), explain);
    mustRun('mount', '-o', 'remount,size=800m', SMALL);
    await ready(where, PROMETHEUS, 400);
    await scrapes();
    inPod('rm', '/prometheus/fill');
  }, 700_000);

  it('the commands of the page enlarge the claim and the template, and no pod is deleted', async () => {
    const uid = podUid();
    write(200);
    run('enlarge');
    expect(get('pvc', 'prometheus-main-db-prometheus-main-0', '-n', where).spec.resources.requests.storage).toBe('200Gi');
    await within(90, 'the StatefulSet is there again', () => {
      const { spec } = get('statefulset', 'prometheus-main', '-n', where);
      expect(spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('200Gi');
    }, explain);
    await ready(where, PROMETHEUS, 240);
    expect(podUid()).toBe(uid);
    expect(run('claims')).toMatch(/prometheus-main-db-prometheus-main-0 +200Gi +1Gi/);
  }, 400_000);
});

describe('a backup', () => {
  let at: number;

  it('of current samples needs 512 MiB of free space, which a new block reserves', () => {
    const api = 'http://localhost:9090/api/v1/admin/tsdb/snapshot';
    expect(inPod('dd', 'if=/dev/zero', 'of=/prometheus/fill', 'bs=1M', 'count=400').ok).toBe(true);
    expect(inPod('wget', '-q', '-O', '-', '--post-data=', api).ok).toBe(false);
    expect(inPod('wget', '-q', '-O', '-', '--post-data=', `${api}?skip_head=true`).ok).toBe(true);
    inPod('rm', '-r', '/prometheus/fill', '/prometheus/snapshots');
  }, 60_000);

  it('is a snapshot, copied out of the pod', async () => {
    await scrapes();
    at = Date.now() / 1000 - 4;
    run('backup');
    const blocks = readdirSync(join(folder, 'backup'));
    expect(blocks.filter(name => /^01[0-9A-Z]{24}$/.test(name)).length).toBeGreaterThan(0);
    expect(inPod('ls', '/prometheus/snapshots').output).toBe('');
  }, 200_000);

  it('for a lost volume: the commands give the pod a new claim, and the old samples are gone', async () => {
    const uid = get('pvc', 'prometheus-main-db-prometheus-main-0', '-n', where).metadata.uid;
    mustApply([volume(`${CLASS}-1`, FRESH, '200Gi')]);
    run('lost-volume');
    await within(240, 'a new claim is bound', () => {
      const claim = get('pvc', 'prometheus-main-db-prometheus-main-0', '-n', where);
      expect([claim.metadata.uid === uid, claim.status.phase, claim.spec.volumeName]).toEqual([false, 'Bound', `${CLASS}-1`]);
    }, explain);
    await ready(where, PROMETHEUS, 240);
    await scrapes();
    expect(await query('count(up)', at)).toEqual([]);
  }, 600_000);

  it('is restored into the running Prometheus, without a restart', async () => {
    const uid = podUid();
    run('restore');
    await within(150, 'the old samples', async () => expect(await query('count(up)', at)).toHaveLength(1), explain);
    await scrapes();
    expect(podUid()).toBe(uid);
  }, 240_000);

  it('in a subfolder of the data folder is not read', async () => {
    expect(inPod('sh', '-c', 'mkdir -p /prometheus/data && cd /prometheus && mv $(ls -d 01* | head -n 1) data/').ok).toBe(true);
    await within(150, 'the old samples are gone', async () => expect(await query('count(up)', at)).toEqual([]), explain);
    expect(inPod('sh', '-c', 'mv /prometheus/data/01* /prometheus/ && rmdir /prometheus/data').ok).toBe(true);
    await within(150, 'the old samples', async () => expect(await query('count(up)', at)).toHaveLength(1), explain);
  }, 400_000);

  it('the command that frees space deletes the oldest block', async () => {
    expect(run('oldest-block')).toContain('BLOCK ULID');
    await within(150, 'the old samples are gone', async () => expect(await query('count(up)', at)).toEqual([]), explain);
  }, 240_000);
});

describe('a corrupt write-ahead log', () => {
  it('is repaired at the next start, and counted', async () => {
    await scrapes();
    // the first record of the newest segment
    const { ok, output } = inPod('sh', '-c', 'f=/prometheus/wal/$(ls /prometheus/wal | grep -v checkpoint | sort | tail -n 1); printf "\\377\\377\\377\\377\\377\\377\\377\\377" | dd of=$f bs=1 seek=0 conv=notrunc');
    expect([ok, output]).toEqual([true, expect.anything()]);
    mustKubectl(['delete', 'pod', 'prometheus-main-0', '-n', where, '--grace-period=1']);
    await ready(where, PROMETHEUS, 240);
    expect(log()).toContain('Encountered WAL read error, attempting repair');
    await scrapes();
    expect((await query('prometheus_tsdb_wal_corruptions_total'))[0].value[1]).toBe('1');
  }, 400_000);

  it('is deleted by a pod that mounts the claim; then Prometheus starts, and the operator restores its replicas', async () => {
    run('shell');
    await ready(where, PROMETHEUS, 300);
    await scrapes();
    expect(get('statefulset', 'prometheus-main', '-n', where).spec.replicas).toBe(1);
  }, 700_000);
});

describe('silences', () => {
  it('are backed up, lost with a pod without a volume, and imported', async () => {
    const [{ ip }] = podsOf(where, 'app.kubernetes.io/name=alertmanager');
    const now = Date.now();
    await post(`http://${ip}:9093/api/v2/silences`, {
      matchers: [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }], startsAt: new Date(now).toISOString(), endsAt: new Date(now + 7_200_000).toISOString(), createdBy: 'test', comment: 'kept',
    });
    run('backup-silences');
    expect(JSON.parse(readFileSync(join(folder, 'silences.json'), 'utf8'))).toHaveLength(1);
    mustKubectl(['delete', 'pod', 'alertmanager-main-0', '-n', where]);
    await ready(where, 'app.kubernetes.io/name=alertmanager', 120);
    expect(await silences()).toEqual([]);
    run('restore-silences');
    expect(await silences()).toEqual(['kept']);
  }, 300_000);
});

describe('the operator is down', () => {
  const MONITOR = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'late', namespace: where },
    spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'alertmanager' } }, endpoints: [{ port: 'web', metricRelabelings: [{ targetLabel: 'late', replacement: 'yes' }] }] },
  };

  it('all running pods continue, and a new monitor is not scraped yet', async () => {
    mustKubectl(['scale', 'deployment/prometheus-operator', '-n', where, '--replicas=0']);
    mustKubectl(['wait', 'pod', '-n', where, '-l', OPERATOR, '--for=delete', '--timeout=60s']);
    mustApply([MONITOR]);
    await new Promise(resolve => setTimeout(resolve, 45_000));
    await scrapes();
    expect(await query('alertmanager_build_info{late="yes"}')).toEqual([]);
  }, 200_000);

  it('when the operator is back, the monitor is scraped', async () => {
    mustKubectl(['scale', 'deployment/prometheus-operator', '-n', where, '--replicas=1']);
    await ready(where, OPERATOR, 120);
    run('operator');
    await within(240, 'the monitor is scraped', async () => expect(await query('alertmanager_build_info{late="yes"}')).toHaveLength(1), explain);
  }, 400_000);
});
