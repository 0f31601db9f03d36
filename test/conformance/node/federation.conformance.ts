import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import { FederatedCluster, FederatedClusterProps, FederationExport, FederationMode, PrometheusOptions, PrometheusStack, PrometheusStackProps } from '../../../src';
import { errorsOf, Manifest, synth } from '../../support/synth';
import { get, installCrds, kubectl, mustApply, mustKubectl, pinned, prometheusRelease } from '../support/cluster';
import { ask } from '../support/http';
import { podsOf, ready } from '../support/pods';
import { explainNamespace, LOADED_SECONDS, within } from '../support/wait';

// Two real Prometheuses, each with a real operator: one federates the other, with every kind of object.
const WORKER = 'federation-worker';
const MAIN = 'federation-main';
const SECONDS = Duration.seconds(5);

const ALONE: PrometheusStackProps = { alertmanagerEnabled: false, nodeExporterEnabled: false, kubeStateMetricsEnabled: false, controlPlaneEnabled: false, highAvailability: false };

/** A stack of an operator and a Prometheus alone, and what goes with it. */
function chartOf(namespace: string, cluster: string, prometheus: PrometheusOptions = {}): Chart {
  const chart = new Chart(new App(), namespace, { namespace });
  new PrometheusStack(chart, 'Monitoring', {
    ...ALONE,
    operator: { version: pinned('PROMETHEUS_OPERATOR')[0] },
    prometheus: { version: prometheusRelease(), scrapeInterval: SECONDS, evaluationInterval: SECONDS, externalLabels: { cluster }, memory: '50Mi', cpu: '10m', ...prometheus },
  });
  return chart;
}

function federated(target: FederatedClusterProps['target'], cluster: string, props: Partial<FederatedClusterProps>): Manifest[] {
  const chart = new Chart(new App(), 'federated', { namespace: MAIN });
  new FederatedCluster(chart, cluster, {
    cluster,
    target,
    match: [],
    operatorVersion: pinned('PROMETHEUS_OPERATOR')[0],
    interval: SECONDS,
    alerts: { downFor: SECONDS, emptyFor: SECONDS },
    ...props,
  });
  return synth(chart);
}

async function api(namespace: string, path: string): Promise<any> {
  const [{ ip }] = podsOf(namespace, 'app.kubernetes.io/name=prometheus');
  const { status, body } = await ask(`http://${ip}:9090/api/v1/${path}`);
  if (status !== 200) { throw new Error(`${path}: ${status} ${body}`); }
  return JSON.parse(body).data;
}
const query = async (namespace: string, expression: string): Promise<{ metric: any; value: [number, string] }[]> => (await api(namespace, `query?query=${encodeURIComponent(expression)}`)).result;
const firing = async (cluster: string) => (await query(MAIN, `ALERTS{alertstate="firing",cluster="${cluster}"}`)).map(({ metric }) => metric.alertname).sort();
const explain = () => explainNamespace(MAIN);

/** By kind of object; each selects other series, so that none hides an error of another. */
const KINDS: readonly { kind: string; metric: string; props: Partial<FederatedClusterProps> }[] = [
  { kind: 'endpoints', metric: 'prometheus_build_info', props: { kubernetesVersion: '1.32' } },
  { kind: 'slices', metric: 'prometheus_tsdb_head_series', props: { kubernetesVersion: '1.34' } },
  { kind: 'scrape-config', metric: 'prometheus_ready', props: { mode: FederationMode.SCRAPE_CONFIG } },
];

/** Deliberate faults, and the alerts that they cause. */
const BROKEN: readonly { cluster: string; props: Partial<FederatedClusterProps>; alerts: string[] }[] = [
  { cluster: 'nobody', props: { match: ['up'], target: { ips: [], hostname: 'nobody.invalid' } }, alerts: ['FederationTargetDown'] },
  { cluster: 'empty', props: { match: ['nothing_of_this_name'] }, alerts: ['FederationEmpty'] },
  { cluster: 'limited', props: { match: ['{__name__=~"prometheus_.+"}'], sampleLimit: 10 }, alerts: ['FederationNearSampleLimit', 'FederationTargetDown'] },
  { cluster: 'six', props: { match: ['up'], target: { ips: ['fd00::1'] }, kubernetesVersion: '1.34' }, alerts: ['FederationTargetDown'] },
  { cluster: 'gone', props: { match: ['up'] }, alerts: ['FederationTargetAbsent'] },
];

