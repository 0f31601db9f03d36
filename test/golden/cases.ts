import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import {
  Alertmanager, BlackboxExporter, BlackboxModule, ConfigReloaderSidecar, ConfigReloaderSidecarOptions, CustomResourceValue, EndpointObjects, FederatedCluster,
  FederatedClusterProps, FederationRules, Grafana, GrafanaDatasource, IpFamily, KubeStateMetrics, KubeStateMetricsOptions, MonitoringMixin,
  NodeAddressPriority, NodeEndpoints, NodeEndpointsOptions, NodeSource, OAuth2Proxy, Platform, ProbeTargets, Prometheus, PrometheusAgent, PrometheusAgentMode,
  PrometheusStack, PrometheusStackProps, ReloadMethod, ReloaderVolume, RemoteWrite, ThanosEndpoint, ThanosQuery, ThanosRuler, WebIngress,
} from '../../src';
import { ALL_JOBS } from '../support/mixin';

/**
 * What a GitOps repository would commit, one file a case: `<name>.yaml` next to this file, with placeholders
 * for default versions. Conformance tests apply each, with its versions, to the real apiserver. `npm run update-goldens` rewrites them, nothing else does.
 */
export const GOLDENS: { readonly [name: string]: (app: App) => void } = {
  // an agent on each node, and three shards whose rules a Ruler evaluates
  'agent-by-node': app => new PrometheusAgent(new Chart(app, 'agent', { namespace: 'monitoring' }), 'Agent', {
    name: 'nodes',
    mode: PrometheusAgentMode.DAEMON_SET,
    operatorFeatureGates: { PrometheusAgentDaemonSet: true },
    selection: { podMonitors: { matchLabels: { scrape: 'node' } } },
    externalLabels: { cluster: 'eu-1' },
    remoteWrite: [RemoteWrite.victoriaMetrics({ endpoint: 'https://victoria.example.org' })],
  }),
  'thanos-ruler': app => {
    const chart = new Chart(app, 'ruler', { namespace: 'monitoring' });
    const prometheus = new Prometheus(chart, 'Prometheus', { shards: 3, thanos: {}, rulesEnabled: false, storage: { size: Size.gibibytes(100) }, externalLabels: { cluster: 'eu-1' } });
    const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.of(prometheus.storeApi!)] });
    const { reference } = new Alertmanager(chart, 'Alertmanager', { configSecret: 'alertmanager-config' });
    new ThanosRuler(chart, 'Ruler', { query, alertmanagers: [reference], externalLabels: { cluster: 'eu-1', ruler: 'main' }, storage: { size: Size.gibibytes(10) } });
  },
  // what people look at, and what asks from outside
  'web': app => {
    const chart = new Chart(app, 'web', { namespace: 'monitoring' });
    const { queryApi, webUi } = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) }, externalUrl: 'https://prometheus.example.org/' });
    const grafana = new Grafana(chart, 'Grafana', {
      admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.prometheus(queryApi!)], storage: { size: Size.gibibytes(1) }, rootUrl: 'https://grafana.example.org/',
    });
    const login = new OAuth2Proxy(chart, 'Login', { ui: webUi!, issuerUrl: 'https://login.example.org', host: 'prometheus.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'] });
    for (const [host, ui] of [['grafana', grafana.webUi], ['prometheus', login.webUi]] as const) {
      new WebIngress(chart, `Web-${host}`, { ui, host: `${host}.example.org`, controllerNamespace: 'ingress-nginx', tlsSecretName: `${host}-tls` });
    }
    const blackbox = new BlackboxExporter(chart, 'Blackbox', { modules: { http_2xx: BlackboxModule.http({ timeout: Duration.seconds(5) }), ping: BlackboxModule.icmp() } });
    blackbox.addProbe('web', { module: 'http_2xx', targets: [ProbeTargets.of('https://grafana.example.org/', 'https://prometheus.example.org/')], interval: Duration.minutes(1) });
    blackbox.addProbe('gateway', { module: 'ping', targets: [ProbeTargets.of('gateway.example.org')] });
  },

  // real nodes, whatever the versions of the cluster and the operator
  'node-endpoints-any-version': app => nodeEndpoints(app, NodeSource.fromFile('examples/node-endpoints/nodes.json')),
  'node-endpoints-external-ipv6': app => nodeEndpoints(app, NodeSource.fromFile('examples/node-endpoints/nodes.json'), {
    name: 'kubelet-ipv6',
    addressPriority: NodeAddressPriority.EXTERNAL,
    ipFamily: IpFamily.IPV6,
    kubernetesVersion: '1.34',
    operatorVersion: '0.93.1',
    labels: { release: 'monitoring' },
  }),
  'node-endpoints-endpoints-only': app => nodeEndpoints(app, NodeSource.of([
    { name: 'node-a', internalIps: ['10.0.0.1'], ready: true },
    { name: 'node-b', internalIps: ['<nil>'], ready: true },
    { name: 'node-c', internalIps: ['010.0.0.2'], ready: false },
  ]), { name: 'kubelet-endpoints', kubernetesVersion: '1.29', objects: EndpointObjects.ENDPOINTS }),
  'node-endpoints-empty': app => nodeEndpoints(app, NodeSource.of([]), { name: 'kubelet-empty', allowEmpty: true }),

  // each side of every threshold that changes what is emitted
  ...Object.fromEntries(['2.12.0', '2.13.0', '2.14.0', '2.18.0', '2.20.0'].map(version => [
    `kube-state-metrics-${version.split('.').slice(0, 2).join('.')}`, (app: App) => kubeStateMetrics(app, { version, name: `ksm-${version.replace(/\./g, '-')}` }),
  ])),
  'kube-state-metrics-sharded': app => kubeStateMetrics(app, { name: 'ksm-sharded', shards: 3, clusterNodes: 1000, podDisruptionBudget: true, resources: ['pods', 'nodes'] }),
  'kube-state-metrics-namespaced': app => kubeStateMetrics(app, { name: 'ksm-namespaced', namespaces: ['team-a', 'team-b'], excludeResources: ['secrets'] }),
  'kube-state-metrics-proxied': app => kubeStateMetrics(app, { name: 'ksm-proxied', version: '2.15.0', authProxy: true }),
  'kube-state-metrics-tls': app => kubeStateMetrics(app, {
    name: 'ksm-tls',
    tls: { secretName: 'ksm-tls', clientSecretName: 'prometheus-client' },
    customResourceState: {
      resources: [{
        groupVersionKind: { group: 'monitoring.coreos.com', version: 'v1', kind: 'ServiceMonitor' },
        resourcePlural: 'servicemonitors',
        labelsFromPath: { namespace: ['metadata', 'namespace'], servicemonitor: ['metadata', 'name'] },
        metrics: [{ name: 'info', help: 'A ServiceMonitor.', each: CustomResourceValue.info({ labelsFromPath: { job_label: ['spec', 'jobLabel'] } }) }],
      }],
    },
  }),

  // what the oldest and the newest way to discover look like, with everything that listens in the other way
  'stack-operator-0.73': app => stack(app, {
    namespace: 'stack-0-73',
    operator: { version: '0.73.2' },
    prometheus: { listenLocal: true, authProxy: true, externalLabels: { cluster: 'old' } },
    highAvailability: false,
  }),
  'stack-everywhere-tls': app => stack(app, {
    namespace: 'stack-everywhere',
    allNamespaces: true,
    platform: Platform.KUBEADM,
    controlPlane: { controllerManager: true, scheduler: true, etcd: true, kubeProxy: true },
    nodes: NodeSource.of([{ name: 'node-a', internalIps: ['10.0.0.1'], ready: true }]),
    operator: { featureGates: { StatusForConfigurationResources: true } },
    prometheus: { tls: { secretName: 'prometheus-tls' }, externalLabels: { cluster: 'all' }, serviceOptions: { type: 'LoadBalancer' } },
    alertmanager: { configSecret: 'alertmanager-config', tls: { secretName: 'alertmanager-tls' } },
  }),

  'federated-cluster-endpoints': app => federatedCluster(app, { cluster: 'eu-1', target: { ips: ['10.1.2.3', '10.1.2.4'], hostname: 'prometheus.eu-1.example.org' }, kubernetesVersion: '1.32', sampleLimit: 50_000 }),
  'federated-cluster-slices': app => federatedCluster(app, { cluster: 'us-1', target: { ips: ['fd00::1'] }, kubernetesVersion: '1.34', bodySizeLimit: Size.mebibytes(50) }),
  'federated-cluster-scrape-config': app => federatedCluster(app, {
    cluster: 'ap-1', target: { hostname: 'prometheus.ap-1.example.org', port: 443 }, tls: { caSecretName: 'ap-1-ca' }, bearerToken: { secretName: 'ap-1-token' },
  }),
  'federated-cluster-oauth2': app => federatedCluster(app, {
    cluster: 'sa-1',
    target: { ips: ['10.1.2.3'], hostname: 'prometheus.sa-1.example.org' },
    tls: {},
    oauth2: { secretName: 'sa-1-client', tokenUrl: 'https://login.example.org/oauth2/token', scopes: ['metrics'], endpointParams: { audience: 'prometheus' } },
  }),
  'federation-rules': app => { new FederationRules(new Chart(app, 'federation', { namespace: 'monitoring' }), 'Rules'); },
  'prometheus-remote-write': app => {
    new Prometheus(new Chart(app, 'prometheus', { namespace: 'monitoring' }), 'Prometheus', {
      name: 'writer',
      externalLabels: { cluster: 'eu-1' },
      remoteWrite: [
        {
          url: 'https://mimir.example.org/api/v1/push',
          name: 'mimir',
          headers: { 'X-Scope-OrgID': 'fleet' },
          remoteTimeout: Duration.seconds(20),
          basicAuth: { secretName: 'mimir-login' },
          tls: { caSecretName: 'mimir-ca' },
          match: ['{__name__=~"(job|cluster):.*"}', 'up{job="kubelet",node=~"a.+"}'],
        },
        { url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive', match: ['up'] },
      ],
    });
  },

  // of everything that can be scraped, with what came before the newest way to see disruptions
  'mixin-everything': app => {
    new MonitoringMixin(new Chart(app, 'rules', { namespace: 'monitoring' }), 'Mixin', { name: 'everything', kubeStateMetricsVersion: '2.19.0', jobs: ALL_JOBS, alertLabels: { team: 'platform' } });
  },

  'config-reloader-local': app => configReloader(app, 'reloader-local', { listenLocal: true }, ReloadMethod.http({ port: 9090 })),
  'config-reloader-open-tls': app => configReloader(app, 'reloader-open', { webConfig: { path: '/etc/web/web-config.yaml' } }, ReloadMethod.signal({ port: 9090 })),
};

