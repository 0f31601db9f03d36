import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CommonRules, egressRule, PolicyNames } from './egress-rules';
import { ServerInGraph } from './least-privilege';
import { createEgressPolicy } from '../manifest/network-policy';
import { Unread } from '../scrape-graph/connections/connection';
import { Path } from '../scrape-graph/connections/paths';
import { Graph } from '../scrape-graph/graph';
import { namedBy, unreadIn } from '../scrape-graph/least-privilege';
import { keyOf, Labels, Manifest, textsOf } from '../scrape-graph/manifest';
import { isOnHostNetwork } from '../scrape-graph/targets/pods';
import { podSpecOf } from '../validation/workload';

/** A component of a stack other than Prometheus: its pods and its connections. */
export interface Component {
  readonly object: Manifest;
  readonly labels: Labels;
  readonly ways: readonly Path[];
  readonly unread: readonly (Unread & { readonly object: string })[];
  /** It has a token for the API server. */
  readonly asksApiServer: boolean;
}

/** Custom resources for which an operator creates pods, with the label that identifies them. */
const CUSTOM: { readonly [kind: string]: string } = { Alertmanager: 'alertmanager', ThanosRuler: 'thanos-ruler' };

/** The components among the objects of a stack, without those with hostNetwork. */
export function componentsIn({ graph }: Pick<ServerInGraph, 'graph'>, belongings: readonly Manifest[]): Component[] {
  const own = new Set(belongings.map(keyOf));
  return graph.world.manifests.filter(object => own.has(keyOf(object)) && labelsOf(object) !== undefined && !isOnNodes(object, graph))
    .map(object => ({
      object,
      labels: labelsOf(object)!,
      ways: namedBy(sourcesOf(object, graph), object.metadata.namespace, graph),
      unread: unreadIn(sourcesOf(object, graph), graph),
      asksApiServer: (podSpecOf(object) as any)?.automountServiceAccountToken !== false && !Object.hasOwn(CUSTOM, object.kind),
    }));
}

/** The receivers of an Alertmanager are also in the objects that it selects. */
function sourcesOf(object: Manifest, graph: Graph): Manifest[] {
  if (object.kind !== 'Alertmanager') { return [object]; }
  const named = graph.world.named('AlertmanagerConfig', object.metadata.namespace, object.spec?.alertmanagerConfiguration?.name ?? '');
  const selected = graph.world.ofKind('AlertmanagerConfig').filter(each => each !== named && graph.selectedBy(each).includes(object));
  return [object, ...named ? [named] : [], ...selected];
}

function labelsOf({ kind, metadata: { name }, spec }: Manifest): Labels | undefined {
  if (Object.hasOwn(CUSTOM, kind)) {
    return {
      'app.kubernetes.io/instance': name, 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': CUSTOM[kind],
    };
  }
  const labels = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind) ? textsOf(spec?.selector?.matchLabels) : {};
  return Object.keys(labels).length > 0 ? labels : undefined;
}

function isOnNodes(object: Manifest, graph: Graph): boolean {
  if (Object.hasOwn(CUSTOM, object.kind)) { return object.spec?.hostNetwork === true; }
  return graph.world.podsIn(object.metadata.namespace).some(pod => pod.workload === object && isOnHostNetwork(pod));
}

/** A policy for each component. In other namespaces, where names may collide, the name starts with the namespace. */
export function createComponentPolicies(
  scope: Construct, components: readonly Component[], own: PolicyNames, { names, apiServer, further }: CommonRules,
): ApiObject[] {
  return components.map(({ object: { kind, metadata: { name, namespace } }, labels: selector, ways, asksApiServer }) => {
    const place = namespace === own.namespace ? '' : `${namespace}-`;
    const metadata = { name: `${place}${nameOfPods(kind, name)}-egress`, namespace, labels: own.labels };
    return createEgressPolicy(
      scope,
      `Egress-${namespace}-${kind}-${name}`,
      metadata,
      selector,
      [names, ...asksApiServer ? [apiServer] : [], ...further, ...ways.map(egressRule)],
    );
  });
}

function nameOfPods(kind: string, name: string): string {
  return Object.hasOwn(CUSTOM, kind) ? `${CUSTOM[kind]}-${name}` : name;
}
