import { IP_TYPES, IpType, NodeRecord } from './node-list';
import { AddressFamily, IpAddress } from '../net/ip-address';
import { shown } from '../validation/rule';
import { compareTexts } from '../values/texts';
import { ComponentVersion } from '../versions/component-version';

/** A node, and the address at which its kubelet is scraped. */
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
  /** Undefined: the family of the node's first address. */
  readonly preferredFamily?: AddressFamily;
  readonly version: ComponentVersion<'kubernetes'>;
}

/** Every node becomes a target or a skipped node, sorted by name: the order of the input does not matter. */
export function chooseTargets(nodes: readonly NodeRecord[], choice: AddressChoice): { targets: NodeTarget[]; unusable: UnusableNode[] } {
  const unusable: UnusableNode[] = [];
  const holders = new Map<string, { node: NodeRecord; target: NodeTarget }>();
  const types = [choice.preferredType, ...IP_TYPES.filter(other => other !== choice.preferredType)];
  for (const node of [...nodes].sort(byName)) {
    const address = chooseAddress(node, types, choice);
    if (typeof address === 'string') {
      unusable.push(withReason(node, address));
      continue;
    }
    const candidate = { node, target: { nodeName: node.name, address } };
    const holder = holders.get(address.canonical);
    // a new node may reuse the address of a node that is gone but not deleted yet: then the status of the old one is unknown
    const wins = holder === undefined || (node.isReadyKnown && !holder.node.isReadyKnown);
    if (wins) { holders.set(address.canonical, candidate); }
    if (holder) {
      const [winner, loser] = wins ? [candidate, holder] : [holder, candidate];
      unusable.push(withReason(loser.node, sameAddress(winner.node, loser.node, address)));
    }
  }
  const targets = [...holders.values()].map(holder => holder.target);
  return {
    targets: targets.sort((a, b) => compareTexts(a.nodeName, b.nodeName)),
    unusable: unusable.sort((a, b) => compareTexts(a.nodeName, b.nodeName)),
  };
}

/**
 * The first usable address of the preferred type, otherwise of the other type. A node without the preferred family keeps its own.
 *
 * Checked as a field of an Endpoints object. The canonical form is written, which slices also accept.
 */
function chooseAddress(node: NodeRecord, types: readonly IpType[], { preferredFamily, version }: AddressChoice): IpAddress | string {
  const refusals: string[] = [];
  for (const type of types) {
    const usable: IpAddress[] = [];
    for (const { address: text, type: own } of node.addresses) {
      if (own !== type) { continue; }
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
  return `has the same address ${address.canonical} as node ${shown(winner.name)}, ${why}`;
}

function withReason(node: NodeRecord, reason: string): UnusableNode {
  return { nodeName: node.name, reason, addresses: node.addresses.map(({ address }) => address) };
}

function byName(a: NodeRecord, b: NodeRecord): number {
  return compareTexts(a.name, b.name);
}
