import { checkNames, NodeList, NodeRecord, readNodes } from './node-list';
import { readNodesFile } from './nodes-file';
import { shown } from '../validation/rule';

/** Description of a node, written by hand. */
export interface NodeDescription {
  /** The node's name. */
  readonly name: string;
  /**
   * Its addresses of type InternalIP, in the order in which the node lists them.
   * @default - none
   */
  readonly internalIps?: string[];
  /**
   * Its addresses of type ExternalIP.
   * @default - none
   */
  readonly externalIps?: string[];
  /**
   * Ready condition of the node. It decides which of two nodes with the same address is scraped.
   * @default - unknown
   */
  readonly ready?: boolean;
}

/**
 * Source of the nodes of a cluster. Synthesis never calls a cluster: commit the output of `kubectl get nodes -o json`.
 *
 * Invalid input fails the synthesis of the construct that uses it. The error has the name of the file, and for syntax errors the line and
 * column.
 */
export class NodeSource {
  /**
   * From a file of `kubectl get nodes -o json` or `-o yaml`: a List, a NodeList, one Node, or several documents of these.
   *
   * JSON up to 128 MiB, YAML up to 16 MiB; UTF-8, or UTF-16 as Windows PowerShell writes it.
   * @param path a relative path begins at the folder in which the app runs
   */
  public static fromFile(path: string): NodeSource {
    if (typeof path !== 'string' || path === '') { throw new TypeError('NodeSource.fromFile: "path" must be the path of a file'); }
    return new NodeSource(() => {
      const { documents, findings } = readNodesFile(path);
      return findings.length > 0 ? { nodes: [], findings } : readNodes(documents, `the nodes file ${shown(path, 200)}`);
    });
  }

  /**
   * From a parsed object.
   * @param json a List, a NodeList or a Node
   */
  public static fromObject(json: any): NodeSource {
    return new NodeSource(() => readNodes([json], 'the object given to NodeSource.fromObject'));
  }

  /**
   * From descriptions in the program.
   * @param nodes all nodes whose kubelets are scraped.
   */
  public static of(nodes: NodeDescription[]): NodeSource {
    if (!Array.isArray(nodes)) { throw new TypeError('NodeSource.of: "nodes" must be a list of nodes'); }
    return new NodeSource(() => {
      const records = nodes.map(toRecord);
      const findings = checkNames(records.map((node, at) => ({ node, where: `nodes[${at}]` })), 'NodeSource.of');
      return { nodes: records, findings };
    });
  }

  private list?: NodeList;

  private constructor(private readonly load: () => NodeList) {}

  /**
   * Read once, at first use.
   * @internal
   */
  public _read(): NodeList {
    return this.list ??= this.load();
  }
}

function toRecord({ name, internalIps = [], externalIps = [], ready }: NodeDescription): NodeRecord {
  return {
    name: String(name ?? ''),
    addresses: [
      ...internalIps.map(address => ({ type: 'InternalIP' as const, address: String(address) })),
      ...externalIps.map(address => ({ type: 'ExternalIP' as const, address: String(address) })),
    ],
    isReadyKnown: ready !== undefined,
  };
}
