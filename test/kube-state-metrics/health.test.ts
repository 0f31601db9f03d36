import { healthPaths } from '../../src/kube-state-metrics/health';
import { ComponentVersion } from '../../src/versions/component-version';

const paths = (text: string, livenessAsksApiserver = true) => healthPaths(ComponentVersion.parse('kubeStateMetrics', 'version', text).version, livenessAsksApiserver);

test.each(['2.8.0', '2.12.0', '2.12.999'])('%s: startup and liveness /healthz on the metrics port, readiness / on the telemetry port', text => {
  expect(paths(text)).toEqual({
    startup: { server: 'metrics', path: '/healthz' }, liveness: { server: 'metrics', path: '/healthz' }, readiness: { server: 'telemetry', path: '/' },
  });
});

test.each(['2.13.0', '2.13.1', '2.14.0', '2.18.0', '2.20.0', '3.0.0'])('%s: startup /healthz and liveness /livez on the metrics port, readiness /readyz on the telemetry port', text => {
  expect(paths(text)).toEqual({
    startup: { server: 'metrics', path: '/healthz' }, liveness: { server: 'metrics', path: '/livez' }, readiness: { server: 'telemetry', path: '/readyz' },
  });
});

test('an option makes liveness independent of the API server', () => expect(paths('2.20.0', false).liveness).toEqual({ server: 'metrics', path: '/healthz' }));
