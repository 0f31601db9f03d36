import { JsonPatch } from 'cdk8s';
import { aStack } from '../support/stack';
import { errorsOf } from '../support/synth';

// Issue 21: with a stack in the app these were synthesized without a message.
// (A patch of "listenLocal" is in 001-listen-local-probes.test.ts.)
const AT = 'spec.template.spec.containers[0]';

test('a stack has none of it', () => expect(errorsOf(aStack().chart)).toBe(''));

test('a memory request above its limit, of a Deployment', () => {
  const { chart, stack } = aStack();
  stack.operator!.deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/resources', { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } }));
  expect(errorsOf(chart)).toContain(`"${AT}.resources.requests.memory" is "2Gi", above its limit "1Gi": lower the request, or raise the limit [core/request-above-limit]`);
});

test('a memory request above its limit, of a Prometheus: the StatefulSet of the operator would be rejected', () => {
  const { chart, stack } = aStack();
  stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/resources/limits', { memory: '1Gi' }));
  expect(errorsOf(chart)).toContain('"spec.resources.requests.memory" is "4Gi", above its limit "1Gi"');
});

test('a Deployment whose selector does not match its template', () => {
  const { chart, stack } = aStack();
  stack.operator!.deployment.addJsonPatch(JsonPatch.replace('/spec/selector/matchLabels', { app: 'other' }));
  expect(errorsOf(chart)).toContain('"spec.template.metadata.labels" does not match "spec.selector", which requires app=other, and the template has no such label');
});

test('an empty image, a repeated flag, a port with a long name: all at once', () => {
  const { chart, stack } = aStack();
  const container = '/spec/template/spec/containers/0';
  stack.nodeExporter!.daemonSet.addJsonPatch(
    JsonPatch.replace(`${container}/ports/0/name`, 'node-exporter-metrics'),
    JsonPatch.add(`${container}/args/-`, '--path.rootfs=/other'),
  );
  stack.operator!.deployment.addJsonPatch(JsonPatch.replace(`${container}/image`, ''));
  const errors = errorsOf(chart);
  expect(errors).toContain(`"${AT}.image" is empty: name an image [core/image]`);
  expect(errors).toContain(`"${AT}.ports[0].name" is "node-exporter-metrics", which is not a port name`);
  expect(errors).toMatch(/is "--path\.rootfs=\/other", which repeats "--path\.rootfs" of node_exporter: remove one of them \[core\/flag-twice\]/);
});

test('a limit by an option below the default request is no error: the request is lowered', () => {
  expect(errorsOf(aStack({ prometheus: { memoryLimit: '1Gi' } }).chart)).toBe('');
});

test('a request by an option above its limit is', () => {
  expect(errorsOf(aStack({ prometheus: { memory: '2Gi', memoryLimit: '1Gi' } }).chart)).toContain('[core/request-above-limit]');
});
