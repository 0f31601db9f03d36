import { NodeExporter, NodeExporterProps } from '../../src';
import { aChart, synth, theOne } from '../support/synth';

function objectsOf(props: NodeExporterProps = {}) {
  const chart = aChart('monitoring');
  new NodeExporter(chart, 'NodeExporter', props);
  return synth(chart);
}
const podOf = (props: NodeExporterProps = {}) => theOne(objectsOf(props), 'DaemonSet').spec.template.spec;

test('it sees the host and can change nothing there', () => {
  const { hostNetwork, hostPID, containers: [container], volumes, automountServiceAccountToken } = podOf();
  expect([hostNetwork, hostPID, automountServiceAccountToken]).toEqual([true, true, false]);
  expect(container.volumeMounts).toEqual([{ name: 'root', mountPath: '/host/root', mountPropagation: 'HostToContainer', readOnly: true }]);
  expect(volumes).toEqual([{ name: 'root', hostPath: { path: '/' } }]);
  expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
});

test('it listens on the node\'s address, on the port that is probed, declared and scraped', () => {
  const objects = objectsOf({ port: 9200 });
  const [container] = theOne(objects, 'DaemonSet').spec.template.spec.containers;
  expect(container.args[0]).toBe('--web.listen-address=[$(HOST_IP)]:9200');
  expect(container.ports).toEqual([{ name: 'metrics', containerPort: 9200, hostPort: 9200, protocol: 'TCP' }]);
  expect(container.readinessProbe.httpGet.port).toBe(9200);
  expect(theOne(objects, 'Service').spec.ports).toEqual([{ name: 'metrics', port: 9200, targetPort: 'metrics', protocol: 'TCP' }]);
  expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].port).toBe('metrics');
});

test('it runs on every node, and its targets have the node\'s name', () => {
  expect(podOf().tolerations).toEqual([{ operator: 'Exists' }]);
  expect(theOne(objectsOf(), 'ServiceMonitor').spec.endpoints[0].relabelings).toEqual([{ action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }]);
});

test('collectors are switched by name', () => {
  const { args, env } = podOf({ enableCollectors: ['processes', 'ethtool'], disableCollectors: ['wifi'] }).containers[0];
  expect(args.slice(-3)).toEqual(['--collector.ethtool', '--collector.processes', '--no-collector.wifi']);
  expect(env.map(({ name }: { name: string }) => name)).toEqual(['HOST_IP']);
});

test('the collector of systemd asks the bus of the host, and counts restarts', () => {
  const { args, env } = podOf({ enableCollectors: ['systemd'], disableCollectors: ['wifi'] }).containers[0];
  expect(args.slice(-3)).toEqual(['--collector.systemd', '--collector.systemd.enable-restarts-metrics', '--no-collector.wifi']);
  expect(env[1]).toEqual({ name: 'DBUS_SYSTEM_BUS_ADDRESS', value: 'unix:path=/host/root/run/dbus/system_bus_socket' });
});

test('the monitor may be where Prometheus looks for it', () => {
  const { metadata, spec } = theOne(objectsOf({ namespace: 'exporters', monitorNamespace: 'monitoring' }), 'ServiceMonitor');
  expect([metadata.namespace, spec.namespaceSelector]).toEqual(['monitoring', { matchNames: ['exporters'] }]);
  expect(theOne(objectsOf(), 'ServiceMonitor').spec.namespaceSelector).toBeUndefined();
});
