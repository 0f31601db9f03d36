import { ControlPlane, ControlPlaneProps, Platform, Prometheus, PrometheusAgent, PrometheusStackProps, PrometheusTest, ScrapeGraph } from '../../src';
import { aStack, named, operatorArguments, stackObjects } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth } from '../support/synth';

function made(props: ControlPlaneProps = {}) {
  const chart = aChart('monitoring');
  return { chart, plane: new ControlPlane(chart, 'ControlPlane', { kubeletService: 'kube-system/kubelet', ...props }) };
}
const specOf = (props: ControlPlaneProps, monitor: string) => named(synth(made(props).chart), 'ServiceMonitor', monitor).spec;
const METRICS_PATH = { action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' };
const problemsOf = (chart: ReturnType<typeof aChart>) => JSON.parse(ScrapeGraph.of(chart).explainAsJson())[0].problems;

describe('SLIs of components', () => {
  const SCRAPED: ControlPlaneProps = { componentSlis: true, controllerManager: true, scheduler: true, kubeProxy: true, etcd: true };
  const paths = (props: ControlPlaneProps) => Object.fromEntries(ofKind(synth(made(props).chart), 'ServiceMonitor').map(({ metadata, spec }) => [metadata.name, spec.endpoints.map(({ path }: any) => path)]));

  test('are one additional path of each component that has them', () => {
    expect(paths(SCRAPED)).toEqual({
      'kubelet': ['/metrics', '/metrics/cadvisor', '/metrics/probes', '/metrics/slis'],
      'apiserver': ['/metrics', '/metrics/slis'],
      'coredns': [undefined],
      'kube-controller-manager': ['/metrics', '/metrics/slis'],
      'kube-scheduler': ['/metrics', '/metrics/slis'],
      'etcd': [undefined],
      'kube-proxy': ['/metrics', '/metrics/slis'],
    });
    expect(paths({ ...SCRAPED, schedulerResourceMetrics: true })['kube-scheduler']).toEqual(['/metrics', '/metrics/resources', '/metrics/slis']);
  });

  test('are distinguished from the metrics by a label with the path', () => {
    for (const { relabelings } of specOf(SCRAPED, 'kube-proxy').endpoints) { expect(relabelings).toEqual([METRICS_PATH]); }
    // a component has this one in its metrics already
    const drop = [{ action: 'drop', sourceLabels: ['__name__'], regex: 'process_start_time_seconds' }];
    expect(specOf(SCRAPED, 'kube-scheduler').endpoints.map(({ metricRelabelings }: any) => metricRelabelings)).toEqual([undefined, drop]);
    expect(specOf(SCRAPED, 'kubelet').endpoints.map(({ metricRelabelings }: any) => metricRelabelings)).toEqual([undefined, undefined, undefined, drop]);
    expect(specOf({ ...SCRAPED, componentSlis: false }, 'kube-proxy').endpoints).toEqual([{ port: 'http-metrics' }]);
  });

  test('are targets in a stack, each once', () => {
    const { chart } = aStack({ controlPlane: { componentSlis: true, schedulerAddresses: ['10.0.0.1'], schedulerResourceMetrics: true } });
    const service = 'kube-system/monitoring-kube-scheduler';
    for (const path of ['/metrics', '/metrics/resources', '/metrics/slis']) {
      PrometheusTest.of(chart).expectTarget(service, { labels: { job: 'kube-scheduler', instance: '10.0.0.1:10259', metrics_path: path } });
    }
    expect(problemsOf(chart)).toEqual([]);
  });
});

describe('the permission to read /metrics/resources', () => {
  const pathsOf = (objects: any[]) => ofKind(objects, 'ClusterRole').filter(({ metadata }) => /prometheus-main|prom-agent-main/.test(metadata.name))
    .flatMap(({ rules }) => rules.flatMap(({ nonResourceURLs = [] }: any) => nonResourceURLs));
  const controlPlane = { scheduler: true, schedulerResourceMetrics: true };

  test('is granted only if the scheduler is scraped there', () => {
    expect(pathsOf(stackObjects({ controlPlane }))).toEqual(['/metrics', '/metrics/slis', '/metrics/resources']);
    expect(pathsOf(stackObjects({ controlPlane: { scheduler: true } }))).toEqual(['/metrics', '/metrics/slis']);
    expect(pathsOf(stackObjects({ controlPlane, prometheusEnabled: false, agent: { remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }] } }))).toContain('/metrics/resources');
  });

  test('remains when the Roles are restricted to what is scraped', () => {
    const { chart, stack } = aStack({ controlPlane });
    stack.restrictRoles();
    expect(pathsOf(synth(chart)).sort()).toEqual(['/metrics', '/metrics/resources', '/metrics/slis']);
  });

  test('is added by select(), also without a stack', () => {
    const { chart, plane } = made(controlPlane);
    for (const scraper of [new Prometheus(chart, 'Prometheus'), new PrometheusAgent(chart, 'Agent', { remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }] })]) {
      scraper.select(plane);
      scraper.select(plane);
    }
    expect(pathsOf(synth(chart)).filter(path => path === '/metrics/resources')).toHaveLength(2);
  });
});

