import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertmanagerProps } from './alertmanager-props';
import { alertmanagerSpec, MESH_PORT, podLabelsOf, RELOADER, WEB } from './alertmanager-spec';
import { checkListening, checkOptionsAlone, checkProps } from './checks';
import { checkRawRoutes, finishedProps } from './finished';
import { ResolvedProps, resolveProps } from './resolve-props';
import { ROUTING_FIELDS } from './spec-rows';
import { standardInhibitions } from './standard-inhibitions';
import { createService } from '../manifest/core';
import { mergeSpec } from '../manifest/extra-spec';
import { useIpFamilies } from '../manifest/ip-families';
import { judgeObject } from '../manifest/judge';
import { Identity, MANAGED_BY, objectLabels, selectorLabels } from '../manifest/labels';
import { createAlertmanagerConfig, createInstance, createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy } from '../manifest/network-policy';
import { withAnnotations } from '../manifest/object';
import { createServiceAccount } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { additionalPorts, checkAdditionalPorts, serviceFields } from '../manifest/service';
import { createPodDisruptionBudget } from '../manifest/workloads';
import { overTls } from '../scrape/access';
import { reachedThrough, servedBehind } from '../scrape/clients';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { createReplicaServices, podNames } from '../scrape/replica-services';
import { AlertmanagerReference, WebUiReference } from '../scrape/web';
import { checkOptions } from '../validation/options';
import { registerResource } from '../validation/own-resources';
import { Problems } from '../validation/problems';
import { jsonOf } from '../validation/to-json';
import { registerVersion } from '../validation/versions-in-force';
import { patchCount } from '../validation/workload';
import { checkFields } from '../versions/fields';
import { checkPairs } from '../versions/pairs';

/**
 * An Alertmanager: the custom resource from which the operator creates a StatefulSet, and the objects that it needs. Its configuration is
 * `routing`, or a Secret that is referenced by name and never written here. The alerts of MonitoringMixin need the inhibition rules of
 * `AlertRouting.standardInhibitions()`. `routing` has them by default; a Secret must contain them.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { AlertIntegration, Alertmanager, AlertRouting } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * new Alertmanager(chart, 'Alertmanager', {
 *   storage: { size: Size.gibibytes(2) },
 *   externalUrl: 'https://alertmanager.example.org',
 *   routing: new AlertRouting({
 *     route: { receiver: 'chat', groupBy: ['alertname', 'namespace'], routes: [{ receiver: 'pager', matchers: ['severity="critical"'] }] },
 *     receivers: [
 *       { name: 'chat', integrations: [AlertIntegration.slack({ apiUrl: { secretName: 'alerting', key: 'slack' }, channel: '#alerts' })] },
 *       { name: 'pager', integrations: [AlertIntegration.pagerDuty({ routingKey: { secretName: 'alerting', key: 'pagerduty' } })] },
 *     ],
 *   }),
 * });
 *
 * app.synth();
 */
export class Alertmanager extends Construct {
  /** The custom resource of kind Alertmanager. */
  public readonly customResource: ApiObject;
  /** The AlertmanagerConfig with the routes and inhibition rules of `routing`; undefined if `configSecret` is given. */
  public readonly alertmanagerConfig?: ApiObject;
  /** The Service by which people and Prometheus reach it. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it and its config reloader as job `alertmanager`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions and without a token; undefined if `serviceAccountName` is given. */
  public readonly serviceAccount?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** Reference to the web UI, for a WebIngress, a WebRoute or an OAuth2Proxy. */
  public readonly webUi: WebUiReference;
  /** Reference to this Alertmanager, for `alertmanagers` of a Prometheus. */
  public readonly reference: AlertmanagerReference;
  /** The Services that `addReplicaServices` made, one for each pod. */
  public readonly replicaServices: ApiObject[] = [];

  private readonly resolved: ResolvedProps;
  private replicaUis?: WebUiReference[];

