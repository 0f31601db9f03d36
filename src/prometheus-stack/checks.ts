import { PrometheusStackProps } from './prometheus-stack-props';
import { ResolvedProps } from './resolve-props';
import {
  COMPONENT_NAMESPACE, ENDPOINTS_DEPRECATED, ENDPOINTS_ONLY, KUBELET_TWICE, NODE_EXPORTER_LEFT_OUT, NODE_EXPORTER_REFUSED,
  NO_CLUSTER_NAME, NODE_ADDRESSES, OPERATOR_NAMESPACES, OPTIONS_OF_DISABLED,
  RELOADER_PROBES_OFF,
} from './rules';
import { checkWritten } from '../manifest/autoscaled-components';
import { checkIpFamilies } from '../manifest/ip-families';
import { checkLabels } from '../manifest/labels';
import { checkNamespace } from '../manifest/namespaces';
import { checkPod, resolvePod } from '../manifest/pod';
import { PodOptions } from '../manifest/pod-options';
import { EndpointObjects } from '../node-endpoints/node-endpoints-props';
import { finding, Finding } from '../validation/rule';

/** Checks against an existing operator: features of the Prometheus, and the Service of the kubelets. */
const OF_FOREIGN_OPERATOR = ['version', 'kubeletService', 'configReloaderProbes'];

/** Checks across components. Each component checks its own options. */
export function checkProps(props: PrometheusStackProps, resolved: ResolvedProps): Finding[] {
  return [
    ...checkNamespaces(props, resolved), ...checkVersions(props, resolved), ...checkComponents(props, resolved),
    ...checkPlatform(props, resolved), ...checkLabels('commonLabels', resolved.commonLabels),
    ...checkPod(resolvePod(commonPodOptions(props), ANY_REQUESTS)), ...checkIpFamilies(props),
    ...WITH_REQUESTS.flatMap(component => checkRequests(component, props[component], props.verticalPodAutoscaler)),
  ];
}

/** The components whose requests a program may change. */
const WITH_REQUESTS = [
  'operator', 'admissionWebhook', 'prometheus', 'agent', 'alertmanager', 'nodeExporter', 'windowsExporter', 'kubeStateMetrics',
] as const;

function checkRequests(component: string, own: PodOptions | undefined, ofStack: PodOptions['verticalPodAutoscaler']): Finding[] {
  const autoscaler = own?.verticalPodAutoscaler ?? ofStack;
  return own && autoscaler ? checkWritten(autoscaler, own, `${component}.`) : [];
}

/** Requests are options of each component. */
const ANY_REQUESTS = { cpu: '1', memory: '1Mi' };

function commonPodOptions({
  imageRegistry, imagePullSecrets, priorityClassName, nodeSelector, tolerations, podSecurity,
}: PrometheusStackProps): PodOptions {
  return { imageRegistry, imagePullSecrets, priorityClassName, nodeSelector, tolerations, podSecurity };
}

function checkNamespaces(props: PrometheusStackProps, { namespace, operator, enabled }: ResolvedProps): Finding[] {
  const elsewhere = (['operator', 'prometheus', 'agent', 'alertmanager', 'kubeStateMetrics', 'mixin'] as const).flatMap(component => {
    const own = props[component]?.namespace;
    return own === undefined || own === namespace
      ? []
      : [finding(COMPONENT_NAMESPACE, { component, namespace: own, own: String(namespace) })];
  });
  const unread = (['prometheus', 'agent', 'alertmanager'] as const).flatMap(component => {
    const own = props[component];
    if (!enabled.operator || operator.allNamespaces || own === undefined) { return []; }
    const missing = own.allNamespaces
      ? ['all of them']
      : (own.namespaces ?? []).filter(name => name !== namespace && !operator.namespaces?.includes(name));
    return missing.length > 0 ? [finding(OPERATOR_NAMESPACES, { component, missing })] : [];
  });
  return [...checkNamespace(namespace), ...elsewhere, ...unread];
}

function checkVersions(
  props: PrometheusStackProps, { operatorVersion, kubernetesVersion, enabled, isProbedByOperator, kubeletService }: ResolvedProps,
): Finding[] {
  const wasSwitchedOff = (props.prometheus?.listenLocal || props.agent?.listenLocal) && !operatorVersion.has('reloaderExecProbes')
    && !isProbedByOperator && props.operator?.configReloaderProbes === undefined;
  return [
    ...enabled.operator && wasSwitchedOff ? [finding(RELOADER_PROBES_OFF, { version: operatorVersion.text })] : [],
    ...kubernetesVersion?.has('endpointsDeprecated') && !operatorVersion.has('endpointSlices')
      ? [finding(ENDPOINTS_DEPRECATED, { kubernetes: kubernetesVersion.text, operator: operatorVersion.text })] : [],
    ...enabled.operator && kubeletService !== undefined && !operatorVersion.has('toleratesInvalidNodeAddress')
      ? [finding(NODE_ADDRESSES, { operator: operatorVersion.text })]
      : [],
  ];
}

/** If a platform rejects node-exporter, part of the metrics is missing, which must be acknowledged. */
function checkPlatform(
  { nodeExporterEnabled }: PrometheusStackProps, { platform, traits: { withoutNodeExporter: why } }: ResolvedProps,
): Finding[] {
  if (why === undefined || nodeExporterEnabled === false) { return []; }
  return [finding(nodeExporterEnabled ? NODE_EXPORTER_REFUSED : NODE_EXPORTER_LEFT_OUT, { platform, why })];
}

function checkComponents(props: PrometheusStackProps, { enabled, cluster, operatorVersion, traits }: ResolvedProps): Finding[] {
  const isOfPlatform = (component: string) => component === 'nodeExporter' && traits.withoutNodeExporter !== undefined
    && props.nodeExporterEnabled === undefined;
  const disabled = (Object.keys(enabled) as (keyof typeof enabled)[])
    .filter(component => !isOfPlatform(component))
    .filter(component => !enabled[component] && Object.keys(props[component] ?? {})
      .some(option => component !== 'operator' || !OF_FOREIGN_OPERATOR.includes(option)));
  return [
    ...[
      ...disabled, ...props.nodeEndpoints && !props.nodes ? ['nodeEndpoints'] : [],
    ].map(component => finding(OPTIONS_OF_DISABLED, { component })),
    ...props.nodeEndpoints?.objects === EndpointObjects.ENDPOINTS && operatorVersion.has('serviceMonitorDiscoveryRole')
      ? [finding(ENDPOINTS_ONLY, { operator: operatorVersion.text })]
      : [],
    ...props.nodes && props.operator?.kubeletService !== undefined ? [finding(KUBELET_TWICE, {})] : [],
    ...enabled.prometheus && cluster === undefined ? [finding(NO_CLUSTER_NAME, {})] : [],
  ];
}
