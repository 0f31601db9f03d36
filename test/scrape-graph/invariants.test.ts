import * as fc from 'fast-check';
import { isRequiring } from '../../src/scrape-graph/checks/elsewhere';
import { clustersOf, SourceObject, manifestsOf } from '../../src/scrape-graph/clusters';
import { explain } from '../../src/scrape-graph/explanation';
import { Graph, keptOf, graphOf } from '../../src/scrape-graph/graph';
import { asManifests, keyOf, Manifest, nameOf } from '../../src/scrape-graph/manifest';
import { cases } from '../support/cases';

// Small worlds of a few kinds, in which names, labels and ports match or do not.

const API = 'monitoring.coreos.com/v1';
const SELECTORS = Object.fromEntries(['serviceMonitor', 'podMonitor', 'rule'].flatMap(kind => [[`${kind}Selector`, {}], [`${kind}NamespaceSelector`, {}]]));
const names = fc.constantFrom('web', 'api');
const spaces = fc.constantFrom('shop', 'store');
const ports = fc.constantFrom('metrics', 'http');

const meta = fc.record({ name: names, namespace: spaces, labels: fc.record({ app: names }) });
const prometheus = fc.record({ name: fc.constantFrom('a', 'b'), more: fc.constantFrom({}, { ignoreNamespaceSelectors: true }, { serviceMonitorNamespaceSelector: { matchLabels: { tier: 'web' } } }, { scrapeClasses: [{ name: 'x', default: true, relabelings: [{ action: 'drop', sourceLabels: ['namespace'], regex: 'shop' }] }] }, { serviceMonitorSelector: { matchLabels: { app: 'web' } } }, { serviceDiscoveryRole: 'EndpointSlice' }) })
  .map(({ name, more }) => ({ apiVersion: API, kind: 'Prometheus', metadata: { name, namespace: 'monitoring' }, spec: { ...SELECTORS, ...more } }));
const monitor = fc.record({ metadata: meta, app: names, port: ports, any: fc.boolean(), isWrong: fc.boolean() }).map(({ metadata, app, port, any, isWrong }) => ({
  apiVersion: API,
  kind: 'ServiceMonitor',
  metadata,
  spec: { selector: { matchLabels: { app } }, ...any && { namespaceSelector: { any } }, endpoints: [{ port, ...isWrong && { relabelings: [{ action: 'hashmod', targetLabel: 'a' }] } }] },
}));
const podMonitor = fc.record({ metadata: meta, app: names, port: ports }).map(({ metadata, app, port }) => ({
  apiVersion: API, kind: 'PodMonitor', metadata, spec: { selector: { matchLabels: { app } }, podMetricsEndpoints: [{ port }] },
}));
const service = fc.record({ metadata: meta, app: fc.option(names, { nil: undefined }), port: ports, target: ports }).map(({ metadata, app, port, target }) => ({
  apiVersion: 'v1', kind: 'Service', metadata, spec: { ...app === undefined ? {} : { selector: { app } }, ports: [{ name: port, port: 80, targetPort: target }] },
}));
const endpoints = fc.record({ metadata: meta, port: ports }).map(({ metadata, port }) => ({
  apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ name: port, port: 9100 }] }],
}));
const slice = fc.record({ metadata: meta, port: ports, owner: names, isMade: fc.boolean() }).map(({ metadata, port, owner, isMade }) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { ...metadata, labels: { 'kubernetes.io/service-name': owner, ...isMade && { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' } } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.1.2.4'] }],
  ports: [{ name: port, port: 9100 }],
}));
const agent = fc.constantFrom({}, { serviceDiscoveryRole: 'EndpointSlice' }).map(more => ({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'PrometheusAgent', metadata: { name: 'agent', namespace: 'monitoring' }, spec: { ...SELECTORS, ...more } }));
const stopped = fc.record({ metadata: meta, app: names, port: ports, more: fc.constantFrom({ suspend: true }, { parallelism: 0 }, {}) }).map(({ metadata, app, port, more }) => ({
  apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { ...more, template: { metadata: { labels: { app } }, spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'c:1', ports: [{ name: port, containerPort: 8080 }] }] } } },
}));
const workload = fc.record({ metadata: meta, app: names, port: ports, replicas: fc.constantFrom(0, 1, 2) }).map(({ metadata, app, port, replicas }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { replicas, selector: { matchLabels: { app } }, template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'c', image: 'c:1', ports: [{ name: port, containerPort: 8080 }] }] } } },
}));
const namespace = fc.record({ name: spaces, tier: names }).map(({ name, tier }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { tier } } }));

const keyed = (object: object) => keyOf(asManifests([object])[0]);
/** Each object once. */
const world = fc.array(fc.oneof(prometheus, agent, monitor, podMonitor, service, endpoints, slice, workload, stopped, namespace), { minLength: 4, maxLength: 14 })
  .map(all => [...new Map(all.map(object => [keyed(object), object as object])).values()]);

const explained = (objects: readonly object[]) => explain(asManifests(objects), { withAdmission: true });
const saidOf = (objects: readonly object[]) => explained(objects).problems.map(({ message }) => message);
/** An object that must exist elsewhere is not a problem, but it is listed, once for all objects that need it. */
const isListed = (own: Manifest, graph: Graph, required: readonly { readonly object: string }[]) =>
  isRequiring(own, graph) && required.some(({ object }) => object.includes(`app=${own.spec.selector.matchLabels.app} in namespace`));
const RUNS = { numRuns: cases(120) };

