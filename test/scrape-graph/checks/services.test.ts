import { BINDING, deployment, explain, foundBy, meta, monitor, prometheus, service } from '../../support/scrape-graph';

const noService = foundBy('no-service');
const noPort = foundBy('no-port');
const noPods = foundBy('no-pods');
const noTargetPort = foundBy('no-target-port');
const undeclared = foundBy('undeclared-port');
const twoWorkloads = foundBy('two-workloads');
const noEndpoints = foundBy('no-endpoints');
const kubeletTwice = foundBy('kubelet-twice');

const bound = (spec: object = {}) => [prometheus(spec), BINDING];
const named = (object: any, name: string, labels?: object) => ({ ...object, metadata: { ...object.metadata, name, ...labels && { labels } } });
const RELEASE = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', ...meta('x'), spec: {} };
const podMonitor = (endpoint: object, spec: object = {}) => ({ kind: 'PodMonitor', ...meta('pods'), spec: { selector: { matchLabels: { app: 'web' } }, podMetricsEndpoints: [endpoint], ...spec } });
const withPorts = (...ports: object[]) => deployment('web', { app: 'web' }, ports);
const severities = (id: string, ...objects: object[]) => explain(objects).problems.filter(problem => problem.id === `scrape-graph/${id}`).map(({ severity }) => severity);

describe('a port that a Service does not have', () => {
  const of = (port: string, ...services: object[]) => noPort(monitor({ endpoints: [{ port }] }), ...services, deployment());

  test('is reported with its ports', () => {
    expect(of('metric', service({ ports: [{ name: 'a', port: 1 }, { port: 2 }, { name: 'b', port: 3 }] }))).toEqual(['ServiceMonitor shop/web scrapes the port "metric", which does not exist in Service shop/web: use one of "a", "b"']);
    expect(of('metric', service({ ports: [{ port: 2 }] }))).toEqual(['ServiceMonitor shop/web scrapes the port "metric", which does not exist in Service shop/web: its ports have no names']);
  });

  test('is a pattern, and may belong to one of several Services', () => {
    expect(of('metrics|http', service())).toEqual([]);
    expect(of('met', service())).toHaveLength(1);
    expect(of('metrics', service({ ports: [{ name: 'http', port: 1 }] }), named(service(), 'second'))).toEqual([]);
    expect(of('metric', service(), named(service(), 'second'))).toHaveLength(2);
  });

  test('is an error, and a warning if an operator may create the Service', () => {
    const objects = [monitor({ endpoints: [{ port: 'metric' }] }), service(), deployment()];
    expect(severities('no-port', ...objects)).toEqual(['error']);
    expect(severities('no-port', ...objects, RELEASE)).toEqual(['warning']);
    expect(noPort(...objects, RELEASE)).toEqual([expect.stringContaining('the operator of HelmRelease shop/x creates a Service with it')]);
  });

  test('is not checked for endpoints with a port number', () => expect(noPort(monitor({ endpoints: [{ targetPort: 1 }, {}] }), service(), deployment())).toEqual([]));
});

describe('a pod port to which a Service refers', () => {
  const of = (port: object, ...ports: object[]) => noTargetPort(monitor(), service({ ports: [{ name: 'metrics', port: 80, ...port }] }), withPorts(...ports));

  test('is reported with the ports that the pods declare', () => {
    expect(of({ targetPort: 'http' }, { name: 'a', containerPort: 1 }, { containerPort: 2 })).toEqual(['the port "metrics" of Service shop/web leads to the port "http" of Deployment shop/web, which declares only "a", "2"']);
    expect(of({ targetPort: 'http' })).toEqual(['the port "metrics" of Service shop/web leads to the port "http" of Deployment shop/web, which declares no ports']);
    expect(of({ targetPort: 'http' }, { name: 'http', containerPort: 1, protocol: 'UDP' })).toHaveLength(1);
  });

  test('may be undeclared if it is a number', () => {
    expect(of({ targetPort: 8080 })).toEqual([]);
    expect(of({ targetPort: '8080' })).toEqual([]);
    expect(of({})).toEqual([]);
  });

  test('may belong to one of several workloads', () => {
    expect(noTargetPort(monitor(), service(), withPorts(), deployment('second'))).toEqual([]);
    expect(noTargetPort(monitor(), service(), withPorts(), named(withPorts(), 'second'), named(withPorts(), 'third'))).toEqual([
      'the port "metrics" of Service shop/web leads to the port "metrics" of Deployment shop/second, Deployment shop/third and 1 more, which declares no ports',
    ]);
  });

  test('is determined by Endpoints, if they exist here', () => {
    const endpoints = { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ name: 'metrics', port: 1 }] }] };
    expect(noTargetPort(monitor(), service(), withPorts(), endpoints)).toEqual([]);
    expect(noPods(monitor(), service({ selector: { app: 'gone' } }), withPorts(), endpoints)).toEqual([]);
  });

  test('is checked only for scraped ports', () => {
    const two = service({ ports: [{ name: 'metrics', port: 80 }, { name: 'http', port: 81, targetPort: 'gone' }] });
    expect(noTargetPort(monitor(), two, withPorts())).toEqual([]);
    expect(noTargetPort(monitor({ endpoints: [{ port: 'http' }] }), two, withPorts())).toHaveLength(1);
    expect(noTargetPort(monitor({ endpoints: [{}] }), two, withPorts())).toHaveLength(1);
  });
});

