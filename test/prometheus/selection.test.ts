import { ApiObject, App, Chart, Duration } from 'cdk8s';
import {
  Alertmanager, BlackboxExporter, ExternalTargets, ObjectSelection, ProbeTargets, Prometheus, PrometheusAgent, PrometheusProps,
  PrometheusRules, PrometheusStack, PrometheusTest, Relabel, ScrapeClass, ScrapeConfig, SelectionPolicy, ServiceMonitor, ThanosRuler,
} from '../../src';
import { aStack, named } from '../support/stack';
import { aChart, errorsOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const RELEASE = { release: 'main' };
const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule'];

function specOf(props: PrometheusProps): any {
  const chart = aChart('monitoring');
  new Prometheus(chart, 'Prometheus', props);
  return named(synth(chart), 'Prometheus', 'main').spec;
}

/** The fields that select, by kind. */
function selectorsOf(props: PrometheusProps): { [field: string]: object } {
  return Object.fromEntries(Object.entries<object>(specOf(props)).filter(([name]) => name.endsWith('Selector') && name !== 'nodeSelector'));
}

describe('what a Prometheus selects', () => {
  test('is everything by default, and with an empty policy', () => {
    const all = { serviceMonitorSelector: {}, podMonitorSelector: {}, probeSelector: {}, scrapeConfigSelector: {}, ruleSelector: {} };
    expect(selectorsOf({})).toEqual(all);
    expect(selectorsOf({ selection: {} })).toEqual(all);
  });

  test('are objects with labels, by values and by expressions', () => {
    const matchExpressions = [{ key: 'team', operator: 'In', values: ['a', 'b'] }];
    const selector = { matchLabels: RELEASE, matchExpressions };
    expect(selectorsOf({ selection: selector })).toEqual({
      serviceMonitorSelector: selector, podMonitorSelector: selector, probeSelector: selector, scrapeConfigSelector: selector, ruleSelector: selector,
    });
  });

  test('selects by labels of namespaces, instead of their names', () => {
    const where = { matchLabels: { monitored: 'yes' }, matchExpressions: [{ key: 'old', operator: 'DoesNotExist' }] };
    const selectors = selectorsOf({ selection: { namespaceLabels: where.matchLabels, namespaceExpressions: where.matchExpressions }, namespaces: ['shop'] });
    expect(['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'].map(kind => [selectors[`${kind}Selector`], selectors[`${kind}NamespaceSelector`]])).toEqual(Array(5).fill([{}, where]));
  });

  test('differs for each kind, or disables it', () => {
    expect(selectorsOf({ selection: { matchLabels: RELEASE, rules: {}, probes: { none: true }, podMonitors: { matchLabels: { tier: 'x' }, namespaceLabels: { a: 'b' } } } })).toEqual({
      serviceMonitorSelector: { matchLabels: RELEASE },
      scrapeConfigSelector: { matchLabels: RELEASE },
      ruleSelector: {},
      podMonitorSelector: { matchLabels: { tier: 'x' } },
      podMonitorNamespaceSelector: { matchLabels: { a: 'b' } },
    });
  });

  test.each<[string, PrometheusProps, string]>([
    ['conditions with "none"', { selection: { rules: { none: true, matchLabels: RELEASE } } }, '"selection.rules" has "none: true" and "matchLabels"'],
    ['no kind of monitor', { selection: { none: true, rules: {} } }, '[prometheus/selects-nothing]'],
    ['a label that is none', { selection: { serviceMonitors: { matchLabels: { 'a b': 'c' } } } }, '"selection.serviceMonitors.matchLabels"'],
    ['a label of a namespace that is none', { selection: { namespaceLabels: { a: 'b c' } } }, '"selection.namespaceLabels"'],
    ['a selector in "spec"', { spec: { serviceMonitorSelector: { matchLabels: RELEASE } } }, 'is written by the option "selection.serviceMonitors"'],
  ])('%s is refused', (_, props, text) => {
    const chart = aChart('monitoring');
    new Prometheus(chart, 'Prometheus', props);
    expect(errorsOf(chart)).toContain(text);
  });

  test('an agent selects in the same way', () => {
    const chart = aChart('monitoring');
    new PrometheusAgent(chart, 'Agent', { selection: { matchLabels: RELEASE }, remoteWrite: [{ url: 'http://hub.monitoring.svc/api/v1/write' } as any] });
    const { spec } = ofKind(synth(chart), 'PrometheusAgent')[0];
    expect([spec.serviceMonitorSelector, spec.podMonitorSelector, spec.ruleSelector]).toEqual([{ matchLabels: RELEASE }, { matchLabels: RELEASE }, undefined]);
    expect(ofKind(synth(chart), 'ServiceMonitor')[0].metadata.labels.release).toBe('main');
  });

  const RULER: { readonly selection: ObjectSelection; readonly selector: object; readonly where?: object }[] = [
    { selection: { matchLabels: RELEASE }, selector: { matchLabels: RELEASE } },
    { selection: { namespaceLabels: { a: 'b' } }, selector: {}, where: { matchLabels: { a: 'b' } } },
  ];
  test.each(RULER)('a ThanosRuler and an Alertmanager: $selection', ({ selection, selector, where }) => {
    const chart = aChart('monitoring');
    new ThanosRuler(chart, 'Ruler', { queryEndpoints: ['thanos-query:10902'], ruleSelection: selection });
    new Alertmanager(chart, 'Alertmanager', { configSecret: 'config', configSelection: selection });
    const objects = synth(chart);
    const { ruleSelector, ruleNamespaceSelector } = ofKind(objects, 'ThanosRuler')[0].spec;
    const { alertmanagerConfigSelector, alertmanagerConfigNamespaceSelector } = ofKind(objects, 'Alertmanager')[0].spec;
    expect([ruleSelector, ruleNamespaceSelector, alertmanagerConfigSelector, alertmanagerConfigNamespaceSelector]).toEqual([selector, where, selector, where]);
  });
});

describe('monitors of a stack are selected by its own Prometheus', () => {
  const POLICIES: { readonly [name: string]: SelectionPolicy } = {
    'by label': { matchLabels: RELEASE },
    'by expressions': { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }, { key: 'watched', operator: 'Exists' }, { key: 'old', operator: 'DoesNotExist' }] },
    'by label of the namespace': { namespaceLabels: { monitored: 'yes' } },
    'per kind': { serviceMonitors: { matchLabels: { kind: 'service' } }, podMonitors: { matchLabels: { kind: 'pod' } }, rules: { matchLabels: { kind: 'rule' } }, scrapeConfigs: { matchLabels: { kind: 'config' } } },
  };

  test.each(Object.keys(POLICIES))('%s: every monitor and rule of it, added ones, and arguments of select()', name => {
    const { chart, stack } = aStack({ prometheus: { selection: POLICIES[name] }, allNamespaces: true, commonLabels: { team: 'platform' } });
    const make = (apiVersion: string, kind: string, spec: object) => new ApiObject(chart, kind, { apiVersion, kind, metadata: { name: 'web', namespace: 'monitoring' }, spec });
    const labels = { app: 'web' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ name: 'metrics', containerPort: 8080 }] }] } };
    stack.addScrapeTarget(make('apps/v1', 'Deployment', { selector: { matchLabels: labels }, template }));
    stack.addScrapeTarget(make('v1', 'Service', { selector: labels, ports: [{ name: 'metrics', port: 8080 }] }));
    stack.addExternalTarget('legacy', ExternalTargets.addresses('db.example.org:9100'));
    const blackbox = new BlackboxExporter(chart, 'Blackbox');
    blackbox.addProbe('site', { targets: [ProbeTargets.of('https://example.org')] });
    stack.select(blackbox);
    const test_ = PrometheusTest.of(chart);
    for (const target of ['monitoring/web', 'Deployment monitoring/web', 'ScrapeConfig monitoring/legacy', 'Probe monitoring/site', 'monitoring/prometheus-main', 'monitoring/blackbox-exporter']) { test_.expectTarget(target); }
    test_.expectNoProblems();
    const server = named(synth(chart), 'Prometheus', 'main').spec;
    const unlabelled = MONITORS.flatMap(kind => test_.objects(kind)).filter(({ kind, metadata }) => {
      const field = kind === 'PrometheusRule' ? 'rule' : `${kind[0].toLowerCase()}${kind.slice(1)}`;
      return !Object.entries(server[`${field}Selector`].matchLabels ?? {}).every(([key, value]) => metadata.labels[key] === value);
    });
    expect(unlabelled.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  });

  test('select() allows it to discover targets in the namespaces of the monitors', () => {
    const { chart, stack } = aStack();
    const shop = new Chart(chart, 'shop', { namespace: 'shop' });
    new ServiceMonitor(shop, 'Own', { name: 'own', selector: {}, endpoints: [{ port: 'a' }] });
    new ServiceMonitor(shop, 'Other', { name: 'other', selector: {}, namespaceSelector: { matchNames: ['a', 'b'] }, endpoints: [{ port: 'a' }] });
    stack.select(shop);
    expect(stack.prometheus!.roles.map(({ metadata }) => metadata.namespace)).toEqual(expect.arrayContaining(['shop', 'a', 'b']));
  });
});

