import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { MAKERS, variantsOf } from '../../support/maximal/constructs';
import { MONITOR_MAKERS } from '../../support/maximal/monitors';
import { DATA, MAXIMAL_OBJECTS } from '../../support/maximal/objects';
import { kindOf, MAXIMAL_OPERATOR, specsOf } from '../../support/maximal/variants';
import { Manifest } from '../../support/synth';
import { applyStrictly, call, disconnect, get, installCrds, kubectl, mustApply, mustRun, namespace, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { within } from '../support/wait';

// Every field of every kind of the operator, in variants that the unit tests prove complete: the real apiserver accepts them strictly, and the real operator uses them.

const WHERE = 'maximal';
const LABELS = { maximal: 'true' };

/** Variants of constructs, with the objects that they need. */
const made = MAKERS.map(maker => ({ kind: kindOf(maker.key), variants: variantsOf(maker) }));
/** Variants of kinds that are not reconciled themselves: a Prometheus or an Alertmanager selects them. */
const specified = [
  ...MONITOR_MAKERS.flatMap(maker => variantsOf(maker).map(({ main }) => main)),
  ...specsOf('v1/PrometheusRule').map((spec, i): Manifest => ({
    apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: `maximal-${i}`, namespace: WHERE, labels: LABELS }, spec,
  })),
];

const instances = made.filter(({ kind }) => kind !== 'AlertmanagerConfig').flatMap(({ variants }) => variants.map(({ main }) => main));
/** The objects that the operator creates for an object. */
const WORKLOADS: Readonly<Record<string, string>> = { Prometheus: 'prometheus', PrometheusAgent: 'prom-agent', Alertmanager: 'alertmanager', ThanosRuler: 'thanos-ruler' };

const SELECTORS: readonly Manifest[] = [
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'main', namespace: WHERE },
    spec: {
      replicas: 0,
      scrapeClasses: [{ name: 'maximal' }],
      ...Object.fromEntries(['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'].map(kind => [`${kind}Selector`, { matchLabels: LABELS }])),
    },
  },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata: { name: 'main', namespace: WHERE }, spec: { replicas: 0, alertmanagerConfigSelector: {} } },
];

let operator: Program;

