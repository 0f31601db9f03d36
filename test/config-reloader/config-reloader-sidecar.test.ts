import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ConfigMap, Deployment, Volume } from 'cdk8s-plus-28';
import { ConfigReloaderSidecar, ConfigReloaderSidecarOptions, ReloadMethod, ReloaderVolume } from '../../src';
import { aChart, errorsOf, noticesOf, synth } from '../support/synth';

const OPTIONS: ConfigReloaderSidecarOptions = {
  configFile: '/config/prometheus.yaml',
  configEnvsubstFile: '/out/prometheus.yaml',
  volumes: [ReloaderVolume.configMap('config', '/config', 'prometheus'), ReloaderVolume.emptyDir('out', '/out')],
};
const APP = { name: 'app', image: 'app', ports: [{ containerPort: 9090 }], volumeMounts: [{ name: 'out', mountPath: '/out' }] };

function workloadOf(chart: Chart, kind = 'StatefulSet', pod: object = {}): ApiObject {
  const spec = { containers: [APP], ...pod };
  return new ApiObject(chart, 'W', { apiVersion: 'apps/v1', kind, metadata: { name: 'prometheus' }, spec: kind === 'Pod' ? spec : { template: { spec } } });
}

function attached(options: ConfigReloaderSidecarOptions = {}, kind?: string, pod?: object, reload = ReloadMethod.http({ port: 9090 })) {
  const chart = aChart();
  const workload = workloadOf(chart, kind, pod);
  const reloader = new ConfigReloaderSidecar(chart, 'Reloader', { ...OPTIONS, ...options, reload });
  reloader.attachTo(workload);
  return { chart, workload, reloader };
}

function podOf(chart: Chart): any {
  const [{ kind, spec }] = synth(chart);
  return kind === 'Pod' ? spec : spec.template.spec;
}

describe('attachTo', () => {
  test.each(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'])('adds both containers and the volumes to a %s', kind => {
    const { chart, reloader } = attached({}, kind);
    const pod = podOf(chart);
    expect(pod.containers).toEqual([APP, reloader.container]);
    expect(pod.initContainers).toEqual([reloader.initContainer]);
    expect(pod.volumes).toEqual([{ name: 'config', configMap: { name: 'prometheus' } }, { name: 'out', emptyDir: {} }]);
    expect(pod.shareProcessNamespace).toBeUndefined();
  });

  test('the init container comes after those of the pod, so that it sees the files that they wrote', () => {
    const { chart } = attached({}, 'StatefulSet', { initContainers: [{ name: 'download', image: 'x' }] });
    expect(podOf(chart).initContainers.map(({ name }: any) => name)).toEqual(['download', 'init-config-reloader']);
  });

  test('a signal shares the process namespace', () => {
    expect(podOf(attached({}, undefined, undefined, ReloadMethod.signal({ port: 9090 })).chart).shareProcessNamespace).toBe(true);
  });

  test('existing volumes of the pod are mounted, not added', () => {
    const volumes = [{ name: 'config', secret: { secretName: 'x' } }, { name: 'out', emptyDir: {} }];
    const { chart } = attached({ volumes: [ReloaderVolume.existing('config', '/config'), ReloaderVolume.existing('out', '/out')] }, undefined, { volumes });
    expect(podOf(chart).volumes).toEqual(volumes);
  });

  test('Secrets can be mounted', () => {
    const { chart } = attached({ volumes: [ReloaderVolume.secret('config', '/config', 'prometheus'), ReloaderVolume.emptyDir('out', '/out')] });
    expect(podOf(chart).volumes[0]).toEqual({ name: 'config', secret: { secretName: 'prometheus' } });
  });

  test('a workload of cdk8s-plus is accepted, although its lists exist only at synth', () => {
    const chart = aChart();
    const deployment = new Deployment(chart, 'D');
    const reloader = new ConfigReloaderSidecar(chart, 'Reloader', { ...OPTIONS, volumes: [...OPTIONS.volumes!.slice(0, 1), ReloaderVolume.existing('out', '/out')], reload: ReloadMethod.http({ port: 9090 }) });
    reloader.attachTo(ApiObject.of(deployment));
    const volume = Volume.fromConfigMap(chart, 'V', ConfigMap.fromConfigMapName(chart, 'C', 'c'), { name: 'out' });
    deployment.addContainer({ name: 'app', image: 'x', portNumber: 9090, volumeMounts: [{ path: '/out', volume }] });
    const { spec } = synth(chart)[0].spec.template;
    expect(spec.containers.map(({ name }: any) => name)).toEqual(['app', 'config-reloader']);
    expect(spec.volumes.map(({ name }: any) => name)).toEqual(['out', 'config']);
  });

  test('changes to the container object reach the pod, and a JSON patch of the workload still applies', () => {
    const { chart, reloader, workload } = attached();
    reloader.container.resources.limits = { memory: '100Mi' };
    workload.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'other'));
    const [app, sidecar] = podOf(chart).containers;
    expect([app.image, sidecar.resources.limits]).toEqual(['other', { memory: '100Mi' }]);
  });

  test('the same program gives the same bytes', () => {
    expect(JSON.stringify(synth(attached().chart))).toBe(JSON.stringify(synth(attached().chart)));
  });
});

