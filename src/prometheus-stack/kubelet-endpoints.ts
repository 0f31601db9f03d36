import { PrometheusStackProps } from './prometheus-stack-props';
import { ResolvedProps } from './resolve-props';
import { EndpointObjects, NodeEndpointsProps } from '../node-endpoints/node-endpoints-props';
import { NodeSource } from '../node-endpoints/node-source';

/** Options of the discovery of the kubelets from `nodes`. */
export function kubeletEndpointsProps(
  nodes: NodeSource,
  { kubernetesVersion, controlPlane, nodeEndpoints }: PrometheusStackProps,
  { operatorVersion, commonLabels, namespace }: ResolvedProps,
): NodeEndpointsProps {
  return {
    kubernetesVersion,
    operatorVersion: operatorVersion.text,
    // the Prometheus sets up discovery before its selectors are known
    ...!operatorVersion.has('serviceMonitorDiscoveryRole') && { objects: EndpointObjects.BOTH },
    resourceMetrics: controlPlane?.kubeletResourceMetrics,
    componentSlis: controlPlane?.componentSlis,
    ...nodeEndpoints,
    labels: { ...commonLabels, ...nodeEndpoints?.labels },
    namespace,
    nodes,
  };
}
