import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { MetricsServerProps } from './metrics-server-props';
import { resolveProps, ResolvedProps } from './resolve-props';
import { withExtraArgs } from '../manifest/extra-args';
import { objectLabels } from '../manifest/labels';
import { allow, READ } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { createAggregatedServer, servingArguments } from '../scrape/aggregated-server';
import { useMonitorOptions } from '../scrape/component-monitor';
import { inGo } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';

const AUTHORITY = '/etc/kubelet-authority';

/**
 * metrics-server: CPU and memory of pods and nodes, read from the kubelets, as the API `metrics.k8s.io`. `kubectl top`,
 * HorizontalPodAutoscalers and
 * VerticalPodAutoscalers use it. A cluster has one: EKS, GKE and AKS install their own or offer it as an add-on.
 *
 * @see https://github.com/kubernetes-sigs/metrics-server
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { MetricsServer } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'metrics-server', { namespace: 'kube-system' });
 * new MetricsServer(chart, 'MetricsServer', { priorityClassName: 'system-cluster-critical' });
 *
 * app.synth();
 */
export class MetricsServer extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service that the API server calls. */
  public readonly service: ApiObject;
  /** The APIService `v1beta1.metrics.k8s.io`. */
  public readonly apiService: ApiObject;
  /** The ServiceMonitor that scrapes it as job `metrics-server`, with the token of Prometheus. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods. */
  public readonly serviceAccount: ApiObject;
  /** The ClusterRole that allows it to read pods, nodes and the metrics of kubelets. */
  public readonly clusterRole: ApiObject;
  /** The Certificate of cert-manager; undefined without cert-manager. */
  public readonly certificate?: ApiObject;
  /** The Issuer that signs the certificate; undefined unless it is `ServingCertificate.selfSigned()`. */
  public readonly issuer?: ApiObject;
  /** The NetworkPolicy that restricts connections to its port; undefined if `networkPolicy` is false or `hostNetwork` is true. */
  public readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;

  public constructor(scope: Construct, id: string, props: MetricsServerProps = {}) {
    super(scope, id);
    checkOptions(this, 'MetricsServerProps', props, MetricsServer);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'MetricsServerProps', props);
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, labels, kubeletCertificateAuthority: authority } = resolved;
    const identity = { name: 'metrics-server', instance: name, component: 'metrics', version: resolved.version.text };
    const server = createAggregatedServer(this, {
      ...resolved,
      identity,
      metadata: { name, namespace, labels: objectLabels(identity, labels) },
      args: argumentsOf(resolved),
      ...authority !== undefined
        && { volumes: [{ name: 'kubelet-authority', source: { configMap: { name: authority } }, mountPath: AUTHORITY }] },
      apis: [{ group: 'metrics.k8s.io', version: 'v1beta1' }],
      reads: [allow('', ['nodes/metrics'], ['get']), allow('', ['nodes', 'pods'], READ)],
      serves: [allow('metrics.k8s.io', ['nodes', 'pods'], READ)],
    });
    this.deployment = server.deployment;
    this.service = server.service;
    [this.apiService] = server.apiServices;
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

function argumentsOf(props: ResolvedProps): string[] {
  const {
    name,
    port,
    certificate,
    resolution,
    kubeletRequestTimeout,
    kubeletAddressTypes,
    kubeletCertificateAuthority,
    kubeletInsecureTls,
    scrapedNodes = {},
    extraArgs,
  } = props;
  const nodes = Object.keys(scrapedNodes).sort().map(label => `${label}=${scrapedNodes[label]}`);
  return withExtraArgs([
    ...servingArguments(certificate, name, port),
    `--metric-resolution=${inGo(resolution)}`,
    `--kubelet-preferred-address-types=${kubeletAddressTypes.join(',')}`,
    '--kubelet-use-node-status-port',
    ...kubeletRequestTimeout ? [`--kubelet-request-timeout=${inGo(kubeletRequestTimeout)}`] : [],
    ...kubeletCertificateAuthority === undefined ? [] : [`--kubelet-certificate-authority=${AUTHORITY}/ca.crt`],
    ...kubeletInsecureTls ? ['--kubelet-insecure-tls'] : [],
    ...nodes.length > 0 ? [`--node-selector=${nodes.join(',')}`] : [],
  ], extraArgs);
}
