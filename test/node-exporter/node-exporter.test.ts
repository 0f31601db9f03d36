import { NodeExporter, NodeExporterProps } from '../../src';
import { aChart, errorsOf, synth, theOne } from '../support/synth';

function objectsOf(props: NodeExporterProps = {}) {
  const chart = aChart('monitoring');
  new NodeExporter(chart, 'NodeExporter', props);
  return synth(chart);
}
const podOf = (props: NodeExporterProps = {}) => theOne(objectsOf(props), 'DaemonSet').spec.template.spec;

test('it can read the host and change nothing there', () => {
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

test('collectors are enabled and disabled by name', () => {
  const { args, env } = podOf({ enableCollectors: ['processes', 'ethtool'], disableCollectors: ['wifi'] }).containers[0];
  expect(args.slice(-3)).toEqual(['--collector.ethtool', '--collector.processes', '--no-collector.wifi']);
  expect(env.map(({ name }: { name: string }) => name)).toEqual(['HOST_IP']);
});

test('the systemd collector queries the bus of the host, and counts restarts', () => {
  const { args, env } = podOf({ enableCollectors: ['systemd'], disableCollectors: ['wifi'] }).containers[0];
  expect(args.slice(-3)).toEqual(['--collector.systemd', '--collector.systemd.enable-restarts-metrics', '--no-collector.wifi']);
  expect(env[1]).toEqual({ name: 'DBUS_SYSTEM_BUS_ADDRESS', value: 'unix:path=/host/root/run/dbus/system_bus_socket' });
});

test('the monitor may be in a namespace that Prometheus reads', () => {
  const { metadata, spec } = theOne(objectsOf({ namespace: 'exporters', monitorNamespace: 'monitoring' }), 'ServiceMonitor');
  expect([metadata.namespace, spec.namespaceSelector]).toEqual(['monitoring', { matchNames: ['exporters'] }]);
  expect(theOne(objectsOf(), 'ServiceMonitor').spec.namespaceSelector).toBeUndefined();
});

describe('behind a proxy', () => {
  test('it listens on loopback, and the proxy on the node\'s address, with the one probe that passes', () => {
    const { containers: [own, proxy], automountServiceAccountToken, volumes } = podOf({ authProxy: true });
    expect(own.args[0]).toBe('--web.listen-address=127.0.0.1:9100');
    expect([own.ports, own.readinessProbe, own.livenessProbe]).toEqual([undefined, undefined, undefined]);
    expect(proxy.args).toEqual(['--secure-listen-address=[$(HOST_IP)]:9100', '--upstream=http://127.0.0.1:9100/', '--ignore-paths=/']);
    expect(proxy.env).toEqual([{ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }]);
    expect(proxy.ports).toEqual([{ name: 'metrics', containerPort: 9100, hostPort: 9100, protocol: 'TCP' }]);
    expect(proxy.readinessProbe.httpGet).toEqual({ path: '/', port: 9100, scheme: 'HTTPS' });
    expect([automountServiceAccountToken, volumes.length]).toEqual([true, 1]);
  });

  test('scrapers send a token, and the proxy may review it', () => {
    const objects = objectsOf({ authProxy: true });
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0]).toMatchObject({
      port: 'metrics', scheme: 'https', bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token', tlsConfig: { insecureSkipVerify: true },
    });
    expect(theOne(objects, 'ClusterRole').rules.map(({ resources, verbs }: any) => [resources, verbs])).toEqual([[['tokenreviews'], ['create']], [['subjectaccessreviews'], ['create']]]);
    expect(theOne(objects, 'ClusterRoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'node-exporter', namespace: 'monitoring' }]);
    expect(objectsOf().filter(({ kind }) => kind === 'ClusterRole')).toEqual([]);
  });

  test('with a separate certificate it is verified', () => {
    const objects = objectsOf({ authProxy: true, authProxyTlsSecretName: 'node-tls', namespace: 'exporters', monitorNamespace: 'monitoring' });
    const { containers: [, proxy], volumes } = theOne(objects, 'DaemonSet').spec.template.spec;
    expect(proxy.args.slice(-2)).toEqual(['--tls-cert-file=/etc/auth-proxy/tls/tls.crt', '--tls-private-key-file=/etc/auth-proxy/tls/tls.key']);
    expect(volumes[1]).toEqual({ name: 'auth-proxy-tls', secret: { secretName: 'node-tls' } });
    expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].tlsConfig).toEqual({ ca: { secret: { name: 'node-tls', key: 'ca.crt' } }, serverName: 'node-exporter.exporters.svc' });
    const chart = aChart('monitoring');
    new NodeExporter(chart, 'NodeExporter', { authProxy: true, authProxyTlsSecretName: 'Node_tls' });
    expect(errorsOf(chart)).toContain('authProxyTlsSecretName');
  });
});