describe('a port that pods do not declare', () => {
  test('by a ServiceMonitor', () => {
    const of = (endpoint: object, ...ports: object[]) => undeclared(monitor({ endpoints: [endpoint] }), service(), withPorts(...ports));
    expect(of({ targetPort: 'http' }, { name: 'metrics', containerPort: 8080 })).toEqual(['ServiceMonitor shop/web scrapes the port "http" of pods, which Deployment shop/web does not declare: it declares "metrics"']);
    expect(of({ targetPort: 9090 })).toEqual(['ServiceMonitor shop/web scrapes the port "9090" of pods, which Deployment shop/web does not declare: it declares no ports']);
    expect(of({ targetPort: 8080 }, { name: 'metrics', containerPort: 8080 })).toEqual([]);
    expect(of({ targetPort: '8080' }, { name: 'metrics', containerPort: 8080 })).toHaveLength(1);
    expect(of({ targetPort: 'metrics' }, { name: 'metrics', containerPort: 8080 })).toEqual([]);
    expect(of({ port: 'metrics', targetPort: 9090 }, { name: 'metrics', containerPort: 8080 })).toEqual([]);
  });

  test('by a PodMonitor', () => {
    const of = (endpoint: object, ...objects: object[]) => undeclared(podMonitor(endpoint), ...objects);
    expect(of({ port: 'http' }, deployment())).toEqual(['PodMonitor shop/pods scrapes the port "http" of pods, which Deployment shop/web does not declare: it declares "metrics"']);
    expect(of({ port: 'metrics', portNumber: 1 }, deployment())).toEqual([]);
    expect(of({ portNumber: 8080 }, deployment())).toEqual([]);
    expect(of({ portNumber: 8081, targetPort: 8080 }, deployment())).toHaveLength(1);
    expect(of({ targetPort: 8081 }, deployment())).toHaveLength(1);
    expect(of({}, deployment())).toEqual([]);
    expect(of({ port: 'http' }, deployment(), deployment('second', { app: 'web' }, [{ name: 'http', containerPort: 1 }]))).toEqual([]);
    expect(of({ port: 'http' })).toEqual([]);
  });

  test('is a warning if an operator may create pods', () => {
    expect(severities('undeclared-port', podMonitor({ port: 'http' }), deployment())).toEqual(['error']);
    expect(severities('undeclared-port', podMonitor({ port: 'http' }), deployment(), RELEASE)).toEqual(['warning']);
    expect(undeclared(podMonitor({ port: 'http' }), deployment(), RELEASE)).toEqual([expect.stringContaining('the operator of HelmRelease shop/x creates such pods')]);
    expect(undeclared(monitor({ endpoints: [{ targetPort: 9 }] }), service(), deployment(), RELEASE)).toEqual([expect.stringContaining('the operator of HelmRelease shop/x creates pods with it')]);
  });
});

