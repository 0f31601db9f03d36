import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AGGREGATED_ROLES, aggregationLabels } from './aggregated-roles';
import { checkProps } from './checks';
import { permissionsOf } from './permissions';
import { CONTAINER, listenerOf, podSpec, PORT } from './pod';
import { PrometheusOperatorProps } from './prometheus-operator-props';
import { resolveProps } from './resolve-props';
import { createService } from '../manifest/core';
import { checkLabels, Identity, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy } from '../manifest/network-policy';
import { withAnnotations } from '../manifest/object';
import { createClusterRole, createRole, createRolesIn, createServiceAccount, createUnboundClusterRole } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { createWorkload } from '../manifest/workloads';
import { overTls } from '../scrape/access';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { checkOptions } from '../validation/options';
import { ProbeChecks } from '../validation/probe-checks';
import { Problems } from '../validation/problems';
import { registerVersion } from '../validation/versions-in-force';

/**
 * prometheus-operator: creates the StatefulSets and the configuration of the Prometheuses and Alertmanagers in its namespace.
 * In each namespace that it reads it has only the permissions that it needs, and none in other namespaces.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { PrometheusOperator } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new PrometheusOperator(chart, 'Operator', {
 *   namespaces: ['shop'],
 *   kubeletService: 'kube-system/kubelet',
 *   featureGates: { StatusForConfigurationResources: true },
 * });
 *
 * app.synth();
 */
export class PrometheusOperator extends Construct {
  /** The Deployment, with one pod: the operator has no leader election. */
  public readonly deployment: ApiObject;
  /** The headless Service for the port of its metrics. */
  public readonly service: ApiObject;
  /** Scrapes it as job `prometheus-operator`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pod. */
  public readonly serviceAccount: ApiObject;
  /** The ClusterRole of its permissions in the whole cluster. */
  public readonly clusterRole: ApiObject;
  /** Binds `clusterRole` to `serviceAccount`. */
  public readonly clusterRoleBinding: ApiObject;
  /** The Roles of its permissions: in its own namespace, then in each of `namespaces`, then in the namespace of the kubelet Service. */
  public readonly roles: ApiObject[];
  /** Bind `roles` to `serviceAccount`. */
  public readonly roleBindings: ApiObject[];
  /** The ClusterRoles that add permissions to the roles `view`, `edit` and `admin` of Kubernetes; empty unless `aggregatedRoles` is set. */
  public readonly aggregatedRoles: ApiObject[] = [];
  /** The NetworkPolicy that defines who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;

  public constructor(scope: Construct, id: string, props: PrometheusOperatorProps = {}) {
    super(scope, id);
    checkOptions(this, 'PrometheusOperatorProps', props, PrometheusOperator);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'PrometheusOperatorProps', props);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, version } = resolved;
    const identity: Identity = { name: 'prometheus-operator', instance: name, component: 'controller', version: version.text };
    const labels = objectLabels(identity, resolved.labels);
    const { annotations, podLabels, podAnnotations, serviceAccountAnnotations, aggregatedRoles } = resolved.options;
    const metadata = { name, namespace, labels, annotations };
    const selector = selectorLabels(identity);

    this.serviceAccount = createServiceAccount(this, 'ServiceAccount', withAnnotations(metadata, serviceAccountAnnotations));
    const permissions = permissionsOf(resolved);
    const cluster = createClusterRole(this, { ...metadata, name: `${namespace}-${name}` }, permissions.cluster, this.serviceAccount);
    this.clusterRole = cluster.role;
    this.clusterRoleBinding = cluster.binding;
    if (aggregatedRoles) {
      for (const role of AGGREGATED_ROLES) {
        this.aggregatedRoles.push(createUnboundClusterRole(
          this,
          `users-${role.id}`,
          { ...metadata, name: `${namespace}-${name}-${role.id}`, labels: { ...labels, ...aggregationLabels(role) } },
          role.rules,
        ));
      }
    }
    const { kubelet } = resolved;
    const roles = [
      createRole(this, 'own', metadata, permissions.own, this.serviceAccount),
      ...permissions.watched.length > 0 ? createRolesIn(this, resolved.namespaces, metadata, permissions.watched, this.serviceAccount) : [],
      ...kubelet
        ? [createRole(
          this,
          'kubelet',
          { ...metadata, name: `${namespace}-${name}-kubelet`, namespace: kubelet.namespace },
          permissions.kubelet,
          this.serviceAccount,
        )]
        : [],
    ];
    this.roles = roles.map(({ role }) => role);
    this.roleBindings = roles.map(({ binding }) => binding);

    this.service = createService(this, 'Service', metadata, {
      clusterIP: 'None',
      selector,
      ports: [{ ...PORT, targetPort: PORT.name, protocol: 'TCP' }],
    });
    this.deployment = createWorkload(this, 'Resource', metadata, {
      kind: 'Deployment',
      replicas: 1,
      // two replicas would undo each other's work
      strategy: { type: 'Recreate' },
      selector,
      podLabels: { ...podLabels, ...labels },
      podAnnotations,
      pod: podSpec(resolved, this.serviceAccount.name),
    });
    if (resolved.networkPolicy) {
      const from = [...SCRAPERS, ...resolved.clientNamespaces.map(client => ({ namespace: client }))];
      this.networkPolicy = createNetworkPolicy(this, 'NetworkPolicy', metadata, selector, [{ ports: [PORT.port], from }]);
    }
    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', metadata, {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: selector },
      endpoints: [{ port: PORT.name, ...resolved.timing, honorLabels: true, ...resolved.tls && overTls(resolved.tls, name, namespace) }],
    });

    registerVersion(this, 'operator', version.text);
    Problems.of(this).addAll([...resolved.findings, ...checkLabels('labels', resolved.labels), ...checkProps(resolved)]);
    ProbeChecks._of(this.deployment, { [CONTAINER]: [listenerOf(resolved)] });
  }
}
