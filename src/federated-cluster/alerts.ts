import { ResolvedProps } from './resolve-props';
import { JOB } from './scrape';
import { AlertRow } from '../manifest/prometheus-rule';

/** Ordered from the network up: the first failed check is usually the cause. */
const WHAT_TO_CHECK = 'Check in this order. Does a pod of this cluster reach the address and port (network, firewall, security group)? '
  + 'Do port names agree in Service, endpoints and monitor? Is the path right? '
  + 'Does the other Prometheus return series for each match[]? Is the job in /config of this one?';

/** Alerts for the federation of one cluster, evaluated by the federating Prometheus. */
export function federationAlertsOf({ cluster, sampleLimit, scrapeTimeoutSeconds, alerts }: ResolvedProps): AlertRow[] {
  const target = `job=${JSON.stringify(JOB)},cluster=${JSON.stringify(cluster)}`;
  const share = alerts.limitPercent / 100;
  const row = (
    alert: string, expr: string, severity: 'critical' | 'warning', after: string, summary: string, description = WHAT_TO_CHECK,
  ): AlertRow => ({
    alert, expr, for: after, labels: { ...alerts.labels, cluster, severity }, annotations: { summary, description },
  });
  return [
    row(
      'FederationTargetDown',
      `up{${target}} == 0`,
      'critical',
      alerts.downFor,
      `Cluster ${cluster} cannot be federated: {{ $labels.instance }} does not answer.`,
    ),
    row(
      'FederationTargetAbsent',
      `absent(up{${target}})`,
      'critical',
      alerts.emptyFor,
      `Cluster ${cluster} is not federated: Prometheus has no target for it.`,
    ),
    row('FederationEmpty', `scrape_samples_scraped{${target}} == 0 and up{${target}} == 1`, 'critical', alerts.emptyFor,
      `Federation of cluster ${cluster} returns no series: {{ $labels.instance }}.`,
      'Every match[] is valid and selects nothing. Query the recorded series on the other Prometheus. '
        + 'A selector of an external label (cluster, prometheus_replica) never matches.'),
    row(
      'FederationSlow',
      `scrape_duration_seconds{${target}} > ${round(scrapeTimeoutSeconds * share)} and up{${target}} == 1`,
      'warning',
      alerts.emptyFor,
      `Federation of cluster ${cluster} takes {{ $value | humanizeDuration }} of its timeout of ${scrapeTimeoutSeconds} seconds.`,
      'Federate fewer series, scrape less often, or raise scrapeTimeout.',
    ),
    ...sampleLimit === undefined
      ? []
      : [row(
        'FederationNearSampleLimit',
        `scrape_samples_post_metric_relabeling{${target}} > ${round(sampleLimit * share)}`,
        'warning',
        alerts.emptyFor,
        `Federation of cluster ${cluster} returns {{ $value }} samples. Its limit is ${sampleLimit}.`,
        'Above the limit Prometheus drops all samples and the target is down. Federate fewer series, or raise sampleLimit.',
      )],
  ];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
