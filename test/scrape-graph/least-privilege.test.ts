import { Graph, graphOf } from '../../src/scrape-graph/graph';
import { closedPathsOf, namedBy, readsOf, unreadIn, unreadOf, pathsOfServer } from '../../src/scrape-graph/least-privilege';
import { asManifests, Manifest } from '../../src/scrape-graph/manifest';
import { deployment, meta, monitor, policy, prometheus, service } from '../support/scrape-graph';

const MAIN = prometheus({
  ...Object.fromEntries(['podMonitor', 'probe', 'scrapeConfig'].flatMap(kind => [[`${kind}Selector`, {}], [`${kind}NamespaceSelector`, {}]])), alerting: undefined,
});
const withSpec = (object: any, spec: object) => ({ ...object, spec: { ...object.spec, ...spec } });
const podMonitor = (endpoint: object, spec: object = {}) => ({ kind: 'PodMonitor', ...meta('pods'), spec: { selector: { matchLabels: { app: 'web' } }, podMetricsEndpoints: [endpoint], ...spec } });
const scrapeConfig = (spec: object, name = 'config') => ({ kind: 'ScrapeConfig', ...meta(name), spec });
const probe = (spec: object) => ({ kind: 'Probe', ...meta('probe'), spec: { targets: { staticConfig: { static: ['https://example.org'] } }, ...spec } });

function graphIn(...objects: any[]): { readonly graph: Graph; readonly server: Manifest } {
  const graph = graphOf(asManifests(objects));
  return { graph, server: graph.prometheuses[0] };
}

/** `namespace app=web: 8080 (purpose)`; `*` is anywhere. */
const shown = ({ port, protocol, pods, cidr, purpose }: any) => {
  const where = pods ? [pods.namespace, ...Object.entries(pods.labels ?? {}).map(([name, value]) => `${name}=${value}`)].join(' ') : cidr ?? '*';
  return `${where}: ${port ?? 'all'}${protocol === 'UDP' ? '/udp' : ''} (${purpose})`;
};
const ways = (...objects: any[]) => { const { graph, server } = graphIn(MAIN, ...objects); return pathsOfServer(server, graph).map(shown); };
/** With another specification of the Prometheus. */
const waysWith = (spec: object, ...objects: any[]) => { const { graph, server } = graphIn(withSpec(MAIN, spec), ...objects); return pathsOfServer(server, graph).map(shown); };
const unread = (...objects: any[]) => { const { graph, server } = graphIn(MAIN, ...objects); return unreadOf(server, graph).map(({ object, field, what }) => `${object}, ${field}: ${what}`); };

