import { createHash } from 'crypto';
import { ChangeableLabels, LabelSet } from './label-set';
import { Labels } from '../manifest/labels';
import { PatternGroups, readPattern } from '../promql/regex';

/** A relabeling step, with the field names of the operator's custom resources. */
export interface RelabelStep {
  readonly action?: string;
  readonly sourceLabels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly modulus?: number;
}

/**
 * The labels after relabeling, like in Prometheus. Undefined if they are dropped, with the index of the step that drops them.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function relabelTraced(labels: Labels, steps: readonly RelabelStep[]): { readonly labels?: Labels; readonly droppedBy: number } {
  const changed = new LabelSet(labels).changeable();
  const droppedBy = relabel(changed, steps);
  return droppedBy < 0 ? { labels: changed.all(), droppedBy } : { droppedBy };
}

/** Runs the steps. Returns the index of the one that drops the labels, or -1. */
export function relabel(labels: ChangeableLabels, steps: readonly RelabelStep[]): number {
  return steps.findIndex(step => !isKept(labels, step));
}

/** Steps that keep or drop, and change nothing. */
const FILTERS = ['keep', 'drop', 'keepequal', 'dropequal'];

export function isFilter({ action = 'replace' }: RelabelStep): boolean {
  return FILTERS.includes(action.toLowerCase());
}

/** Whether a keep or drop step keeps the labels. */
export function passes(labels: Pick<LabelSet, 'get'>, step: RelabelStep): boolean {
  const { targetLabel = '' } = step;
  const value = valueOf(labels, step);
  if ('isTooLarge' in patternOf(step)) { return true; } // unknown: not reported as dropped
  switch (step.action!.toLowerCase()) {
    case 'keep': return matchesText(step, value);
    case 'drop': return !matchesText(step, value);
    case 'keepequal': return labels.get(targetLabel) === value;
    default: return labels.get(targetLabel) !== value;
  }
}

/** Runs one step, in place. Returns whether the labels are kept. */
function isKept(labels: ChangeableLabels, step: RelabelStep): boolean {
  if (isFilter(step)) { return passes(labels, step); }
  const { targetLabel = '', modulus = 0 } = step;
  switch ((step.action ?? 'replace').toLowerCase()) {
    case 'replace': replace(labels, step, groupsOf(step, valueOf(labels, step))); break;
    case 'lowercase': labels.set(targetLabel, valueOf(labels, step).toLowerCase()); break;
    case 'uppercase': labels.set(targetLabel, valueOf(labels, step).toUpperCase()); break;
    case 'hashmod': labels.set(targetLabel, hashModulus(valueOf(labels, step), modulus)); break;
    case 'labelmap':
      for (const [name, own] of Object.entries(labels.all())) {
        const groups = groupsOf(step, name);
        if (groups) { labels.set(expanded(step.replacement ?? '$1', groups), own); }
      }
      break;
    case 'labeldrop': for (const name of Object.keys(labels.all())) { if (matchesText(step, name)) { labels.set(name, ''); } } break;
    case 'labelkeep': for (const name of Object.keys(labels.all())) {
      if (!('isTooLarge' in patternOf(step)) && !matchesText(step, name)) { labels.set(name, ''); }
    } break;
    default: // the operator rejects it
  }
  return true;
}

function valueOf(labels: Pick<LabelSet, 'get'>, { sourceLabels = [], separator = ';' }: RelabelStep): string {
  return sourceLabels.length === 1 ? labels.get(sourceLabels[0]) : sourceLabels.map(label => labels.get(label)).join(separator);
}

function patternOf({ regex }: RelabelStep): ReturnType<typeof readPattern> {
  return readPattern(regex === undefined || regex === '' ? '(.*)' : regex);
}

/** Whether the pattern of a step matches a text. */
export function matchesText(step: RelabelStep, text: string): boolean {
  const pattern = patternOf(step);
  return 'matches' in pattern && pattern.matches(text);
}

function groupsOf(step: RelabelStep, text: string): PatternGroups | undefined {
  const pattern = patternOf(step);
  return 'groups' in pattern ? pattern.groups(text) : undefined;
}

function replace(labels: ChangeableLabels, { targetLabel = '', replacement = '$1' }: RelabelStep, groups: PatternGroups | undefined): void {
  if (!groups) { return; }
  const target = expanded(targetLabel, groups);
  // Prometheus 3 accepts any other name; before, the operator accepts only letters, digits and underscores
  if (target === '') { return; }
  labels.set(target, expanded(replacement, groups));
}

/** `$1`, `${1}`, `${name}` and `$$`, expanded like in Go: names are as long as possible. */
function expanded(template: string, { list, byName }: PatternGroups): string {
  if (!template.includes('$')) { return template; }
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_whole, inBraces?: string, bare?: string) => {
    const name = inBraces ?? bare;
    if (name === undefined) { return '$'; }
    return /^\d+$/.test(name) ? list[Number(name)] ?? '' : byName[name] ?? '';
  });
}

/** The last eight bytes of MD5 as a number, with which targets are divided among shards. */
function hashModulus(value: string, modulus: number): string {
  const sum = createHash('md5').update(value).digest();
  return modulus > 0 ? (sum.readBigUInt64BE(8) % BigInt(modulus)).toString() : '0';
}
