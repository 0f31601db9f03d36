import { readFileSync } from 'fs';
import { join } from 'path';
import { CHART_DEFAULTS } from '../../src/migrate/chart-defaults';
import { duration } from '../../src/migrate/convert';

// model.ParseDuration of github.com/prometheus/common: a week has seven days
test.each([
  ['2w', 'Duration.days(14)'], ['10d', 'Duration.days(10)'], ['36h', 'Duration.hours(36)'], ['5m', 'Duration.minutes(5)'], ['30s', 'Duration.seconds(30)'], ['500ms', 'Duration.millis(500)'],
  ['1w2d', 'Duration.seconds(777600)'], ['1h30m', 'Duration.seconds(5400)'],
])('the duration %s is %s', (text, code) => expect(duration(text)!.code).toBe(code));

test('the table of the chart\'s values is that of kube-prometheus-stack 88.5.3', () => {
  const chart: { [path: string]: unknown } = JSON.parse(readFileSync(join(__dirname, '../data/chart-values.json'), 'utf8'));
  // what these say in the chart is nothing, and what the operator then does is in the table
  const said = ['prometheus.prometheusSpec.image.sha', 'alertmanager.alertmanagerSpec.image.sha', 'prometheus.prometheusSpec.hostUsers', 'alertmanager.alertmanagerSpec.scheme'];
  expect(Object.keys(chart).length).toBeGreaterThan(300);
  for (const [path, value] of Object.entries(chart)) { expect([path, said.includes(path) ? value : CHART_DEFAULTS.get(path)]).toEqual([path, value]); }
});