test('no finding says that an endpoint has no target if it has one', () => {
  fc.assert(fc.property(world, objects => {
    const graph = graphOf(asManifests(objects));
    const scraped = new Set(graph.edges.filter(edge => edge.prometheus && keptOf(edge).length > 0).map(({ job }) => `${job.monitor.kind} ${job.monitor.metadata.namespace}/${job.monitor.metadata.name}`));
    const silent = explained(objects).problems.filter(({ id }) => /no-target$|no-service|no-port|no-endpoints/.test(id));
    expect(silent.filter(({ message }) => [...scraped].some(name => message.startsWith(`${name} `)))).toEqual([]);
  }), RUNS);
});

test('a monitor without any target has a reason in each Prometheus that selects it', () => {
  fc.assert(fc.property(world, objects => {
    const graph = graphOf(asManifests(objects));
    const { problems, required } = explained(objects);
    const isSaid = (own: Manifest) => problems.some(each => each.objects.includes(nameOf(own))) || isListed(own, graph, required);
    for (const own of graph.monitors.filter(each => graph.selecting(each).some(({ answer }) => answer.kind === 'yes'))) {
      const name = `${own.kind} ${own.metadata.namespace}/${own.metadata.name}`;
      const isScraped = graph.edges.some(edge => edge.job.monitor === own && keptOf(edge).length > 0);
      if (!isScraped) { expect([name, isSaid(own)]).toEqual([name, true]); }
    }
  }), RUNS);
});

test('a monitor has a reason for each Prometheus that selects it and has no target of it, and no reason of another one', () => {
  const BINDING = {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'all' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'monitoring' }],
  };
  const OF_TARGETS = /\/(two-workloads|scraped-twice|no-sample-limit|honor-labels|metric-dropped|network-denies)$/;
  fc.assert(fc.property(world, given => {
    const objects = [...given, BINDING];
    const graph = graphOf(asManifests(objects));
    const { problems, required } = explained(objects);
    for (const own of graph.monitors) {
      const name = nameOf(own);
      if (isListed(own, graph, required)) { continue; }
      const about = problems.filter(each => each.objects.includes(name) && !OF_TARGETS.test(each.id));
      for (const { server, answer } of graph.selecting(own)) {
        const isScraped = graph.edges.some(edge => edge.job.monitor === own && edge.prometheus === server && keptOf(edge).length > 0);
        if (answer.kind !== 'yes' || isScraped) { continue; }
        const lastResorts = about.filter(({ id, message }) => id === 'scrape-graph/no-target' && message.includes(` in ${nameOf(server)}: `));
        const others = about.filter(({ id }) => id !== 'scrape-graph/no-target');
        // the last reason applies if there is no other one, and occurs once
        expect([name, nameOf(server), lastResorts.length + Math.min(others.length, 1)]).toEqual([name, nameOf(server), 1]);
      }
    }
  }), RUNS);
});

test('a rejected object has no effect on others', () => {
  fc.assert(fc.property(world, objects => {
    const graph = graphOf(asManifests(objects));
    const rejected = new Set(graph.world.manifests.filter(manifest => graph.isRejected(manifest)).map(keyOf));
    const without = objects.filter(object => !rejected.has(keyed(object)));
    expect(explained(objects).scrapes).toEqual(explained(without).scrapes);
    const own = explained(objects).problems.filter(problem => problem.objects.every(name => ![...rejected].some(key => name === key.replace(/^(\S+) (\S*) /, '$1 $2/'))));
    expect(own.map(({ message }) => message)).toEqual(saidOf(without));
  }), RUNS);
});

test('the order of files and their content changes nothing in one cluster', () => {
  const given = (objects: readonly object[], origin: (at: number) => string): SourceObject[] =>
    objects.map((object, at) => ({ origin: origin(at), key: keyed(object), read: () => object }));
  fc.assert(fc.property(world, fc.integer({ min: 1, max: 4 }), fc.boolean(), (objects, files, isTurned) => {
    const explainOne = (all: readonly SourceObject[]) => clustersOf(all, { oneCluster: true }).map(cluster => {
      const { manifests, problems } = manifestsOf(cluster);
      return explain(manifests, { problems, withAdmission: true });
    });
    const moved = given(isTurned ? [...objects].reverse() : objects, at => `file-${at % files}`);
    const [one, other] = [explainOne(given(objects, () => 'all')), explainOne(moved)];
    expect(other.length).toBe(1);
    expect(new Set(other[0].problems.map(({ message }) => message))).toEqual(new Set(one[0].problems.map(({ message }) => message)));
    expect(other[0].scrapes).toEqual(one[0].scrapes);
  }), RUNS);
});

test('an unrelated object removes no finding', () => {
  const foreign = fc.constantFrom(
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'far', namespace: 'far' }, spec: { selector: { matchLabels: { far: 'a' } }, template: { metadata: { labels: { far: 'a' } }, spec: { containers: [{ name: 'far', image: 'far:1' }] } } } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'far', namespace: 'far', labels: { far: 'a' } }, spec: { selector: { far: 'a' }, ports: [{ name: 'far', port: 1 }] } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'far', namespace: 'far' }, data: {} },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'far' } },
  );
  const ids = (objects: readonly object[]) => explained(objects).problems.map(({ id, objects: own }) => `${id} ${own.join()}`).sort();
  fc.assert(fc.property(world, foreign, (objects, object) => {
    const after = new Set(ids([...objects, object]));
    expect(ids(objects).filter(id => !after.has(id))).toEqual([]);
  }), RUNS);
});