describe('a Prometheus connects to its targets', () => {
  test('on the port of the pods, by the labels by which the Service selects them', () => {
    expect(ways(monitor(), service(), deployment('web', { app: 'web', tier: 'a' }))).toEqual(['shop app=web: 8080 (web)']);
  });

  test('or by the labels of their workload\'s selector, or by all labels of its pods', () => {
    const web: any = deployment('web', { app: 'web', tier: 'a' });
    expect(ways(podMonitor({ port: 'metrics' }), withSpec(web, { selector: { matchLabels: { tier: 'a' } } }))).toEqual(['shop tier=a: 8080 (pods)']);
    expect(ways(podMonitor({ port: 'metrics' }), web)).toEqual(['shop app=web tier=a: 8080 (pods)']);
    const pod = { kind: 'Pod', ...meta('one', { app: 'web', own: 'b' }), spec: { containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }] }] } };
    expect(ways(podMonitor({ port: 'metrics' }), pod)).toEqual(['shop app=web own=b: 8080 (pods)']);
  });

  test('each once, for any number of monitors, in one order', () => {
    expect(ways(monitor(), monitor({}, {}, 'again'), service(), deployment())).toEqual(['shop app=web: 8080 (again)']);
    expect(ways(monitor({ endpoints: [{ port: 'b' }, { port: 'a' }] }), service({ ports: [{ name: 'a', port: 8 }, { name: 'b', port: 9 }] }), deployment())).toEqual(['shop app=web: 8 (web)', 'shop app=web: 9 (web)']);
  });

  test('of pods in the network of their node, at any address', () => {
    const onHost = { ...deployment(), spec: { template: { metadata: { labels: { app: 'web' } }, spec: { hostNetwork: true, containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }] }] } } } };
    expect(ways(monitor(), service(), onHost)).toEqual(['*: 8080 (web)']);
  });

  test.each<[string, object, string[]]>([
    ['an address outside of the cluster', { addresses: [{ ip: '203.0.113.9' }] }, ['203.0.113.9/32: 9100 (web)']],
    ['nodes, whose addresses come and go', { addresses: [{ ip: '203.0.113.9', targetRef: { kind: 'Node', name: 'a' } }] }, ['*: 9100 (web)']],
  ])('of Endpoints at %s', (_, subset, expected) => {
    const endpoints = { kind: 'Endpoints', ...meta('web'), subsets: [{ ...subset, ports: [{ name: 'metrics', port: 9100 }] }] };
    expect(ways(monitor(), service({ selector: undefined }), endpoints)).toEqual(expected);
  });

  test('of slices at nodes, too', () => {
    const slice = { kind: 'EndpointSlice', ...meta('web-1', { 'kubernetes.io/service-name': 'web' }), addressType: 'IPv4', endpoints: [{ addresses: ['203.0.113.9'], targetRef: { kind: 'Node', name: 'a' } }], ports: [{ name: 'metrics', port: 9100 }] };
    expect(waysWith({ serviceDiscoveryRole: 'EndpointSlice' }, monitor(), service({ selector: undefined }), slice)).toEqual(['*: 9100 (web)']);
  });

  test('of static targets on their ports; without one, https determines it', () => {
    expect(ways(scrapeConfig({ staticConfigs: [{ targets: ['far.example.org:9100', '203.0.113.7:80'] }] }))).toEqual(['203.0.113.7/32: 80 (config)', '*: 9100 (config)']);
    expect(ways(scrapeConfig({ staticConfigs: [{ targets: ['far.example.org'] }], scheme: 'HTTPS' }))).toEqual(['*: 443 (config)']);
    expect(ways(scrapeConfig({ staticConfigs: [{ targets: ['far.example.org'] }] }))).toEqual(['*: 80 (config)']);
    expect(ways(scrapeConfig({ staticConfigs: [{ targets: ['web.shop.svc:80'] }] }), service(), deployment())).toEqual(['shop app=web: 8080 (config)']);
  });

  test('except dropped targets', () => {
    expect(ways(monitor({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop', sourceLabels: ['job'], regex: '.*' }] }] }), service(), deployment())).toEqual([]);
  });

  test('and to a proxy instead of them', () => {
    expect(ways(monitor({ endpoints: [{ port: 'metrics', proxyUrl: 'http://proxy.example.org:3128' }] }), service(), deployment())).toEqual(['*: 3128 (web)']);
    expect(ways(podMonitor({ port: 'metrics', proxyUrl: 'http://proxy.example.org:3128' }), deployment())).toEqual(['*: 3128 (pods)']);
    expect(ways(scrapeConfig({ staticConfigs: [{ targets: ['far.example.org:9100'] }], proxyUrl: 'http://proxy.example.org:3128' }))).toEqual(['*: 3128 (config)']);
    expect(ways(probe({ prober: { url: 'blackbox.shop.svc:9115', proxyUrl: 'http://proxy.example.org:3128' } }))).toEqual(['*: 3128 (probe)']);
  });

  test('only of selected monitors', () => {
    const of = (team: string) => withSpec(MAIN, { serviceMonitorSelector: { matchLabels: { team } } });
    const { graph } = graphIn(of('a'), { ...of('b'), ...meta('other', {}, 'monitoring') }, monitor({}, { team: 'a' }), service(), deployment());
    expect(graph.prometheuses.map(server => pathsOfServer(server, graph).map(shown))).toEqual([['shop app=web: 8080 (web)'], []]);
  });
});

describe('a Prometheus connects to addresses in its own fields', () => {
  test('called by the field', () => {
    const remoteWrite = [{ url: 'http://far.example.org:9009/push' }, { url: 'http://203.0.113.9:8480/' }];
    expect(waysWith({ remoteWrite })).toEqual(['203.0.113.9/32: 8480 (remote-write)', '*: 9009 (remote-write)']);
    const agent = { ...withSpec(MAIN, { remoteWrite }), kind: 'PrometheusAgent' };
    const { graph, server } = graphIn(agent);
    expect(pathsOfServer(server, graph).map(shown)).toEqual(['203.0.113.9/32: 8480 (remote-write)', '*: 9009 (remote-write)']);
  });

  test('of other objects by their names', () => {
    const store = { kind: 'Alertmanager', ...meta('main', {}, 'monitoring'), spec: { containers: [{ name: 'alertmanager', env: [{ name: 'HTTPS_PROXY', value: 'http://proxy.example.org:3128' }] }] } };
    const { graph } = graphIn(MAIN, store);
    const [alertmanager] = graph.world.ofKind('Alertmanager');
    expect(namedBy([alertmanager], 'monitoring', graph).map(shown)).toEqual(['*: 3128 (main)']);
    expect(namedBy([], 'monitoring', graph)).toEqual([]);
  });

  test('and unreadable ones are named with their object and field', () => {
    const { graph, server } = graphIn(withSpec(MAIN, { additionalScrapeConfigs: { name: 'more', key: 'x.yaml' } }));
    expect(unreadOf(server, graph)).toEqual([{ object: 'Prometheus monitoring/main', field: 'spec.additionalScrapeConfigs', what: 'key "x.yaml" of the Secret "more"' }]);
    expect(unreadIn([server], graph)).toEqual(unreadOf(server, graph));
  });
});

describe('a URL leads', () => {
  const to = (url: string, ...objects: any[]) => waysWith({ remoteWrite: [{ url }] }, ...objects).map(text => text.replace(' (remote-write)', ''));
  const named = (spec: object, name = 'web') => ({ kind: 'Service', ...meta(name), spec });

  test.each<[string, string, any[], string[]]>([
    ['a Service: at the port of its pods', 'http://web.shop.svc/push', [service(), deployment()], ['shop app=web: 8080']],
    ['a Service by its whole name', 'http://web.shop.svc.cluster.local/push', [service(), deployment()], ['shop app=web: 8080']],
    ['a Service by name and namespace', 'http://web.shop/push', [service(), deployment()], ['shop app=web: 8080']],
    ['a pod of a Service', 'http://web-0.web.shop.svc/push', [service(), deployment()], ['shop app=web: 8080']],
    ['a Service without pods here: at its own port', 'http://web.shop.svc/push', [named({ selector: { app: 'web' }, ports: [{ port: 80, targetPort: 9000 }] })], ['shop app=web: 9000']],
    ['one without a targetPort: at its own port', 'http://web.shop.svc/push', [named({ selector: { app: 'web' }, ports: [{ port: 80 }] })], ['shop app=web: 80']],
    ['one whose pods are not here: at any port if it has a name', 'http://web.shop.svc/push', [service()], ['shop app=web: all']],
    ['a port that it does not have: at any', 'http://web.shop.svc:81/push', [service(), deployment()], ['shop app=web: all']],
    ['a headless Service: at the number of the URL', 'http://web.shop.svc:8081/push', [service({ clusterIP: 'None' }), deployment()], ['shop app=web: 8081']],
    ['the second port', 'http://web.shop.svc:81/push', [named({ selector: { app: 'web' }, ports: [{ port: 80, targetPort: 1 }, { port: '81', targetPort: 2 }] }), deployment()], ['shop app=web: 2']],
    ['a Service outside of the cluster', 'http://web.shop.svc:9009/push', [named({ type: 'ExternalName', externalName: 'far.example.org' })], ['*: 9009']],
    ['a Service that leads to another one', 'http://web.shop.svc/push', [named({ type: 'ExternalName', externalName: 'b.shop.svc' }), named({ selector: { app: 'b' }, ports: [{ port: 80, targetPort: 7 }] }, 'b')], ['shop app=b: 7']],
    ['a Service without a selector: at its addresses', 'http://web.shop.svc/push', [named({ ports: [{ name: 'http', port: 80 }] }),
      { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'http', port: 9100 }, { name: 'other', port: 9101 }] }] }], ['203.0.113.9/32: 9100']],
    ['one without names of ports: at all addresses', 'http://web.shop.svc/push', [named({ ports: [{ port: 80 }] }),
      { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.9' }, { ip: 'fd00::9' }], ports: [{ port: 9100 }] }] }], ['203.0.113.9/32: 9100', 'fd00::9/128: 9100']],
    ['one with slices', 'http://web.shop.svc/push', [named({ ports: [{ name: 'http', port: 80 }] }),
      { kind: 'EndpointSlice', ...meta('x', { 'kubernetes.io/service-name': 'web' }), addressType: 'IPv4', endpoints: [{ addresses: ['203.0.113.9'] }], ports: [{ name: 'http', port: 9100 }] }], ['203.0.113.9/32: 9100']],
    ['one whose addresses are not here: anywhere at its ports', 'http://web.shop.svc/push', [named({ ports: [{ port: 80, targetPort: 8080 }] })], ['*: 80', '*: 8080']],
    ['one without this port: anywhere at that of the URL', 'http://web.shop.svc:81/push', [named({ ports: [{ port: 80, targetPort: 8080 }] })], ['*: 81']],
    ['one with the same number twice: once', 'http://web.shop.svc/push', [named({ ports: [{ port: 80, targetPort: 80 }] })], ['*: 80']],
    ['Endpoints of another Service: not there', 'http://web.shop.svc/push', [named({ ports: [{ port: 80 }] }), { kind: 'Endpoints', ...meta('other'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ port: 9100 }] }] }], ['*: 80']],
    ['a Service that is not here: anywhere, and at any port of its namespace', 'http://web.shop.svc:81/push', [], ['*: 81', 'shop: all']],
    ['a name of the same namespace that is not here', 'http://web:81/push', [], ['*: 81', 'monitoring: all']],
    ['a name of two parts, which may be a Service', 'http://web.shop:81/push', [], ['*: 81', 'shop: all']],
    ['a name of two parts that is of the internet', 'http://example.org:81/push', [], ['*: 81']],
    ['a domain of a country', 'http://example.de:81/push', [], ['*: 81']],
    ['a name of three parts', 'http://web.shop.example:81/push', [], ['*: 81']],
    ['an address', 'http://203.0.113.9:81/push', [], ['203.0.113.9/32: 81']],
    ['an address of IPv6', 'http://[fd00::9]:81/push', [], ['fd00::9/128: 81']],
    ['an address of IPv4 in IPv6, which no NetworkPolicy can have', 'http://[::ffff:203.0.113.9]:81/push', [], ['*: 81']],
  ])('to %s', (_, url, objects, expected) => expect(to(url, ...objects).sort()).toEqual([...expected].sort()));

  test('to pods on the host by port only, and to both kinds if some are', () => {
    const onHost = { ...deployment('host'), spec: { template: { metadata: { labels: { app: 'web' } }, spec: { hostNetwork: true, containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }] }] } } } };
    expect(to('http://web.shop.svc/push', service(), onHost)).toEqual(['*: 8080']);
    expect(to('http://web.shop.svc/push', service(), onHost, deployment()).sort()).toEqual(['*: 8080', 'shop app=web: 8080']);
  });

  test('to pods of Kubernetes by port only, except DNS, which has pod addresses', () => {
    const inSystem = (name: string, selector: object, port: number) => ({ kind: 'Service', metadata: { name, namespace: 'kube-system' }, spec: { selector, ports: [{ port }] } });
    expect(to('http://etcd.kube-system.svc:2381/', inSystem('etcd', { component: 'etcd' }, 2381))).toEqual(['*: 2381']);
    expect(to('http://dns.kube-system.svc:9153/', inSystem('dns', { 'k8s-app': 'kube-dns' }, 9153))).toEqual(['kube-system k8s-app=kube-dns: 9153']);
  });

  test('to nothing for Services that refer to each other', () => {
    const circle = [named({ type: 'ExternalName', externalName: 'b.shop.svc' }), named({ type: 'ExternalName', externalName: 'web.shop.svc' }, 'b')];
    expect(() => to('http://web.shop.svc/push', ...circle)).not.toThrow();
  });

  test('to an Alertmanager by the name of its port', () => {
    const alerting = { alertmanagers: [{ namespace: 'shop', name: 'web', port: 'metrics' }] };
    expect(waysWith({ alerting }, service(), deployment())).toEqual(['shop app=web: 8080 (alerting)']);
    expect(waysWith({ alerting })).toEqual(['shop: all (alerting)']);
    expect(waysWith({ alerting: { alertmanagers: [{ namespace: 'shop', name: 'web', port: 9093 }] } }, service(), deployment())).toEqual(['shop app=web: 9093 (alerting)']);
  });
});

