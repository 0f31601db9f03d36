import { SERVICE_TYPE } from './rules';
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

/** Whether it is reached from outside of the cluster. */
export function isExposed({ type }: ServiceOptions): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

export function checkService(prop: string, { type = 'ClusterIP', loadBalancerClass, loadBalancerSourceRanges }: ServiceOptions): Finding[] {
  const isBalanced = loadBalancerClass !== undefined || loadBalancerSourceRanges !== undefined;
  return [
    ...TYPES.includes(type) ? [] : [finding(SERVICE_TYPE, { prop: `${prop}.type`, type, why: `it must be one of ${TYPES.join(', ')}` })],
    ...isBalanced && type !== 'LoadBalancer' ? [finding(SERVICE_TYPE, { prop: `${prop}.type`, type, why: 'loadBalancerClass and loadBalancerSourceRanges go with LoadBalancer' })] : [],
  ];
}
