import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Deployment, Probe } from 'cdk8s-plus-28';
import { ProbeChecks } from '../../src';
import { checkProbes } from '../../src/validation/probes';
import { aChart, errorsOf, noticesOf } from '../support/synth';

const httpGet = (port: number | string, more: object = {}) => ({ httpGet: { path: '/healthz', port, ...more } });
const open = { name: 'app', args: ['--listen-address=:8080'], ports: [{ name: 'web', containerPort: 8080 }] };
const local = { name: 'app', args: ['--listen-address=127.0.0.1:8080'], ports: [{ name: 'web', containerPort: 8080 }] };
const ids = (container: object, others: object[] = [], known = {}) => checkProbes({ containers: [container, ...others] as any }, known).map(({ ruleId }) => ruleId.replace('validation/', ''));

describe('the rule for probes, on any pod', () => {
  test.each([
    ['a port by name that the container declares', open, httpGet('web'), []],
    ['a port by number', open, httpGet(8080), []],
    ['exec on loopback', local, { exec: { command: ['true'] } }, []],
    ['a named port that nobody declares', open, httpGet('metrics'), ['probe-port-name']],
    ['httpGet by number where the process listens on loopback', local, httpGet(8080), ['probe-loopback']],
    ['httpGet by name where the process listens on loopback', local, httpGet('web'), ['probe-loopback']],
    ['tcpSocket where the process listens on loopback', local, { tcpSocket: { port: 8080 } }, ['probe-loopback']],
    ['grpc where the process listens on loopback', local, { grpc: { port: 8080 } }, ['probe-loopback']],
    ['two handlers', open, { ...httpGet(8080), exec: { command: ['true'] } }, ['probe-handlers']],
    ['no handler', open, { periodSeconds: 5 }, ['probe-handlers']],
    ['a port that no container declares', open, httpGet(9999), ['probe-port-undeclared']],
    ['a host of its own, which is somebody else', local, httpGet(8080, { host: 'example.org' }), []],
  ])('%s', (_, container, probe, expected) => {
    for (const name of ['startupProbe', 'livenessProbe', 'readinessProbe']) { expect(ids({ ...container, [name]: probe })).toEqual(expected); }
  });

  test('a name is looked up only in the probed container, like the kubelet does', () => {
    expect(ids({ name: 'app', readinessProbe: httpGet('web') }, [open])).toEqual(['probe-port-name']);
  });

  test('a number may be declared by another container of the pod', () => {
    expect(ids({ name: 'app', readinessProbe: httpGet(9090) }, [{ name: 'b', ports: [{ containerPort: 9090 }] }])).toEqual([]);
  });

  test('init containers (sidecars) are checked, too', () => {
    expect(checkProbes({ containers: [], initContainers: [{ ...local, readinessProbe: httpGet(8080) }] })).toHaveLength(1);
  });

  test('if the listeners are known, another port and the wrong scheme are errors', () => {
    const known = { app: [{ host: '', port: 8080, scheme: 'HTTPS' }] };
    expect(ids({ ...open, livenessProbe: httpGet(8081) }, [], known)).toEqual(['probe-elsewhere']);
    expect(ids({ ...open, livenessProbe: httpGet(8080) }, [], known)).toEqual(['probe-scheme']);
    expect(ids({ ...open, livenessProbe: httpGet(8080, { scheme: 'HTTPS' }) }, [], known)).toEqual([]);
    expect(ids({ ...open, livenessProbe: { tcpSocket: { port: 8080 } } }, [], known)).toEqual([]);
  });

  test('a process that listens on loopback and outside with one port is reachable', () => {
    expect(ids({ ...open, args: ['--web.listen-address=127.0.0.1:8080', '--web.listen-address=10.0.0.1:8080'], livenessProbe: httpGet(8080) })).toEqual([]);
  });

  test('the message contains the workload, the probe, the container and the cure', () => {
    const [{ message }] = checkProbes({ containers: [{ ...local, livenessProbe: httpGet(8080) }] });
    expect(message).toBe('the livenessProbe of container "app" is httpGet, but the process listens on 127.0.0.1:8080, which is not reachable from the kubelet: '
      + 'use an exec probe inside the container, or listen on all interfaces [validation/probe-loopback]');
  });
});

describe('ProbeChecks.addTo', () => {
  const workload = (chart: Chart, kind: string, container: object) => {
    const spec = { containers: [container] };
    const template = { template: { spec } };
    const templated = kind === 'CronJob' ? { jobTemplate: { spec: template } } : template;
    const pods = kind === 'Pod' ? spec : templated;
    return new ApiObject(chart, kind, { apiVersion: 'v1', kind, spec: pods });
  };

  test.each(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'])('checks a %s from any source', kind => {
    const chart = aChart();
    workload(chart, kind, { ...local, livenessProbe: httpGet(8080) });
    expect(errorsOf(chart)).toBe('');
    ProbeChecks.addTo(chart);
    expect(errorsOf(chart)).toContain(`${kind} "test-${kind.toLowerCase()}`);
    expect(errorsOf(chart)).toContain('[validation/probe-loopback]');
  });

  test('sees patches, also later ones, and a Deployment of cdk8s-plus', () => {
    const chart = aChart();
    ProbeChecks.addTo(chart);
    const deployment = new Deployment(chart, 'D', { containers: [{ image: 'x', name: 'app', portNumber: 8080, liveness: Probe.fromHttpGet('/', { port: 8080 }) }] });
    expect(errorsOf(chart)).toBe('');
    ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/livenessProbe/exec', { command: ['true'] }));
    expect(errorsOf(chart)).toContain('has the handlers exec and httpGet');
  });

  test('warns about a port that no container declares', () => {
    const chart = aChart();
    workload(chart, 'Deployment', { name: 'app', livenessProbe: httpGet(8081) });
    ProbeChecks.addTo(chart);
    expect(errorsOf(chart)).toBe('');
    expect(noticesOf(chart)).toEqual([]); // reported once per app, in the synthesis above
  });

  test('ignores objects that run no pods, and pods without containers', () => {
    const chart = aChart();
    new ApiObject(chart, 'S', { apiVersion: 'v1', kind: 'Service', spec: { containers: 'x' } });
    new ApiObject(chart, 'P', { apiVersion: 'v1', kind: 'Pod' });
    ProbeChecks.addTo(chart);
    expect(errorsOf(chart)).toBe('');
  });
});
