import { LIST_PAGE, NODE_NAME, NODE_TWICE, NOT_NODES } from './rules';
import { isDnsSubdomain } from '../validation/kubernetes-names';
import { finding, Finding, listed, shown } from '../validation/rule';
import { isMap } from '../values/json';

/** The types of node addresses that are IP addresses. */
export const IP_TYPES = ['InternalIP', 'ExternalIP'] as const;
export type IpType = (typeof IP_TYPES)[number];

/** The fields of a node that a target needs. */
export interface NodeRecord {
  readonly name: string;
  /** Of the types that are IP addresses, in the node's order. */
  readonly addresses: readonly { readonly type: IpType; readonly address: string }[];
  /** Whether the Ready condition is True or False: the node has reported recently. */
  readonly isReadyKnown: boolean;
}

export interface NodeList {
  readonly nodes: readonly NodeRecord[];
  readonly findings: readonly Finding[];
}

/** The nodes in the output of `kubectl get nodes`: List, NodeList or single Nodes, in one document or several. */
export function readNodes(documents: readonly unknown[], source: string): NodeList {
  const findings: Finding[] = [];
  const candidates = documents.flatMap((document, at) => {
    const where = documents.length > 1 ? `document ${at + 1}` : '';
    return itemsOf(document, where, source, findings);
  });

  const strangers = candidates.filter(({ value, kind }) => kind !== 'Node' || !isMap(value));
  if (strangers.length > 0) {
    const found = listed(strangers.map(({ value, where }) => where ? `${where} is ${describe(value)}` : describe(value)), 3);
    findings.push(finding(NOT_NODES, { source, found }));
  }
  const own = candidates.filter(candidate => !strangers.includes(candidate)).map(({ value, where }) => ({ where, node: readNode(value) }));
  return { nodes: own.map(({ node }) => node), findings: [...findings, ...checkNames(own, source)] };
}

/** Targets have the names of nodes: each name is required, valid and unique. */
export function checkNames(entries: readonly { readonly where: string; readonly node: NodeRecord }[], source: string): Finding[] {
  const bad = entries.filter(({ node }) => !isDnsSubdomain(node.name));
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { node } of entries) {
    (seen.has(node.name) ? twice : seen).add(node.name);
  }
  bad.forEach(({ node }) => twice.delete(node.name));
  return [
    ...bad.length > 0
      ? [finding(
        NODE_NAME,
        {
          source,
          found: listed(
            bad.map(({ where, node }) => `${where || 'the node'} has ${node.name === '' ? 'no name' : `the name ${shown(node.name)}`}`), 3,
          ),
        },
      )]
      : [],
    ...twice.size > 0 ? [finding(NODE_TWICE, { source, names: listed([...twice].map(name => shown(name))) })] : [],
  ];
}

interface Candidate {
  readonly value: unknown;
  readonly kind: unknown;
  readonly where: string;
}

function itemsOf(document: unknown, where: string, source: string, findings: Finding[]): Candidate[] {
  if (!isMap(document) || (document.kind !== 'List' && document.kind !== 'NodeList')) {
    return [{ value: document, kind: isMap(document) ? document.kind : undefined, where }];
  }
  if (!Array.isArray(document.items)) {
    findings.push(finding(NOT_NODES, { source, found: `${where ? `${where} is ` : ''}a ${document.kind} without "items"` }));
    return [];
  }
  const metadata = document.metadata;
  if (isMap(metadata) && typeof metadata.continue === 'string' && metadata.continue !== '') {
    findings.push(finding(LIST_PAGE, { source }));
  }
  // the items of a NodeList from the API have no kind
  const implied = document.kind === 'NodeList' ? 'Node' : undefined;
  return document.items.map((value: unknown, at) => ({
    value,
    kind: isMap(value) ? value.kind ?? implied : undefined,
    where: `${where ? `${where}, ` : ''}items[${at}]`,
  }));
}

function readNode(value: unknown): NodeRecord {
  const { metadata, status } = value as { metadata?: any; status?: any };
  const addresses: any[] = Array.isArray(status?.addresses) ? status.addresses : [];
  const conditions: any[] = Array.isArray(status?.conditions) ? status.conditions : [];
  const ready = conditions.find(condition => condition?.type === 'Ready')?.status;
  return {
    name: typeof metadata?.name === 'string' ? metadata.name : '',
    addresses: addresses
      .filter(address => IP_TYPES.includes(address?.type))
      .map(({ type, address }) => ({ type, address: typeof address === 'string' ? address : String(address ?? '') })),
    isReadyKnown: ready === 'True' || ready === 'False',
  };
}

/** Description of an item that is not a node. */
function describe(value: unknown): string {
  if (Array.isArray(value)) { return `a bare list of ${value.length}`; }
  if (isMap(value)) {
    if (typeof value.kind === 'string') { return `a ${shown(value.kind, 40)}`; }
    const fields = Object.keys(value);
    return fields.length > 0 ? `an object without "kind" (fields: ${listed(fields.map(field => shown(field, 20)), 3)})` : 'an empty object';
  }
  return typeof value === 'string' ? `the text ${shown(value, 40)}` : shown(value);
}
