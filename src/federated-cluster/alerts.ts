import { ResolvedProps } from './resolve-props';
import { JOB } from './scrape';
import { AlertRow } from '../manifest/prometheus-rule';

/** In the order in which people find the cause: from the network up. */
const WHAT_TO_CHECK = 'Look in this order: does a pod of this cluster reach the address and port (network, firewall, security group)? Do port names agree in Service, endpoints and monitor? Is the path right? '
  + 'Does the other Prometheus answer each match[] with series? Is the job in /config of this one?';

/** What can go wrong with the federation of one cluster, so that it is seen here. */
export function federationAlertsOf({ cluster, sampleLimit, scrapeTimeoutSeconds, alerts }: ResolvedProps): AlertRow[] {
  const target = `job=${JSON.stringify(JOB)},cluster=${JSON.stringify(cluster)}`;
  const share = alerts.limitPercent / 100;
  const row = (alert: string, expr: string, severity: 'critical' | 'warning', after: string, summary: string, description = WHAT_TO_CHECK): AlertRow => ({
    alert, expr, for: after, labels: { ...alerts.labels, cluster, severity }, annotations: { summary, description },
  });
  return [
    row('FederationTargetDown', `up{${target}} == 0`, 'critical', alerts.downFor, `Cluster ${cluster} cannot be federated: {{ $labels.instance }} does not answer.`),
    row('FederationTargetAbsent', `absent(up{${target}})`, 'critical', alerts.emptyFor, `Cluster ${cluster} is not federated: Prometheus has no target for it.`),
    row('FederationEmpty', `scrape_samples_scraped{${target}} == 0 and up{${target}} == 1`, 'critical', alerts.emptyFor,
      `Cluster ${cluster} answers, and has no series: {{ $labels.instance }}.`,
      'Every match[] is valid and selects nothing: are the recorded series there on the other Prometheus? A selector of an external label (cluster, prometheus_replica) never matches.'),
    row('FederationSlow', `scrape_duration_seconds{${target}} > ${round(scrapeTimeoutSeconds * share)} and up{${target}} == 1`, 'warning', alerts.emptyFor,
      `Federation of cluster ${cluster} takes {{ $value | humanizeDuration }} of the ${scrapeTimeoutSeconds} seconds that it has.`,
      'Federate fewer series, ask less often, or give it more time (scrapeTimeout).'),
    ...sampleLimit === undefined ? [] : [row('FederationNearSampleLimit', `scrape_samples_post_metric_relabeling{${target}} > ${round(sampleLimit * share)}`, 'warning', alerts.emptyFor,
      `Federation of cluster ${cluster} brings {{ $value }} samples, of ${sampleLimit} that are allowed.`,
      'Over the limit all of them are dropped and the target is down: federate fewer series, or raise sampleLimit.')],
  ];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
