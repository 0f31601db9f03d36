import { App, Chart } from 'cdk8s';
import { PrometheusRules, PrometheusStack, PrometheusStackProps, ScrapeGraph, SloIndicator, ThanosRuler } from '../../src';
import { errorsOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function stackWith(props: PrometheusStackProps = {}) {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', { mixinEnabled: false, ...props });
  return { chart, stack };
}

const GROUPS = [{ name: 'shop', alerts: [{ alert: 'ShopDown', expr: 'up{job="shop"} == 0' }] }];
const INDICATOR = SloIndicator.events({ total: 'x_total', errors: 'y_total' });

test('rules get the labels, annotations and namespace of the stack, and the labels that its Prometheus selects', () => {
  const { chart, stack } = stackWith({ commonLabels: { team: 'a' }, commonAnnotations: { owner: 'b' }, prometheus: { selection: { rules: { matchLabels: { role: 'rules' } } } } });
  stack.addRules('ShopRules', { groups: GROUPS, labels: { own: 'yes' } });
  stack.addServiceLevelObjective('Availability', { service: 'shop', objective: 99, indicator: INDICATOR });
  const rules = ofKind(synth(chart), 'PrometheusRule').map(({ metadata }) => metadata);
  expect(rules.map(({ name, namespace }) => [name, namespace])).toEqual([['shop-rules', 'monitoring'], ['slo-shop-availability', 'monitoring']]);
  for (const { labels, annotations } of rules) { expect([labels.team, labels.role, annotations.owner]).toEqual(['a', 'rules', 'b']); }
  expect(rules[0].labels.own).toBe('yes');
});

test('the graph of the app reports no problem with them', () => {
  const { chart, stack } = stackWith({ prometheus: { selection: { rules: { matchLabels: { role: 'rules' } } } } });
  stack.addRules('ShopRules', { groups: [{ name: 'own', alerts: [{ alert: 'A', expr: 'up == 0' }] }] });
  stack.addServiceLevelObjective('Availability', { service: 'shop', objective: 99, indicator: INDICATOR });
  expect(ScrapeGraph.of(chart).problems.filter(problem => problem.includes('PrometheusRule'))).toEqual([]);
});

test('a stack whose rules another server evaluates requires that server', () => {
  const { chart, stack } = stackWith({ agent: {} });
  stack.addRules('ShopRules', { groups: GROUPS });
  expect(errorsOf(chart)).toContain('[monitoring/Monitoring] "addRules" requires a Prometheus in this stack: set "prometheus" to the Prometheus or');
});

test('a ThanosRuler sets its labels, too', () => {
  const { chart, stack } = stackWith();
  const ruler = new ThanosRuler(chart, 'Ruler', { ruleSelection: { matchLabels: { by: 'ruler' } }, queryEndpoints: ['dnssrv+_http._tcp.query.monitoring.svc'] });
  new PrometheusRules(chart, 'Global', { prometheus: ruler, groups: GROUPS });
  expect(ofKind(synth(stack.node.root.node.children[0] as Chart), 'PrometheusRule').find(({ metadata }) => metadata.name === 'global')?.metadata.labels.by).toBe('ruler');
});
