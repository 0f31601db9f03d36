import { synth } from './synth';
import { monitorsPart } from '../../../src/migrate/parts/monitors';
import { networkPoliciesPart, ownMonitorsPart } from '../../../src/migrate/parts/own-monitors';

const of = (values: unknown) => synth([monitorsPart, ownMonitorsPart, networkPoliciesPart], values);
const spec = (prometheusSpec: unknown) => of({ prometheus: { prometheusSpec } });

describe('monitors of the values', () => {
  // templates/prometheus/servicemonitors.yaml of 88.5.3
  test('are objects with the label of the release', () => {
    const endpoints = [{ port: 'web', interval: '30s' }];
    const made = of({ prometheus: { additionalServiceMonitors: [{ name: 'shop', additionalLabels: { team: 'a' }, selector: { matchLabels: { app: 'shop' } }, namespaceSelector: { any: true }, endpoints, sampleLimit: 0, jobLabel: 'app' }] } });
    const { metadata, spec: own } = made.get('ServiceMonitor', 'shop');
    expect([metadata.labels, metadata.namespace]).toEqual([{ release: 'kps', team: 'a' }, 'monitoring']);
    expect(own).toEqual({ endpoints, jobLabel: 'app', namespaceSelector: { any: true }, selector: { matchLabels: { app: 'shop' } } });
    expect(made.result('prometheus.additionalServiceMonitors')).toMatch(/^mapped/);
  });

  test('of pods, too', () => {
    const made = of({ prometheus: { additionalPodMonitors: [{ name: 'shop', selector: { matchLabels: { app: 'shop' } }, podMetricsEndpoints: [{ port: 'web' }] }] } });
    expect(made.get('PodMonitor', 'shop').spec.podMetricsEndpoints).toEqual([{ port: 'web' }]);
  });
});

describe('scrape jobs in Prometheus\' own format', () => {
  test('with addresses are external targets', () => {
    const made = spec({
      additionalScrapeConfigs: [{
        job_name: 'Node Exporter',
        metrics_path: '/m',
        scheme: 'https',
        scrape_interval: '1m',
        tls_config: { insecure_skip_verify: true },
        static_configs: [{ targets: ['10.0.0.1:9100', '10.0.0.2:9100'], labels: { site: 'a' } }],
        relabel_configs: [{ source_labels: ['__address__'], target_label: 'instance', regex: '(.*):9100' }],
      }, { job_name: 'router', static_configs: [{ targets: ['10.0.0.3:9100'] }] }],
    });
    const { spec: first } = made.get('ScrapeConfig', 'node-exporter');
    expect(first).toMatchObject({
      jobName: 'Node Exporter',
      metricsPath: '/m',
      scheme: 'https',
      scrapeInterval: '1m',
      tlsConfig: { insecureSkipVerify: true },
      staticConfigs: [{ targets: ['10.0.0.1:9100', '10.0.0.2:9100'], labels: { site: 'a' } }],
      relabelings: [{ sourceLabels: ['__address__'], targetLabel: 'instance', regex: '(.*):9100' }],
    });
    expect(made.get('ScrapeConfig', 'router')).toBeDefined();
    expect(made.code).toContain('stack.addExternalTarget(\'router\', ExternalTargets.addresses(\'10.0.0.3:9100\'))');
  });

  // templates/prometheus/additionalScrapeConfigs.yaml of 88.5.3: the name of the Secret, and its key
  test.each([
    [[{ job_name: 'a', basic_auth: { username: 'u', password: 'hunter2' }, static_configs: [{ targets: ['a:1'] }] }]], [[{ job_name: 'a', kubernetes_sd_configs: [{ role: 'pod' }] }]], ['- job_name: a'],
    [[{ job_name: 'a', static_configs: [{ targets: ['a:1'] }] }, { job_name: 'A', static_configs: [{ targets: ['a:1'] }] }]],
  ])('%j are in a Secret, by reference: the program contains none of their data', additionalScrapeConfigs => {
    const made = spec({ additionalScrapeConfigs });
    expect(made.objects.find(each => each.kind === 'Prometheus').spec.additionalScrapeConfigs).toEqual({ name: 'prometheus-scrape-configs', key: 'additional-scrape-configs.yaml' });
    expect(made.code).not.toContain('hunter2');
    expect(made.warnings.join('\n')).toContain('create the Secret "prometheus-scrape-configs" with the key "additional-scrape-configs.yaml" from');
  });

  test('additional Alertmanagers and relabelings of alerts are in Secrets', () => {
    const { code, warnings } = spec({ additionalAlertManagerConfigs: [{ static_configs: [] }], additionalAlertRelabelConfigs: [{ action: 'drop' }] });
    expect(code).toContain('additionalAlertmanagerConfigs: { secretName: \'prometheus-alertmanagers\'');
    expect(code).toContain('additionalAlertRelabelConfigs: { secretName: \'prometheus-alert-relabelings\'');
    expect(warnings).toHaveLength(2);
  });
});

describe('objects of the values', () => {
  test('are written to the program, except Secrets and templates', () => {
    const made = of({
      extraManifests: [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { x: 'y' } }, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { p: 'hunter2' } },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '{{ .Release.Name }}' } }, 7,
      ],
    });
    expect([made.get('ConfigMap', 'a').data, made.get('ConfigMap', 'b').metadata.namespace]).toEqual([{ x: 'y' }, 'monitoring']);
    expect(made.code).not.toContain('hunter2');
    expect([0, 2, 3, 4].map(at => made.result(`extraManifests[${at}]`)!.split(':')[0])).toEqual(['mapped', 'different', 'unsupported', 'unsupported']);
    expect(made.warnings.join('\n')).toContain('the Secret \'s\'');
  });

  test('by key', () => {
    expect(of({ extraManifests: { one: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } } } }).result('extraManifests.one')).toMatch(/^mapped/);
  });
});

test('monitors of Prometheus and the operator', () => {
  const serviceMonitor = { interval: '1m', relabelings: [{ targetLabel: 'a', replacement: 'b' }], metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }], additionalLabels: { a: 'b' } };
  const made = of({ prometheus: { serviceMonitor }, prometheusOperator: { serviceMonitor: { ...serviceMonitor, sampleLimit: 10 } } });
  const monitors = made.objects.filter(each => each.kind === 'ServiceMonitor' && each.metadata.labels.a === 'b');
  expect(monitors).toHaveLength(2);
  for (const each of monitors) { expect(each.spec.endpoints[0]).toMatchObject({ interval: '1m', metricRelabelings: serviceMonitor.metricRelabelings }); }
});

test.each([
  { prometheus: 7 }, { prometheus: { additionalServiceMonitors: [{}], additionalPodMonitors: 'x', prometheusSpec: { additionalScrapeConfigs: [7, { job_name: 'a' }] }, serviceMonitor: [] } }, { extraManifests: 'x' }, { extraManifests: [null, [[]]] },
])('%j does not stop it', values => { expect(of(values).objects.length).toBeGreaterThan(10); });
