import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Labels } from '../manifest/labels';
import { createEgressPolicy, createNetworkPolicy, EgressRule } from '../manifest/network-policy';
import { podLabelsOf } from '../prometheus/common-spec';
import { AGENT, SERVER } from '../prometheus/flavour';
import { graphAround } from '../scrape-graph/app-graph';
import { Graph } from '../scrape-graph/graph';
import { closedWaysOf, readsOf, Way, waysOf } from '../scrape-graph/least-privilege';
import { Manifest } from '../scrape-graph/manifest';

/** What the graph has for the custom resource of a Prometheus. */
export interface Found {
  readonly graph: Graph;
  readonly prometheus: Manifest;
}

/** The graph of the app in which a Prometheus is, and the Prometheus in it. */
export function foundAround(customResource: ApiObject): Found {
  const graph = graphAround(customResource);
  const { name, metadata: { namespace } } = customResource;
  const prometheus = graph.prometheuses.find(each => each.kind === customResource.kind && each.metadata.name === name && each.metadata.namespace === namespace);
  if (!prometheus) { throw new Error(`${customResource.node.path}: it is not in its own graph`); }
  return { graph, prometheus };
}

/** What a Prometheus reads of the apiserver to discover its targets. */
export function readsFrom({ graph, prometheus }: Found): ReturnType<typeof readsOf> {
  return readsOf(prometheus, graph);
}

export interface PolicyNames {
  readonly namespace: string | undefined;
  readonly labels: Labels;
}

/** What discovery and alerting need beside the scrapes: names, and the apiserver, of which nobody knows here where it is. */
const ALWAYS: readonly EgressRule[] = [{ ports: [53], udp: true, to: [{ namespace: 'kube-system' }] }, { ports: [443, 6443] }];

/** One policy for where Prometheus connects to, with a rule for each scrape; and one at each of the pods which other policies close to it. */
export function createPolicies(scope: Construct, { graph, prometheus }: Found, { namespace, labels }: PolicyNames): ApiObject[] {
  const flavour = prometheus.kind === AGENT.kind ? AGENT : SERVER;
  const id = prometheus.metadata.name;
  const pods = podLabelsOf({ id, flavour });
  // so that a second one in the namespace has others
  const owner = `${flavour.prefix}-${id}`;
  const egress = createEgressPolicy(scope, 'PrometheusEgress', { name: `${owner}-egress`, namespace, labels }, pods, [...ALWAYS, ...waysOf(prometheus, graph).map(egressRule)]);
  const closed = new Map<string, Way[]>();
  for (const way of closedWaysOf(prometheus, graph)) {
    const key = JSON.stringify([way.pods!.namespace, way.pods!.labels]);
    closed.set(key, [...closed.get(key) ?? [], way]);
  }
  const names = new Set<string>();
  const ingress = [...closed.values()].map(ways => {
    const [{ pods: target, purpose }] = ways;
    let name = `${namespace}-${owner}-to-${purpose}`;
    for (let again = 2; names.has(`${target!.namespace}/${name}`); again++) { name = `${namespace}-${owner}-to-${purpose}-${again}`; }
    names.add(`${target!.namespace}/${name}`);
    return createNetworkPolicy(scope, `PrometheusIngress-${target!.namespace}-${name}`, { name, namespace: target!.namespace, labels }, target!.labels, [
      { ports: [...new Set(ways.map(({ port }) => port))].sort((a, b) => a - b), from: [{ pods, namespace }] },
    ]);
  });
  return [egress, ...ingress];
}

function egressRule({ port, pods, cidr }: Way): EgressRule {
  return { ports: [port], ...pods ? { to: [{ pods: pods.labels, namespace: pods.namespace }] } : cidr !== undefined && { to: [{ cidr }] } };
}

/** What a policy and the Roles are made of, to see whether it is still so when the app is synthesized. */
export function fingerprint({ graph, prometheus }: Found): string {
  return JSON.stringify([waysOf(prometheus, graph), [...readsOf(prometheus, graph)]]);
}
