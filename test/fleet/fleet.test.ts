import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration, Size } from 'cdk8s';
import { Cloud, Exposure, FederationAlertOptions, Fleet, FleetProps, FleetWorker, GlobalView, RemoteWrite, ReplicaDeduplication, ScrapeGraph, ThanosViewOptions } from '../../src';
import { named } from '../support/stack';
import { errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'fleet-'));
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(outdir, { recursive: true });
});

const EU: FleetWorker = { cluster: 'eu-1', target: { hostname: 'prometheus.eu-1.example.org' }, insecure: true };
const VIEW = GlobalView.federation({ match: ['{__name__=~"job:.*"}'] });
const BASE: FleetProps = { main: { cluster: 'hub' }, workers: [EU], globalView: VIEW, stack: { alertmanager: { configSecret: 'alertmanager-config' }, prometheus: { storage: { size: Size.gibibytes(1) } } } };

const manyWorkers = (count: number): FleetWorker[] => Array.from({ length: count }, (_, i) => ({ ...EU, cluster: `eu-${i}` }));
const made = (props: Partial<FleetProps> = {}) => new Fleet({ ...BASE, outdir, ...props });
const objectsOf = (fleet: Fleet, cluster: string) => synth(fleet.chart(cluster));
const prometheusOf = (fleet: Fleet, cluster: string) => named(objectsOf(fleet, cluster), 'Prometheus', 'main').spec;

