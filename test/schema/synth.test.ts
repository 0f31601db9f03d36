import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { SchemaChecks } from '../../src/admission/schema-checks';
import { aStack } from '../support/stack';
import { aChart, errorsOf } from '../support/synth';

const monitor = (chart: Chart, spec: object, id = 'web') => new ApiObject(chart, id, {
  apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: id }, spec: { selector: {}, ...spec },
});

describe('in an app with a stack', () => {
  test('it says nothing of what the stack makes', () => {
    expect(errorsOf(aStack().chart)).toBe('');
  });

  test('a patch of a field that does not exist is an error with its path', () => {
    const { chart, stack } = aStack();
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/retentionn', '15d'));
    expect(errorsOf(chart)).toContain('Prometheus "main" (test/Monitoring/Prometheus/Resource): "spec.retentionn" ("15d") does not exist');
    expect(errorsOf(chart)).toContain('write "retention" [schema/unknown-field]');
  });

  test('a patch with a wrong type is an error with its path', () => {
    const { chart, stack } = aStack();
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.replace('/spec/replicas', 'two'));
    expect(errorsOf(chart)).toContain('"spec.replicas" of a Prometheus is "two"; the apiserver rejects it: write an integer of 32 bits [schema/type]');
  });

  test('a ServiceMonitor that is written by hand is checked like ours', () => {
    const { chart } = aStack();
    monitor(chart, { endpoints: [{ port: 'http', intervall: '30s' }] });
    expect(errorsOf(chart)).toContain('ServiceMonitor "web" (test/web): "spec.endpoints[0].intervall" ("30s") does not exist');
  });
});

test('an app without our constructs is checked if it asks for it', () => {
  const chart = aChart();
  monitor(chart, { endpoints: [{ port: 'http', intervall: '30s' }] });
  expect(errorsOf(chart)).toBe('');
  SchemaChecks.addTo(chart);
  SchemaChecks.addTo(chart.node.root);
  expect(errorsOf(chart).match(/intervall/g)).toHaveLength(1);
});