/** As in the report: the ServiceMonitor selects a label that the Service does not have. */
function reported(address: string): object[] {
  const port = { name: 'web', port: 9090 };
  const metadata = { name: 'report', namespace: MAIN };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ExternalName', externalName: address, ports: [port] } },
    { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [{ addresses: [{ ip: address }], ports: [port] }] },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata,
      spec: { selector: { matchLabels: { app: 'worker-cluster' } }, endpoints: [{ port: 'web', path: '/federate', params: { 'match[]': ['up'] } }] },
    },
  ];
}

/** Federated series: those by remote write have the replica label. */
const FEDERATED = 'prometheus_replica=""';

/** Series by remote write: two selectors, one of them with a pattern. */
const WRITTEN = ['job:up:sum', '{__name__=~"prometheus_(build_info|ready)",job=~"prom.+"}'];

/** Selectors, and the response of a real Prometheus: whether it accepts them, and whether the library's finding is true. */
const SELECTORS: readonly { selector: string; status: number; isEmpty?: boolean; rule?: RegExp }[] = [
  { selector: 'up', status: 200 },
  { selector: 'prometheus_build_info{job="prometheus"}', status: 200 },
  { selector: '{__name__=~"prometheus_.+",job!="x"}', status: 200 },
  { selector: '{"up"}', status: 200 },
  { selector: 'up{cluster=""}', status: 200 },
  { selector: '{cluster="worker"}', status: 200, isEmpty: true, rule: /match-external-label/ },
  { selector: 'up{prometheus_replica=~"prometheus-.+"}', status: 200, isEmpty: true, rule: /match-external-label/ },
  // as queries these would be rejected: federation accepts them, and returns nothing or everything
  { selector: '{}', status: 200, isEmpty: true, rule: /match-empty/ },
  { selector: '{job=~".*"}', status: 200, rule: /match-empty/ },
  { selector: '{job!="x"}', status: 200, rule: /match-empty/ },
  { selector: 'up[5m]', status: 400, rule: /match-syntax/ },
  { selector: 'sum(up)', status: 400, rule: /match-syntax/ },
  { selector: 'up offset 5m', status: 400, rule: /match-syntax/ },
  { selector: 'up + up', status: 400, rule: /match-syntax/ },
  { selector: 'up{job=', status: 400, rule: /match-syntax/ },
];

let address: string;

beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  kubectl(['delete', 'namespace', WORKER, MAIN, '--ignore-not-found', '--wait=true', '--timeout=120s']);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  const main = chartOf(MAIN, 'main');
  Chart.of(main).node.findAll().filter(ApiObject.isApiObject).find(({ kind }) => kind === 'Prometheus')!.addJsonPatch(JsonPatch.add('/spec/enableRemoteWriteReceiver', true));
  const ofMain = synth(main);
  mustApply(ofMain.filter(({ kind }) => kind !== 'Prometheus'));
  const receiver = get('service', 'prometheus-main', '-n', MAIN).spec.clusterIP;
  const worker = chartOf(WORKER, 'worker', { remoteWrite: [{ url: `http://${receiver}:9090/api/v1/write`, match: WRITTEN }] });
  new FederationExport(worker, 'Export', { cluster: 'worker', prometheus: 'main', insecure: true });
  const rule = { record: 'job:up:sum', expr: 'sum by (job) (up)' };
  mustApply([
    ...synth(worker),
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'aggregated', namespace: WORKER }, spec: { groups: [{ name: 'aggregated', rules: [rule] }] } },
  ]);
  address = get('service', 'federation-main', '-n', WORKER).spec.clusterIP;
  const target = { ips: [address] };
  // all at once, because this operator's config reloader may need minutes to notice a change
  mustApply([
    ...KINDS.flatMap(({ kind, metric, props }) => federated(target, kind, { match: [metric], ...props })),
    ...federated(target, 'aggregated', { match: ['{__name__=~"job:.*"}'] }),
    ...BROKEN.flatMap(({ cluster, props }) => federated(target, cluster, props).filter(({ kind }) => cluster !== 'gone' || kind === 'PrometheusRule')),
    ...reported(address),
  ]);
  mustApply(ofMain.filter(({ kind }) => kind === 'Prometheus'));
  for (const namespace of [WORKER, MAIN]) { await ready(namespace, 'app.kubernetes.io/name=prometheus', 240); }
}, 600_000);
afterAll(() => {
  kubectl(['delete', 'prometheus', '--all', '-n', MAIN]);
  kubectl(['delete', 'prometheus', '--all', '-n', WORKER]);
  kubectl(['delete', 'namespace', WORKER, MAIN, '--wait=false']);
});

