import { ApiObject, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { BlackboxExporter, ExternalTargets, PodMonitor, Probe, ProbeTargets, PrometheusTest, Relabel, ScrapeConfig, ServiceMonitor } from '../../../src';
import { aStack, named, stackObjects } from '../../support/stack';
import { ofKind, synth, theOne } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { aService, manifestsOf } from '../programs';

const RELEASE = { release: 'main' };

/** What is scraped, and what selects it. */
export const ROWS: FeatureRow[] = [
  {
    row: 44,
    feature: 'Further ServiceMonitors and PodMonitors',
    verdict: 'done',
    shows: () => {
      const { chart, stack } = aStack({ namespaces: ['shop'] });
      const shop = new Chart(chart, 'shop', { namespace: 'shop' });
      const service = aService(shop, 'checkout', [{ name: 'metrics', port: 8080 }, { name: 'admin', port: 8081 }]);
      stack.addScrapeTarget(service, {
        port: 'metrics', interval: Duration.seconds(15), authorization: { secretName: 'token' }, sampleLimit: 20_000, labels: { team: 'shop' }, metricRelabelings: [Relabel.dropMetrics('go_gc_.*')],
      });
      stack.addScrapeTarget(service, { port: 'admin', tlsConfig: { caSecretName: 'ca', serverName: 'admin' } });
      const worker = new kplus.Deployment(shop, 'Worker', { metadata: { name: 'worker' }, containers: [{ image: 'worker:1', ports: [{ name: 'metrics', number: 8080 }], resources: {}, securityContext: { user: 1000 } }] });
      stack.addScrapeTarget(worker);
      const objects = synth(chart);
      expect(named(objects, 'ServiceMonitor', 'shop-checkout').spec).toMatchObject({
        sampleLimit: 20_000,
        endpoints: [{
          port: 'metrics',
          interval: '15s',
          authorization: { credentials: { name: 'token', key: 'token' } },
          relabelings: [{ targetLabel: 'team', replacement: 'shop' }],
          metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_gc_.*' }],
        }],
      });
      expect(named(objects, 'ServiceMonitor', 'shop-checkout-admin').spec.endpoints[0]).toMatchObject({ port: 'admin', scheme: 'https' });
      expect(named(objects, 'PodMonitor', 'shop-worker').spec.podMetricsEndpoints[0].port).toBe('metrics');
      PrometheusTest.of(chart).expectTarget('Deployment shop/worker', { job: 'worker' });
      const exact = manifestsOf(where => {
        new ServiceMonitor(where, 'Service', { name: 'web', selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'metrics' }], spec: { convertClassicHistogramsToNHCB: true } });
        new PodMonitor(where, 'Pod', { name: 'web', selector: {}, podMetricsEndpoints: [{ portNumber: 8080 }] });
      });
      expect(exact.map(({ spec }) => spec)).toEqual([
        { selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'metrics' }], convertClassicHistogramsToNHCB: true }, { selector: {}, podMetricsEndpoints: [{ portNumber: 8080 }] },
      ]);
    },
  },
  {
    row: 45,
    feature: 'Probe',
    verdict: 'done',
    shows: () => {
      const { chart, stack } = aStack();
      const exporter = new BlackboxExporter(chart, 'Blackbox');
      exporter.addProbe('shop', { module: 'http_2xx', targets: [ProbeTargets.of('https://shop.example.org')], interval: Duration.minutes(1) });
      stack.select(exporter);
      PrometheusTest.of(chart).expectTarget('Probe monitoring/shop', { address: 'https://shop.example.org', interval: Duration.minutes(1) });
      const [{ spec }] = manifestsOf(where => new Probe(where, 'Probe', { name: 'site', prober: { url: 'snmp-exporter:9116', path: '/snmp' }, module: 'if_mib', targets: { staticConfig: { static: ['10.0.0.1'] } } }));
      expect(spec).toEqual({ prober: { url: 'snmp-exporter:9116', path: '/snmp' }, module: 'if_mib', targets: { staticConfig: { static: ['10.0.0.1'] } } });
    },
  },
  {
    row: 46,
    feature: 'ScrapeConfig for targets outside of the cluster',
    verdict: 'done',
    shows: () => {
      const { chart, stack } = aStack();
      stack.addExternalTarget('databases', ExternalTargets.addresses('db-1.example.org:9187'), { labels: { team: 'data' }, scheme: 'https', basicAuth: { secretName: 'login' } });
      stack.addExternalTarget('hosts', ExternalTargets.http('https://inventory.example.org/targets'));
      stack.addExternalTarget('names', ExternalTargets.dns(['hosts.example.org'], { port: 9100 }));
      const specs = ofKind(synth(chart), 'ScrapeConfig').map(({ spec }) => spec);
      expect(specs.map(({ jobName }) => jobName)).toEqual(['databases', 'hosts', 'names']);
      expect(specs[0].staticConfigs).toEqual([{ targets: ['db-1.example.org:9187'], labels: { team: 'data' } }]);
      PrometheusTest.of(chart).expectTarget('ScrapeConfig monitoring/databases', { address: 'db-1.example.org:9187', labels: { team: 'data' } });
      const [{ spec }] = manifestsOf(where => new ScrapeConfig(where, 'Consul', { name: 'consul', jobName: 'consul', spec: { consulSDConfigs: [{ server: 'consul.example.org:8500' }] } }));
      expect(spec).toEqual({ jobName: 'consul', consulSDConfigs: [{ server: 'consul.example.org:8500' }] });
    },
  },
  {
    row: 48,
    feature: 'ScrapeClass',
    verdict: 'done',
    shows: () => {
      const scrapeClasses = [
        { name: 'default', default: true, relabelings: [Relabel.setLabel('cluster', 'eu-1')] },
        { name: 'mesh', tlsConfig: { caFile: '/etc/mesh/ca.pem', insecureSkipVerify: true } },
      ];
      const { chart, stack } = aStack({ prometheus: { scrapeClasses } });
      stack.addExternalTarget('in-mesh', ExternalTargets.addresses('a.example.org:9100'), { scrapeClass: 'mesh' });
      expect(theOne(synth(chart), 'Prometheus').spec.scrapeClasses).toEqual([
        { name: 'default', default: true, relabelings: [{ targetLabel: 'cluster', replacement: 'eu-1' }] },
        { name: 'mesh', tlsConfig: { caFile: '/etc/mesh/ca.pem', insecureSkipVerify: true } },
      ]);
      // what the local series have, too
      PrometheusTest.of(chart).expectTarget('monitoring/kube-state-metrics', { labels: { cluster: 'eu-1' } });
    },
  },
  {
    row: 49,
    feature: 'Selection policies of a Prometheus, checked',
    verdict: 'done',
    shows: () => {
      const { chart, stack } = aStack({ allNamespaces: true, prometheus: { selection: { matchLabels: RELEASE, rules: { namespaceLabels: { rules: 'yes' } }, probes: { none: true } } } });
      stack.addScrapeTarget(new ApiObject(chart, 'Web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ name: 'metrics', port: 8080 }] } }));
      const objects = synth(chart);
      const { serviceMonitorSelector, ruleSelector, ruleNamespaceSelector, probeSelector } = theOne(objects, 'Prometheus').spec;
      expect([serviceMonitorSelector, ruleSelector, ruleNamespaceSelector, probeSelector]).toEqual([{ matchLabels: RELEASE }, {}, { matchLabels: { rules: 'yes' } }, undefined]);
      expect(ofKind(objects, 'ServiceMonitor').filter(({ metadata }) => metadata.labels.release !== 'main')).toEqual([]);
      expect(named(objects, 'Namespace', 'monitoring').metadata.labels.rules).toBe('yes');
      expect(theOne(stackObjects(), 'Prometheus').spec.serviceMonitorSelector).toEqual({});
    },
  },
];