test('two Prometheuses side by side have their own targets, and none of the other', () => {
  const app = new App();
  const stackIn = (namespace: string, release: string) => new PrometheusStack(new Chart(app, namespace, { namespace }), 'Monitoring', {
    allNamespaces: true,
    controlPlaneEnabled: false,
    nodeExporterEnabled: false,
    operatorEnabled: release === 'a',
    mixinEnabled: false,
    kubeStateMetricsEnabled: false,
    prometheus: { selection: { matchLabels: { release } }, externalLabels: { cluster: 'eu-1' } },
    alertmanagerEnabled: false,
  });
  const [a, b] = [stackIn('monitoring', 'a'), stackIn('tenant', 'b')];
  a.addExternalTarget('one', ExternalTargets.addresses('a.example.org:9100'));
  b.addExternalTarget('two', ExternalTargets.addresses('b.example.org:9100'));
  const chart = new Chart(app, 'rules', { namespace: 'shop' });
  const rules = new PrometheusRules(chart, 'Rules', { name: 'own', groups: [{ name: 'own', records: [{ record: 'job:up:min', expr: 'min by (job) (up)' }] }] });
  b.select(rules);
  const [main, tenant] = ['monitoring', 'tenant'].map(namespace => PrometheusTest.of(app).objects('Prometheus').find(({ metadata }) => metadata.namespace === namespace).spec);
  expect([main.serviceMonitorSelector, tenant.serviceMonitorSelector]).toEqual([{ matchLabels: { release: 'a' } }, { matchLabels: { release: 'b' } }]);
  const labelOf = (kind: string) => PrometheusTest.of(app).objects(kind).map(({ metadata }) => [metadata.namespace, metadata.name, metadata.labels.release]);
  expect(labelOf('ScrapeConfig')).toEqual([['monitoring', 'one', 'a'], ['tenant', 'two', 'b']]);
  expect(labelOf('ServiceMonitor')).toEqual(expect.arrayContaining([['monitoring', 'prometheus-main', 'a'], ['tenant', 'prometheus-main', 'b']]));
  expect(labelOf('PrometheusRule')).toEqual([['shop', 'own', 'b']]);
});

