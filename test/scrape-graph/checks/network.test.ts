import { BINDING, deployment, foundBy, meta, monitor, policy, prometheus, service, WELL } from '../../support/scrape-graph';

const denied = foundBy('network-denies');
const isDenied = (...objects: object[]) => denied(...objects).length > 0;
const from = (peer: object) => ({ ingress: [{ from: [peer] }] });
const to = (peer: object) => policy({ policyTypes: ['Egress'], egress: [{ to: [peer] }] }, 'monitoring');
const IN_MONITORING = { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } };
const namespace = (labels: object) => ({ kind: 'Namespace', metadata: { name: 'monitoring', labels } });

describe('a policy of the scraped pods', () => {
  test.each<[string, object, boolean]>([
    ['no rule', {}, true],
    ['an empty list of rules', { ingress: [] }, true],
    ['a rule for all', { ingress: [{}] }, false],
    ['pods of its own namespace', from({ podSelector: {} }), true],
    ['all namespaces', from({ namespaceSelector: {} }), false],
    ['pods of the Prometheus in all namespaces', from({ namespaceSelector: {}, podSelector: { matchLabels: { prometheus: 'main' } } }), false],
    ['other pods in all namespaces', from({ namespaceSelector: {}, podSelector: { matchLabels: { prometheus: 'other' } } }), true],
    ['the namespace of the Prometheus', from({ namespaceSelector: IN_MONITORING }), false],
    ['other pods of that namespace', from({ namespaceSelector: IN_MONITORING, podSelector: { matchLabels: { app: 'other' } } }), true],
    ['another namespace', from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }), true],
    ['one of two peers', { ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: IN_MONITORING }] }] }, false],
    ['one of two rules', { ingress: [{ from: [{ podSelector: {} }] }, { from: [{ namespaceSelector: IN_MONITORING }] }] }, false],
    ['a block, in which the unknown address of a pod may be', from({ ipBlock: { cidr: '10.0.0.0/8' } }), false],
    ['the port by its number', { ingress: [{ ports: [{ port: 8080 }] }] }, false],
    ['the port by its name', { ingress: [{ ports: [{ port: 'metrics' }] }] }, false],
    ['another name', { ingress: [{ ports: [{ port: 'http' }] }] }, true],
    ['another number', { ingress: [{ ports: [{ port: 8081 }] }] }, true],
    ['one of two ports', { ingress: [{ ports: [{ port: 8081 }, { port: 8080 }] }] }, false],
    ['all ports of TCP', { ingress: [{ ports: [{ protocol: 'TCP' }] }] }, false],
    ['all ports of UDP', { ingress: [{ ports: [{ protocol: 'UDP' }] }] }, true],
    ['the port for others', { ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }] }, true],
    ['another port for the Prometheus', { ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 1 }] }] }, true],
    ['what leaves alone', { policyTypes: ['Egress'] }, false],
    ['both ways', { policyTypes: ['Egress', 'Ingress'] }, true],
    ['no types, which is what comes in', { policyTypes: undefined }, true],
    ['no types, with rules for what leaves', { policyTypes: [], egress: [] }, true],
    ['other pods', { podSelector: { matchLabels: { app: 'db' } } }, false],
  ])('with %s', (_, spec, expected) => expect(isDenied(...WELL, policy(spec))).toBe(expected));

  test.each<[string, object[], boolean]>([
    ['labels of a Namespace that is not here', [], false],
    ['labels of a Namespace that has them', [namespace({ team: 'a' })], false],
    ['labels of a Namespace that does not have them', [namespace({ team: 'b' })], true],
  ])('may allow %s', (_, objects, expected) => expect(isDenied(...WELL, ...objects, policy(from({ namespaceSelector: { matchLabels: { team: 'a' } } })))).toBe(expected));

  test('does not allow a Namespace if one of the labels differs', () => {
    expect(isDenied(...WELL, policy(from({ namespaceSelector: { matchLabels: { 'team': 'a', 'kubernetes.io/metadata.name': 'other' } } })))).toBe(true);
  });

  test('in another namespace applies to other pods', () => expect(isDenied(...WELL, policy({}, 'other'))).toBe(false));

  test('is combined with others: one that allows is enough, and each that denies is named', () => {
    const second = { ...policy(), ...meta('second') };
    expect(isDenied(...WELL, policy(), { ...policy({ ingress: [{}] }), ...meta('second') })).toBe(false);
    expect(denied(...WELL, policy(), second)).toEqual(['Prometheus monitoring/main cannot connect to port 8080 of Deployment shop/web: blocked by NetworkPolicy shop/deny, NetworkPolicy shop/second']);
  });

  test('may apply to objects with an unknown namespace', () => {
    const open = (object: any) => { const { namespace: _, ...rest } = object.metadata; return { ...object, metadata: rest }; };
    const all = [prometheus(), BINDING, monitor(), service(), deployment()].map(open);
    expect(isDenied(...all, open(policy(from({ podSelector: {} }))))).toBe(false);
    expect(isDenied(...all, open(policy(from({ podSelector: { matchLabels: { app: 'x' } } }))))).toBe(true);
  });
});