function stack(app: App, props: PrometheusStackProps): void {
  new PrometheusStack(new Chart(app, 'monitoring'), 'Monitoring', props);
}

function federatedCluster(app: App, props: Omit<FederatedClusterProps, 'match'>): void {
  new FederatedCluster(new Chart(app, 'federation', { namespace: 'monitoring' }), 'Cluster', { match: ['{__name__=~"job:.*"}', 'up{job="kubelet"}'], ...props });
}

function kubeStateMetrics(app: App, options: KubeStateMetricsOptions): void {
  new KubeStateMetrics(new Chart(app, 'kube-state-metrics', { namespace: 'monitoring' }), 'KubeStateMetrics', options);
}

/** In a pod whose process is the smallest that there is. */
function configReloader(app: App, name: string, options: ConfigReloaderSidecarOptions, reload: ReloadMethod): void {
  const chart = new Chart(app, 'reloader', { namespace: 'monitoring' });
  const volumeMounts = [{ name: 'config-out', mountPath: '/etc/app/config_out' }];
  const deployment = new ApiObject(chart, 'App', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.10', volumeMounts }] } },
    },
  });
  new ConfigReloaderSidecar(chart, 'Reloader', {
    reload,
    configFile: '/etc/app/config/app.yaml',
    configEnvsubstFile: '/etc/app/config_out/app.yaml',
    volumes: [
      ReloaderVolume.secret('config', '/etc/app/config', name),
      ReloaderVolume.emptyDir('config-out', '/etc/app/config_out'),
      ...options.webConfig ? [ReloaderVolume.secret('web', '/etc/web', `${name}-web`)] : [],
    ],
    ...options,
  }).attachTo(deployment);
}

function nodeEndpoints(app: App, nodes: NodeSource, options?: NodeEndpointsOptions): void {
  new NodeEndpoints(new Chart(app, 'kubelet', { namespace: 'kube-system' }), 'Kubelet', { nodes, ...options });
}
