import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkReach, defaultsOf, registerStack, withOuterDefaults, withPlatformDefaults } from './belongings';
import { checkProps } from './checks';
import { createExternalTargets } from './external-targets';
import { createOwnObjective, createOwnRules, OwnRulesDefaults } from './own-rules';
import { claim, nodePortsOf } from './ownership';
import { PrometheusStackProps } from './prometheus-stack-props';
import { resolveProps, ResolvedProps } from './resolve-props';
import { RestrictEgressOptions } from './restrict-egress-options';
import { NO_PROMETHEUS } from './rules';
import { TargetMonitors, targetOf } from './scrape-targets';
import { SecretRequirement } from './secret-requirement';
import { SYNC_WAVE, waveOf } from './sync-waves';
import { addHistogramChecks } from './user-histograms';
import { imagesIn } from '../admission/needs/images';
import { isSecretMaker, secretsNeededBy } from '../admission/needs/secrets';
import { Alertmanager } from '../alertmanager/alertmanager';
import { ControlPlane } from '../control-plane/control-plane';
import { writeFast } from '../fleet-app/stock-app';
import { KubeStateMetrics } from '../kube-state-metrics/kube-state-metrics';
import { inApplyOrder } from '../manifest/apply-order';
import { ComponentDefaultsOptions } from '../manifest/component-defaults-options';
import { useIpFamilies } from '../manifest/ip-families';
import { Identity, objectLabels } from '../manifest/labels';
import { createNamespace, PodSecurity } from '../manifest/namespaces';
import { objectsOfStack, selectsNear, shareDefaults, unreachedIn } from '../manifest/reach';
import { MonitoringMixin } from '../monitoring-mixin/monitoring-mixin';
import { MixinJobs } from '../monitoring-mixin/monitoring-mixin-props';
import { ExternalTargetOptions, ExternalTargets } from '../monitors/external-targets';
import { NodeEndpoints } from '../node-endpoints/node-endpoints';
import { EndpointObjects } from '../node-endpoints/node-endpoints-props';
import { NodeExporter } from '../node-exporter/node-exporter';
import { Prometheus } from '../prometheus/prometheus';
import { PrometheusAgent } from '../prometheus/prometheus-agent';
import { AdmissionWebhook } from '../prometheus-operator/admission-webhook';
import { PrometheusOperator } from '../prometheus-operator/prometheus-operator';
import { PrometheusOperatorCrds } from '../prometheus-operator-crds/prometheus-operator-crds';
import { PrometheusRules } from '../prometheus-rules/prometheus-rules';
import { PrometheusRulesProps } from '../prometheus-rules/prometheus-rules-props';
import { ScrapeTargetOptions } from '../scrape/scrape-target';
import { ServiceLevelObjective } from '../slo/service-level-objective';
import { ServiceLevelObjectiveProps } from '../slo/service-level-objective-props';
import { manifestOf } from '../validation/app-objects';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { registerVersion } from '../validation/versions-in-force';
import { WindowsExporter } from '../windows-exporter/windows-exporter';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it brings the scrape graph, which most programs do not use
const restrictions = (): typeof import('./restrictions') => require('./restrictions');

/**
 * A complete monitoring stack for a cluster: the operator, Prometheus, Alertmanager, node-exporter, kube-state-metrics and the monitors of
 * Kubernetes itself, connected. The documents of its chart are written in the order in which they can be applied.
 * A namespace can have one stack; two stacks in a cluster share nothing.
 *
 * @example
 * import { App, Chart, Duration, Size } from 'cdk8s';
 * import { Platform, PrometheusStack } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new PrometheusStack(chart, 'Monitoring', {
 *   kubernetesVersion: '1.34',
 *   platform: Platform.EKS,
 *   namespaces: ['shop'],
 *   prometheus: { retention: Duration.days(15), storage: { size: Size.gibibytes(100) }, externalLabels: { cluster: 'eu-1' } },
 *   alertmanager: { configSecret: 'alertmanager-config' },
 * });
 *
 * app.synth();
 */
