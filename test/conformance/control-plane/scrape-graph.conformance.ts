import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { parse, stringify } from 'yaml';
import { UNKNOWN } from '../../../src/scrape-graph/targets/pods';
import { normalized, predict, Prediction, settled } from '../../support/predictions';
import { Manifest } from '../../support/synth';
import { GraphWorld, NODE, NODE_OBJECT, NODE_STATUS, worldOf, worldOfWorkloads } from '../../support/worlds';
import { applyStrictly, call, disconnect, get, installCrds, kubectl, mustKubectl, pinned, removeCrds } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { within } from '../support/wait';

// What the graph says of small worlds, right and wrong, beside what a real operator and a real Prometheus make of them: every target, every dropped one, every label.
const WORLDS = 40;
const PORT = 28390;

const WORKLOADS = worldOfWorkloads();
const worlds: readonly GraphWorld[] = [...Array.from({ length: WORLDS }, (_, at) => worldOf(at)), WORKLOADS];
const folder = mkdtempSync(join(tmpdir(), 'scrape-graph-'));
const [version] = pinned('PROMETHEUS_OPERATOR');
const programs: Program[] = [];
let heartbeat: NodeJS.Timeout | undefined;
let seen: ReadonlyMap<string, readonly Prediction[]>;

const spaceOf = (world: GraphWorld) => `${world.name}-a`;

/** The Prometheus of a world, that asks the apiserver as who runs the tests. */
function withAccess(objects: readonly Manifest[]): Manifest[] {
  const { users: [{ user }], clusters: [{ cluster }] } = parse(readKubeconfig());
  return objects.map(object => object.kind !== 'Prometheus' ? object : { ...object, spec: { ...object.spec, apiserverConfig: { host: cluster.server, bearerToken: user.token, tlsConfig: { insecureSkipVerify: true } } } });
}

const readKubeconfig = () => readFileSync(process.env.KUBECONFIG!, 'utf8');

async function applyAll(objects: readonly Manifest[]): Promise<void> {
  let rest = objects;
  // a pod is refused as long as its namespace has no ServiceAccount
  await within(60, 'everything is applied', async () => {
    const refused = await applyStrictly(rest);
    const names = new Set(refused.map(line => line.slice(0, line.indexOf(':'))));
    rest = rest.filter(({ kind, metadata }) => names.has(`${kind} ${metadata.name}`));
    if (refused.length > 0) { throw new Error(refused.join('\n')); }
  });
}

/** A ScrapeConfig that says no apiserver means that of the pod in which Prometheus runs. */
function fromOutside(discovery: any): any {
  const { users: [{ user }], clusters: [{ cluster }] } = parse(readKubeconfig());
  return discovery.api_server ? discovery : { ...discovery, api_server: cluster.server, authorization: { credentials: user.token }, tls_config: { insecure_skip_verify: true } };
}

