import { DashboardDefinition, lines, several, stat, table } from './dashboard';
import { disruptionLimits } from '../../versions/disruption-limits';
import { Context } from '../definition';

/** What remote write has yet to send; Prometheus before 3.7 does not know what a queue was given, only what was stored. */
function behind(prometheus: string, on: string): string {
  const sent = `prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${prometheus}}`;
  const given = `prometheus_remote_storage_queue_highest_timestamp_seconds{${prometheus}}`;
  const stored = `prometheus_remote_storage_highest_timestamp_in_seconds{${prometheus}}`;
  return `max by (pod, url) ((${given} - ${sent}) or (${stored} - ${on} group_right () ${sent} unless ${on} ${given}))`;
}

export const PROMETHEUS: DashboardDefinition = {
  id: 'prometheus',
  title: 'Monitoring / Prometheus',
  description: 'What Prometheus scrapes, keeps, evaluates and sends.',
  needs: ['prometheus'],
  groups: ['prometheus'],
  rows: ({ here, prometheus, on }) => [
    {
      title: 'At a glance',
      panels: [
        stat('Targets up', 'percentunit', `sum(job:up:sum{${here}}) / sum(job:up:count{${here}})`),
        stat('Samples', 'ops', `sum(pod:prometheus_tsdb_head_samples_appended:rate5m{${here}})`),
        stat('Series in memory', 'short', `sum(prometheus_tsdb_head_series{${prometheus}})`),
        stat('Rules that fail', 'none', `sum(increase(prometheus_rule_evaluation_failures_total{${prometheus}}[10m]))`),
      ],
    },
    {
      title: 'Scraping',
      panels: [
        lines('Targets that are down', 'none', `(job:up:count{${here}} - job:up:sum{${here}}) > 0`, '{{job}}'),
        lines('Samples of a scrape by job', 'short', `topk(10, job:scrape_samples_post_metric_relabeling:sum{${here}})`, '{{job}}'),
        lines('Longest scrape by job', 's', `topk(10, job:scrape_duration_seconds:max{${here}})`, '{{job}}'),
        several('Samples dropped', 'ops', [
          { expr: `sum by (pod) (rate(prometheus_target_scrapes_sample_duplicate_timestamp_total{${prometheus}}[5m]))`, legend: '{{pod}} duplicate' },
          { expr: `sum by (pod) (rate(prometheus_target_scrapes_sample_out_of_order_total{${prometheus}}[5m]))`, legend: '{{pod}} out of order' },
        ]),
      ],
    },
    {
      title: 'Keeping',
      panels: [
        lines('Series in memory', 'short', `prometheus_tsdb_head_series{${prometheus}}`, '{{pod}}'),
        lines('New series', 'ops', `pod:prometheus_tsdb_head_series_created:rate1h{${here}}`, '{{pod}}'),
        lines('Blocks on disk', 'bytes', `prometheus_tsdb_storage_blocks_bytes{${prometheus}}`, '{{pod}}'),
        lines('Memory', 'bytes', `process_resident_memory_bytes{${prometheus},container!~"config-reloader|thanos-sidecar"}`, '{{pod}}'),
      ],
    },
    {
      title: 'Answering and sending',
      panels: [
        lines('Time of a group of rules', 's', `topk(10, max by (rule_group) (prometheus_rule_group_last_duration_seconds{${prometheus}}))`, '{{rule_group}}'),
        lines('Queries', 's', `max by (slice) (prometheus_engine_query_duration_seconds{${prometheus},quantile="0.99"})`, '{{slice}}'),
        lines('Alerts that could not be sent', 'ops', `sum by (alertmanager) (rate(prometheus_notifications_errors_total{${prometheus}}[5m]))`, '{{alertmanager}}'),
        lines('Behind in remote write', 's', behind(prometheus, on('namespace', 'pod')), '{{pod}} {{url}}'),
      ],
    },
  ],
};

export const ALERTMANAGER: DashboardDefinition = {
  id: 'alertmanager',
  title: 'Monitoring / Alertmanager',
  description: 'Which alerts come in, and what goes out.',
  needs: ['alertmanager'],
  groups: [],
  rows: ({ alertmanager }) => [
    {
      title: 'At a glance',
      panels: [
        stat('Up', 'none', `sum(up{${alertmanager},container!="config-reloader"})`),
        stat('Members', 'none', `min(alertmanager_cluster_members{${alertmanager}})`),
        stat('Alerts', 'none', `max(sum by (pod) (alertmanager_alerts{${alertmanager},state="active"}))`),
        stat('Silences', 'none', `max(alertmanager_silences{${alertmanager},state="active"})`),
      ],
    },
    {
      title: 'In and out',
      panels: [
        lines('Alerts received', 'ops', `sum by (pod, status) (rate(alertmanager_alerts_received_total{${alertmanager}}[5m]))`, '{{pod}} {{status}}'),
        lines('Sent', 'ops', `sum by (integration) (rate(alertmanager_notifications_total{${alertmanager}}[5m]))`, '{{integration}}'),
        lines('Not sent', 'ops', `sum by (integration) (rate(alertmanager_notifications_failed_total{${alertmanager}}[5m]))`, '{{integration}}'),
        lines('Time to send (p99)', 's', `histogram_quantile(0.99, sum by (integration, le) (rate(alertmanager_notification_latency_seconds_bucket{${alertmanager}}[5m])))`, '{{integration}}'),
      ],
    },
  ],
};

