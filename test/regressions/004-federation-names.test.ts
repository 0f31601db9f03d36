import { FederatedCluster, FederatedClusterProps, FederationMode } from '../../src';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

// https://github.com/prometheus-operator/prometheus-operator/issues/6724
// The report: a main cluster federates a worker by Service, Endpoints and ServiceMonitor. Its own example has no target and reports
// nothing, because the ServiceMonitor selects a label that the Service does not have; and nearly every other mistake is silent, too.

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const REPORT: FederatedClusterProps = { cluster: 'worker', target: { ips: ['10.1.2.3'], hostname: 'prometheus.worker.example.org' }, match: ['{job="kubelet"}'] };

function made(props: Partial<FederatedClusterProps> = {}) {
  const chart = aChart('monitoring');
  new FederatedCluster(chart, 'Worker', { ...REPORT, ...props });
  return chart;
}

test.each(['1.32', '1.33', '1.36'])('Kubernetes %s: the label that the ServiceMonitor selects is on the Service, not only on its addresses', kubernetesVersion => {
  const objects = synth(made({ kubernetesVersion }));
  const selected = Object.entries(theOne(objects, 'ServiceMonitor').spec.selector.matchLabels);
  expect(selected.length).toBeGreaterThan(0);
  for (const [key, value] of selected) { expect(theOne(objects, 'Service').metadata.labels[key]).toBe(value); }
});

test.each(['1.32', '1.36'])('Kubernetes %s: one name and one port name, in all objects', kubernetesVersion => {
  const objects = synth(made({ kubernetesVersion, name: 'to-worker' }));
  const addresses = [...ofKind(objects, 'Endpoints').flatMap(({ subsets }) => subsets), ...ofKind(objects, 'EndpointSlice')];
  const names = [...theOne(objects, 'Service').spec.ports, ...addresses.flatMap(({ ports }) => ports)].map(({ name }) => name);
  expect(new Set([...names, theOne(objects, 'ServiceMonitor').spec.endpoints[0].port]).size).toBe(1);
  expect(JSON.stringify(objects)).not.toContain('federate-worker');
});

test('the worker\'s labels are kept, the replica label is dropped, and the Service of the main cluster adds none', () => {
  const [{ honorLabels, relabelings, metricRelabelings }] = theOne(synth(made()), 'ServiceMonitor').spec.endpoints;
  expect(honorLabels).toBe(true);
  const dropped = new RegExp(`^(?:${relabelings[0].regex})$`);
  for (const label of ['namespace', 'service', 'endpoint', 'pod', 'container']) { expect(label).toMatch(dropped); }
  expect(metricRelabelings).toEqual([{ action: 'labeldrop', regex: 'prometheus_replica' }]);
});

test('a selector for which the worker returns nothing, or an error, is never generated', () => {
  for (const match of ['{cluster="worker"}', '{}', '{__name__=~".*"}', 'rate(up[5m])', 'up{', '']) { expect(errorsOf(made({ match: [match] }))).toContain('[federated-cluster/match-'); }
});

test('the report\'s own selector, which matches everything, is a warning', () => {
  expect(noticesOf(made({ match: ['{__name__=~".+"}'] })).join()).toContain('[federated-cluster/match-everything]');
});

test('a host name without addresses, for which a Service has no endpoints, still becomes a target', () => {
  expect(theOne(synth(made({ target: { hostname: 'a.example.org' } })), 'ScrapeConfig').spec.staticConfigs).toEqual([{ targets: ['a.example.org:9090'] }]);
  expect(errorsOf(made({ target: { hostname: 'a.example.org' }, mode: FederationMode.SERVICE_MONITOR }))).toContain('[federated-cluster/hostname-alone]');
});
