import { parse, parseAllDocuments } from 'yaml';
import { ScrapeGraph } from '../../../src';
import { readGolden } from '../../support/golden';
import { Manifest } from '../../support/synth';
import { writeTemporary } from '../../support/temporary';
import { applyStrictly, disconnect, get, installCrds, kubectl, mustApply, pinned, removeCrds } from '../support/cluster';
import { checkedConfig, unzipped } from '../support/operator-config';
import { Program } from '../support/process';
import { within } from '../support/wait';

// examples/platform, as it is committed, reconciled by the operator that it deploys.
const VERSION = pinned('PROMETHEUS_OPERATOR')[0];
const YAML = Object.fromEntries(['shop', 'platform'].map(chart => [`${chart}.yaml`, readGolden(`example-platform-${chart}.yaml`)]));
const OBJECTS = Object.values(YAML).flatMap(yaml => parseAllDocuments(yaml).map(document => document.toJS() as Manifest));
const ofKind = (kind: string) => OBJECTS.filter(object => object.kind === kind);
const WHERE = 'monitoring';

/**
 * The Secrets that `explain` lists, with any content: if one were missing in its list, the operator would reject the object that refers to
 * it.
 */
function secrets(): object[] {
  const [{ secrets: listed }] = JSON.parse(writeTemporary(YAML, folder => ScrapeGraph.fromFiles([folder]).explainAsJson()));
  return listed.map(({ namespace, name, keys }: any) => ({
    apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: Object.fromEntries(keys.map((key: string) => [key, `https://secret.example.org/${key}`])),
  }));
}

let operator: Program | undefined;

beforeAll(() => {
  installCrds(VERSION);
  const made = ofKind('Namespace').map(({ metadata }) => metadata.name);
  const others = [...new Set(OBJECTS.flatMap(({ metadata }) => metadata.namespace ?? []))].filter(name => !made.includes(name) && name !== 'default' && name !== 'kube-system');
  mustApply([...ofKind('Namespace'), ...others.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }))]);
  // the operator does not create a StatefulSet with a storage class that does not exist
  mustApply([{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'gp3' }, provisioner: 'ebs.csi.aws.com' }]);
  mustApply(secrets());
});
afterAll(async () => {
  await operator?.stop();
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', WHERE, '--wait=true', '--timeout=60s']);
  kubectl(['delete', 'storageclass', 'gp3']);
  removeCrds();
  disconnect();
});

test('the API server accepts every field of it', async () => expect(await applyStrictly(OBJECTS)).toEqual([]));

test('the operator reconciles both Prometheuses and the Alertmanager, with exactly its own permissions', async () => {
  const [{ args }] = ofKind('Deployment').find(({ metadata }) => metadata.name === 'prometheus-operator')!.spec.template.spec.containers;
  operator = new Program(`prometheus-operator-${VERSION}`, [
    ...args.filter((argument: string) => !argument.startsWith('--log-format')),
    '--web.listen-address=127.0.0.1:28444', '--web.enable-tls=false', `--as=system:serviceaccount:${WHERE}:prometheus-operator`,
  ]);
  for (const { kind, metadata, spec } of [...ofKind('Prometheus'), ...ofKind('Alertmanager')]) {
    await within(60, `${kind} ${metadata.name} is reconciled`, () => {
      const conditions = get(kind.toLowerCase(), metadata.name, '-n', WHERE).status?.conditions ?? [];
      expect(conditions.find(({ type }: any) => type === 'Reconciled')?.status).toBe('True');
    }, () => operator!.log);
    const workload = await within(30, `the StatefulSet of ${kind} ${metadata.name}`, () => get('statefulset', `${kind.toLowerCase()}-${metadata.name}`, '-n', WHERE), () => operator!.log);
    expect(workload.spec.replicas).toBe(spec.replicas);
  }
  const complaints = operator.log.split('\n').filter(line => /level=error|forbidden|missing permission/i.test(line) && !line.includes('the object has been modified'));
  expect(complaints).toEqual([]);
}, 200_000);

test('each monitor is scraped by exactly one of the two Prometheuses, and promtool accepts both configurations', async () => {
  const jobs = new Map<string, readonly string[]>();
  for (const { metadata } of ofKind('Prometheus')) {
    jobs.set(metadata.name, await within(30, `the configuration of ${metadata.name}`, () => jobsOf(metadata.name), () => operator!.log));
  }
  const all = [...jobs.values()].flat().sort();
  expect(all).toEqual(expectedJobs().sort());
  expect(new Set(all).size).toBe(all.length);
  expect([...jobs.values()].every(each => each.length > 0)).toBe(true);
}, 90_000);

test('the rules of the team reach the Prometheus that evaluates them', async () => {
  const names = ofKind('PrometheusRule').flatMap(({ spec }) => spec.groups.flatMap((group: any) => group.rules.flatMap(({ alert }: any) => alert ?? [])));
  expect(names).toContain('CheckoutWithoutOrders');
  await within(30, 'all rules', () => {
    const { items } = get('configmaps', '-n', WHERE, '-l', 'prometheus-name');
    const texts = items.flatMap(({ data }: any) => Object.values<string>(data ?? {})).join('\n');
    expect(names.filter(name => !texts.includes(`alert: ${name}`))).toEqual([]);
  }, () => operator!.log);
});

test('alerts reach the receivers that the app names', async () => {
  const config = await within(30, 'the configuration of Alertmanager', () => parse(unzipped(WHERE, 'alertmanager-main-generated', 'alertmanager.yaml.gz')), () => operator!.log);
  const receivers = config.receivers.map(({ name }: any) => name.split('/').pop());
  expect(receivers).toEqual(expect.arrayContaining(['platform', 'pager', 'shop']));
});

test('no event reports a problem with the custom resources', () => {
  const wrong = get('events', '-n', WHERE).items.filter(({ type, involvedObject, regarding }: any) => type === 'Warning' && (involvedObject ?? regarding).apiVersion?.startsWith('monitoring'));
  expect(wrong.map(({ reason, message }: any) => `${reason} ${message}`)).toEqual([]);
});

/** The scrapes of a Prometheus, of a configuration that promtool accepts. */
function jobsOf(name: string): string[] {
  const { output, config } = checkedConfig(WHERE, name);
  expect(output).toContain('SUCCESS');
  return config.scrape_configs.map(({ job_name }: any) => job_name);
}

/** The operator's job names for each monitor. */
function expectedJobs(): string[] {
  const named = (kind: string, { metadata }: Manifest) => `${kind}/${metadata.namespace}/${metadata.name}`;
  return [
    ...ofKind('ServiceMonitor').flatMap(monitor => monitor.spec.endpoints.map((_: unknown, at: number) => `${named('serviceMonitor', monitor)}/${at}`)),
    ...ofKind('PodMonitor').flatMap(monitor => monitor.spec.podMetricsEndpoints.map((_: unknown, at: number) => `${named('podMonitor', monitor)}/${at}`)),
    ...ofKind('Probe').map(probe => named('probe', probe)),
    ...ofKind('ScrapeConfig').map(config => named('scrapeConfig', config)),
  ];
}
