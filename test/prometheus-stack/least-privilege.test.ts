import { ApiObject, App, Chart } from 'cdk8s';
import { PrometheusStack, ScrapeGraph } from '../../src';
import { aStack, named, QUIET } from '../support/stack';
import { errorsOf, Manifest, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

/** An app of two workloads in an isolated namespace, and the stack that scrapes them. */
function aShop(targets: readonly string[] = ['web', 'db']) {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(chart, 'Monitoring', { ...QUIET, prometheus: { ...QUIET.prometheus, remoteWrite: [{ url: 'https://metrics.example.org/write', name: 'far' }] } });
  const object = (id: string, kind: string, name: string, spec: object, labels = {}) => new ApiObject(chart, id, { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop', labels }, spec } as any);
  object('deny', 'NetworkPolicy', 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] });
  for (const [at, name] of ['web', 'db'].entries()) {
    object(`${name}-pods`, 'Deployment', name, { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 + at }] }] } } });
    const service = object(`${name}-service`, 'Service', name, { selector: { app: name }, ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }] });
    if (targets.includes(name)) { stack.addScrapeTarget(service); }
  }
  return { chart, stack };
}

const rulesOf = (objects: readonly Manifest[]) => named(objects, 'NetworkPolicy', 'prometheus-main-egress').spec.egress.map((rule: object) => JSON.stringify(rule));

describe('restrictEgress()', () => {
  test('allows Prometheus to connect to its targets, to its Alertmanager, to remote write, and to nothing else', () => {
    const { chart, stack } = aShop();
    stack.restrictEgress();
    const { podSelector, policyTypes, egress } = named(synth(chart), 'NetworkPolicy', 'prometheus-main-egress').spec;
    expect(podSelector.matchLabels).toMatchObject({ 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'main' });
    expect(policyTypes).toEqual(['Egress']);
    const ways = egress.map(({ to: [peer] = [{}], ports }: any) => `${peer.podSelector?.matchLabels.app ?? peer.podSelector?.matchLabels['app.kubernetes.io/name'] ?? '*'} ${ports.map(({ port }: any) => port)}`);
    expect(ways.sort()).toEqual([
      '* 10250', '* 443', '* 443,6443', '* 53,53', '* 6443', '* 9100', '* 9153', 'alertmanager 8080', 'alertmanager 9093', 'db 8081', 'kube-state-metrics 8080', 'kube-state-metrics 8081',
      'prometheus 8080', 'prometheus 9090', 'prometheus-operator 8080', 'web 8080',
    ]);
  });

  test('without one scrape there is one rule less, and no other difference', () => {
    const [all, one] = [['web', 'db'], ['web']].map(targets => {
      const { chart, stack } = aShop(targets);
      stack.restrictEgress();
      return rulesOf(synth(chart));
    });
    expect(all.filter((rule: string) => !one.includes(rule))).toEqual([expect.stringContaining('"app":"db"')]);
    expect(one.filter((rule: string) => !all.includes(rule))).toEqual([]);
  });

  test('two scrapes of one port of the same pods are one rule', () => {
    const { chart, stack } = aShop(['web']);
    new ApiObject(chart, 'again', { apiVersion: 'v1', kind: 'ServiceMonitor', metadata: { name: 'again', namespace: 'monitoring' }, spec: { jobLabel: 'x', selector: {}, namespaceSelector: { matchNames: ['shop'] }, endpoints: [{ port: 'metrics', path: '/other' }] } } as any);
    stack.restrictEgress();
    expect(rulesOf(synth(chart)).filter((rule: string) => rule.includes('"app":"web"'))).toHaveLength(1);
  });

  test('allows it in policies of the app that block it, and isolates no pod that was open', () => {
    const { chart, stack } = aShop(['web']);
    expect(ScrapeGraph.of(chart).problems).toEqual([expect.stringContaining('[scrape-graph/network-denies]')]);
    expect(stack.restrictEgress().map(({ name }) => name)).toEqual(['prometheus-main-egress', expect.stringMatching(/^monitoring-prometheus-main-to-/)]);
    expect(ScrapeGraph.of(chart).problems).toEqual([]);
    const [policy] = ofKind(synth(chart), 'NetworkPolicy').filter(({ metadata }) => metadata.name.includes('-to-'));
    expect([policy.metadata.namespace, policy.spec.podSelector.matchLabels, policy.spec.ingress[0].ports]).toEqual(['shop', { app: 'web' }, [{ port: 8080, protocol: 'TCP' }]]);
  });

  test('called before the app is complete it is an error', () => {
    const { chart, stack } = aShop([]);
    stack.restrictEgress();
    stack.addScrapeTarget(chart.node.findChild('web-service'));
    expect(errorsOf(chart)).toContain('call it last [prometheus-stack/derived-early]');
  });

  test('without a Prometheus there is nothing to derive', () => {
    const { chart, stack } = aStack({ prometheusEnabled: false, alertmanagerEnabled: false });
    expect(stack.restrictEgress()).toEqual([]);
    expect(errorsOf(chart)).toContain('[prometheus-stack/no-prometheus]');
  });
});

describe('restrictRoles()', () => {
  const rolesOf = (objects: readonly Manifest[]) => ofKind(objects, 'Role').filter(({ metadata }) => metadata.name.includes('prometheus-main'))
    .map(({ metadata, rules }) => `${metadata.namespace}: ${rules.flatMap(({ resources }: any) => resources).join()}`).sort();

  test('each namespace with targets has a Role with the permissions that its monitors need, and no other namespace has one', () => {
    const { chart, stack } = aStack({ namespaces: ['shop', 'empty'] });
    expect(rolesOf(synth(chart))).toContain('empty: pods,services,endpointslices');
    stack.restrictRoles();
    const roles = rolesOf(synth(chart));
    expect(roles).toEqual(['default', 'kube-system', 'monitoring', 'monitoring-node-exporter'].map(namespace => `${namespace}: pods,services,endpointslices`).sort());
    expect(ofKind(synth(chart), 'RoleBinding').filter(({ metadata }) => metadata.name.includes('prometheus-main'))).toHaveLength(roles.length);
    expect(ScrapeGraph.of(chart).problems).toEqual([]);
  });

  test('for a Prometheus that may read everything, only the needed permissions remain', () => {
    const { chart, stack } = aStack({ allNamespaces: true });
    const clusterRule = () => JSON.stringify(named(synth(chart), 'ClusterRole', 'monitoring-prometheus-main').rules);
    expect(clusterRule()).toContain('endpointslices');
    stack.restrictRoles();
    expect(clusterRule()).not.toContain('endpointslices');
    expect(rolesOf(synth(chart))).toHaveLength(4);
    expect(ScrapeGraph.of(chart).problems).toEqual([]);
  });

  test('a scrape of all namespaces, and one with labels of nodes, need the ClusterRole', () => {
    const { chart, stack } = aStack({ allNamespaces: true });
    new ApiObject(chart, 'any', { apiVersion: 'v1', kind: 'PodMonitor', metadata: { name: 'any', namespace: 'monitoring' }, spec: { selector: {}, namespaceSelector: { any: true }, attachMetadata: { node: true }, podMetricsEndpoints: [{ port: 'metrics' }] } } as any);
    stack.restrictRoles();
    const [rule] = named(synth(chart), 'ClusterRole', 'monitoring-prometheus-main').rules;
    expect(rule).toEqual({ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] });
    expect(JSON.stringify(named(synth(chart), 'ClusterRole', 'monitoring-prometheus-main').rules)).toContain('"resources":["nodes","pods"]');
  });
});
