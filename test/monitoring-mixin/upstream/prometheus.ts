import { UpstreamRow, UpstreamRows } from './row';

/**
 * Ours does the same, except that its labels are cluster, namespace, pod and those that identify the object. A replaced pod keeps its
 * alert.
 */
const same = (upstream: string, why?: string): UpstreamRow => ({ upstream, ours: upstream, verdict: 'same', why });

export const PROMETHEUS: UpstreamRows = {
  alerts: [
    same('PrometheusBadConfig'),
    same('PrometheusSDRefreshFailure'),
    same('PrometheusKubernetesListWatchFailures'),
    {
      upstream: 'PrometheusNotificationQueueRunningFull',
      ours: 'PrometheusNotificationQueueRunningFull',
      verdict: 'stricter',
      why: 'Since Prometheus 3.10 the length has the label alertmanager and the capacity has not. Upstream compares label by label and never fires; ours joins on the pod.',
    },
    same('PrometheusErrorSendingAlertsToSomeAlertmanagers', 'The share is computed from errors and sent alerts: since Prometheus 3.10 the counter of sent alerts counts only successes.'),
    same('PrometheusErrorSendingAlertsToAnyAlertmanager', 'An Alertmanager to which nothing is sent does not count. The share is computed like that of the alert above.'),
    same('PrometheusNotConnectedToAlertmanagers', 'Left out if no Alertmanager is monitored.'),
    same('PrometheusTSDBReloadsFailing'),
    same('PrometheusTSDBCompactionsFailing'),
    same('PrometheusNotIngestingSamples', 'A failed scrape of the number of targets does not restart the 10 minutes.'),
    same('PrometheusDuplicateTimestamps'),
    same('PrometheusOutOfOrderTimestamps'),
    same('PrometheusRemoteStorageFailures', 'Reads the names of metrics since Prometheus 2.23. The share is of all attempts: upstream adds the failed ones a second time.'),
    {
      upstream: 'PrometheusRemoteWriteBehind',
      ours: 'PrometheusRemoteWriteBehind',
      verdict: 'stricter',
      why: 'Fires with Prometheus before 3.7, too: there the deprecated metric is compared, and only there.',
    },
    same('PrometheusRemoteWriteDesiredShards'),
    same('PrometheusRuleFailures'),
    same('PrometheusMissingRuleEvaluations'),
    {
      upstream: 'PrometheusTargetLimitHit',
      ours: 'PrometheusTargetLimitHit',
      verdict: 'stricter',
      why: 'The counter increases only when discovery changes something: upstream\'s alert ends while nothing changes. Ours compares the number of targets with the limit, too.',
    },
    same('PrometheusLabelLimitHit'),
    same('PrometheusScrapeBodySizeLimitHit'),
    same('PrometheusScrapeSampleLimitHit'),
    same('PrometheusTargetSyncFailure'),
    same('PrometheusHighQueryLoad'),
  ],
  records: [],
  renamed: [
    { was: 'PrometheusConfigReloadFailed', now: 'PrometheusBadConfig', difference: 'Labels.' },
    { was: 'PrometheusNotIngesting', now: 'PrometheusNotIngestingSamples', difference: 'Severity warning (was critical); fires for servers that only evaluate rules.' },
    { was: 'PrometheusDiscoveryFailing', now: 'PrometheusSDRefreshFailure', difference: 'Labels.' },
    { was: 'PrometheusKubernetesDiscoveryFailing', now: 'PrometheusKubernetesListWatchFailures', difference: 'Failures of 5 minutes (was 10).' },
    { was: 'PrometheusTargetSyncFailing', now: 'PrometheusTargetSyncFailure', difference: 'Labels.' },
    { was: 'PrometheusNotificationQueueFilling', now: 'PrometheusNotificationQueueRunningFull', difference: 'Label alertmanager; a failed scrape does not restart it.' },
    { was: 'PrometheusAlertsNotSent', now: 'PrometheusErrorSendingAlertsToAnyAlertmanager', difference: 'Labels.' },
    { was: 'PrometheusNoAlertmanager', now: 'PrometheusNotConnectedToAlertmanagers', difference: 'Labels.' },
    {
      was: 'PrometheusDatabaseFailing', now: 'PrometheusTSDBReloadsFailing, PrometheusTSDBCompactionsFailing', difference: 'One alert for each of the two.',
    },
    { was: 'PrometheusDuplicateSamples', now: 'PrometheusDuplicateTimestamps', difference: 'After 10 minutes (was 15).' },
    { was: 'PrometheusOutOfOrderSamples', now: 'PrometheusOutOfOrderTimestamps', difference: 'After 10 minutes (was 15).' },
    { was: 'PrometheusRemoteWriteFailing', now: 'PrometheusRemoteStorageFailures', difference: 'The share is of all attempts.' },
    { was: 'PrometheusRemoteWriteShardsShort', now: 'PrometheusRemoteWriteDesiredShards', difference: 'A failed scrape does not restart it.' },
    { was: 'PrometheusRulesMissed', now: 'PrometheusMissingRuleEvaluations', difference: 'Labels.' },
    {
      was: 'PrometheusScrapeLimitHit',
      now: 'PrometheusTargetLimitHit, PrometheusLabelLimitHit, PrometheusScrapeBodySizeLimitHit, PrometheusScrapeSampleLimitHit',
      difference: 'One alert for each limit.',
    },
    { was: 'PrometheusQueriesBusy', now: 'PrometheusHighQueryLoad', difference: 'Threshold in percent: 80.' },
  ],
};
