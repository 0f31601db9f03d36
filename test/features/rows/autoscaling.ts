import { Chart, Duration, Size } from 'cdk8s';
import { AdapterRules, Grafana, GrafanaDatasource, MetricsServer, Prometheus, PrometheusAdapter, Pushgateway, ServingCertificate, VerticalPodAutoscalerMode } from '../../../src';
import { aStack, named } from '../../support/stack';
import { aChart, Manifest, ofKind, synth, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';

const manifestsOf = (make: (chart: Chart) => void): Manifest[] => {
  const chart = aChart('monitoring');
  make(chart);
  return synth(chart);
};
const argumentsOf = (deployment: Manifest): string[] => deployment.spec.template.spec.containers[0].args;

/** Rows about what scales, and what jobs push to. */
export const ROWS: FeatureRow[] = [
  {
    row: 13,
    feature: 'prometheus-adapter',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => {
        const { queryApi } = new Prometheus(chart, 'Prometheus');
        new PrometheusAdapter(chart, 'Adapter', {
          prometheus: queryApi!,
          rules: [AdapterRules.counter({ series: 'http_requests_total', job: 'shop' })],
          externalRules: [{ seriesQuery: 'queue_length', resources: { namespaced: false }, name: { as: 'orders' }, metricsQuery: 'max(<<.Series>>{<<.LabelMatchers>>})' }],
          resourceRules: AdapterRules.resourceRules(),
          certificate: ServingCertificate.issuer('internal-ca'),
        });
      });
      expect(ofKind(objects, 'APIService').map(({ metadata }) => metadata.name)).toEqual(['v1beta1.custom.metrics.k8s.io', 'v1beta1.external.metrics.k8s.io', 'v1beta1.metrics.k8s.io']);
      expect(argumentsOf(named(objects, 'Deployment', 'prometheus-adapter'))).toContain('--prometheus-url=http://prometheus-main.monitoring.svc:9090/');
      const config = named(objects, 'ConfigMap', 'prometheus-adapter').data['config.yaml'];
      expect(config).toContain('sum by (<<.GroupBy>>) (rate(<<.Series>>{<<.LabelMatchers>>,job="shop"}[5m]))');
      expect(config).toContain('container_cpu_usage_seconds_total{job="kubelet",metrics_path="/metrics/cadvisor",container!="",image!="",<<.LabelMatchers>>}');
      expect(ofKind(objects, 'RoleBinding').map(({ roleRef }) => roleRef.name)).toContain('extension-apiserver-authentication-reader');
      expect(theOne(objects, 'Certificate').spec.dnsNames).toContain('prometheus-adapter.monitoring.svc');
    },
  },
  {
    row: 14,
    feature: 'metrics-server',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => new MetricsServer(chart, 'MetricsServer', { kubeletInsecureTls: true, resolution: Duration.seconds(30), kubeletAddressTypes: ['InternalIP'] }));
      expect(theOne(objects, 'APIService')).toMatchObject({ metadata: { name: 'v1beta1.metrics.k8s.io' }, spec: { service: { name: 'metrics-server', namespace: 'monitoring' } } });
      expect(argumentsOf(theOne(objects, 'Deployment'))).toEqual(expect.arrayContaining(['--metric-resolution=30s', '--kubelet-insecure-tls', '--kubelet-preferred-address-types=InternalIP']));
      expect(theOne(objects, 'Deployment').spec.replicas).toBe(2);
      expect(ofKind(objects, 'PodDisruptionBudget')).toHaveLength(1);
      expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0]).toMatchObject({ scheme: 'https', port: 'https' });
    },
  },
  {
    row: 15,
    feature: 'Pushgateway',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => new Pushgateway(chart, 'Pushgateway', {
        storage: { size: Size.gibibytes(1) }, clientNamespaces: ['backup'], staleAfterByJob: { backup: Duration.hours(26) }, tls: { secretName: 'gateway-tls' },
      }));
      expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0]).toMatchObject({ honorLabels: true, scheme: 'https' });
      expect(argumentsOf(theOne(objects, 'Deployment'))).toEqual(expect.arrayContaining(['--persistence.file=/data/pushgateway.data', '--web.config.file=/etc/pushgateway/web/web-config.yml']));
      expect(theOne(objects, 'NetworkPolicy').spec.ingress[0].from).toContainEqual({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'backup' } } });
      expect(theOne(objects, 'PrometheusRule').spec.groups[0].rules.map(({ alert }: any) => alert)).toEqual(['PushFailed', 'PushRejected', 'PushStale']);
    },
  },
  {
    row: 56,
    feature: 'VerticalPodAutoscaler',
    verdict: 'done',
    shows: () => {
      const { chart } = aStack({ verticalPodAutoscaler: { mode: VerticalPodAutoscalerMode.INITIAL, maxMemory: '16Gi', controlledResources: ['memory'] }, nodeExporter: { verticalPodAutoscaler: { enabled: false } } });
      new Grafana(chart, 'Grafana', { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' })] });
      const autoscalers = ofKind(synth(chart), 'VerticalPodAutoscaler');
      expect(autoscalers.map(({ spec: { targetRef: { kind, name } } }) => `${kind} ${name}`).sort()).toEqual([
        'Alertmanager main', 'Deployment grafana', 'Deployment kube-state-metrics', 'Deployment prometheus-operator', 'Prometheus main',
      ]);
      for (const { spec } of autoscalers) {
        expect(spec.updatePolicy).toEqual({ updateMode: 'Initial' });
        expect(spec.resourcePolicy.containerPolicies[0]).toMatchObject({ controlledResources: ['memory'], controlledValues: 'RequestsOnly', maxAllowed: { memory: '16Gi' } });
      }
    },
  },
];
