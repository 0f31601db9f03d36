import { ApiObject, JsonPatch } from 'cdk8s';
import { aStack } from '../support/stack';
import { errorsOf } from '../support/synth';

// With a stack in the app, these synthesized without a message. A real apiserver rejects each with fieldValidation=Strict.

test('a patch of a field that does not exist is an error with its path', () => {
  const { chart, stack } = aStack();
  stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/retentionn', '15d'));
  expect(errorsOf(chart)).toMatch(/Prometheus "main" \(test\/Monitoring\/Prometheus\/Resource\): "spec\.retentionn" \("15d"\) does not exist in .*: write "retention" \[schema\/unknown-field\]/);
});

test('a patch with a wrong type is an error with its path', () => {
  const { chart, stack } = aStack();
  stack.prometheus!.customResource.addJsonPatch(JsonPatch.replace('/spec/replicas', 'two'));
  expect(errorsOf(chart)).toContain('Prometheus "main" (test/Monitoring/Prometheus/Resource): "spec.replicas" is "two"; the API server rejects it: write an integer [schema/type]');
});

test('a misspelled field of a ServiceMonitor that is written by hand is an error with its path', () => {
  const { chart } = aStack();
  new ApiObject(chart, 'Web', {
    apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'web' }, spec: { selector: {}, endpoints: [{ port: 'http', intervall: '30s' }] },
  });
  expect(errorsOf(chart)).toMatch(/ServiceMonitor "web" \(test\/Web\): "spec\.endpoints\[0\]\.intervall" \("30s"\) does not exist in .*: write "interval" \[schema\/unknown-field\]/);
});

test('a patch of a core object is checked in the same way', () => {
  const { chart, stack } = aStack();
  stack.kubeStateMetrics!.deployment!.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/resource', {}));
  expect(errorsOf(chart)).toContain('"spec.template.spec.containers[0].resource" ({}) does not exist in Kubernetes 1.28.0 to 1.37.0;');
});
