import { NodeTarget } from './node-address';
import { AddressFamily, IpAddress } from '../net/ip-address';
import { compareTexts } from '../values/texts';

/** Targets that share an EndpointSlice. */
export interface Bucket {
  readonly family: AddressFamily;
  /** The id of the bucket while it exists: a non-negative integer. */
  readonly number: string;
  /** Sorted by node name. */
  readonly targets: readonly NodeTarget[];
}

interface Keyed {
  readonly target: NodeTarget;
  readonly key: readonly number[];
}

/**
 * Distributes targets over buckets of at most `capacity`, with one IP family per bucket.
 *
 * A pure function of the set: without history, and independent of the input order. The buckets are the leaves of a binary trie over the
 * mixed bits of the addresses. A leaf that overflows is split by its next bit. So an added or removed target changes its own leaf, and if
 * that overflows, or two leaves fit into one again, the neighboring leaf: at most two buckets. (Linear hashing splits a bucket far from the
 * one that grew: three.) The lower half of a split keeps its id, and so its name. (If all `capacity` + 1 addresses of a leaf agree in the
 * next bit, it would be three: with 100 or more, that is one case in 2^100.)
 */
export function partition(targets: readonly NodeTarget[], capacity: number): Bucket[] {
  // parts of a sorted list are sorted
  const sorted = [...targets].sort((a, b) => compareTexts(a.nodeName, b.nodeName));
  return (['IPv4', 'IPv6'] as const).flatMap(family => {
    const keyed = sorted.filter(({ address }) => address.family === family).map(target => ({ target, key: bitsOf(target.address) }));
    return split(keyed, capacity, '').map(({ path, members }) => ({
      family, number: sliceNumber(path), targets: members.map(({ target }) => target),
    }));
  });
}

/** `path` contains the bits used so far, the first one last. */
function split(members: readonly Keyed[], capacity: number, path: string): { path: string; members: readonly Keyed[] }[] {
  if (members.length === 0) { return []; }
  if (members.length <= capacity) { return [{ path, members }]; }
  const depth = path.length;
  const [word, bit] = [depth >>> 5, depth & 31];
  const halves: [Keyed[], Keyed[]] = [[], []];
  for (const member of members) { halves[(member.key[word] >>> bit) & 1].push(member); }
  return [...split(halves[0], capacity, `0${path}`), ...split(halves[1], capacity, `1${path}`)];
}

/** No path of a leaf is a suffix of another, so all ids differ. */
function sliceNumber(path: string): string {
  return path === '' ? '0' : BigInt(`0b${path}`).toString();
}

/**
 * The address as 32 or 128 bits, the first 32 well mixed. The mapping is one to one, so two addresses always differ somewhere, and a bucket
 * can always be split.
 */
function bitsOf(address: IpAddress): number[] {
  const { words } = address;
  return [words.reduceRight((below, word) => mix(word ^ below), 0), ...words.slice(1)];
}

/** The finalizer of MurmurHash3: a bijection of 32 bits in which each input bit affects every output bit. */
function mix(word: number): number {
  let h = word >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
