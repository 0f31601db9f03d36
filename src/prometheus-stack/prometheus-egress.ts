import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CommonRules, egressRule, PolicyNames } from './egress-rules';
import { Found } from './least-privilege';
import { createEgressPolicy, createNetworkPolicy } from '../manifest/network-policy';
import { podLabelsOf } from '../prometheus/common-spec';
import { AGENT, SERVER } from '../prometheus/flavour';
import { Way } from '../scrape-graph/connections/ways';
import { closedWaysOf, waysOf } from '../scrape-graph/least-privilege';

/** One policy for the connections of Prometheus, with a rule for each scrape, and one at each of the pods that other policies isolate. */
export function createPolicies(scope: Construct, { graph, prometheus }: Found, { namespace, labels }: PolicyNames, common: CommonRules): ApiObject[] {
  const flavour = prometheus.kind === AGENT.kind ? AGENT : SERVER;
  const id = prometheus.metadata.name;
  const pods = podLabelsOf({ id, flavour });
  // so that a second one in the namespace has another name
  const owner = `${flavour.prefix}-${id}`;
  const rules = [common.names, common.apiServer, ...common.further, ...waysOf(prometheus, graph).map(egressRule)];
  const egress = createEgressPolicy(scope, 'PrometheusEgress', { name: `${owner}-egress`, namespace, labels }, pods, rules);
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
    return createNetworkPolicy(scope, `PrometheusIngress-${target!.namespace}-${name}`, { name, namespace: target!.namespace, labels }, target!.labels!, [
      { ports: [...new Set(ways.flatMap(({ port }) => port ?? []))].sort((a, b) => a - b), from: [{ pods, namespace }] },
    ]);
  });
  return [egress, ...ingress];
}
