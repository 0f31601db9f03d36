import { checkIpFamilies } from './ip-families';
import { SERVICE_PORT, SERVICE_TYPE } from './rules';
import { ServiceOptions } from './service-options';
import { finding, Finding } from '../validation/rule';

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer'];

/**
 * Session affinity of a Service. With several replicas, a client keeps the same one, because their data differ a little. Not for load
 * balancers, which some clouds then fail to create.
 */
export function serviceFields({ type = 'ClusterIP', loadBalancerClass, loadBalancerSourceRanges }: ServiceOptions) {
  return { type, loadBalancerClass, loadBalancerSourceRanges, ...type !== 'LoadBalancer' && { sessionAffinity: 'ClientIP' } };
}

/** The ports that users add. */
export function additionalPorts({ additionalPorts: ports = [] }: ServiceOptions) {
  return ports.map(({ name, port, targetPort = String(port) }) => ({
    name, port, targetPort: /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort, protocol: 'TCP',
  }));
}

/** Problems that the API server would reject, given the existing ports of the Service. */
export function checkAdditionalPorts(
  { additionalPorts: ports = [] }: ServiceOptions, own: readonly { readonly name: string; readonly port: number }[],
): Finding[] {
  return ports.flatMap(({ name, port }, at) => {
    const others = [...own, ...ports.slice(0, at)];
    const why = [
      ...isServicePortName(name) ? [] : ['use at most 63 lower-case letters, digits and "-"'],
      ...Number.isInteger(port) && port > 0 && port < 65536 ? [] : [`${port} is not a valid port: use 1 to 65535`],
      ...others.some(each => each.name === name) ? ['the Service already has a port with this name'] : [],
      ...others.some(each => each.port === port) ? [`the Service already has port ${port}`] : [],
    ];
    return why.map(each => finding(SERVICE_PORT, { name, why: each }));
  });
}

const isServicePortName = (name: string) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);

/** Whether it is reachable from outside of the cluster. */
export function isExposed({ type }: ServiceOptions): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

export function checkService(prop: string, options: ServiceOptions): Finding[] {
  const { type = 'ClusterIP', loadBalancerClass, loadBalancerSourceRanges } = options;
  const isBalanced = loadBalancerClass !== undefined || loadBalancerSourceRanges !== undefined;
  return [
    ...checkIpFamilies(options),
    ...TYPES.includes(type) ? [] : [finding(SERVICE_TYPE, { prop: `${prop}.type`, type, why: `it must be one of ${TYPES.join(', ')}` })],
    ...isBalanced && type !== 'LoadBalancer'
      ? [finding(
        SERVICE_TYPE, { prop: `${prop}.type`, type, why: 'loadBalancerClass and loadBalancerSourceRanges require the type LoadBalancer' },
      )]
      : [],
  ];
}
