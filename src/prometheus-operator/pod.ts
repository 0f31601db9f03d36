import { operatorArguments, TLS_FOLDER } from './arguments';
import { ResolvedProps } from './resolve-props';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { NOBODY, podFields } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { Listener } from '../validation/listeners';
import { PodSpec } from '../validation/workload';

export const CONTAINER = 'prometheus-operator';
export const PORT: { readonly name: string; readonly port: number } = { name: 'http', port: 8080 };

export function listenerOf({ tls }: Pick<ResolvedProps, 'tls'>): Listener {
  return { host: '', port: PORT.port, scheme: tls ? 'HTTPS' : 'HTTP' };
}

/** The specification of the pods. */
export function podSpec(props: ResolvedProps, serviceAccountName: string): PodSpec {
  const { tls } = props;
  const health = decideHealthCheck({ path: '/healthz', listener: listenerOf(props), container: CONTAINER, hasShell: false });
  const probe = isFinding(health) ? {} : { readinessProbe: health, livenessProbe: { ...health, timeoutSeconds: 5, failureThreshold: 6 } };
  return {
    serviceAccountName,
    automountServiceAccountToken: true,
    securityContext: securityContextOf(props.pod, { id: NOBODY }),
    ...podFields(props.pod),
    ...props.options.affinity && { affinity: props.options.affinity },
    containers: [{
      name: CONTAINER,
      image: props.image,
      args: operatorArguments(props),
      ports: [{ name: PORT.name, containerPort: PORT.port, protocol: 'TCP' }],
      ...probe,
      ...containerFields(props.pod),
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
      ...tls && { volumeMounts: [{ name: 'tls', mountPath: TLS_FOLDER, readOnly: true }] },
    }],
    ...tls
      && {
        volumes: [{
          name: 'tls', secret: { secretName: tls.secretName, items: ['tls.crt', 'tls.key'].map(key => ({ key, path: key })) },
        }],
      },
  };
}
