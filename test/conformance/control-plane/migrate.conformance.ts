import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import * as library from '../../../src';
import { appText } from '../../../src/migrate/app-text';
import { migrateValues } from '../../../src/migrate/migrate';
import { Manifest } from '../../support/synth';
import { disconnect, get, installCrds, kubectl, mustApply, mustKubectl, pinned, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { ALERTMANAGER_CONFIG } from '../support/stack';
import { within } from '../support/wait';

// A release of the chart whose Prometheus and Alertmanager have volumes; then the program that `migrate` generates from its values, applied
// as in docs/moving.md. A real operator and the controllers of Kubernetes show whether StatefulSets and PersistentVolumeClaims are the same
// afterwards, and not new ones of the same name.
const RELEASE = 'prod';
const FULL = `${RELEASE}-kube-prometheus-stack`;

const claim = (size: string) => ({ volumeClaimTemplate: { spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } } } });

/**
 * Its values, and the custom resources that a chart renders from them: with fields that ours writes differently, and fields that it does
 * not write at all.
 */
function releaseOf(operator: string, prometheus: string, namespace: string): { readonly values: object; readonly objects: Manifest[] } {
  const values = {
    commonLabels: { team: 'platform' },
    grafana: { enabled: false },
    nodeExporter: { enabled: false },
    prometheusOperator: { image: { tag: operator } },
    prometheus: { prometheusSpec: { image: { tag: prometheus }, retention: '7d', replicas: 2, storageSpec: claim('5Gi') } },
    alertmanager: { alertmanagerSpec: { replicas: 1, storage: claim('1Gi') } },
  };
  const labels = { 'release': RELEASE, 'app.kubernetes.io/managed-by': 'Helm', 'team': 'platform' };
  const selector = { matchLabels: { release: RELEASE } };
  const pod = { runAsGroup: 2000, runAsNonRoot: true, runAsUser: 1000, fsGroup: 2000, seccompProfile: { type: 'RuntimeDefault' } };
  const common = { paused: false, logFormat: 'logfmt', logLevel: 'info', routePrefix: '/', portName: 'http-web', listenLocal: false, securityContext: pod };
  const make = (apiVersion: string, kind: string, name: string, fields: object): any => ({ apiVersion, kind, metadata: { name, namespace, labels }, ...fields });
  return {
    values,
    objects: [
      make('v1', 'ServiceAccount', `${FULL}-prometheus`, {}),
      make('v1', 'ServiceAccount', `${FULL}-alertmanager`, {}),
      make('v1', 'Secret', `alertmanager-${FULL}-alertmanager`, { stringData: ALERTMANAGER_CONFIG }),
      make('monitoring.coreos.com/v1', 'Prometheus', `${FULL}-prometheus`, {
        spec: {
          ...common,
          version: prometheus,
          image: `quay.io/prometheus/prometheus:${prometheus}`,
          replicas: 2,
          shards: 1,
          retention: '7d',
          enableAdminAPI: false,
          walCompression: true,
          hostNetwork: false,
          scrapeInterval: '30s',
          serviceAccountName: `${FULL}-prometheus`,
          externalUrl: `http://${FULL}-prometheus.${namespace}:9090`,
          storage: claim('5Gi'),
          serviceMonitorSelector: selector,
          serviceMonitorNamespaceSelector: {},
          ruleSelector: selector,
          ruleNamespaceSelector: {},
          tsdb: { outOfOrderTimeWindow: '0s' },
          affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } } }] } },
          alerting: { alertmanagers: [{ namespace, name: `${FULL}-alertmanager`, port: 'http-web', pathPrefix: '/', apiVersion: 'v2' }] },
        },
      }),
      make('monitoring.coreos.com/v1', 'Alertmanager', `${FULL}-alertmanager`, {
        spec: { ...common, image: 'quay.io/prometheus/alertmanager:v0.28.1', version: 'v0.28.1', replicas: 1, retention: '120h', serviceAccountName: `${FULL}-alertmanager`, storage: claim('1Gi'), alertmanagerConfigSelector: {} },
      }),
    ],
  };
}

/** The objects of the program that is generated from the values: run unchanged. */
function manifestsOf(program: string): Manifest[] {
  const folder = mkdtempSync(join(tmpdir(), 'migrated-'));
  process.env.CDK8S_OUTDIR = folder;
  try {
    const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
    new Function('require', 'exports', outputText)((name: string) => name === 'cdk8s-prometheus' ? library : require(name), {});
    return readdirSync(folder).flatMap(name => parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map(document => document.toJS() as Manifest));
  } finally {
    delete process.env.CDK8S_OUTDIR;
    rmSync(folder, { recursive: true });
  }
}

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterAll(disconnect);

