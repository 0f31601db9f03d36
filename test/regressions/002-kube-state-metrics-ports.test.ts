import { JsonPatch } from 'cdk8s';
import { KubeStateMetrics, KubeStateMetricsOptions } from '../../src';
import { answer } from '../support/kube-state-metrics-paths';
import { aChart, errorsOf, synth, theOne } from '../support/synth';

// https://github.com/prometheus-community/helm-charts/issues/4981
// The report: in kube-state-metrics 2.13 and newer /readyz is on the telemetry port, the chart probed the metrics port, and with 2.14 the
// pod was never ready. The report calls it a crash loop; a failing readiness probe restarts nothing, the pod just gets no traffic.

function made(options: KubeStateMetricsOptions) {
  const chart = aChart('monitoring');
  return { chart, ksm: new KubeStateMetrics(chart, 'KubeStateMetrics', options) };
}
const containersOf = (options: KubeStateMetricsOptions) => theOne(synth(made(options).chart), 'Deployment').spec.template.spec.containers;
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];
const MINORS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21];

test.each(MINORS)('2.%s: every probe requests a path that its port serves', minor => {
  const [container] = containersOf({ version: `2.${minor}.0` });
  for (const name of PROBES) {
    const { path, port } = container[name].httpGet;
    expect([name, answer(minor, port, path)]).toEqual([name, { status: 200, isAnswer: true }]);
  }
});

test.each(MINORS.filter(minor => minor >= 13))('2.%s: readiness uses the telemetry port', minor => {
  expect(containersOf({ version: `2.${minor}.0` })[0].readinessProbe.httpGet).toEqual({ path: '/readyz', port: 8081 });
});

test('the probe of the report, /readyz on the metrics port, is a landing page in 2.13 and 404 in 2.14', () => {
  expect([answer(13, 8080, '/readyz'), answer(14, 8080, '/readyz')]).toEqual([{ status: 200, isAnswer: false }, { status: 404, isAnswer: false }]);
});

test.each(['2.12.0', '2.13.0', '2.20.0'])('%s: the probed container declares both ports', version => {
  const [container] = containersOf({ version });
  expect(container.ports.map(({ containerPort }: any) => containerPort)).toEqual([8080, 8081]);
});

test('behind a proxy no probe uses a port that is unreachable from outside (helm-charts#4992, #6164)', () => {
  const containers = containersOf({ version: '2.15.0', authProxy: true });
  for (const container of containers) {
    const declared = (container.ports ?? []).map(({ containerPort }: any) => containerPort);
    for (const name of PROBES.filter(probe => probe in container)) { expect(declared).toContain(container[name].httpGet.port); }
  }
  expect(containers.filter((container: any) => 'readinessProbe' in container)).toHaveLength(2);
});

test('a named port of another container, as the chart has it, is an error when patched in', () => {
  const { chart, ksm } = made({ version: '2.15.0', authProxy: true });
  ksm.deployment!.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/readinessProbe', { httpGet: { path: '/readyz', port: 'telemetry' } }));
  expect(errorsOf(chart)).toContain('[validation/probe-port-name]');
});
