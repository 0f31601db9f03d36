import { AddressChoice } from './node-address';
import { EndpointObjects, NodeAddressPriority, NodeEndpointsOptions } from './node-endpoints-props';
import { SkippedNodesPolicy } from './skipped-nodes-policy';
import { KUBELET_PORT } from '../scrape/kubelet';
import { resolveTiming } from '../scrape/timing';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: NodeEndpointsOptions) {
  const findings: Finding[] = [];
  const { timing, findings: timingFindings } = resolveTiming(props);
  const kubernetes = props.kubernetesVersion === undefined
    ? undefined
    : ComponentVersion.parse('kubernetes', 'kubernetesVersion', props.kubernetesVersion);
  const operator = props.operatorVersion === undefined
    ? undefined
    : ComponentVersion.parse('prometheusOperator', 'operatorVersion', props.operatorVersion);
  findings.push(...kubernetes?.findings ?? [], ...operator?.findings ?? [], ...timingFindings);

  const objects = props.objects ?? (kubernetes?.version.has('endpointsDeprecated') ? EndpointObjects.SLICES : EndpointObjects.BOTH);
  const addressChoice: AddressChoice = {
    preferredType: props.addressPriority ?? NodeAddressPriority.INTERNAL,
    preferredFamily: props.ipFamily,
    // newer versions only add restrictions to addresses: what the newest accepts, all accept
    version: kubernetes?.version ?? ComponentVersion.newest('kubernetes'),
  };
  return {
    findings,
    addressChoice,
    objects,
    ipFamily: props.ipFamily,
    kubernetesVersion: kubernetes?.version,
    operatorVersion: operator?.version,
    serviceDiscoveryRole: operator?.version.has('serviceMonitorDiscoveryRole') ? discoveryRole(objects) : undefined,
    maxEndpointsPerSlice: inRange(props.maxEndpointsPerSlice, 100, 1000) ? props.maxEndpointsPerSlice : 500,
    requestedSliceSize: props.maxEndpointsPerSlice,
    skippedNodes: props.skippedNodes ?? SkippedNodesPolicy.warn(),
    allowEmpty: props.allowEmpty ?? false,
    name: props.name ?? 'kubelet-nodes',
    namespace: props.namespace,
    labels: props.labels ?? {},
    port: props.port ?? KUBELET_PORT,
    timing,
    insecureSkipVerify: props.insecureSkipVerify ?? true,
    resourceMetrics: props.resourceMetrics,
    componentSlis: props.componentSlis,
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

function discoveryRole(objects: EndpointObjects): 'Endpoints' | 'EndpointSlice' {
  return objects === EndpointObjects.ENDPOINTS ? 'Endpoints' : 'EndpointSlice';
}

function inRange(value: number | undefined, least: number, most: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= least && value <= most;
}
