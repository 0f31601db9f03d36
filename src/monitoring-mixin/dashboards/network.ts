import { BoardContext, column, DashboardDefinition, largest, lines, several, stat, table, toBoard, top, value } from './dashboard';
import { byNodeName } from './node-name';
import { Details, Link, Panel, Row, Variable } from '../../dashboards/panels';
import { POD_OWNER } from '../groups/workload-owners';

const NAMESPACE = 'namespace=~"$namespace"';
const HOST = 'Pods with hostNetwork are not counted: they report the traffic of the whole node.';

const DIRECTIONS = ['receive', 'transmit'] as const;
type Direction = typeof DIRECTIONS[number];
const WORDS: Readonly<Record<Direction, string>> = { receive: 'received', transmit: 'sent' };

/** Counters of pod traffic. Bytes are recorded. */
type Kind = 'bytes' | 'packets' | 'packets_dropped' | 'errors';

/** By pod, without those with hostNetwork. */
function ofPods(kind: Kind, direction: Direction, { here, cadvisor, ksm, by, on }: BoardContext): string {
  if (kind === 'bytes') {
    return `sum ${by('namespace', 'pod')} `
    + `(namespace_pod:container_network_${direction}_bytes:rate5m{${here},${NAMESPACE}})`;
  }
  return `sum ${by('namespace', 'pod')} `
    + `(rate(container_network_${direction}_${kind}_total{${cadvisor},${NAMESPACE},pod!=""}[$__rate_interval]))`
    + ` unless ${on('namespace', 'pod')} kube_pod_info{${ksm},host_network="true"}`;
}

/** Level of the grouping. */
interface Level {
  readonly labels: readonly string[];
  readonly legend: string;
  readonly sum: (pods: string, context: BoardContext) => string;
  readonly links: readonly Link[];
  /** Its name in texts. */
  readonly words: string;
}

const BY_NAMESPACE: Level = {
  labels: ['namespace'],
  legend: '{{namespace}}',
  sum: (pods, { by }) => `sum ${by('namespace')} (${pods})`,
  links: [toBoard('network-pods', 'Network of ${__field.labels.namespace}', 'namespace')],
  words: 'namespaces',
};

const BY_WORKLOAD: Level = {
  labels: ['namespace', 'workload', 'workload_type'],
  legend: '{{namespace}}/{{workload}}',
  sum: (pods, { here, by, on }) => {
    const owners = `topk ${by('namespace', 'pod')} (1, ${POD_OWNER}{${here},${NAMESPACE}})`;
    return `sum ${by('namespace', 'workload', 'workload_type')} ((${pods}) * ${on('namespace', 'pod')} group_left (workload, `
      + `workload_type) ${owners})`;
  },
  links: [toBoard('workload', 'Pods of ${__field.labels.workload}', 'namespace', 'workload', 'workload_type')],
  words: 'workloads',
};

const BY_POD: Level = {
  labels: ['namespace', 'pod'],
  legend: '{{namespace}}/{{pod}}',
  sum: pods => pods,
  links: [toBoard('pod', 'Pod ${__field.labels.pod}', 'namespace', 'pod')],
  words: 'pods',
};

const traffic = (
  kind: Kind, direction: Direction, level: Level, context: BoardContext,
) => level.sum(ofPods(kind, direction, context), context);

/** One series for each name, over all clusters. */
const curve = (kind: Kind, direction: Direction, level: Level, context: BoardContext) =>
  `sum by (${level.labels.join(', ')}) (${traffic(kind, direction, level, context)})`;

/** Per direction, so that all names fit into the legend. */
const EACH = 6;

/** One series for each direction. */
function both(title: string, unit: Panel['unit'], kind: Kind, level: Level, context: BoardContext, details: Details): Panel {
  return several(title, unit, DIRECTIONS.map(direction => ({
    expr: top(curve(kind, direction, level, context), EACH), legend: `${level.legend} ${WORDS[direction]}`,
  })), { links: level.links, ...details });
}

function curves(level: Level, context: BoardContext): Panel[] {
  const { words } = level;
  const one = (direction: Direction) => lines(`Bytes ${WORDS[direction]} by ${words}`, 'Bps', top(curve(
    'bytes', direction, level, context,
  )), level.legend, {
    links: level.links,
    stacked: true,
    description: `The ten ${words} with most bytes. Look at a step without a rollout. ${HOST}`,
    empty: 'No traffic',
  });
  return [
    one('receive'),
    one('transmit'),
    both(`Packets by ${words}`, 'pps', 'packets', level, context, {
      description: `The six ${words} with most packets in each direction. Many packets with few bytes are small requests.`,
      empty: 'No traffic',
    }),
    both(`Packets dropped by ${words}`, 'pps', 'packets_dropped', level, context, {
      description: `The six ${words} with most dropped packets. Normally 0. If not, a pod reads too slowly, or its `
        + 'node is overloaded.',
      empty: 'No traffic',
    }),
  ];
}

