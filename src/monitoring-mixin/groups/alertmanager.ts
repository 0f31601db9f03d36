import { Context, GroupDefinition } from '../definition';

const POD = '{{ $labels.namespace }}/{{ $labels.pod }}';
const CLUSTER = '{{ $labels.namespace }}/{{ $labels.service }}';

/** The members of a cluster are the pods of a Service. */
const GROUP = ['namespace', 'service'];
const MEMBER = [...GROUP, 'pod'];

/**
 * Targets that are Alertmanagers. The config reloader of each pod is scraped with the same job, and is not a member. A target without a
 * label `container`, or with that of a proxy in front of Alertmanager, is one.
 */
const membersOnly = ({ alertmanager }: Context) => `${alertmanager},container!="config-reloader"`;

/** A gauge of each member, even if its pod was replaced within the window. */
const ofMember = ({ alertmanager, by }: Context, metric: string, over = 'max_over_time') =>
  `max ${by(...MEMBER)} (${over}(alertmanager_${metric}{${alertmanager}}[5m]))`;

/** The share of members that match. */
function share(context: Context, isSo: string): string {
  const { by } = context;
  const members = `count ${by(...MEMBER)} (up{${membersOnly(context)}})`;
  return `count ${by(...GROUP)} (${isSo}) / count ${by(...GROUP)} (${members})`;
}

/**
 * Members with at least five starts in ten minutes. With a scrape interval of two minutes, five samples show four changes at most: then
 * every sample must differ.
 */
function restarts(context: Context): string {
  const window = `process_start_time_seconds{${membersOnly(context)}}[10m]`;
  return `max ${context.by(...MEMBER)} (changes(${window}) > 4 or (changes(${window}) > 3 and count_over_time(${window}) < 6))`;
}

/**
 * The share of failed notifications in percent. NaN for integrations that send none, which min() ignores. Since 0.26 failures are counted
 * by reason. The label receiver_name requires the feature flag receiver-name-in-metrics.
 */
function failingPercent({ alertmanager, by }: Context): string {
  const labels = by(...MEMBER, 'integration', 'receiver_name');
  const rate = (metric: string) => `sum ${labels} (rate(alertmanager_${metric}{${alertmanager}}[15m]))`;
  return `100 * ${rate('notifications_failed_total')} / ${rate('notifications_total')}`;
}

export const ALERTMANAGER: GroupDefinition = {
  name: 'alertmanager',
  title: 'Alertmanager',
  needs: ['alertmanager'],
  alerts: [
    {
      alert: 'AlertmanagerFailedReload',
      severity: 'critical',
      for: '10m',
      expr: context => `${ofMember(context, 'config_last_reload_successful')} == 0`,
      summary: `Alertmanager ${POD} cannot load its configuration.`,
      description: 'It keeps the previous configuration: changes have no effect, and after a restart it does not start. Read its log for '
        + 'the invalid field, and correct or revert it.',
    },
    {
      alert: 'AlertmanagerMembersInconsistent',
      severity: 'critical',
      for: '15m',
      expr: context => {
        const members = ofMember(context, 'cluster_members');
        return `${members} < ${context.on(...GROUP)} group_left () count ${context.by(...GROUP)} (${members})`;
      },
      summary: `Alertmanager ${POD} has found only {{ $value }} members of its cluster.`,
      description: 'Each part of the cluster sends its own notifications, and silences are not known to all members. Check that its pods '
        + 'reach each other on port 9094 (TCP and UDP).',
    },
    {
      alert: 'AlertmanagerFailedToSendAlerts',
      severity: 'warning',
      for: '5m',
      threshold: 1,
      expr: (context, percent) => `${failingPercent(context)} > ${percent}`,
      summary: `Alertmanager ${POD} fails to send {{ $value | printf "%.1f" }}% of its notifications to {{ $labels.integration }}.`,
      description: 'Other members send them instead, if they can. Look up {{ $labels.integration }} in its log: a wrong address, '
        + 'credentials, or a receiver that is down.',
    },
    {
      alert: 'AlertmanagerClusterFailedToSendAlerts',
      severity: 'critical',
      for: '5m',
      threshold: 1,
      // one member without failures is enough: members with 0 must not be filtered out before the minimum
      expr: (context, percent) => `min ${context.by(...GROUP, 'integration', 'receiver_name')} (${failingPercent(context)}) > ${percent}`,
      summary: `Every Alertmanager of ${CLUSTER} fails to send at least {{ $value | printf "%.1f" }}% of its notifications to {{ `
        + '$labels.integration }}.',
      description: 'Notifications are lost. Check the address and credentials of the receiver, and the network to it.',
    },
    {
      alert: 'AlertmanagerConfigInconsistent',
      severity: 'critical',
      for: '20m',
      expr: context => {
        const { by } = context;
        return `count ${by(...GROUP)} (count_values ${by(...GROUP)} ("config_hash", ${ofMember(
          context, 'config_hash', 'last_over_time',
        )})) > 1`;
      },
      summary: `The Alertmanagers of ${CLUSTER} have {{ $value }} different configurations.`,
      description: 'The receivers of an alert depend on the member that sends the notification. Check that all pods use the same Secret, '
        + 'and restart those with an old configuration.',
    },
    {
      alert: 'AlertmanagerClusterDown',
      severity: 'critical',
      for: '5m',
      expr: context => `${share(context, `max ${context.by(...MEMBER)} (avg_over_time(up{${membersOnly(context)}}[5m])) < 0.5`)} >= 0.5`,
      summary: `{{ $value | humanizePercentage }} of the Alertmanagers of ${CLUSTER} are down.`,
      description: 'If the last one fails, no notification is sent. Look at the events of the pods that are down.',
    },
    {
      alert: 'AlertmanagerClusterCrashlooping',
      severity: 'critical',
      for: '5m',
      expr: context => `${share(context, restarts(context))} >= 0.5`,
      summary: `{{ $value | humanizePercentage }} of the Alertmanagers of ${CLUSTER} started at least 5 times in 10 minutes.`,
      description: 'Notifications are sent twice or not at all. Read the log of the previous container: "kubectl logs --previous".',
    },
    {
      alert: 'AlertmanagerClusterFailedPeers',
      severity: 'warning',
      for: '15m',
      expr: context => `${ofMember(context, 'cluster_failed_peers')} > 0`,
      summary: `Alertmanager ${POD} cannot reach {{ $value }} peers of its cluster.`,
      description: 'Notifications can be sent twice, and silences are not known to all members. Check NetworkPolicies and DNS between the '
        + 'pods (port 9094, TCP and UDP).',
    },
  ],
};
