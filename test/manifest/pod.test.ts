import { atMost, resolvePod } from '../../src/manifest/pod';
import { aStack, named } from '../support/stack';
import { Manifest, synth } from '../support/synth';

const REQUESTS = { cpu: '100m', memory: '250Mi' };
const memoryOf = (options: object) => resolvePod(options, REQUESTS).memory;

test('a limit below the default request lowers the request', () => {
  expect(memoryOf({ memoryLimit: '128Mi' })).toBe('128Mi');
  expect(memoryOf({ memoryLimit: '250000000' })).toBe('250000000');
  expect(memoryOf({ memoryLimit: '100M' })).toBe('100M');
});

test('any other limit does not change it', () => {
  for (const memoryLimit of [undefined, '250Mi', '1Gi', '262144Ki', 'a lot', '']) { expect(memoryOf({ memoryLimit })).toBe('250Mi'); }
});

test('a request that the user sets is never changed: above the limit it is an error', () => expect(memoryOf({ memory: '1Gi', memoryLimit: '128Mi' })).toBe('1Gi'));

test('quantities are compared by value, not as text', () => {
  expect(atMost('1024Mi', '1Gi')).toBe('1Gi');
  expect(atMost('1023Mi', '1Gi')).toBe('1023Mi');
});

test('in a stack no component requests more than its limit, whatever the size', () => {
  const pod = { memoryLimit: '20Mi' };
  const objects = synth(aStack({ operator: pod, prometheus: pod, alertmanager: pod, nodeExporter: pod, kubeStateMetrics: pod }).chart);
  const container = (kind: string, name: string) => named(objects, kind, name).spec.template.spec.containers[0].resources;
  const both = { requests: { memory: '20Mi' }, limits: { memory: '20Mi' } };
  expect((named(objects, 'Prometheus', 'main') as Manifest).spec.resources).toMatchObject(both);
  expect((named(objects, 'Alertmanager', 'main') as Manifest).spec.resources).toMatchObject(both);
  expect(container('Deployment', 'prometheus-operator')).toMatchObject(both);
  expect(container('DaemonSet', 'node-exporter')).toMatchObject(both);
  expect(container('Deployment', 'kube-state-metrics')).toMatchObject(both);
});
