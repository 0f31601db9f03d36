import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { DERIVED_EARLY, NO_PROMETHEUS } from './rules';
import { graphAround } from '../scrape-graph/app-graph';
import { Graph } from '../scrape-graph/graph';
import { readsOf, pathsOfServer } from '../scrape-graph/least-privilege';
import { Manifest } from '../scrape-graph/manifest';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';

/** Facts of the graph about the custom resource of a Prometheus. */
export interface ServerInGraph {
  readonly graph: Graph;
  readonly prometheus: Manifest;
}

/** The graph of the app of a Prometheus, and the Prometheus in it. */
function foundAround(customResource: ApiObject): ServerInGraph {
  const graph = graphAround(customResource);
  const { name, metadata: { namespace } } = customResource;
  const prometheus = graph.prometheuses.find(
    each => each.kind === customResource.kind && each.metadata.name === name && each.metadata.namespace === namespace,
  );
  if (!prometheus) { throw new Error(`${customResource.node.path}: it is missing in the scrape graph`); }
  return { graph, prometheus };
}

/** Objects that a Prometheus reads from the API server to discover its targets. */
export function readsFrom({ graph, prometheus }: ServerInGraph): ReturnType<typeof readsOf> {
  return readsOf(prometheus, graph);
}

/** Inputs of a policy and the Roles, to detect changes until synthesis. */
function fingerprint({ graph, prometheus }: ServerInGraph): string {
  return JSON.stringify([pathsOfServer(prometheus, graph), [...readsOf(prometheus, graph)]]);
}

/** Creates objects from the graph, and checks at synthesis that the graph is unchanged. */
export function derivedFrom(
  stack: IConstruct, customResource: ApiObject | undefined, make: (
    found: ServerInGraph,
  ) => ApiObject[], further: (found: ServerInGraph) => unknown = () => undefined,
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
