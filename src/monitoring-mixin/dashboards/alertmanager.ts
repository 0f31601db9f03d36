import { BoardContext, column, DashboardDefinition, lines, quantile, several, stat, states, table, top, value } from './dashboard';
import { Row } from '../../dashboards/panels';

/** The config reloader of each pod is scraped in the same job, and is no Alertmanager. */
const MEMBERS = 'container!="config-reloader"';

export const ALERTMANAGER: DashboardDefinition = {
  id: 'alertmanager',
  title: 'Monitoring / Alertmanager',
  description: 'Which alerts come in, and what goes out.',
  folder: 'Monitoring',
  questions: [
    { question: 'Are all Alertmanagers up, and do they know each other?', panel: 'Members' },
    { question: 'Are notifications sent?', panel: 'Notifications that fail' },
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
        plain: 'every number of Alertmanagers can be right',
        empty: 'Alertmanager is not scraped',
      }),
      stat('Down', 'none', `count(${up} == 0) or vector(0)`, {
        description: 'Alertmanagers that are not scraped. Normal is 0. If not, look at the events and the log of this pod.',
        thresholds: { critical: 1 },
      }),
      stat('Members', 'none', `min(max ${by('pod')} (alertmanager_cluster_members{${alertmanager}}))`, {
        description: 'Members that every Alertmanager knows. Normal is the number of replicas; with fewer, notifications are sent more '
          + 'than once. Look at port 9094 and NetworkPolicies.',
        plain: 'it must be the number of replicas, which only you know',
        empty: 'One replica alone',
      }),
      stat('Alerts firing', 'none', `max(sum ${by('pod')} (alertmanager_alerts{${alertmanager},state="active"}))`, {
        description: 'Alerts that Alertmanager has and that no silence and no inhibition holds back.',
        plain: 'Watchdog always fires, and others may',
      }),
      stat('Silences', 'none', `max(alertmanager_silences{${alertmanager},state="active"})`, {
        description: 'Silences that are active. Read them now and then: a silence without an end hides the next incident.',
        plain: 'every number of silences can be right',
      }),
      stat('Configuration loaded', 'bool_on_off', `min(max ${by('pod')} (alertmanager_config_last_reload_successful{${alertmanager}}))`, {
        description: 'Whether every Alertmanager could load its last configuration. If not, read its log: changes have no effect until '
          + 'then.',
        thresholds: { critical: 1, direction: 'below' },
      }),
    ],
  };
}

function flow({ alertmanager, limits }: BoardContext): Row {
  const rate = (metric: string, by: string) => `sum by (${by}) (rate(alertmanager_${metric}{${alertmanager}}[$__rate_interval]))`;
  return {
    title: 'In and out',
    panels: [
      lines('Alerts received', 'ops', rate('alerts_received_total', 'pod, status'), '{{pod}} {{status}}', {
        description: 'Alerts from Prometheus: each is sent again every minute. All members receive the same; one that receives none is '
          + 'not known to Prometheus.',
      }),
      several('Notifications', 'ops', [{
        expr: `${rate('notifications_total', 'integration')} > 0`,
        legend: '{{integration}}',
      }], {
        description: 'Notifications by integration, those that fail included. None is normal as long as no alert fires.',
        empty: 'No notification was sent',
      }),
      lines('Notifications that fail', 'ops', top(`${rate('notifications_failed_total', 'integration, reason')} > 0`), '{{integration}} {{reason}}', {
        description: 'Notifications that fail, by reason: clientError is a wrong address or password, serverError the other side. Nobody '
          + 'hears of these alerts: fix the receiver first.',
        empty: 'Nothing fails',
      }),
      lines('Share that fails', 'percentunit', `${rate('notifications_failed_total', 'integration')} / `
        + `(${rate('notifications_total', 'integration')} > 0)`, '{{integration}}', {
        thresholds: limits('AlertmanagerFailedToSendAlerts', { scale: 0.01 }),
        description: 'Share of the notifications that fail. Normal is 0. At 1 nothing reaches this receiver.',
        empty: 'No notification was sent',
      }),
      lines('Time to send (p99)', 's', quantile(0.99, 'alertmanager_notification_latency_seconds', alertmanager, 'by (integration)'), '{{integration}}', {
        description: 'How long the receivers need to accept a notification. Normal is below 5 s.',
        empty: 'No notification was sent',
      }),
      states('Alertmanager over time', 'bool_on_off', `max by (pod) (up{${alertmanager},${MEMBERS}})`, '{{pod}}', {
        thresholds: { critical: 1, direction: 'below' },
        description: 'When each Alertmanager was scraped. With all of them down nobody is notified.',
      }),
    ],
  };
}

function alerts({ here, cluster, by }: BoardContext): Row {
  const labels = ['alertname', 'severity', 'namespace'];
  return {
    title: 'What fires',
    panels: [
      table('All firing alerts', 'none', [
        column(cluster, 'Cluster'),
        column('alertname', 'Alert'),
        column('severity', 'Severity'),
        column('namespace', 'Namespace'),
      ],
      [value('Count', `topk(50, count ${by(...labels)} (ALERTS{${here},alertstate="firing",alertname!~"Watchdog|InfoInhibitor"}))`)], {
        description: 'All alerts that fire in the chosen clusters, those of other rules too. Normal is none. The runbook of an alert '
            + 'says what to do.',
        sortBy: 'Count',
        empty: 'No alert fires',
      }),
    ],
  };
}
