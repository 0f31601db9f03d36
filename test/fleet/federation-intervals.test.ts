import { Duration } from 'cdk8s';
import { FederatedClusterOptions, Fleet, GlobalView, MonitoringMixinOptions } from '../../src';
import { noticesOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const KUBELETS = ['{job="kubelet"}'];

function chartOf(cluster: string, match: string[], interval?: Duration, federation?: FederatedClusterOptions, mixin?: MonitoringMixinOptions) {
  const fleet = new Fleet({
    main: { cluster: 'hub', stack: { mixin } },
    workers: [{ cluster: 'eu', target: { hostname: 'prometheus.eu.example.org' }, insecure: true, federation }, { cluster: 'us', target: { hostname: 'prometheus.us.example.org' }, insecure: true }],
    globalView: GlobalView.federation({ match, interval }),
    outdir: 'unused',
  });
  return fleet.chart(cluster);
}

const rulesOf = (...options: Parameters<typeof chartOf>) =>
  ofKind(chartOf(...options).toJson(), 'PrometheusRule').flatMap(({ spec }: any) => spec.groups).flatMap((group: any) => group.rules);

const exprOf = (rules: any[], alert: string) => rules.find(rule => rule.alert === alert).expr;
const errorsOf = (...options: Parameters<typeof chartOf>) => chartOf(...options).node.findAll().flatMap(({ node }) => node.validate()).filter(message => message.includes('interval-too-long'));

test('windows of the main cluster contain four samples of series that are federated every two minutes; other windows stay', () => {
  const main = rulesOf('hub', KUBELETS, Duration.minutes(2));
  expect(exprOf(main, 'KubeletRuntimeErrors')).toContain('[8m]');
  expect(exprOf(main, 'NodeNetworkReceiveErrs')).toContain('[5m]');
  expect(errorsOf('hub', KUBELETS, Duration.minutes(2))).toEqual([]);
  expect(exprOf(rulesOf('eu', KUBELETS, Duration.minutes(2)), 'KubeletRuntimeErrors')).toContain('[5m]');
});

test('at one minute, the default, five minutes are enough', () => {
  expect(exprOf(rulesOf('hub', KUBELETS), 'KubeletRuntimeErrors')).toContain('[5m]');
});

test('a single worker with a longer interval counts', () => {
  expect(exprOf(rulesOf('hub', KUBELETS, undefined, { interval: Duration.seconds(110) }), 'KubeletRuntimeErrors')).toContain('[8m]');
});

test('federated recorded series do not change the windows of rules over exporters', () => {
  const rules = rulesOf('hub', ['{__name__=~"instance:.+"}'], Duration.minutes(2));
  expect(exprOf(rules, 'KubeletRuntimeErrors')).toContain('[5m]');
  expect(exprOf(rules, 'NodeMemoryHighUtilization')).toContain('last_over_time(instance:node_memory_utilisation:ratio[8m])');
});

test('above two minutes it is an error that names the rules that read the series, unless no rule does', () => {
  const errors = errorsOf('hub', KUBELETS, Duration.minutes(3));
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/series of \{job="kubelet"\} are federated every 3m, and 25 rules need at least 2m \(CPUThrottlingHigh, KubeClientErrors, KubeNodeEviction and 22 more\): federate them at least every 2m \("interval"\), or disable their groups \("disabledGroups": apiserver, disruptions, kubelet, resources, storage\)/);
  expect(errorsOf('hub', ['{__name__=~"shop:.+"}'], Duration.minutes(5))).toEqual([]);
});

test('metrics that are selected by name may be needed only for dashboards: a warning', () => {
  const chart = chartOf('hub', ['up'], Duration.minutes(5));
  expect(errorsOf('hub', ['up'], Duration.minutes(5))).toEqual([]);
  synth(chart);
  expect(noticesOf(chart).filter(text => text.includes('federated-rarely')).join()).toMatch(/series of up are federated every 5m, and \d+ rules read it/);
});

test('a mixin knows additional federated series from its options', () => {
  const federated = [{ match: ['{job="node-exporter"}'], interval: Duration.minutes(2) }];
  const rules = rulesOf('hub', KUBELETS, undefined, undefined, { federated });
  expect([exprOf(rules, 'KubeletRuntimeErrors'), exprOf(rules, 'NodeNetworkReceiveErrs')].map(expr => /\[(\d+m)\]/.exec(expr)?.[1])).toEqual(['5m', '8m']);
});
