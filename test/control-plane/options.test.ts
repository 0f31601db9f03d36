import { ControlPlane, ControlPlaneProps, NodeSource, PrometheusTest } from '../../src';
import { aStack, named } from '../support/stack';
import { aChart, errorsOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function made(props: ControlPlaneProps = {}) {
  const chart = aChart('monitoring');
  return { chart, plane: new ControlPlane(chart, 'ControlPlane', { kubeletService: 'kube-system/kubelet', ...props }) };
}
const endpointsOf = (objects: any[], monitor: string) => named(objects, 'ServiceMonitor', monitor).spec.endpoints;
const METRICS_PATH = { action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' };

describe('resource metrics', () => {
  test('of the kubelets are a fourth path, also in a stack with node files', () => {
    const paths = (objects: any[], monitor: string) => endpointsOf(objects, monitor).map(({ path }: any) => path);
    expect(paths(synth(made({ kubeletResourceMetrics: true }).chart), 'kubelet')).toEqual(['/metrics', '/metrics/cadvisor', '/metrics/probes', '/metrics/resource']);
    const nodes = NodeSource.of([{ name: 'a', internalIps: ['10.0.0.1'], ready: true }]);
    expect(paths(synth(aStack({ nodes, controlPlane: { kubeletResourceMetrics: true } }).chart), 'kubelet-nodes')).toContain('/metrics/resource');
    expect(paths(synth(made().chart), 'kubelet')).not.toContain('/metrics/resource');
  });

  test('of the scheduler are a second path, and a label distinguishes both', () => {
    const endpoints = endpointsOf(synth(made({ scheduler: true, schedulerResourceMetrics: true }).chart), 'kube-scheduler');
    expect(endpoints.map(({ path, relabelings }: any) => [path, relabelings])).toEqual([['/metrics', [METRICS_PATH]], ['/metrics/resources', [METRICS_PATH]]]);
    expect(endpointsOf(synth(made({ scheduler: true }).chart), 'kube-scheduler').map(({ path }: any) => path)).toEqual([undefined]);
  });
});

describe('machines outside of pods', () => {
  const ADDRESSES = { etcdAddresses: ['10.0.0.2', '10.0.0.1', '10.0.0.1', 'fd00::1'], schedulerAddresses: ['10.0.0.1'] };

  test('are enabled by their addresses: a Service without selector, and a slice for each family', () => {
    const { chart, plane } = made(ADDRESSES);
    const objects = synth(chart);
    expect(plane.jobs).toEqual(expect.arrayContaining(['etcd', 'kube-scheduler']));
    expect(named(objects, 'Service', 'monitoring-etcd').spec).toEqual({ clusterIP: 'None', ports: [{ name: 'http-metrics', port: 2381, protocol: 'TCP' }] });
    expect(ofKind(objects, 'EndpointSlice').map(({ metadata, addressType, endpoints, ports }) => [metadata.name, metadata.labels['kubernetes.io/service-name'], addressType, endpoints.map(({ addresses }: any) => addresses[0]), ports[0].port])).toEqual([
      ['monitoring-kube-scheduler-ipv4', 'monitoring-kube-scheduler', 'IPv4', ['10.0.0.1'], 10259],
      ['monitoring-etcd-ipv4', 'monitoring-etcd', 'IPv4', ['10.0.0.1', '10.0.0.2'], 2381],
      ['monitoring-etcd-ipv6', 'monitoring-etcd', 'IPv6', ['fd00::1'], 2381],
    ]);
    expect(plane.endpoints.etcd).toHaveLength(2);
  });

  test('are Endpoints for an operator that discovers by Endpoints', () => {
    const objects = synth(made({ ...ADDRESSES, operatorVersion: '0.76.0' }).chart);
    expect(ofKind(objects, 'EndpointSlice')).toEqual([]);
    expect(named(objects, 'Endpoints', 'monitoring-etcd').subsets).toEqual([{ addresses: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }, { ip: 'fd00::1' }], ports: [{ name: 'http-metrics', port: 2381, protocol: 'TCP' }] }]);
  });

  test('are targets of the stack, with the rules for them', () => {
    const { chart } = aStack({ controlPlane: { schedulerAddresses: ['10.0.0.1'] } });
    PrometheusTest.of(chart).expectTarget('kube-system/monitoring-kube-scheduler', { labels: { job: 'kube-scheduler', instance: '10.0.0.1:10259' } });
    expect(JSON.stringify(ofKind(synth(chart), 'PrometheusRule'))).toContain('KubeSchedulerDown');
  });

  test.each([
    ['control-plane/address', { etcdAddresses: ['etcd-1.example.org'] }, '"etcdAddresses" has "etcd-1.example.org"'],
    ['control-plane/no-address', { schedulerAddresses: [] }, '"schedulerAddresses" is empty'],
    ['manifest/reference', { etcd: true, etcdTls: { clientSecretName: 'Etcd_1' } }, 'etcdTls.clientSecretName'],
    ['control-plane/impossible', { platform: 'eks' as any, etcdAddresses: ['10.0.0.1'] }, '"etcd" cannot be scraped on eks'],
  ])('%s', (id, props, text) => {
    const errors = errorsOf(made(props).chart);
    expect(errors).toContain(`[${id}]`);
    expect(errors).toContain(text);
  });
});

test('etcd is scraped with a client certificate, on the port that serves clients', () => {
  const objects = synth(made({ etcd: true, etcdTls: { caSecretName: 'etcd-ca', clientSecretName: 'etcd-client', serverName: 'etcd' } }).chart);
  expect(named(objects, 'Service', 'monitoring-etcd').spec).toMatchObject({ selector: { component: 'etcd' }, ports: [{ name: 'https-metrics', port: 2379 }] });
  expect(endpointsOf(objects, 'etcd')).toEqual([{
    port: 'https-metrics',
    scheme: 'https',
    tlsConfig: { serverName: 'etcd', ca: { secret: { name: 'etcd-ca', key: 'ca.crt' } }, cert: { secret: { name: 'etcd-client', key: 'tls.crt' } }, keySecret: { name: 'etcd-client', key: 'tls.key' } },
  }]);
  expect(named(synth(made({ etcd: true, etcdPort: 12381 }).chart), 'Service', 'monitoring-etcd').spec.ports[0].port).toBe(12381);
});
