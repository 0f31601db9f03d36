import { ControlPlane, ControlPlaneProps, Platform } from '../../src';
import { AVAILABILITY, PARTS } from '../../src/control-plane/availability';
import { named } from '../support/stack';
import { aChart, errorsOf, ofKind, synth } from '../support/synth';

function made(props: ControlPlaneProps = {}) {
  const chart = aChart('monitoring');
  return { chart, plane: new ControlPlane(chart, 'ControlPlane', { kubeletService: 'kube-system/kubelet', ...props }) };
}
const ALL = { controllerManager: true, scheduler: true, etcd: true, kubeProxy: true };

test.each([
  [Platform.KUBEADM, ['kubelet', 'apiserver', 'coredns']],
  [Platform.EKS, ['kubelet', 'apiserver', 'coredns']],
  [Platform.GKE, ['kubelet', 'apiserver', 'kube-dns']],
  [Platform.GKE_AUTOPILOT, ['kubelet', 'apiserver']],
  [Platform.OKE, ['kubelet', 'apiserver', 'coredns']],
  [Platform.RKE2, ['kubelet', 'apiserver', 'coredns']],
  [Platform.TALOS, ['kubelet', 'apiserver', 'coredns']],
  [Platform.OPENSHIFT, ['kubelet', 'apiserver']],
  [Platform.AKS, ['kubelet', 'apiserver', 'coredns']],
  [Platform.K3S, ['kubelet', 'apiserver', 'coredns']],
  [Platform.GENERIC, ['kubelet', 'apiserver', 'coredns']],
])('on %s is scraped in its default configuration: %j', (platform, jobs) => {
  const { plane } = made({ platform });
  expect(plane.jobs).toEqual(jobs);
  expect(Object.keys(plane.serviceMonitors)).toEqual(jobs);
});

describe.each(Object.values(Platform))('%s', platform => {
  test.each(PARTS)('%s can be enabled only where it can be scraped, and disabled everywhere', part => {
    const availability = AVAILABILITY[platform][part];
    const { is } = availability;
    const needsAddresses = 'outsidePods' in availability && availability.outsidePods === true;
    const errors = errorsOf(made({ platform, [part]: true }).chart);
    expect(errors.includes('[control-plane/impossible]')).toBe(is === 'impossible');
    expect(errors.includes('[control-plane/outside-pods]')).toBe(needsAddresses);
    expect(errors === '').toBe(is !== 'impossible' && !needsAddresses);
    expect(made({ platform, [part]: false }).plane.jobs).toHaveLength(made({ platform }).plane.jobs.length - (is === 'scraped' ? 1 : 0));
  });
});

test('every part that needs a Service has one with the scraped port', () => {
  const { chart, plane } = made({ platform: Platform.KUBEADM, ...ALL });
  const objects = synth(chart);
  expect(plane.jobs).toEqual(['kubelet', 'apiserver', 'coredns', 'kube-controller-manager', 'kube-scheduler', 'etcd', 'kube-proxy']);
  for (const monitor of ofKind(objects, 'ServiceMonitor').filter(({ metadata }) => !['kubelet', 'apiserver'].includes(metadata.name))) {
    const { spec, metadata } = named(objects, 'Service', `monitoring-${monitor.metadata.name}`);
    expect(metadata.namespace).toBe('kube-system');
    expect(monitor.spec.namespaceSelector.matchNames).toEqual(['kube-system']);
    expect(metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
    expect(metadata.labels[monitor.spec.jobLabel]).toBe(monitor.metadata.name);
    expect(spec.ports.map(({ name }: any) => name)).toEqual(monitor.spec.endpoints.map(({ port }: any) => port));
  }
  expect(plane.namespaces).toEqual(['default', 'kube-system']);
});

test('two paths of one port have different labels, because otherwise their series of up would be the same', () => {
  const objects = synth(made().chart);
  for (const job of ['kubelet', 'apiserver']) {
    const { endpoints } = named(objects, 'ServiceMonitor', job).spec;
    expect(endpoints.length).toBeGreaterThan(1);
    for (const { relabelings } of endpoints) { expect(relabelings).toContainEqual({ action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }); }
  }
});

test('with several kubelet Services, each is scraped by the Prometheus of its own operator', () => {
  for (const { relabelings } of named(synth(made().chart), 'ServiceMonitor', 'kubelet').spec.endpoints) {
    expect(relabelings[0]).toEqual({ action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: 'kubelet' });
  }
});

test('on k3s the kubelet job drops the series that the API server also exposes', () => {
  const dropped = (platform: Platform) => named(synth(made({ platform }).chart), 'ServiceMonitor', 'kubelet').spec.endpoints.map(({ metricRelabelings }: any) => metricRelabelings?.[0]);
  const [{ action, regex }, ...others] = dropped(Platform.K3S);
  expect([action, others]).toEqual(['drop', [undefined, undefined]]);
  const foreign = new RegExp(`^(?:${regex})$`);
  for (const metric of ['apiserver_request_total', 'etcd_request_duration_seconds_bucket', 'scheduler_pending_pods']) { expect(metric).toMatch(foreign); }
  for (const metric of ['kubelet_running_pods', 'container_cpu_usage_seconds_total', 'process_cpu_seconds_total', 'rest_client_requests_total']) { expect(metric).not.toMatch(foreign); }
  expect(dropped(Platform.KUBEADM)).toEqual([undefined, undefined, undefined]);
});

test('without a Service of the operator no kubelet is scraped', () => expect(made({ kubeletService: undefined }).plane.jobs).toEqual(['apiserver', 'coredns']));
