import { ApiObject, Chart, Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ALERTS } from './alerts';
import { BlackboxExporterProps, BlackboxProbeOptions } from './blackbox-exporter-props';
import { BlackboxModule } from './blackbox-module';
import { checkModules, checkProbe, checkTarget, moduleOf } from './checks';
import { primaryManifestOf } from './found-targets';
import { podSpec, PORT } from './pod';
import { resolveProps, ResolvedProps } from './resolve-props';
import { NO_TARGETS } from './rules';
import { objectLabels } from '../manifest/labels';
import { createProbe } from '../manifest/monitoring';
import { ObjectMetadata } from '../manifest/object';
import { createPrometheusRule } from '../manifest/prometheus-rule';
import { withDefaults } from '../manifest/reach';
import { createConfigMap } from '../manifest/workloads';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { resolveTiming } from '../scrape/timing';
import { createWebServer } from '../scrape/web-server';
import { hashOf } from '../validation/hash';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';

/**
 * blackbox-exporter: probes targets as their users reach them, by HTTP, TCP, DNS, ICMP and gRPC. Its Probes have the targets.
 *
 * @see https://github.com/prometheus/blackbox_exporter
 *
 * @example
 * import { App, Chart, Duration } from 'cdk8s';
 * import { BlackboxExporter, BlackboxModule, ProbeTargets } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const blackbox = new BlackboxExporter(chart, 'Blackbox', {
 *   modules: { web: BlackboxModule.http({ timeout: Duration.seconds(5) }), ping: BlackboxModule.icmp() },
 * });
 * blackbox.addProbe('shop', { module: 'web', targets: [ProbeTargets.of('https://shop.example.org/')], interval: Duration.minutes(1) });
 *
 * app.synth();
 */
export class BlackboxExporter extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service by which Prometheus reaches it. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes the exporter itself as job `blackbox-exporter`. */
  public readonly serviceMonitor: ApiObject;
  /** The ConfigMap with the modules. */
  public readonly configMap: ApiObject;
  /** The ServiceAccount of the pods, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** The PrometheusRule with the alerts; undefined if `alerts` is false. */
  public readonly rules?: ApiObject;

  private readonly props: ResolvedProps;
  private readonly metadata: ObjectMetadata;

  public constructor(scope: Construct, id: string, props: BlackboxExporterProps = {}) {
    super(scope, id);
    checkOptions(this, 'BlackboxExporterProps', props, BlackboxExporter);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'BlackboxExporterProps', props);
    const resolved = this.props = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, labels, version, modules, replicas } = resolved;
    const identity = { name: 'blackbox-exporter', instance: name, component: 'exporter', version: version.text };
    this.metadata = { name, namespace, labels: objectLabels(identity, labels) };
    const config = Yaml.stringify({ modules: Object.fromEntries(Object.entries(modules).map(([key, module]) => [key, module._config()])) });
    this.configMap = createConfigMap(this, 'Config', this.metadata, { 'config.yml': config });
    const server = createWebServer(this, {
      identity,
      name,
      namespace,
      labels,
      container: 'blackbox-exporter',
      replicas,
      port: PORT,
      podAnnotations: version.has('autoReload') ? undefined : { 'cdk8s-prometheus/config': hashOf(config) },
      pod: serviceAccount => podSpec(resolved, serviceAccount, this.configMap.name),
      ...resolved.networkPolicy
        && { ingress: [{ ports: [PORT.port], from: [...SCRAPERS, ...resolved.clientNamespaces.map(client => ({ namespace: client }))] }] },
    });
    this.deployment = server.deployment;
    this.service = server.service;
    this.serviceMonitor = server.serviceMonitor;
    this.serviceAccount = server.serviceAccount!;
    this.networkPolicy = server.networkPolicy;
    this.podDisruptionBudget = server.podDisruptionBudget;
    if (resolved.alerts) { this.rules = createPrometheusRule(this, 'Alerts', this.metadata, [ALERTS]); }
    Problems.of(this).addAll([...resolved.findings, ...checkModules(modules)]);
  }

  /**
   * Creates a Probe. Its name is also its job: `up` is 1 if the exporter answers, `probe_success` is 1 if the target does.
   *
   * @param name name of the Probe
   * @param options targets, and how they are probed
   * @returns the Probe
   */
  public addProbe(name: string, options: BlackboxProbeOptions): ApiObject {
    checkOptions(this, 'BlackboxProbeOptions', options);
    const { targets, labels, interval, scrapeTimeout } = options;
    const found = moduleOf(this.props.modules, options.module);
    const { module, name: moduleName } = 'ruleId' in found ? { module: BlackboxModule.http(), name: '' } : found;
    const addresses = () => targets.flatMap(each => each._find(module._prober));
    const ingresses = targets.find(({ _ingresses }) => _ingresses !== undefined)?._ingresses;
    const { timing, findings } = resolveTiming({ interval, scrapeTimeout });
    const probe = createProbe(this, `Probe-${name}`, { ...this.metadata, name }, {
      jobName: name,
      prober: { url: `${this.service.name}.${this.metadata.namespace}.svc:${PORT.port}` },
      module: moduleName,
      ...timing,
      targets: ingresses
        ? {
          ingress: {
            selector: { matchLabels: ingresses.matchLabels },
            ...ingresses.namespaces && { namespaceSelector: { matchNames: [...ingresses.namespaces].sort() } },
          },
        }
        : { staticConfig: { static: Lazy.any({ produce: () => addresses().filter(each => typeof each === 'string') }), labels } },
    });
    const problems = Problems.of(probe);
    problems.addAll([...'ruleId' in found ? [found] : checkProbe(options, moduleName, module), ...findings]);
    if (!('ruleId' in found)) {
      problems.check(() => [
        ...addresses().flatMap(each => typeof each === 'string' ? checkTarget(each, module._prober) : [each]),
        ...withoutAddress(options, module._prober),
      ]);
    }
    return probe;
  }
}

/** Constructs of other kinds, or without anything to probe. */
function withoutAddress({ targets }: BlackboxProbeOptions, prober: string): Finding[] {
  return targets.flatMap(({ _construct: construct, _kind: kind, _find: find }) => {
    if (!construct) { return []; }
    if (!primaryManifestOf(construct, kind!)) {
      return [finding(NO_TARGETS, { what: `has ${construct.node.path}, which is not a ${kind}` })];
    }
    return find(prober).length === 0 ? [finding(NO_TARGETS, { what: `has ${construct.node.path}, which has no host` })] : [];
  });
}
