import { App, Chart } from 'cdk8s';
import { BlackboxExporter, ComponentDefaults, Grafana, GrafanaDatasource, PrometheusStack, ThanosEndpoint, ThanosQuery } from '../../../src';
import { FeatureRow } from '../feature-row';

const CLUSTER = { externalLabels: { cluster: 'eu-1' } };

/** The manifests of an app. */
function manifests(app: App): any[] {
  return app.charts.flatMap(chart => chart.toJson());
}

/** A stack with what is usually next to it. */
function platform(props: object): { readonly app: App; readonly stack: PrometheusStack } {
  const app = new App();
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', { prometheus: CLUSTER, alertmanager: { configSecret: 'alertmanager-config' }, ...props });
  new Grafana(chart, 'Grafana', { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)] });
  new BlackboxExporter(chart, 'Blackbox');
  new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('thanos:10901')] });
  return { app, stack };
}

/** Rows about what one setting reaches. */
export const ROWS: FeatureRow[] = [
  {
    row: 6,
    feature: 'node-exporter, two stacks in one cluster',
    verdict: 'partial',
    why: 'no dashboards for AIX and Darwin: node-exporter is scraped only on Linux nodes',
    shows: () => {
      const app = new App();
      const nodeExporter = { port: 9101, extraArgs: { 'collector.cpu.info': '' } };
      new PrometheusStack(new Chart(app, 'a', { namespace: 'a' }), 'Monitoring', { prometheus: CLUSTER });
      new PrometheusStack(new Chart(app, 'b', { namespace: 'b' }), 'Monitoring', { prometheus: CLUSTER, nodeExporter });
      const containers = manifests(app).filter(({ kind }) => kind === 'DaemonSet').map(({ spec }) => spec.template.spec.containers[0]);
      expect(containers.map(({ ports }) => ports[0].hostPort)).toEqual([9100, 9101]);
      expect(containers[1].args).toContain('--collector.cpu.info');
    },
  },
  {
    row: 69,
    feature: 'registry, digest, pull secrets, the list of all images',
    verdict: 'done',
    shows: () => {
      const digest = `sha256:${'a'.repeat(64)}`;
      const { app, stack } = platform({ imageRegistry: 'registry.example.org', imagePullSecrets: ['registry'], nodeExporter: { imageDigest: digest } });
      const pods = manifests(app).flatMap(({ kind, spec }) => ['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind) ? [spec.template.spec] : []);
      expect(pods).toHaveLength(6);
      for (const pod of pods) { expect(pod.imagePullSecrets).toEqual([{ name: 'registry' }]); }
      const used = pods.flatMap(pod => pod.containers.map(({ image }: any) => image));
      expect(stack.images).toEqual(expect.arrayContaining(used));
      expect(stack.images.every(image => image.startsWith('registry.example.org/'))).toBe(true);
      const names = stack.images.map(image => image.split('/').pop()!.replace(/:.*/, ''));
      expect(names).toEqual(expect.arrayContaining(['prometheus-config-reloader', 'grafana', 'k8s-sidecar', 'blackbox-exporter', 'thanos']));
      expect(used.filter(image => image.endsWith(`@${digest}`))).toHaveLength(1);
      expect(stack.secrets.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
        'monitoring-node-exporter/registry', 'monitoring/alertmanager-config', 'monitoring/grafana-admin', 'monitoring/registry',
      ]);
    },
  },
  {
    row: 79,
    feature: 'labels and annotations everywhere',
    verdict: 'done',
    shows: () => {
      const { app } = platform({ commonLabels: { team: 'sre' }, commonAnnotations: { 'example.org/owner': 'sre' } });
      const other = new Chart(app, 'other', { namespace: 'other' });
      ComponentDefaults.set(other, { labels: { team: 'web' }, annotations: { 'example.org/owner': 'web' } });
      new BlackboxExporter(other, 'Blackbox');
      const all = manifests(app);
      expect(all.filter(({ metadata }) => metadata.labels?.team === undefined || metadata.annotations?.['example.org/owner'] === undefined)).toEqual([]);
      expect(all.filter(({ metadata }) => metadata.labels.team === 'web').map(({ kind }) => kind)).toContain('Deployment');
    },
  },
];
