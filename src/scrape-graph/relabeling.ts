import { createHash } from 'crypto';
import { Labels } from './manifest';
import { PatternGroups, readPattern } from '../promql/regex';

/** A step of relabeling, in the spelling of the operator's custom resources. */
export interface RelabelStep {
  readonly action?: string;
  readonly sourceLabels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly modulus?: number;
}

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * What becomes of labels, as Prometheus does it; undefined where they are dropped.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function relabel(labels: Labels, steps: readonly RelabelStep[]): Labels | undefined {
  let current: Record<string, string> = { ...labels };
  for (const step of steps) {
    const next = applied(current, step);
    if (!next) { return undefined; }
    current = next;
  }
  return Object.fromEntries(Object.entries(current).filter(([, value]) => value !== ''));
}

function applied(labels: Record<string, string>, step: RelabelStep): Record<string, string> | undefined {
  const { sourceLabels = [], separator = ';', targetLabel = '', modulus = 0 } = step;
  const action = (step.action ?? 'replace').toLowerCase();
  const value = sourceLabels.map(label => labels[label] ?? '').join(separator);
  const matches = (text: string) => {
    const read = readPattern(step.regex ?? '(.*)');
    return 'groups' in read ? read.groups(text) : undefined;
  };
  switch (action) {
    case 'keep': return matches(value) ? labels : undefined;
    case 'drop': return matches(value) ? undefined : labels;
    case 'keepequal': return labels[targetLabel] === value ? labels : undefined;
    case 'dropequal': return labels[targetLabel] === value ? undefined : labels;
    case 'replace': return replaced(labels, step, matches(value));
    case 'lowercase': return { ...labels, [targetLabel]: value.toLowerCase() };
    case 'uppercase': return { ...labels, [targetLabel]: value.toUpperCase() };
    case 'hashmod': return { ...labels, [targetLabel]: hashOf(value, modulus) };
    case 'labelmap': return mapped(labels, step.replacement ?? '$1', matches);
    case 'labeldrop': return Object.fromEntries(Object.entries(labels).filter(([name]) => !matches(name)));
    case 'labelkeep': return Object.fromEntries(Object.entries(labels).filter(([name]) => matches(name)));
    default: return labels; // the operator refuses it
  }
}

function replaced(labels: Record<string, string>, { targetLabel = '', replacement = '$1' }: RelabelStep, groups: PatternGroups | undefined): Record<string, string> {
  if (!groups) { return labels; }
  const target = expanded(targetLabel, groups);
  if (!NAME.test(target)) { return labels; }
  const { [target]: _, ...rest } = labels;
  const value = expanded(replacement, groups);
  return value === '' ? rest : { ...rest, [target]: value };
}

function mapped(labels: Record<string, string>, replacement: string, matches: (text: string) => PatternGroups | undefined): Record<string, string> {
  const result = { ...labels };
  for (const [name, value] of Object.entries(labels)) {
    const groups = matches(name);
    if (groups) { result[expanded(replacement, groups)] = value; }
  }
  return result;
}

/** `$1`, `${1}`, `${name}` and `$$`, as Go expands them: a name is as long as it can be. */
function expanded(template: string, { list, byName }: PatternGroups): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_whole, inBraces?: string, bare?: string) => {
    const name = inBraces ?? bare;
    if (name === undefined) { return '$'; }
    return /^\d+$/.test(name) ? list[Number(name)] ?? '' : byName[name] ?? '';
  });
}

/** The last eight bytes of MD5, as a number: what divides targets among shards. */
function hashOf(value: string, modulus: number): string {
  const sum = createHash('md5').update(value).digest();
  return modulus > 0 ? (sum.readBigUInt64BE(8) % BigInt(modulus)).toString() : '0';
}
