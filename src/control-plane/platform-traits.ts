import { Platform } from './platform';

/** Effects of a platform on a stack, in addition to its control plane. */
export interface PlatformTraits {
  /** Why node-exporter is disabled by default. Undefined if it is enabled. */
  readonly withoutNodeExporter?: string;
  /** Port of node-exporter if another exporter uses 9100. */
  readonly nodeExporterPort?: number;
  /** Nothing can be created in `kube-system`: the Service of the kubelets is in the stack's namespace. */
  readonly ownKubeletNamespace?: boolean;
  /** Each namespace has its own range of users and groups: fixed ids are rejected. */
  readonly assignsUsers?: boolean;
}

/**
 * Each fact with its source.
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-security hostNetwork, hostPID, hostPath and host ports
 * @see https://github.com/prometheus-community/helm-charts/issues/4833 kube-system of Autopilot
 * @see https://github.com/newrelic/helm-charts/pull/2391 kubelets of Autopilot answer on port 10250 with nodes/metrics
 * @see https://github.com/openshift/cluster-monitoring-operator/blob/main/assets/node-exporter/daemonset.yaml port 9100 of every node
 * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/authentication_and_authorization/managing-pod-security-policies
 */
const TRAITS: { readonly [platform in Platform]?: PlatformTraits } = {
  [Platform.GKE_AUTOPILOT]: {
    withoutNodeExporter: 'Autopilot rejects pods with hostNetwork, hostPID, host ports or "/" as hostPath', ownKubeletNamespace: true,
  },
  [Platform.OPENSHIFT]: {
    withoutNodeExporter: 'openshift-monitoring runs one on port 9100 of every node, and a second one requires the security context '
      + 'constraints "privileged"',
    nodeExporterPort: 9110,
    assignsUsers: true,
  },
};

export function traitsOf(platform: Platform): PlatformTraits {
  return TRAITS[platform] ?? {};
}
