import { AlertDefinition } from '../definition';

/** A firing alert of severity info in the same namespace. */
const SERIOUS = 'alertname!="InfoInhibitor",severity=~"warning|critical",alertstate="firing"';

/** Alerts about alerting itself, and about scrapes of any job. */
export const GENERAL_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'TargetDown',
    severity: 'warning',
    for: '10m',
    threshold: 10,
    expr: ({ by }, percent) => {
      const group = by('job', 'namespace', 'service');
      return `100 * count ${group} (up == 0) / count ${group} (up) > ${percent}`;
    },
    summary: '{{ $value | printf "%.0f" }}% of the targets of {{ $labels.job }} in {{ $labels.namespace }} cannot be scraped.',
    description: 'Alerts that use their metrics do not fire. The page "Targets" of Prometheus shows the error of each target.',
  },
  {
    alert: 'Watchdog',
    severity: 'none',
    expr: () => 'vector(1)',
    summary: 'Alerting works: this alert always fires.',
    description: 'If it stops, Prometheus or Alertmanager does not work. Route it to a service that notifies you when it stops (a dead '
      + 'man\'s switch).',
  },
  {
    alert: 'InfoInhibitor',
    severity: 'none',
    // pending alerts count, too: it must fire before the info alert, otherwise the info alert is sent once
    expr: ({ by, on }) => `group ${by('namespace')} (ALERTS{alertname!="InfoInhibitor",severity="info"})`
      + ` unless ${on('namespace')} group ${by('namespace')} (ALERTS{${SERIOUS}})`,
    summary: 'Only alerts of severity info are active in namespace {{ $labels.namespace }}.',
    description: 'An info alert explains other alerts. This alert inhibits info alerts as long as no warning or critical alert fires in '
      + 'the namespace.',
  },
];
