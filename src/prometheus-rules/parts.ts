import { RuleGroup } from '../manifest/prometheus-rule';
import { hashOf } from '../validation/hash';

/**
 * Maximum size of an object, in bytes of JSON. The smallest of three limits: 262,144 bytes for all annotations of an object, one of which
 * is the copy by `kubectl apply`; 524,288 for the rules of one object in the operator; 1,572,864 for a request to etcd.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/api/validation/objectmeta.go#L38
 */
export const LARGEST_OBJECT = 250_000;

/** Groups of one object, and the suffix of its name. */
export interface Part {
  readonly suffix: string;
  readonly groups: readonly RuleGroup[];
}

/**
 * Divides groups among objects of at most this size: each object contains the groups whose hash begins with the bits in its name. So an
 * added or changed group changes one object, or divides it into two. A group is never divided.
 */
export function partsOf(groups: readonly RuleGroup[], largest = LARGEST_OBJECT): Part[] {
  const bits = new Map(groups.map(group => [group, bitsOf(group.name)]));
  const divide = (some: readonly RuleGroup[], suffix: string): Part[] => {
    const isSmall = some.reduce((sum, group) => sum + groupBytes(group), 0) <= largest;
    if (isSmall || some.length < 2 || suffix.length >= DEEPEST) { return some.length === 0 ? [] : [{ suffix, groups: some }]; }
    return ['0', '1'].flatMap(bit => divide(some.filter(group => bits.get(group)![suffix.length] === bit), `${suffix}${bit}`));
  };
  return divide(groups, '');
}

const DEEPEST = 32;

function bitsOf(name: string): string {
  return parseInt(hashOf(name).slice(0, 8), 16).toString(2).padStart(DEEPEST, '0');
}

function groupBytes(group: RuleGroup): number {
  return Buffer.byteLength(JSON.stringify(group));
}
