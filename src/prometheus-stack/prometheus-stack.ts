import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkReach, defaultsOf, registerStack, withOuterDefaults, withPlatformDefaults } from './belongings';
import { checkProps } from './checks';
import { createComponents } from './components';
import { createExternalTargets } from './external-targets';
import { scrapedJobs } from './mixin-jobs';
import { createOwnObjective, createOwnRules, OwnRulesDefaults } from './own-rules';
import { claimResources } from './ownership';
import { PrometheusStackProps } from './prometheus-stack-props';
import { resolveProps, ResolvedProps } from './resolve-props';
import { RestrictEgressOptions } from './restrict-egress-options';
import { NO_PROMETHEUS } from './rules';
import { TargetMonitors, targetOf } from './scrape-targets';
import { allowDiscoveryIn, labelsForKind, labelsForObject, scrapersOf } from './scrapers';
import { SecretRequirement } from './secret-requirement';
import { addSyncWaves } from './sync-waves';
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
import { Labels, objectLabels } from '../manifest/labels';
import { objectsOfStack, selectsNear, shareDefaults, unreachedIn } from '../manifest/reach';
import { MonitoringMixin } from '../monitoring-mixin/monitoring-mixin';
import { MixinJobs } from '../monitoring-mixin/monitoring-mixin-props';
import { ExternalTargetOptions, ExternalTargets } from '../monitors/external-targets';
import { NodeEndpoints } from '../node-endpoints/node-endpoints';
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
  public readonly namespaceObjects: ApiObject[];
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
    const { namespace } = resolved;

    shareDefaults(this, chart, namespace, this.defaults);
    registerStack(this, this.defaults);
    if (props.ipFamilyPolicy !== undefined || props.ipFamilies) { useIpFamilies(this, props); }
    const components = createComponents(this, props, resolved, this.ownLabels());
    this.namespaceObjects = components.namespaceObjects;
    this.crds = components.crds;
    this.operator = components.operator;
    this.admissionWebhook = components.admissionWebhook;
    this.prometheus = components.prometheus;
    this.agent = components.agent;
    this.alertmanager = components.alertmanager;
    this.nodeExporter = components.nodeExporter;
    this.windowsExporter = components.windowsExporter;
    this.kubeStateMetrics = components.kubeStateMetrics;
    this.controlPlane = components.controlPlane;
    this.nodeEndpoints = components.nodeEndpoints;
    this.mixin = components.mixin;

    this.targets = new TargetMonitors(this, { namespace, labels: this.ownLabels() });
    this.label();
    selectsNear(this, kind => labelsForKind(this, kind));
    if (props.syncWaves) { addSyncWaves(this.objects(), this.operator); }
    inApplyOrder(chart);
    registerVersion(this, 'kubernetes', resolved.kubernetesVersion?.text);
    registerVersion(this, 'operator', resolved.operatorVersion.text);
    this.check(props);
  }

  /**
   * All images that the stack runs, with registry, tag and digest: a mirror must have all of them. The list includes the images of Grafana,
   * exporters, Thanos and proxies that its settings reach. It also includes the image of the config reloader, which the operator adds to
   * pods.
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
    const ofApp = this.node.root.node.findAll().filter(ApiObject.isApiObject);
    const makers = ofApp.filter(({ kind }) => isSecretMaker(kind));
    return secretsNeededBy(this.belongings(), makers.map(object => manifestOf(object)));
  }

  /**
   * Scrapes a Service by a ServiceMonitor, or a Deployment, StatefulSet, DaemonSet or any other workload by a PodMonitor. The monitor is in
   * the stack's namespace and has the labels that its Prometheus selects. Prometheus is allowed to discover targets in the namespace of the
   * target. The port is read from the target, so that both always agree. Call it once for each port.
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
    if (namespace !== undefined) { allowDiscoveryIn(namespace, this); }
    if (options.attachNodeMetadata) { scrapersOf(this).forEach(scraper => scraper._readNodes()); }
    return this.added(monitor);
  }

  /**
   * Scrapes targets that are not objects of the cluster: addresses, or targets of HTTP or DNS discovery.
   * The ScrapeConfig is in the stack's namespace and has the labels that its Prometheus selects. Secrets that the options name must be in
   * that namespace.
   *
   * @param name name of the ScrapeConfig, and label `job` of the series
   * @param targets the targets
   * @param options how the targets are scraped
   * @returns the ScrapeConfig
   */
  public addExternalTarget(name: string, targets: ExternalTargets, options: ExternalTargetOptions = {}): ApiObject {
    checkOptions(this, 'ExternalTargetOptions', options);
    const metadata = { name, namespace: this.resolved.namespace, labels: this.ownLabels() };
    return this.added(createExternalTargets(this, metadata, targets, options));
  }

  /**
   * Adds the labels by which the Prometheus of the stack selects to all monitors and rules of a construct. The stack's own objects have the
   * labels. It also allows Prometheus to discover targets in the namespaces of these monitors' targets. Call it after they are defined.
   *
   * @param construct the construct with the monitors and rules, such as a BlackboxExporter or a chart
   */
  public select(construct: IConstruct): void {
    for (const scraper of scrapersOf(this)) { scraper.select(construct); }
  }

  /**
   * Adds your own alerting and recording rules, as objects or from files, with the labels and in the namespace that the Prometheus of this
   * stack selects.
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
   * Restricts Prometheus, or the agent in its place, to the connections that it needs. A NetworkPolicy has a rule for each scrape, and for
   * each address that its custom resource and its monitors name, at any port: Alertmanagers, remote write and read, token servers, proxies,
   * service discoveries, object storage. DNS and the API server stay open. If policies of the app block Prometheus at pods that it scrapes,
   * an additional policy allows it. Connections that only Secrets and files name are reported as a warning: set them by the options. Call
   * it after everything is defined: a connection that is added later is an error at synth.
   *
   * @param options further connections, and which components are restricted
   * @returns the NetworkPolicies: that of Prometheus first, those of other components last
   */
  public restrictEgress(options: RestrictEgressOptions = {}): ApiObject[] {
    checkOptions(this, 'RestrictEgressOptions', options);
    const { namespace, platform } = this.resolved;
    const [scraper] = scrapersOf(this);
    return restrictions().restrictEgress(this, {
      customResource: scraper?.customResource,
      names: { namespace, labels: this.ownLabels() },
      platform,
      belongings: () => this.belongings(),
    }, options);
  }

  /**
   * Restricts the Roles of Prometheus, or of the agent in its place, to the objects that it discovers by the scrape graph of the app.
   * In each namespace with targets it may read only the kinds that its monitors need. The new Roles replace its existing Roles.
   * Call it after everything is defined: a scrape that is added later is an error at synth.
   *
   * @returns the new Roles
   */
  public restrictRoles(): ApiObject[] {
    const [scraper] = scrapersOf(this);
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

  /** Adds the labels by which the stack's own Prometheus selects. */
  private label(): void {
    for (const object of this.objects()) {
      const labels = labelsForObject(object, this, this.resolved.namespace);
      for (const [key, value] of Object.entries(labels)) { object.metadata.addLabel(key, value); }
    }
  }

  /** The names of the scraped jobs. @internal */
  public _jobs(): MixinJobs {
    return scrapedJobs(this, this.resolved.mixinJobs);
  }

  /** Checks across components, and of the finished objects. */
  private check(props: PrometheusStackProps): void {
    const { resolved, prometheus, mixin, controlPlane } = this;
    const problems = Problems.of(this);
    problems.addAll([...resolved.findings, ...checkProps(props, resolved), ...claimResources(this, props, resolved)]);
    if (prometheus) {
      addHistogramChecks(problems, resolved, { server: prometheus.customResource, own: mixin?.rules, jobs: controlPlane?.jobs });
    }
    problems.check(() => checkReach(this), () => unreachedIn(this.node.root).length);
  }

  /** Labels of objects that are of the stack as a whole. */
  private ownLabels(): Labels {
    const { namespace, commonLabels } = this.resolved;
    return objectLabels({ name: 'prometheus-stack', instance: namespace ?? '' }, commonLabels);
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
