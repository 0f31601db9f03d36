import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkProps } from './checks';
import { podLabelsOf, PROXY, WEB } from './common-spec';
import { DiscoveryRoles } from './discovery-roles';
import { finishedProps } from './finished';
import { createObjects } from './objects';
import { PrometheusProps } from './prometheus-props';
import { prometheusSpec } from './prometheus-spec';
import { ResolvedProps, resolveProps } from './resolve-props';
import { servicePorts } from './scrape';
import { selectIn } from './select-in';
import { selectedLabels, selectedNamespaceLabels, Selection } from './selection';
import { Labels } from '../manifest/labels';
import { Permission } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { reachedThrough, servedBehind } from '../scrape/clients';
import { useMonitorOptions } from '../scrape/component-monitor';
import { createReplicaServices, podNames } from '../scrape/replica-services';
import { StoreApiReference } from '../scrape/store-api';
import { QueryApiReference, WebUiReference } from '../scrape/web';
import { checkOptions } from '../validation/options';

/**
 * A Prometheus: the custom resource from which the operator creates a StatefulSet, and all objects that it needs.
 * An option that the version of the operator or of Prometheus does not support is an error, which names the required version.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md
 *
 * @example
 * import { App, Chart, Duration, Size } from 'cdk8s';
 * import { Alertmanager, Prometheus } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const alertmanager = new Alertmanager(chart, 'Alertmanager', { configSecret: 'alertmanager-config' });
 * new Prometheus(chart, 'Prometheus', {
 *   retention: Duration.days(15),
 *   storage: { size: Size.gibibytes(100), storageClassName: 'gp3' },
 *   externalLabels: { cluster: 'eu-1' },
 *   namespaces: ['shop'],
 *   alertmanagers: [alertmanager.reference],
 * });
 *
 * app.synth();
 */
export class Prometheus extends Construct {
  /** The custom resource of kind Prometheus. */
  public readonly customResource: ApiObject;
  /** The Service at which clients reach it; undefined if `service` is false. */
  public readonly service?: ApiObject;
  /** Scrapes itself and its config reloader as job `prometheus`; undefined if `service` is false. */
  public readonly serviceMonitor?: ApiObject;
  /** The ServiceAccount of the pods; undefined if `serviceAccountName` is given. */
  public readonly serviceAccount?: ApiObject;
  /** The ClusterRole of its permissions in the whole cluster. */
  public readonly clusterRole: ApiObject;
  /** Binds `clusterRole` to `serviceAccount`. */
  public readonly clusterRoleBinding: ApiObject;
  /** The Roles by which it may discover targets, one in each namespace; empty with `allNamespaces`. */
  public readonly roles: ApiObject[];
  /** Bind `roles` to `serviceAccount`. */
  public readonly roleBindings: ApiObject[];
  /** The PodDisruptionBudget, by which at most one pod is evicted at a time; undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Reference to the user interface, for a WebIngress, a WebRoute or an OAuth2Proxy; undefined if `service` is false. */
  public readonly webUi?: WebUiReference;
  /** Reference for clients that query it, such as a ThanosRuler or Grafana; undefined if `service` is false. */
  public readonly queryApi?: QueryApiReference;
  /** Reference to its sidecars, for the `endpoints` of a ThanosQuery; undefined without `thanos`. */
  public readonly storeApi?: StoreApiReference;
  /** The NetworkPolicy that defines who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;

  /** The Services that `addReplicaServices` created, one for each pod. */
  public readonly replicaServices: ApiObject[] = [];

  private readonly discovery: DiscoveryRoles;
  private readonly resolved: ResolvedProps;
  private replicaUis?: WebUiReference[];
  private readonly selection: Selection;