describe('a policy of the Prometheus', () => {
  test.each<[string, object, boolean]>([
    ['nothing', policy({ policyTypes: ['Egress'] }, 'monitoring'), true],
    ['all', policy({ policyTypes: ['Egress'], egress: [{}] }, 'monitoring'), false],
    ['pods of its own namespace', to({ podSelector: {} }), true],
    ['the pods that are scraped', to({ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }), false],
    ['other pods', to({ namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } }), true],
    ['the port', policy({ policyTypes: ['Egress'], egress: [{ ports: [{ port: 8080 }] }] }, 'monitoring'), false],
    ['another port', policy({ policyTypes: ['Egress'], egress: [{ ports: [{ port: 80 }] }] }, 'monitoring'), true],
    ['rules for what leaves, without types', policy({ policyTypes: undefined, egress: [] }, 'monitoring'), true],
    ['no rules and no types, which is what comes in', policy({ policyTypes: undefined }, 'monitoring'), false],
    ['what comes in alone', policy({}, 'monitoring'), false],
  ])('that allows %s', (_, object, expected) => expect(isDenied(...WELL, object)).toBe(expected));

  test('with the address of an existing pod', () => {
    const pod = { kind: 'Pod', ...meta('web-1', { app: 'web' }), spec: { containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }] }] }, status: { phase: 'Running', podIP: '10.0.0.7', conditions: [{ type: 'Ready', status: 'True' }] } };
    const isDeniedTo = (block: object) => isDenied(prometheus(), BINDING, monitor(), service(), pod, to({ ipBlock: block }));
    expect(isDeniedTo({ cidr: '10.0.0.0/24' })).toBe(false);
    expect(isDeniedTo({ cidr: '10.0.1.0/24' })).toBe(true);
    expect(isDeniedTo({ cidr: '10.0.0.0/24', except: ['10.0.0.0/29'] })).toBe(true);
    expect(isDeniedTo({ cidr: '10.0.0.0/24', except: ['10.0.0.8/29'] })).toBe(false);
  });

  test('with an address outside of the cluster, to which no selector applies', () => {
    const outside = [prometheus(), BINDING, monitor({ sampleLimit: 1 }), service({ selector: undefined }), { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'metrics', port: 9100 }] }] }];
    expect(isDenied(...outside, to({ ipBlock: { cidr: '203.0.113.0/24' } }))).toBe(false);
    expect(isDenied(...outside, to({ ipBlock: { cidr: '203.0.114.0/24' } }))).toBe(true);
    expect(denied(...outside, to({ namespaceSelector: {} }))).toEqual(['Prometheus monitoring/main cannot connect to port 9100 of Service shop/web: blocked by NetworkPolicy monitoring/deny']);
    expect(isDenied(...outside, policy())).toBe(false);
  });

  test('with a name, whose address is unknown', () => {
    const selecting = prometheus({ scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} });
    const named = (target: string, ...objects: object[]) => isDenied(selecting, BINDING, { kind: 'ScrapeConfig', ...meta('far'), spec: { sampleLimit: 1, staticConfigs: [{ targets: [target] }] } }, ...objects);
    expect(named('far.example.org:9100', to({ ipBlock: { cidr: '10.0.0.0/8' } }))).toBe(false);
    expect(named('far.example.org:9100', policy({ policyTypes: ['Egress'], egress: [{ ports: [{ port: 80 }] }] }, 'monitoring'))).toBe(true);
    expect(named('far.example.org:9100', policy({ policyTypes: ['Egress'], egress: [{ ports: [{ port: 9100 }] }] }, 'monitoring'))).toBe(false);
    // the name of a Service leads to its pods
    expect(named('web.shop.svc:80', service(), deployment(), policy())).toBe(true);
    expect(named('web.shop.svc:80', service(), deployment(), policy({ ingress: [{ ports: [{ port: 8080 }] }] }))).toBe(false);
    expect(named('web.shop.svc:80', service(), policy())).toBe(false);
  });

  test('does not apply in the network of its node', () => {
    expect(isDenied(prometheus({ hostNetwork: true }), ...WELL.slice(1), policy({ policyTypes: ['Egress'] }, 'monitoring'))).toBe(false);
  });

  test('applies to an agent, too', () => {
    const agent = { ...prometheus(), kind: 'PrometheusAgent' };
    expect(denied(agent, BINDING, monitor(), service(), deployment(), policy({ policyTypes: ['Egress'] }, 'monitoring'))).toEqual(['PrometheusAgent monitoring/main cannot connect to port 8080 of Deployment shop/web: blocked by NetworkPolicy monitoring/deny']);
  });
});

test('dropped targets are not connected to', () => {
  expect(isDenied(prometheus(), BINDING, monitor({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop', sourceLabels: ['job'] }] }] }), service(), deployment(), policy())).toBe(false);
});
