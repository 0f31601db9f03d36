import { deployment, explain, foundBy, meta, policy, prometheus, rule } from '../../support/scrape-graph';

const nowhere = foundBy('alerts-nowhere');
const unreached = foundBy('no-alertmanager');
const silent = foundBy('silent-receiver');
const shared = foundBy('routing-shared');

const sending = (reference: object, spec: object = {}) => prometheus({ alerting: { alertmanagers: [{ namespace: 'monitoring', name: 'am', port: 'web', ...reference }] }, ...spec });
const AM = { kind: 'Alertmanager', ...meta('main', {}, 'monitoring'), spec: { configSecret: 'config' } };
const amService = (spec: object = {}) => ({ kind: 'Service', ...meta('am', {}, 'monitoring'), spec: { selector: { alertmanager: 'main' }, ports: [{ name: 'web', port: 9093, targetPort: 'web' }], ...spec } });
const ALERT = rule('vector(1)', { alert: 'Down' });
const why = (...objects: object[]) => unreached(...objects).map(text => text.replace(/^Prometheus monitoring\/main cannot send alerts to Service /, ''));

describe('alerts that go nowhere', () => {
  test('are counted', () => {
    expect(nowhere(prometheus({ alerting: undefined }), ALERT)).toEqual(['Prometheus monitoring/main has 1 alert and no Alertmanager: set "alerting"']);
    const two = { ...ALERT, spec: { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'vector(1)' }, { alert: 'B', expr: 'vector(1)' }, { record: 'c', expr: 'vector(1)' }] }] } };
    expect(nowhere(prometheus({ alerting: { alertmanagers: [] } }), two)).toEqual(['Prometheus monitoring/main has 2 alerts and no Alertmanager: set "alerting"']);
  });

  test.each<[string, object[]]>([
    ['there is no alert', [prometheus({ alerting: undefined }), rule('vector(1)', { record: 'a' })]],
    ['no rule is selected', [prometheus({ alerting: undefined, ruleSelector: { matchLabels: { a: 'b' } } }), ALERT]],
    ['Alertmanagers are in a Secret', [prometheus({ alerting: undefined, additionalAlertManagerConfigs: { name: 'a', key: 'b' } }), ALERT]],
    ['an Alertmanager is named', [prometheus(), ALERT]],
    ['it is an agent, which has no rules', [{ ...prometheus({ alerting: undefined }), kind: 'PrometheusAgent' }, ALERT]],
  ])('are none if %s', (_, objects) => expect(nowhere(...objects)).toEqual([]));
});