describe('a selector that selects no pods', () => {
  test('of a Service', () => {
    const of = (selector: object, ...objects: object[]) => noPods(monitor(), service({ selector }), ...objects);
    expect(of({ app: 'gone' }, deployment())).toEqual(['Service shop/web, which ServiceMonitor shop/web scrapes, selects no pods: it requires app=gone; the pods of Deployment shop/web have app=web']);
    expect(of({ app: 'gone' }, deployment(), RELEASE)).toEqual([]);
    expect(of({}, deployment())).toEqual([]);
    expect(noPods(monitor(), service({ selector: { app: 'gone' }, type: 'ExternalName' }), deployment())).toEqual([]);
    const failed = { kind: 'Pod', ...meta('web-1', { app: 'web' }), spec: { containers: [{ name: 'a' }] }, status: { phase: 'Failed', podIP: '10.0.0.1' } };
    expect(of({ app: 'web' }, failed)).toHaveLength(1);
  });

  test.each<[object, object[], number]>([
    [{ 'app.kubernetes.io/managed-by': 'prometheus-operator' }, [], 0],
    [{ 'operator.prometheus.io/name': 'main' }, [], 0],
    [{ prometheus: 'main' }, [], 0],
    [{ app: 'prometheus' }, [], 0],
    [{ 'app.kubernetes.io/name': 'alertmanager' }, [], 0],
    [{ 'thanos-ruler': 'x' }, [], 0],
    [{ app: 'thanos-ruler' }, [], 0],
    [{ other: 'prometheus' }, [], 1],
    [{ prometheus: 'gone' }, bound(), 1],
    [{ alertmanager: 'gone' }, bound(), 0],
    [{ 'app.kubernetes.io/managed-by': 'helm' }, [], 1],
  ])('of a Service may select the pods of an operator: %j', (selector, objects, count) => expect(noPods(monitor(), service({ selector }), deployment(), ...objects)).toHaveLength(count));

  test('of a PodMonitor', () => {
    const of = (spec: object, ...objects: object[]) => noPods(podMonitor({ port: 'metrics' }, spec), ...objects);
    expect(of({ selector: { matchLabels: { app: 'gone' } } }, deployment())).toEqual(['PodMonitor shop/pods selects no pods: it requires app=gone; the pods of Deployment shop/web have app=web']);
    expect(of({ selector: { matchLabels: { app: 'gone' } } }, deployment(), RELEASE)).toEqual([]);
    expect(of({})).toEqual([]);
    expect(of({ namespaceSelector: { matchNames: ['other'] } }, deployment())).toEqual(['PodMonitor shop/pods selects no pods: it requires app=web; the pods of Deployment shop/web have these labels, but are in a namespace that the monitor does not select: add the namespace to "namespaceSelector"']);
    expect(of({ namespaceSelector: { matchNames: ['other'] } }, deployment(), { ...RELEASE, ...meta('x', {}, 'other') })).toHaveLength(1);
  });

  test('of a PodMonitor counts if a Prometheus selects it, not if another server does', () => {
    const all = { podMonitorSelector: {}, podMonitorNamespaceSelector: {} };
    expect(noPods(...bound(all), podMonitor({ port: 'metrics' }, { selector: { matchLabels: { app: 'gone' } } }), deployment())).toHaveLength(1);
    expect(noPods(...bound({ ...all, ignoreNamespaceSelectors: true }), podMonitor({ port: 'metrics' }, { namespaceSelector: { any: true } }), { ...deployment(), ...meta('web', {}, 'other') }))
      .toEqual([expect.stringContaining('Prometheus monitoring/main has "ignoreNamespaceSelectors": move PodMonitor shop/pods to that namespace')]);
  });
});

describe('a selector that selects no Service', () => {
  test('of all namespaces is reported if a Prometheus selects the monitor', () => {
    const anywhere = monitor({ namespaceSelector: { any: true } });
    expect(noService(...bound(), anywhere, deployment())).toHaveLength(1);
    expect(noService(anywhere, deployment())).toEqual([]);
  });

  test('of kube-system is reported, because Kubernetes has few Services there', () => {
    expect(noService({ ...monitor(), metadata: { name: 'coredns', namespace: 'kube-system' } })).toHaveLength(1);
    expect(noService({ ...monitor(), metadata: { name: 'traefik', namespace: 'kube-system' } })).toEqual([]);
    expect(noService(monitor())).toEqual([]);
    expect(noPods({ ...podMonitor({ port: 'metrics' }), metadata: { name: 'dns', namespace: 'kube-system' } })).toEqual([]);
  });

  test('is not reported if an operator may create the Service, unless it exists elsewhere', () => {
    expect(noService(monitor(), deployment())).toHaveLength(1);
    expect(noService(monitor(), deployment(), RELEASE)).toEqual([]);
    expect(noService(monitor(), deployment(), RELEASE, { ...service(), ...meta('web', { app: 'web' }, 'other') })).toHaveLength(1);
  });

  test('is reported for a namespace without objects here, if a Service with the port exists elsewhere', () => {
    const far = monitor({ namespaceSelector: { matchNames: ['far'] } });
    expect(noService(far, service(), deployment())).toHaveLength(1);
    expect(noService(far, service({ ports: [{ name: 'http', port: 80 }] }), deployment())).toEqual([]);
  });

  test('may match a Service with an unknown namespace', () => {
    expect(noService(monitor(), { ...service(), metadata: { name: 'web', labels: { app: 'web' } } }, deployment())).toEqual([]);
    expect(noService(monitor(), { ...service(), metadata: { name: 'web', labels: { app: 'api' } } }, deployment())).toHaveLength(1);
  });
});

