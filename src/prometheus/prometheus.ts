import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkProps } from './checks';
import { clusterRules, discoveryRules } from './permissions';
import { PrometheusProps } from './prometheus-props';
import { podLabelsOf, prometheusSpec, PROXY, RELOADER, WEB } from './prometheus-spec';
import { checkReplicas } from './remote-write-replicas';
import { resolveProps, ResolvedProps } from './resolve-props';
import { checkRoutes } from './routes';
import { endpoints, servicePorts } from './scrape';
import { createService } from '../manifest/core';
import { Identity, MANAGED_BY, objectLabels, selectorLabels } from '../manifest/labels';
import { createInstance, createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy, IngressRule } from '../manifest/network-policy';
import { ObjectMetadata } from '../manifest/object';
import { createClusterRole, createRolesIn, createServiceAccount, inOrder, Permission, PolicyRule, READ, rulesFor } from '../manifest/rbac';
import { serviceFields } from '../manifest/service';
import { createPodDisruptionBudget } from '../manifest/workloads';
import { StoreApiReference } from '../scrape/store-api';
import { STORE_API, THANOS_HTTP } from '../scrape/thanos-ports';
import { Problems } from '../validation/problems';
import { jsonOf } from '../validation/to-json';
import { patchCount } from '../validation/workload';
import { checkFields } from '../versions/fields';

/**
 * A Prometheus: the custom resource that the operator makes a StatefulSet of, and all that it needs beside it. What a version of the operator or of
 * Prometheus does not have is an error that names the version that has it.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md
 */
export class Prometheus extends Construct {
  /** The custom resource of kind Prometheus. */
  public readonly customResource: ApiObject;
  /** By which it is reached; undefined where `service` is false. */
  public readonly service?: ApiObject;
  /** Scrapes itself and its config reloader as job `prometheus`; undefined where `service` is false. */
  public readonly serviceMonitor?: ApiObject;
  /** Whom the pods run as. */
  public readonly serviceAccount: ApiObject;
  /** What it may read in the whole cluster. */
  public readonly clusterRole: ApiObject;
  /** Gives `clusterRole` to `serviceAccount`. */
  public readonly clusterRoleBinding: ApiObject;
  /** What it discovers targets by, one in each namespace; none with `allNamespaces`. */
  public readonly roles: ApiObject[] = [];
  /** Give `roles` to `serviceAccount`. */
  public readonly roleBindings: ApiObject[] = [];
  /** At most one pod is evicted at a time; undefined where there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Its sidecars, for the `endpoints` of a ThanosQuery; undefined without `thanos`. */
  public readonly storeApi?: StoreApiReference;
  /** Who may connect; undefined where `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;

  private readonly props: ResolvedProps;
  private readonly metadata: ObjectMetadata;
  private readonly scraped = new Set<string>();

  public constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, version } = this.props = resolved;
    const identity: Identity = { name: 'prometheus', instance: resolved.id, component: 'prometheus', version: version.text };
    const labels = objectLabels(identity, resolved.labels);
    const metadata = this.metadata = { name, namespace, labels };
    const pods = podLabelsOf(resolved);

    this.serviceAccount = createServiceAccount(this, 'ServiceAccount', metadata);
    const cluster = createClusterRole(this, { name: `${namespace}-${name}`, labels }, clusterRules(resolved), this.serviceAccount);
    this.clusterRole = cluster.role;
    this.clusterRoleBinding = cluster.binding;
    for (const where of [...namespace === undefined ? [] : [namespace], ...resolved.namespaces]) { this.allowDiscovery(where); }

    if (resolved.podDisruptionBudget) { this.podDisruptionBudget = createPodDisruptionBudget(this, 'PodDisruptionBudget', metadata, pods); }
    if (resolved.networkPolicy) {
      const clients = [{}, ...resolved.clientNamespaces.map(client => ({ namespace: client }))];
      const from = resolved.isExposed ? undefined : clients;
      const rules: IngressRule[] = resolved.authProxy ? [{ ports: [PROXY.port], from }] : [{ ports: [WEB.port], from }, { ports: [RELOADER.port], from: [{ pods }] }];
      // who asks a sidecar is not asked who it is: never from outside
      const sidecar = resolved.thanos ? [{ ports: [STORE_API.port, THANOS_HTTP.port], from: clients }] : [];
      this.networkPolicy = createNetworkPolicy(this, 'NetworkPolicy', metadata, pods, [...rules, ...sidecar]);
    }
    if (resolved.service) {
      this.service = createService(this, 'Service', { ...metadata, annotations: resolved.serviceOptions.annotations }, {
        ...serviceFields(resolved.serviceOptions),
        selector: pods,
        ports: servicePorts(resolved).map(port => ({ ...port, targetPort: k8s.IntOrString.fromString(port.targetPort), protocol: 'TCP' })),
      });
    }
    this.customResource = createInstance(this, 'Resource', 'Prometheus', { ...metadata, name: resolved.id }, prometheusSpec(resolved, this.serviceAccount.name));
    if (resolved.thanos) {
      // the Service that the operator makes has each pod, and the port of its sidecar
      this.storeApi = { serviceName: 'prometheus-operated', namespace: namespace ?? '', externalLabels: { prometheus: `${namespace}/${resolved.id}`, ...resolved.externalLabels } };
    }
    if (this.service) {
      this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', metadata, {
        jobLabel: 'app.kubernetes.io/name',
        selector: { matchLabels: { ...selectorLabels(identity), 'app.kubernetes.io/managed-by': MANAGED_BY } },
        endpoints: endpoints(resolved, this.service.name),
      });
    }

    const problems = Problems.of(this);
    problems.addAll([...resolved.findings, ...checkProps(resolved)]);
    problems.check(() => checkFields(jsonOf(this.customResource), resolved.operator, version), () => patchCount(this.customResource));
    problems.check(() => checkReplicas(jsonOf(this.customResource), resolved.remoteWrite), () => patchCount(this.customResource));
    if (resolved.listenLocal) {
      const own = [this.service, this.serviceMonitor].filter(object => object !== undefined);
      problems.check(() => checkRoutes(this.node.root, { namespace, podLabels: { ...pods, ...resolved.labels }, authProxy: resolved.authProxy, own }));
    }
  }

  /**
   * Let it discover targets in a namespace, by a Role there. A second call for the same one does nothing.
   *
   * @param namespace where Services and pods with metrics are
   */
  public allowDiscovery(namespace: string): void {
    if (this.props.allNamespaces || this.scraped.has(namespace)) { return; }
    this.scraped.add(namespace);
    this.createRole(namespace, discoveryRules(this.props));
  }

