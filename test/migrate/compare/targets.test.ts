import { deployment, linesOf, monitor, prometheus, service, yamlOf } from './compare-of';

const KSM = 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0';
const port = (name: string) => [{ name, port: 8080, targetPort: 'http' }];
const stack = (name: string, labels: { readonly [label: string]: string }, portName: string, rest: object = {}) =>
  yamlOf(prometheus('kps'), deployment(name, KSM, labels), service(name, labels, port(portName), labels), monitor(name, labels, portName, rest));
const old = stack('kps-ksm', { app: 'kps-ksm' }, 'http');

test('a target at the same place is kept, with the identity of its series', () => {
  expect(linesOf('target', old, old)).toEqual(['kept Service monitoring/kps-ksm, port http (job "kps-ksm")']);
  expect(linesOf('series', old, old)).toEqual(['kept Service monitoring/kps-ksm, port http (job "kps-ksm")']);
});

test('the same component by another Service, port and monitor is renamed, and its labels are compared', () => {
  const now = stack('ksm', { app: 'ksm' }, 'http-metrics', { honorLabels: true });
  expect(linesOf('target', old, now)).toEqual([
    'renamed Service monitoring/kps-ksm, port http (job "kps-ksm"): now Service monitoring/ksm, port http-metrics',
    'changed Service monitoring/kps-ksm, port http (job "kps-ksm"): honorLabels false becomes true',
  ]);
  expect(linesOf('series', old, now)).toEqual([
    'changed Service monitoring/kps-ksm, port http (job "kps-ksm"): container "kps-ksm" becomes "ksm"; endpoint "http" becomes "http-metrics"; '
    + 'job "kps-ksm" becomes "ksm"; pod "kps-ksm-*" becomes "ksm-*"; service "kps-ksm" becomes "ksm"',
  ]);
});

test('a target that is no longer scraped is gone, one that was not scraped before is new', () => {
  const none = yamlOf(prometheus('kps'));
  expect(linesOf('target', old, none)).toEqual(['gone Service monitoring/kps-ksm, port http (job "kps-ksm"): by ServiceMonitor monitoring/kps-ksm']);
  expect(linesOf('target', none, old)).toEqual(['new Service monitoring/kps-ksm, port http (job "kps-ksm"): by ServiceMonitor monitoring/kps-ksm']);
});

test('another interval of a target is reported', () => {
  expect(linesOf('target', old, stack('kps-ksm', { app: 'kps-ksm' }, 'http', { interval: '2m' }))).toEqual([
    'changed Service monitoring/kps-ksm, port http (job "kps-ksm"): interval 30s becomes 2m',
  ]);
});

test('a part of Kubernetes is matched whatever the name of its Service', () => {
  const scheduler = (name: string) => yamlOf(prometheus('kps'), {
    apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'kube-system', labels: { app: name, jobLabel: 'kube-scheduler' } }, spec: { clusterIP: 'None', selector: { component: 'kube-scheduler' }, ports: [{ name: 'https', port: 10259 }] },
  }, { ...monitor('scheduler', { app: name }, 'https', {}), spec: { jobLabel: 'jobLabel', namespaceSelector: { matchNames: ['kube-system'] }, selector: { matchLabels: { app: name } }, endpoints: [{ port: 'https' }] } });
  expect(linesOf('target', scheduler('kps-kube-scheduler'), scheduler('kube-scheduler'))).toEqual([
    'renamed Service kube-system/kps-kube-scheduler, port https (job "kube-scheduler"): now Service kube-system/kube-scheduler, port https',
  ]);
});
