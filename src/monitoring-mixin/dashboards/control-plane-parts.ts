import { BoardContext, lines, quantile, stat, states, top } from './dashboard';
import { Panel, Row } from '../../dashboards/panels';

/** A component of the control plane. */
interface Component {
  /** Its name in texts: `kube-scheduler`. */
  readonly name: string;
  /** Matchers of its job. */
  readonly selector: string;
}

/** Labels that distinguish instances. A target at a static address has no pod. */
export const INSTANCE = ['pod', 'instance'] as const;

/** Adds the label `target` for legends: the name of the pod, or else the address. */
export const byPart = (expr: string): string =>
  `label_replace(label_replace(${expr}, "target", "$1", "instance", "(.+)"), "target", "$1", "pod", "(.+)")`;

const LEGEND = '{{target}}';

/** A line for each instance. */
export function byInstance(title: string, unit: Panel['unit'], expr: string, details: Parameters<typeof lines>[4]): Panel {
  return lines(title, unit, byPart(expr), LEGEND, details);
}

const runbook = (name: string) => `read the log of its pod: "kubectl --namespace kube-system logs ${name === 'etcd' ? 'etcd' : name}-NODE"`;

/** The number of instances, and of instances that cannot be scraped. */
export function upStats({ name, selector }: Component): Panel[] {
  return [
    stat('Instances', 'none', `count(up{${selector}})`, {
      description: `Instances of ${name} that are discovered. Normally one for each control plane node.`,
      plain: 'The right number depends on the cluster.',
      empty: `${name} is not scraped`,
    }),
    stat('Instances down', 'none', `count(up{${selector}} == 0) or vector(0)`, {
      description: `Instances of ${name} that cannot be scraped. Normally 0. If not, check whether the pod runs, and ${runbook(name)}.`,
      thresholds: { warning: 1 },
    }),
  ];
}

/** Start time of an instance. */
export function upStates({ name, selector }: Component, { once }: BoardContext): Panel {
  return states('Up', 'bool_on_off', byPart(once(`up{${selector}}`, ...INSTANCE)), LEGEND, {
    description: `Whether each instance of ${name} can be scraped. Gaps are restarts, or instances that were not discovered.`,
    thresholds: { critical: 1, direction: 'below' },
  });
}

/**
 * The same for components with an instance per node: only instances that were down in the selected time, because the full list is too long.
 */
export function downStates({ name, selector }: Component, { on, once }: BoardContext): Panel {
  const wasDown = `${once(`min_over_time(up{${selector}}[$__range] @ end())`, ...INSTANCE)} == 0`;
  return states('Instances that were down', 'bool_on_off', byPart(`${once(`up{${selector}}`, ...INSTANCE)} and ${on(...INSTANCE)} `
    + `(${wasDown})`), LEGEND, {
    description: `Instances of ${name} that could not be scraped at some time. Normally none. If not, check whether the pod runs.`,
    thresholds: { critical: 1, direction: 'below' },
    empty: 'Every instance was up all the time',
  });
}

/** Resources that an instance uses. */
export function processRow({ name, selector }: Component, { by }: BoardContext): Row {
  return {
    title: 'Resources',
    panels: [
      byInstance('CPU', 'short', `sum ${by(...INSTANCE)} (rate(process_cpu_seconds_total{${selector}}[$__rate_interval]))`, {
        description: `CPUs that each instance of ${name} uses. It grows with the number of objects and their changes. Look for a sudden `
          + 'change.',
      }),
      byInstance('Memory', 'bytes', `max ${by(...INSTANCE)} (process_resident_memory_bytes{${selector}})`, {
        description: `Memory that each instance of ${name} uses (RSS). It grows with the number of objects. A steady rise without new `
          + 'objects is a leak.',
      }),
    ],
  };
}

/** Its requests to the API server. */
export function clientRow({ name, selector }: Component, context: BoardContext): Row {
  const { by, limits } = context;
  const requests = (more: string) => `sum ${by(...INSTANCE)} (rate(rest_client_requests_total{${selector}${more}}[$__rate_interval]))`;
  return {
    title: 'Requests to the API server',
    panels: [
      lines('Requests by code', 'reqps', `sum by (code) (rate(rest_client_requests_total{${selector}}[$__rate_interval]))`, '{{code}}', {
        description: `Requests of ${name} to the API server, by status code. A few of 404 and 409 are normal. 401 and 403 are missing `
          + 'permissions.',
      }),
      byInstance('Failed requests', 'percentunit', `${requests(',code=~"5.."')} / ${requests('')}`, {
        description: `Share of the requests of ${name} that end with a server error. Normally 0. If not, check the API server and etcd.`,
        thresholds: limits('KubeClientErrors', { scale: 0.01 }),
        empty: 'No request has failed',
      }),
      lines('Request duration (p99)', 's', quantile(0.99, 'rest_client_request_duration_seconds', selector, 'by (verb)'), '{{verb}}', {
        description: `99% of the requests of ${name} are faster. Normally below 1 s. If not, check the API server `
          + 'and the network.',
        empty: 'No request was sent',
      }),
    ],
  };
}

/** Their names are long. */
const QUEUES = 8;

/** Its work queues. All controllers of Kubernetes expose the same metric names. */
export function queueRow({ name, selector }: Component): Row {
  const wait = quantile(0.99, 'workqueue_queue_duration_seconds', selector, 'by (name)');
  const work = quantile(0.99, 'workqueue_work_duration_seconds', selector, 'by (name)');
  const rate = (metric: string) => top(`sum by (name) (rate(workqueue_${metric}_total{${selector}}[$__rate_interval]))`, QUEUES);
  return {
    title: 'Work queues (workqueue)',
    panels: [
      lines('Objects waiting', 'short', top(`sum by (name) (workqueue_depth{${selector}})`, QUEUES), '{{name}}', {
        description: `Objects in the queues of ${name}: the eight longest. Normally near 0. A queue that grows has too few workers, or `
          + 'its work fails.',
      }),
      lines('Objects added', 'ops', rate('adds'), '{{name}}', {
        description: `Objects added to the queues of ${name}: the eight busiest. It follows the changes in the cluster.`,
      }),
      lines('Wait in the queue (p99)', 's', top(wait, QUEUES), '{{name}}', {
        description: `How long objects wait in the queues of ${name}: the eight slowest. Normally below 1 s. If not, changes take effect `
          + 'late.',
      }),
      lines('Work duration (p99)', 's', top(work, QUEUES), '{{name}}', {
        description: `How long ${name} works on an object: the eight slowest queues. If it rises, the API server or a provider answers `
          + 'slowly.',
      }),
      lines('Retries', 'ops', rate('retries'), '{{name}}', {
        description: 'Objects that are queued again after a failure: the eight worst queues. A few are normal. If it stays high, read the '
          + `log of ${name}.`,
      }),
    ],
  };
}