describe('targets that are not here', () => {
  test.each<[string, any, string[]]>([
    ['by a number: in the namespace', monitor({ endpoints: [{ targetPort: 9100 }] }), ['shop: 9100 (web)']],
    ['by a name: at any port of the namespace', monitor(), ['shop: all (web)']],
    ['by a number next to a name, which wins', monitor({ endpoints: [{ port: 'metrics', targetPort: 9100 }] }), ['shop: all (web)']],
    ['in several namespaces', monitor({ namespaceSelector: { matchNames: ['a', 'b'] }, endpoints: [{ targetPort: 9100 }] }), ['a: 9100 (web)', 'b: 9100 (web)']],
    ['in all namespaces', monitor({ namespaceSelector: { any: true }, endpoints: [{ targetPort: 9100 }] }), ['*: 9100 (web)']],
    ['in all namespaces by a name', monitor({ namespaceSelector: { any: true } }), []],
    ['of a PodMonitor: by the labels of pods', podMonitor({ portNumber: 9100 }), ['shop app=web: 9100 (pods)']],
    ['of a PodMonitor without labels', podMonitor({ targetPort: 9100 }, { selector: {} }), ['shop: 9100 (pods)']],
    ['port 0 is none', monitor({ endpoints: [{ targetPort: 0 }] }), ['shop: all (web)']],
    ['behind another port, by a relabeling', monitor({ endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: '__address__', sourceLabels: ['__address__'], regex: '(.*):\\d+', replacement: '$1:9999' }] }] }), ['shop: 9999 (web)']],
    ['nodes: the kubelets', scrapeConfig({ kubernetesSDConfigs: [{ role: 'Node' }] }), ['*: 10250 (config)']],
    ['etcd of OpenShift', monitor({ namespaceSelector: { matchNames: ['openshift-etcd'] } }), ['*: 9979 (web)']],
    ['the scheduler of OpenShift', monitor({ namespaceSelector: { matchNames: ['openshift-kube-scheduler'] } }), ['*: 10259 (web)']],
    ['the controller manager of OpenShift', monitor({ namespaceSelector: { matchNames: ['openshift-kube-controller-manager'] } }), ['*: 10257 (web)']],
    ['the DNS of OpenShift, in pods', monitor({ namespaceSelector: { matchNames: ['openshift-dns'] } }), ['openshift-dns: all (web)']],
    ['through a proxy: nowhere', monitor({ endpoints: [{ port: 'metrics', proxyUrl: 'http://proxy.example.org:3128' }] }), ['*: 3128 (web)']],
    ['of a Probe: nowhere', probe({ prober: { url: 'localhost:9115' }, targets: { ingress: {} } }), []],
  ])('%s', (_, object, expected) => expect(ways(object)).toEqual(expected));

  test('are reported if their ports are open, or unknown', () => {
    expect(unread(monitor())).toEqual(['ServiceMonitor shop/web, endpoint 0: the ports of targets in shop that are in the network of their nodes; all others are open']);
    expect(unread(monitor({ namespaceSelector: { matchNames: ['a', 'b', 'openshift-dns'] } }))).toEqual(['ServiceMonitor shop/web, endpoint 0: the ports of targets in a, b that are in the network of their nodes; all others are open']);
    expect(unread(monitor({ namespaceSelector: { any: true } }))).toEqual(['ServiceMonitor shop/web, endpoint 0: the ports of targets that are not among the objects here']);
    expect(unread(monitor({ endpoints: [{ port: 'metrics' }, { targetPort: 9100 }] }))).toEqual([expect.stringContaining('endpoint 0: ')]);
    expect(unread(monitor({ namespaceSelector: { matchNames: ['openshift-etcd'] } }))).toEqual([]);
    expect(unread(monitor(), service(), deployment())).toEqual([]);
  });

  test('may be in each namespace, next to those that are here', () => {
    expect(ways(monitor({ namespaceSelector: { any: true }, endpoints: [{ targetPort: 8080 }] }), service(), deployment())).toEqual(['shop app=web: 8080 (web)', '*: 8080 (web)']);
    expect(unread(monitor({ namespaceSelector: { any: true } }), service(), deployment())).toEqual(['ServiceMonitor shop/web, endpoint 0: the ports of targets that are not among the objects here']);
  });

  test('of nodes are all known if some are', () => {
    const node = { kind: 'Node', metadata: { name: 'a' }, status: { addresses: [{ type: 'InternalIP', address: '203.0.113.9' }], daemonEndpoints: { kubeletEndpoint: { Port: 10250 } } } };
    expect(unread(scrapeConfig({ kubernetesSDConfigs: [{ role: 'Node' }] }), node)).toEqual([]);
    expect(ways(scrapeConfig({ kubernetesSDConfigs: [{ role: 'Node' }] }), node)).toEqual(['203.0.113.9/32: 10250 (config)']);
  });
});

