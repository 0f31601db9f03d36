import { Chart, JsonPatch } from 'cdk8s';
import { NodeEndpoints, NodeSource, ScrapeGraph } from '../../src';
import { createService } from '../../src/manifest/core';
import { createObject } from '../../src/manifest/object';
import { aChart, aNode, errorsOf, synth, theOne } from '../support/synth';

const config = (chart: Chart, id: string, name: string, namespace?: string) => createObject(chart, id, { name, namespace }, { apiVersion: 'v1', kind: 'ConfigMap', data: {} });

test('one kind and name twice in a chart is an error that names the other, in two namespaces too', () => {
  const chart = aChart();
  config(chart, 'A', 'same');
  config(chart, 'B', 'same', 'elsewhere');
  expect(errorsOf(chart)).toContain('[test/B] ConfigMap "same" is already created by "test/A" in the same chart: rename one of them, or move it to another chart');
});

test('the same name in two charts, or of two kinds, is fine', () => {
  const chart = aChart();
  config(chart, 'A', 'same');
  createService(chart, 'S', { name: 'same' }, { clusterIP: 'None' });
  const other = new Chart(chart.node.root, 'other');
  config(other, 'A', 'same');
  expect(errorsOf(chart)).toBe('');
});

test.each([['ConfigMap', 'Upper'], ['ConfigMap', 'a..b'], ['Service', '0a'], ['Service', 'a.b']])('a %s cannot be named %j', (kind, name) => {
  const chart = aChart();
  createObject(chart, 'A', { name }, { apiVersion: 'v1', kind });
  expect(errorsOf(chart)).toContain('[manifest/name]');
});

test('an invalid namespace is an error, also that of the chart', () => {
  const chart = aChart('Kube_System');
  config(chart, 'A', 'a');
  expect(errorsOf(chart)).toContain('"namespace" is "Kube_System"');
});

test('a JSON patch of an acronym field, of an unknown field and of a list element reaches every object', () => {
  const chart = aChart('monitoring');
  const { service, endpoints, endpointSlices, serviceMonitor } = new NodeEndpoints(chart, 'Kubelet', { nodes: NodeSource.of([aNode('a', '10.0.0.1')]) });
  service.addJsonPatch(JsonPatch.replace('/spec/clusterIP', '10.0.0.1'), JsonPatch.add('/spec/notKnownYet', 1), JsonPatch.replace('/spec/ports/0/name', 'patched'));
  endpoints!.addJsonPatch(JsonPatch.add('/subsets/0/notKnownYet', 1), JsonPatch.replace('/subsets/0/addresses/0/targetRef/kind', 'patched'));
  endpointSlices[0].addJsonPatch(JsonPatch.add('/notKnownYet', 1), JsonPatch.add('/endpoints/0/conditions', { ready: false }), JsonPatch.replace('/endpoints/0/addresses/0', 'patched'));
  serviceMonitor.addJsonPatch(JsonPatch.add('/spec/endpoints/0/tlsConfig/notKnownYet', 1), JsonPatch.add('/spec/endpoints/0/proxyURL', 'patched'));

  ScrapeGraph.silence(chart, 'schema/unknown-field', 'a newer version has it');
  const objects = synth(chart);
  expect(theOne(objects, 'Service').spec).toMatchObject({ clusterIP: '10.0.0.1', notKnownYet: 1, ports: [{ name: 'patched' }] });
  expect(theOne(objects, 'Endpoints').subsets[0]).toMatchObject({ notKnownYet: 1, addresses: [{ targetRef: { kind: 'patched' } }] });
  expect(theOne(objects, 'EndpointSlice')).toMatchObject({ notKnownYet: 1, endpoints: [{ conditions: { ready: false }, addresses: ['patched'] }] });
  expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0]).toMatchObject({ tlsConfig: { notKnownYet: 1 }, proxyURL: 'patched' });
});
