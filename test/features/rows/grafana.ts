import { Duration } from 'cdk8s';
import { GrafanaDatasource, GrafanaOperatorDatasource } from '../../../src';
import { stackObjects } from '../../support/stack';
import { aChart, Manifest, ofKind, synth, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';

const boardsIn = (objects: readonly Manifest[]) => ofKind(objects, 'ConfigMap').filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1');

/** Rows about Grafana. */
export const ROWS: FeatureRow[] = [
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
        expect({ timezone, refresh, editable, tags }).toEqual({ timezone: 'Europe/Berlin', refresh: '30s', editable: true, tags: expect.arrayContaining(['cdk8s-prometheus', 'team-a']) });
        expect(templating.list.map(({ name }: any) => name)).toEqual(expect.arrayContaining(['datasource', 'cluster']));
        expect(JSON.stringify(templating.list)).toMatch(/label_values\([^)]*\bsite\)/);
      }
    },
  },
];
