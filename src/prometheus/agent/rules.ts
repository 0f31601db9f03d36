import { rule, shown } from '../../validation/rule';

export const AGENT_NOWHERE = rule({
  id: 'prometheus/agent-nowhere',
  severity: 'error',
  judges: 'object',
  message: () => '"remoteWrite" is empty: an agent keeps nothing and answers no query; name a receiver, like RemoteWrite.mimir({ … }), or use a Prometheus',
  why: 'The agent would discard every sample that it scrapes.',
  example: {},
  see: 'https://prometheus.io/docs/prometheus/latest/prometheus_agent/',
});

export const AGENT_DAEMON_SET_OPTION = rule({
  id: 'prometheus/agent-daemon-set-option',
  severity: 'error',
  message: ({ prop, why }: { prop: string; why: string }) => `"${prop}" is not for an agent of mode DaemonSet: ${why}; remove it, or use mode StatefulSet`,
  why: 'The apiserver rejects the agent, or the option has no effect.',
  example: { prop: 'replicas', why: 'each node has one pod' },
  see: 'https://prometheus-operator.dev/docs/platform/prometheus-agent/',
});

export const AGENT_DAEMON_SET_GATE = rule({
  id: 'prometheus/agent-daemon-set-gate',
  severity: 'error',
  judges: 'object',
  message: ({ version, isTooOld }: { version: string; isTooOld: boolean }) => isTooOld
    ? `prometheus-operator ${version} has no PodMonitors for an agent of mode DaemonSet: use 0.77.0 or newer, or mode StatefulSet`
    : `an agent of mode DaemonSet needs the feature gate PrometheusAgentDaemonSet of ${shown(version)}: set "featureGates: { PrometheusAgentDaemonSet: true }" of the operator, and say it here by "operatorFeatureGates"`,
  why: 'The operator creates no DaemonSet for the agent, and reports it only in its log.',
  example: { version: '0.93.0', isTooOld: false },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md#0770--2024-09-24',
});