test('Talos labels its static pods like kubeadm, and its etcd is found through the API server on the same machine', () => {
  const objects = synth(made({ platform: Platform.TALOS, controllerManager: true, scheduler: true, kubeProxy: true, etcd: true }).chart);
  const service = (name: string) => named(objects, 'Service', `monitoring-${name}`).spec;
  expect(['kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'coredns', 'etcd'].map(name => [service(name).selector, service(name).ports[0].port])).toEqual([
    [{ component: 'kube-controller-manager' }, 10257], [{ component: 'kube-scheduler' }, 10259], [{ 'k8s-app': 'kube-proxy' }, 10249], [{ 'k8s-app': 'kube-dns' }, 9153],
    [{ component: 'kube-apiserver' }, 2381],
  ]);
  expect(named(objects, 'ServiceMonitor', 'etcd').spec.endpoints[0].relabelings).toEqual([{ action: 'labeldrop', regex: '(pod|container)' }]);
  const atAddresses = synth(made({ platform: Platform.TALOS, etcdAddresses: ['10.0.0.1'] }).chart);
  expect(named(atAddresses, 'Service', 'monitoring-etcd').spec.selector).toBeUndefined();
});

test('RKE2 labels kube-proxy with its command, like the other static pods', () => {
  const objects = synth(made({ platform: Platform.RKE2, controllerManager: true, scheduler: true, etcd: true, kubeProxy: true }).chart);
  const service = (name: string) => named(objects, 'Service', `monitoring-${name}`).spec;
  expect(['kube-controller-manager', 'kube-scheduler', 'etcd', 'kube-proxy'].map(name => [service(name).selector, service(name).ports[0].port])).toEqual([
    [{ component: 'kube-controller-manager' }, 10257], [{ component: 'kube-scheduler' }, 10259], [{ component: 'etcd' }, 2381], [{ component: 'kube-proxy' }, 10249],
  ]);
});

test('k3s exposes its own etcd at addresses; for every other part a second copy of the series is a warning', () => {
  expect(errorsOf(made({ platform: Platform.K3S, etcdAddresses: ['10.0.0.1'] }).chart)).toBe('');
  expect(noticesOf(made({ platform: Platform.K3S, schedulerAddresses: ['10.0.0.1'] }).chart).join()).toContain('"scheduler" can probably not be scraped on k3s');
});

describe('OpenShift', () => {
  const PARTS: ControlPlaneProps = { platform: Platform.OPENSHIFT, controllerManager: true, scheduler: true, etcd: true, etcdTls: { caSecretName: 'etcd-ca', clientSecretName: 'etcd-client' } };

  test('has a Service for each part in a separate namespace, which is scraped like openshift-monitoring does', () => {
    const objects = synth(made(PARTS).chart);
    expect(ofKind(objects, 'Service')).toEqual([]);
    const spec = (name: string) => named(objects, 'ServiceMonitor', name).spec;
    expect(spec('kube-controller-manager')).toEqual({
      jobLabel: 'prometheus',
      selector: { matchLabels: { prometheus: 'kube-controller-manager' } },
      namespaceSelector: { matchNames: ['openshift-kube-controller-manager'] },
      endpoints: [{
        port: 'https',
        scheme: 'https',
        bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
        tlsConfig: { caFile: '/var/run/secrets/kubernetes.io/serviceaccount/service-ca.crt', serverName: 'kube-controller-manager.openshift-kube-controller-manager.svc' },
      }],
    });
    expect([spec('kube-scheduler').selector.matchLabels, spec('kube-scheduler').namespaceSelector.matchNames]).toEqual([{ prometheus: 'kube-scheduler' }, ['openshift-kube-scheduler']]);
    expect(spec('etcd')).toMatchObject({
      jobLabel: 'k8s-app', namespaceSelector: { matchNames: ['openshift-etcd'] }, endpoints: [{ port: 'etcd-metrics', scheme: 'https', tlsConfig: { cert: { secret: { name: 'etcd-client' } } } }],
    });
    expect(made(PARTS).plane.namespaces).toEqual(['default', 'kube-system', 'openshift-etcd', 'openshift-kube-controller-manager', 'openshift-kube-scheduler']);
  });

  test('a part that may not be reachable is a warning, and not scraped by default', () => {
    const { chart, plane } = made({ platform: Platform.OPENSHIFT, dns: true, etcd: true });
    expect(noticesOf(chart).join('\n')).toMatch(/"dns" can probably not be scraped[^]*\[control-plane\/etcd-without-certificate\]/);
    expect(plane.jobs).toContain('coredns');
    expect(noticesOf(made({ platform: Platform.OPENSHIFT }).chart)).toEqual([]);
  });

  test('CoreDNS keeps its job, although no label of the Service has it', () =>
    expect(specOf({ platform: Platform.OPENSHIFT, dns: true }, 'coredns').endpoints[0].relabelings).toEqual([{ action: 'replace', targetLabel: 'job', replacement: 'coredns' }]));

  test('parts at addresses are scraped there', () => {
    const objects = synth(made({ platform: Platform.OPENSHIFT, schedulerAddresses: ['10.0.0.1'] }).chart);
    expect(named(objects, 'ServiceMonitor', 'kube-scheduler').spec.namespaceSelector).toEqual({ matchNames: ['kube-system'] });
  });
});