  public constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id);
    checkOptions(this, 'PrometheusProps', props, Prometheus);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'PrometheusProps', props);
    const resolved = this.resolved = resolveProps(props, Chart.of(this).namespace);
    const { namespace } = resolved;
    const objects = createObjects(this, resolved, {
      spec: serviceAccount => prometheusSpec(resolved, serviceAccount),
      hasSidecar: resolved.thanos !== undefined,
      byPodMonitor: false,
      judge: manifest => checkProps(finishedProps(resolved, manifest)),
    });
    this.customResource = objects.customResource;
    this.service = objects.service;
    this.serviceMonitor = objects.serviceMonitor;
    this.serviceAccount = objects.serviceAccount;
    this.clusterRole = objects.clusterRole;
    this.clusterRoleBinding = objects.clusterRoleBinding;
    this.discovery = objects.discovery;
    this.selection = resolved.selection;
    this.roles = objects.discovery.roles;
    this.roleBindings = objects.discovery.bindings;
    this.podDisruptionBudget = objects.podDisruptionBudget;
    this.networkPolicy = objects.networkPolicy;
    if (this.service) {
      const { authProxy, proxyTls, tls, externalUrl } = resolved;
      const reached = { serviceName: this.service.name, namespace: namespace ?? '', port: WEB.port };
      const pods = { podLabels: podLabelsOf(resolved), podPort: (authProxy ? PROXY : WEB).port };
      this.webUi = reachedThrough(
        this,
        { ...reached, ...pods, externalUrl, isHttps: authProxy || tls !== undefined, requiresAuthentication: authProxy },
        this.networkPolicy,
      );
      this.queryApi = {
        ...reached,
        ...resolved.routePrefix !== '' && { pathPrefix: resolved.routePrefix },
        ...authProxy ? { tls: proxyTls ?? { secretName: '', insecureSkipVerify: true }, requiresToken: true } : { tls },
      };
      servedBehind(this, this.queryApi, resolved.isExposed ? undefined : this.networkPolicy, [namespace, ...resolved.clientNamespaces]);
    }
    if (resolved.thanos) {
      // the governing Service of the operator selects every pod, and has the port of the sidecar
      this.storeApi = {
        serviceName: resolved.serverKind.governing.name,
        namespace: namespace ?? '',
        externalLabels: { prometheus: `${namespace}/${resolved.id}`, ...resolved.externalLabels },
      };
    }
  }

  /**
   * Allows it to discover targets in a namespace, by a Role there. A second call for the same namespace does nothing.
   *
   * @param namespace where Services and pods with metrics are
   */
  public allowDiscovery(namespace: string): void {
    this.discovery.allow(namespace);
  }

  /**
   * Creates a Service for each pod, of each shard and replica, so that a route leads to one pod only.
   * The data of replicas differs, and the pages of targets and status show one pod. A Service has the name of its pod, such as
   * `prometheus-main-0`.
   * A second call creates nothing.
   *
   * @returns references for WebIngress, WebRoute or OAuth2Proxy, in the order of shards and replicas; empty if `service` is false
   */
  public addReplicaServices(): WebUiReference[] {
    const { webUi, resolved: { serverKind, id, replicas, shards, namespace, labels } } = this;
    if (!webUi || this.replicaUis) { return this.replicaUis ?? []; }
    const pods = podNames(`${serverKind.prefix}-${id}`, replicas, shards);
    const {
      services, uis,
    } = createReplicaServices(
      this, { pods, name: serverKind.application, namespace, labels, port: servicePorts(this.resolved, false)[0], ui: webUi },
    );
    this.replicaServices.push(...services);
    return this.replicaUis = uis;
  }

  /**
   * Adds the labels by which this Prometheus selects to all monitors and rules of a construct.
   * It also allows Prometheus to discover targets in the namespaces of these monitors' targets. Call it after they are defined.
   *
   * @param construct the construct with the monitors and rules, such as a BlackboxExporter or a chart
   */
  public select(construct: IConstruct): void {
    selectIn(construct, this.selection, this.discovery);
  }

  /** @internal */
  public _selectedLabels(kind: string): Labels {
    return selectedLabels(this.selection, kind) ?? {};
  }

  /** @internal */
  public _selectedNamespaceLabels(): Labels {
    return selectedNamespaceLabels(this.selection);
  }

  /** @internal */
  public _readNodes(): void {
    this.discovery.allowNodes();
  }

  /** @internal */
  public _readPaths(paths: readonly string[]): void {
    this.discovery.allowPaths(paths);
  }

  /** @internal */
  public _discoverOnly(reads: ReadonlyMap<string, readonly Permission[]>): void {
    this.discovery.only(reads);
  }
}
