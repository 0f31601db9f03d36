import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createService } from '../manifest/core';
import { Identity, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor, ServiceMonitorEndpoint } from '../manifest/monitoring';
import { createNetworkPolicy, IngressRule } from '../manifest/network-policy';
import { withAnnotations } from '../manifest/object';
import { createServiceAccount } from '../manifest/rbac';
import { createPodDisruptionBudget, createWorkload } from '../manifest/workloads';
import { ProbeChecks } from '../validation/probe-checks';
import { hasEntries } from '../values/json';

interface Port {
  readonly name: string;
  readonly port: number;
}

/** Differences between Deployments that serve HTTP. */
export interface WebServer {
  readonly identity: Identity;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: { readonly [key: string]: string };
  readonly container: string;
  readonly replicas: number;
  readonly port: Port;
  /** Path of its metrics, if it is not the default. */
  readonly metrics?: Port;
  readonly pod: (serviceAccountName: string) => object;
  /** Values whose change recreates the pods. */
  readonly podAnnotations?: { readonly [key: string]: string };
  /** An existing ServiceAccount. */
  readonly serviceAccountName?: string;
  readonly serviceAccountAnnotations?: { readonly [key: string]: string };
  /** Whether only one pod at a time can mount its volume. */
  readonly isExclusive?: boolean;
  /** Additional fields of the endpoint. */
  readonly endpoint?: Partial<ServiceMonitorEndpoint>;
  /** Whether it serves HTTPS. */
  readonly isHttps?: boolean;
  /** Clients that may connect. Undefined: no NetworkPolicy. */
  readonly ingress?: readonly IngressRule[];
}

/** Its objects: ServiceAccount, NetworkPolicy, Service, Deployment and ServiceMonitor. */
export function createWebServer(scope: Construct, server: WebServer) {
  const { identity, name, namespace, port, metrics = port, replicas, container } = server;
  const ports = metrics === port ? [port] : [port, metrics];
  const labels = objectLabels(identity, server.labels);
  const metadata = { name, namespace, labels };
  const selector = selectorLabels(identity);
  const { serviceAccountName, serviceAccountAnnotations } = server;
  const serviceAccount = serviceAccountName === undefined
    ? createServiceAccount(
      scope, 'ServiceAccount', withAnnotations(metadata, hasEntries(serviceAccountAnnotations) ? serviceAccountAnnotations : undefined),
    )
    : undefined;
  const podDisruptionBudget: ApiObject | undefined = replicas > 1
    ? createPodDisruptionBudget(scope, 'PodDisruptionBudget', metadata, selector)
    : undefined;
  const networkPolicy: ApiObject | undefined = server.ingress && createNetworkPolicy(
    scope, 'NetworkPolicy', metadata, selector, server.ingress,
  );
  const service = createService(
    scope, 'Service', metadata, { selector, ports: ports.map(each => ({ ...each, targetPort: each.name, protocol: 'TCP' })) },
  );
  const deployment = createWorkload(scope, 'Resource', metadata, {
    kind: 'Deployment',
    replicas,
    ...server.isExclusive && { strategy: { type: 'Recreate' } },
    selector,
    podLabels: labels,
    podAnnotations: server.podAnnotations,
    pod: server.pod(serviceAccount?.name ?? serviceAccountName!),
  });
  const serviceMonitor = createServiceMonitor(scope, 'ServiceMonitor', metadata, {
    jobLabel: 'app.kubernetes.io/name', selector: { matchLabels: selector }, endpoints: [{ ...server.endpoint, port: metrics.name }],
  });
  ProbeChecks._of(
    deployment,
    { [container]: ports.map(each => ({ host: '', port: each.port, scheme: server.isHttps ? 'HTTPS' as const : 'HTTP' as const })) },
  );
  return { metadata, selector, serviceAccount, podDisruptionBudget, networkPolicy, service, deployment, serviceMonitor };
}
