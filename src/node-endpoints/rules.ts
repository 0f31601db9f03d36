import { listed, rule, shown } from '../validation/rule';

const GET_NODES = 'kubectl get nodes -o json > nodes.json';

// -- the input ---------------------------------------------------------------------------------

export const FILE_UNREADABLE = rule({
  id: 'node-endpoints/file-unreadable',
  severity: 'error',
  message: ({ file, why, resolved }: { file: string; why: string; resolved: string }) =>
    `cannot read the nodes file ${shown(
      file, 200,
    )} (${resolved}): ${why}; create it with "${GET_NODES}"; a relative path starts at the working directory of the app`,
  why: 'Without the file there is no list of nodes. An empty list would end the monitoring of all kubelets.',
  example: { file: 'nodes.json', why: 'the file does not exist', resolved: '/home/me/monitoring/nodes.json' },
});

export const FILE_TOO_LARGE = rule({
  id: 'node-endpoints/file-too-large',
  severity: 'error',
  message: ({ file, mebibytes, limit }: { file: string; mebibytes: number; limit: number }) =>
    `the nodes file ${shown(
      file, 200,
    )} has ${mebibytes} MiB, and the limit for its format is ${limit} MiB: use JSON (up to 128 MiB) without the `
    + 'fields that are not needed, '
    + 'as in: kubectl get nodes -o json | jq \'del(.items[].status.images, .items[].metadata.managedFields)\' > nodes.json',
  why: 'The limit bounds the memory and time of synthesis.',
  example: { file: 'nodes.json', mebibytes: 200, limit: 128 },
});

export const FILE_EMPTY = rule({
  id: 'node-endpoints/file-empty',
  severity: 'error',
  message: ({ file }: { file: string }) => `the nodes file ${shown(
    file, 200,
  )} is empty: create it again with "${GET_NODES}", and check that kubectl succeeds`,
  why: 'A redirection leaves an empty file behind when kubectl fails.',
  example: { file: 'nodes.json' },
});

export const FILE_NOT_TEXT = rule({
  id: 'node-endpoints/file-not-text',
  severity: 'error',
  message: ({ file }: { file: string }) => `the nodes file ${shown(
    file, 200,
  )} is not UTF-8 text (or UTF-16 with a byte order mark), perhaps compressed: create it again with "${GET_NODES}"`,
  why: 'The format of binary content is never guessed.',
  example: { file: 'nodes.json.gz' },
});

export const FILE_SYNTAX = rule({
  id: 'node-endpoints/file-syntax',
  severity: 'error',
  message: ({ file, line, column, why }: { file: string; line: number; column: number; why: string }) =>
    `the nodes file ${shown(
      file, 200,
    )} is neither JSON nor YAML, at line ${line}, column ${column}: ${why}; perhaps it is truncated: create it again with "${GET_NODES}"`,
  why: 'An incomplete list of nodes is never used: the missing nodes would silently not be monitored.',
  example: { file: 'nodes.json', line: 120, column: 17, why: 'Flow map must end with a }' },
});

export const NOT_NODES = rule({
  id: 'node-endpoints/not-nodes',
  severity: 'error',
  message: ({ source, found }: { source: string; found: string }) =>
    `${source} must contain only Nodes (a List, a NodeList, one Node, or documents of these), but has something else: ${found}; create it `
      + `with "${GET_NODES}"`,
  why: 'The output of another command does not have the addresses of kubelets.',
  example: { source: 'the nodes file "pods.json"', found: 'items[0] is a "Pod"' },
});

export const LIST_PAGE = rule({
  id: 'node-endpoints/list-page',
  severity: 'error',
  message: (
    { source }: { source: string },
  ) => `${source} is one page of a longer list (it has metadata.continue): get all nodes with "${GET_NODES}"`,
  why: 'The nodes of the other pages would silently not be monitored.',
  example: { source: 'the nodes file "nodes.json"' },
});

export const NODE_NAME = rule({
  id: 'node-endpoints/node-name',
  severity: 'error',
  message: ({ source, found }: { source: string; found: string }) =>
    `in ${source}, ${found}: a node name must consist of lower-case letters, digits, hyphens and dots, at most 253 characters`,
  why: 'The target has the name of the node, and the API server rejects an object with an invalid name.',
  example: { source: 'the nodes file "nodes.json"', found: 'items[7] has no name' },
});

export const NODE_TWICE = rule({
  id: 'node-endpoints/node-twice',
  severity: 'error',
  message: ({
    source, names,
  }: {
    source: string; names: string;
  }) => `${source} has these nodes more than once: ${names}; use a separate NodeEndpoints for each cluster`,
  why: 'Within a cluster, a name identifies one node. It cannot be known which of the two is meant.',
  example: { source: 'the nodes file "nodes.json"', names: '"node-1", "node-2"' },
});

// -- nodes that are not monitored --------------------------------------------------------------

export interface SkippedArgs {
  readonly skipped: readonly string[];
  readonly all: number;
}

export const SKIPPED_NODES = rule({
  id: 'node-endpoints/skipped-nodes',
  severity: 'warning',
  message: ({ skipped, all }: SkippedArgs) => `${skipped.length} of ${all} nodes are not monitored: ${listed(skipped)}`,
  why: 'One invalid address would make the API server reject the whole object, which would end the monitoring of all nodes. The node is '
    + 'left out, and reported.',
  example: { skipped: ['"node-7" (InternalIP "169.254.7.7" is link-local)'], all: 46 },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/7479',
});

