import { checkIpFamilies } from './ip-families';
import { SERVICE_PORT, SERVICE_TYPE } from './rules';
import { ServiceOptions } from './service-options';
import { finding, Finding } from '../validation/rule';

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer'];

/**
 * What a Service's specification has of it. Of several replicas a client finds the same one again, whose data differ a little from the others'; but not
 * behind a load balancer, since some clouds refuse to make one then.
 */
export function serviceFields({ type = 'ClusterIP', loadBalancerClass, loadBalancerSourceRanges }: ServiceOptions) {
  return { type, loadBalancerClass, loadBalancerSourceRanges, ...type !== 'LoadBalancer' && { sessionAffinity: 'ClientIP' } };
}

/** The ports that users add. */
export function additionalPorts({ additionalPorts: ports = [] }: ServiceOptions) {
  return ports.map(({ name, port, targetPort = String(port) }) => ({ name, port, targetPort: /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort, protocol: 'TCP' }));
}

/** What the apiserver would reject of them, next to the ports that a Service has. */
export function checkAdditionalPorts({ additionalPorts: ports = [] }: ServiceOptions, own: readonly { readonly name: string; readonly port: number }[]): Finding[] {
  return ports.flatMap(({ name, port }, at) => {
    const others = [...own, ...ports.slice(0, at)];
    const why = [
      ...isServicePortName(name) ? [] : ['a name has at most 63 lower-case letters, digits and "-"'],
      ...Number.isInteger(port) && port > 0 && port < 65536 ? [] : [`${port} is not a port: use 1 to 65535`],
      ...others.some(each => each.name === name) ? ['the Service has a port of this name'] : [],
      ...others.some(each => each.port === port) ? [`the Service has the port ${port} already`] : [],
    ];
    return why.map(each => finding(SERVICE_PORT, { name, why: each }));
  });
}

const isServicePortName = (name: string) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);

/** Whether it is reached from outside of the cluster. */
export function isExposed({ type }: ServiceOptions): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

export function checkService(prop: string, options: ServiceOptions): Finding[] {
  const { type = 'ClusterIP', loadBalancerClass, loadBalancerSourceRanges } = options;
  const isBalanced = loadBalancerClass !== undefined || loadBalancerSourceRanges !== undefined;
  return [
    ...checkIpFamilies(options),
    ...TYPES.includes(type) ? [] : [finding(SERVICE_TYPE, { prop: `${prop}.type`, type, why: `it must be one of ${TYPES.join(', ')}` })],
    ...isBalanced && type !== 'LoadBalancer' ? [finding(SERVICE_TYPE, { prop: `${prop}.type`, type, why: 'loadBalancerClass and loadBalancerSourceRanges go with LoadBalancer' })] : [],
  ];
}
