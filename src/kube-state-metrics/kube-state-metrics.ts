import { ApiObject, Chart, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { checkOptionsAlone, checkProps } from './checks';
import { knownListeners, podSpec, servedPorts } from './containers';
import { customResourceConfig } from './custom-resource-config';
import { webConfig } from './files';
import { checkPermissions, finishedProps } from './finished';
import { KubeStateMetricsProps } from './kube-state-metrics-props';
import { permissionsOf } from './permissions';
import { resolveProps, ResolvedProps } from './resolve-props';
import { endpoints } from './scrape';
import { createService } from '../manifest/core';
import { judgeObject } from '../manifest/judge';
import { checkLabels, Identity, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy } from '../manifest/network-policy';
import { ObjectMetadata } from '../manifest/object';
import { createClusterRole, createRole, createRolesIn, createServiceAccount } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { createConfigMap, createPodDisruptionBudget, createWorkload } from '../manifest/workloads';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { manifestOf } from '../validation/app-objects';
import { checkOptions } from '../validation/options';
import { ProbeChecks } from '../validation/probe-checks';
import { Problems } from '../validation/problems';
import { patchCount } from '../validation/workload';

/**
 * kube-state-metrics: exposes the state of the objects in a cluster as metrics. Its probes call each server on the port where that version
 * answers. Its permissions cover what its collectors read.
 *
 * @see https://github.com/kubernetes/kube-state-metrics
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { KubeStateMetrics } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new KubeStateMetrics(chart, 'KubeStateMetrics', {
 *   excludeResources: ['configmaps', 'leases'],
 *   metricLabelsAllowlist: { pods: ['app.kubernetes.io/name'] },
 * });
 *
 * app.synth();
 */
export class KubeStateMetrics extends Construct {
  /** The Deployment; undefined if sharded. */
  public readonly deployment?: ApiObject;
  /** The StatefulSet; undefined unless sharded. */
  public readonly statefulSet?: ApiObject;
  /** The headless Service with the ports of the metrics and of the telemetry. */
  public readonly service: ApiObject;
  /** Scrapes the cluster's metrics and those of kube-state-metrics itself, both as job `kube-state-metrics`. */
  public readonly serviceMonitor: ApiObject;
  /** ServiceAccount of the pods. */
  public readonly serviceAccount: ApiObject;
  /** Permissions to read in the whole cluster; undefined if there are none. */
  public readonly clusterRole?: ApiObject;
  /** Grants `clusterRole` to `serviceAccount`. */
  public readonly clusterRoleBinding?: ApiObject;
  /** Permissions to read in each of `namespaces`, in their order; last, those that automatic sharding needs. */
  public readonly roles: ApiObject[];
  /** Grant `roles` to `serviceAccount`. */
  public readonly roleBindings: ApiObject[];
  /** Allows at most one eviction of a pod at a time; undefined unless `podDisruptionBudget` is set. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Clients that may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** Resources that are collected, by their plural names. */
  public readonly resources: string[];
  /** Configuration of the metrics of custom resources; undefined if there are none. */
  public readonly customResourceStateConfigMap?: ApiObject;
  /** TLS configuration of the servers; undefined without `tls`, or if a proxy uses it. */
  public readonly webConfigMap?: ApiObject;

  public constructor(scope: Construct, id: string, props: KubeStateMetricsProps = {}) {
    super(scope, id);
    checkOptions(this, 'KubeStateMetricsProps', props, KubeStateMetrics);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'KubeStateMetricsProps', props);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, shards } = resolved;
    this.resources = resolved.collectors.map(({ resource }) => resource);
    const identity: Identity = { name: 'kube-state-metrics', instance: name, component: 'exporter', version: resolved.versionText };
    const labels = objectLabels(identity, resolved.labels);
    const metadata = { name, namespace, labels };
    const selector = selectorLabels(identity);

    this.serviceAccount = createServiceAccount(this, 'ServiceAccount', metadata);
    const permissions = permissionsOf(resolved);
    if (permissions.cluster.length > 0) {
      const cluster = createClusterRole(this, { name: `${namespace}-${name}`, labels }, permissions.cluster, this.serviceAccount);
      this.clusterRole = cluster.role;
      this.clusterRoleBinding = cluster.binding;
    }
    const roles = [
      ...permissions.namespaced.length > 0
        ? createRolesIn(this, resolved.namespaces ?? [], metadata, permissions.namespaced, this.serviceAccount)
        : [],
      ...permissions.own.length > 0
        ? [createRole(this, 'sharding', { ...metadata, name: `${name}-sharding` }, permissions.own, this.serviceAccount)]
        : [],
    ];
    this.roles = roles.map(({ role }) => role);
    this.roleBindings = roles.map(({ binding }) => binding);

    this.customResourceStateConfigMap = this.createCustomResourceConfig(metadata, resolved);
    this.webConfigMap = this.createWebConfig(metadata, resolved);

    this.service = createService(this, 'Service', metadata, {
      clusterIP: 'None',
      selector,
      ports: servedPorts(resolved).map(port => ({ ...port, targetPort: port.name, protocol: 'TCP' })),
    });
    const workload = createWorkload(this, 'Resource', metadata, {
      kind: shards > 1 ? 'StatefulSet' : 'Deployment',
      replicas: shards,
      ...shards > 1 && { serviceName: this.service.name, podManagementPolicy: 'Parallel' },
      selector,
      podLabels: labels,
      pod: podSpec(resolved, this.serviceAccount.name, configMapNames(name)),
    });
    if (shards > 1) { this.statefulSet = workload; } else { this.deployment = workload; }
    if (resolved.podDisruptionBudget) {
      this.podDisruptionBudget = createPodDisruptionBudget(this, 'PodDisruptionBudget', metadata, selector);
    }
    if (resolved.networkPolicy) {
      const from = [...SCRAPERS, ...resolved.clientNamespaces.map(client => ({ namespace: client }))];
      this.networkPolicy = createNetworkPolicy(
        this, 'NetworkPolicy', metadata, selector, [{ ports: servedPorts(resolved).map(({ port }) => port), from }],
      );
    }

    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', metadata, {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: selector },
      endpoints: endpoints(resolved, this.service.name),
    });

    Problems.of(this).addAll([...resolved.findings, ...checkLabels('labels', resolved.labels), ...checkOptionsAlone(resolved)]);
    judgeObject(workload, manifest => checkProps(finishedProps(resolved, manifest)));
    const roleObjects = [...this.clusterRole ? [this.clusterRole] : [], ...this.roles];
    Problems.of(this).check(
      () => checkPermissions(finishedProps(resolved, manifestOf(workload)), roleObjects.map(each => manifestOf(each))),
      () => [workload, ...roleObjects].reduce((sum, each) => sum + patchCount(each), 0),
    );
    ProbeChecks._of(workload, knownListeners(resolved));
  }

  private createCustomResourceConfig(metadata: ObjectMetadata, { customResources, name }: ResolvedProps): ApiObject | undefined {
    if (customResources.length === 0) { return undefined; }
    return createConfigMap(this, 'CustomResourceState', { ...metadata, name: configMapNames(name).customResourceState }, {
      'config.yaml': Yaml.stringify(customResourceConfig(customResources)),
    });
  }

  private createWebConfig(metadata: ObjectMetadata, resolved: ResolvedProps): ApiObject | undefined {
    if (!resolved.tls || resolved.authProxy) { return undefined; }
    return createConfigMap(this, 'WebConfig', { ...metadata, name: configMapNames(resolved.name).webConfig }, {
      'web-config.yaml': Yaml.stringify(webConfig(resolved)),
    });
  }
}

function configMapNames(name: string) {
  return { webConfig: `${name}-web-config`, customResourceState: `${name}-custom-resource-state` };
}