describe.each([[pinned('PROMETHEUS_OPERATOR')[0], 'v3.5.0'], [pinned('PROMETHEUS_OPERATOR').at(-1)!, 'v2.54.1']])('a release with prometheus-operator %s and Prometheus %s', (version, prometheus) => {
  const namespace = `migrate-${version.split('.')[1]}`;
  const { values, objects } = releaseOf(version, prometheus, namespace);
  const KINDS = ['prometheus', 'alertmanager'];
  let operator: Program | undefined;
  let before: any;

  const start = () => {
    operator = new Program(`prometheus-operator-${version}`, [`--namespaces=${namespace}`, '--web.listen-address=127.0.0.1:28454', '--web.enable-tls=false', '--kubelet-service=']);
  };
  const reconciled = (kind: string) => within(60, `${kind} is reconciled`, () => {
    const { metadata, status } = get(kind, `${FULL}-${kind}`, '-n', namespace);
    expect(status?.conditions?.find(({ type }: any) => type === 'Reconciled')).toMatchObject({ status: 'True', observedGeneration: metadata.generation });
  }, () => operator!.log);
  /** Objects that must stay the same. */
  const identities = () => ({
    statefulSets: KINDS.map(kind => {
      const { metadata, spec } = get('statefulset', `${kind}-${FULL}-${kind}`, '-n', namespace);
      const { selector, serviceName, volumeClaimTemplates } = spec;
      const claims = volumeClaimTemplates.map((each: any) => each.metadata.name);
      return { name: metadata.name, uid: metadata.uid, deleted: metadata.deletionTimestamp, selector, serviceName, claims };
    }),
    claims: get('persistentvolumeclaims', '-n', namespace).items.map(({ metadata, spec }: any) => ({ name: metadata.name, uid: metadata.uid, deleted: metadata.deletionTimestamp, size: spec.resources.requests.storage })),
  });
  const versionsOf = () => KINDS.map(kind => get(kind, `${FULL}-${kind}`, '-n', namespace).spec.version);

  beforeAll(async () => {
    installCrds(version);
    kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=true', '--timeout=60s']);
    // this Secret does not exist, and its content is not needed: the operator only requires that it exists
    const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'example.org/none' };
    mustApply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, storageClass, ...objects]);
    start();
    for (const kind of KINDS) { await reconciled(kind); }
    // a second replica and its claim are created when the first one is ready: never without a kubelet
    await within(60, 'the claims', () => expect(identities().claims).toHaveLength(3), () => kubectl(['get', 'events', '-n', namespace]).output);
    before = identities();
    await operator!.stop();
  }, 240_000);
  afterAll(async () => {
    await operator?.stop();
    kubectl(['delete', 'namespace', namespace, '--wait=false']);
    kubectl(['delete', 'storageclass', 'fast']);
    removeCrds();
  }, 120_000);

  test('is what the test believes: its volumes have the names that are to be kept', () => {
    expect(before.claims.map(({ name }: any) => name).sort()).toEqual([
      `alertmanager-${FULL}-alertmanager-db-alertmanager-${FULL}-alertmanager-0`, `prometheus-${FULL}-prometheus-db-prometheus-${FULL}-prometheus-0`, `prometheus-${FULL}-prometheus-db-prometheus-${FULL}-prometheus-1`,
    ]);
    expect(versionsOf()).toEqual([prometheus, 'v0.28.1']);
  });

  test('after the move its StatefulSets and volumes are the same, and the operator recreates nothing', async () => {
    const migration = migrateValues(values, { name: RELEASE, namespace });
    expect(migration.values.filter(({ outcome }) => outcome === 'unsupported' || outcome === 'unknown')).toEqual([]);
    mustApply(manifestsOf(appText(migration, values, { name: RELEASE, namespace })).filter(({ kind }) => kind !== 'Namespace'));
    start();
    for (const kind of KINDS) { await reconciled(kind); }
    // the new object was reconciled: a field that the chart does not write is in the workload
    await within(30, 'what is new of it', () => {
      const { labels } = get('statefulset', `prometheus-${FULL}-prometheus`, '-n', namespace).metadata;
      expect(labels['app.kubernetes.io/managed-by']).not.toBe('Helm');
    }, () => operator!.log);
    expect(identities()).toEqual(before);
    expect(operator!.log).not.toMatch(/recreating|deleting StatefulSet/i);
  }, 200_000);

  test('the test can fail: a volume of another size makes another StatefulSet', async () => {
    mustKubectl(['patch', 'prometheus', `${FULL}-prometheus`, '-n', namespace, '--type=merge', '-p', JSON.stringify({ spec: { storage: claim('6Gi') } })]);
    await within(90, 'another StatefulSet', () => expect(identities().statefulSets[0].uid).not.toBe(before.statefulSets[0].uid), () => operator!.log);
  }, 120_000);
});