export class PrometheusStack extends Construct {
  /** The namespaces: that of the stack, then that of node-exporter; empty if `createNamespaces` is false. */
  public readonly namespaceObjects: ApiObject[] = [];
  /** The CustomResourceDefinitions; undefined if they are installed already. */
  public readonly crds?: PrometheusOperatorCrds;
  /** prometheus-operator; undefined if it is disabled. */
  public readonly operator?: PrometheusOperator;
  /** The admission webhook of the operator; undefined unless it is requested. */
  public readonly admissionWebhook?: AdmissionWebhook;
  /** Prometheus; undefined if it is disabled. */
  public readonly prometheus?: Prometheus;
  /** The agent; undefined unless it is requested. */
  public readonly agent?: PrometheusAgent;
  /** Alertmanager; undefined if it is disabled. */
  public readonly alertmanager?: Alertmanager;
  /** node-exporter; undefined if it is disabled. */
  public readonly nodeExporter?: NodeExporter;
  /** windows-exporter; undefined unless it is requested. */
  public readonly windowsExporter?: WindowsExporter;
  /** kube-state-metrics; undefined if it is disabled. */
  public readonly kubeStateMetrics?: KubeStateMetrics;
  /** The monitors of the control plane; undefined if they are disabled. */
  public readonly controlPlane?: ControlPlane;
  /** The discovery of the kubelets from `nodes`; undefined unless `nodes` is set. */
  public readonly nodeEndpoints?: NodeEndpoints;

  /** Alerts, recording rules and dashboards; undefined if they are disabled. */
  public readonly mixin?: MonitoringMixin;

  /**
   * Settings of the stack for all components. `ComponentDefaults.inherit(chart, stack)` applies them to the components of another chart,
   * which then belong to the stack.
   */
  public readonly defaults: ComponentDefaultsOptions;

  private readonly resolved: ResolvedProps;
  private readonly targets: TargetMonitors;

