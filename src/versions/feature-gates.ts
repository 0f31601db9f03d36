import { FEATURE_GATE } from './rules';
import { finding, Finding, shown } from '../validation/rule';

interface Gate {
  readonly since: string;
}

/**
 * The feature gates of prometheus-operator. It ends at once over one that it does not know.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/operator/feature_gates.go
 */
export const FEATURE_GATES: Readonly<Record<string, Gate>> = {
  PrometheusAgentDaemonSet: { since: '0.75.0' },
  PrometheusTopologySharding: { since: '0.80.0' },
  PrometheusShardRetentionPolicy: { since: '0.81.0' },
  StatusForConfigurationResources: { since: '0.84.0' },
};

export function checkFeatureGates(names: readonly string[], operator: { readonly text: string; isAtLeast(threshold: string): boolean }): Finding[] {
  return names.flatMap(name => {
    const gate = Object.prototype.hasOwnProperty.call(FEATURE_GATES, name) ? FEATURE_GATES[name] : undefined;
    if (gate && operator.isAtLeast(gate.since)) { return []; }
    const known = Object.keys(FEATURE_GATES).filter(other => operator.isAtLeast(FEATURE_GATES[other].since));
    const cure = gate ? `it is there from ${gate.since} on` : `it knows ${known.length === 0 ? 'none' : known.map(other => shown(other)).join(', ')}`;
    return [finding(FEATURE_GATE, { name, version: operator.text, cure })];
  });
}
