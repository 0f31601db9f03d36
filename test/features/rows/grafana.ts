import { App, Chart, Duration } from 'cdk8s';
import {
  DashboardTarget, Grafana, GrafanaDatabase, GrafanaDatasource, GrafanaOAuthProvider, GrafanaOperatorDatasource, PrometheusStack,
} from '../../../src';
import { stackObjects } from '../../support/stack';
import { aChart, Manifest, ofKind, synth, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';

const boardsIn = (objects: readonly Manifest[]) => ofKind(objects, 'ConfigMap').filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1');

/** Rows about Grafana. */
export const ROWS: FeatureRow[] = [
  {
    row: 11,
    feature: 'Grafana: datasources, settings, login, database and replicas, dashboards',
    verdict: 'done',
    shows: () => {
      const app = new App();
      const target = DashboardTarget.sidecar({ namespace: 'grafana', label: 'boards', labelValue: 'a' });
      const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
      const { prometheus, mixin } = new PrometheusStack(monitoring, 'Monitoring', { mixin: { dashboards: true, dashboardTarget: target.withFolder('Kubernetes') } });
      const chart = new Chart(app, 'grafana', { namespace: 'grafana' });
      const secret = (key: string) => ({ secretName: 'grafana', key });
      new Grafana(chart, 'Grafana', {
        admin: { secretName: 'grafana-admin' },
        replicas: 2,
        database: GrafanaDatabase.postgres({ host: 'postgres:5432', user: 'grafana', password: secret('database') }),
        datasources: [GrafanaDatasource.prometheus(prometheus!.queryApi!), GrafanaDatasource.loki('http://loki:3100', { tenant: 'a' }), GrafanaDatasource.tempo('http://tempo:3200')],
        oauth: [{ provider: GrafanaOAuthProvider.GITHUB, clientId: 'id', clientSecret: secret('github'), allowedOrganizations: ['example'] }],
        rootUrl: 'https://example.org/grafana',
        server: { serveFromSubPath: true },
        settings: { explore: { enabled: false } },
        dashboardTarget: target,
      });
      const objects = synth(chart);
      const { 'grafana.ini': ini, 'datasources.yaml': datasources } = theOne(objects, 'ConfigMap').data;
      for (const line of ['type = postgres', 'password = $__env{GF_DATABASE_PASSWORD}', 'ha_peers = grafana-headless.grafana.svc:9094', 'allowed_organizations = example', 'serve_from_sub_path = true', '[explore]\nenabled = false']) {
        expect(ini).toContain(line);
      }
      expect(datasources.match(/type: .*/g)).toEqual(['type: prometheus', 'type: loki', 'type: tempo']);
      expect(theOne(objects, 'Deployment').spec.replicas).toBe(2);
      expect(Object.values(mixin!.dashboards).map(({ metadata }) => [metadata.namespace, metadata.getLabel('boards')].join()).every(each => each === 'grafana,a')).toBe(true);
      const policy = ofKind(synth(monitoring), 'NetworkPolicy').find(({ metadata }) => metadata.name === 'prometheus-main')!;
      expect(policy.spec.ingress[0].from).toContainEqual({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'grafana' } } });
    },
  },
  {
    row: 12,
    feature: 'Dashboards and datasources for grafana-operator',
    verdict: 'done',
    shows: () => {
      const dashboardOptions = { folder: 'Kubernetes', allowCrossNamespaceImport: true };
      const dashboards = ofKind(stackObjects({ mixin: { dashboards: true, grafanaSelector: { dashboards: 'grafana' }, dashboardOptions } }), 'GrafanaDashboard');
      expect(dashboards).toHaveLength(22);
      for (const { spec } of dashboards) {
        expect(spec).toMatchObject({ instanceSelector: { matchLabels: { dashboards: 'grafana' } }, folder: 'Kubernetes', allowCrossNamespaceImport: true });
      }
      const chart = aChart('monitoring');
      const datasource = GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' });
      new GrafanaOperatorDatasource(chart, 'Datasource', { datasource, grafanaSelector: { dashboards: 'grafana' }, allowCrossNamespaceImport: true });
      expect(theOne(synth(chart), 'GrafanaDatasource').spec).toMatchObject({ allowCrossNamespaceImport: true, datasource: { url: 'http://prometheus-main.monitoring.svc:9090' } });
    },
  },
  {
    row: 43,
    feature: 'Grafana: folder, data source, time zone, clusters, editable',
    verdict: 'done',
    shows: () => {
      const dashboardOptions = { folder: 'Kubernetes', timezone: 'Europe/Berlin', refresh: Duration.seconds(30), editable: true, tags: ['team-a'], exclude: ['kubelet'] };
      const maps = boardsIn(stackObjects({ mixin: { dashboards: true, clusterLabel: 'site', dashboardOptions } }));
      expect(maps.map(({ metadata }) => metadata.name)).not.toContain('mixin-dashboard-kubelet');
      expect(maps.length).toBeGreaterThan(20);
      for (const { metadata, data } of maps) {
        expect(metadata.annotations).toEqual({ grafana_folder: 'Kubernetes' });
        const { timezone, refresh, editable, tags, templating } = JSON.parse(String(Object.values(data)[0]));
        expect({ timezone, refresh, editable }).toEqual({ timezone: 'Europe/Berlin', refresh: '30s', editable: true });
        expect(tags).toEqual(expect.arrayContaining(['cdk8s-prometheus', 'team-a']));
        expect(templating.list.map(({ name }: any) => name)).toEqual(expect.arrayContaining(['datasource', 'cluster']));
        expect(JSON.stringify(templating.list)).toMatch(/label_values\([^)]*\bsite\)/);
      }
    },
  },
];