  public constructor(scope: Construct, id: string, props: PrometheusStackProps = {}) {
    super(scope, id);
    writeFast(this.node.root);
    checkOptions(this, 'PrometheusStackProps', props, PrometheusStack);
    const chart = Chart.of(this);
    props = withPlatformDefaults(withOuterDefaults(this, props));
    this.defaults = defaultsOf(props);
    const resolved = this.resolved = resolveProps(props, chart.namespace);
    const { namespace, enabled, nodeExporterNamespace, kubeletService } = resolved;

    shareDefaults(this, chart, namespace, this.defaults);
    registerStack(this, this.defaults);
    if (props.ipFamilyPolicy !== undefined || props.ipFamilies) { useIpFamilies(this, props); }
    this.createNamespaces(props.windowsExporter !== undefined);
    if (props.crds) { this.crds = new PrometheusOperatorCrds(this, 'Crds', { ...props.crds, version: resolved.operatorVersion.text }); }
    if (enabled.operator) { this.operator = new PrometheusOperator(this, 'Operator', resolved.operator); }
    if (props.admissionWebhook) { this.admissionWebhook = new AdmissionWebhook(this, 'AdmissionWebhook', resolved.admissionWebhook); }
    if (enabled.alertmanager) { this.alertmanager = new Alertmanager(this, 'Alertmanager', resolved.alertmanager); }
    if (enabled.prometheus) {
      this.prometheus = new Prometheus(this, 'Prometheus', { ...resolved.prometheus, alertmanagers: this.alertmanager ? [this.alertmanager.reference] : [] });
    }
    if (props.agent) { this.agent = new PrometheusAgent(this, 'Agent', resolved.agent); }
    const onNodes = { namespace: nodeExporterNamespace, monitorNamespace: namespace };
    if (enabled.nodeExporter) { this.nodeExporter = new NodeExporter(this, 'NodeExporter', { ...resolved.nodeExporter, ...onNodes }); }
    if (props.windowsExporter) { this.windowsExporter = new WindowsExporter(this, 'WindowsExporter', { ...resolved.windowsExporter, ...onNodes }); }
    if ((this.nodeExporter || this.windowsExporter) && nodeExporterNamespace !== undefined) { this.allowDiscovery(nodeExporterNamespace); }
    if (enabled.kubeStateMetrics) { this.kubeStateMetrics = new KubeStateMetrics(this, 'KubeStateMetrics', resolved.kubeStateMetrics); }
    if (enabled.controlPlane) {
      this.controlPlane = new ControlPlane(this, 'ControlPlane', { ...resolved.controlPlane, kubeletService });
      for (const where of this.controlPlane.namespaces) { this.allowDiscovery(where); }
      for (const scraper of [this.prometheus, this.agent]) { scraper?._readPaths(this.controlPlane._furtherPaths()); }
    }
    if (props.nodes) {
      this.nodeEndpoints = new NodeEndpoints(this, 'Kubelet', {
        kubernetesVersion: props.kubernetesVersion,
        operatorVersion: resolved.operatorVersion.text,
        // the Prometheus sets up discovery before its selectors are known
        ...!resolved.operatorVersion.has('serviceMonitorDiscoveryRole') && { objects: EndpointObjects.BOTH },
        resourceMetrics: props.controlPlane?.kubeletResourceMetrics,
        componentSlis: props.controlPlane?.componentSlis,
        ...props.nodeEndpoints,
        labels: { ...resolved.commonLabels, ...props.nodeEndpoints?.labels },
        namespace,
        nodes: props.nodes,
      });
    }
    if (enabled.mixin) { this.mixin = new MonitoringMixin(this, 'Mixin', { ...resolved.mixin, jobs: this._jobs(), kubeStateMetricsResources: this.kubeStateMetrics?.resources }); }
    this.targets = new TargetMonitors(this, { namespace, labels: objectLabels(this.identity(), resolved.commonLabels) });
    this.label();
    selectsNear(this, kind => this.selectedLabels(kind));
    if (props.syncWaves) { this.addSyncWaves(); }
    inApplyOrder(chart);

    registerVersion(this, 'kubernetes', resolved.kubernetesVersion?.text);
    registerVersion(this, 'operator', resolved.operatorVersion.text);
    const problems = Problems.of(this);
    problems.addAll([...resolved.findings, ...checkProps(props, resolved)]);
    if (namespace !== undefined) {
      problems.addAll(claim(this.node.root, {
        path: this.node.path, cluster: resolved.cluster, namespace, kubeletService: enabled.operator ? kubeletService : undefined, nodePorts: nodePortsOf(props, resolved),
      }));
    }
    const { prometheus } = this;
    if (prometheus) { addHistogramChecks(problems, resolved, { server: prometheus.customResource, own: this.mixin?.rules, jobs: this.controlPlane?.jobs }); }
    problems.check(() => checkReach(this), () => unreachedIn(this.node.root).length);
  }

  /**
   * All images that the stack runs, with registry, tag and digest: a mirror must have all of them. The list includes the images of Grafana, exporters, Thanos and
   * proxies that its settings reach. It also includes the image of the config reloader, which the operator adds to pods.
   */
  public get images(): string[] {
    return imagesIn(this.belongings());
  }

  /**
   * The Secrets that must exist before the stack works, with the keys that are read from them.
   * Objects of the stack, or of components that its settings reach, name these Secrets, and nothing in the app creates them.
   * The stack creates no Secrets: create them with a tool such as External Secrets or Sealed Secrets.
   */
  public get secrets(): SecretRequirement[] {
    const makers = this.node.root.node.findAll().filter(ApiObject.isApiObject).filter(({ kind }) => isSecretMaker(kind)).map(object => manifestOf(object));
    return secretsNeededBy(this.belongings(), makers);
  }

  /**
   * Scrapes a Service by a ServiceMonitor, or a Deployment, StatefulSet, DaemonSet or any other workload by a PodMonitor. The monitor is in the stack's namespace
   * and has the labels that its Prometheus selects. Prometheus is allowed to discover targets in the namespace of the target. The port is read from the target, so
   * that both always agree. Call it once for each port.
   *
   * @param target a Service or a workload: an ApiObject, one of any cdk8s-plus, or a construct with `toScrapeTarget()`
   * @param options how the target is scraped
   * @returns the ServiceMonitor or PodMonitor; undefined if the target is neither
   */
  public addScrapeTarget(target: IConstruct, options: ScrapeTargetOptions = {}): ApiObject | undefined {
    checkOptions(this, 'ScrapeTargetOptions', options);
    const found = targetOf(target, options);
    if ('ruleId' in found) {
      Problems.of(this).addAll([found]);
      return undefined;
    }
    const monitor = this.targets.create(found);
    const { namespace } = found.object.metadata;
    if (namespace !== undefined) { this.allowDiscovery(namespace); }
    if (options.attachNodeMetadata) {
      this.prometheus?._readNodes();
      this.agent?._readNodes();
    }
    return this.added(monitor);
  }

