import { IConstruct } from 'constructs';
import { PrometheusStackProps } from './prometheus-stack-props';
import { ResolvedProps } from './resolve-props';
import { KUBELET_OWNER, NAMESPACE_TAKEN, NODE_PORT_TAKEN } from './rules';
import { finding, Finding } from '../validation/rule';

/** What a stack takes for itself in its cluster. */
export interface Claim {
  readonly path: string;
  readonly cluster?: string;
  readonly namespace: string;
  readonly kubeletService?: string;
  /** The ports that it takes on each node, with the option that says which. */
  readonly nodePorts?: readonly NodePort[];
}

export interface NodePort {
  readonly component: 'nodeExporter' | 'windowsExporter';
  readonly port: number;
}

const claims = new WeakMap<IConstruct, Claim[]>();

/** Takes it, and says what another stack of the app has taken already. Two clusters of different names share nothing. */
export function claim(app: IConstruct, mine: Claim): Finding[] {
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

/** Ports of the nodes that a stack takes: by DaemonSets on the host's network. */
export function nodePortsOf({ windowsExporter }: PrometheusStackProps, { enabled, nodeExporter }: ResolvedProps): NodePort[] {
  return [
    ...enabled.nodeExporter ? [{ component: 'nodeExporter', port: nodeExporter.port ?? 9100 } as const] : [],
    ...windowsExporter ? [{ component: 'windowsExporter', port: windowsExporter.port ?? 9182 } as const] : [],
  ];
}