describe('one list', () => {
  test('becomes a folder with a chart for each cluster', () => {
    const fleet = made();
    fleet.synth();
    expect(fleet.clusters).toEqual(['hub', 'eu-1']);
    expect(readdirSync(outdir).sort()).toEqual(['eu-1', 'hub']);
    expect(readFileSync(join(outdir, 'eu-1', 'eu-1.k8s.yaml'), 'utf8')).toContain('cluster: eu-1');
  });

  test('every Prometheus has the label of its cluster; options of a cluster take precedence over common ones, option by option', () => {
    const fleet = made({
      stack: { prometheus: { retention: Duration.days(7), externalLabels: { team: 'a' } }, highAvailability: false },
      workers: [{ ...EU, stack: { prometheus: { retention: Duration.days(1) } } }],
    });
    expect(prometheusOf(fleet, 'hub')).toMatchObject({ retention: '7d', externalLabels: { cluster: 'hub', team: 'a' }, replicas: 1 });
    expect(prometheusOf(fleet, 'eu-1')).toMatchObject({ retention: '1d', externalLabels: { cluster: 'eu-1' }, replicas: 1 });
  });

  test('both sides use the same port, name and cluster', () => {
    const fleet = made();
    const [service] = ofKind(objectsOf(fleet, 'eu-1'), 'Service').filter(({ metadata }) => metadata.name.startsWith('federation-'));
    expect(service.spec.selector).toMatchObject({ 'operator.prometheus.io/name': 'main' });
    expect(service.spec.ports[0]).toMatchObject({ port: 9090, targetPort: 'web' });
    const config = theOne(objectsOf(fleet, 'hub'), 'ScrapeConfig');
    expect(config.spec.staticConfigs).toEqual([{ targets: ['prometheus.eu-1.example.org:9090'] }]);
    expect(config.metadata.namespace).toBe(theOne(objectsOf(fleet, 'hub'), 'Prometheus').metadata.namespace);
  });

  test('with a separate balancer the port is the same number on both sides', () => {
    const at = (exposure?: Exposure) => {
      const fleet = made({ workers: [{ ...EU, target: { hostname: 'a.example.org', port: 8443 }, exposure }] });
      const [service] = ofKind(objectsOf(fleet, 'eu-1'), 'Service').filter(({ metadata }) => metadata.name.startsWith('federation-'));
      return [service.spec.ports[0].port, theOne(objectsOf(fleet, 'hub'), 'ScrapeConfig').spec.staticConfigs[0].targets[0]];
    };
    expect(at(Exposure.internalLoadBalancer(Cloud.GKE))).toEqual([8443, 'a.example.org:8443']);
    expect(at()).toEqual([9090, 'a.example.org:8443']); // what is in between has its own
  });

  test('replicas are exported one by one, as many as the stack has', () => {
    const names = (fleet: Fleet) => ofKind(objectsOf(fleet, 'eu-1'), 'Service').map(({ metadata }) => metadata.name).filter(name => name.startsWith('federation-'));
    expect(names(made())).toEqual(['federation-main-0', 'federation-main-1']);
    expect(names(made({ workers: [{ ...EU, stack: { prometheus: { replicas: 3 } } }] }))).toHaveLength(3);
    expect(names(made({ stack: { highAvailability: false } }))).toEqual(['federation-main']);
  });

  test('versions of the main cluster determine the objects there', () => {
    const at = (kubernetesVersion: string) => ofKind(objectsOf(made({ main: { cluster: 'hub', stack: { kubernetesVersion } }, workers: [{ ...EU, target: { ips: ['10.1.2.3'], hostname: 'a.example.org' } }] }), 'hub'), 'Endpoints');
    expect([at('1.32').length, at('1.33').length]).toEqual([1, 0]);
  });

  test('federation options of one worker take precedence over the common ones', () => {
    const fleet = made({ workers: [{ ...EU, match: ['up'], federation: { interval: Duration.minutes(5) } }] });
    expect(theOne(objectsOf(fleet, 'hub'), 'ScrapeConfig').spec).toMatchObject({ params: { 'match[]': ['up'] }, scrapeInterval: '5m' });
  });

  test.each([[true, 'PrometheusOutOfOrderTimestamps'], [false, 'FederationOutOfOrderSamples']])('samples that the main Prometheus rejects have one alert, for any number of clusters; with the mixin (%s) it is the mixin\'s', (mixinEnabled, name) => {
    const fleet = made({ workers: [EU, { ...EU, cluster: 'us-1' }], main: { cluster: 'hub', stack: { mixinEnabled } } });
    const alerts = ofKind(objectsOf(fleet, 'hub'), 'PrometheusRule').flatMap(({ spec }) => spec.groups.flatMap(({ rules }: any) => rules.map(({ alert }: any) => alert)));
    expect(alerts.filter((alert = '') => alert.includes('OutOfOrder'))).toEqual([name]);
    expect(alerts.filter((alert: string) => alert === 'FederationTargetDown')).toHaveLength(2);
  });

  test('without the mixin these alerts have the duration and labels of the clusters\' alerts, and are disabled with them', () => {
    const rulesOf = (alerts: FederationAlertOptions) => {
      const fleet = made({ globalView: GlobalView.federation({ match: ['up'], alerts }), main: { cluster: 'hub', stack: { mixinEnabled: false } } });
      return ofKind(objectsOf(fleet, 'hub'), 'PrometheusRule').flatMap(({ spec }) => spec.groups.flatMap(({ rules }: any) => rules));
    };
    expect(rulesOf({ emptyFor: Duration.minutes(3), labels: { team: 'a' } }).find(({ alert }) => alert === 'FederationLimitHit')).toMatchObject({ for: '3m', labels: { team: 'a', severity: 'warning' } });
    expect(rulesOf({ enabled: false })).toEqual([]);
  });

  test('alerts of the mixin are changed option by option, too', () => {
    const fleet = made({ stack: { mixin: { alertLabels: { team: 'a' } } }, workers: [{ ...EU, stack: { mixin: { disabledGroups: ['nodes'] } } }] });
    const names = ofKind(objectsOf(fleet, 'eu-1'), 'PrometheusRule').map(({ metadata }) => metadata.name);
    expect(names).not.toContain('mixin-nodes');
    expect(named(objectsOf(fleet, 'eu-1'), 'PrometheusRule', 'mixin-kubelet').spec.groups[1].rules[0].labels.team).toBe('a');
  });

  test('both sides know of a proxy in front of the Prometheus', () => {
    const fleet = made({ workers: [{ ...EU, insecure: false, stack: { prometheus: { listenLocal: true, authProxy: true } }, federation: { tls: {}, bearerToken: { secretName: 'token' } } }] });
    expect(named(objectsOf(fleet, 'eu-1'), 'Service', 'federation-main-0').spec.ports[0].targetPort).toBe('auth-proxy');
    expect(theOne(objectsOf(fleet, 'hub'), 'ScrapeConfig').spec).toMatchObject({ scheme: 'HTTPS', authorization: { credentials: { name: 'token', key: 'token' } } });
  });
});

