import { ScrapeGraph, WindowsExporter } from '../../src';
import { aStack, named, namesOf, stackObjects } from '../support/stack';
import { aChart, errorsOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

test('its pods are processes of every Windows node, and of no other', () => {
  const chart = aChart('windows');
  new WindowsExporter(chart, 'Windows');
  const objects = synth(chart);
  expect(namesOf(objects)).toEqual(['ServiceAccount', 'Service', 'DaemonSet', 'ServiceMonitor'].map(kind => `${kind} windows-exporter`));
  expect(theOne(objects, 'DaemonSet').spec.template.spec).toMatchObject({
    hostNetwork: true,
    nodeSelector: { 'kubernetes.io/os': 'windows' },
    tolerations: [{ operator: 'Exists' }],
    automountServiceAccountToken: false,
    securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } },
    containers: [{ args: ['--collectors.enabled=[defaults],container', '--web.listen-address=:9182'] }],
  });
});

test('a stack enables it with one option, in the namespace whose pods may access the host, and scrapes it', () => {
  const { chart } = aStack({ windowsExporter: { collectors: ['cpu'] }, nodeExporterEnabled: false });
  const objects = synth(chart);
  const { metadata: { namespace }, spec } = named(objects, 'DaemonSet', 'windows-exporter');
  expect(namespace).toBe('monitoring-node-exporter');
  expect(spec.template.spec.containers[0].args[0]).toBe('--collectors.enabled=cpu');
  expect(named(objects, 'Namespace', 'monitoring-node-exporter').metadata.labels['pod-security.kubernetes.io/enforce']).toBe('privileged');
  expect(ScrapeGraph.of(chart.node.root).problems).toEqual([]);
  expect(ScrapeGraph.of(chart.node.root).explain()).toContain('job="windows-exporter"');
  expect(namesOf(stackObjects())).not.toContain('DaemonSet windows-exporter');
});

test.each([
  ['windows-exporter/collector', { collectors: ['Memory'] }, 'like "container"'],
  ['manifest/number', { port: 0 }, 'port'],
])('%s', (id, props, cure) => {
  const chart = aChart('windows');
  new WindowsExporter(chart, 'Windows', props);
  expect(errorsOf(chart)).toContain(`[${id}]`);
  expect(errorsOf(chart)).toContain(cure);
});
