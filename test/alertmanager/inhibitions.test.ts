import { Alertmanager, AlertmanagerConfig, AlertmanagerProps, AlertRouting, AlertRoutingProps, PrometheusStack, PrometheusStackProps } from '../../src';
import { aChart, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const ROUTING: AlertRoutingProps = { route: { receiver: 'all' }, receivers: [{ name: 'all' }] };
const OWN = { sourceMatchers: ['a="b"'], targetMatchers: ['c="d"'] };

function made(props: AlertmanagerProps) {
  const chart = aChart('monitoring');
  new Alertmanager(chart, 'Alertmanager', props);
  return { chart, objects: synth(chart) };
}

const matcher = (name: string, matchType: string, value: string) => ({ name, matchType, value });

/** Those of kube-prometheus-stack's values.yaml (alertmanager.config.inhibit_rules), and the cluster. */
const STANDARD = [
  { sourceMatch: [matcher('severity', '=', 'critical')], targetMatch: [matcher('severity', '=~', 'warning|info')], equal: ['cluster', 'namespace', 'alertname'] },
  { sourceMatch: [matcher('severity', '=', 'warning')], targetMatch: [matcher('severity', '=', 'info')], equal: ['cluster', 'namespace', 'alertname'] },
  { sourceMatch: [matcher('alertname', '=', 'InfoInhibitor')], targetMatch: [matcher('severity', '=', 'info')], equal: ['cluster', 'namespace'] },
  { sourceMatch: [matcher('alertname', '!=', 'InfoInhibitor')], targetMatch: [matcher('alertname', '=', 'InfoInhibitor')] },
];

test('a stack without Alertmanager options has the inhibition rules, drops every alert, and warns about it', () => {
  const chart = aChart('monitoring');
  new PrometheusStack(chart, 'Monitoring');
  const objects = synth(chart);
  const config = theOne(objects, 'AlertmanagerConfig');
  expect(config.spec).toMatchObject({ route: { receiver: 'null' }, receivers: [{ name: 'null' }], inhibitRules: STANDARD });
  expect(theOne(objects, 'Alertmanager').spec.alertmanagerConfiguration).toEqual({ name: config.metadata.name });
  expect(noticesOf(chart).join()).toContain('[alertmanager/no-configuration]');
});

test('a routing without inhibition rules gets them; one with its own rules has only these', () => {
  const rulesOf = (routing: AlertRoutingProps) => theOne(made({ routing: new AlertRouting(routing) }).objects, 'AlertmanagerConfig').spec.inhibitRules;
  expect(rulesOf(ROUTING)).toEqual(STANDARD);
  expect(rulesOf({ ...ROUTING, inhibitions: [] })).toBeUndefined();
  expect(rulesOf({ ...ROUTING, inhibitions: [OWN] })).toHaveLength(1);
  expect(rulesOf({ ...ROUTING, inhibitions: [...AlertRouting.standardInhibitions('k8s'), OWN] }).map(({ equal }: any) => equal?.[0])).toEqual(['k8s', 'k8s', 'k8s', undefined, undefined]);
});

test('the inhibition rules of a stack distinguish clusters by the cluster labels of its mixin', () => {
  const equalIn = (props: PrometheusStackProps) => {
    const chart = aChart('monitoring');
    new PrometheusStack(chart, 'Monitoring', props);
    return theOne(synth(chart), 'AlertmanagerConfig').spec.inhibitRules.map(({ equal }: any) => equal);
  };
  const routing = new AlertRouting(ROUTING);
  expect(equalIn({ mixin: { clusterLabel: 'k8s' } })).toEqual([['k8s', 'namespace', 'alertname'], ['k8s', 'namespace', 'alertname'], ['k8s', 'namespace'], undefined]);
  expect(equalIn({ mixin: { clusterLabel: 'k8s' }, alertmanager: { routing } })[2]).toEqual(['k8s', 'namespace']);
  expect(equalIn({ mixin: { aggregationLabels: ['region'] }, alertmanager: { routing } })[2]).toEqual(['cluster', 'region', 'namespace']);
  expect(equalIn({ mixin: { clusterLabel: 'k8s' }, alertmanager: { routing, clusterLabels: ['site'] } })[2]).toEqual(['site', 'namespace']);
  expect(equalIn({ mixin: { clusterLabel: 'k8s' }, alertmanager: { routing: new AlertRouting({ ...ROUTING, inhibitions: [OWN] }) } })).toEqual([undefined]);
});

test('a Secret is the whole configuration, and nothing is added to it', () => {
  const { objects } = made({ configSecret: 'own' });
  expect(ofKind(objects, 'AlertmanagerConfig')).toEqual([]);
  expect(theOne(objects, 'Alertmanager').spec.alertmanagerConfiguration).toBeUndefined();
});

test('the routing of a namespace has only its own inhibition rules', () => {
  const chart = aChart('team');
  new AlertmanagerConfig(chart, 'Config', { routing: new AlertRouting(ROUTING) });
  expect(theOne(synth(chart), 'AlertmanagerConfig').spec.inhibitRules).toBeUndefined();
});