  /**
   * Scrapes targets that are not objects of the cluster: addresses, or targets of HTTP or DNS discovery.
   * The ScrapeConfig is in the stack's namespace and has the labels that its Prometheus selects. Secrets that the options name must be in that namespace.
   *
   * @param name name of the ScrapeConfig, and label `job` of the series
   * @param targets the targets
   * @param options how the targets are scraped
   * @returns the ScrapeConfig
   */
  public addExternalTarget(name: string, targets: ExternalTargets, options: ExternalTargetOptions = {}): ApiObject {
    checkOptions(this, 'ExternalTargetOptions', options);
    const { namespace, commonLabels } = this.resolved;
    return this.added(createExternalTargets(this, { name, namespace, labels: objectLabels(this.identity(), commonLabels) }, targets, options));
  }

  /**
   * Adds the labels by which the Prometheus of the stack selects to all monitors and rules of a construct. The stack's own objects have the labels.
   * It also allows Prometheus to discover targets in the namespaces of these monitors' targets. Call it after they are defined.
   *
   * @param construct the construct with the monitors and rules, such as a BlackboxExporter or a chart
   */
  public select(construct: IConstruct): void {
    this.prometheus?.select(construct);
    this.agent?.select(construct);
  }

  /**
   * Adds your own alerting and recording rules, as objects or from files, with the labels and in the namespace that the Prometheus of this stack selects.
   *
   * @param id id of the rules in the stack; the name of the PrometheusRule is derived from it unless `name` is set
   * @param props the rules
   */
  public addRules(id: string, props: PrometheusRulesProps): PrometheusRules {
    const rules = createOwnRules(this, id, props, this.ownRulesDefaults());
    this.label();
    return rules;
  }

  /**
   * Adds a service level objective, with the labels and in the namespace that the Prometheus of this stack selects.
   *
   * @param id id of the objective in the stack; its name is derived from it unless `name` is set
   * @param props the objective
   */
  public addServiceLevelObjective(id: string, props: ServiceLevelObjectiveProps): ServiceLevelObjective {
    const objective = createOwnObjective(this, id, props, this.ownRulesDefaults());
    this.label();
    return objective;
  }

  /**
   * Restricts Prometheus, or the agent in its place, to the connections that it needs. A NetworkPolicy has a rule for each scrape, and for each address that its
   * custom resource and its monitors name, at any port: Alertmanagers, remote write and read, token servers, proxies, service discoveries, object storage. DNS and
   * the API server stay open. If policies of the app block Prometheus at pods that it scrapes, an additional policy allows it. Connections that only Secrets and
   * files name are reported as a warning: set them by the options. Call it after everything is defined: a connection that is added later is an error at synth.
   *
   * @param options further connections, and which components are restricted
   * @returns the NetworkPolicies: that of Prometheus first, those of other components last
   */
  public restrictEgress(options: RestrictEgressOptions = {}): ApiObject[] {
    checkOptions(this, 'RestrictEgressOptions', options);
    const { namespace, commonLabels, platform } = this.resolved;
    const names = { namespace, labels: objectLabels(this.identity(), commonLabels) };
    return restrictions().restrictEgress(this, { customResource: this.scrapers()[0]?.customResource, names, platform, belongings: () => this.belongings() }, options);
  }

  /**
   * Restricts the Roles of Prometheus, or of the agent in its place, to the objects that it discovers by the scrape graph of the app.
   * In each namespace with targets it may read only the kinds that its monitors need. The new Roles replace its existing Roles.
   * Call it after everything is defined: a scrape that is added later is an error at synth.
   *
   * @returns the new Roles
   */
  public restrictRoles(): ApiObject[] {
    const [scraper] = this.scrapers();
    const { derivedFrom, readsFrom } = restrictions();
    return derivedFrom(this, scraper?.customResource, found => {
      scraper._discoverOnly(readsFrom(found));
      return scraper.roles;
    });
  }

