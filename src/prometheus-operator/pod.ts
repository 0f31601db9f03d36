import { operatorArguments } from './arguments';
import { ResolvedProps } from './resolve-props';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { NOBODY, podFields, resourcesOf } from '../manifest/pod';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../manifest/workloads';
import { Listener } from '../validation/listeners';
import { PodSpec } from '../validation/workload';

export const CONTAINER = 'prometheus-operator';
export const PORT: { readonly name: string; readonly port: number } = { name: 'http', port: 8080 };

export const LISTENER: Listener = { host: '', port: PORT.port, scheme: 'HTTP' };

/** The specification of the pods. */
export function podSpec(props: ResolvedProps, serviceAccountName: string): PodSpec {
  const health = decideHealthCheck({ path: '/healthz', listener: LISTENER, container: CONTAINER, hasShell: false });
  const probe = isFinding(health) ? {} : { readinessProbe: health, livenessProbe: { ...health, timeoutSeconds: 5, failureThreshold: 6 } };
  return {
    serviceAccountName,
    automountServiceAccountToken: true,
    securityContext: { ...RESTRICTED_POD, runAsUser: NOBODY, runAsGroup: NOBODY },
    ...podFields(props.pod),
    containers: [{
      name: CONTAINER,
      image: props.image,
      args: operatorArguments(props),
      ports: [{ name: PORT.name, containerPort: PORT.port, protocol: 'TCP' }],
      ...probe,
      resources: resourcesOf(props.pod),
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
    }],
  };
}