function secrets(): Manifest[] {
  const folder = mkdtempSync(join(tmpdir(), 'maximal-'));
  const [keyFile, crtFile] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
  mustRun('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=maximal', '-keyout', keyFile, '-out', crtFile);
  const [crt, key] = [crtFile, keyFile].map(file => readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  const data = { ...DATA, 'ca.crt': crt, 'tls.crt': crt, 'tls.key': key };
  return MAXIMAL_OBJECTS.map(object => {
    if (object.kind === 'Secret') { return { ...object, stringData: data }; }
    return object.kind === 'ConfigMap' ? { ...object, data } : object;
  });
}

const PLURALS: Readonly<Record<string, string>> = { Prometheus: 'prometheuses' };

/** Why the apiserver rejects an object, by a dry run. */
async function whyRejected(object: Manifest): Promise<string | undefined> {
  const plural = PLURALS[object.kind] ?? `${object.kind.toLowerCase()}s`;
  const { status, body } = await call('POST', `/apis/${object.apiVersion}/namespaces/${WHERE}/${plural}?dryRun=All&fieldValidation=Strict`, object);
  return status === 201 ? undefined : `${object.kind} ${object.metadata.name}: ${body.message}`;
}

beforeAll(async () => {
  installCrds(`v${MAXIMAL_OPERATOR}`);
  namespace(WHERE, 'privileged');
  mustApply(secrets());
}, 120_000);

afterAll(async () => {
  await operator?.stop();
  for (const path of ['v1/prometheuses', 'v1/alertmanagers', 'v1/thanosrulers', 'v1/servicemonitors', 'v1/podmonitors', 'v1/probes', 'v1/prometheusrules', 'v1alpha1/prometheusagents', 'v1alpha1/scrapeconfigs', 'v1alpha1/alertmanagerconfigs']) {
    await withoutFinalizers(path);
  }
  kubectl(['delete', 'namespace', WHERE, '--wait=false']);
  kubectl(['delete', 'storageclass', 'fast']);
  removeCrds();
  disconnect();
}, 180_000);

/** After the operator is gone, no controller removes its finalizers. */
async function withoutFinalizers(path: string): Promise<void> {
  const [version, plural] = path.split('/');
  const all = `/apis/monitoring.coreos.com/${version}/namespaces/${WHERE}/${plural}`;
  const { body } = await call('GET', all);
  for (const { metadata } of body.items ?? []) {
    if (metadata.finalizers) { await call('PATCH', `${all}/${metadata.name}`, { metadata: { finalizers: null } }, 'application/merge-patch+json'); }
    await call('DELETE', `${all}/${metadata.name}`);
  }
}

test('the API server accepts each variant with strict validation', async () => {
  const all = [...made.flatMap(({ variants }) => variants.map(({ main }) => main)), ...specified];
  const rejected: string[] = [];
  for (const object of all) {
    const why = await whyRejected(object);
    if (why !== undefined) { rejected.push(why); }
  }
  expect(rejected).toEqual([]);
  expect(all.length).toBeGreaterThan(30);
}, 120_000);

test('the operator reconciles each instance, and accepts each object that is selected', async () => {
  const rows = made.flatMap(({ variants }) => variants.flatMap(({ objects }) => objects));
  const own = rows.filter(({ apiVersion, kind }) => apiVersion.startsWith('monitoring.coreos.com/') && kind !== 'ServiceMonitor' && kind !== 'PodMonitor');
  const failed: string[] = [];
  for (const object of [...own, ...specified, ...SELECTORS]) { failed.push(...await applyStrictly([object])); }
  expect(failed).toEqual([]);
  operator = new Program(`prometheus-operator-v${MAXIMAL_OPERATOR}`, [
    '--web.listen-address=127.0.0.1:28745', '--web.enable-tls=false', `--namespaces=${WHERE}`, '--feature-gates=StatusForConfigurationResources=true,PrometheusAgentDaemonSet=true',
  ]);
  const condition = (list: readonly any[] | undefined, type: string): any => list?.find(each => each.type === type);
  const listed = (kind: string): any[] => get(kind.toLowerCase(), '-n', WHERE).items;
  let answers: string[] = [];
  await within(120, 'each object has an answer', () => {
    const workloads = new Set([...listed('StatefulSet'), ...listed('DaemonSet')].map(({ metadata }) => metadata.name.replace(/-shard-\d+$/, '')));
    const now = new Map([...new Set([...instances, ...specified].map(({ kind }) => kind))].flatMap(kind => listed(kind).map(object => [`${kind} ${object.metadata.name}`, object] as const)));
    const waiting: string[] = [];
    answers = [];
    for (const { kind, metadata: { name } } of instances) {
      const { status, message } = condition(now.get(`${kind} ${name}`)?.status?.conditions, 'Reconciled') ?? {};
      if (status === 'False') { answers.push(`${kind} ${name}: ${message}`); } else if (!workloads.has(`${WORKLOADS[kind]}-${name}`)) { waiting.push(`${kind} ${name}`); }
    }
    for (const { kind, metadata: { name } } of specified) {
      const { status, message } = condition(now.get(`${kind} ${name}`)?.status?.bindings?.find((each: any) => each.name === 'main')?.conditions, 'Accepted') ?? {};
      if (status === 'False') { answers.push(`${kind} ${name}: ${message}`); } else if (status === undefined) { waiting.push(`${kind} ${name}`); }
    }
    if (waiting.length > 0) { throw new Error(`${waiting.length} without: ${waiting.join(', ')}; refused: ${answers.join('\n')}`); }
  }, () => operator.log.slice(-6000));
  expect(answers).toEqual([]);
}, 200_000);