describe('attachTo rejects it, with the cure', () => {
  test.each<[string, string, ConfigReloaderSidecarOptions, object, string]>([
    ['a container name that exists', 'config-reloader/container-exists', {}, { containers: [APP, { name: 'config-reloader', image: 'x' }] }, 'StatefulSet'],
    ['an init container name that exists', 'config-reloader/container-exists', {}, { initContainers: [{ name: 'init-config-reloader', image: 'x' }] }, 'StatefulSet'],
    ['a port that is declared', 'config-reloader/port-taken', {}, { containers: [APP, { name: 'b', ports: [{ containerPort: 8080 }] }] }, 'StatefulSet'],
    ['a port that a flag says', 'config-reloader/port-taken', {}, { containers: [APP, { name: 'b', args: ['--web.listen-address=:8080'] }] }, 'StatefulSet'],
    ['a port that is used although listenLocal declares none', 'config-reloader/port-taken', { listenLocal: true }, { containers: [APP, { name: 'b', ports: [{ containerPort: 8080 }] }] }, 'StatefulSet'],
    ['a volume that is missing', 'config-reloader/volume-missing', { volumes: [ReloaderVolume.existing('config', '/config'), OPTIONS.volumes![1]] }, {}, 'StatefulSet'],
    ['a volume that exists', 'config-reloader/volume-exists', {}, { volumes: [{ name: 'config', emptyDir: {} }] }, 'StatefulSet'],
    ['a port of the host', 'config-reloader/host-port-taken', { port: 10250 }, { hostNetwork: true }, 'DaemonSet'],
    ['a port of the pod on the host\'s network', 'config-reloader/host-port-taken', {}, { hostNetwork: true, containers: [APP, { name: 'b', ports: [{ containerPort: 8080 }] }] }, 'StatefulSet'],
    ['a file on no volume', 'config-reloader/not-mounted', { volumes: [OPTIONS.volumes![1]] }, {}, 'StatefulSet'],
  ])('%s', (_, id, options, pod, kind) => {
    const errors = errorsOf(attached(options, kind, pod).chart);
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain('[test/Reloader]');
  });

  // https://kubernetes.io/docs/reference/networking/ports-and-protocols/ and the defaults of kubelet and kube-proxy
  test.each([[10248, 'the kubelet'], [10249, 'kube-proxy'], [10250, 'the kubelet'], [10255, 'the kubelet'], [10256, 'kube-proxy']])('port %s of the host, on which %s listens', (port, by) => {
    expect(errorsOf(attached({ port }, 'DaemonSet', { hostNetwork: true }).chart)).toMatch(new RegExp(`${by}.*\\[config-reloader/host-port-taken\\]`));
    expect(errorsOf(attached({ port }, 'DaemonSet').chart)).not.toContain('host-port-taken');
  });

  test.each([10247, 10251, 10257, 10259])('port %s of the host is free', port => expect(errorsOf(attached({ port }, 'DaemonSet', { hostNetwork: true }).chart)).not.toContain('host-port-taken'));

  test.each(['Service', 'Job', 'CronJob'])('a %s', kind => {
    expect(errorsOf(attached({}, kind).chart)).toContain('[config-reloader/not-a-workload]');
  });

  test('being attached twice to one workload is an error', () => {
    const { chart, reloader, workload } = attached();
    reloader.attachTo(workload);
    expect(errorsOf(chart)).toContain('[config-reloader/container-exists]');
  });

  test('a later patch of the workload that breaks it', () => {
    const { chart, workload } = attached();
    expect(errorsOf(chart)).toBe('');
    workload.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', { name: 'config-reloader', image: 'x' }));
    expect(errorsOf(chart)).toContain('[config-reloader/container-exists]');
  });

  test('two reloaders in one pod work with different names, ports and volumes', () => {
    const { chart, workload } = attached();
    new ConfigReloaderSidecar(chart, 'Second', {
      reload: ReloadMethod.http({ port: 10902 }), port: 8090, containerName: 'rules-reloader', watchedDirs: ['/rules'], volumes: [ReloaderVolume.emptyDir('rules', '/rules')],
    }).attachTo(workload);
    expect(errorsOf(chart)).toBe('');
    expect(podOf(chart).containers).toHaveLength(3);
  });

  test('warns if no container reads the file that the reloader writes', () => {
    const { chart } = attached({}, undefined, { containers: [{ name: 'app', image: 'x' }] });
    expect(noticesOf(chart)).toEqual([expect.stringContaining('[config-reloader/output-unread]')]);
  });
});

describe('a probe that is changed by a patch', () => {
  test.each([
    ['httpGet on loopback', 'validation/probe-loopback', { httpGet: { path: '/healthz', port: 8080 } }, true],
    ['another port', 'validation/probe-elsewhere', { httpGet: { path: '/healthz', port: 9090 } }, false],
    ['the wrong scheme', 'validation/probe-scheme', { httpGet: { path: '/healthz', port: 8080, scheme: 'HTTPS' } }, false],
    ['a name that is not declared', 'validation/probe-port-name', { httpGet: { path: '/healthz', port: 'web' } }, false],
    ['two handlers', 'validation/probe-handlers', { httpGet: { path: '/healthz', port: 8080 }, exec: { command: ['true'] } }, false],
  ])('%s is an error', (_, id, probe, listenLocal) => {
    const { chart, reloader } = attached({ listenLocal });
    reloader.container.readinessProbe = probe;
    expect(errorsOf(chart)).toContain(`[${id}]`);
  });

  test('is an error without a workload, too', () => {
    const chart = aChart();
    const reloader = new ConfigReloaderSidecar(chart, 'Reloader', { ...OPTIONS, listenLocal: true, reload: ReloadMethod.http({ port: 9090 }) });
    reloader.container.livenessProbe = { httpGet: { path: '/healthz', port: 8080 } };
    expect(errorsOf(chart)).toContain('[validation/probe-loopback]');
  });
});
