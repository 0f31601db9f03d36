import { BoardContext, column, DashboardDefinition, lines, quantile, several, stat, states, table, top, value } from './dashboard';
import { Row } from '../../dashboards/panels';

/** The config reloader of each pod is scraped with the same job, and is not an Alertmanager. */
const MEMBERS = 'container!="config-reloader"';

export const ALERTMANAGER: DashboardDefinition = {
  id: 'alertmanager',
  title: 'Monitoring / Alertmanager',
  description: 'Alerts received, notifications sent, and failures.',
  folder: 'Monitoring',
  questions: [
    { question: 'Are all Alertmanagers up and connected?', panel: 'Members' },
    { question: 'Are notifications sent?', panel: 'Failed notifications' },
    { question: 'Which alerts fire?', panel: 'All firing alerts' },
  ],
  needs: ['alertmanager'],
  groups: [],
  alerts: { groups: ['alertmanager'] },
  rows: context => [glance(context), flow(context), alerts(context)],
};

function glance({ alertmanager, by }: BoardContext): Row {
  const up = `up{${alertmanager},${MEMBERS}}`;
  return {
    title: 'At a glance',
    panels: [
      stat('Up', 'none', `sum(${up})`, {
        description: 'Alertmanagers that are scraped, without the config reloaders in their pods.',
        plain: 'any number of Alertmanagers is valid',
        empty: 'Alertmanager is not scraped',
      }),
      stat('Down', 'none', `count(${up} == 0) or vector(0)`, {
        description: 'Alertmanagers that are not scraped. Normally 0. If not, look at the events and the log of this pod.',
        thresholds: { critical: 1 },
      }),
      stat('Members', 'none', `min(max ${by('pod')} (alertmanager_cluster_members{${alertmanager}}))`, {
        description: 'Members in the cluster of every Alertmanager. Normally the number of replicas. With fewer, notifications are sent '
          + 'more '
          + 'than once. Look at port 9094 and NetworkPolicies.',
        plain: 'the right number is that of the replicas',
        empty: 'Only one replica',
      }),
      stat('Alerts firing', 'none', `max(sum ${by('pod')} (alertmanager_alerts{${alertmanager},state="active"}))`, {
        description: 'Active alerts that are neither silenced nor inhibited.',
        plain: 'Watchdog always fires, and others may',
      }),
      stat('Silences', 'none', `max(alertmanager_silences{${alertmanager},state="active"})`, {
        description: 'Active silences. Review them regularly: a forgotten silence hides the next incident.',
        plain: 'any number of silences is valid',
      }),
      stat('Configuration loaded', 'bool_on_off', `min(max ${by('pod')} (alertmanager_config_last_reload_successful{${alertmanager}}))`, {
        description: 'Whether every Alertmanager loaded its last configuration. If not, read its log: until then changes have no effect.',
        thresholds: { critical: 1, direction: 'below' },
      }),
    ],
  };
}

function flow({ alertmanager, limits }: BoardContext): Row {
  const rate = (metric: string, by: string) => `sum by (${by}) (rate(alertmanager_${metric}{${alertmanager}}[$__rate_interval]))`;
  return {
    title: 'Alerts and notifications',
    panels: [
      lines('Alerts received', 'ops', rate('alerts_received_total', 'pod, status'), '{{pod}} {{status}}', {
        description: 'Alerts from Prometheus: each is sent again every minute. All members receive the same; Prometheus does not '
          + 'send to one that receives none.',
      }),
      several('Notifications', 'ops', [{
        expr: `${rate('notifications_total', 'integration')} > 0`,
        legend: '{{integration}}',
      }], {
        description: 'Notifications by integration, failed ones included. Without firing alerts there are none.',
        empty: 'No notification was sent',
      }),
      lines('Failed notifications', 'ops', top(`${rate(
        'notifications_failed_total', 'integration, reason',
      )} > 0`), '{{integration}} {{reason}}', {
        description: 'Failed notifications by reason. clientError: a wrong address or password. serverError: the receiver fails. These '
          + 'alerts reach nobody: fix the receiver first.',
        empty: 'Nothing fails',
      }),
      lines('Failed notifications (share)', 'percentunit', `${rate('notifications_failed_total', 'integration')} / `
        + `(${rate('notifications_total', 'integration')} > 0)`, '{{integration}}', {
        thresholds: limits('AlertmanagerFailedToSendAlerts', { scale: 0.01 }),
        description: 'Share of the notifications that fail. Normally 0. At 1 nothing reaches this receiver.',
        empty: 'No notification was sent',
      }),
      lines('Notification duration (p99)', 's', quantile(
        0.99, 'alertmanager_notification_latency_seconds', alertmanager, 'by (integration)',
      ), '{{integration}}', {
        description: 'How long receivers take to accept a notification. Normally below 5 s.',
        empty: 'No notification was sent',
      }),
      states('Alertmanager over time', 'bool_on_off', `max by (pod) (up{${alertmanager},${MEMBERS}})`, '{{pod}}', {
        thresholds: { critical: 1, direction: 'below' },
        description: 'When each Alertmanager was scraped. If all are down, no notification is sent.',
      }),
    ],
  };
}

function alerts({ here, cluster, by }: BoardContext): Row {
  const labels = ['alertname', 'severity', 'namespace'];
  return {
    title: 'All alerts',
    panels: [
      table('All firing alerts', 'none', [
        column(cluster, 'Cluster'),
        column('alertname', 'Alert'),
        column('severity', 'Severity'),
        column('namespace', 'Namespace'),
      ],
      [value('Count', `topk(50, count ${by(...labels)} (ALERTS{${here},alertstate="firing",alertname!~"Watchdog|InfoInhibitor"}))`)], {
        description: 'All alerts that fire in the selected clusters, also those of other rules. Normally none. The runbook of an alert '
            + 'explains what to do.',
        sortBy: 'Count',
        empty: 'No alert fires',
      }),
    ],
  };
}
