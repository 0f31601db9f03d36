import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Duration, Size } from 'cdk8s';
import {
  Alertmanager, BlackboxExporter, BlackboxModule, ConfigReloaderSidecar, Grafana, GrafanaDatasource, KubeStateMetrics, Prometheus, PrometheusAgent, PrometheusAgentMode,
  PrometheusOperatorCrds, ProbeTargets, ReloaderVolume, ReloadMethod, RemoteWrite, ThanosCompactor, ThanosEndpoint, ThanosQuery, ThanosReceive, ThanosRuler, ThanosStore,
} from '../../../src';
import { named, namesOf, operatorArguments, stackObjects } from '../../support/stack';
import { aChart, errorsOf, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { alertOf, kind, manifestsOf, podOf, rulesOf } from '../programs';

const BUCKET = { secretName: 'bucket', key: 'objstore.yml' };
const VOLUME = { size: Size.gibibytes(10) };
const WRITE = { remoteWrite: [RemoteWrite.mimir({ endpoint: 'https://mimir.example.org', tenant: 'shop' })], externalLabels: { cluster: 'eu-1' } };

function stateMetrics(version: string): any {
  return podOf(theOne(manifestsOf(chart => new KubeStateMetrics(chart, 'KubeStateMetrics', { version })), 'Deployment')).containers[0];
}

function crds(text: string, run: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'feature-crds-'));
  try {
    writeFileSync(join(folder, 'crds.yaml'), text);
    run(join(folder, 'crds.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function definitions(version: string, description = 'a field'): string {
  return ['alertmanagers', 'prometheuses', 'prometheusrules', 'servicemonitors'].map(plural => JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.monitoring.coreos.com`, annotations: { 'operator.prometheus.io/version': version } },
    spec: { group: 'monitoring.coreos.com', names: { plural, kind: 'Kind' }, scope: 'Namespaced', versions: [{ name: 'v1', schema: { openAPIV3Schema: { description, properties: { spec: { description } } } } }] },
  })).join('\n---\n');
}

export const COMPONENTS: FeatureRow[] = [
  {
    row: 1,
    feature: 'Prometheus operator',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects();
      expect(podOf(named(objects, 'Deployment', 'prometheus-operator')).containers[0].image).toBe('quay.io/prometheus-operator/prometheus-operator:v0.94.1');
      expect(namesOf(objects)).toEqual(expect.arrayContaining(['ServiceAccount prometheus-operator', 'Service prometheus-operator', 'ServiceMonitor prometheus-operator']));
    },
  },
  {
    row: 2,
    feature: 'Prometheus server, highly available by one preset',
    verdict: 'done',
    shows: () => {
      expect(theOne(stackObjects(), 'Prometheus').spec.replicas).toBe(2);
      expect(theOne(stackObjects({ highAvailability: false }), 'Prometheus').spec.replicas).toBe(1);
    },
  },
  {
    row: 3,
    feature: 'PrometheusAgent',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ agent: WRITE });
      expect(theOne(objects, 'PrometheusAgent').spec).toMatchObject({ remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }], externalLabels: { cluster: 'eu-1' } });
      expect(kind(objects, 'Prometheus')).toEqual([]);
    },
  },
  {
    row: 4,
    feature: 'PrometheusAgent as DaemonSet, feature gate checked',
    verdict: 'done',
    shows: () => {
      const agent = (props: object) => {
        const chart = aChart('monitoring');
        new PrometheusAgent(chart, 'Agent', { ...WRITE, mode: PrometheusAgentMode.DAEMON_SET, selection: { podMonitors: { matchLabels: { scrape: 'node' } } }, ...props });
        return chart;
      };
      const gates = { operatorFeatureGates: { PrometheusAgentDaemonSet: true } };
      expect(errorsOf(agent(gates))).toBe('');
      expect(errorsOf(agent({}))).toContain('PrometheusAgentDaemonSet');
      expect(errorsOf(agent({ ...gates, operatorVersion: '0.76.0' }))).toContain('0.76.0');
    },
  },
  {
    row: 5,
    feature: 'Alertmanager',
    verdict: 'done',
    shows: () => {
      const { spec } = theOne(stackObjects(), 'Alertmanager');
      expect([spec.replicas, spec.configSecret]).toEqual([3, 'alertmanager-config']);
      expect(theOne(stackObjects(), 'Prometheus').spec.alerting.alertmanagers).toHaveLength(1);
    },
  },
  {
    row: 6,
    feature: 'node-exporter, with dashboards of AIX, macOS and USE',
    verdict: 'partial',
    why: 'The DaemonSet and the dashboards are done. Two stacks in one cluster share the host port 9100. There is no dashboard of AIX and macOS: Kubernetes has no such nodes.',
    shows: () => {
      const pod = podOf(named(stackObjects(), 'DaemonSet', 'node-exporter'));
      expect(pod).toMatchObject({ hostNetwork: true, hostPID: true, tolerations: [{ operator: 'Exists' }] });
      expect(pod.containers[0].args).toEqual(expect.arrayContaining([expect.stringContaining('--path.rootfs=')]));
    },
  },
  {
    row: 7,
    feature: 'windows-exporter, with alerts, recorded series and a dashboard',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ windowsExporter: { collectors: ['cpu', 'memory'] } });
      expect(podOf(named(objects, 'DaemonSet', 'windows-exporter'))).toMatchObject({
        nodeSelector: { 'kubernetes.io/os': 'windows' }, containers: [{ args: ['--collectors.enabled=cpu,memory', '--web.listen-address=:9182'] }],
      });
      const [board] = kind(stackObjects({ windowsExporter: {}, mixin: { dashboards: true } }), 'ConfigMap').filter(({ metadata }) => metadata.name === 'mixin-dashboard-windows');
      expect(board.data['windows.json']).toContain('windows_cpu_time_total{job=\\"windows-exporter\\"');
      expect(alertOf(objects, 'WindowsNodeMemoryHighUtilization')).toMatchObject({ for: '15m', expr: expect.stringContaining('windows_memory_physical_free_bytes{job="windows-exporter"') });
      expect(new Set(rulesOf(objects).filter(({ alert }) => /^Windows/.test(alert)).map(({ alert }) => alert)).size).toBe(10);
      expect(rulesOf(stackObjects()).filter(({ expr }) => /\bwindows_/.test(expr))).toEqual([]);
      const upstreams = rulesOf(stackObjects({ windowsExporter: {}, mixin: { compatibleSeries: ['all'] } })).filter(({ record }) => /windows_/.test(record)).map(({ record }) => record);
      expect(upstreams).toHaveLength(32);
      expect(upstreams).toEqual(expect.arrayContaining(['node:windows_node_memory_utilisation:', 'windows_container_total_runtime', 'namespace_pod_container:windows_container_cpu_usage_seconds_total:sum_rate']));
    },
  },
  {
    row: 8,
    feature: 'kube-state-metrics, with probes by version',
    verdict: 'done',
    shows: () => {
      const paths = (version: string) => ['livenessProbe', 'readinessProbe'].map(probe => stateMetrics(version)[probe].httpGet.path);
      expect(paths('2.12.0')).toEqual(['/healthz', '/']);
      expect(paths('2.20.0')).toEqual(['/livez', '/readyz']);
    },
  },
  {
    row: 9,
    feature: 'kube-state-metrics: shards, custom resources, lists of metrics',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => new KubeStateMetrics(chart, 'KubeStateMetrics', { shards: 3, metricDenylist: ['kube_.+_annotations'], metricLabelsAllowlist: { pods: ['team'] } }));
      const { spec } = theOne(objects, 'StatefulSet');
      expect(spec.replicas).toBe(3);
      expect(spec.template.spec.containers[0].args).toEqual(expect.arrayContaining(['--metric-denylist=kube_.+_annotations', '--metric-labels-allowlist=pods=[team]']));
    },
  },
  {
    row: 10,
    feature: 'blackbox-exporter and Probes',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const exporter = new BlackboxExporter(chart, 'Blackbox', { modules: { web: BlackboxModule.http({ timeout: Duration.seconds(5) }) } });
        exporter.addProbe('shop', { module: 'web', targets: [ProbeTargets.of('https://shop.example.org/')] });
      });
      expect(theOne(objects, 'ConfigMap').data[Object.keys(theOne(objects, 'ConfigMap').data)[0]]).toContain('timeout: 5s');
      expect(theOne(objects, 'Probe').spec).toMatchObject({ module: 'web', targets: { staticConfig: { static: ['https://shop.example.org/'] } } });
    },
  },
  {
    row: 11,
    feature: 'Grafana',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const { queryApi } = new Prometheus(chart, 'Prometheus');
        new Grafana(chart, 'Grafana', { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.prometheus(queryApi!)], storage: VOLUME });
      });
      const pod = podOf(named(objects, 'Deployment', 'grafana'));
      expect(pod.containers.map(({ name }: any) => name)).toEqual(['grafana', 'dashboards']);
      expect(Object.values(named(objects, 'ConfigMap', 'grafana-provisioning').data).join()).toContain('http://prometheus-main.monitoring.svc:9090');
    },
  },
  {
    row: 12,
    feature: 'Dashboards for grafana-operator',
    verdict: 'partial',
    why: 'GrafanaDashboards have neither a folder nor `allowCrossNamespaceImport`.',
    shows: () => {
      const dashboards = kind(stackObjects({ mixin: { dashboards: true, grafanaSelector: { dashboards: 'grafana' } } }), 'GrafanaDashboard');
      expect(dashboards.length).toBeGreaterThanOrEqual(9);
      expect(dashboards[0].spec.instanceSelector).toEqual({ matchLabels: { dashboards: 'grafana' } });
      expect(dashboards.filter(({ spec }) => 'folder' in spec || 'allowCrossNamespaceImport' in spec)).toEqual([]);
    },
  },
  { row: 13, feature: 'prometheus-adapter', verdict: 'missing', why: 'There is no construct. Queries of an installed adapter are checked by `explain`.' },
  { row: 14, feature: 'metrics-server', verdict: 'missing', why: 'There is no construct.' },
  { row: 15, feature: 'Pushgateway', verdict: 'missing', why: 'There is no construct; one that exists is scraped by its Service.' },
  {
    row: 16,
    feature: 'Thanos sidecar and its Services',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ prometheus: { thanos: { objectStorage: BUCKET }, storage: VOLUME } });
      expect(theOne(objects, 'Prometheus').spec.thanos).toMatchObject({ objectStorageConfig: { name: 'bucket', key: 'objstore.yml' } });
      expect(kind(objects, 'Service').flatMap(({ spec }) => spec.ports.map(({ port }: any) => port))).toEqual(expect.arrayContaining([9090, 10902]));
      expect(kind(objects, 'ServiceMonitor').flatMap(({ spec }) => spec.endpoints.map(({ port }: any) => port))).toContain('thanos-http');
    },
  },
  {
    row: 17,
    feature: 'ThanosRuler',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('thanos.eu-1.example.org:10901')] });
        const { reference } = new Alertmanager(chart, 'Alertmanager', { configSecret: 'alertmanager-config' });
        new ThanosRuler(chart, 'Ruler', { query, alertmanagers: [reference], storage: VOLUME, externalLabels: { ruler: 'main' } });
      });
      expect(theOne(objects, 'ThanosRuler').spec).toMatchObject({ storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '10Gi' } } } } }, labels: { ruler: 'main' } });
    },
  },
  {
    row: 18,
    feature: 'Thanos Query, Store, Compactor and Receive',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const receive = new ThanosReceive(chart, 'Receive', { storage: VOLUME });
        const store = new ThanosStore(chart, 'Store', { objectStorage: BUCKET, storage: VOLUME });
        new ThanosCompactor(chart, 'Compactor', { objectStorage: BUCKET, storage: VOLUME });
        new ThanosQuery(chart, 'Query', { endpoints: [receive, store].map(({ storeApi }) => ThanosEndpoint.of(storeApi)) });
      });
      expect(kind(objects, 'StatefulSet').map(({ metadata }) => metadata.name).sort()).toEqual(['thanos-compact', 'thanos-receive', 'thanos-store']);
      expect(podOf(theOne(objects, 'Deployment')).containers[0].args[1]).toContain('thanos-store.monitoring.svc');
    },
  },
  { row: 19, feature: 'SLOs: records, burn-rate alerts, dashboard', verdict: 'missing', why: 'There is no construct.' },
  {
    row: 20,
    feature: 'Config reloader as a part for any pod',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const labels = { app: 'app' };
        const app = new ApiObject(chart, 'App', {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'app' },
          spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app:1', volumeMounts: [{ name: 'c', mountPath: '/c' }] }], volumes: [{ name: 'c', configMap: { name: 'c' } }] } } },
        });
        new ConfigReloaderSidecar(chart, 'Reloader', { reload: ReloadMethod.http({ port: 9090 }), watchedDirs: ['/c'], volumes: [ReloaderVolume.existing('c', '/c')] }).attachTo(app);
      });
      expect(podOf(theOne(objects, 'Deployment')).containers.map(({ name }: any) => name)).toEqual(['app', 'config-reloader']);
    },
  },
  {
    row: 21,
    feature: 'CustomResourceDefinitions of the operator',
    verdict: 'done',
    shows: () => crds(definitions('0.94.1'), path => {
      expect(kind(stackObjects({ crds: { path } }), 'CustomResourceDefinition')).toHaveLength(4);
    }),
  },
  {
    row: 22,
    feature: 'CustomResourceDefinitions follow the operator',
    verdict: 'done',
    shows: () => crds(definitions('0.85.0'), path => {
      const of = (version: string) => {
        const chart = aChart('monitoring');
        new PrometheusOperatorCrds(chart, 'Crds', { path, version });
        return errorsOf(chart);
      };
      expect(of('0.85.0')).toBe('');
      expect(of('0.94.1')).toContain('[prometheus-operator-crds/version]');
    }),
  },
  {
    row: 23,
    feature: 'CustomResourceDefinitions small enough for client-side apply',
    verdict: 'done',
    shows: () => crds(definitions('0.94.1', 'x'.repeat(300_000)), path => {
      const [{ metadata, ...definition }] = kind(stackObjects({ crds: { path, stripDescriptions: true } }), 'CustomResourceDefinition');
      expect(JSON.stringify(definition).length).toBeLessThan(1000);
      expect(metadata.annotations['argocd.argoproj.io/sync-options']).toBe('ServerSideApply=true');
    }),
  },
  {
    row: 24,
    feature: 'CustomResourceDefinitions before everything else',
    verdict: 'partial',
    why: 'Documents of one file are in the order of apply. There are no annotations of sync waves, and a file for each resource has no order.',
    shows: () => crds(definitions('0.94.1'), path => {
      const kinds = stackObjects({ crds: { path } }).map(object => object.kind);
      expect(kinds.lastIndexOf('CustomResourceDefinition')).toBeLessThan(kinds.indexOf('Prometheus'));
      expect(kinds.indexOf('Namespace')).toBeLessThan(kinds.indexOf('Deployment'));
    }),
  },
  {
    row: 34,
    feature: 'Default alerts and recorded series',
    verdict: 'done',
    shows: () => {
      const rules = rulesOf(stackObjects());
      expect(rules.filter(({ alert }) => alert).length).toBeGreaterThanOrEqual(120);
      expect(rules.filter(({ record }) => record).length).toBeGreaterThanOrEqual(40);
      expect(alertOf(stackObjects(), 'KubePodCrashLooping').labels.severity).toBe('warning');
    },
  },
  {
    row: 57,
    feature: 'Replicas by default',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects();
      expect([theOne(objects, 'Prometheus').spec.replicas, theOne(objects, 'Alertmanager').spec.replicas]).toEqual([2, 3]);
      expect(operatorArguments(objects)).toContain('--config-reloader-cpu-limit=0');
    },
  },
];