  private ownRulesDefaults(): OwnRulesDefaults {
    return { namespace: this.resolved.namespace, prometheus: this.prometheus };
  }

  /** Labels a monitor that is created later. */
  private added(monitor: ApiObject): ApiObject {
    if (!this.prometheus && !this.agent) { Problems.of(this).add(NO_PROMETHEUS, {}); }
    this.label();
    return monitor;
  }

  /** The labels by which the stack's own Prometheus selects. */
  private label(): void {
    for (const object of this.objects()) {
      const labels = isStackNamespace(object, this.resolved.namespace)
        ? Object.assign({}, ...this.scrapers().map(each => each._selectedNamespaceLabels())) : this.selectedLabels(object.kind);
      for (const [key, value] of Object.entries<string>(labels)) { object.metadata.addLabel(key, value); }
    }
  }

  private selectedLabels(kind: string): { [key: string]: string } {
    return Object.assign({}, ...this.scrapers().map(each => each._selectedLabels(kind)));
  }

  private scrapers(): (Prometheus | PrometheusAgent)[] {
    return [this.prometheus, this.agent].filter(each => each !== undefined);
  }

  private addSyncWaves(): void {
    const ofOperator = new Set<IConstruct>(this.operator?.node.findAll());
    for (const object of this.objects()) {
      const wave = waveOf(object, ofOperator.has(object));
      if (wave !== undefined) { object.metadata.addAnnotation(SYNC_WAVE, String(wave)); }
    }
  }

  private allowDiscovery(namespace: string): void {
    this.prometheus?.allowDiscovery(namespace);
    this.agent?.allowDiscovery(namespace);
  }

  /** The names of the scraped jobs. @internal */
  public _jobs(): MixinJobs {
    const parts = this.controlPlane?.jobs ?? [];
    const part = (job: string) => parts.includes(job) ? job : undefined;
    return {
      kubeStateMetrics: this.kubeStateMetrics && 'kube-state-metrics',
      nodeExporter: this.nodeExporter && 'node-exporter',
      kubelet: this.nodeEndpoints ? 'kubelet' : part('kubelet'),
      apiServer: part('apiserver'),
      coreDns: part('coredns'),
      etcd: part('etcd'),
      scheduler: part('kube-scheduler'),
      controllerManager: part('kube-controller-manager'),
      kubeProxy: part('kube-proxy'),
      prometheus: this.prometheus?.serviceMonitor && 'prometheus',
      alertmanager: this.alertmanager && 'alertmanager',
      prometheusOperator: this.operator && 'prometheus-operator',
      windowsExporter: this.windowsExporter && 'windows-exporter',
      ...this.resolved.mixinJobs,
    };
  }

  private createNamespaces(hasWindows: boolean): void {
    const { namespace, nodeExporterNamespace, createNamespaces, enabled, commonLabels } = this.resolved;
    if (!createNamespaces || namespace === undefined) { return; }
    const labels = objectLabels(this.identity(), commonLabels);
    const onNodes = enabled.nodeExporter || hasWindows;
    const isShared = onNodes && nodeExporterNamespace === namespace;
    const levels: [string, PodSecurity][] = [[namespace, isShared ? 'privileged' : 'restricted']];
    if (onNodes && nodeExporterNamespace !== undefined && !isShared) { levels.push([nodeExporterNamespace, 'privileged']); }
    for (const [name, level] of levels) { this.namespaceObjects.push(createNamespace(this, `Namespace-${name}`, name, labels, level)); }
  }

  private identity(): Identity {
    return { name: 'prometheus-stack', instance: this.resolved.namespace ?? '' };
  }

  /** The manifests of the stack, and of the components that belong to it. */
  private belongings(): any[] {
    const near = objectsOfStack(this);
    return [...new Set([...this.objects(), ...near])].map(object => manifestOf(object));
  }

  private objects(): ApiObject[] {
    return this.node.findAll().filter(ApiObject.isApiObject);
  }
}

function isStackNamespace({ kind, name }: ApiObject, namespace: string | undefined): boolean {
  return kind === 'Namespace' && name === namespace;
}