describe('connections that a policy of the pods blocks', () => {
  const closed = (...objects: any[]) => { const { graph, server } = graphIn(MAIN, ...objects); return closedPathsOf(server, graph).map(shown); };
  const closedWith = (spec: object, ...objects: any[]) => { const { graph, server } = graphIn(withSpec(MAIN, spec), ...objects); return closedPathsOf(server, graph).map(shown); };
  const REMOTE = { remoteWrite: [{ url: 'http://web.shop.svc/push' }] };

  test('are its scrapes', () => {
    expect(closed(monitor(), service(), deployment(), policy())).toEqual(['shop app=web: 8080 (web)']);
    expect(closed(monitor(), service(), deployment())).toEqual([]);
    expect(closed(monitor(), service(), deployment(), policy({ ingress: [{ ports: [{ port: 8080 }] }] }))).toEqual([]);
    expect(closed(monitor(), service(), deployment(), policy({ podSelector: { matchLabels: { app: 'db' } } }))).toEqual([]);
  });

  test('and the Services that its fields name', () => {
    expect(closedWith(REMOTE, service(), deployment(), policy())).toEqual(['shop app=web: 8080 (remote-write)']);
    expect(closedWith(REMOTE, service(), deployment())).toEqual([]);
    expect(closedWith(REMOTE, service(), deployment(), policy({ ingress: [{ ports: [{ port: 8080 }] }] }))).toEqual([]);
    expect(closedWith(REMOTE, service(), policy())).toEqual([]);
  });

  test('except addresses outside of the cluster', () => {
    expect(closedWith({ remoteWrite: [{ url: 'http://far.example.org:9009' }] }, policy())).toEqual([]);
    const onHost = { ...deployment(), spec: { template: { metadata: { labels: { app: 'web' } }, spec: { hostNetwork: true, containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }] }] } } } };
    expect(closed(monitor(), service(), onHost, policy())).toEqual([]);
  });
});

