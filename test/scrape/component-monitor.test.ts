import { Chart, Duration, Size } from 'cdk8s';
import {
  AdapterRules, AdmissionWebhook, Alertmanager, BlackboxExporter, ControlPlane, FederatedCluster, FederationMode, Grafana, GrafanaDatasource,
  KubeStateMetrics, MetricsServer, NodeEndpoints, NodeExporter, NodeSource, OAuth2Proxy, Prometheus, PrometheusAdapter, PrometheusAgent,
  PrometheusAgentMode, PrometheusOperator, Pushgateway, ThanosCompactor, ThanosEndpoint, ThanosQuery, ThanosReceive, ThanosRuler, ThanosStore,
  TimedMonitorOptions, WindowsExporter,
} from '../../src';
import { aChart, errorsOf, Manifest, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const remoteWrite = [{ url: 'https://mimir.example.org/push' }];
const bucket = { secretName: 'bucket', key: 'objstore.yml' };
const QUERY = { serviceName: 'prometheus-main', namespace: 'monitoring' };
const LOGIN = {
  ui: { serviceName: 'web', namespace: 'monitoring', port: 80, podLabels: { app: 'web' }, podPort: 8080 },
  issuerUrl: 'https://login.example.org',
  host: 'web.example.org',
  secret: { secretName: 'login' },
  emailDomains: ['example.org'],
};
const MADE: { readonly [name: string]: (chart: Chart, monitor: TimedMonitorOptions) => unknown } = {
  Prometheus: (chart, monitor) => new Prometheus(chart, 'X', { monitor }),
  PrometheusAgent: (chart, monitor) => new PrometheusAgent(chart, 'X', { monitor, remoteWrite }),
  DaemonSet: (chart, monitor) => new PrometheusAgent(chart, 'X', { monitor, remoteWrite, mode: PrometheusAgentMode.DAEMON_SET, operatorFeatureGates: { PrometheusAgentDaemonSet: true } }),
  Alertmanager: (chart, monitor) => new Alertmanager(chart, 'X', { monitor }),
  ThanosRuler: (chart, monitor) => new ThanosRuler(chart, 'X', { monitor, queryEndpoints: ['q:1'] }),
  ThanosQuery: (chart, monitor) => new ThanosQuery(chart, 'X', { monitor, endpoints: [ThanosEndpoint.address('store:10901')] }),
  ThanosStore: (chart, monitor) => new ThanosStore(chart, 'X', { monitor, objectStorage: bucket }),
  ThanosCompactor: (chart, monitor) => new ThanosCompactor(chart, 'X', { monitor, objectStorage: bucket, storage: { size: Size.gibibytes(1) } }),
  BlackboxExporter: (chart, monitor) => new BlackboxExporter(chart, 'X', { monitor }),
  Pushgateway: (chart, monitor) => new Pushgateway(chart, 'X', { monitor }),
  MetricsServer: (chart, monitor) => new MetricsServer(chart, 'X', { monitor }),
  PrometheusAdapter: (chart, monitor) => new PrometheusAdapter(chart, 'X', { monitor, prometheus: { serviceName: 'p', namespace: 'monitoring' }, resourceRules: AdapterRules.resourceRules() }),
  AdmissionWebhook: (chart, monitor) => new AdmissionWebhook(chart, 'X', { monitor }),
  ThanosReceive: (chart, monitor) => new ThanosReceive(chart, 'X', { monitor, storage: { size: Size.gibibytes(1) } }),
  Grafana: (chart, monitor) => new Grafana(chart, 'X', { monitor, admin: { secretName: 'admin' }, datasources: [GrafanaDatasource.prometheus(QUERY)] }),
  OAuth2Proxy: (chart, monitor) => new OAuth2Proxy(chart, 'X', { monitor, ...LOGIN }),
};
const PLAIN: { readonly [name: string]: (chart: Chart, monitor: TimedMonitorOptions) => unknown } = {
  KubeStateMetrics: (chart, monitor) => new KubeStateMetrics(chart, 'X', { monitor }),
  NodeExporter: (chart, monitor) => new NodeExporter(chart, 'X', { monitor }),
  WindowsExporter: (chart, monitor) => new WindowsExporter(chart, 'X', { monitor }),
  PrometheusOperator: (chart, monitor) => new PrometheusOperator(chart, 'X', { monitor }),
  ControlPlane: (chart, monitor) => new ControlPlane(chart, 'X', { monitor, kubeletService: 'kube-system/kubelet' }),
  NodeEndpoints: (chart, monitor) => new NodeEndpoints(chart, 'X', { monitor, nodes: NodeSource.of([{ name: 'a', internalIps: ['10.0.0.1'] }]) }),
  FederatedCluster: (chart, monitor) => new FederatedCluster(chart, 'X', { monitor, cluster: 'eu', target: { ips: ['10.0.0.1'], port: 9090 }, match: ['{job="x"}'] }),
};

const monitorsOf = (make: (chart: Chart, monitor: TimedMonitorOptions) => unknown, monitor: TimedMonitorOptions) => {
  const chart = aChart('monitoring');
  make(chart, monitor);
  return { chart, monitors: (): Manifest[] => synth(chart).filter(({ kind }) => kind === 'ServiceMonitor' || kind === 'PodMonitor') };
};
const endpointsOf = ({ spec }: Manifest): any[] => spec.endpoints ?? spec.podMetricsEndpoints;
const dropped = { action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' };
const relabeling = { targetLabel: 'tier', replacement: 'infra' };

describe.each(Object.entries({ ...MADE, ...PLAIN }))('the monitors of %s', (_name, make) => {
  test('have labels, annotations, relabelings, limits, and further fields', () => {
    const { monitors } = monitorsOf(make, {
      labels: { release: 'main' },
      annotations: { a: 'b' },
      relabelings: [relabeling],
      metricRelabelings: [dropped],
      sampleLimit: 5000,
      bodySizeLimit: Size.mebibytes(10),
      keepDroppedTargets: 3,
      spec: { attachMetadata: { node: true } },
    });
    expect(monitors().length).toBeGreaterThan(0);
    for (const monitor of monitors()) {
      expect(monitor.metadata).toMatchObject({ labels: { 'release': 'main', 'app.kubernetes.io/managed-by': 'cdk8s-prometheus' }, annotations: { a: 'b' } });
      expect(monitor.spec).toMatchObject({ sampleLimit: 5000, bodySizeLimit: '10MB', keepDroppedTargets: 3, attachMetadata: { node: true } });
      for (const { relabelings, metricRelabelings } of endpointsOf(monitor)) {
        expect(relabelings.at(-1)).toEqual(relabeling);
        expect(metricRelabelings.at(-1)).toEqual(dropped);
      }
    }
  });

  test.each<[TimedMonitorOptions, string]>([
    [{ spec: { sampleLimit: 3 } }, '"monitor.spec.sampleLimit" is written by the option "monitor.sampleLimit"'],
    [{ spec: { selector: { matchLabels: { a: 'b' } } } }, '[test/X] "monitor.spec.selector" is written by the construct: it must match the objects of the construct: remove the field from "spec"'],
    [{ spec: { sampleLimitt: 3 } }, 'spec.sampleLimitt'],
    [{ sampleLimit: -1 }, '"sampleLimit" is -1'],
    [{ labels: { 'a b': 'c' } }, '"monitor.labels" has the label "a b"'],
  ])('%j is an error', (monitor, message) => expect(errorsOf(monitorsOf(make, monitor).chart)).toContain(message));
});

test.each(Object.entries(MADE))('the interval of %s', (_name, make) => {
  const { monitors } = monitorsOf(make, { interval: Duration.minutes(1), scrapeTimeout: Duration.seconds(20) });
  for (const endpoint of monitors().flatMap(endpointsOf)) { expect(endpoint).toMatchObject({ interval: '1m', scrapeTimeout: '20s' }); }
});

test('also apply to a ScrapeConfig of a FederatedCluster', () => {
  const chart = aChart('monitoring');
  new FederatedCluster(chart, 'X', {
    cluster: 'eu',
    target: { hostname: 'prometheus.example.org', port: 443 },
    match: ['{job="x"}'],
    mode: FederationMode.SCRAPE_CONFIG,
    monitor: { labels: { release: 'main' }, metricRelabelings: [dropped], sampleLimit: 5000, spec: { enableHTTP2: false } },
  });
  const config = synth(chart).find(({ kind }) => kind === 'ScrapeConfig')!;
  expect(config.metadata.labels.release).toBe('main');
  expect(config.spec).toMatchObject({ sampleLimit: 5000, enableHTTP2: false });
  expect(config.spec.metricRelabelings.at(-1)).toEqual(dropped);
});

test('the endpoint of a port has additional fields', () => {
  const { monitors } = monitorsOf(MADE.Prometheus, { spec: { endpoints: [{ port: 'web', followRedirects: false }] } });
  expect(endpointsOf(monitors()[0])).toEqual([{ port: 'web', followRedirects: false }, { port: 'reloader-web' }]);
});

test('without options the monitor is unchanged', () => {
  const chart = aChart('monitoring');
  new Pushgateway(chart, 'X');
  const [{ metadata, spec }] = synth(chart).filter(({ kind }) => kind === 'ServiceMonitor');
  expect(metadata.annotations).toBeUndefined();
  expect(Object.keys(spec)).toEqual(['endpoints', 'jobLabel', 'selector']);
});

test('an annotation of a ScrapeConfig with an invalid key is an error', () => {
  const chart = aChart('monitoring');
  new FederatedCluster(chart, 'X', {
    cluster: 'eu', target: { hostname: 'prometheus.example.org', port: 443 }, match: ['{job="x"}'], mode: FederationMode.SCRAPE_CONFIG, interval: Duration.minutes(2), monitor: { annotations: { 'a b': 'c' } },
  });
  expect(errorsOf(chart)).toContain('"monitor.annotations" has the annotation "a b"');
});
