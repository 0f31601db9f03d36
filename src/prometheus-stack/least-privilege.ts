import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { DERIVED_EARLY, NO_PROMETHEUS } from './rules';
import { graphAround } from '../scrape-graph/app-graph';
import { Graph } from '../scrape-graph/graph';
import { readsOf, pathsOfServer } from '../scrape-graph/least-privilege';
import { Manifest } from '../scrape-graph/manifest';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';

/** What the graph has for the custom resource of a Prometheus. */
export interface ServerInGraph {
  readonly graph: Graph;
  readonly prometheus: Manifest;
}

/** The graph of the app in which a Prometheus is, and the Prometheus in it. */
function foundAround(customResource: ApiObject): ServerInGraph {
  const graph = graphAround(customResource);
  const { name, metadata: { namespace } } = customResource;
  const prometheus = graph.prometheuses.find(each => each.kind === customResource.kind && each.metadata.name === name && each.metadata.namespace === namespace);
  if (!prometheus) { throw new Error(`${customResource.node.path}: it is not in its own graph`); }
  return { graph, prometheus };
}

/** What a Prometheus reads of the apiserver to discover its targets. */
export function readsFrom({ graph, prometheus }: ServerInGraph): ReturnType<typeof readsOf> {
  return readsOf(prometheus, graph);
}

/** What a policy and the Roles are made of, to see whether it is still so when the app is synthesized. */
function fingerprint({ graph, prometheus }: ServerInGraph): string {
  return JSON.stringify([pathsOfServer(prometheus, graph), [...readsOf(prometheus, graph)]]);
}

/** Makes objects of the graph, and looks at synth whether it is still the same. */
export function derivedFrom(
  stack: IConstruct, customResource: ApiObject | undefined, make: (found: ServerInGraph) => ApiObject[], further: (found: ServerInGraph) => unknown = () => undefined,
): ApiObject[] {
  const problems = Problems.of(stack);
  if (!customResource) {
    problems.add(NO_PROMETHEUS, {});
    return [];
  }
  const found = foundAround(customResource);
  const stateOf = (each: ServerInGraph) => fingerprint(each) + JSON.stringify(further(each));
  const before = stateOf(found);
  const objects = make(found);
  problems.check(() => stateOf(foundAround(customResource)) === before ? [] : [finding(DERIVED_EARLY, {})]);
  return objects;
}
