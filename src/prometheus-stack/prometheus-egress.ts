import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CommonRules, egressRule, PolicyNames } from './egress-rules';
import { ServerInGraph } from './least-privilege';
import { createEgressPolicy, createNetworkPolicy } from '../manifest/network-policy';
import { podLabelsOf } from '../prometheus/common-spec';
import { AGENT, SERVER } from '../prometheus/server-kind';
import { Path } from '../scrape-graph/connections/paths';
import { closedPathsOf, pathsOfServer } from '../scrape-graph/least-privilege';

/** One policy for the connections of Prometheus, with a rule for each scrape, and one at each of the pods that other policies isolate. */
export function createPolicies(
  scope: Construct, { graph, prometheus }: ServerInGraph, { namespace, labels }: PolicyNames, common: CommonRules,
): ApiObject[] {
  const serverKind = prometheus.kind === AGENT.kind ? AGENT : SERVER;
  const id = prometheus.metadata.name;
  const pods = podLabelsOf({ id, serverKind });
  // so that a second one in the namespace has another name
  const owner = `${serverKind.prefix}-${id}`;
  const rules = [common.names, common.apiServer, ...common.further, ...pathsOfServer(prometheus, graph).map(egressRule)];
  const egress = createEgressPolicy(scope, 'PrometheusEgress', { name: `${owner}-egress`, namespace, labels }, pods, rules);
  const closed = new Map<string, Path[]>();
  for (const way of closedPathsOf(prometheus, graph)) {
    const key = JSON.stringify([way.pods!.namespace, way.pods!.labels]);
    closed.set(key, [...closed.get(key) ?? [], way]);
  }
  const names = new Set<string>();
  const ingress = [...closed.values()].map(ways => {
    const [{ pods: target, purpose }] = ways;
    let name = `${namespace}-${owner}-to-${purpose}`;
    for (let again = 2; names.has(`${target!.namespace}/${name}`); again++) { name = `${namespace}-${owner}-to-${purpose}-${again}`; }
    names.add(`${target!.namespace}/${name}`);
    return createNetworkPolicy(scope, `PrometheusIngress-${target!.namespace}-${name}`, {
      name, namespace: target!.namespace, labels,
    }, target!.labels!, [
      { ports: [...new Set(ways.flatMap(({ port }) => port ?? []))].sort((a, b) => a - b), from: [{ pods, namespace }] },
    ]);
  });
  return [egress, ...ingress];
}
