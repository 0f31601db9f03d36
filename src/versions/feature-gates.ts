import { FEATURE_GATE, FEATURE_GATE_UNCERTAIN } from './rules';
import { FeatureGate } from '../upstream/facts';
import { upstream } from '../upstream/load';
import { finding, Finding, shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

interface Version {
  readonly text: string;
  isAtLeast(threshold: string): boolean;
}

/** prometheus-operator exits at startup if it is given an unknown feature gate. */
export function checkFeatureGates(names: readonly string[], operator: Version): Finding[] {
  const { featureGates, newest } = upstream();
  const known = Object.keys(featureGates).filter(name => isKnown(featureGates[name], operator));
  return names.flatMap(name => {
    if (known.includes(name)) { return []; }
    const gate = Object.hasOwn(featureGates, name) ? featureGates[name] : undefined;
    const args = { name, version: operator.text, cure: cureOf(name, gate, known, operator) };
    const isCertain = gate !== undefined || !isNewer(operator, newest.operator);
    return [isCertain ? finding(FEATURE_GATE, args) : finding(FEATURE_GATE_UNCERTAIN, { ...args, newest: newest.operator })];
  });
}

function isKnown({ since, until }: FeatureGate, operator: Version): boolean {
  return operator.isAtLeast(since) && (until === undefined || !operator.isAtLeast(until));
}

function cureOf(name: string, gate: FeatureGate | undefined, known: readonly string[], operator: Version): string {
  if (gate?.until !== undefined && operator.isAtLeast(gate.until)) { return `${gate.until} removed it; remove it`; }
  if (gate) { return `it requires ${gate.since} or newer`; }
  const [similar] = similarTo(name, known);
  if (similar !== undefined) { return `did you mean ${shown(similar)}?`; }
  return known.length === 0 ? 'remove it' : `use one of ${known.map(other => shown(other)).join(', ')}`;
}

/** Whether a version is newer than the newest one whose source was read. */
function isNewer(operator: Version, newest: string): boolean {
  const [major, minor, patch] = newest.split('.').map(Number);
  return operator.isAtLeast(`${major}.${minor}.${patch + 1}`);
}