describe('ScrapeClasses', () => {
  const CLASS: ScrapeClass = {
    name: 'mesh',
    default: true,
    authorization: { secretName: 'token' },
    attachNodeMetadata: true,
    fallbackScrapeProtocol: 'PrometheusText0.0.4',
    tlsConfig: { caFile: '/etc/mesh/ca.pem', certFile: '/etc/mesh/cert.pem', keyFile: '/etc/mesh/key.pem', serverName: 'mesh', insecureSkipVerify: true },
    relabelings: [Relabel.setLabel('cluster', 'eu-1')],
    metricRelabelings: [Relabel.dropMetrics('go_.*')],
  };

  test('every option is written into its field; metadata of nodes needs a permission', () => {
    const chart = aChart('monitoring');
    const key = (secretName: string) => ({ secretName, key: 'pem' });
    new Prometheus(chart, 'Prometheus', { scrapeClasses: [CLASS, { name: 'secrets', tlsConfig: { ca: key('ca'), cert: key('cert'), keySecret: key('key') } }] });
    const objects = synth(chart);
    expect(named(objects, 'Prometheus', 'main').spec.scrapeClasses).toEqual([
      {
        name: 'mesh',
        default: true,
        authorization: { credentials: { name: 'token', key: 'token' } },
        attachMetadata: { node: true },
        fallbackScrapeProtocol: 'PrometheusText0.0.4',
        tlsConfig: { caFile: '/etc/mesh/ca.pem', certFile: '/etc/mesh/cert.pem', keyFile: '/etc/mesh/key.pem', serverName: 'mesh', insecureSkipVerify: true },
        relabelings: [{ targetLabel: 'cluster', replacement: 'eu-1' }],
        metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
      },
      {
        name: 'secrets',
        tlsConfig: { ca: { secret: { name: 'ca', key: 'pem' } }, cert: { secret: { name: 'cert', key: 'pem' } }, keySecret: { name: 'key', key: 'pem' } },
      },
    ]);
    expect(ofKind(objects, 'ClusterRole')[0].rules).toContainEqual({ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] });
  });

  test('the default class gives the local series a label that external labels give to others', () => {
    const { chart } = aStack({ prometheus: { scrapeClasses: [{ name: 'all', default: true, relabelings: [Relabel.setLabel('cluster', 'eu-1')] }] } });
    PrometheusTest.of(chart).expectTarget('monitoring/kube-state-metrics', { labels: { cluster: 'eu-1' } });
  });

  test('a monitor names another class', () => {
    const { chart, stack } = aStack({ prometheus: { scrapeClasses: [{ name: 'all', default: true, relabelings: [Relabel.setLabel('class', 'all')] }, { name: 'own', relabelings: [Relabel.setLabel('class', 'own')] }] } });
    stack.addExternalTarget('a', ExternalTargets.addresses('a:1'), { scrapeClass: 'own' });
    stack.addExternalTarget('b', ExternalTargets.addresses('b:1'));
    const tested = PrometheusTest.of(chart);
    tested.expectTarget('ScrapeConfig monitoring/a', { labels: { class: 'own' } });
    tested.expectTarget('ScrapeConfig monitoring/b', { labels: { class: 'all' } });
  });

  test.each<[string, ScrapeClass[], string, string]>([
    ['two defaults', [{ name: 'a', default: true }, { name: 'b', default: true }], '0.94.1', 'scrapeClasses'],
    ['a field that comes later', [{ name: 'a', fallbackScrapeProtocol: 'PrometheusText0.0.4' }], '0.79.0', '0.80'],
    ['classes before they exist', [{ name: 'a' }], '0.71.0', 'scrapeClasses'],
  ])('%s: refused', (_, scrapeClasses, operatorVersion, text) => {
    const chart = aChart('monitoring');
    new Prometheus(chart, 'Prometheus', { scrapeClasses, operatorVersion, version: '2.55.1' });
    expect(errorsOf(chart)).toContain(text);
  });
});