describe.each(KINDS)('by $kind', ({ kind, metric }) => {
  test('there is exactly one target; it is up, with the label of its cluster and without labels of a Service', async () => {
    await within(LOADED_SECONDS, 'the target is up', async () => {
      const up = await query(MAIN, `up{job="federation",cluster="${kind}"}`);
      expect(up.map(({ metric: labels, value }) => [labels, value[1]])).toEqual([[{ __name__: 'up', job: 'federation', cluster: kind, instance: `${address}:9090` }, '1']]);
    }, explain);
  }, 400_000);

  test('its series have the worker\'s own labels, the cluster once, and no replica label', async () => {
    await within(60, 'series', async () => {
      const [{ metric: theirs }] = await query(WORKER, metric);
      expect((await query(MAIN, `${metric}{cluster="worker",${FEDERATED}}`)).map(({ metric: labels }) => labels)).toEqual([{ ...theirs, cluster: 'worker', prometheus: `${WORKER}/main` }]);
    }, explain);
  });
});

test('an aggregated series, which has no namespace label, gets none here', async () => {
  await within(LOADED_SECONDS, 'the series', async () => {
    expect((await query(MAIN, `job:up:sum{cluster="worker",job="prometheus",${FEDERATED}}`)).map(({ metric }) => metric)).toEqual([{ __name__: 'job:up:sum', job: 'prometheus', cluster: 'worker', prometheus: `${WORKER}/main` }]);
  }, explain);
}, 400_000);

test('the manifests of the report, whose ServiceMonitor selects a label that the Service does not have: no target, and no error', async () => {
  const pool = `serviceMonitor/${MAIN}/report/0`;
  await within(LOADED_SECONDS, 'the scrape pool', async () => expect((await api(MAIN, 'scrape_pools')).scrapePools).toContain(pool), explain);
  expect((await api(MAIN, `targets?scrapePool=${encodeURIComponent(pool)}`)).activeTargets).toEqual([]);
}, 400_000);

test.each(BROKEN)('each fault is reported: $cluster', async ({ cluster, alerts }) => {
  await within(LOADED_SECONDS, alerts.join(), async () => expect(await firing(cluster)).toEqual(alerts), explain);
}, 400_000);

test('an IPv6 address is a target', async () => {
  await within(LOADED_SECONDS, 'the target', async () => expect((await query(MAIN, 'up{cluster="six"}')).map(({ metric }) => metric.instance)).toEqual(['[fd00::1]:9090']), explain);
}, 400_000);

test.each(SELECTORS)('a real Prometheus responds to $selector as predicted', async ({ selector, status, isEmpty = false, rule }) => {
  const [{ ip }] = podsOf(WORKER, 'app.kubernetes.io/name=prometheus');
  const answer = await ask(`http://${ip}:9090/federate?match[]=${encodeURIComponent(selector)}`);
  expect(answer.status).toBe(status);
  if (status === 200) { expect(answer.body.trim() === '').toBe(isEmpty); }
  const chart = new Chart(new App(), 'c', { namespace: MAIN });
  new FederatedCluster(chart, 'C', { cluster: 'worker', target: { hostname: 'a.example.org' }, match: [selector] });
  expect(errorsOf(chart)).toMatch(rule ?? /^$/);
});

test('remote write sends exactly what its selectors match', async () => {
  const written = async () => [...new Set((await query(MAIN, '{cluster="worker",prometheus_replica!=""}')).map(({ metric }) => metric.__name__))].sort();
  await within(LOADED_SECONDS, 'written series', async () => expect(await written()).toEqual(['job:up:sum', 'prometheus_build_info', 'prometheus_ready']), explain);
}, 400_000);

test('the operator logs no error, and nothing is forbidden to it', () => {
  const log = mustKubectl(['logs', '-n', MAIN, '-l', 'app.kubernetes.io/name=prometheus-operator', '--tail=2000']).split('\n');
  expect(log.filter(line => /level=error|forbidden/i.test(line) && !line.includes('the object has been modified'))).toEqual([]);
});