describe('endpoints that somebody wrote', () => {
  const WRITTEN = service({ selector: undefined });
  const endpoints = (...ports: object[]) => ({ kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports }] });
  const slice = { kind: 'EndpointSlice', ...meta('web-1', { 'kubernetes.io/service-name': 'web' }), addressType: 'IPv4', endpoints: [{ addresses: ['203.0.113.9'] }], ports: [{ name: 'metrics', port: 1 }] };
  const of = (...objects: object[]) => noEndpoints(monitor({ endpoints: [{ port: 'metrics' }] }), ...objects).map(text => text.replace('ServiceMonitor shop/web finds no endpoints of Service shop/web: ', ''));

  test.each<[string, object[], string[]]>([
    ['have the port', [WRITTEN, endpoints({ name: 'metrics', port: 1 })], []],
    ['have other ports', [WRITTEN, endpoints({ name: 'http', port: 1 }, { port: 2 })], ['the ports of its endpoints are "http", one without a name, not "metrics": use the same name in both']],
    ['are slices alone', [service({ selector: undefined, ports: [] }), slice], ['it has only EndpointSlices, which "serviceDiscoveryRole: Endpoints" does not read']],
    ['are slices, which the Prometheus reads', [...bound({ serviceDiscoveryRole: 'EndpointSlice' }), service({ selector: undefined, ports: [] }), slice], []],
    ['are not here', [service({ selector: undefined, ports: [] })], []],
    ['are those of a name', [service({ type: 'ExternalName', externalName: 'x.org' })], ['a Service of type ExternalName has no endpoints: create Endpoints with its name, or use a Probe or a ScrapeConfig']],
    ['are written for a name', [service({ type: 'ExternalName', externalName: 'x.org' }), endpoints({ name: 'metrics', port: 1 })], []],
    ['are of one of two Services', [WRITTEN, named(service(), 'second'), deployment()], []],
    ['are of another Service', [WRITTEN, named(endpoints({ name: 'metrics', port: 1 }), 'other')], []],
  ])('%s', (_, objects, expected) => expect(of(...objects)).toEqual(expected));
});

describe('a Service of two workloads', () => {
  const TWO = [{ name: 'metrics', port: 80, targetPort: 'metrics' }, { name: 'http', port: 8080 }];

  test('is reported if it selects pods of both', () => {
    expect(twoWorkloads(monitor(), service({ ports: TWO }), deployment('b'), deployment('a'))).toEqual(['Service shop/web selects the pods of Deployment shop/a and Deployment shop/b: use a selector that matches only one of them']);
  });

  test.each<[string, object[]]>([
    ['one of them does not have the port', [service({ ports: TWO }), deployment('a'), deployment('b', { app: 'web' }, [])]],
    ['it is there to be scraped alone', [service(), deployment('a'), deployment('b')]],
    ['there is one', [service({ ports: TWO }), deployment('a')]],
    ['they are pods that somebody wrote', [service({ ports: TWO }), ...['a', 'b'].map(name => ({ kind: 'Pod', ...meta(name, { app: 'web' }), spec: { containers: [{ name: 'x', ports: [{ name: 'metrics', containerPort: 1 }] }] } }))]],
  ])('is not if %s', (_, objects) => expect(twoWorkloads(monitor(), ...objects)).toEqual([]));

  test('is reported with the controllers of pods in a dump', () => {
    const pod = (name: string, owner: string) => ({
      kind: 'Pod',
      metadata: { name, namespace: 'shop', labels: { app: 'web' }, ownerReferences: [{ kind: 'ReplicaSet', name: owner, controller: true }] },
      spec: { containers: [{ name: 'x', ports: [{ name: 'metrics', containerPort: 1 }] }] },
      status: { phase: 'Running', podIP: `10.0.0.${name.length}` },
    });
    expect(twoWorkloads(monitor(), service({ ports: TWO }), pod('a', 'one'), pod('bb', 'two'))).toEqual([expect.stringContaining('ReplicaSet shop/one and ReplicaSet shop/two')]);
    expect(twoWorkloads(monitor(), service({ ports: TWO }), pod('a', 'one'), pod('bb', 'one'))).toEqual([]);
  });
});

describe('a Service of kubelets', () => {
  const operator = (name: string, argument = '--kubelet-service=kube-system/kubelet') => ({ kind: 'Deployment', ...meta(name, {}, 'monitoring'), spec: { template: { spec: { containers: [{ name: 'o', args: ['--x', argument] }] } } } });
  const own = (labels: object = {}) => ({ kind: 'Service', metadata: { name: 'kubelet', namespace: 'kube-system', labels }, spec: {} });

  test('has one owner', () => {
    expect(kubeletTwice(operator('a'))).toEqual([]);
    expect(kubeletTwice(operator('a'), operator('b', '--kubelet-service=kube-system/other'))).toEqual([]);
    expect(kubeletTwice(operator('a'), own({ 'app.kubernetes.io/managed-by': 'prometheus-operator' }))).toEqual([]);
    expect(kubeletTwice(own())).toEqual([]);
    expect(kubeletTwice(operator('a'), operator('b'), own())).toEqual([
      'Service kube-system/kubelet has two owners that overwrite each other: Deployment monitoring/a, by --kubelet-service and Deployment monitoring/b, by --kubelet-service and the manifest itself; remove one of them',
    ]);
  });
});