const setStatus = async (path: string, status: object) => {
  const { status: code, body } = await call('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
  if (code !== 200) { throw new Error(`${path}: ${body.message}`); }
};

/** What a cluster made up, and what the graph has in its place. */
const made = new Map<string, string>([[NODE, UNKNOWN.node], ['10.99.0.1', UNKNOWN.hostIp]]);

/** Gives the pods of controllers a node and an address, as a scheduler and a kubelet would, and remembers how they are called. */
async function runWorkloads(): Promise<void> {
  const namespace = `${WORKLOADS.name}-a`;
  const pods: any[] = await within(60, 'the pods of four controllers', () => {
    const { items } = get('pods', '-n', namespace, '-l', 'part');
    if (items.length !== 4) { throw new Error(items.map(({ metadata }: any) => metadata.name).join()); }
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

/** The longest first, since one is in another. */
function withoutMade(text: string): string {
  return [...made].sort(([a], [b]) => b.length - a.length).reduce((left, [known, unknown]) => left.split(known).join(unknown), text);
}

/** The scrapes that the operator wrote, for one Prometheus that does those of all; what differs from one to the next is said in each. */
function scrapesOf(world: GraphWorld, secrets: readonly any[]): any[] {
  const secret = secrets.find(({ metadata }) => metadata.namespace === spaceOf(world));
  const text = gunzipSync(Buffer.from(secret.data['prometheus.yaml.gz'], 'base64')).toString('utf8');
  const { spec } = world.objects.find(({ kind }) => kind === 'Prometheus')!;
  return Array.from({ length: spec.shards ?? 1 }, (_, shard) => parse(text.replace(/\$\(SHARD\)/g, String(shard)))).flatMap(({ global, scrape_configs }, shard) =>
    (scrape_configs ?? []).map((each: any) => ({ scrape_interval: global.scrape_interval, ...each, ...each.kubernetes_sd_configs && { kubernetes_sd_configs: each.kubernetes_sd_configs.map(fromOutside) }, job_name: `${each.job_name}#${world.name}#${shard}` })));
}

beforeAll(async () => {
  installCrds(version);
  mustKubectl(['delete', 'namespace', '-l', 'world', '--wait=true', '--timeout=120s', '--ignore-not-found']);
  await applyAll([{ ...NODE_OBJECT, status: undefined } as Manifest]);
  await setStatus(`/api/v1/nodes/${NODE}`, NODE_STATUS);
  // else its pods would be called not ready
  heartbeat = setInterval(() => void setStatus(`/api/v1/nodes/${NODE}`, { ...NODE_STATUS, conditions: [{ ...NODE_STATUS.conditions[0], lastHeartbeatTime: new Date().toISOString() }] }).catch(() => undefined), 8000);
  const objects = worlds.flatMap(world => withAccess(world.objects.filter(({ kind }) => kind !== 'Node')));
  await applyAll(objects.filter(({ kind }) => kind === 'Namespace'));
  await applyAll(objects.filter(({ kind }) => kind !== 'Namespace').map(({ status: _, ...object }: any) => object));
  for (const { kind, metadata, status } of objects as any[]) { if (kind === 'Pod') { await setStatus(`/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`, status); } }
  await runWorkloads();
  programs.push(new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28391', '--web.enable-tls=false']));
  await within(120, 'every Prometheus is configured', () => {
    expect(get('secret', '-A', '--field-selector=metadata.name=prometheus-main').items).toHaveLength(worlds.length);
  }, () => programs[0].log.slice(-3000));
  const expected = new Map(worlds.map(world => [world.name, predict(world.objects)]));
  const path = join(folder, 'prometheus.yaml');
  let written = '';
  // the operator writes it again as it gets to know more
  const configure = async () => {
    const secrets = get('secret', '-A', '--field-selector=metadata.name=prometheus-main').items;
    const text = stringify({ global: { scrape_timeout: '10s' }, scrape_configs: worlds.flatMap(world => scrapesOf(world, secrets)) });
    if (text === written) { return; }
    writeFileSync(path, text);
    if (written !== '') { expect((await fetch(`http://127.0.0.1:${PORT}/-/reload`, { method: 'POST' })).status).toBe(200); }
    written = text;
  };
  await configure();
  programs.push(new Program('prometheus', [`--config.file=${path}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${PORT}`, '--web.enable-lifecycle']));
  const rest = async () => {
    await configure();
    seen = await targetsSeen();
    return worlds.filter(({ name }) => {
      const both = settled(seen.get(name) ?? [], expected.get(name)!);
      return JSON.stringify(both.seen) !== JSON.stringify(both.predicted);
    });
  };
  // what is wrong after a minute stays wrong, and is shown world by world
  await within(90, 'all targets', async () => expect((await rest()).map(({ name }) => name)).toEqual([])).catch(() => undefined);
}, 600_000);

afterAll(async () => {
  clearInterval(heartbeat);
  await Promise.all(programs.map(program => program.stop()));
  kubectl(['delete', 'prometheus', '-A', '--all', '--wait=true', '--timeout=60s']);
  for (const world of worlds) { kubectl(['delete', 'namespace', `${world.name}-a`, `${world.name}-b`, '--wait=false', '--ignore-not-found']); }
  kubectl(['delete', 'node', NODE]);
  kubectl(['delete', 'pods', '-A', '-l', 'app', '--force', '--grace-period=0', '--wait=false']);
  removeCrds();
  disconnect();
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

/** What Prometheus shows, by world: one that looks everywhere sees the others, too, which are left out. */
async function targetsSeen(): Promise<Map<string, Prediction[]>> {
  const { status, body } = await ask(`http://127.0.0.1:${PORT}/api/v1/targets`);
  if (status !== 200) { throw new Error(`${status} ${body}\n${programs[1].log.slice(-2000)}`); }
  const { activeTargets, droppedTargets } = JSON.parse(body).data;
  const found = new Map<string, Prediction[]>();
  for (const { scrapePool, discoveredLabels, labels } of [...activeTargets, ...droppedTargets]) {
    const [job, world, shard] = scrapePool.split('#');
    const namespace = discoveredLabels.__meta_kubernetes_namespace;
    if (namespace !== undefined && !namespace.startsWith(`${world}-`)) { continue; }
    // from Kubernetes 1.35 on the pod gets the zone of its node
    const isZone = (name: string) => world === WORKLOADS.name && name.endsWith('topology_kubernetes_io_zone');
    const valueOf = (value: any) => value === scrapePool ? job : world === WORKLOADS.name ? withoutMade(value) : value;
    const own = (all: any) => Object.fromEntries(Object.entries(all).filter(([name]) => !isZone(name)).map(([name, value]) => [name, valueOf(value)]));
    found.set(world, [...found.get(world) ?? [], { job: `${job}#${shard}`, discovered: own(discoveredLabels), labels: labels && own(labels) } as Prediction]);
  }
  return new Map([...found].map(([world, all]) => [world, normalized(all)]));
}

test(`there is something to see: of ${WORLDS} worlds most have targets, and all kinds of jobs have some, kept and dropped`, () => {
  const all = [...seen.values()].flat();
  const kinds = (kept: boolean) => [...new Set(all.filter(({ labels }) => (labels !== undefined) === kept).map(({ job }) => job.split('/')[0]))].sort();
  expect(kinds(true)).toEqual(['podMonitor', 'probe', 'scrapeConfig', 'serviceMonitor']);
  expect(kinds(false)).toEqual(expect.arrayContaining(['podMonitor', 'serviceMonitor']));
  expect([...seen.values()].filter(targets => targets.some(({ labels }) => labels)).length).toBeGreaterThan(WORLDS * 0.75);
});

test.each(worlds.map(world => [world.name, world] as const))('%s: Prometheus has exactly the targets that the graph says, dropped ones too, with all their labels', (name, world) => {
  const both = settled(seen.get(name) ?? [], predict(world.objects));
  expect(both.seen).toEqual(both.predicted);
});