export const TOO_MANY_SKIPPED = rule({
  id: 'node-endpoints/too-many-skipped',
  severity: 'error',
  message: ({ skipped, all, allowed }: SkippedArgs & { allowed: string }) =>
    `${skipped.length} of ${all} nodes have no usable address, but "skippedNodes" allows ${allowed}: ${listed(
      skipped,
    )}; correct the addresses of the nodes (the cloud controller or --node-ip sets them), or allow more`,
  why: 'The app limits how many nodes may stay without monitoring.',
  example: { skipped: ['"node-7" (InternalIP "169.254.7.7" is link-local)'], all: 46, allowed: 'none' },
});

export const SKIPPED_PERCENT = rule({
  id: 'node-endpoints/skipped-percent',
  severity: 'error',
  message: ({ percent }: { percent: number }) => `"SkippedNodesPolicy.failAbove" got ${percent}: use a percentage from 0 to 100`,
  why: 'With any other number the synthesis would fail always or never.',
  example: { percent: 150 },
});

export const NO_USABLE_NODE = rule({
  id: 'node-endpoints/no-usable-node',
  severity: 'error',
  message: ({ all, skipped }: { all: number; skipped: readonly string[] }) =>
    `${all === 0
      ? 'there are no nodes'
      : `none of the ${all} nodes has a usable address: ${listed(
        skipped,
      )}`}; check the nodes, or set "allowEmpty" for a cluster without nodes`,
  why: 'No kubelet would be monitored, and nothing would report it.',
  example: { all: 1, skipped: ['"node-7" (InternalIP "<nil>" is not an IP address)'] },
});

// -- the objects ----------------------------------------------------------------------------------

export const PORT = rule({
  id: 'node-endpoints/port',
  severity: 'error',
  message: (
    { port }: { port: number },
  ) => `"port" is ${port}: use a whole number from 1 to 65535, or remove it for the port of the kubelet, 10250`,
  why: 'The API server rejects the object.',
  example: { port: 0 },
});

export const SLICE_SIZE = rule({
  id: 'node-endpoints/slice-size',
  severity: 'error',
  message: (
    { size }: { size: number },
  ) => `"maxEndpointsPerSlice" is ${size}: use a whole number from 100 to 1000, or remove it for the default, 500`,
  why: 'The API server rejects more than 1,000 endpoints in an EndpointSlice. Below 100, an added or removed node may change over two '
    + 'slices; Kubernetes fills slices to 100.',
  example: { size: 5000 },
  see: 'https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/discovery/validation/validation.go',
});

export const ENDPOINTS_TOO_LARGE = rule({
  id: 'node-endpoints/endpoints-too-large',
  severity: 'error',
  message: ({ count, bytes, limit }: { count: number; bytes: number; limit: number }) =>
    `an Endpoints object of ${count} nodes has ${bytes} bytes, more than etcd's request limit of ${limit}: use only EndpointSlices, `
      + '"objects: EndpointObjects.SLICES"',
  why: 'The API server answers "request is too large", even if a dry run has passed, and new nodes are not monitored.',
  example: { count: 15000, bytes: 1903000, limit: 1572864 },
  see: 'https://etcd.io/docs/v3.5/dev-guide/limit/',
});

export const MIRRORING_TRUNCATES = rule({
  id: 'node-endpoints/mirroring-truncates',
  severity: 'warning',
  message: ({ count, limit }: { count: number; limit: number }) =>
    `an Endpoints object of ${count} nodes is mirrored to EndpointSlices with only the first ${limit} addresses, so a Prometheus that uses `
      + 'EndpointSlices misses the others: use "objects: EndpointObjects.BOTH" or "SLICES"',
  why: 'The mirroring controller leaves out addresses above its limit (--mirroring-max-endpoints-per-subset) and reports that only in an '
    + 'event.',
  example: { count: 2500, limit: 1000 },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/3862',
});

export const CLIENT_SIDE_APPLY = rule({
  id: 'node-endpoints/client-side-apply',
  severity: 'warning',
  message: ({ objects, bytes, limit }: { objects: readonly string[]; bytes: number; limit: number }) =>
    `${listed(
      objects, 2,
    )} cannot be applied with client-side "kubectl apply", which stores a copy of the object in an annotation (up to `
    + `${bytes} bytes here; at most ${limit} are allowed): `
    + 'use server-side apply ("kubectl apply --server-side"; Argo CD: "ServerSideApply=true"; Flux always uses it), or smaller objects '
      + '(EndpointObjects.SLICES, a lower "maxEndpointsPerSlice")',
  why: 'The API server answers "metadata.annotations: Too long".',
  example: { objects: ['Endpoints "kubelet-nodes"'], bytes: 380000, limit: 262144 },
  see: 'https://github.com/prometheus-community/helm-charts/issues/1500',
});

export const DISCOVERY_ROLE = rule({
  id: 'node-endpoints/discovery-role',
  severity: 'warning',
  message: ({ cure }: { cure: string }) =>
    `only EndpointSlices are created, but Prometheus discovers Endpoints by default: ${cure}`,
  why: 'The ServiceMonitor would silently have no targets. Before 0.86 a ServiceMonitor cannot set the role by which its targets are '
    + 'discovered.',
  example: { cure: 'set "operatorVersion" (0.86 or newer), so that the ServiceMonitor sets the role' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7982',
});