describe('remote write', () => {
  const url = 'https://mimir.example.org/api/v1/push';
  const view = GlobalView.remoteWrite({ url, name: 'mimir', basicAuth: { secretName: 'mimir' } });

  test('with the same list every cluster writes, including the main one, and nothing is federated', () => {
    const fleet = made({ globalView: view });
    for (const cluster of ['hub', 'eu-1']) {
      expect(prometheusOf(fleet, cluster).remoteWrite).toEqual([{ url, name: 'mimir', basicAuth: { username: { name: 'mimir', key: 'username' }, password: { name: 'mimir', key: 'password' } } }]);
      expect(objectsOf(fleet, cluster).filter(({ kind, metadata }) => kind === 'ScrapeConfig' || /^federat/.test(metadata.name))).toEqual([]);
    }
  });

  test('to each receiver that RemoteWrite describes, in their order', () => {
    const [mimir, thanos] = [RemoteWrite.mimir({ endpoint: 'https://mimir.example.org', tenant: 'shop' }), RemoteWrite.thanosReceive({ endpoint: 'https://receive.example.org' })];
    const of = (globalView: GlobalView, cluster: string) => prometheusOf(made({ globalView }), cluster).remoteWrite;
    for (const cluster of ['hub', 'eu-1']) {
      expect(of(GlobalView.remoteWriteTo(mimir), cluster)).toEqual(of(GlobalView.remoteWrite(mimir), cluster));
      expect(of(GlobalView.remoteWriteTo(mimir, thanos), cluster).map((each: any) => each.url)).toEqual([mimir.url, thanos.url]);
    }
  });

  test('each receiver is checked where it is written', () => {
    const mimir = RemoteWrite.mimir({ endpoint: 'https://mimir.example.org' });
    expect(() => GlobalView.remoteWriteTo(mimir, { ulr: 'https://a.example.org' } as any)).toThrow(/^\[GlobalView\.remoteWriteTo\(\)\] "url" is missing.*\n.*"ulr"/);
    expect(() => GlobalView.remoteWriteTo(undefined as any)).toThrow('[GlobalView.remoteWriteTo()] ');
  });

  test('in addition to the remote write of the cluster itself', () => {
    const fleet = made({ globalView: view, workers: [{ ...EU, stack: { prometheus: { remoteWrite: [{ url: 'https://other.example.org/write' }] } } }] });
    expect(prometheusOf(fleet, 'eu-1').remoteWrite.map((each: any) => each.url)).toEqual(['https://other.example.org/write', url]);
  });
});