describe('a Prometheus reads', () => {
  const reads = (...objects: any[]) => { const { graph, server } = graphIn(MAIN, ...objects); return [...readsOf(server, graph)].map(([namespace, all]) => `${namespace || '*'}: ${all.map(({ group, resource }) => group === '' ? resource : `${resource}.${group}`).join()}`); };

  test('permissions that its discoveries need, by namespace', () => {
    expect(reads(monitor())).toEqual(['shop: endpoints,pods,services']);
    expect(reads(monitor({ serviceDiscoveryRole: 'EndpointSlice', namespaceSelector: { matchNames: ['b', 'a'] } }))).toEqual(['a: endpointslices.discovery.k8s.io,pods,services', 'b: endpointslices.discovery.k8s.io,pods,services']);
    expect(reads(monitor({ namespaceSelector: { any: true } }), podMonitor({ port: 'metrics' }))).toEqual(['*: endpoints,pods,services', 'shop: pods']);
    expect(reads(monitor({ attachMetadata: { node: true } }))).toEqual(['*: nodes', 'shop: endpoints,pods,services']);
    expect(reads(probe({ prober: { url: 'a:1' }, targets: { ingress: {} } }))).toEqual(['shop: ingresses.networking.k8s.io']);
    expect(reads(scrapeConfig({ kubernetesSDConfigs: [{ role: 'Service', namespaces: { names: ['a'] } }, { role: 'Node', namespaces: { names: ['a'] } }] }))).toEqual(['*: nodes', 'a: services']);
    expect(reads(scrapeConfig({ staticConfigs: [{ targets: ['a:1'] }] }))).toEqual([]);
  });
});
