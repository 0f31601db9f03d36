import { synth } from './synth';
import { nodeExporterPart } from '../../../src/migrate/parts/node-exporter';
import { windowsExporterPart } from '../../../src/migrate/parts/windows-exporter';

const of = (values: unknown, more = {}) => synth([nodeExporterPart, windowsExporterPart], { 'prometheus-node-exporter': values, ...more });
const podOf = (made: ReturnType<typeof of>, name = 'node-exporter') => made.get('DaemonSet', name).spec.template.spec;

test('it is in the namespace of the release, and disables no collector', () => {
  const made = of({});
  expect(made.get('DaemonSet', 'node-exporter').metadata.namespace).toBe('monitoring');
  expect(podOf(made).containers[0].args.filter((each: string) => each.startsWith('--no-collector'))).toEqual([]);
});

// templates/_helpers.tpl of prometheus-node-exporter 4.56.1: fullname
test('a DaemonSet with the same name and another selector is avoided', () => {
  const made = of({ fullnameOverride: 'node-exporter' });
  expect(made.get('DaemonSet', 'node-exporter')).toBeUndefined();
  expect(made.get('DaemonSet', 'node-exporter-app').metadata.labels['app.kubernetes.io/name']).toBe('node-exporter');
  expect(made.warnings.join('\n')).toContain('"helm uninstall" deletes them by name');
});

test('flags enable collectors, or stay flags', () => {
  const made = of({
    extraArgs: [
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run/containerd/.+|var/lib/docker/.+|var/lib/kubelet/.+)($|/)', '--collector.systemd', '--no-collector.wifi', '--collector.textfile.directory=/text', '--path.rootfs=/x', '--web.listen-address=:9101',
    ],
  });
  const { args, ports } = podOf(made).containers[0];
  expect(args).toEqual(expect.arrayContaining(['--collector.systemd', '--no-collector.wifi', '--collector.textfile.directory=/text']));
  expect(ports[0].containerPort).toBe(9101);
  expect(made.result('prometheus-node-exporter.extraArgs')).toContain('\'--path.rootfs\'');
  expect(made.code).not.toContain('run/containerd');
});

test('the folder of text files of the host', () => {
  const pod = podOf(of({ extraHostVolumeMounts: [{ name: 'text', hostPath: '/var/lib/text', mountPath: '/text', readOnly: true, mountPropagation: 'HostToContainer' }] }));
  expect(pod.volumes.at(-1)).toEqual({ name: 'text', hostPath: { path: '/var/lib/text' } });
  expect(pod.containers[0].volumeMounts.at(-1)).toEqual({ name: 'text', mountPath: '/text', readOnly: true, mountPropagation: 'HostToContainer' });
});

test('mounts without propagation, as machines without a shared root need them', () => {
  const made = of({ hostRootFsMount: { enabled: false } });
  expect(podOf(made).containers[0].volumeMounts[0].mountPropagation).toBeUndefined();
  expect(made.result('prometheus-node-exporter.hostRootFsMount.enabled')).toMatch(/^different/);
});

test('port, pods, monitor', () => {
  const relabelings = [{ action: 'replace', regex: '^(.*)$', replacement: '$1', separator: ';', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'kubernetes_node' }];
  const made = of({ service: { port: 9101, targetPort: 9101 }, podLabels: { jobLabel: 'node-exporter', a: 'b' }, updateStrategy: { type: 'OnDelete' }, env: { A: 'b' }, prometheus: { monitor: { relabelings, scrapeTimeout: '20s', interval: '1m', attachMetadata: { node: true } } } });
  const { spec } = made.get('DaemonSet', 'node-exporter');
  expect([spec.template.metadata.labels.a, spec.template.metadata.labels.jobLabel, spec.updateStrategy, spec.template.spec.containers[0].env.at(-1)]).toEqual(['b', undefined, { type: 'OnDelete' }, { name: 'A', value: 'b' }]);
  const monitor = made.get('ServiceMonitor', 'node-exporter').spec;
  expect(monitor.endpoints[0]).toMatchObject({ interval: '1m', scrapeTimeout: '20s' });
  expect([monitor.endpoints[0].relabelings.at(-1), monitor.attachMetadata]).toEqual([relabelings[0], { node: true }]);
  expect(made.code).toContain('resources: [\'nodes\']');
});

test('windows-exporter is a component, with the collectors of its configuration', () => {
  const windowsMonitoring = { enabled: true };
  expect(of({}).objects.some(each => each.metadata.name === 'windows-exporter')).toBe(false);
  expect(of({}, { windowsMonitoring }).code).toContain('collectors: [\'[defaults]\', \'memory\', \'container\']');
  const config = 'collectors:\n  enabled: cpu,net';
  expect(of({}, { windowsMonitoring, 'prometheus-windows-exporter': { config } }).code).toContain('collectors: [\'cpu\', \'net\']');
});

test('a disabled exporter has no options', () => {
  expect(of({ service: { port: 9101 } }, { nodeExporter: { enabled: false } }).code).not.toContain('nodeExporter');
});

test.each([null, [], 'x', 7, { extraArgs: 'x', service: 7, extraHostVolumeMounts: [{}], env: 'x', prometheus: 7, image: [], updateStrategy: 'x', hostRootFsMount: 'y' }])('%j does not stop it', value => {
  expect(of(value).objects.length).toBeGreaterThan(10);
});
