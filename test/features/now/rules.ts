import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration } from 'cdk8s';
import { MonitoringMixin } from '../../../src';
import { aStack, stackObjects } from '../../support/stack';
import { aChart, errorsOf } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { alertOf, kind, manifestsOf, rulesOf } from '../programs';

const withMixin = (mixin: object) => stackObjects({ mixin });
const boardsOf = (objects: any[]) => kind(objects, 'ConfigMap').filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1').map(({ data }) => JSON.parse(Object.values<string>(data)[0]));

export const RULES: FeatureRow[] = [
  {
    row: 35,
    feature: 'Dashboards',
    verdict: 'done',
    shows: () => {
      const controlPlane = { etcd: 'etcd', scheduler: 'kube-scheduler', controllerManager: 'kube-controller-manager', kubeProxy: 'kube-proxy' };
      const objects = withMixin({ dashboards: true, dashboardUrl: 'https://grafana.example.org' });
      const titles = boardsOf(objects).map(({ title }) => title);
      expect(titles).toEqual(expect.arrayContaining(['Monitoring / Home', 'Kubernetes / Cluster', 'Kubernetes / Workload', 'Kubernetes / Volumes', 'Kubernetes / Network', 'Control plane / CoreDNS']));
      for (const { panels, templating, uid } of boardsOf(objects)) {
        expect(uid).toMatch(/^cdk8s-prometheus-[a-z-]+$/);
        expect(panels.filter(({ type, description }: any) => type !== 'row' && !description)).toEqual([]);
        expect(templating.list.map(({ name }: any) => name).slice(0, 2)).toEqual(['datasource', 'cluster']);
      }
      expect(alertOf(objects, 'KubePodNotReady').annotations.dashboard_url).toContain('https://grafana.example.org/d/cdk8s-prometheus-pod?var-namespace={{ $labels.namespace }}');
      const own = new MonitoringMixin(aChart('monitoring'), 'Mixin', { dashboards: true, jobs: controlPlane, dashboardOptions: { only: ['etcd', 'scheduler', 'controller-manager', 'kube-proxy'] } });
      expect(Object.keys(own.dashboards)).toEqual(['etcd', 'scheduler', 'controller-manager', 'kube-proxy']);
    },
  },
  {
    row: 36,
    feature: 'Upstream\'s mixins, vendored and rewritten',
    verdict: 'declined',
    why: 'The rules are the library\'s own, so that they follow versions, intervals and jobs. A test compares them with each of upstream\'s, see upstream-rules.md; files of others come by `fromFile`, unchanged.',
  },
  {
    row: 37,
    feature: 'Change groups and alerts: switch, duration, severity, threshold, expression',
    verdict: 'done',
    shows: () => {
      const objects = withMixin({
        groups: { storage: { interval: Duration.minutes(1), limit: 100 }, disruptions: { enabled: false } },
        alerts: {
          KubePodNotReady: { enabled: false },
          KubePodCrashLooping: { for: Duration.minutes(5), keepFiringFor: Duration.minutes(10), severity: 'critical' },
          NodeCPUHighUsage: { threshold: 80 },
          KubeContainerWaiting: { expr: 'kube_pod_container_status_waiting_reason > 0' },
        },
      });
      expect(rulesOf(objects).map(({ alert }) => alert)).not.toContain('KubePodNotReady');
      expect(alertOf(objects, 'KubePodCrashLooping')).toMatchObject({ for: '5m', keep_firing_for: '10m', labels: { severity: 'critical' } });
      expect(alertOf(objects, 'NodeCPUHighUsage').expr).toMatch(/> (80|0\.8)\b/);
      expect(alertOf(objects, 'KubeContainerWaiting').expr).toBe('kube_pod_container_status_waiting_reason > 0');
      const groups = kind(objects, 'PrometheusRule').flatMap(({ spec }) => spec.groups);
      expect(groups.filter(({ interval, limit }) => interval === '1m' && limit === 100).length).toBeGreaterThan(0);
      expect(kind(objects, 'PrometheusRule').map(({ metadata }) => metadata.name)).not.toContain('mixin-disruptions');
      expect(errorsOf(aStack({ mixin: { alerts: { KubePodCrashLoping: {} } } }).chart)).toContain('KubePodCrashLooping');
    },
  },
  {
    row: 38,
    feature: 'Labels and annotations of one alert',
    verdict: 'done',
    shows: () => {
      const alert = alertOf(withMixin({ alerts: { KubePodCrashLooping: { labels: { team: 'shop' }, annotations: { dashboard: 'https://grafana.example.org/d/pod' } } }, alertLabels: { env: 'prod' } }), 'KubePodCrashLooping');
      expect(alert).toMatchObject({ labels: { team: 'shop', env: 'prod', severity: 'warning' }, annotations: { dashboard: 'https://grafana.example.org/d/pod' } });
    },
  },
  {
    row: 39,
    feature: 'URL of runbooks',
    verdict: 'done',
    shows: () => {
      expect(alertOf(withMixin({ runbookUrl: 'https://wiki.example.org/runbooks' }), 'KubePodCrashLooping').annotations.runbook_url).toBe('https://wiki.example.org/runbooks/workloads.md#kubepodcrashlooping');
      expect(alertOf(stackObjects(), 'KubePodCrashLooping').annotations.runbook_url).toBe('https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping/');
    },
  },
  {
    row: 40,
    feature: 'The label of clusters, and further labels of aggregations',
    verdict: 'done',
    shows: () => {
      const expressions = rulesOf(withMixin({ clusterLabel: 'site', aggregationLabels: ['region'] })).map(({ expr }) => String(expr));
      expect(expressions.filter(expr => /\b(by|on) \([^)]*\bsite\b[^)]*\bregion\b/.test(expr)).length).toBeGreaterThan(50);
      expect(expressions.filter(expr => /\b(by|on) \([^)]*\bcluster\b/.test(expr))).toEqual([]);
    },
  },
  { row: 41, feature: 'Your own rules', verdict: 'missing', why: 'There is no construct: a file of a mixin comes by `MonitoringMixin.fromFile`, single rules as an ApiObject.' },
  {
    row: 42,
    feature: 'Templates of alerts without escaping',
    verdict: 'done',
    shows: () => {
      const texts = rulesOf(stackObjects()).flatMap(({ annotations = {} }) => Object.values<string>(annotations)).filter(text => text.includes('{{'));
      expect(texts.length).toBeGreaterThan(90);
      expect(texts.filter(text => /\{\{`|`\}\}|\{\{\{/.test(text))).toEqual([]);
    },
  },
  {
    row: 43,
    feature: 'Grafana: folder, data source, time zone, clusters, editable',
    verdict: 'partial',
    why: 'Dashboards have variables for data source and cluster. There are no options for folder, time zone, refresh and editable.',
    shows: () => {
      for (const { templating } of boardsOf(withMixin({ dashboards: true, clusterLabel: 'site' }))) {
        expect(templating.list.map(({ name }: any) => name)).toEqual(expect.arrayContaining(['datasource', 'cluster']));
        expect(JSON.stringify(templating.list)).toMatch(/label_values\([^)]*\bsite\)/);
      }
    },
  },
  {
    row: 77,
    feature: 'Dashboards of several clusters',
    verdict: 'done',
    shows: () => {
      const boards = boardsOf(withMixin({ dashboards: true }));
      expect(boards.filter(({ templating }) => templating.list.some(({ name }: any) => name === 'cluster'))).toHaveLength(boards.length);
    },
  },
  {
    row: 81,
    feature: 'Third-party manifests and rules',
    verdict: 'done',
    shows: () => {
      const folder = mkdtempSync(join(tmpdir(), 'feature-rules-'));
      try {
        writeFileSync(join(folder, 'rules.yaml'), 'groups:\n- name: shop\n  rules:\n  - alert: ShopDown\n    expr: up{job="shop"} == 0\n    for: 5m\n');
        const objects = manifestsOf(chart => MonitoringMixin.fromFile(chart, 'Shop', join(folder, 'rules.yaml'), { labels: { team: 'shop' } }));
        expect(alertOf(objects, 'ShopDown')).toMatchObject({ expr: 'up{job="shop"} == 0', for: '5m' });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
];