  public constructor(scope: Construct, id: string, props: AlertmanagerProps = {}) {
    super(scope, id);
    checkOptions(this, 'AlertmanagerProps', props, Alertmanager);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'AlertmanagerProps', props);
    const resolved = this.resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, version, tls, operator, routePrefix } = resolved;
    const identity: Identity = { name: 'alertmanager', instance: resolved.id, component: 'alert-router', version: version.text };
    const { annotations, serviceAccountName, serviceAccountAnnotations } = resolved.options;
    const metadata = { name, namespace, labels: objectLabels(identity, resolved.labels), annotations };
    const pods = podLabelsOf(resolved);
    if (resolved.serviceOptions.ipFamilyPolicy !== undefined) { useIpFamilies(this, resolved.serviceOptions); }

    if (serviceAccountName === undefined) {
      this.serviceAccount = createServiceAccount(this, 'ServiceAccount', withAnnotations(metadata, serviceAccountAnnotations));
    }
    if (resolved.podDisruptionBudget) { this.podDisruptionBudget = createPodDisruptionBudget(this, 'PodDisruptionBudget', metadata, pods); }
    if (resolved.networkPolicy) {
      const from = resolved.isExposed ? undefined : [{}, ...resolved.clientNamespaces.map(client => ({ namespace: client }))];
      this.networkPolicy = createNetworkPolicy(this, 'NetworkPolicy', metadata, pods, [
        { ports: [WEB.port], from },
        { ports: [RELOADER.port], from: SCRAPERS },
        { ports: [MESH_PORT], udp: true, from: [{ pods }] },
      ]);
    }
    this.service = createService(this, 'Service', withAnnotations(metadata, resolved.serviceOptions.annotations), {
      ...serviceFields(resolved.serviceOptions),
      selector: pods,
      ports: [
        ...[WEB, RELOADER].map(port => ({ ...port, targetPort: port.name, protocol: 'TCP' })), ...additionalPorts(resolved.serviceOptions),
      ],
    });
    this.reference = {
      serviceName: this.service.name,
      namespace: namespace ?? '',
      port: WEB.name,
      tls,
      headlessServiceName: 'alertmanager-operated',
      ...routePrefix !== '' && { pathPrefix: routePrefix },
    };
    servedBehind(this, this.reference, resolved.isExposed ? undefined : this.networkPolicy, [namespace, ...resolved.clientNamespaces]);
    this.webUi = reachedThrough(
      this,
      {
        serviceName: this.service.name,
        namespace: namespace ?? '',
        port: WEB.port,
        podLabels: pods,
        podPort: WEB.port,
        externalUrl: resolved.externalUrl,
        isHttps: tls !== undefined,
      },
      this.networkPolicy,
    );
    const { spec, findings } = alertmanagerSpec(resolved, this.serviceAccount?.name ?? serviceAccountName!);
    this.customResource = createInstance(this, 'Resource', 'Alertmanager', { ...metadata, name: resolved.id }, spec, operator);
    const routing = mergeSpec(
      resolved.writtenRouting?._spec(standardInhibitions(resolved.clusterLabels)) ?? {},
      resolved.options.routingSpec,
      ROUTING_FIELDS,
      'routingSpec',
    );
    if (resolved.writtenRouting) { this.alertmanagerConfig = createAlertmanagerConfig(this, 'Routing', metadata, routing.spec); }
    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', metadata, {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: { ...selectorLabels(identity), 'app.kubernetes.io/managed-by': MANAGED_BY } },
      endpoints: [
        {
          port: WEB.name, ...routePrefix !== '' && { path: `${routePrefix}/metrics` }, ...tls && overTls(tls, this.service.name, namespace),
        },
        { port: RELOADER.name, ...tls && operator.has('reloaderWebConfig') && overTls(tls, this.service.name, namespace) },
      ],
    });

    registerVersion(this, 'operator', operator.text, props.operatorVersion === undefined);
    const problems = Problems.of(this);
    problems.addAll([
      ...resolved.findings,
      ...checkOptionsAlone(resolved),
      ...checkAdditionalPorts(resolved.serviceOptions, [WEB, RELOADER]),
      ...findings,
      ...routing.findings,
    ]);
    judgeObject(this.customResource, manifest => checkProps(finishedProps(resolved, manifest)));
    if (this.alertmanagerConfig) { judgeObject(this.alertmanagerConfig, checkRawRoutes); }
    problems.check(() => checkListening(jsonOf(this.customResource), resolved), () => patchCount(this.customResource));
    registerResource(this.customResource);
    problems.check(() => checkFields(jsonOf(this.customResource), version), () => patchCount(this.customResource));
    problems.check(() => checkPairs(jsonOf(this.customResource), operator), () => patchCount(this.customResource));
  }

  /**
   * Creates a Service for each pod, so that a route can lead to exactly one pod and shows what its peers do not know. A Service has the
   * name of its pod, like `alertmanager-main-0`. A second call creates nothing.
   *
   * @returns for WebIngress, WebRoute or OAuth2Proxy, in the order of the replicas
   */
  public addReplicaServices(): WebUiReference[] {
    if (this.replicaUis) { return this.replicaUis; }
    const { id, replicas, namespace, labels } = this.resolved;
    const { services, uis } = createReplicaServices(this, {
      pods: podNames(`alertmanager-${id}`, replicas),
      name: 'alertmanager',
      namespace,
      labels,
      port: { ...WEB, targetPort: WEB.name },
      ui: this.webUi,
    });
    this.replicaServices.push(...services);
    return this.replicaUis = uis;
  }
}
