import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { resolveOptions } from './resolve-props';
import { checkFinished, checkOptionsAlone, checkRulerListening } from './ruler-checks';
import { podLabelsOf, RULER_PORTS, RULER_RELOADER, RULER_WEB, rulerSpec } from './ruler-spec';
import { ThanosEndpoint } from './thanos-endpoint';
import { ThanosRulerProps } from './thanos-ruler-props';
import { createService } from '../manifest/core';
import { judgeObject } from '../manifest/judge';
import { Identity, MANAGED_BY, objectLabels, selectorLabels } from '../manifest/labels';
import { createInstance, createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy } from '../manifest/network-policy';
import { withAnnotations } from '../manifest/object';
import { createServiceAccount } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { prefixOf } from '../manifest/references';
import { createPodDisruptionBudget } from '../manifest/workloads';
import { reachedThrough } from '../scrape/clients';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { StoreApiReference } from '../scrape/store-api';
import { STORE_API } from '../scrape/thanos-ports';
import { WebUiReference } from '../scrape/web';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { jsonOf } from '../validation/to-json';
import { registerVersion } from '../validation/versions-in-force';
import { patchCount } from '../validation/workload';
import { ComponentVersion } from '../versions/component-version';
import { checkPairs } from '../versions/pairs';
import { versionIn } from '../versions/releases';

/**
 * Thanos Ruler: evaluates rules over all series of a Query, if each Prometheus has only a part: shards, several clusters. It consists of
 * the custom resource from which the
 * operator creates a StatefulSet, and the objects that it needs. It serves the recorded series, and its Query queries it.
 *
 * Each rule must be evaluated once: set `rulesEnabled: false` in the Prometheus, or divide the rules by labels with `selection.rules` of
 * the Prometheus and `ruleSelection` here.
 * While the Query is not available, no rule is evaluated and no alert fires.
 *
 * @see https://thanos.io/tip/components/rule.md/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { Alertmanager, Prometheus, ThanosEndpoint, ThanosQuery, ThanosRuler } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', {
 *   shards: 3,
 *   storage: { size: Size.gibibytes(100) },
 *   thanos: {},
 *   rulesEnabled: false,
 *   externalLabels: { cluster: 'eu-1' },
 * });
 * const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.of(prometheus.storeApi!)] });
 * const alertmanager = new Alertmanager(chart, 'Alertmanager', { configSecret: 'alertmanager-config' });
 * new ThanosRuler(chart, 'Ruler', {
 *   query,
 *   alertmanagers: [alertmanager.reference],
 *   externalLabels: { cluster: 'eu-1', ruler: 'main' },
 *   storage: { size: Size.gibibytes(10) },
 * });
 *
 * app.synth();
 */
export class ThanosRuler extends Construct {
  /** The custom resource of kind ThanosRuler. */
  public readonly customResource: ApiObject;
  /** The headless Service of all pods. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it and its config reloader as job `thanos-ruler`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions; undefined if `serviceAccountName` is given. */
  public readonly serviceAccount?: ApiObject;
  /** The NetworkPolicy that restricts who may connect; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Reference to the web UI, for a WebIngress, a WebRoute or an OAuth2Proxy. */
  public readonly webUi: WebUiReference;
  /** Reference to its Store API, for the `endpoints` of a Query; `query` has it already. */
  public readonly storeApi: StoreApiReference;

  public constructor(scope: Construct, id: string, props: ThanosRulerProps) {
    super(scope, id);
    checkOptions(this, 'ThanosRulerProps', props, ThanosRuler);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'ThanosRulerProps', props);
    const own = props.name ?? 'main';
    const options = resolveOptions(
      { ...props, name: `thanos-ruler-${own}` }, 'ruler', { cpu: '100m', memory: '256Mi' }, Chart.of(this).namespace,
    );
    const { name, namespace, version } = options;
    const identity: Identity = { name: 'thanos-ruler', instance: own, component: 'ruler', version: version.text };
    const metadata = { name, namespace, labels: objectLabels(identity, options.labels), annotations: props.annotations };
    const pods = podLabelsOf(own);
    const path = prefixOf(props.routePrefix);

    if (props.serviceAccountName === undefined) {
      this.serviceAccount = createServiceAccount(this, 'ServiceAccount', withAnnotations(metadata, props.serviceAccountAnnotations));
    }
    if ((props.replicas ?? 2) > 1) { this.podDisruptionBudget = createPodDisruptionBudget(this, 'PodDisruptionBudget', metadata, pods); }
    if (options.networkPolicy) {
      const clients = [{}, ...options.clientNamespaces.map(client => ({ namespace: client }))];
      this.networkPolicy = createNetworkPolicy(this, 'NetworkPolicy', metadata, pods, [
        { ports: [RULER_WEB.port, STORE_API.port], from: clients }, { ports: [RULER_RELOADER.port], from: SCRAPERS },
      ]);
    }
    this.service = createService(this, 'Service', metadata, {
      clusterIP: 'None',
      selector: pods,
      ports: RULER_PORTS.map(port => ({ ...port, targetPort: port.name, protocol: 'TCP' })),
    });
    this.storeApi = {
      serviceName: this.service.name, namespace: namespace ?? '', port: STORE_API.name, externalLabels: props.externalLabels ?? {},
    };
    this.webUi = reachedThrough(
      this,
      { serviceName: this.service.name, namespace: namespace ?? '', port: RULER_WEB.port, podLabels: pods, podPort: RULER_WEB.port },
      this.networkPolicy,
    );
    const { spec, findings } = rulerSpec(props, options, own, this.serviceAccount?.name ?? props.serviceAccountName!);
    const operator = ComponentVersion.parse(
      'prometheusOperator', 'operatorVersion', props.operatorVersion ?? versionIn('prometheusOperator', props.versions),
    );
    this.customResource = createInstance(this, 'Resource', 'ThanosRuler', { ...metadata, name: own }, spec, operator.version);
    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', metadata, {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: { ...selectorLabels(identity), 'app.kubernetes.io/managed-by': MANAGED_BY } },
      endpoints: [{ port: RULER_WEB.name, ...path !== '' && { path: `${path}/metrics` } }, { port: RULER_RELOADER.name }],
    });
    props.query?.addEndpoint(ThanosEndpoint.of(this.storeApi));

    registerVersion(this, 'operator', operator.version.text, props.operatorVersion === undefined);
    const problems = Problems.of(this);
    problems.addAll([...options.findings, ...operator.findings, ...checkOptionsAlone(props), ...findings]);
    judgeObject(this.customResource, manifest => checkFinished(props, options, manifest));
    problems.check(() => checkPairs(jsonOf(this.customResource), operator.version), () => patchCount(this.customResource));
    problems.check(() => checkRulerListening(jsonOf(this.customResource)), () => patchCount(this.customResource));
  }
}
