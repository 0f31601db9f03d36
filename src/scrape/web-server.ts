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

/** A Deployment that answers by HTTP, as far as it differs from others. */
export interface WebServer {
  readonly identity: Identity;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: { readonly [key: string]: string };
  readonly container: string;
  readonly replicas: number;
  readonly port: Port;
  /** Where its metrics are, where that is another one. */
  readonly metrics?: Port;
  readonly pod: (serviceAccountName: string) => object;
  /** What a change of which makes new pods. */
  readonly podAnnotations?: { readonly [key: string]: string };
  /** A ServiceAccount that exists. */
  readonly serviceAccountName?: string;
  readonly serviceAccountAnnotations?: { readonly [key: string]: string };
  /** One pod at a time has its volume. */
  readonly isExclusive?: boolean;
  /** Further fields of how it is scraped. */
  readonly endpoint?: Partial<ServiceMonitorEndpoint>;
  /** It serves HTTPS. */
  readonly isHttps?: boolean;
  /** Who may connect; undefined: no NetworkPolicy. */
  readonly ingress?: readonly IngressRule[];
}

/** The objects of it: what it runs as, who may connect, a Service, the Deployment and a ServiceMonitor. */
export function createWebServer(scope: Construct, server: WebServer) {
  const { identity, name, namespace, port, metrics = port, replicas, container } = server;
  const ports = metrics === port ? [port] : [port, metrics];
  const labels = objectLabels(identity, server.labels);
  const metadata = { name, namespace, labels };
  const selector = selectorLabels(identity);
  const { serviceAccountName, serviceAccountAnnotations } = server;
  const serviceAccount = serviceAccountName === undefined
    ? createServiceAccount(scope, 'ServiceAccount', withAnnotations(metadata, hasEntries(serviceAccountAnnotations) ? serviceAccountAnnotations : undefined)) : undefined;
  const podDisruptionBudget: ApiObject | undefined = replicas > 1 ? createPodDisruptionBudget(scope, 'PodDisruptionBudget', metadata, selector) : undefined;
  const networkPolicy: ApiObject | undefined = server.ingress && createNetworkPolicy(scope, 'NetworkPolicy', metadata, selector, server.ingress);
  const service = createService(scope, 'Service', metadata, { selector, ports: ports.map(each => ({ ...each, targetPort: each.name, protocol: 'TCP' })) });
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
  ProbeChecks._of(deployment, { [container]: ports.map(each => ({ host: '', port: each.port, scheme: server.isHttps ? 'HTTPS' as const : 'HTTP' as const })) });
  return { metadata, selector, serviceAccount, podDisruptionBudget, networkPolicy, service, deployment, serviceMonitor };
}
