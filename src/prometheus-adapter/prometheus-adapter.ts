import { ApiObject, Chart, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { AUTHORITY, CONFIG, configOf, CONNECTION, connectionOf, pathsOf, urlOf } from './config';
import { PrometheusAdapterProps } from './prometheus-adapter-props';
import { resolveProps, ResolvedProps } from './resolve-props';
import { AddedApi } from '../manifest/api-services';
import { withExtraArgs } from '../manifest/extra-args';
import { objectLabels } from '../manifest/labels';
import { allow, PolicyRule, READ } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { createConfigMap } from '../manifest/workloads';
import { createAggregatedServer, servingArguments, ServerVolume } from '../scrape/aggregated-server';
import { useMonitorOptions } from '../scrape/component-monitor';
import { inGo } from '../scrape/timing';
import { hashOf } from '../validation/hash';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

/**
 * prometheus-adapter: metrics of Prometheus as APIs of Kubernetes, so that a HorizontalPodAutoscaler scales on them. It serves the APIs for
 * which it has rules, and no others.
 *
 * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/v0.12.0/docs/config.md
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { AdapterRules, Prometheus, PrometheusAdapter } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus');
 * new PrometheusAdapter(chart, 'Adapter', {
 *   prometheus: prometheus.queryApi!,
 *   rules: [AdapterRules.counter({ series: 'http_requests_total', job: 'shop' })],
 * });
 *
 * app.synth();
 */
export class PrometheusAdapter extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service that the API server calls. */
  public readonly service: ApiObject;
  /** The APIServices for which there are rules: custom, external and resource metrics, in this order. */
  public readonly apiServices: ApiObject[];
  /** The ConfigMap with the configuration. */
  public readonly configMap: ApiObject;
  /** The ServiceMonitor that scrapes it as job `prometheus-adapter`, with the token of Prometheus. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods. */
  public readonly serviceAccount: ApiObject;
  /** The ClusterRole that allows it to read the objects of its metrics. */
  public readonly clusterRole: ApiObject;
  /** The Certificate of cert-manager; undefined without cert-manager. */
  public readonly certificate?: ApiObject;
  /** The Issuer that signs the certificate; undefined unless it is `ServingCertificate.selfSigned()`. */
  public readonly issuer?: ApiObject;
  /** The NetworkPolicy that restricts connections to its port; undefined if `networkPolicy` is false or `hostNetwork` is true. */
  public readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;

  public constructor(scope: Construct, id: string, props: PrometheusAdapterProps) {
    super(scope, id);
    checkOptions(this, 'PrometheusAdapterProps', props, PrometheusAdapter);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'PrometheusAdapterProps', props);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, labels, resourceRules } = resolved;
    const identity = { name: 'prometheus-adapter', instance: name, component: 'metrics', version: resolved.version.text };
    const metadata = { name, namespace, labels: objectLabels(identity, labels) };
    const connection = connectionOf(resolved.prometheus);
    const files = { [CONFIG.file]: Yaml.stringify(configOf(resolved)), ...connection && { [CONNECTION]: Yaml.stringify(connection) } };
    this.configMap = createConfigMap(this, 'Config', metadata, files);
    const server = createAggregatedServer(this, {
      ...resolved,
      identity,
      metadata,
      args: argumentsOf(resolved, connection !== undefined),
      // it reads its configuration only at startup
      podAnnotations: { 'cdk8s-prometheus/config': hashOf(JSON.stringify(files)) },
      volumes: volumesOf(resolved, this.configMap.name),
      apis: apisOf(resolved),
      reads: readsOf(resolved),
      serves: resourceRules ? [allow('metrics.k8s.io', ['nodes', 'pods'], READ)] : [],
    });
    this.deployment = server.deployment;
    this.service = server.service;
    this.apiServices = server.apiServices;
    this.serviceMonitor = server.serviceMonitor;
    this.serviceAccount = server.serviceAccount;
    this.clusterRole = server.clusterRole;
    this.certificate = server.certificate;
    this.issuer = server.issuer;
    this.networkPolicy = server.networkPolicy;
    this.podDisruptionBudget = server.podDisruptionBudget;
    Problems.of(this).addAll(resolved.findings);
  }
}

function argumentsOf(props: ResolvedProps, hasConnection: boolean): string[] {
  const { name, port, certificate, prometheus, relistInterval, maxAge, usePost, extraArgs } = props;
  return withExtraArgs([
    ...servingArguments(certificate, name, port),
    `--config=${CONFIG.folder}/${CONFIG.file}`,
    `--prometheus-url=${urlOf(prometheus)}`,
    ...hasConnection ? [`--prometheus-auth-config=${CONFIG.folder}/${CONNECTION}`] : [],
    `--metrics-relist-interval=${inGo(relistInterval)}`,
    `--metrics-max-age=${inGo(maxAge)}`,
    ...usePost ? ['--prometheus-verb=POST'] : [],
  ], extraArgs);
}

function volumesOf({ prometheus: { tls } }: ResolvedProps, configMap: string): ServerVolume[] {
  return [
    { name: CONFIG.name, source: { configMap: { name: configMap } }, mountPath: CONFIG.folder },
    ...tls && !tls.insecureSkipVerify
      ? [{
        name: AUTHORITY.name,
        source: { secret: { secretName: tls.secretName, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        mountPath: AUTHORITY.folder,
      }]
      : [],
  ];
}

function apisOf({ rules, externalRules, resourceRules }: ResolvedProps): AddedApi[] {
  const groups = [
    ...rules.length > 0 ? ['custom.metrics.k8s.io'] : [],
    ...externalRules.length > 0 ? ['external.metrics.k8s.io'] : [],
    ...resourceRules ? ['metrics.k8s.io'] : [],
  ];
  return groups.map(group => ({ group, version: 'v1beta1' }));
}

/** It lists the pods of a workload by selector. For resource metrics it watches pods and nodes. */
function readsOf({ rules, resourceRules, prometheus, usePost }: ResolvedProps): PolicyRule[] {
  const forResources = resourceRules ? ['nodes', 'pods'] : [];
  const objects = rules.length > 0 ? ['namespaces', 'nodes', 'pods', 'services'] : forResources;
  return [...objects.length > 0 ? [allow('', objects, READ)] : [], ...prometheus.requiresToken ? [pathsOf(prometheus, usePost)] : []];
}
