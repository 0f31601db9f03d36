const STEP = 'a step to pod_disruption:increase5m, which the dashboard "disruptions" shows';
const WINDOW = 'a window of KubeAPIErrorBudgetBurn; the dashboard "apiserver" shows 1h and 3d of the same ratio';

/** Recorded series that are in no panel, and why. */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
  'node:undrained_pods:count': STEP,
  'node:kubelet_pods_ended:increase5m': STEP,
  'namespace_pod:pod_disruption_cause:increase5m': STEP,
  'namespace_pod_node:pod_disruption_cause:increase5m': STEP,
  'namespace_pod_node:pod_disruption_initiator:increase5m': STEP,
  'apiserver_request:burnrate5m': WINDOW,
  'apiserver_request:burnrate30m': WINDOW,
  'apiserver_request:burnrate2h': WINDOW,
  'apiserver_request:burnrate1d': WINDOW,
};