describe('synth', () => {
  test('nothing is written if one cluster has an error, and the errors of all are reported', () => {
    const fleet = made({ main: { cluster: 'hub', stack: { namespace: 'A' } }, workers: [{ ...EU, insecure: false }] });
    expect(() => fleet.synth()).toThrow(/\[hub\/.*manifest\/namespace[\s\S]*\[eu-1\/Export\].*federated-cluster\/export-insecure/);
    expect([existsSync(join(outdir, 'hub')), existsSync(join(outdir, 'eu-1'))]).toEqual([false, false]);
  });

  test('a name that would leave the folder is rejected before anything is written', () => {
    expect(() => made({ workers: [{ ...EU, cluster: '../../eu' }] }).synth()).toThrow('fleet/cluster-name');
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('the error for an unknown cluster lists the known ones', () => expect(() => made().chart('eu')).toThrow('the fleet has no cluster "eu": use one of hub, eu-1'));

  test('a notice of all clusters is one line, and a second synthesis does not repeat it', () => {
    const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const fleet = made({ stack: {}, workers: manyWorkers(4) });
    fleet.synth();
    fleet.synth();
    const said = spy.mock.calls.map(([text]) => String(text)).filter(text => text.includes('[prometheus/no-storage]'));
    expect(said).toEqual([expect.stringMatching(/^\[hub\/Monitoring\/Prometheus, eu-0\/Monitoring\/Prometheus, eu-1\/Monitoring\/Prometheus and 2 more\] "storage" is not set/)]);
  });

  test('an error of all clusters is one line, and notices are reported before it', () => {
    const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const fleet = made({ stack: { prometheus: { name: 'Main' } } });
    expect(() => fleet.synth()).toThrow(/^ {2}\[hub\/Monitoring\/Prometheus\/Resource, eu-1\/Monitoring\/Prometheus\/Resource\] the name "Main" of a Prometheus must be/m);
    expect(spy.mock.calls.map(([text]) => String(text)).filter(text => text.includes('[prometheus/no-storage]'))).toHaveLength(1);
  });

  test('the notices of one cluster are emitted as usual when only its chart is synthesized', () => {
    const fleet = made({ stack: {} });
    expect(noticesOf(fleet.chart('eu-1')).filter(text => text.includes('[prometheus/no-storage]'))).toEqual([expect.stringMatching(/^\[eu-1\/Monitoring\/Prometheus\] /)]);
  });
});

describe('a cluster with an agent', () => {
  const AGENT = { cluster: 'edge-1', stack: { agent: { name: 'edge' } } };
  const stack = { prometheus: { retention: Duration.days(3) }, alertmanager: { configSecret: 'config' } };

  test('writes to the common receiver, under its name; options of the fleet for a Prometheus do not apply to it', () => {
    const fleet = made({ stack, globalView: GlobalView.remoteWrite({ url: 'https://mimir.example.org/api/v1/push', deduplication: ReplicaDeduplication.HA_TRACKER }), workers: [AGENT] });
    const objects = objectsOf(fleet, 'edge-1');
    expect(named(objects, 'PrometheusAgent', 'edge').spec).toMatchObject({ externalLabels: { cluster: 'edge-1' }, remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }] });
    expect(objects.filter(({ kind }) => ['Prometheus', 'Alertmanager'].includes(kind))).toEqual([]);
    expect(prometheusOf(fleet, 'hub').remoteWrite).toHaveLength(1);
    for (const cluster of fleet.clusters) { expect(errorsOf(fleet.chart(cluster))).toBe(''); }
  });

  test('cannot be federated', () => expect(errorsOf(made({ stack, workers: [{ ...EU, stack: AGENT.stack }] }).chart('hub'))).toContain('[fleet/no-prometheus]'));

  test('cannot have another name than in the fleet', () => {
    const own = { agent: { externalLabels: { cluster: 'edge' } } };
    const fleet = made({ globalView: GlobalView.remoteWrite({ url: 'https://mimir.example.org/api/v1/push' }), workers: [{ ...AGENT, stack: own }] });
    expect(errorsOf(fleet.chart('hub'))).toContain('[fleet/external-label]');
  });
});

const PROXY = { prometheus: { listenLocal: true, authProxy: true } };
test.each<[string, Partial<FleetProps>, string, string]>([
  ['fleet/cluster-name', { workers: [{ ...EU, cluster: 'EU 1' }] }, 'hub', 'at most 40'],
  ['fleet/cluster-twice', { workers: [EU, EU] }, 'hub', '[hub] two clusters have the name "eu-1": rename one of them'],
  ['fleet/cluster-twice', { workers: [{ ...EU, cluster: 'hub' }] }, 'hub', '"hub"'],
  ['fleet/external-label', { workers: [{ ...EU, stack: { prometheus: { externalLabels: { cluster: 'europe' } } } }] }, 'hub', '[hub] "externalLabels" has cluster "europe", but the fleet sets "eu-1"'],
  ['fleet/no-prometheus', { workers: [{ ...EU, stack: { prometheusEnabled: false } }] }, 'hub', 'add a Prometheus, remove the cluster'],
  ['fleet/tls-missing', { workers: [{ ...EU, stack: PROXY }] }, 'eu-1', 'the proxy in front of the Prometheus'],
  ['fleet/tls-missing', { workers: [{ ...EU, stack: { prometheus: { tls: { secretName: 'tls' } } } }] }, 'eu-1', 'set it'],
  ['fleet/token-missing', { workers: [{ ...EU, stack: PROXY, federation: { tls: {} } }] }, 'eu-1', '"bearerToken"'],
  ['federated-cluster/target-missing', { workers: [{ cluster: 'eu-1', insecure: true }] }, 'hub', 'set the address of the other cluster\'s Prometheus'],
])('%s is refused: %j', (id, props, cluster, cure) => {
  const line = errorsOf(made(props).chart(cluster)).split('\n').find(each => each.includes(`[${id}]`));
  expect(line).toContain(cure);
});

test.each<[string, Partial<FleetProps>, string]>([
  ['fleet/tls-needless', { workers: [{ ...EU, federation: { tls: {} } }] }, 'eu-1'],
  ['fleet/many-clusters', { workers: manyWorkers(10) }, 'hub'],
])('%s is said: %j', (id, props, cluster) => expect(noticesOf(made(props).chart(cluster)).join()).toContain(`[${id}]`));

test.each<[Partial<FleetProps>]>([
  [{ workers: manyWorkers(9) }],
  [{ workers: manyWorkers(10), globalView: GlobalView.remoteWrite({ url: 'https://mimir.example.org/api/v1/push' }) }],
  [{ workers: [{ ...EU, stack: PROXY, federation: { tls: { clientSecretName: 'client' } } }] }],
  [{ workers: [{ ...EU, stack: { prometheus: { externalLabels: { cluster: 'eu-1' } } } }] }],
])('no problem of the fleet is reported for %j', props => {
  const fleet = made(props);
  const said = fleet.clusters.flatMap(cluster => [...noticesOf(fleet.chart(cluster)), errorsOf(fleet.chart(cluster))]).join('\n');
  expect(said).not.toMatch(/\[fleet\//);
});

describe('all write to the Thanos of the main cluster', () => {
  const BUCKET = { secretName: 'bucket', key: 'objstore.yml' };
  const STORAGE = { size: Size.gibibytes(50) };
  const thanos = (options: Partial<ThanosViewOptions> = {}) =>
    made({ globalView: GlobalView.thanos({ endpoint: 'https://receive.example.org', storage: STORAGE, ...options }), workers: [{ cluster: 'eu-1' }, { cluster: 'us-1' }] });

  test('the main one through its Service, the others through the gateway in front of it, with credentials', () => {
    const fleet = thanos({ bearerToken: { secretName: 'receive' } });
    const writesTo = (cluster: string) => prometheusOf(fleet, cluster).remoteWrite.map(({ url, authorization }: any) => [url, authorization?.credentials.name]);
    expect(writesTo('hub')).toEqual([['http://thanos-receive:19291/api/v1/receive', undefined]]);
    expect(writesTo('us-1')).toEqual([['https://receive.example.org/api/v1/receive', 'receive']]);
    const { spec } = named(objectsOf(fleet, 'hub'), 'Service', 'thanos-receive');
    expect(spec.ports.map(({ port }: any) => port)).toContain(19291);
    fleet.synth();
  });

  test('Receive and Query exist only in the main cluster', () => {
    const fleet = thanos();
    expect(fleet.query!.storeApi.namespace).toBe('monitoring');
    expect(objectsOf(fleet, 'hub').filter(({ metadata }) => metadata.name === 'thanos-receive').length).toBeGreaterThan(3);
    const namesIn = (cluster: string) => objectsOf(fleet, cluster).map(({ metadata }) => metadata.name).filter(name => name.startsWith('thanos'));
    expect(namesIn('eu-1')).toEqual([]);
    expect(namesIn('hub')).not.toContain('thanos-store');
    expect(made().query).toBeUndefined();
  });

  test('with a bucket there is a Store, and a Compactor if the bucket has none', () => {
    const names = (options: Partial<ThanosViewOptions>) => ofKind(objectsOf(thanos(options), 'hub'), 'StatefulSet').map(({ metadata }) => metadata.name);
    expect(names({ objectStorage: BUCKET })).toEqual(['thanos-receive', 'thanos-store']);
    expect(names({ objectStorage: BUCKET, compactorStorage: STORAGE })).toEqual(['thanos-receive', 'thanos-store', 'thanos-compact']);
    expect(errorsOf(thanos({ compactorStorage: STORAGE }).chart('hub'))).toContain('[fleet/compactor-nothing]');
  });

  test('the scrape graph has no problem with it', () => {
    const fleet = thanos({ objectStorage: BUCKET });
    expect(ScrapeGraph.of(fleet.chart('hub')).problems).toEqual([]);
  });
});
