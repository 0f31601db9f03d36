import { NodeTarget } from './node-address';
import { AddressFamily, IpAddress } from '../net/ip-address';
import { compareTexts } from '../values/texts';

/** Targets that share an EndpointSlice. */
export interface Bucket {
  readonly family: AddressFamily;
  /** The bucket's name, as long as it exists: a non-negative whole number. */
  readonly number: string;
  /** In the order of the nodes' names. */
  readonly targets: readonly NodeTarget[];
}

interface Keyed {
  readonly target: NodeTarget;
  readonly key: readonly number[];
}

/**
 * Shares targets out over buckets of at most `capacity`, one family a bucket.
 *
 * A pure function of the set: no history, and the order of the input does not matter. The buckets are the leaves of a
 * binary trie over the mixed bits of the addresses; a leaf that overflows is split by its next bit. So a target that
 * comes or goes changes the one leaf that it is in, and where that overflows, or two leaves fit into one again, the
 * leaf next to it: at most two buckets. (Linear hashing splits a bucket far from the one that grew: three.) The lower
 * half of a split keeps its number, so that it keeps its name. (Should all `capacity` + 1 addresses of a leaf agree in
 * the next bit, it would be three: with 100 or more that is one case in 2^100.)
 */
export function partition(targets: readonly NodeTarget[], capacity: number): Bucket[] {
  return (['IPv4', 'IPv6'] as const).flatMap(family => {
    const keyed = targets.filter(({ address }) => address.family === family).map(target => ({ target, key: bitsOf(target.address) }));
    return split(keyed, capacity, '').map(({ path, members }) => ({
      family,
      number: sliceNumber(path),
      targets: members.map(({ target }) => target).sort((a, b) => compareTexts(a.nodeName, b.nodeName)),
    }));
  });
}

/** `path` is the bits taken so far, the first one last. */
function split(members: readonly Keyed[], capacity: number, path: string): { path: string; members: readonly Keyed[] }[] {
  if (members.length === 0) { return []; }
  if (members.length <= capacity) { return [{ path, members }]; }
  const depth = path.length;
  const isSet = ({ key }: Keyed) => ((key[depth >>> 5] >>> (depth & 31)) & 1) === 1;
  return [
    ...split(members.filter(member => !isSet(member)), capacity, `0${path}`),
    ...split(members.filter(isSet), capacity, `1${path}`),
  ];
}

/** No leaf's path ends another's, so that no two have the same number. */
function sliceNumber(path: string): string {
  return path === '' ? '0' : BigInt(`0b${path}`).toString();
}

/**
 * The address as 32 or 128 bits, the first 32 well mixed. One to one, so that two addresses always part somewhere and
 * a bucket can always be split.
 */
function bitsOf(address: IpAddress): number[] {
  const { words } = address;
  return [words.reduceRight((below, word) => mix(word ^ below), 0), ...words.slice(1)];
}

/** The finalizer of MurmurHash3: a bijection of 32 bits in which each bit of the input moves every bit of the output. */
function mix(word: number): number {
  let h = word >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
