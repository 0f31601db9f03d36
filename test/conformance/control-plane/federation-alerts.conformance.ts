import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { FederatedCluster, FederationExport, FederationRules } from '../../../src';
import { ofKind, synth } from '../../support/synth';
import { mustRun } from '../support/cluster';

// The alerts, tested by promtool on recorded series: what makes each fire, and what does not.
const TARGET = 'instance="10.1.2.3:9090",job="federation",cluster="eu-1"';
const series = (name: string, values: string) => ({ series: `${name}{${TARGET}}`, values });
const WELL = [series('up', '1x60'), series('scrape_samples_scraped', '500x60'), series('scrape_duration_seconds', '2x60'), series('scrape_samples_post_metric_relabeling', '500x60')];
const but = (name: string, values: string) => WELL.map(each => each.series.startsWith(`${name}{`) ? series(name, values) : each);

const OF_MAIN = (counter: string, values: string) => ({ series: `prometheus_target_${counter}_total{pod="prometheus-main-0"}`, values });

function groups() {
  const chart = new Chart(new App(), 'c', { namespace: 'monitoring' });
  new FederatedCluster(chart, 'Eu', { cluster: 'eu-1', target: { ips: ['10.1.2.3'], hostname: 'a.example.org' }, match: ['up'], sampleLimit: 1000 });
  new FederationExport(chart, 'Export', { cluster: 'eu-1', prometheus: 'main', insecure: true });
  new FederationRules(chart, 'Rules');
  return ofKind(synth(chart), 'PrometheusRule').flatMap(({ spec }) => spec.groups);
}

/** The names of the alerts that fire after half an hour. */
function firing(input: object[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  const alerts = groups().flatMap(({ rules }: any) => rules);
  const fired = (names: string[]) => ({
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [{ interval: '1m', input_series: input, promql_expr_test: [{ expr: 'count by (alertname) (ALERTS{alertstate="firing"})', eval_time: '30m', exp_samples: names.map(name => ({ labels: `{alertname="${name}"}`, value: 1 })) }] }],
  });
  try {
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: groups() }));
    mustRun('promtool', 'check', 'rules', join(folder, 'rules.yaml'));
    return alerts.map(({ alert }: any) => alert).filter((alert: string) => {
      const file = join(folder, 'test.yaml');
      const test = fired([alert]);
      // one alert at a time: the expression excludes those of the others
      test.tests[0].promql_expr_test[0].expr = `count by (alertname) (ALERTS{alertstate="firing",alertname="${alert}"})`;
      writeFileSync(file, stringify(test));
      try { mustRun('promtool', 'test', 'rules', file); return true; } catch { return false; }
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each<[string, object[], string[]]>([
  ['all is well', WELL, []],
  ['it does not answer', but('up', '0x60'), ['FederationTargetDown']],
  ['it is away for three minutes', but('up', '1x20 0x3 1x40'), []],
  ['there is no target', [], ['FederationTargetAbsent']],
  ['it answers with nothing', but('scrape_samples_scraped', '0x60'), ['FederationEmpty']],
  ['it does not answer, and so has nothing', but('up', '0x60').map(each => each.series.startsWith('scrape_samples_scraped') ? series('scrape_samples_scraped', '0x60') : each), ['FederationTargetDown']],
  ['it takes 25 of 30 seconds', but('scrape_duration_seconds', '25x60'), ['FederationSlow']],
  ['it takes 30 of 30 seconds, and does not answer', [...but('up', '0x60').filter(each => !each.series.startsWith('scrape_duration')), series('scrape_duration_seconds', '30x60')], ['FederationTargetDown']],
  ['it takes 23 of 30 seconds', but('scrape_duration_seconds', '23x60'), []],
  ['it brings 900 of 1000 samples', but('scrape_samples_post_metric_relabeling', '900x60'), ['FederationNearSampleLimit']],
  ['it brings 799 of 1000 samples', but('scrape_samples_post_metric_relabeling', '799x60'), []],
  ['the other side has errors', [...WELL, { series: 'prometheus_web_federation_errors_total{pod="prometheus-main-0"}', values: '0+1x60' }], ['FederationErrors']],
  ['the other side had errors once', [...WELL, { series: 'prometheus_web_federation_errors_total{pod="prometheus-main-0"}', values: '7x60' }], []],
  ['a moment is there twice', [...WELL, OF_MAIN('scrapes_sample_duplicate_timestamp', '0+1x60')], ['FederationDuplicateSamples']],
  ['samples were twice there, long ago', [...WELL, OF_MAIN('scrapes_sample_duplicate_timestamp', '9x60')], []],
  ['samples are out of order', [...WELL, OF_MAIN('scrapes_sample_out_of_order', '0+1x60')], ['FederationOutOfOrderSamples']],
  ['scrapes exceed the limit of samples', [...WELL, OF_MAIN('scrapes_exceeded_sample_limit', '0+1x60')], ['FederationLimitHit']],
  ['scrapes exceed the limit of bytes', [...WELL, OF_MAIN('scrapes_exceeded_body_size_limit', '0+1x60')], ['FederationLimitHit']],
  ['scrapes exceed the limit of labels', [...WELL, OF_MAIN('scrape_pool_exceeded_label_limits', '0+1x60')], ['FederationLimitHit']],
  ['a scrape exceeded a limit for two minutes', [...WELL, OF_MAIN('scrapes_exceeded_sample_limit', '0x20 1 2 2x37')], []],
])('%s', (_, input, alerts) => expect(firing(input)).toEqual(alerts));