describe('the Service of an Alertmanager', () => {
  test.each<[string, object[], string[]]>([
    ['has the port by its name', [sending({}), AM, amService(), ALERT], []],
    ['has no such port', [sending({ port: 'http' }), AM, amService(), ALERT], ['monitoring/am: it has no port "http"']],
    ['has the number of the pods', [sending({ port: 9093 }), AM, amService({ ports: [{ name: 'web', port: 80, targetPort: 'web' }] }), ALERT], []],
    ['has a number that the pods do not have', [sending({ port: 80 }), AM, amService({ ports: [{ name: 'web', port: 80, targetPort: 'web' }] }), ALERT],
      ['monitoring/am: none of its pods declares port 80: use the name of the port, since a number is compared with the ports of pods']],
    ['has no pods here: any number may be', [sending({ port: 80 }), amService({ selector: { other: 'x' } }), ALERT], []],
    ['is not there', [sending({ name: 'other' }), AM, amService(), ALERT], ['monitoring/other: the Service does not exist']],
    ['is not there, in the namespace of the Prometheus', [sending({ namespace: undefined, name: 'other' }), ALERT], ['monitoring/other: the Service does not exist']],
    ['is in a namespace of which nothing is here', [sending({ namespace: 'far' }), ALERT], []],
    ['may be made by an operator', [sending({ name: 'other' }), { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', ...meta('x', {}, 'monitoring'), spec: {} }, ALERT], []],
    ['has endpoints that somebody wrote', [sending({}), amService({ selector: undefined }), { kind: 'Endpoints', ...meta('am', {}, 'monitoring'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'web', port: 9093 }] }] }, ALERT], []],
    ['has endpoints with other ports', [sending({}), amService({ selector: undefined }), { kind: 'Endpoints', ...meta('am', {}, 'monitoring'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'http', port: 9093 }] }] }, ALERT],
      ['monitoring/am: its endpoints have no port "web"']],
    ['has endpoints that are not here', [sending({}), amService({ selector: undefined }), { kind: 'Endpoints', ...meta('other', {}, 'monitoring'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'http', port: 1 }] }] }, ALERT], []],
  ])('%s', (_, objects, expected) => expect(why(...objects)).toEqual(expected));

  test('is not checked without alerts', () => expect(why(sending({ name: 'other' }))).toEqual([]));

  test('of a Prometheus without a namespace may be in any namespace', () => {
    const open = { ...sending({ namespace: undefined, name: 'other' }), metadata: { name: 'main' } };
    expect(unreached(open, ALERT)).toEqual(['Prometheus main cannot send alerts to Service other: the Service does not exist']);
    expect(unreached({ ...sending({ namespace: undefined, port: 'http' }), metadata: { name: 'main' } }, amService(), ALERT)).toEqual(['Prometheus main cannot send alerts to Service am: it has no port "http"']);
  });

  test.each<[unknown, unknown, string | undefined]>([
    [undefined, undefined, undefined],
    ['/', undefined, undefined],
    ['/alerts/', 'alerts', undefined],
    [undefined, '/alerts', '"routePrefix: /alerts", and alerts are sent to "/": set "pathPrefix: /alerts"'],
    ['/alerts', undefined, '"routePrefix: /", and alerts are sent to "/alerts": set "pathPrefix: /"'],
    ['//a', '/b//', '"routePrefix: /b", and alerts are sent to "/a": set "pathPrefix: /b"'],
  ])('with the path %j before an Alertmanager at %j', (pathPrefix, routePrefix, expected) => {
    expect(why(sending({ pathPrefix }), { ...AM, spec: { ...AM.spec, routePrefix } }, amService(), ALERT)).toEqual(expected === undefined ? [] : [`monitoring/am: Alertmanager monitoring/main has ${expected}`]);
  });

  test.each<[string, object, object, boolean]>([
    ['for nothing', {}, policy({}, 'monitoring'), true],
    ['for the port of the pods', {}, policy({ podSelector: { matchLabels: { alertmanager: 'main' } }, ingress: [{ ports: [{ port: 9093 }] }] }, 'monitoring'), false],
    ['for another port', {}, policy({ podSelector: { matchLabels: { alertmanager: 'main' } }, ingress: [{ ports: [{ port: 80 }] }] }, 'monitoring'), true],
    ['for another port, by the number', { port: 9093 }, policy({ podSelector: { matchLabels: { alertmanager: 'main' } }, ingress: [{ ports: [{ port: 80 }] }] }, 'monitoring'), true],
    ['for the port, by the number', { port: 9093 }, policy({ podSelector: { matchLabels: { alertmanager: 'main' } }, ingress: [{ ports: [{ port: 9093 }] }] }, 'monitoring'), false],
    ['out of the Prometheus', {}, policy({ podSelector: { matchLabels: { prometheus: 'main' } }, policyTypes: ['Egress'] }, 'monitoring'), true],
    ['of other pods', {}, policy({ podSelector: { matchLabels: { app: 'db' } } }, 'monitoring'), false],
  ])('behind a policy %s', (_, reference, object, expected) => {
    expect(why(sending(reference), AM, amService(), ALERT, object)).toEqual(expected ? ['monitoring/am: connections to StatefulSet monitoring/alertmanager-main are blocked by NetworkPolicy monitoring/deny'] : []);
  });

  test('is not blocked for a Prometheus in the network of its node', () => expect(why(sending({}, { hostNetwork: true }), AM, amService(), ALERT, policy({}, 'monitoring'))).toEqual([]));
});

