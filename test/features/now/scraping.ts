import { Duration, Size } from 'cdk8s';
import { BlackboxExporter, FederatedCluster, Platform, Prometheus, PrometheusTest, ProbeTargets } from '../../../src';
import { aStack, named, operatorArguments, stackObjects } from '../../support/stack';
import { aChart, errorsOf, synth, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { aService, endpointsOf, kind, manifestsOf, rulesOf } from '../programs';

const pathsOf = (objects: any[], monitor: string) => endpointsOf(objects, monitor).map(({ port, path }) => path ?? port);
const OWN_CONTROL_PLANE = { platform: Platform.KUBEADM, controlPlane: { controllerManager: true, scheduler: true, etcd: true, kubeProxy: true } };

export const SCRAPING: FeatureRow[] = [
  {
    row: 25,
    feature: 'kubelet: /metrics, /metrics/cadvisor, /metrics/probes',
    verdict: 'done',
    shows: () => expect(pathsOf(stackObjects(), 'kubelet')).toEqual(['/metrics', '/metrics/cadvisor', '/metrics/probes']),
  },
  {
    row: 26,
    feature: 'kubelet: /metrics/resource',
    verdict: 'done',
    shows: () => expect(pathsOf(stackObjects({ controlPlane: { kubeletResourceMetrics: true } }), 'kubelet')).toContain('/metrics/resource'),
  },
  {
    row: 27,
    feature: 'Endpoints or EndpointSlices, by version',
    verdict: 'done',
    shows: () => {
      const of = (version: string) => {
        const objects = stackObjects({ operator: { version } });
        return [operatorArguments(objects).filter(argument => /kubelet-endpoint/.test(argument)), theOne(objects, 'Prometheus').spec.serviceDiscoveryRole];
      };
      expect(of('0.94.1')).toEqual([['--kubelet-endpointslice=true', '--kubelet-endpoints=false'], 'EndpointSlice']);
      expect(of('0.73.2')).toEqual([[], undefined]);
    },
  },
  {
    row: 28,
    feature: 'apiserver: /metrics and /metrics/slis',
    verdict: 'done',
    shows: () => expect(pathsOf(stackObjects(), 'apiserver')).toEqual(['/metrics', '/metrics/slis']),
  },
  {
    row: 29,
    feature: 'kube-controller-manager and kube-scheduler, with resource metrics and static addresses',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ controlPlane: { controllerManager: true, schedulerAddresses: ['10.0.0.1', '10.0.0.2'], schedulerResourceMetrics: true } });
      expect(endpointsOf(objects, 'kube-controller-manager')).toMatchObject([{ port: 'https-metrics', scheme: 'https' }]);
      expect(pathsOf(objects, 'kube-scheduler')).toEqual(['/metrics', '/metrics/resources']);
      expect(kind(objects, 'EndpointSlice').map(({ endpoints, ports }) => [endpoints.flatMap(({ addresses }: any) => addresses), ports[0].port])).toEqual([[['10.0.0.1', '10.0.0.2'], 10259]]);
    },
  },
  {
    row: 30,
    feature: 'etcd, with client certificates and static addresses',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ controlPlane: { etcdAddresses: ['10.0.0.1'], etcdTls: { caSecretName: 'etcd-ca', clientSecretName: 'etcd-client' } } });
      expect(endpointsOf(objects, 'etcd')).toMatchObject([{ scheme: 'https', tlsConfig: { ca: { secret: { name: 'etcd-ca', key: 'ca.crt' } }, keySecret: { name: 'etcd-client', key: 'tls.key' } } }]);
      expect(kind(objects, 'EndpointSlice').map(({ endpoints, ports }) => [endpoints[0].addresses, ports[0].port])).toEqual([[['10.0.0.1'], 2379]]);
      expect(named(stackObjects(OWN_CONTROL_PLANE), 'Service', 'monitoring-etcd').spec).toMatchObject({ selector: { component: 'etcd' }, ports: [{ port: 2381 }] });
    },
  },
  {
    row: 31,
    feature: 'kube-proxy',
    verdict: 'done',
    shows: () => {
      expect(named(stackObjects(OWN_CONTROL_PLANE), 'Service', 'monitoring-kube-proxy').spec.ports).toMatchObject([{ port: 10249 }]);
      expect(errorsOf(aStack({ platform: Platform.GKE, controlPlane: { kubeProxy: true } }).chart)).toContain('"kubeProxy"');
    },
  },
  {
    row: 32,
    feature: 'CoreDNS and kube-dns',
    verdict: 'done',
    shows: () => {
      const ports = (platform: Platform, name: string) => named(stackObjects({ platform }), 'Service', name).spec.ports.map(({ port }: any) => port);
      expect(ports(Platform.GENERIC, 'monitoring-coredns')).toEqual([9153]);
      expect(ports(Platform.GKE, 'monitoring-kube-dns')).toEqual([10054, 10055]);
    },
  },
  {
    row: 33,
    feature: 'Platform presets: what cannot be scraped has no target and no alert',
    verdict: 'done',
    shows: () => {
      const alerts = (props: object) => rulesOf(stackObjects(props)).map(({ alert }) => alert);
      expect(alerts(OWN_CONTROL_PLANE)).toContain('KubeSchedulerDown');
      expect(alerts({ platform: Platform.EKS })).not.toContain('KubeSchedulerDown');
      expect(errorsOf(aStack({ platform: Platform.EKS, controlPlane: { scheduler: true } }).chart)).toContain('"scheduler"');
    },
  },
  {
    row: 44,
    feature: 'Further ServiceMonitors and PodMonitors',
    verdict: 'partial',
    why: '`addScrapeTarget` scrapes one port of a Service. There are no relabelings, limits and tokens, and nothing for pods without a Service.',
    shows: () => {
      const { chart, stack } = aStack({ namespaces: ['shop'] });
      const shop = aChart('shop');
      const service = aService(shop, 'checkout', [{ name: 'metrics', port: 8080 }]);
      stack.addScrapeTarget(service, { path: '/stats', interval: Duration.seconds(15), honorLabels: true, basicAuth: { secretName: 'login' } });
      const monitor = kind(synth(chart), 'ServiceMonitor').filter(({ spec }) => spec.endpoints[0].path === '/stats');
      expect(monitor.map(({ spec }) => spec.endpoints)).toMatchObject([[{ port: 'metrics', interval: '15s', honorLabels: true, basicAuth: { username: { name: 'login', key: 'username' } } }]]);
    },
  },
  {
    row: 45,
    feature: 'Probe',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const exporter = new BlackboxExporter(chart, 'Blackbox');
        exporter.addProbe('shop', { module: 'http_2xx', targets: [ProbeTargets.service(aService(chart, 'shop', [{ name: 'http', port: 80 }]))], interval: Duration.minutes(1) });
      });
      expect(theOne(objects, 'Probe').spec).toMatchObject({ interval: '1m', prober: { url: expect.stringContaining('blackbox-exporter') } });
    },
  },
  {
    row: 46,
    feature: 'ScrapeConfig for targets outside of the cluster',
    verdict: 'partial',
    why: 'Only FederatedCluster makes one, of another Prometheus.',
    shows: () => {
      const objects = manifestsOf(chart => new FederatedCluster(chart, 'Cluster', {
        cluster: 'ap-1', target: { hostname: 'prometheus.ap-1.example.org', port: 443 }, match: ['up{job="kubelet"}'], tls: {}, bearerToken: { secretName: 'ap-1-token' },
      }));
      expect(theOne(objects, 'ScrapeConfig').spec.staticConfigs[0].targets).toEqual(['prometheus.ap-1.example.org:443']);
    },
  },
  {
    row: 47,
    feature: 'additionalScrapeConfigs, by reference',
    verdict: 'done',
    shows: () => {
      const additionalScrapeConfigs = { secretName: 'scrapes', key: 'prometheus.yaml' };
      expect(theOne(stackObjects({ prometheus: { additionalScrapeConfigs } }), 'Prometheus').spec.additionalScrapeConfigs).toEqual({ name: 'scrapes', key: 'prometheus.yaml' });
    },
  },
  { row: 48, feature: 'ScrapeClass', verdict: 'missing', why: 'There is no option; the graph reads those of Prometheuses from elsewhere.' },
  {
    row: 49,
    feature: 'Selection policies of a Prometheus, checked',
    verdict: 'partial',
    why: 'Everything in the listed namespaces is selected; labels can be required only for PodMonitors and rules.',
    shows: () => {
      const { spec } = theOne(stackObjects({ namespaces: ['shop'], prometheus: { selection: { podMonitors: { matchLabels: { release: 'x' } }, rules: { matchLabels: { release: 'x' } } } } }), 'Prometheus');
      expect(spec).toMatchObject({ serviceMonitorSelector: {}, podMonitorSelector: { matchLabels: { release: 'x' } }, ruleSelector: { matchLabels: { release: 'x' } } });
      expect(spec.serviceMonitorNamespaceSelector.matchExpressions[0].values).toEqual(expect.arrayContaining(['monitoring', 'shop']));
    },
  },
  {
    row: 50,
    feature: 'Limits of samples, targets, labels and bytes',
    verdict: 'done',
    shows: () => {
      const limits = { sampleLimit: 200_000, targetLimit: 500, labelLimit: 60, bodySizeLimit: Size.mebibytes(50) };
      const { spec } = theOne(stackObjects({ prometheus: { limits } }), 'Prometheus');
      expect(spec).toMatchObject({ enforcedSampleLimit: 200_000, enforcedTargetLimit: 500, enforcedLabelLimit: 60, enforcedBodySizeLimit: '50MB' });
    },
  },
  {
    row: 76,
    feature: 'Federation by /federate',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        new Prometheus(chart, 'Prometheus');
        new FederatedCluster(chart, 'Cluster', { cluster: 'eu-1', target: { ips: ['10.1.2.3'], hostname: 'prometheus.eu-1.example.org' }, match: ['up{job="kubelet"}'], tls: {}, kubernetesVersion: '1.34' });
      });
      expect(objects.filter(({ kind: of }) => of === 'EndpointSlice').map(({ endpoints }) => endpoints[0].addresses)).toEqual([['10.1.2.3']]);
      const [federate] = kind(objects, 'ServiceMonitor').flatMap(({ spec }) => spec.endpoints).filter(({ path }: any) => path === '/federate');
      expect(federate).toMatchObject({ honorLabels: true, params: { 'match[]': ['up{job="kubelet"}'] } });
    },
  },
  {
    row: 80,
    feature: 'Names are typed, rules follow',
    verdict: 'done',
    shows: () => {
      const { chart } = aStack({ kubeStateMetrics: { name: 'ksm' } });
      const objects = synth(chart);
      PrometheusTest.of(chart).expectTarget('monitoring/ksm', { labels: { job: 'kube-state-metrics' } });
      expect(rulesOf(objects).some(({ expr }) => String(expr).includes('job="kube-state-metrics"'))).toBe(true);
    },
  },
];
