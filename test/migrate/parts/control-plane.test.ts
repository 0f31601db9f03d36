import { synth } from './synth';
import { controlPlanePart } from '../../../src/migrate/parts/control-plane';

const of = (values: unknown) => synth([controlPlanePart], values);
const monitor = (made: ReturnType<typeof of>, job: string) => made.get('ServiceMonitor', job);
const endpoints = (values: unknown, job: string): any[] => monitor(of(values), job).spec.endpoints;
const RELABELING = { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' };
const DROP = { action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' };

describe('what the chart scrapes by default', () => {
  test('all parts are scraped, and the program lists those that a managed cluster hides', () => {
    const { objects, warnings, code } = of({});
    const jobs = objects.filter(each => each.kind === 'ServiceMonitor' && each.metadata.labels['app.kubernetes.io/component'] === 'control-plane').map(each => each.metadata.name);
    expect(jobs.sort()).toEqual(['apiserver', 'coredns', 'etcd', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubelet']);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('controllerManager, etcd, scheduler, kubeProxy');
    expect(code).toContain('kubeProxy: true');
  });

  // values.yaml of 88.5.3: kubelet.serviceMonitor.cAdvisorInterval
  test('cAdvisor is scraped every 10 seconds', () => {
    expect(endpoints({}, 'kubelet').map(({ path, interval }) => [path, interval])).toEqual([['/metrics', undefined], ['/metrics/cadvisor', '10s'], ['/metrics/probes', undefined]]);
  });

  // values.yaml of 88.5.3: metricRelabelings and cAdvisorMetricRelabelings of kubelet.serviceMonitor, metricRelabelings of kubeApiServer.serviceMonitor
  test('series that the chart drops are dropped', () => {
    const [kubelet, cadvisor, probes] = endpoints({}, 'kubelet');
    expect(kubelet.metricRelabelings).toEqual([
      { action: 'drop', sourceLabels: ['__name__', 'le'], regex: '(csi_operations|storage_operation_duration)_seconds_bucket;(0.25|2.5|15|25|120|600)(\\.0)?' },
    ]);
    expect(cadvisor.metricRelabelings.map((each: any) => each.regex)).toEqual([
      'container_cpu_(cfs_throttled_seconds_total|load_average_10s|system_seconds_total|user_seconds_total)',
      'container_fs_(io_current|io_time_seconds_total|io_time_weighted_seconds_total|reads_merged_total|sector_reads_total|sector_writes_total|writes_merged_total)',
      'container_memory_(mapped_file|swap)', 'container_(file_descriptors|tasks_state|threads_max)', 'container_memory_failures_total;hierarchy',
      'container_network_.*;(cali|cilium|cni|lxc|nodelocaldns|tunl).*', 'container_spec.*', '.+;',
    ]);
    expect(probes.metricRelabelings).toBeUndefined();
    expect(endpoints({}, 'apiserver')[0].metricRelabelings).toHaveLength(1);
  });

  test('nothing is scraped if the monitors are disabled', () => {
    expect(of({ kubernetesServiceMonitors: { enabled: false } }).code).not.toContain('controlPlane');
  });
});

describe('switches', () => {
  test.each([['kubeApiServer', 'apiserver'], ['coreDns', 'coredns'], ['kubeControllerManager', 'kube-controller-manager'], ['kubeEtcd', 'etcd'], ['kubeScheduler', 'kube-scheduler'], ['kubeProxy', 'kube-proxy'], ['kubelet', 'kubelet']])(
    '%s is disabled by its own key, by its monitor, and by null', (key, job) => {
      for (const off of [{ enabled: false }, { enabled: null }, { serviceMonitor: { enabled: false } }]) { expect(monitor(of({ [key]: off }), job)).toBeUndefined(); }
      expect(of({ [key]: { enabled: false } }).result(`${key}.enabled`)).toMatch(/^mapped: controlPlane\./);
    });

  test('disabled parts are not listed as hidden by managed clusters', () => {
    const off = { enabled: false };
    expect(of({ kubeProxy: off, kubeEtcd: off, kubeScheduler: off, kubeControllerManager: off }).warnings).toEqual([]);
  });

  test('kube-dns is scraped as on GKE', () => {
    const { result, warnings } = of({ coreDns: { enabled: false }, kubeDns: { enabled: true } });
    expect(result('kubeDns.enabled')).toContain('Platform.GKE');
    expect(warnings.join('\n')).toContain('kubeDns');
  });
});

describe('values of jobs', () => {
  // templates/exporters/kube-etcd: Service with selector, ServiceMonitor
  test('selector and port of a Service', () => {
    const made = of({ kubeEtcd: { service: { selector: { component: 'kube-apiserver' }, port: 2381, targetPort: 2382 } } });
    const service = made.objects.find(each => each.kind === 'Service' && each.metadata.name === 'monitoring-etcd');
    expect(service.spec).toMatchObject({ selector: { component: 'kube-apiserver' }, ports: [{ port: 2382 }] });
    expect(made.result('kubeEtcd.service.selector')).toBe('mapped: a patch of its Service');
    expect(made.result('kubeEtcd.service.targetPort')).toBe('mapped: controlPlane.etcdPort');
  });

  test('addresses of machines outside of pods, with a separate port', () => {
    const made = of({ kubeScheduler: { endpoints: ['10.0.0.1', '10.0.0.2'], service: { port: 10251, targetPort: 10251 }, serviceMonitor: { https: false } } });
    const slice = made.objects.find(each => each.kind === 'EndpointSlice');
    expect(slice).toMatchObject({ endpoints: [{ addresses: ['10.0.0.1'] }, { addresses: ['10.0.0.2'] }], ports: [{ port: 10251 }] });
    const [endpoint] = monitor(made, 'kube-scheduler').spec.endpoints;
    expect([endpoint.scheme, endpoint.tlsConfig, endpoint.bearerTokenFile]).toEqual(['http', undefined, undefined]);
    expect(made.result('kubeScheduler.endpoints')).toBe('mapped: controlPlane.schedulerAddresses');
    expect(made.code).not.toContain('scheduler: true');
  });

  // templates/exporters/kube-controller-manager/servicemonitor.yaml
  test('certificates are verified where the chart verifies them', () => {
    const [endpoint] = endpoints({ kubeControllerManager: { serviceMonitor: { insecureSkipVerify: false, serverName: 'localhost' } } }, 'kube-controller-manager');
    expect(endpoint.tlsConfig).toEqual({ caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', serverName: 'localhost' });
  });

  // templates/exporters/kube-etcd/servicemonitor.yaml
  test('etcd over HTTPS uses the files that Prometheus mounts', () => {
    const serviceMonitor = { scheme: 'https', insecureSkipVerify: false, serverName: 'localhost', caFile: '/etc/prometheus/secrets/etcd/ca.crt', certFile: '/etc/prometheus/secrets/etcd/tls.crt', keyFile: '/etc/prometheus/secrets/etcd/tls.key' };
    const made = of({ kubeEtcd: { serviceMonitor } });
    const { scheme, insecureSkipVerify, ...files } = serviceMonitor;
    expect(monitor(made, 'etcd').spec.endpoints[0]).toMatchObject({ scheme, tlsConfig: { ...files, insecureSkipVerify } });
    expect(made.warnings.join('\n')).toContain('kubeEtcd: the certificate files are in a Secret that Prometheus mounts ("prometheus.prometheusSpec.secrets").');
  });

  test.each([['kubeApiServer', 'apiserver', 2], ['coreDns', 'coredns', 1], ['kubeProxy', 'kube-proxy', 1], ['kubelet', 'kubelet', 3]])('%s: interval, proxy, limits, labels and relabelings', (key, job, count) => {
    const serviceMonitor = {
      interval: '45s', proxyUrl: 'http://proxy:3128', sampleLimit: 5000, targetLabels: ['team'], additionalLabels: { 'a/b': 'c' }, relabelings: [RELABELING], metricRelabelings: [DROP],
    };
    const made = of({ [key]: { serviceMonitor } });
    const { metadata, spec } = monitor(made, job);
    expect(spec.endpoints).toHaveLength(count);
    for (const endpoint of spec.endpoints) { expect(endpoint).toMatchObject({ interval: '45s', proxyUrl: 'http://proxy:3128' }); }
    expect(spec.endpoints[0].metricRelabelings).toEqual([DROP]);
    expect(spec.endpoints[0].relabelings.at(-1)).toEqual(RELABELING);
    expect([metadata.labels['a/b'], spec.sampleLimit, spec.targetLabels]).toEqual(['c', 5000, ['team']]);
    expect([...made.results.values()].every(each => each.startsWith('mapped: a patch of its ServiceMonitor'))).toBe(true);
  });

  test('lists of kubelets apply to one path each, and an empty list drops nothing', () => {
    const made = of({ kubelet: { serviceMonitor: { cAdvisorMetricRelabelings: [], probesMetricRelabelings: [DROP], cAdvisorRelabelings: [RELABELING], cAdvisorInterval: '30s' } } });
    const [own, cadvisor, probes] = monitor(made, 'kubelet').spec.endpoints;
    expect(own.metricRelabelings).toHaveLength(1);
    expect([cadvisor.metricRelabelings, cadvisor.interval, probes.metricRelabelings]).toEqual([undefined, '30s', [DROP]]);
    expect(cadvisor.relabelings.at(-1)).toEqual(RELABELING);
    expect(made.result('kubelet.serviceMonitor.cAdvisorMetricRelabelings')).toBe('mapped: nothing is dropped');
  });

  test('paths of kubelets are enabled one by one', () => {
    expect(endpoints({ kubelet: { serviceMonitor: { probes: false, resource: true } } }, 'kubelet').map(({ path, interval }) => [path, interval]))
      .toEqual([['/metrics', undefined], ['/metrics/cadvisor', '10s'], ['/metrics/resource', '10s']]);
    expect(endpoints({ kubelet: { serviceMonitor: { cAdvisor: false } } }, 'kubelet').map(({ path }) => path)).toEqual(['/metrics', '/metrics/probes']);
  });

  test('kubelets with verified certificates, without honored labels, with metadata of nodes', () => {
    const made = of({ kubelet: { serviceMonitor: { insecureSkipVerify: false, honorLabels: false, attachMetadata: { node: true } } } });
    const { spec } = monitor(made, 'kubelet');
    expect(spec.endpoints[0]).toMatchObject({ honorLabels: false, tlsConfig: { insecureSkipVerify: false } });
    expect(spec.attachMetadata).toEqual({ node: true });
    expect(JSON.stringify(made.objects.filter(each => each.kind === 'ClusterRole'))).toContain('{"apiGroups":[""],"resources":["nodes"],"verbs":["get","list","watch"]}');
  });

  test('an existing Service is selected by labels, and the job keeps its name', () => {
    const [endpoint] = endpoints({ coreDns: { service: { enabled: false }, serviceMonitor: { selector: { matchLabels: { a: 'b' } }, port: 'metrics' } } }, 'coredns');
    expect(endpoint).toMatchObject({ port: 'metrics', relabelings: [{ targetLabel: 'job', replacement: 'coredns' }] });
  });

  // Helm merges maps: the default selector of the apiserver stays, and a key next to matchLabels is no field of a selector
  test('a selector is merged with that of the chart', () => {
    const selector = (values: unknown) => monitor(of({ kubeApiServer: { serviceMonitor: { selector: values } } }), 'apiserver').spec.selector;
    expect(selector({ 'k8s-app': 'kube-apiserver' })).toEqual({ matchLabels: { component: 'apiserver', provider: 'kubernetes' } });
    expect(selector({ matchLabels: { a: 'b' } })).toEqual({ matchLabels: { component: 'apiserver', provider: 'kubernetes', a: 'b' } });
  });

  test('without the operator, another operator writes the kubelets\' addresses', () => {
    const { code, warnings } = of({ prometheusOperator: { enabled: false } });
    expect(code).not.toContain('serviceMonitors.kubelet');
    expect(warnings.join('\n')).toContain('the operator is disabled');
  });

  test('without a Prometheus, its permissions are not mentioned', () => {
    expect(of({ prometheus: { enabled: false }, kubelet: { serviceMonitor: { attachMetadata: { node: true } } } }).code).not.toContain('stack.prometheus!');
  });

  test('the scheduler\'s resource metrics', () => {
    expect(endpoints({ kubeScheduler: { serviceMonitor: { resource: { enabled: true, interval: '1m' } } } }, 'kube-scheduler').map(({ path, interval }) => [path, interval])).toEqual([['/metrics', undefined], ['/metrics/resources', '1m']]);
  });

  test('two families of addresses', () => {
    const made = of({ kubeProxy: { service: { ipDualStack: { enabled: true } } } });
    expect(made.objects.find(each => each.metadata.name === 'monitoring-kube-proxy' && each.kind === 'Service').spec).toMatchObject({ ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv6', 'IPv4'] });
  });

  test('job names differ, and Helm templates are not read', () => {
    const { result } = of({ kubeProxy: { jobNameOverride: 'x', serviceMonitor: { relabelings: [{ targetLabel: 'cluster', replacement: '{{ .Values.x }}' }], jobLabel: 'y' } } });
    expect(result('kubeProxy.jobNameOverride')).toMatch(/different: the job is "kube-proxy", which rules and dashboards use/);
    expect(result('kubeProxy.serviceMonitor.jobLabel')).toMatch(/^different/);
    expect(result('kubeProxy.serviceMonitor.relabelings')).toMatch(/unsupported: a Helm template/);
  });

  test.each([null, [], 'x', 7, { enabled: 'x' }, { serviceMonitor: [] }, { serviceMonitor: { relabelings: 'x', interval: 7, metricRelabelings: [1], selector: 'x', additionalLabels: [] }, service: { selector: 'x', port: 'y' }, endpoints: 'x' }])('%j as values of a job does not throw', value => {
    for (const key of ['kubelet', 'kubeEtcd', 'kubeApiServer', 'kubeScheduler']) { expect(of({ [key]: value }).objects.length).toBeGreaterThan(10); }
  });

  test('texts of values enter the program only as literals', () => {
    const hostile = '\'); process.exit(3); (\'';
    expect(endpoints({ coreDns: { serviceMonitor: { relabelings: [{ targetLabel: 'a', replacement: hostile }] } } }, 'coredns')[0].relabelings).toEqual([{ targetLabel: 'a', replacement: hostile }]);
  });
});
