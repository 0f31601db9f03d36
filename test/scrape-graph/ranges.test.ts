import { BINDING, deployment, meta, monitor, problemsOf, prometheus, rule, service } from '../support/scrape-graph';

const every = (interval: string | undefined, expr: string, spec: object = {}) =>
  [prometheus({ ruleSelector: {}, ruleNamespaceSelector: {}, ...spec }), BINDING, monitor({ endpoints: [{ port: 'metrics', ...interval && { interval } }] }), service(), deployment(), rule(expr)];
const found = (objects: readonly object[]): string[] => problemsOf(...objects).filter(message => message.includes('range-too-short'));

test.each<[string | undefined, string, string]>([
  ['1m', 'rate(x_total{job="web"}[1m]) > 0', 'PrometheusRule shop/rules, alert "Down" uses the range [1m] for job "web", which is scraped every 1m (ServiceMonitor shop/web): use [4m], or a shorter interval'],
  ['2m', 'increase(x_total{job="web"}[3m] offset 1h) > 0', 'use [8m]'],
  ['30s', 'sum by (pod) (irate(x_total{job="web"}[59s])) > 0', 'use [2m]'],
  ['5m', 'max_over_time(x{job="web"}[4m]) > 0', 'use [20m]'],
  [undefined, 'rate(x_total{job="web"}[30s]) > 0', 'which is scraped every 30s'],
])('scraped every %s, the range of %s is a warning', (interval, expr, message) => {
  expect(found(every(interval, expr)).join('\n')).toContain(message);
});

test.each<[string, string | undefined, string]>([
  ['two samples', '1m', 'rate(x_total{job="web"}[2m]) > 0'],
  ['a function that needs one', '1m', 'max_over_time(x{job="web"}[1m]) > 0'],
  ['an unknown function of absence', '1m', 'absent_over_time(x{job="web"}[10s])'],
  ['an unknown job', '1m', 'rate(x_total{job="other"}[10s]) > 0'],
  ['no job', '1m', 'rate(x_total[10s]) > 0'],
  ['a pattern of jobs', '1m', 'rate(x_total{job=~"web.*"}[10s]) > 0'],
  ['a modifier that begins with a sample', '1m', 'rate(x_total{job="web"}[10s] anchored) > 0'],
  ['a range in a text', '1m', 'x{job="web",a="[1s]"} > 0'],
])('nothing is reported for %s', (_, interval, expr) => expect(found(every(interval, expr))).toEqual([]));

test('for two monitors with one job, the shorter interval counts', () => {
  const more = monitor({ endpoints: [{ port: 'metrics', interval: '10s' }] }, {}, 'fast');
  const objects = [...every('5m', 'rate(x_total{job="web"}[1m]) > 0'), more];
  expect(found(objects)).toEqual([]);
});

test('many rules with one range are one line', () => {
  const objects = [...every('1m', 'rate(x_total{job="web"}[1m]) > 0'), { ...rule('rate(y_total{job="web"}[60s]) > 0'), ...meta('more') }];
  expect(found(objects)).toEqual([expect.stringContaining('(and 1 more place)')]);
});
