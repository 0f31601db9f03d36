import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration } from 'cdk8s';
import { Prometheus, PrometheusRules, ServiceLevelObjective, SloIndicator } from '../../../src';
import { aChart, errorsOf } from '../../support/synth';
import { FeatureRow } from '../feature-row';
import { alertOf, kind, manifestsOf, rulesOf } from '../programs';

export const ROWS: FeatureRow[] = [
  {
    row: 19,
    feature: 'SLO engine',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => new ServiceLevelObjective(chart, 'Availability', {
        service: 'checkout',
        objective: 99.9,
        window: Duration.days(28),
        indicator: SloIndicator.events({ total: 'http_requests_total{job="checkout"}', errors: 'http_requests_total{job="checkout",code=~"5.."}' }),
        alerts: { name: 'CheckoutBudgetBurns', runbookUrl: 'https://runbooks.example.org/checkout' },
      }));
      const rules = rulesOf(objects);
      expect(rules.map(({ record }) => record)).toEqual(expect.arrayContaining(['slo:sli_error:ratio_rate5m', 'slo:sli_error:ratio_rate28d', 'slo:period_error_budget_remaining:ratio', 'sloth_slo_info']));
      const alerts = rules.filter(({ alert }) => alert === 'CheckoutBudgetBurns');
      expect(alerts.map(({ labels: { severity, long, short } }) => [severity, long, short])).toEqual([['critical', '1h', '5m'], ['critical', '6h', '30m'], ['warning', '1d', '2h'], ['warning', '3d', '6h']]);
      expect(alerts[0].annotations.runbook_url).toBe('https://runbooks.example.org/checkout');
      expect(JSON.parse(Object.values<string>(kind(objects, 'ConfigMap')[0].data)[0]).title).toBe('SLO / checkout / availability');
    },
  },
  {
    row: 36,
    feature: 'Upstream\'s mixins, vendored and rewritten',
    verdict: 'done',
    shows: () => {
      const folder = mkdtempSync(join(tmpdir(), 'feature-'));
      try {
        const file = join(folder, 'mixin.yaml');
        writeFileSync(file, 'groups: [{ name: node, rules: [{ alert: NodeDown, expr: \'sum by (cluster) (up{job=~"node|kubelet"} == 0) > 0\', annotations: { summary: "{{ $labels.cluster }}" } }] }]\n');
        const alert = alertOf(manifestsOf(chart => PrometheusRules.fromFile(chart, 'Theirs', file, { jobs: { node: 'node-exporter' }, clusterLabel: 'site' })), 'NodeDown');
        expect(alert).toMatchObject({ expr: 'sum by (site) (up{job=~"node-exporter|kubelet"} == 0) > 0', annotations: { summary: '{{ $labels.site }}' } });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    row: 41,
    feature: 'Your own rules',
    verdict: 'done',
    shows: () => {
      const objects = manifestsOf(chart => new PrometheusRules(chart, 'ShopRules', {
        prometheus: new Prometheus(chart, 'Prometheus', { selection: { rules: { matchLabels: { role: 'rules' } } } }),
        groups: [{
          name: 'shop',
          interval: Duration.minutes(1),
          limit: 100,
          records: [{ record: 'job:orders:rate5m', expr: 'sum by (job) (rate(orders_total[5m]))' }],
          alerts: [{ alert: 'NoOrders', expr: 'job:orders:rate5m == 0', for: Duration.minutes(10), severity: 'warning', summary: 'Nobody orders at {{ $labels.job }}.' }],
        }],
      }));
      const [rule] = kind(objects, 'PrometheusRule');
      expect(rule.metadata.labels.role).toBe('rules');
      expect(rule.spec.groups[0]).toMatchObject({ interval: '1m', limit: 100 });
      expect(alertOf(objects, 'NoOrders')).toMatchObject({ for: '10m', labels: { severity: 'warning' }, annotations: { summary: 'Nobody orders at {{ $labels.job }}.' } });
      const chart = aChart('monitoring');
      new PrometheusRules(chart, 'Broken', { groups: [{ name: 'shop', alerts: [{ alert: 'NoOrders', expr: 'rate(orders_total[5m] > 1' }] }] });
      expect(errorsOf(chart)).toContain('group "shop", alert "NoOrders": "expr":');
    },
  },
];
