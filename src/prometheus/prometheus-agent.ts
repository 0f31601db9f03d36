import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { agentSpec, checkMode, resolveAgent } from './agent-spec';
import { checkAgent } from './checks';
import { DiscoveryRoles } from './discovery-roles';
import { finishedCommon } from './finished';
import { createObjects } from './objects';
import { PrometheusAgentProps } from './prometheus-agent-props';
import { selectIn } from './select-in';
import { selectedLabels, selectedNamespaceLabels, Selection } from './selection';
import { Labels } from '../manifest/labels';
import { Permission } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { useMonitorOptions } from '../scrape/component-monitor';
import { checkOptions } from '../validation/options';

/**
 * A Prometheus in agent mode: it scrapes as a Prometheus does, sends all samples by remote write, and keeps only samples that it has not
 * sent yet.
 * It evaluates no rules, sends no alerts and answers no queries: the receiver of its samples does.
 * It consists of the custom resource from which the operator creates a StatefulSet or a DaemonSet, and all objects that it needs.
 *
 * @see https://prometheus.io/docs/prometheus/latest/prometheus_agent/
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { PrometheusAgent, RemoteWrite } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new PrometheusAgent(chart, 'Agent', {
 *   externalLabels: { cluster: 'edge-7' },
 *   remoteWrite: [RemoteWrite.mimir({ endpoint: 'https://mimir.example.org', tenant: 'edge' })],
 * });
 *
 * app.synth();
 */
export class PrometheusAgent extends Construct {
  /** The custom resource of kind PrometheusAgent. */
  public readonly customResource: ApiObject;
  /** The Service at which clients reach it; undefined if `service` is false, and with a DaemonSet. */
  public readonly service?: ApiObject;
  /** Scrapes itself and its config reloader as job `prometheus-agent`; undefined if `service` is false. */
  public readonly serviceMonitor?: ApiObject;
  /** Scrapes the pods of a DaemonSet and their config reloaders as job `prometheus-agent`; undefined with `listenLocal`. */
  public readonly podMonitor?: ApiObject;
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
  /** The NetworkPolicy that defines who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;

  private readonly discovery: DiscoveryRoles;
  private readonly selection: Selection;

  public constructor(scope: Construct, id: string, props: PrometheusAgentProps) {
    super(scope, id);
    checkOptions(this, 'PrometheusAgentProps', props, PrometheusAgent);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'PrometheusAgentProps', props);
    const resolved = resolveAgent(props, Chart.of(this).namespace);
    const objects = createObjects(this, resolved, {
      spec: serviceAccount => agentSpec(resolved, serviceAccount),
      hasSidecar: false,
      byPodMonitor: resolved.byNode,
      judge: manifest => [...checkAgent(finishedCommon(resolved, manifest)), ...checkMode(resolved, manifest)],
    });
    this.customResource = objects.customResource;
    this.service = objects.service;
    this.serviceMonitor = objects.serviceMonitor;
    this.podMonitor = objects.podMonitor;
    this.serviceAccount = objects.serviceAccount;
    this.clusterRole = objects.clusterRole;
    this.clusterRoleBinding = objects.clusterRoleBinding;
    this.discovery = objects.discovery;
    this.selection = resolved.selection;
    this.roles = objects.discovery.roles;
    this.roleBindings = objects.discovery.bindings;
    this.podDisruptionBudget = objects.podDisruptionBudget;
    this.networkPolicy = objects.networkPolicy;
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
   * Adds the labels by which this agent selects to all monitors and rules of a construct.
   * It also allows the agent to discover targets in the namespaces of these monitors' targets. Call it after they are defined.
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
