import { Chart, Duration, Size } from 'cdk8s';
import {
  AlertIntegration, AlertRouting, KubeStateMetrics, MonitoringMixin, NodeExporter, Prometheus, PrometheusStack, RemoteWrite, ServiceMonitor, ThanosQuery, WindowsExporter,
} from '../../src';
import { aChart, errorsOf } from '../support/synth';

const PROTOTYPE = JSON.parse('{"__proto__": "x"}');

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

/** What is thrown, or fails the synthesis. */
function refusal(make: (chart: Chart) => unknown): string {
  const chart = aChart('test');
  try {
    make(chart);
  } catch (error) {
    return (error as Error).message;
  }
  return errorsOf(chart);
}

const prometheus = (props: object) => (chart: Chart) => new Prometheus(chart, 'X', props);

describe('values that no component can use are rejected, with the option', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['a zero interval', prometheus({ scrapeInterval: Duration.seconds(0) }), '"scrapeInterval" is zero'],
    ['a zero timeout of queries', prometheus({ query: { timeout: Duration.seconds(0) } }), '"query.timeout" is zero'],
    ['an empty image', prometheus({ image: '' }), '"image" is empty'],
    ['an image of two lines', prometheus({ image: 'Not An\nImage' }), '"image" is "Not An\\nImage"'],
    ['an image of 70,000 characters', prometheus({ image: 'a'.repeat(70_000) }), 'which is too long'],
    ['an empty version of windows_exporter', (chart: Chart) => new WindowsExporter(chart, 'X', { version: '' }), 'whose tag "" is not a tag'],
    ['a key that is empty', prometheus({ additionalScrapeConfigs: { secretName: 'a', key: '' } }), '"additionalScrapeConfigs.key" is empty'],
    ['a name of a Secret that is empty', prometheus({ tls: { secretName: '' } }), '"tls.secretName" is ""'],
    ['a name that is empty', prometheus({ name: '' }), '"metadata.name" is missing'],
    ['an argument without a name', prometheus({ additionalArgs: { '': 'x' } }), '"additionalArgs" has an empty key'],
    ['a flag without a name', (chart: Chart) => new NodeExporter(chart, 'X', { extraArgs: { '': 'x' } }), '"extraArgs" has an empty key'],
    ['a label without a name', prometheus({ externalLabels: { '': 'x' } }), '"externalLabels" has ""'],
    ['a limit beyond all numbers', prometheus({ limits: { sampleLimit: 1e308 } }), '"limits.sampleLimit" is 1e+308: use a number of at most 9007199254740991'],
    ['an infinite grace period', prometheus({ terminationGracePeriodSeconds: Infinity }), '"terminationGracePeriodSeconds" is Infinity'],
    ['more nodes than there can be', (chart: Chart) => new KubeStateMetrics(chart, 'X', { clusterNodes: 1e300 }), '"clusterNodes" is 1e+300'],
    ['a number that Go has 32 bits for', prometheus({ query: { maxSamples: 3e9 } }), '"spec.query.maxSamples" is 3000000000'],
    ['the same of a monitor', (chart: Chart) => new ServiceMonitor(chart, 'X', {
      name: 'x', selector: { matchLabels: { a: 'b' } }, endpoints: [{ port: 'a' }], sampleLimit: 1e30,
    }), '"sampleLimit" is 1e+30'],
    ['CR LF in a header', prometheus({ remoteWrite: [{ url: 'https://a.example.org', headers: { A: 'a\r\nb' } }] }), '[test/X] "remoteWrite[0].headers" has a control character in the value of "A"'],
    ['no access mode', prometheus({ storage: { size: Size.gibibytes(1), accessModes: [] } }), '"storage.accessModes" is empty'],
    ['5 shards in 3 zones', prometheus({ shards: 5, shardZones: ['a', 'b', 'c'] }), '"shards" is 5 and "shardZones" has 3 zones: use a multiple of 3 shards, such as 6'],
  ])('%s', (_, make, message) => expect(refusal(make)).toContain(message));
});

describe('an annotation key that the API server rejects is rejected in every option', () => {
  test.each<[string, (chart: Chart) => unknown]>([
    ['the object', prometheus({ annotations: { 'a b\n': 'x' } })],
    ['the pods', prometheus({ podAnnotations: { 'a b\n': 'x' } })],
    ['the Service', prometheus({ serviceOptions: { annotations: { 'a b\n': 'x' } } })],
    ['the ServiceAccount', prometheus({ serviceAccountAnnotations: { 'a b\n': 'x' } })],
    ['the volumes', prometheus({ storage: { size: Size.gibibytes(1), annotations: { 'a b\n': 'x' } } })],
    ['the monitor', (chart: Chart) => new KubeStateMetrics(chart, 'X', { monitor: { annotations: { 'a b\n': 'x' } } })],
    ['all objects of a stack', (chart: Chart) => new PrometheusStack(chart, 'X', { commonAnnotations: { 'a b\n': 'x' } })],
  ])('%s', (_, make) => expect(refusal(make)).toMatch(/"a b\\n".*\[(manifest|core)\/annotation\]/));
});

describe('a key "__proto__" is rejected', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['in the options', prometheus(PROTOTYPE), '"__proto__" does not exist in PrometheusProps'],
    ['in a map', prometheus({ labels: PROTOTYPE }), '"labels" has the key "__proto__"'],
    ['in fields of the custom resource', prometheus({ spec: { affinity: PROTOTYPE } }), '"spec.affinity" has the key "__proto__"'],
  ])('%s', (_, make, message) => expect(refusal(make)).toContain(message));
});

// test/validation/options.test.ts passes each wrong type to every option of every construct
describe('plain JavaScript gets an error with the construct and the option', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['null for a job', (chart: Chart) => new MonitoringMixin(chart, 'X', { jobs: { kubelet: null } } as any), '[test/X] "jobs.kubelet" is null: use a string'],
    ['a URL for a reference', () => AlertIntegration.slack({ apiUrl: 'https://hooks.example.org' } as any), '[AlertIntegration.slack()] "apiUrl" is "https://hooks.example.org"'],
    ['null for options', () => RemoteWrite.mimir(null as any), '[RemoteWrite.mimir()] the options are null'],
    ['null for a route', () => new AlertRouting({ route: null, receivers: [] } as any), '[AlertRouting] "route" is null'],
    ['storage without a size', prometheus({ storage: {} }), '[test/X] "storage.size" is missing: set it to a Size'],
    ['a text for a list', (chart: Chart) => new ThanosQuery(chart, 'X', { endpoints: 'x' } as any), '[test/X] "endpoints" is "x": use a list'],
    ['null in a list', (chart: Chart) => new ThanosQuery(chart, 'X', { endpoints: [null] } as any), '[test/X] "endpoints[0]" is null: use a ThanosEndpoint'],
  ])('%s', (_, make, message) => expect(refusal(make)).toContain(message));
});