describe('a stack', () => {
  const kinds = (props: PrometheusStackProps) => stackObjects(props).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const left = (platform: Platform) => noticesOf(aStack({ platform }).chart).filter(notice => notice.includes('node-exporter'));

  test.each([Platform.GKE_AUTOPILOT, Platform.OPENSHIFT])('on %s omits node-exporter, with a reason, and nothing queries it', platform => {
    expect(kinds({ platform }).filter(name => name.includes('node-exporter'))).toEqual([]);
    expect(JSON.stringify(ofKind(stackObjects({ platform }), 'PrometheusRule'))).not.toContain('node_cpu_seconds_total');
    expect(left(platform)).toEqual([expect.stringContaining('[prometheus-stack/node-exporter-left-out]')]);
    expect(noticesOf(aStack({ platform, nodeExporterEnabled: false }).chart).filter(notice => notice.includes('node-exporter'))).toEqual([]);
    expect(errorsOf(aStack({ platform, nodeExporter: { cpu: '10m' } }).chart)).toBe('');
  });

  test.each([Platform.KUBEADM, Platform.TALOS, Platform.RKE2, Platform.OKE])('on %s has node-exporter, without a message', platform => {
    expect(kinds({ platform })).toContain('DaemonSet node-exporter');
    expect(left(platform)).toEqual([]);
  });

  test('node-exporter, if enabled, is a warning; on OpenShift it uses another port than the platform\'s', () => {
    const { chart } = aStack({ platform: Platform.OPENSHIFT, nodeExporterEnabled: true });
    expect(noticesOf(chart).join()).toContain('[prometheus-stack/node-exporter-refused]');
    expect(named(synth(chart), 'Service', 'node-exporter').spec.ports[0].port).toBe(9110);
    const own = named(stackObjects({ platform: Platform.OPENSHIFT, nodeExporterEnabled: true, nodeExporter: { port: 9111 } }), 'Service', 'node-exporter');
    expect(own.spec.ports[0].port).toBe(9111);
  });

  test('on OpenShift no pod sets its user, unless an option does', () => {
    const users = (props: PrometheusStackProps) => stackObjects({ platform: Platform.OPENSHIFT, nodeExporterEnabled: true, ...props })
      .flatMap(({ kind, metadata, spec }) => {
        const custom = ['Prometheus', 'Alertmanager'].includes(kind) ? spec.securityContext : undefined;
        const context = ['Deployment', 'DaemonSet'].includes(kind) ? spec.template.spec.securityContext : custom;
        return context ? [[`${kind} ${metadata.name}`, context.runAsUser, context.fsGroup]] : [];
      });
    expect(users({})).toEqual([
      ['Deployment prometheus-operator', undefined, undefined], ['DaemonSet node-exporter', 65534, undefined], ['Deployment kube-state-metrics', undefined, undefined],
      ['Alertmanager main', undefined, undefined], ['Prometheus main', undefined, undefined],
    ]);
    expect(users({ podSecurity: { runAsUser: 1000 } }).map(([, user]) => user)).toEqual([1000, 65534, 1000, 1000, 1000]);
    expect(users({ platform: Platform.TALOS }).every(([, user]) => user === 65534)).toBe(true);
  });

  test('on Autopilot nothing is created in kube-system, and the kubelets are still targets', () => {
    const { chart } = aStack({ platform: Platform.GKE_AUTOPILOT, nodeExporterEnabled: false });
    const objects = synth(chart);
    expect(objects.filter(({ metadata }) => metadata.namespace === 'kube-system').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
    expect(operatorArguments(objects)).toContain('--kubelet-service=monitoring/monitoring-kubelet');
    expect(named(objects, 'ServiceMonitor', 'kubelet').spec.namespaceSelector).toEqual({ matchNames: ['monitoring'] });
    PrometheusTest.of(chart).expectTarget('monitoring/monitoring-kubelet', { labels: { job: 'kubelet', metrics_path: '/metrics/cadvisor' } });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('on Autopilot CoreDNS is an error with the reason', () =>
    expect(errorsOf(aStack({ platform: Platform.GKE_AUTOPILOT, controlPlane: { dns: true } }).chart)).toContain('Autopilot rejects Services of users'));
});