describe('receivers without an integration', () => {
  const config = (text: string) => ({ kind: 'Secret', ...meta('config', {}, 'monitoring'), stringData: { 'alertmanager.yaml': text } });
  const NOBODY = config('route: {receiver: nobody, routes: [{receiver: pager, matchers: ["page=yes"]}]}\nreceivers: [{name: nobody}, {name: pager, webhook_configs: [{url: "http://x"}]}]');
  const heard = (more: object, ...objects: object[]) => silent(sending({}), AM, amService(), NOBODY, rule('vector(1)', { alert: 'Down', ...more }), ...objects);
  const LINE = ['Alertmanager monitoring/main routes Down only to the receiver "nobody", which notifies nobody: add an integration to it, or change the route'];

  test.each<[string, object, string[]]>([
    ['an alert', {}, LINE],
    ['an alert with a severity', { labels: { severity: 'critical' } }, LINE],
    ['an alert for information', { labels: { severity: 'info' } }, []],
    ['an alert without a severity for people', { labels: { severity: 'none' } }, []],
    ['an alert that another route takes', { labels: { page: 'yes' } }, []],
    ['a label that a template fills in, which may be anything', { labels: { severity: '{{ $labels.severity }}' } }, LINE],
    ['a label that is no text', { labels: { severity: 5 } }, LINE],
  ])('of %s', (_, more, expected) => expect(heard(more)).toEqual(expected));

  test.each(['Watchdog', 'InfoInhibitor', 'DeadMansSwitch'])('named %s are intended', name => {
    expect(silent(sending({}), AM, amService(), NOBODY, rule('vector(1)', { alert: name }))).toEqual([]);
    expect(silent(sending({}), AM, amService(), NOBODY, rule('vector(1)', { alert: `${name}Not` }))).toHaveLength(1);
    expect(silent(sending({}), AM, amService(), NOBODY, rule('vector(1)', { alert: `My${name}` }))).toHaveLength(1);
  });

  test('match external labels of the Prometheus, and alert labels take precedence', () => {
    const external = (page: string, labels: object) => silent(sending({}, { externalLabels: { page } }), AM, amService(), NOBODY, rule('vector(1)', { alert: 'Down', labels }));
    expect(external('yes', {})).toEqual([]);
    expect(external('no', { page: 'yes' })).toEqual([]);
    expect(external('yes', { page: 'no' })).toEqual(LINE);
  });

  test('list their alerts once, in order', () => {
    const many = { ...ALERT, spec: { groups: [{ name: 'g', rules: ['B', 'A', 'B'].map(alert => ({ alert, expr: 'vector(1)' })) }] } };
    expect(silent(sending({}), AM, amService(), NOBODY, many)).toEqual(['Alertmanager monitoring/main routes A, B only to the receiver "nobody", which notifies nobody: add an integration to it, or change the route']);
  });

  test('that the file does not define are reported at their route', () => {
    expect(silent(sending({}), AM, amService(), config('route: {receiver: gone}\nreceivers: []'), ALERT)).toEqual([]);
  });

  test('are not checked if no alert reaches them', () => expect(silent(sending({ port: 'http' }), AM, amService(), NOBODY, ALERT)).toEqual([]));
});

describe('where alerts go', () => {
  const alertsOf = (...objects: object[]) => explain(objects).prometheuses[0].alerts;
  const file = { kind: 'Secret', ...meta('config', {}, 'monitoring'), stringData: { 'alertmanager.yaml': 'route: {receiver: z, routes: [{receiver: a, matchers: ["x=y"], continue: true}, {receiver: z}]}\nreceivers: [{name: z}, {name: a}]' } };
  const rules = { ...ALERT, spec: { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'vector(1)', labels: { x: 'y' } }, { alert: 'B', expr: 'vector(1)' }] }] } };

  test('is counted by receiver', () => expect(alertsOf(sending({}), AM, amService(), file, rules)).toEqual([{ alertmanager: 'Alertmanager monitoring/main', receivers: { a: 1, z: 2 } }]));
  test('is unknown without the configuration', () => expect(alertsOf(sending({}), AM, amService(), rules)).toEqual([{ alertmanager: 'Alertmanager monitoring/main', receivers: {} }]));
  test('is each Alertmanager once', () => {
    const twice = prometheus({ alerting: { alertmanagers: [{ namespace: 'monitoring', name: 'am', port: 'web' }, { namespace: 'monitoring', name: 'am', port: 9093 }] } });
    expect(alertsOf(twice, AM, amService(), file, rules)).toHaveLength(1);
  });
  test('is unknown if a Service does not lead to an Alertmanager', () => expect(alertsOf(sending({}), { ...deployment('x', { alertmanager: 'main' }), ...meta('x', {}, 'monitoring') }, amService(), rules)).toEqual([]));
});

describe('a configuration that is shared', () => {
  const owner = { kind: 'Alertmanager', ...meta('a', {}, 'monitoring'), spec: { alertmanagerConfiguration: { name: 'routing' } } };
  const other = (name: string, spec: object = { alertmanagerConfigSelector: {} }, namespace = 'monitoring') => ({ kind: 'Alertmanager', ...meta(name, {}, namespace), spec });
  const routing = { kind: 'AlertmanagerConfig', ...meta('routing', {}, 'monitoring'), spec: { route: { receiver: 'x' }, receivers: [{ name: 'x' }] } };

  test('is reported with all Alertmanagers that use it', () => {
    expect(shared(owner, other('b'), other('c'), routing)).toEqual([expect.stringContaining('AlertmanagerConfig monitoring/routing is the whole configuration of Alertmanager monitoring/a, and Alertmanager monitoring/b and Alertmanager monitoring/c also select it')]);
  });

  test.each<[string, object[]]>([
    ['the other selects others', [owner, other('b', { alertmanagerConfigSelector: { matchLabels: { a: 'b' } } }), routing]],
    ['the other selects none', [owner, other('b', {}), routing]],
    ['the other is in another namespace', [owner, other('b', { alertmanagerConfigSelector: {} }, 'other'), routing]],
    ['it is not here', [owner, other('b')]],
    ['there is one Alertmanager', [{ ...owner, spec: { ...owner.spec, alertmanagerConfigSelector: {} } }, routing]],
  ])('is none if %s', (_, objects) => expect(shared(...objects)).toEqual([]));
});
