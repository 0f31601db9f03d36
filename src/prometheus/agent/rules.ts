import { rule, shown } from '../../validation/rule';

export const AGENT_NOWHERE = rule({
  id: 'prometheus/agent-nowhere',
  severity: 'error',
  judges: 'object',
  message: () =>
    '"remoteWrite" is empty, and an agent only forwards samples: add a receiver such as RemoteWrite.mimir({ … }), or use a Prometheus',
  why: 'The agent would discard every sample that it scrapes.',
  example: {},
  see: 'https://prometheus.io/docs/prometheus/latest/prometheus_agent/',
});

export const AGENT_DAEMON_SET_OPTION = rule({
  id: 'prometheus/agent-daemon-set-option',
  severity: 'error',
  message: ({
    prop, why,
  }: {
    prop: string; why: string;
  }) => `"${prop}" is not supported for an agent in DaemonSet mode: ${why}; remove it, or use mode StatefulSet`,
  why: 'The API server rejects the agent, or the option has no effect.',
  example: { prop: 'replicas', why: 'each node has one pod' },
  see: 'https://prometheus-operator.dev/docs/platform/prometheus-agent/',
});

export const AGENT_DAEMON_SET_GATE = rule({
  id: 'prometheus/agent-daemon-set-gate',
  severity: 'error',
  judges: 'object',
  message: ({ version, isTooOld }: { version: string; isTooOld: boolean }) => isTooOld
    ? `an agent in DaemonSet mode requires prometheus-operator 0.77.0 or newer; the version is ${version}: use a newer version, or mode `
      + 'StatefulSet'
    : `an agent in DaemonSet mode requires the feature gate PrometheusAgentDaemonSet of prometheus-operator ${shown(
      version,
    )}: set "featureGates: { PrometheusAgentDaemonSet: true }" of the operator, and "operatorFeatureGates" here`,
  why: 'The operator creates no DaemonSet for the agent, and reports it only in its log.',
  example: { version: '0.93.0', isTooOld: false },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md#0770--2024-09-24',
});
