import { Fleet, GlobalView, NodeSource, PrometheusStackProps, RemoteWrite, ScrapeGraph, StackSize } from '../../src';
import { amountOf } from '../../src/manifest/quantity';
import { costsOf, seriesOf } from '../../src/scrape-graph/costs';
import { explain } from '../../src/scrape-graph/explanation';
import { asManifests } from '../../src/scrape-graph/manifest';
import { ComponentVersion } from '../../src/versions/component-version';
import { named, stackObjects } from '../support/stack';
import { aChart } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const SCALE = { nodes: 100, pods: 3000 };
const costOf = (props: PrometheusStackProps, scale = SCALE) => costsOf(explain(asManifests(stackObjects(props))), scale)[0];

test('a stack is estimated by its nodes and pods: the series of each, from every target of its kind', () => {
  const [small, large] = [{ nodes: 10, pods: 300 }, SCALE].map(scale => costOf({}, scale));
  expect(large.series).toBeGreaterThan(700_000);
  expect(large.series).toBeLessThan(1_500_000);
  // constant parts: an apiserver, the stack itself
  const grows = (large.series - small.series) / 90;
  expect(grows).toBeGreaterThan(8000);
  expect(grows).toBeLessThan(12_000);
  // kubelets by three paths, node-exporters
  expect(large.targets - small.targets).toBe(90 * 4);
  expect(large.unknown).toBeLessThan(10);
});

test('samples per second depend on the interval, memory on the shards, sent samples on the replicas', () => {
  const remoteWrite = [RemoteWrite.victoriaMetrics({ endpoint: 'https://victoria.example.org', queue: { samplesPerSecond: 20_000 } })];
  const base = costOf({ prometheus: { remoteWrite, replicas: 1 } });
  const two = costOf({ prometheus: { remoteWrite, replicas: 2 } });
  const shards = costOf({ prometheus: { remoteWrite, replicas: 2, shards: 4 } });
  expect(two.sends[0].samplesPerSecond / base.sends[0].samplesPerSecond).toBeCloseTo(2, 1);
  expect([base.pods, two.pods, shards.pods]).toEqual([1, 2, 8]);
  expect([two.sends[0].connections / base.sends[0].connections, shards.sends[0].connections / base.sends[0].connections]).toEqual([2, 8]);
  expect(shards.sends[0].samplesPerSecond).toBe(two.sends[0].samplesPerSecond);
  expect(two.memory / shards.memory).toBeCloseTo(4, 1);
  expect(base.memory).toBe(Math.ceil(base.series * 4 / 1024));
});

test('an agent needs half of the memory', () => {
  const [server, agent] = [costOf({}), costOf({ agent: { remoteWrite: [RemoteWrite.mimir({ endpoint: 'https://mimir.example.org' })], externalLabels: { cluster: 'a' } } })];
  expect(agent.prometheus).toMatch(/^PrometheusAgent /);
  expect(agent.memory / agent.series).toBeCloseTo(server.memory / server.series / 2, 4);
});

test('a sample limit is the maximum of a target', () => {
  const objects = stackObjects();
  const monitor = objects.find(({ kind, metadata }) => kind === 'ServiceMonitor' && metadata.name === 'kube-state-metrics')!;
  const few = objects.map(object => object === monitor ? { ...object, spec: { ...object.spec, sampleLimit: 10 } } : object);
  const [all, limited] = [objects, few].map(each => costsOf(explain(asManifests(each)), SCALE)[0].series);
  expect(all - limited).toBeGreaterThan(100_000);
});

test('a global view is compared by its name: what each cluster sends, or that it sends nothing', () => {
  const costs = (globalView: GlobalView) => {
    const fleet = new Fleet({ main: { cluster: 'hub' }, workers: [{ cluster: 'eu-1', target: { hostname: 'a.example.org' }, insecure: true }], globalView });
    return ScrapeGraph.of(fleet.chart('eu-1')).explainCosts(100);
  };
  expect(costs(GlobalView.federation({ match: ['up'] }))).not.toContain('it sends');
  expect(costs(GlobalView.remoteWrite(RemoteWrite.mimir({ endpoint: 'https://mimir.example.org' })))).toMatch(/sends 78,000 samples per second to https:\/\/mimir\.example\.org\/api\/v1\/push, with at most 100 connections/);
});

test.each([[StackSize.SMALL, 10], [StackSize.MEDIUM, 100], [StackSize.LARGE, 500]])('a stack of size %s requests about the memory that %d nodes of 30 pods need', (size, nodes) => {
  const objects = stackObjects({ size });
  const requested = amountOf(named(objects, 'Prometheus', 'main').spec.resources.requests.memory)! / 1024 / 1024;
  const { memory } = costsOf(explain(asManifests(objects)), { nodes, pods: 30 * nodes })[0];
  expect(memory / requested).toBeGreaterThan(0.6);
  expect(memory / requested).toBeLessThan(1.4);
});

test('static nodes count as listed, and dropped ones do not count', () => {
  const nodes = NodeSource.of(['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((address, at) => ({ name: `node-${at}`, internalIps: [address], ready: true })));
  const without = costOf({ nodeExporterEnabled: false, controlPlane: { kubelet: false } }).targets;
  expect(costOf({ nodeExporterEnabled: false, nodes }).targets - without).toBe(3 * 3);
  const objects = stackObjects().map(object => object.kind === 'ServiceMonitor' && object.metadata.name === 'node-exporter'
    ? { ...object, spec: { ...object.spec, endpoints: [{ ...object.spec.endpoints[0], relabelings: [{ action: 'drop', sourceLabels: ['job'], regex: '.*' }] }] } } : object);
  expect(costOf({}).targets - costsOf(explain(asManifests(objects)), SCALE)[0].targets).toBe(100);
});

const probes = (pods: number, kubernetesVersion?: string) => {
  const kubernetes = kubernetesVersion === undefined ? undefined : ComponentVersion.parse('kubernetes', 'version', kubernetesVersion).version;
  return seriesOf({ job: 'kubelet', path: '/metrics/probes', port: 'https-metrics' }, { nodes: 1, pods, kubernetes })!;
};

// counted with a kubelet 1.37.2
test.each([[7, 54], [18, 173], [21, 204], [24, 286]])('a kubelet of Kubernetes 1.37 and the probes of %i pods: about %i series', (pods, counted) => {
  expect(probes(pods, '1.37') / counted).toBeGreaterThan(0.5);
  expect(probes(pods, '1.37') / counted).toBeLessThan(2);
});

test('an older kubelet exposes every bucket of these histograms, and one with an unknown version may', () => {
  expect([probes(7, '1.36'), probes(7)]).toEqual([275, 275]);
});

test('the version of Kubernetes may be set for the estimate, and is checked', () => {
  const app = ScrapeGraph.of(aChart('monitoring'));
  expect(app.explainCosts(10, 300, '1.37')).toBe(app.explainCosts(10, 300));
  expect(() => app.explainCosts(10, 300, 'latest')).toThrow('"kubernetesVersion" is "latest"');
});
