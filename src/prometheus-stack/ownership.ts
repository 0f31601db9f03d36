import { IConstruct } from 'constructs';
import { PrometheusStackProps } from './prometheus-stack-props';
import { ResolvedProps } from './resolve-props';
import { KUBELET_OWNER, NAMESPACE_TAKEN, NODE_PORT_TAKEN } from './rules';
import { finding, Finding } from '../validation/rule';
import { Attached } from '../values/attached';

/** Cluster-wide resources of a stack. */
interface Claim {
  readonly path: string;
  readonly cluster?: string;
  readonly namespace: string;
  readonly kubeletService?: string;
  /** The host ports that it uses, with their options. */
  readonly nodePorts?: readonly NodePort[];
}

interface NodePort {
  readonly component: 'nodeExporter' | 'windowsExporter';
  readonly port: number;
}

const claims = new Attached<IConstruct, Claim[]>();

/** Registers the cluster-wide resources of a stack, and reports those that another stack of the app uses. */
export function claimResources(stack: IConstruct, props: PrometheusStackProps, resolved: ResolvedProps): Finding[] {
  const { cluster, namespace, kubeletService, enabled } = resolved;
  if (namespace === undefined) { return []; }
  return claim(stack.node.root, {
    path: stack.node.path,
    cluster,
    namespace,
    kubeletService: enabled.operator ? kubeletService : undefined,
    nodePorts: nodePortsOf(props, resolved),
  });
}

/** Clusters of different names share nothing. */
function claim(app: IConstruct, mine: Claim): Finding[] {
  const others = (claims.get(app) ?? []).filter(({ cluster }) => cluster === mine.cluster);
  claims.set(app, [...claims.get(app) ?? [], mine]);
  const sameNamespace = others.find(({ namespace }) => namespace === mine.namespace);
  const samePorts = (mine.nodePorts ?? []).flatMap(({ component, port }) => {
    const other = others.find(({ nodePorts = [] }) => nodePorts.some(each => each.component === component && each.port === port));
    return other ? [finding(NODE_PORT_TAKEN, { component, port, other: other.path, cluster: mine.cluster })] : [];
  });
  const sameService = others.find(({ kubeletService }) => kubeletService !== undefined && kubeletService === mine.kubeletService);
  return [
    ...sameNamespace ? [finding(NAMESPACE_TAKEN, { namespace: mine.namespace, cluster: mine.cluster, other: sameNamespace.path })] : [],
    ...sameService && !sameNamespace ? [finding(KUBELET_OWNER, { service: mine.kubeletService!, other: sameService.path })] : [],
    ...sameNamespace ? [] : samePorts,
  ];
}

/** Host ports of a stack: of DaemonSets with hostNetwork. */
function nodePortsOf({ windowsExporter }: PrometheusStackProps, { enabled, nodeExporter }: ResolvedProps): NodePort[] {
  return [
    ...enabled.nodeExporter ? [{ component: 'nodeExporter', port: nodeExporter.port ?? 9100 } as const] : [],
    ...windowsExporter ? [{ component: 'windowsExporter', port: windowsExporter.port ?? 9182 } as const] : [],
  ];
}
