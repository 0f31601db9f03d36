import { ApiObject, App, Chart } from 'cdk8s';
import { yamlOf } from './documents';
import { orderOf } from './order';
import { comparedOnce } from '../validation/cdk8s/guard';
import { recordsConstructMetadata } from '../validation/cdk8s/internals';

/** Whether a small app has the same output as with the installed cdk8s: order of charts and objects, and text. */
export const writesAsInstalled = comparedOnce('writes apps', () => {
  const app = new App({ recordConstructMetadata: true });
  define(app);
  const order = orderOf(app);
  if (!order || !order.dependencies.hasDependentCharts || recordsConstructMetadata(app) !== true) { return false; }
  return yamlOf(order) === app.synthYaml(); // in this order, because cdk8s adds dependencies to the constructs
});

/** Charts and objects whose output order differs from creation order, and texts of all kinds that `emitter.ts` writes itself. */
function define(app: App): void {
  const chart = new Chart(app, 'second', { namespace: 'probe' });
  const last = object(chart, 'last', TEXTS);
  last.addDependency(object(chart, 'earlier', {}));
  const first = object(new Chart(app, 'first'), 'any', {});
  chart.addDependency(first);
  object(new Chart(chart, 'inner'), 'nested', {});
}

const TEXTS = {
  long: 'word '.repeat(30).trim(),
  double: '* "a"',
  digits: '017',
  block: 'a:\n  b\n\nc\n',
  none: {},
  lists: [['a', { b: true }], []],
};

function object(chart: Chart, name: string, data: object): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Probe', metadata: { name }, data });
}