describe('expectTarget', () => {
  const tested = (add: (stack: PrometheusStack, chart: Chart) => void) => {
    const { chart, stack } = aStack();
    add(stack, chart);
    return PrometheusTest.of(chart);
  };

  test('of a Probe: the address is that of the target, and the labels are those of the series', () => {
    const probe = tested((stack, chart) => {
      const blackbox = new BlackboxExporter(chart, 'Blackbox');
      blackbox.addProbe('site', { targets: [ProbeTargets.of('https://a.example.org', 'https://b.example.org')], labels: { team: 'a' }, interval: Duration.minutes(1) });
      stack.select(blackbox);
    });
    probe.expectTarget('Probe monitoring/site', { job: 'site', path: '/probe', interval: Duration.minutes(1), address: 'https://b.example.org', labels: { team: 'a' } });
    expect(() => probe.expectTarget('Probe monitoring/site', { address: 'https://c.example.org' })).toThrow('Probe monitoring/site is scraped, but differs:');
    expect(() => probe.expectTarget('Probe monitoring/sight')).toThrow('Probe monitoring/sight is not scraped by a Prometheus of the app; scraped are: Probe monitoring/site');
  });

  test('of a discovery: certain labels are known, and an address is not', () => {
    const found = tested(stack => stack.addExternalTarget('hosts', ExternalTargets.http('https://inventory.example.org'), {
      labels: { team: 'a' }, interval: Duration.minutes(5), path: '/m', relabelings: [Relabel.copyLabel('__meta_url', 'source')],
    }));
    found.expectTarget('ScrapeConfig monitoring/hosts', { job: 'hosts', path: '/m', interval: Duration.minutes(5), labels: { team: 'a' } });
    expect(() => found.expectTarget('ScrapeConfig monitoring/hosts', { address: 'a:1' })).toThrow('address is unknown, since httpSDConfigs decides it at run time, not "a:1"');
    expect(() => found.expectTarget('ScrapeConfig monitoring/hosts', { labels: { source: 'x' } })).toThrow('label source is unknown');
    expect(() => found.expectTarget('ScrapeConfig monitoring/hosts', { job: 'other' })).toThrow('job is "hosts", not "other"');
  });

  test('of a target that its own relabeling drops: it is not scraped', () => {
    const dropped = tested((stack, chart) => {
      new ScrapeConfig(chart, 'Old', { name: 'old', staticConfigs: [{ targets: ['old:1'] }], relabelings: [Relabel.dropIf('__address__', 'old:.*')] });
      stack.addExternalTarget('late', ExternalTargets.addresses('old:1'), { labels: { a: 'b' }, relabelings: [Relabel.setLabel('x', 'y'), Relabel.dropIf('x', 'y')] });
      stack.addExternalTarget('new', ExternalTargets.addresses('new:1'));
    });
    expect(() => dropped.expectTarget('ScrapeConfig monitoring/old')).toThrow(/ScrapeConfig monitoring\/old is not scraped by a Prometheus of the app:/);
    expect(() => dropped.expectTarget('ScrapeConfig monitoring/late')).toThrow('ScrapeConfig monitoring/late: a relabeling drops it');
    dropped.expectTarget('ScrapeConfig monitoring/new');
  });
});
