import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { kubeletEndpointsProps } from './kubelet-endpoints';
import { scrapedJobs } from './mixin-jobs';
import { namespaceLevels } from './namespace-levels';
import { PrometheusStackProps } from './prometheus-stack-props';
import { ResolvedProps } from './resolve-props';
import { allowDiscoveryIn, Scrapers, scrapersOf } from './scrapers';
import { Alertmanager } from '../alertmanager/alertmanager';
import { ControlPlane } from '../control-plane/control-plane';
import { KubeStateMetrics } from '../kube-state-metrics/kube-state-metrics';
import { Labels } from '../manifest/labels';
import { createNamespace } from '../manifest/namespaces';
import { MonitoringMixin } from '../monitoring-mixin/monitoring-mixin';
import { NodeEndpoints } from '../node-endpoints/node-endpoints';
import { NodeExporter } from '../node-exporter/node-exporter';
import { Prometheus } from '../prometheus/prometheus';
import { PrometheusAgent } from '../prometheus/prometheus-agent';
import { AdmissionWebhook } from '../prometheus-operator/admission-webhook';
import { PrometheusOperator } from '../prometheus-operator/prometheus-operator';
import { PrometheusOperatorCrds } from '../prometheus-operator-crds/prometheus-operator-crds';
import { WindowsExporter } from '../windows-exporter/windows-exporter';

interface Servers extends Scrapers {
  readonly namespaceObjects: ApiObject[];
  readonly crds?: PrometheusOperatorCrds;
  readonly operator?: PrometheusOperator;
  readonly admissionWebhook?: AdmissionWebhook;
  readonly alertmanager?: Alertmanager;
}

interface Sources {
  readonly nodeExporter?: NodeExporter;
  readonly windowsExporter?: WindowsExporter;
  readonly kubeStateMetrics?: KubeStateMetrics;
  readonly controlPlane?: ControlPlane;
  readonly nodeEndpoints?: NodeEndpoints;
}

/** The components of a stack; undefined if they are disabled. */
export interface StackComponents extends Servers, Sources {
  readonly mixin?: MonitoringMixin;
}

/**
 * Creates the components. They are applied in this order, and their ids are paths in the app.
 * @param labels labels of the namespaces
 */
export function createComponents(
  stack: Construct, props: PrometheusStackProps, resolved: ResolvedProps, labels: Labels,
): StackComponents {
  const servers = createServers(stack, props, resolved, labels);
  const components = {
    ...servers,
    ...createExporters(stack, props, resolved, servers),
    ...createKubernetes(stack, props, resolved, servers),
  };
  if (!resolved.enabled.mixin) { return components; }
  const jobs = scrapedJobs(components, resolved.mixinJobs);
  const kubeStateMetricsResources = components.kubeStateMetrics?.resources;
  return { ...components, mixin: new MonitoringMixin(stack, 'Mixin', { ...resolved.mixin, jobs, kubeStateMetricsResources }) };
}

/** The operator, and what it runs. */
function createServers(stack: Construct, props: PrometheusStackProps, resolved: ResolvedProps, labels: Labels): Servers {
  const { enabled, operatorVersion } = resolved;
  const namespaceObjects = namespaceLevels(resolved, props.windowsExporter !== undefined)
    .map(([name, level]) => createNamespace(stack, `Namespace-${name}`, name, labels, level));
  const crds = props.crds ? new PrometheusOperatorCrds(stack, 'Crds', { ...props.crds, version: operatorVersion.text }) : undefined;
  const operator = enabled.operator ? new PrometheusOperator(stack, 'Operator', resolved.operator) : undefined;
  const admissionWebhook = props.admissionWebhook
    ? new AdmissionWebhook(stack, 'AdmissionWebhook', resolved.admissionWebhook)
    : undefined;
  const alertmanager = enabled.alertmanager ? new Alertmanager(stack, 'Alertmanager', resolved.alertmanager) : undefined;
  const alertmanagers = alertmanager ? [alertmanager.reference] : [];
  const prometheus = enabled.prometheus
    ? new Prometheus(stack, 'Prometheus', { ...resolved.prometheus, alertmanagers })
    : undefined;
  const agent = props.agent ? new PrometheusAgent(stack, 'Agent', resolved.agent) : undefined;
  return { namespaceObjects, crds, operator, admissionWebhook, alertmanager, prometheus, agent };
}

/** The exporters of nodes and of objects. */
function createExporters(stack: Construct, props: PrometheusStackProps, resolved: ResolvedProps, scrapers: Scrapers): Sources {
  const { enabled, namespace, nodeExporterNamespace } = resolved;
  const onNodes = { namespace: nodeExporterNamespace, monitorNamespace: namespace };
  const nodeExporter = enabled.nodeExporter
    ? new NodeExporter(stack, 'NodeExporter', { ...resolved.nodeExporter, ...onNodes })
    : undefined;
  const windowsExporter = props.windowsExporter
    ? new WindowsExporter(stack, 'WindowsExporter', { ...resolved.windowsExporter, ...onNodes })
    : undefined;
  if ((nodeExporter || windowsExporter) && nodeExporterNamespace !== undefined) { allowDiscoveryIn(nodeExporterNamespace, scrapers); }
  const kubeStateMetrics = enabled.kubeStateMetrics
    ? new KubeStateMetrics(stack, 'KubeStateMetrics', resolved.kubeStateMetrics)
    : undefined;
  return { nodeExporter, windowsExporter, kubeStateMetrics };
}

/** The monitors of Kubernetes itself. */
function createKubernetes(stack: Construct, props: PrometheusStackProps, resolved: ResolvedProps, scrapers: Scrapers): Sources {
  const { enabled, kubeletService } = resolved;
  const controlPlane = enabled.controlPlane
    ? new ControlPlane(stack, 'ControlPlane', { ...resolved.controlPlane, kubeletService })
    : undefined;
  if (controlPlane) {
    for (const namespace of controlPlane.namespaces) { allowDiscoveryIn(namespace, scrapers); }
    for (const scraper of scrapersOf(scrapers)) { scraper._readPaths(controlPlane._furtherPaths()); }
  }
  const nodeEndpoints = props.nodes
    ? new NodeEndpoints(stack, 'Kubelet', kubeletEndpointsProps(props.nodes, props, resolved))
    : undefined;
  return { controlPlane, nodeEndpoints };
}
