import { serviceAt } from '../../src/scrape-graph/consumers';
import { kubeStateMetricsIn } from '../../src/scrape-graph/exporters';
import { routedReceivers, routingOf } from '../../src/scrape-graph/routes';

const OBJECT: any = { metadata: { name: 'x', namespace: 'shop' } };

test.each<[string, object]>([
  ['http://web.shop.svc:9090', { name: 'web', namespace: 'shop', number: 9090 }],
  ['https://web.shop.svc.cluster.local', { name: 'web', namespace: 'shop', number: 443 }],
  ['http://web.other.svc.cluster.local./path', { name: 'web', namespace: 'other', number: 80 }],
  ['http://web.other', { name: 'web', namespace: 'other', number: 80 }],
  ['http://web:8080/', { name: 'web', namespace: 'shop', number: 8080 }],
  ['http://web', { name: 'web', namespace: 'shop', number: 80 }],
  ['http://prometheus.example.org', {}],
  ['ftp://web', {}],
  ['web.shop.svc', {}],
  ['http://web:80x', {}],
  ['', {}],
])('the Service at %j, seen from the namespace shop: %j', (url, expected) => expect(serviceAt({ url, object: OBJECT })).toEqual(expected));

describe('the configuration of an Alertmanager', () => {
  const routing = (file: string, spec: object = {}, data: object = { stringData: { 'alertmanager.yaml': file } }, secretName = 'alertmanager-main') => {
    const world: any = { named: (kind: string, namespace: string, name: string) => kind === 'Secret' && namespace === 'monitoring' && name === secretName ? { raw: data } : undefined, ofKind: () => [] };
    return routingOf({ metadata: { name: 'main', namespace: 'monitoring' }, spec } as any, { world, selectedBy: () => [] });
  };

  // https://prometheus.io/docs/alerting/latest/configuration/#route : match and match_re are the old spelling of matchers
  test('has routes in the old and in the new syntax', () => {
    const found = routing(`
route:
  receiver: default
  routes:
    - {receiver: a, match: {team: a, severity: page}}
    - {receiver: b, match_re: {team: 'b.*'}, continue: true}
    - {receiver: c, matchers: ['team=~"b1|c"', '{severity="info"}']}
    - {matchers: ['team="inherited"']}
receivers:
  - {name: default}
  - {name: a, slack_configs: [{channel: x}], email_configs: [{to: x}], webhook_configs: []}
`)!;
    const reached = (labels: { [name: string]: string }) => routedReceivers(found, labels);
    const alerts: { [name: string]: string }[] = [
      { team: 'a', severity: 'page' }, { team: 'a' }, { team: 'b1', severity: 'info' }, { team: 'b2' }, { team: 'c', severity: 'info' }, { team: 'c' }, { team: 'inherited' },
    ];
    expect(alerts.map(reached)).toEqual([['a'], ['default'], ['b', 'c'], ['b'], ['c'], ['default'], ['default']]);
    expect([[...found.receivers], found.isShared]).toEqual([[['default', 0], ['a', 2]], false]);
  });

  test('is in the Secret that it names, in plain text or in base64', () => {
    const file = 'route: {receiver: x}\nreceivers: [{name: x}]';
    const inBase64 = { data: { 'alertmanager.yaml': Buffer.from(file).toString('base64') } };
    expect(routedReceivers(routing(file)!, {})).toEqual(['x']);
    expect(routedReceivers(routing('', {}, inBase64)!, {})).toEqual(['x']);
    expect(routedReceivers(routing(file, { configSecret: 'own' }, undefined, 'own')!, {})).toEqual(['x']);
    expect([routing(file, { configSecret: 'own' }), routing(file, {}, undefined, 'other'), routing(file, { alertmanagerConfiguration: { name: 'gone' } })]).toEqual([undefined, undefined, undefined]);
  });

  test.each(['', 'route: x', 'route:', 'receivers: []', '{', '- a'])('%j has no route', file => expect(routing(file)).toBeUndefined());

  test('in a Secret without the file is unknown', () => expect([routing('', {}, {}), routing('', {}, { data: {} })]).toEqual([undefined, undefined]));
});

test('each workload with kube-state-metrics is listed, with the version of its image', () => {
  const workload = (kind: string, ...images: string[]) => ({ kind, metadata: { name: 'x' }, spec: { template: { spec: { containers: images.map(image => ({ image })) } } } });
  const manifests: any[] = [
    workload('Deployment', 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.15.0', 'quay.io/brancz/kube-rbac-proxy:v0.19.1'),
    workload('StatefulSet', 'kube-state-metrics:2.10.1-rc.0@sha256:abc', 'kube-state-metrics:v2.9.0'),
    workload('Deployment', 'example.org:5000/kube-state-metrics'),
    workload('Deployment', 'my-kube-state-metrics:v2.15.0', 'example.org/constructor:1.0.0'),
    { kind: 'Service', metadata: { name: 'x' }, spec: {} },
  ];
  expect(kubeStateMetricsIn({ manifests } as any).map(({ component, version }) => [component, version])).toEqual([
    ['kube-state-metrics', '2.15.0'], ['kube-state-metrics', '2.10.1'], ['kube-state-metrics', undefined],
  ]);
});
