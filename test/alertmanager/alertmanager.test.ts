import { Duration } from 'cdk8s';
import { Alertmanager, AlertmanagerConfigMatcher, AlertmanagerProps } from '../../src';
import { named } from '../support/stack';
import { aChart, synth, theOne } from '../support/synth';

const alertmanager = (props: AlertmanagerProps = {}) => {
  const chart = aChart('monitoring');
  return { construct: new Alertmanager(chart, 'Alertmanager', { configSecret: 'alertmanager-config', ...props }), objects: synth(chart) };
};

test('a Prometheus sends alerts to it, by the name of its Service and of its port', () => {
  const { construct, objects } = alertmanager({ tls: { secretName: 'tls' }, operatorProbesConfigReloader: false });
  const { metadata, spec } = theOne(objects, 'Service');
  expect(construct.reference).toEqual({ serviceName: metadata.name, namespace: metadata.namespace, port: spec.ports[0].name, tls: { secretName: 'tls' }, headlessServiceName: 'alertmanager-operated' });
});

test('its configuration is referenced, never written; its matcher strategy is explicit; its pods have no token', () => {
  expect(theOne(alertmanager().objects, 'Alertmanager').spec).toMatchObject({
    configSecret: 'alertmanager-config', alertmanagerConfigSelector: {}, alertmanagerConfigMatcherStrategy: { type: 'OnNamespace' }, automountServiceAccountToken: false, retention: '120h',
  });
  expect(theOne(alertmanager({ configMatcher: AlertmanagerConfigMatcher.NONE, retention: Duration.days(7) }).objects, 'Alertmanager').spec)
    .toMatchObject({ alertmanagerConfigMatcherStrategy: { type: 'None' }, retention: '168h' });
  expect(theOne(alertmanager({ retention: Duration.minutes(90) }).objects, 'Alertmanager').spec.retention).toBe('5400s');
});

test('its pods exchange what they have sent, and only they may connect to the gossip port', () => {
  const pods = { 'app.kubernetes.io/instance': 'main', 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'alertmanager' };
  expect(named(alertmanager().objects, 'NetworkPolicy', 'alertmanager-main').spec.ingress.at(-1))
    .toEqual({ ports: [{ port: 9094, protocol: 'TCP' }, { port: 9094, protocol: 'UDP' }], from: [{ podSelector: { matchLabels: pods } }] });
});
