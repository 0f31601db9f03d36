import { Chart, JsonPatch } from 'cdk8s';
import { aStack } from '../support/stack';
import { errorsOf } from '../support/synth';

// Issue 21: with a stack in the app these were synthesized without a message.
// (A patch of "listenLocal" is in 001-listen-local-probes.test.ts.)
/** Each error as `Kind "name": id path`. */
const said = (chart: Chart) => errorsOf(chart).split('\n').slice(1).map(line => {
  const [, kind, name, path, id] = /^ +\[\] (\w+) "([^"]+)" \([^)]*\): "([^"]+)".*\[([a-z/-]+)\]$/.exec(line) ?? [];
  return kind === undefined ? line : `${kind} ${name}: ${id} ${path}`;
}).sort();

test('a stack has none of these problems', () => expect(errorsOf(aStack().chart)).toBe(''));

test('a memory request above its limit, of a Deployment', () => {
  const { chart, stack } = aStack();
  stack.operator!.deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/resources', { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } }));
  expect(said(chart)).toEqual(['Deployment prometheus-operator: core/request-above-limit spec.template.spec.containers[0].resources.requests.memory']);
});

test('a memory request above its limit, of a Prometheus: the operator\'s StatefulSet would be rejected', () => {
  const { chart, stack } = aStack();
  stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/resources/limits', { memory: '1Gi' }));
  expect(said(chart)).toEqual(['Prometheus main: core/request-above-limit spec.resources.requests.memory']);
});

test('a Deployment whose selector does not match its template', () => {
  const { chart, stack } = aStack();
  stack.operator!.deployment.addJsonPatch(JsonPatch.replace('/spec/selector/matchLabels', { app: 'other' }));
  expect(said(chart)).toEqual(['Deployment prometheus-operator: core/selector spec.template.metadata.labels']);
  expect(errorsOf(chart)).toContain('which requires app=other, but the template has no such label');
});

test('an empty image, a repeated flag, a port with a long name', () => {
  const { chart, stack } = aStack();
  const container = '/spec/template/spec/containers/0';
  stack.nodeExporter!.daemonSet.addJsonPatch(
    JsonPatch.replace(`${container}/ports/0/name`, 'node-exporter-metrics'),
    JsonPatch.add(`${container}/args/-`, '--path.rootfs=/other'),
  );
  stack.operator!.deployment.addJsonPatch(JsonPatch.replace(`${container}/image`, ''));
  const at = 'spec.template.spec.containers[0]';
  expect(said(chart).map(each => each.replace(/args\[\d+\]/, 'args[n]')).sort()).toEqual([
    `DaemonSet node-exporter: core/container-port ${at}.ports[0].name`,
    `DaemonSet node-exporter: core/flag-twice ${at}.args[n]`,
    `Deployment prometheus-operator: core/image ${at}.image`,
  ]);
});

test('a limit by an option below the default request: the request is lowered', () => {
  expect(errorsOf(aStack({ prometheus: { memoryLimit: '1Gi' } }).chart)).toBe('');
});

test('a request by an option above its limit', () => {
  expect(said(aStack({ prometheus: { memory: '2Gi', memoryLimit: '1Gi' } }).chart)).toEqual(['Prometheus main: core/request-above-limit spec.resources.requests.memory']);
});
