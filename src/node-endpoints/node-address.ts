import { IP_TYPES, IpType, NodeRecord } from './node-list';
import { AddressFamily, IpAddress } from '../net/ip-address';
import { shown } from '../validation/rule';
import { compareTexts } from '../values/texts';
import { ComponentVersion } from '../versions/component-version';

/** A node and the one address at which its kubelet is scraped. */
export interface NodeTarget {
  readonly nodeName: string;
  readonly address: IpAddress;
}

/** A node that is not scraped, and why. */
export interface UnusableNode {
  readonly nodeName: string;
  readonly reason: string;
  readonly addresses: readonly string[];
}

export interface AddressChoice {
  readonly preferredType: IpType;
  /** Undefined: the family that the node lists first. */
  readonly preferredFamily?: AddressFamily;
  readonly version: ComponentVersion<'kubernetes'>;
}

/** Every node becomes a target or an unusable node, in the order of the names: the order of the input never matters. */
export function chooseTargets(nodes: readonly NodeRecord[], choice: AddressChoice): { targets: NodeTarget[]; unusable: UnusableNode[] } {
  const unusable: UnusableNode[] = [];
  const holders = new Map<string, { node: NodeRecord; target: NodeTarget }>();
  for (const node of [...nodes].sort(byName)) {
    const address = chooseAddress(node, choice);
    if (typeof address === 'string') {
      unusable.push(withReason(node, address));
      continue;
    }
    const candidate = { node, target: { nodeName: node.name, address } };
    const holder = holders.get(address.canonical);
    // a new node may reuse the address of one that is gone but not deleted yet: then nobody knows the old one's status
    const wins = holder === undefined || (node.isReadyKnown && !holder.node.isReadyKnown);
    if (wins) { holders.set(address.canonical, candidate); }
    if (holder) {
      const [winner, loser] = wins ? [candidate, holder] : [holder, candidate];
      unusable.push(withReason(loser.node, sameAddress(winner.node, loser.node, address)));
    }
  }
  const targets = [...holders.values()].map(holder => holder.target);
  return { targets: targets.sort((a, b) => compareTexts(a.nodeName, b.nodeName)), unusable: unusable.sort((a, b) => compareTexts(a.nodeName, b.nodeName)) };
}

/**
 * The first usable address of the preferred type; when none is usable, of the other type. A node that has the
 * preferred family gets it, any other node keeps what it has.
 *
 * Judged as the field of an Endpoints object: what is emitted is the canonical form, which slices then accept too.
 */
function chooseAddress(node: NodeRecord, { preferredType, preferredFamily, version }: AddressChoice): IpAddress | string {
  const refusals: string[] = [];
  for (const type of [preferredType, ...IP_TYPES.filter(other => other !== preferredType)]) {
    const usable: IpAddress[] = [];
    for (const { address: text } of node.addresses.filter(address => address.type === type)) {
      const address = IpAddress.parse(text);
      const refusal = address ? address.refusal('Endpoints', version) : 'is not an IP address';
      if (refusal === undefined) { usable.push(address!); } else { refusals.push(`${type} ${shown(text, 45)} ${refusal}`); }
    }
    if (usable.length > 0) {
      return usable.find(address => address.family === preferredFamily) ?? usable[0];
    }
  }
  return refusals.length > 0 ? refusals.join('; ') : 'has no InternalIP and no ExternalIP';
}

function sameAddress(winner: NodeRecord, loser: NodeRecord, address: IpAddress): string {
  const why = winner.isReadyKnown && !loser.isReadyKnown ? 'whose Ready status is known' : 'which comes first by name';
  return `has the address ${address.canonical} of node ${shown(winner.name)} too, ${why}`;
}

function withReason(node: NodeRecord, reason: string): UnusableNode {
  return { nodeName: node.name, reason, addresses: node.addresses.map(({ address }) => address) };
}

function byName(a: NodeRecord, b: NodeRecord): number {
  return compareTexts(a.name, b.name);
}
