import { createHash } from 'crypto';
import { PatternGroups, readPattern } from '../../promql/regex';
import { Labels } from '../manifest';

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
 * What becomes of labels, as Prometheus does it; undefined where they are dropped, with the number of the step that drops them.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function relabelTraced(labels: Labels, steps: readonly RelabelStep[]): { readonly labels?: Labels; readonly droppedBy: number } {
  return relabelInPlace({ ...labels }, steps);
}

/** The same, where nobody needs the labels any more. */
export function relabelInPlace(current: Record<string, string>, steps: readonly RelabelStep[]): { readonly labels?: Labels; readonly droppedBy: number } {
  for (const [at, step] of steps.entries()) { if (!isKept(current, step)) { return { droppedBy: at }; } }
  for (const name of Object.keys(current)) { if (current[name] === '') { delete current[name]; } }
  return { labels: current, droppedBy: -1 };
}

/** Does one step, in place; whether anything is left. A step that keeps or drops changes nothing. */
export function isKept(labels: Record<string, string>, step: RelabelStep): boolean {
  const { sourceLabels = [], separator = ';', targetLabel = '', modulus = 0, regex } = step;
  const value = sourceLabels.length === 1 ? labels[sourceLabels[0]] ?? '' : sourceLabels.map(label => labels[label] ?? '').join(separator);
  const pattern = readPattern(regex === undefined || regex === '' ? '(.*)' : regex);
  const matches = (text: string) => 'matches' in pattern && pattern.matches(text);
  switch ((step.action ?? 'replace').toLowerCase()) {
    case 'keep': return matches(value);
    case 'drop': return !matches(value);
    case 'keepequal': return (labels[targetLabel] ?? '') === value;
    case 'dropequal': return (labels[targetLabel] ?? '') !== value;
    case 'replace': replace(labels, step, 'groups' in pattern ? pattern.groups(value) : undefined); break;
    case 'lowercase': labels[targetLabel] = value.toLowerCase(); break;
    case 'uppercase': labels[targetLabel] = value.toUpperCase(); break;
    case 'hashmod': labels[targetLabel] = hashOf(value, modulus); break;
    case 'labelmap':
      for (const [name, own] of Object.entries(labels)) {
        const groups = 'groups' in pattern ? pattern.groups(name) : undefined;
        if (groups) { labels[expanded(step.replacement ?? '$1', groups)] = own; }
      }
      break;
    case 'labeldrop': for (const name of Object.keys(labels)) { if (matches(name)) { delete labels[name]; } } break;
    case 'labelkeep': for (const name of Object.keys(labels)) { if (!matches(name)) { delete labels[name]; } } break;
    default: // the operator refuses it
  }
  return true;
}

function replace(labels: Record<string, string>, { targetLabel = '', replacement = '$1' }: RelabelStep, groups: PatternGroups | undefined): void {
  if (!groups) { return; }
  const target = expanded(targetLabel, groups);
  if (!NAME.test(target)) { return; }
  const value = expanded(replacement, groups);
  if (value === '') { delete labels[target]; } else { labels[target] = value; }
}

/** `$1`, `${1}`, `${name}` and `$$`, as Go expands them: a name is as long as it can be. */
function expanded(template: string, { list, byName }: PatternGroups): string {
  if (!template.includes('$')) { return template; }
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
