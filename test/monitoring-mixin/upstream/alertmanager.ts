import { UpstreamRows } from './row';

export const ALERTMANAGER: UpstreamRows = {
  alerts: [
    { upstream: 'AlertmanagerFailedReload', ours: 'AlertmanagerFailedReload', verdict: 'same' },
    {
      upstream: 'AlertmanagerMembersInconsistent',
      ours: 'AlertmanagerMembersInconsistent',
      verdict: 'same',
      why: 'Counts pods: a pod that was replaced in the last 5 minutes is one member, upstream counts it twice.',
    },
    {
      upstream: 'AlertmanagerFailedToSendAlerts',
      ours: 'AlertmanagerFailedToSendAlerts',
      verdict: 'stricter',
      why: 'One alert per pod and integration. Failures of all reasons are summed; upstream compares each reason separately with 1%.',
    },
    {
      upstream: 'AlertmanagerClusterFailedToSendAlerts',
      ours: 'AlertmanagerClusterFailedToSendAlerts',
      verdict: 'looser',
      why: 'Fires if each member fails. Upstream drops members without failures before the minimum, and so fires if one of three fails. '
        + 'Its warning is for integrations that are not critical, of which there are none by default: set the severity of ours.',
    },
    {
      upstream: 'AlertmanagerConfigInconsistent',
      ours: 'AlertmanagerConfigInconsistent',
      verdict: 'same',
      why: 'A failed scrape of one member does not restart the 20 minutes.',
    },
    {
      upstream: 'AlertmanagerClusterDown',
      ours: 'AlertmanagerClusterDown',
      verdict: 'same',
      why: 'Counts pods, without the endpoint of the config reloader, and also where a proxy is in front of Alertmanager or targets have no label container.',
    },
    { upstream: 'AlertmanagerClusterCrashlooping', ours: 'AlertmanagerClusterCrashlooping', verdict: 'same', why: 'Counts pods as AlertmanagerClusterDown does.' },
    { upstream: 'AlertmanagerClusterFailedPeers', ours: 'AlertmanagerClusterFailedPeers', verdict: 'same' },
  ],
  records: [],
  renamed: [
    { was: 'AlertmanagerConfigReloadFailed', now: 'AlertmanagerFailedReload', difference: 'Labels cluster, namespace, service and pod.' },
    { was: 'AlertmanagerMembersDiffer', now: 'AlertmanagerMembersInconsistent', difference: 'Labels cluster, namespace, service and pod.' },
    {
      was: 'AlertmanagerNotificationsFailing',
      now: 'AlertmanagerClusterFailedToSendAlerts, AlertmanagerFailedToSendAlerts',
      difference: 'It never fired since Alertmanager 0.26. The second one is a warning for one member.',
    },
    { was: 'AlertmanagerConfigsDiffer', now: 'AlertmanagerConfigInconsistent', difference: 'A failed scrape does not restart it.' },
    { was: 'AlertmanagersDown', now: 'AlertmanagerClusterDown', difference: 'Config reloaders are not counted.' },
  ],
};