function list(level: Level, columns: readonly ReturnType<typeof column>[], context: BoardContext): Panel {
  const { cluster, on } = context;
  const one = (title: string, kind: Kind, direction: Direction, unit: 'Bps' | 'pps') =>
    value(title, traffic(kind, direction, level, context), { unit });
  const bad = (title: string, kind: Kind) =>
    value(
      title,
      DIRECTIONS.map(direction => `(${traffic(kind, direction, level, context)})`).join(' + '),
      { unit: 'pps', thresholds: { warning: 0.1 } },
    );
  return table(`Traffic of ${level.words}`, 'Bps', [column(cluster, 'Cluster'), ...columns], largest(on(...level.labels), [
    one('Received', 'bytes', 'receive', 'Bps'),
    one('Sent', 'bytes', 'transmit', 'Bps'),
    one('Packets received', 'packets', 'receive', 'pps'),
    one('Packets sent', 'packets', 'transmit', 'pps'),
    bad('Dropped', 'packets_dropped'),
    bad('Errors', 'errors'),
  ]), {
    description: `The 50 ${level.words} that receive most. Dropped packets and errors are normally 0. ${HOST}`,
    sortBy: 'Received',
    empty: 'No traffic',
  });
}

const total = (kind: Kind, direction: Direction, context: BoardContext) => `sum(${ofPods(kind, direction, context)})`;

function glance(context: BoardContext): Row {
  const { node, jobs } = context;
  const tcp = (what: string) => `sum(rate(node_netstat_Tcp_${what}{${node}}[$__rate_interval]))`;
  return {
    title: 'At a glance',
    panels: [
      stat('Received', 'Bps', total('bytes', 'receive', context), {
        description: `Bytes that pods receive. ${HOST}`,
        plain: 'it follows the load',
      }),
      stat('Sent', 'Bps', total('bytes', 'transmit', context), {
        description: `Bytes that pods send. ${HOST}`,
        plain: 'it follows the load',
      }),
      stat('Packets dropped', 'pps', `${total('packets_dropped', 'receive', context)} + ${total('packets_dropped', 'transmit', context)}`, {
        description: 'Dropped packets of pods. Normally 0. If not, the table shows where.',
        thresholds: { warning: 1 },
      }),
      ...jobs.nodeExporter === undefined ? [] : [stat('TCP retransmissions', 'percentunit', `${tcp('RetransSegs')} / ${tcp('OutSegs')}`, {
        description: 'Share of the TCP segments that nodes send again because they were lost. Normally below 0.01. If not, a network is '
          + 'overloaded or broken.',
        thresholds: { warning: 0.02, critical: 0.1 },
      })],
    ],
  };
}

function tcpRow({ node, jobs, by }: BoardContext): Row[] {
  if (jobs.nodeExporter === undefined) { return []; }
  const rate = (what: string) => `sum ${by('node', 'instance')} (rate(node_netstat_${what}{${node}}[$__rate_interval]))`;
  const links = [toBoard('nodes', 'Node ${__field.labels.node}', 'node')];
  const name = '{{node}}';
  return [{
    title: 'TCP of nodes',
    panels: [
      lines('TCP retransmissions by node', 'percentunit', top(
        byNodeName(`${rate('Tcp_RetransSegs')} / (${rate('Tcp_OutSegs')} > 0)`),
      ), name, {
        links,
        description: 'The ten nodes with the largest share. Normally below 0.01. If one node is above the others, check its network '
          + 'adapter and its cable.',
      }),
      lines('TCP SYN retransmissions by node', 'pps', top(byNodeName(rate('TcpExt_TCPSynRetrans'))), name, {
        links,
        description: 'The ten nodes that repeat most connection attempts (SYN). Normally near 0. If not, a firewall drops them, or the '
          + 'server is down.',
      }),
    ],
  }];
}

const namespaces = ({ ksm }: BoardContext): Variable => ({
  name: 'namespace',
  series: `kube_namespace_created{${ksm}}`,
  label: 'namespace',
  multi: true,
});

export const NETWORK: DashboardDefinition = {
  id: 'network',
  title: 'Kubernetes / Network',
  description: 'Traffic of pods by namespace: bytes, packets and drops; TCP of nodes.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which namespace sends and receives how much?', panel: 'Traffic of namespaces' },
    { question: 'Are packets dropped or sent again?', panel: 'Packets dropped by namespaces' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: {
    names: [
      'NodeNetworkReceiveErrs',
      'NodeNetworkTransmitErrs',
      'NodeNetworkInterfaceFlapping',
      'NodeHighNumberConntrackEntriesUsed',
      'NodeBondingDegraded',
    ],
  },
  variables: context => [namespaces(context)],
  rows: context => [
    glance(context),
    {
      title: 'By namespace',
      panels: [
        list(BY_NAMESPACE, [column('namespace', 'Namespace', toBoard('network-pods', 'Network of ${__value.text}', 'namespace'))], context),
        ...curves(BY_NAMESPACE, context),
      ],
    },
    ...tcpRow(context),
  ],
};

export const NETWORK_PODS: DashboardDefinition = {
  id: 'network-pods',
  title: 'Kubernetes / Network of a namespace',
  description: 'Traffic of a namespace by workload and by pod: bytes, packets and drops.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which workload sends and receives how much?', panel: 'Traffic of workloads' },
    { question: 'Which pod sends and receives how much?', panel: 'Traffic of pods' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: {},
  variables: context => [namespaces(context)],
  rows: context => [
    {
      title: 'By workload',
      panels: [
        list(BY_WORKLOAD, [
          column('namespace', 'Namespace'),
          column('workload', 'Workload', toBoard('workload', 'Pods of ${__value.text}', 'namespace', 'workload', 'workload_type')),
          column('workload_type', 'Type'),
        ], context),
        ...curves(BY_WORKLOAD, context),
      ],
    },
    {
      title: 'By pod',
      panels: [
        list(BY_POD, [
          column('namespace', 'Namespace'),
          column('pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')),
        ], context),
        ...curves(BY_POD, context),
      ],
    },
  ],
};
