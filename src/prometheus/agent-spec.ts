import { AGENT_DAEMON_SET_GATE, AGENT_DAEMON_SET_OPTION } from './agent/rules';
import { commonSpec, selectorsOf } from './common-spec';
import { PrometheusAgentMode, PrometheusAgentProps } from './prometheus-agent-props';
import { resolveCommon, ResolvedCommon } from './resolve-props';
import { AGENT } from './server-kind';
import { AGENT_FIELDS, COMMON_ROWS } from './spec-rows';
import { CompleteSpec, completeSpec } from '../manifest/option-rows';
import { podSecurityRows } from '../manifest/pod-security';
import { finding, Finding } from '../validation/rule';

/** Options that an agent in DaemonSet mode cannot have. */
const NOT_BY_NODE: { readonly [prop in keyof PrometheusAgentProps]?: string } = {
  replicas: 'each node has one pod',
  shards: 'each pod scrapes its own node',
  shardZones: 'each pod scrapes its own node',
  storage: 'a DaemonSet has no volume claims',
  additionalScrapeConfigs: 'it reads only PodMonitors',
  authProxy: 'a PodMonitor cannot send a token to the proxy',
  podDisruptionBudget: 'a node drain ignores pods of a DaemonSet',
};

/** The props with their defaults. Never throws. */
export function resolveAgent(props: PrometheusAgentProps, chartNamespace: string | undefined) {
  const byNode = props.mode === PrometheusAgentMode.DAEMON_SET;
  // every node, whatever its taints; and a single Service does not make sense for all of them
  const own = byNode
    ? { ...props, replicas: 1, tolerations: props.tolerations ?? [{ operator: 'Exists' }], service: props.service ?? false }
    : props;
  const common = resolveCommon(own, AGENT, chartNamespace);
  return { ...common, byNode, findings: [...common.findings, ...byNode ? checkByNode(props, common) : []] as readonly Finding[] };
}

/** Problems of a patch of the mode. Problems of the option are reported with the other options. */
export function checkMode({ byNode, operator, operatorFeatureGates }: ResolvedAgent, manifest: any): Finding[] {
  if (byNode || manifest?.spec?.mode !== PrometheusAgentMode.DAEMON_SET) { return []; }
  return checkGate({ operator, operatorFeatureGates });
}

export type ResolvedAgent = ReturnType<typeof resolveAgent>;

function checkGate({ operator, operatorFeatureGates }: Pick<ResolvedCommon, 'operator' | 'operatorFeatureGates'>): Finding[] {
  const isTooOld = !operator.has('agentDaemonSet');
  return isTooOld || operatorFeatureGates.PrometheusAgentDaemonSet !== true
    ? [finding(AGENT_DAEMON_SET_GATE, { version: operator.text, isTooOld })]
    : [];
}

function checkByNode(props: PrometheusAgentProps, resolved: ResolvedCommon): Finding[] {
  return [
    ...(Object.keys(NOT_BY_NODE) as (keyof typeof NOT_BY_NODE)[]).filter(prop => props[prop] !== undefined && props[prop] !== false)
      .map(prop => finding(AGENT_DAEMON_SET_OPTION, { prop, why: NOT_BY_NODE[prop]! })),
    ...checkGate(resolved),
  ];
}

/**
 * The specification of the agent. In DaemonSet mode pod names change with each pod, so there is no replica label: with it every series
 * would be new.
 */
export function agentSpec(props: ResolvedAgent, serviceAccountName: string): CompleteSpec {
  const { byNode } = props;
  return completeSpec({
    ...commonSpec(props, serviceAccountName),
    ...selectorsOf(props, byNode ? ['podMonitor'] : ['podMonitor', 'probe', 'scrapeConfig', 'serviceMonitor']),
    ...byNode && { mode: PrometheusAgentMode.DAEMON_SET, replicas: undefined, replicaExternalLabelName: '' },
  }, props.options, COMMON_ROWS, [...AGENT_FIELDS, ...podSecurityRows(props.options)]);
}