  /**
   * Let it discover these things alone: the Roles that it has go.
   * @param reads by namespace; `''` is the whole cluster
   * @internal
   */
  public _discoverOnly(reads: ReadonlyMap<string, readonly Permission[]>): void {
    const own = (objects: readonly ApiObject[], where: string) => objects.filter(({ metadata }) => metadata.namespace === where);
    for (const object of [...this.roles, ...this.roleBindings]) { if (!reads.has(object.metadata.namespace ?? '')) { this.node.tryRemoveChild(object.node.id); } }
    for (const [namespace, permissions] of reads) {
      if (namespace === '') { continue; }
      const [role] = own(this.roles, namespace);
      const rules = inOrder(rulesFor(permissions, READ));
      if (role) { role.addJsonPatch(JsonPatch.replace('/rules', rules)); } else { this.createRole(namespace, rules); }
    }
    for (const objects of [this.roles, this.roleBindings]) { objects.splice(0, objects.length, ...objects.filter(({ metadata }) => reads.has(metadata.namespace ?? ''))); }
    const rules = [...clusterRules({ ...this.props, allNamespaces: false }), ...rulesFor(reads.get('') ?? [], READ)];
    this.clusterRole.addJsonPatch(JsonPatch.replace('/rules', inOrder(rules)));
  }

  private createRole(namespace: string, rules: readonly PolicyRule[]): void {
    const [{ role, binding }] = createRolesIn(this, [namespace], this.metadata, rules, this.serviceAccount);
    this.roles.push(role);
    this.roleBindings.push(binding);
  }
}
