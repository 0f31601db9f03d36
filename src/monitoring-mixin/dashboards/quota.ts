import {
  BoardContext, column, DashboardDefinition, largest, lines, ofLargest, several, stat, table, toBoard, top, value,
} from './dashboard';
import { Panel, Row, Variable } from '../../dashboards/panels';

const NAMESPACE = 'namespace=~"$namespace"';
const QUOTA = ['namespace', 'resourcequota', 'resource'] as const;
const LEGEND = '{{namespace}} {{resource}}';

const quota = (
  type: 'used' | 'hard', { ksm, once }: BoardContext, more = '',
) => once(`kube_resourcequota{${ksm},${NAMESPACE},type="${type}"${more}}`, ...QUOTA);

/** Used share of a quota. A quota of 0 forbids a resource. */
const share = (context: BoardContext, more = '') => `${quota('used', context, more)} / ${context.on(...QUOTA)} `
  + `(${quota('hard', context, more)} > 0)`;

const limitsOf = ({ limits }: BoardContext) => ({ ...limits('KubeQuotaAlmostFull', { scale: 0.01 }), critical: 1 });

function glance(context: BoardContext): Row {
  const { warning = 1 } = limitsOf(context);
  return {
    title: 'At a glance',
    panels: [
      stat('Quotas', 'none', `count(count ${context.by('namespace', 'resourcequota')} (${quota('hard', context)})) or vector(0)`, {
        description: 'ResourceQuotas of the selected namespaces.', plain: 'any number is valid',
      }),
      stat('Fullest quota', 'percentunit', `max(${share(context)})`, {
        description: 'The largest used share of a quota. At 1 no object can be added, and rollouts that need one more pod stop: '
          + 'raise the quota, or delete what is not used.',
        thresholds: limitsOf(context),
        empty: 'No namespace has a quota',
      }),
      stat('Quotas almost full', 'none', `count(${share(context)} > ${warning}) or vector(0)`, {
        description: 'Quotas near or at their limit. Normally 0. The table shows them.',
        thresholds: { warning: 1 },
      }),
      stat('Quotas exceeded', 'none', `count(${share(context)} > 1) or vector(0)`, {
        description: 'Quotas that were lowered below what runs. Normally 0. Pods that end in these namespaces are not replaced.',
        thresholds: { critical: 1 },
      }),
    ],
  };
}

/** Resources in bytes, and the others. */
const BYTES = ',resource=~".*(memory|storage)|(requests[.])?hugepages-.+"';
const OTHERS = BYTES.replace('=~', '!~');

function quotas(title: string, unit: Panel['unit'], resources: string, description: string, context: BoardContext): Panel {
  const { cluster, on } = context;
  return table(title, unit, [
    column(cluster, 'Cluster'),
    column('namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')),
    column('resourcequota', 'Quota'),
    column('resource', 'Resource'),
  ], largest(on(...QUOTA), [
    value('Share', share(context, resources), { unit: 'percentunit', thresholds: limitsOf(context) }),
    value('Used', quota('used', context, resources)),
    value('Limit', quota('hard', context, resources)),
  ]), {
    description: `${description} At 1 no object can be added: raise the quota, or delete what is not used. Click on a namespace for its `
      + 'workloads.',
    sortBy: 'Share',
    empty: 'No namespace has such a quota',
    size: { w: 24, h: 8 },
  });
}

function list(context: BoardContext): Row {
  return {
    title: 'Quotas',
    panels: [
      quotas('Quotas', 'short', OTHERS, 'The 50 fullest quotas of CPU, in cores, and of numbers of objects.', context),
      quotas('Quotas of memory and storage', 'bytes', BYTES, 'The 50 fullest quotas of memory and of storage.', context),
    ],
  };
}

function curves(context: BoardContext): Row {
  const both = (resource: string) => {
    const names = `,resource=~"${resource}"`;
    const fullest = (expr: string) => ofLargest(expr, context.on(...QUOTA), share(context, names), 5);
    return [
      { expr: fullest(quota('hard', context, names)), legend: `${LEGEND} limit` },
      { expr: fullest(quota('used', context, names)), legend: `${LEGEND} used` },
    ];
  };
  const empty = 'No quota limits it';
  return {
    title: 'Over time',
    panels: [
      lines('Share of quotas', 'percentunit', top(share(context)), LEGEND, {
        thresholds: limitsOf(context),
        empty: 'No namespace has a quota',
        description: 'The ten fullest quotas. A line that only rises ends at 1: raise the quota before, or find what grows.',
      }),
      several('CPU requests', 'short', both('cpu|requests[.]cpu'), {
        empty,
        description: 'CPUs that pods request, and what the quota allows: the five fullest.',
      }),
      several('Memory requests', 'bytes', both('memory|requests[.]memory'), {
        empty,
        description: 'Memory that pods request, and what the quota allows: the five fullest.',
      }),
      several('CPU limits', 'short', both('limits[.]cpu'), {
        empty,
        description: 'CPUs that pods may use at most (limits), and what the quota allows: the five fullest.',
      }),
      several('Memory limits', 'bytes', both('limits[.]memory'), {
        empty,
        description: 'Memory that pods may use at most (limits), and what the quota allows: the five fullest.',
      }),
      several('Pods', 'none', both('pods|count/pods'), { empty, description: 'Pods, and how many the quota allows: the five fullest.' }),
      several('Storage', 'bytes', both('requests[.]storage|.+/requests[.]storage'), {
        empty,
        description: 'Space that claims request, and what the quota allows: the five fullest.',
      }),
    ],
  };
}

function ranges(context: BoardContext): Row {
  return {
    title: 'Limits of single containers and claims',
    panels: [range('Limit ranges', 'short', OTHERS, context), range('Limit ranges of memory and storage', 'bytes', BYTES, context)],
  };
}

function range(title: string, unit: Panel['unit'], resources: string, { cluster, ksm, once }: BoardContext): Panel {
  const labels = ['namespace', 'limitrange', 'type', 'resource', 'constraint'] as const;
  return table(title, unit, [
    column(cluster, 'Cluster'),
    column('namespace', 'Namespace'),
    column('limitrange', 'LimitRange'),
    column('type', 'Of'),
    column('resource', 'Resource'),
    column('constraint', 'What'),
  ],
  [value('Value', `topk(50, ${once(`kube_limitrange{${ksm},${NAMESPACE}${resources}}`, ...labels)})`)], {
    description: 'What LimitRanges set: "default" is the limit of a container without its own, "defaultRequest" its request, "min" and '
      + '"max" what it may have.',
    empty: 'No namespace has such a LimitRange',
    size: { w: 24, h: 8 },
  });
}

export const QUOTAS: DashboardDefinition = {
  id: 'quota',
  title: 'Kubernetes / Quotas',
  description: 'What namespaces use of their quotas: CPU, memory, pods, storage and objects.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which quota is almost full?', panel: 'Quotas' },
    { question: 'What may a container have by default?', panel: 'Limit ranges' },
  ],
  needs: ['kubeStateMetrics'],
  groups: [],
  alerts: {
    names: [
      'KubeQuotaAlmostFull',
      'KubeQuotaFullyUsed',
      'KubeQuotaExceeded',
      'KubeCPUQuotaOvercommit',
      'KubeMemoryQuotaOvercommit',
    ],
  },
  variables: ({ ksm }): Variable[] => [{ name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace', multi: true }],
  rows: context => [glance(context), list(context), curves(context), ranges(context)],
};