export const FEDERATION: DashboardDefinition = {
  id: 'federation',
  title: 'Monitoring / Federation',
  description: 'Other clusters, as this Prometheus federates them.',
  isOfFederation: true,
  needs: ['prometheus'],
  groups: [],
  rows: ({ cluster, prometheus }) => {
    const all = 'job="federation"';
    return [
      {
        title: 'At a glance',
        panels: [
          stat('Clusters', 'none', `count(count by (${cluster}) (up{${all}}))`),
          stat('Clusters down', 'none', `count(max by (${cluster}) (up{${all}}) == 0) or vector(0)`),
          stat('Clusters without a series', 'none', `count(sum by (${cluster}) (scrape_samples_scraped{${all}}) == 0) or vector(0)`),
        ],
      },
      {
        title: 'By cluster',
        panels: [
          lines('Samples', 'short', `sum by (${cluster}) (scrape_samples_post_metric_relabeling{${all}})`, `{{${cluster}}}`),
          lines('Time of an answer', 's', `max by (${cluster}) (scrape_duration_seconds{${all}})`, `{{${cluster}}}`),
          lines('Up', 'bool_on_off', `max by (${cluster}) (up{${all}})`, `{{${cluster}}}`),
          several('Samples dropped here', 'ops', [
            { expr: `sum by (pod) (rate(prometheus_target_scrapes_sample_duplicate_timestamp_total{${prometheus}}[5m]))`, legend: '{{pod}} duplicate' },
            { expr: `sum by (pod) (rate(prometheus_target_scrapes_sample_out_of_order_total{${prometheus}}[5m]))`, legend: '{{pod}} out of order' },
          ]),
          table('Targets', 'none', `up{${all}}`),
        ],
      },
    ];
  },
};

/** What cannot be seen here, so that an empty panel is not read as "nothing happened". */
function limitsText({ kubeStateMetrics, jobs }: Context): string {
  const limits = disruptionLimits(kubeStateMetrics, {
    apiServer: jobs.apiServer !== undefined,
    scheduler: jobs.scheduler !== undefined,
    controllerManager: jobs.controllerManager !== undefined,
    kubelet: jobs.kubelet !== undefined,
  });
  const sentences = limits.map(({ what, cure }) => `${what}: ${cure}.`);
  return sentences.length === 0 ? '' : ` Not everything is visible with kube-state-metrics ${kubeStateMetrics.text}. ${sentences.join(' ')}`;
}

export const DISRUPTIONS: DashboardDefinition = {
  id: 'disruptions',
  title: 'Kubernetes / Disruptions',
  description: 'Pods that were taken away: by whom, and where. A pod counts once.',
  needs: ['kubeStateMetrics'],
  groups: ['disruptions'],
  rows: context => {
    const { here, ksm, jobs, karpenter } = context;
    const disrupted = `pod_disruption:increase5m{${here}}`;
    const stacked = (title: string, legend: string, description: string, ...labels: string[]) =>
      lines(title, 'short', `sum by (${labels.join(', ')}) (${disrupted})`, legend, { stacked: true, description });
    return [
      {
        title: 'At a glance',
        panels: [
          stat('In five minutes', 'none', `sum(${disrupted}) or vector(0)`),
          stat('Nodes that are drained', 'none', `count(node:pod_disruption_initiator:info{${here},initiator!="eviction-api"}) or vector(0)`),
          stat('Budgets that allow none', 'none', `count(kube_poddisruptionbudget_status_pod_disruptions_allowed{${ksm}} == 0) or vector(0)`),
        ],
      },
      {
        title: 'Who and where',
        panels: [
          stacked('By cause', '{{cause}} ({{initiator}})', `Pods that were disrupted in the five minutes before.${limitsText(context)}`, 'cause', 'initiator'),
          stacked('By namespace', '{{namespace}}', 'Without a name where only a counter knows of the pods.', 'namespace'),
          stacked('By node', '{{node}}', 'Without a name where only a counter knows of the pods.', 'node'),
          stacked('By workload', '{{namespace}}/{{workload}}', 'Without a name where only a counter knows of the pods.', 'namespace', 'workload'),
          table('Pods', 'none', `sum by (namespace, pod, workload, node, cause, initiator, signal) (namespace_pod:pod_disruption:increase5m{${here}})`, {
            description: 'Each pod that was disrupted in the five minutes before, once, with its first cause. "signal" is the resource of which the node was short.',
          }),
          table('Nodes that are drained', 'none', `node:pod_disruption_initiator:info{${here},initiator!="eviction-api"}`),
        ],
      },
      {
        title: 'Budgets and evictions',
        panels: [
          ...jobs.apiServer === undefined ? [] : [lines('Evictions that were requested', 'short', `cluster_code:apiserver_eviction_requests:increase5m{${here}}`, '{{code}}', { description: '201 is done, 429 is refused by a PodDisruptionBudget.' })],
          ...jobs.karpenter === undefined ? [] : [lines('Nodes that Karpenter disrupts', 'short', `nodepool_reason:karpenter_nodeclaims_disrupted:increase5m{${here}}`, '{{nodepool}} {{reason}}'),
            lines('Pods that Karpenter drains', 'short', `sum by (reason) (increase(karpenter_pods_drained_total{${karpenter}}[5m]))`, '{{reason}}')],
          table('Budgets that allow none', 'none', `kube_poddisruptionbudget_status_pod_disruptions_allowed{${ksm}} == 0`),
        ],
      },
    ];
  },
};
