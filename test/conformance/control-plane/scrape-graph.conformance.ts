import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { parse } from 'yaml';
import { UNKNOWN } from '../../../src/scrape-graph/targets/pods';
import { allWorlds, WORLDS } from '../../support/all-worlds';
import { jobText, normalized, Prediction, predictWorld, serverName, settled, withoutUnselected } from '../../support/predictions';
import { Manifest } from '../../support/synth';
import { GraphWorld, NODE, NODE_OBJECT, NODE_STATUS } from '../../support/worlds';
import { applyStrictly, call, disconnect, get, installCrds, kubectl, mustKubectl, pinned, removeCrds } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { within } from '../support/wait';

// Small worlds, valid and invalid: the graph's predictions are compared with a real operator and a real Prometheus: every target, every
// dropped one, every label.
const PORT = 28390;

const worlds = allWorlds();
const WORKLOADS = worlds[worlds.length - 1];
const folder = mkdtempSync(join(tmpdir(), 'scrape-graph-'));
const [version] = pinned('PROMETHEUS_OPERATOR');
const programs: Program[] = [];
let heartbeat: NodeJS.Timeout | undefined;
let seen: ReadonlyMap<string, readonly Prediction[]>;
let written: ReadonlyMap<string, readonly Job[]>;
let servers: ReadonlyMap<string, readonly string[]>;
/** By the name of the world. */
const refused = new Map<string, string[]>();
const leftOut = new Map<string, string[]>();

const predictions = new Map(worlds.map(world => [world.name, predictWorld(world.objects)]));
const SERVERS = ['Prometheus', 'PrometheusAgent'];
/** The Secret in which the operator writes the configuration of a server. */
const secretOf = ({ kind, metadata: { namespace, name } }: Manifest) => `${namespace}/${kind === 'Prometheus' ? 'prometheus' : 'prom-agent'}-${name}`;
const worldNamed = (namespace: string | undefined) => (namespace ?? '').replace(/-[ab]$/, '');
const nameOf = ({ kind, metadata: { namespace, name } }: Manifest) => `${kind} ${namespace}/${name}`;

/** An entry of `scrape_configs` in the one Prometheus that runs the jobs of all. */
interface Job {
  readonly text: string;
  readonly config: any;
}

/** The Prometheus of a world, which connects to the apiserver with the credentials of the test. */
function withAccess(objects: readonly Manifest[]): Manifest[] {
  const { server, token } = access();
  const isServer = ({ kind }: Manifest) => SERVERS.includes(kind);
  const apiserverConfig = { host: server, bearerToken: token, tlsConfig: { insecureSkipVerify: true } };
  return objects.map(object => isServer(object) ? { ...object, spec: { ...object.spec, apiserverConfig } } : object);
}

