import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { BlackboxExporter, ConfigReloaderSidecar, FleetApp, ProbeChecks, ProbeTargets, PrometheusTest, ReloaderVolume, ReloadMethod } from '../../src';
import { primaryObjectOf } from '../../src/validation/primary-object';
import { jsonOf } from '../../src/validation/to-json';
import { aStack } from '../support/stack';
import { aChart, errorsOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

test('a construct is treated as its primary object, if it has one', () => {
  const chart = aChart();
  const object = new ApiObject(chart, 'A', { apiVersion: 'v1', kind: 'Service' });
  const composite = new Construct(chart, 'B');
  expect([primaryObjectOf(object), primaryObjectOf(composite)]).toEqual([object, undefined]);
  new Construct(composite, 'Resource');
  expect(primaryObjectOf(composite)).toBeUndefined();
});

// both versions are alike, but not to the compiler
describe.each([['28', kplus28], ['34', kplus34 as unknown as typeof kplus28]])('constructs of cdk8s-plus-%s are accepted directly', (_, kplus) => {
  const container = { name: 'app', image: 'x', ports: [{ name: 'metrics', number: 9090 }], resources: {}, securityContext: { user: 1000 } };

  test.each<[string, (chart: Chart) => Construct]>([
    ['Deployment', chart => new kplus.Deployment(chart, 'W', { containers: [container] })],
    ['StatefulSet', chart => new kplus.StatefulSet(chart, 'W', { containers: [container], service: new kplus.Service(chart, 'S', { ports: [{ port: 80 }] }) })],
    ['DaemonSet', chart => new kplus.DaemonSet(chart, 'W', { containers: [container] })],
    ['Pod', chart => new kplus.Pod(chart, 'W', { containers: [container] })],
  ])('attachTo: %s', (kind, make) => {
    const chart = aChart();
    const workload = make(chart);
    new ConfigReloaderSidecar(chart, 'Reloader', { reload: ReloadMethod.http({ port: 9090 }), watchedDirs: ['/config'], volumes: [ReloaderVolume.configMap('config', '/config', 'files')] }).attachTo(workload);
    const { spec } = theOne(synth(chart), kind);
    expect((kind === 'Pod' ? spec : spec.template.spec).containers.map(({ name }: any) => name)).toEqual(['app', 'config-reloader']);
  });

  test('attachTo: an object that is not a workload is rejected', () => {
    const chart = aChart();
    const reloader = new ConfigReloaderSidecar(chart, 'Reloader', { reload: ReloadMethod.http({ port: 9090 }), watchedDirs: ['/config'], volumes: [ReloaderVolume.configMap('config', '/config', 'files')] });
    reloader.attachTo(new kplus.Service(chart, 'S', { ports: [{ port: 80 }] }));
    expect(errorsOf(chart)).toContain('"attachTo" got a "Service"');
  });

  test('probes: a Service, whose ports exist at synth, and each host of an Ingress', () => {
    const chart = aChart('monitoring');
    const service = new kplus.Service(chart, 'Shop', { metadata: { name: 'shop' } });
    const ingress = new kplus.Ingress(chart, 'Ingress');
    const blackbox = new BlackboxExporter(chart, 'Blackbox');
    blackbox.addProbe('shop', { targets: [ProbeTargets.service(service)] });
    blackbox.addProbe('site', { targets: [ProbeTargets.ingress(ingress)] });
    service.bind(80, { name: 'web' });
    ingress.addHostRule('shop.example.org', '/x', kplus.IngressBackend.fromService(service));
    expect(ofKind(synth(chart), 'Probe').map(({ spec }) => spec.targets.staticConfig.static)).toEqual([['http://shop.monitoring.svc:80/'], ['http://shop.example.org/x']]);
  });

  test('targets of a stack, tests of them, and checks of their probes', () => {
    const { chart, stack } = aStack();
    const shop = new Chart(chart, 'shop', { namespace: 'shop' });
    const web = new kplus.Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ ...container, liveness: kplus.Probe.fromHttpGet('/', { port: 9090 }) }] });
    stack.addScrapeTarget(web);
    ProbeChecks.addTo(chart);
    PrometheusTest.of(chart).expectTarget('Deployment shop/web', { port: 'metrics' });
    primaryObjectOf(web)!.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/livenessProbe/exec', { command: ['true'] }));
    expect(errorsOf(chart)).toContain('has the handlers exec and httpGet');
  });

  test('a finished object is read exactly as cdk8s writes it, also in a FleetApp', () => {
    const app = new FleetApp();
    const chart = new Chart(app, 'a', { namespace: 'shop' });
    const web = new kplus.Deployment(chart, 'Web', { containers: [container] });
    web.exposeViaService({ ports: [{ name: 'metrics', port: 80, targetPort: 9090 }] });
    for (const object of chart.node.findAll().filter(ApiObject.isApiObject)) { expect(jsonOf(object)).toEqual(object.toJson()); }
    expect(synth(chart).map(({ kind }) => kind).sort()).toEqual(['Deployment', 'Service']);
  });
});