/** How to connect to the apiserver: read once. */
const access = once(() => {
  const { users: [{ user }], clusters: [{ cluster }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
  return { server: cluster.server as string, token: user.token as string };
});

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}

/** Helm creates test objects only on request. */
const isForTests = ({ metadata }: Manifest) => (metadata as any).annotations?.['helm.sh/hook'] === 'test';

/** Applies everything, and records what the apiserver rejects. */
async function applyAll(objects: readonly Manifest[]): Promise<void> {
  let rest = objects;
  // a pod is rejected as long as its namespace has no ServiceAccount
  await within(60, 'everything is applied', async () => {
    const again: Manifest[] = [];
    for (const object of rest) {
      const [why] = await applyStrictly([object]);
      if (why === undefined) { continue; }
      if (/service ?account/i.test(why)) { again.push(object); } else { append(refused, worldNamed(object.metadata.namespace), nameOf(object)); }
    }
    rest = again;
    if (again.length > 0) { throw new Error(again.map(nameOf).join('\n')); }
  });
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  map.set(key, [...map.get(key) ?? [], value]);
}

/** A ScrapeConfig without an apiserver means that of the pod in which Prometheus runs, and likewise its own namespace. */
function fromOutside(discovery: any, { name }: GraphWorld, own: string): any {
  const { server, token } = access();
  const { own_namespace: withOwn, ...namespaces } = discovery.namespaces ?? {};
  const names = [...namespaces.names ?? [], ...withOwn ? [own] : []];
  return {
    ...discovery,
    ...!discovery.api_server && { api_server: server, authorization: { credentials: token }, tls_config: { insecure_skip_verify: true } },
    // one that selects all namespaces must not see the other worlds
    ...discovery.role !== 'node' && { namespaces: { names: names.length > 0 ? names : [`${name}-a`, `${name}-b`] } },
  };
}

const isEverywhere = ({ role, namespaces }: any) => role !== 'node' && (namespaces?.names ?? []).length === 0 && namespaces?.own_namespace !== true;

const setStatus = async (path: string, status: object) => {
  const { status: code, body } = await call('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
  if (code !== 200) { throw new Error(`${path}: ${body.message}`); }
};

/** Values that a cluster generates, and the graph's placeholders for them. */
const made = new Map<string, string>([[NODE, UNKNOWN.node], ['10.99.0.1', UNKNOWN.hostIp]]);

/** Gives the pods of controllers a node and an address, as a scheduler and a kubelet would, and records their names. */
async function runWorkloads(): Promise<void> {
  const namespace = `${WORKLOADS.name}-a`;
  const pods: any[] = await within(60, 'the pods of six controllers', () => {
    const { items } = get('pods', '-n', namespace, '-l', 'part');
    if (items.length !== 6) { throw new Error(items.map(({ metadata }: any) => metadata.name).join()); }
    return items;
  });
  for (const [at, { metadata, spec }] of pods.entries()) {
    const { name, labels, uid, ownerReferences: [{ kind, name: owner, uid: ownerUid }] } = metadata;
    if (!spec.nodeName) { await call('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { kind: 'Node', name: NODE } }); }
    const ip = `10.99.1.${at + 1}`;
    const conditions = [{ type: 'Ready', status: 'True' }];
    await setStatus(`/api/v1/namespaces/${namespace}/pods/${name}`, { phase: 'Running', podIP: ip, podIPs: [{ ip }], hostIP: '10.99.0.1', hostIPs: [{ ip: '10.99.0.1' }], conditions });
    for (const known of [uid, ownerUid]) { made.set(known, UNKNOWN.uid); }
    made.set(ip, UNKNOWN.podIp);
    const hash = labels['pod-template-hash'] ?? labels['controller-revision-hash']?.split('-').pop();
    if (hash !== undefined) { made.set(hash, UNKNOWN.hash); }
    if (kind !== 'StatefulSet') { made.set(name, `${kind === 'ReplicaSet' ? owner.replace(hash, UNKNOWN.hash) : owner}-${UNKNOWN.suffix}`); }
  }
}

/** The longest first, because some contain others. */
function withoutMade(text: string): string {
  return [...made].sort(([a], [b]) => b.length - a.length).reduce((left, [known, unknown]) => left.split(known).join(unknown), text);
}

const jobsOf = new Map<string, { readonly text: string; readonly jobs: readonly Job[] }>();

/**
 * The scrapes that the operator wrote, for one Prometheus that runs all of them; values that differ between Prometheuses are set in each.
 */
function scrapesOf(world: GraphWorld, secrets: ReadonlyMap<string, any>): Job[] {
  return world.objects.filter(({ kind }) => SERVERS.includes(kind)).flatMap(server => {
    const text = textOf(secrets.get(secretOf(server)));
    const key = `${world.name} ${serverName(server)}`;
    // few of them change between two reads
    const last = jobsOf.get(key);
    if (last?.text === text) { return last.jobs; }
    const jobs = Array.from({ length: server.spec.shards ?? 1 }, (_, shard) => parse(text.replace(/\$\(SHARD\)/g, String(shard))) ?? {}).flatMap(({ global, scrape_configs }, shard) =>
      (scrape_configs ?? []).map((each: any): Job => ({
        text: jobText(serverName(server), each.job_name, (each.kubernetes_sd_configs ?? []).some(isEverywhere)),
        config: {
          scrape_interval: global.scrape_interval,
          ...each,
          // the files exist only in the pod
          tls_config: undefined,
          ...each.kubernetes_sd_configs && { kubernetes_sd_configs: each.kubernetes_sd_configs.map((discovery: any) => fromOutside(discovery, world, server.metadata.namespace!)) },
          job_name: `${each.job_name}#${world.name}#${serverName(server)}#${shard}`,
        },
      })));
    jobsOf.set(key, { text, jobs });
    return jobs;
  });
}

/** The operator's Secret; empty for a server that it does not configure. */
function textOf(secret: any): string {
  const packed = secret?.data?.['prometheus.yaml.gz'];
  return packed ? gunzipSync(Buffer.from(packed, 'base64')).toString('utf8') : '';
}

function secretsNow(): ReadonlyMap<string, any> {
  const { items } = get('secret', '-A', '-l', 'app.kubernetes.io/managed-by=prometheus-operator');
  return new Map(items.map((secret: any) => [`${secret.metadata.namespace}/${secret.metadata.name}`, secret]));
}

/** The Prometheuses that have a configuration, by world. */
function configured({ objects }: GraphWorld, secrets: ReadonlyMap<string, any>): readonly string[] {
  return objects.filter(each => SERVERS.includes(each.kind) && secrets.has(secretOf(each))).map(serverName).sort();
}

/** The operator's events about rejected objects. */
function findLeftOut(): void {
  const events = get('events', '-A', '--field-selector=reason=InvalidConfiguration').items;
  const names = new Set<string>(events.map(({ involvedObject: { kind, namespace, name } }: any) => nameOf({ apiVersion: '', kind, metadata: { namespace, name } })));
  leftOut.clear();
  for (const name of [...names].sort()) { append(leftOut, worldNamed(/ (.*)\//.exec(name)![1]), name); }
}

beforeAll(async () => {
  installCrds(version);
  mustKubectl(['delete', 'namespace', '-l', 'world', '--wait=true', '--timeout=120s', '--ignore-not-found']);
  await applyAll([{ ...NODE_OBJECT, status: undefined } as Manifest]);
  await setStatus(`/api/v1/nodes/${NODE}`, NODE_STATUS);
  // otherwise its pods would count as not ready
  heartbeat = setInterval(() => void setStatus(`/api/v1/nodes/${NODE}`, { ...NODE_STATUS, conditions: [{ ...NODE_STATUS.conditions[0], lastHeartbeatTime: new Date().toISOString() }] }).catch(() => undefined), 8000);
  const objects = worlds.flatMap(world => withAccess([...world.objects, ...world.clusterOnly ?? []].filter(each => each.kind !== 'Node' && !isForTests(each))));
  await applyAll(objects.filter(({ kind }) => kind === 'Namespace'));
  await applyAll(objects.filter(({ kind }) => kind !== 'Namespace').map(({ status: _, ...object }: any) => object));
  for (const { kind, metadata, status } of objects as any[]) { if (kind === 'Pod' && status) { await setStatus(`/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`, status); } }
  await runWorkloads();
  programs.push(new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28391', '--web.enable-tls=false']));
  let secrets: ReadonlyMap<string, any> = new Map();
  // the tests of its world report a difference
  await within(60, 'every Prometheus is configured', () => {
    secrets = secretsNow();
    expect(worlds.map(world => configured(world, secrets))).toEqual(worlds.map(({ name }) => predictions.get(name)!.servers));
  }).catch(() => undefined);
  const path = join(folder, 'prometheus.yaml');
  let last = '';
  // the operator writes it again when it has read more objects
  const configure = async () => {
    secrets = secretsNow();
    servers = new Map(worlds.map(world => [world.name, configured(world, secrets)]));
    written = new Map(worlds.map(world => [world.name, scrapesOf(world, secrets)]));
    const text = JSON.stringify({ global: { scrape_timeout: '10s' }, scrape_configs: [...written.values()].flat().map(({ config }) => config) });
    if (text === last) { return; }
    writeFileSync(path, text);
    if (last !== '') { expect((await fetch(`http://127.0.0.1:${PORT}/-/reload`, { method: 'POST' })).status).toBe(200); }
    last = text;
  };
  await configure();
  programs.push(new Program('prometheus', [`--config.file=${path}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${PORT}`, '--web.enable-lifecycle']));
  const rest = async () => {
    // each read of all targets takes seconds
    await new Promise(resolve => setTimeout(resolve, 2000));
    await configure();
    seen = await targetsSeen();
    findLeftOut();
    return worlds.filter(({ name }) => {
      const both = compared(name);
      return JSON.stringify(both.real) !== JSON.stringify(both.predicted);
    });
  };
  // a difference that remains after a minute is final, and is shown for each world
  await within(90, 'all targets', async () => expect((await rest()).map(({ name }) => name)).toEqual([])).catch(() => undefined);
}, 600_000);

afterAll(async () => {
  clearInterval(heartbeat);
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'prometheus,prometheusagents,alertmanagers,thanosrulers', '-A', '--all', '--wait=true', '--timeout=60s']);
  for (const world of worlds) { kubectl(['delete', 'namespace', `${world.name}-a`, `${world.name}-b`, '--wait=false', '--ignore-not-found']); }
  kubectl(['delete', 'node', NODE]);
  kubectl(['delete', 'pods', '-A', '-l', 'app', '--force', '--grace-period=0', '--wait=false']);
  removeCrds();
  disconnect();
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

/** Prometheus' targets by world: one that selects all namespaces also sees the others, which are excluded. */
async function targetsSeen(): Promise<Map<string, Prediction[]>> {
  const { status, body } = await ask(`http://127.0.0.1:${PORT}/api/v1/targets`);
  if (status !== 200) { throw new Error(`${status} ${body}\n${programs[1].log.slice(-2000)}`); }
  const { activeTargets, droppedTargets } = JSON.parse(body).data;
  const found = new Map<string, Prediction[]>();
  for (const { scrapePool, discoveredLabels, labels } of [...activeTargets, ...droppedTargets]) {
    const [job, world, server, shard] = scrapePool.split('#');
    const namespace = discoveredLabels.__meta_kubernetes_namespace;
    if (namespace !== undefined && !namespace.startsWith(`${world}-`)) { continue; }
    // in Kubernetes 1.35 and newer the pod gets the zone of its node
    const isZone = (name: string) => world === WORKLOADS.name && name.endsWith('topology_kubernetes_io_zone');
    const valueOf = (value: any) => world === WORKLOADS.name ? withoutMade(value.split(scrapePool).join(job)) : value.split(scrapePool).join(job);
    const own = (all: any) => Object.fromEntries(Object.entries(all).filter(([name]) => !isZone(name)).map(([name, value]) => [name, valueOf(value)]));
    found.set(world, [...found.get(world) ?? [], { job: `${job}#${server}#${shard}`, discovered: own(discoveredLabels), labels: labels && own(labels) } as Prediction]);
  }
  return new Map([...found].map(([world, all]) => [world, normalized(all)]));
}

test(`most of the ${WORLDS} worlds have targets, and all kinds of jobs have some, kept and dropped`, () => {
  const all = [...seen.values()].flat();
  const kinds = (kept: boolean) => [...new Set(all.filter(({ labels }) => (labels !== undefined) === kept).map(({ job }) => job.split('/')[0]))].sort();
  expect(kinds(true)).toEqual(['podMonitor', 'probe', 'scrapeConfig', 'serviceMonitor']);
  expect(kinds(false)).toEqual(expect.arrayContaining(['podMonitor', 'serviceMonitor']));
  expect([...seen.values()].filter(targets => targets.some(({ labels }) => labels)).length).toBeGreaterThan(WORLDS * 0.75);
});

test('the API server and the operator reject objects, and uncertain predictions come true in some cases and not in others', () => {
  const sum = (map: ReadonlyMap<string, readonly string[]>) => [...map.values()].flat().length;
  expect(sum(refused)).toBeGreaterThanOrEqual(80);
  expect(sum(leftOut)).toBeGreaterThanOrEqual(100);
  const perhaps = worlds.flatMap(({ name }) => [...predictions.get(name)!.perhaps].map(text => written.get(name)!.some(job => job.text === text)));
  expect([...new Set(perhaps)].sort()).toEqual([false, true]);
  expect([...seen.values()].flat().some(({ job, labels }) => labels && job.includes('#agent-'))).toBe(true);
});

/** For a person who wants to see what the tests see. */
const pictures = process.env.GRAPH_PICTURES;

/** The observation of a world, and the graph's prediction. */
function compared(name: string): { readonly real: object; readonly predicted: object } {
  const jobs = [...new Set(written.get(name)!.map(({ text }) => text))].sort();
  const prediction = withoutUnselected(predictions.get(name)!, new Set(jobs), leftOut.get(name) ?? []);
  const both = settled(seen.get(name) ?? [], prediction.targets);
  return {
    real: { refused: [...refused.get(name) ?? []].sort(), leftOut: leftOut.get(name) ?? [], servers: servers.get(name), jobs, targets: both.seen },
    predicted: { refused: prediction.refused, leftOut: prediction.leftOut, servers: prediction.servers, jobs: prediction.jobs, targets: both.predicted },
  };
}

test.each(worlds.map(({ name }) => name))('%s: Prometheus has exactly the targets of the graph, including dropped ones, with all labels; the same objects are rejected', name => {
  const { real, predicted } = compared(name);
  if (pictures !== undefined) { writeFileSync(join(pictures, `${name}.json`), JSON.stringify({ real, predicted })); }
  expect(real).toEqual(predicted);
});
