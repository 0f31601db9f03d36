import { burnRatesOf } from './burn-rates';
import { ServiceLevelObjectiveProps, SloBudgetingMethod } from './service-level-objective-props';
import { Slo } from './slo-rules';

const DAY = 86_400_000;

/** The props with their defaults. Never throws. */
export function resolveProps(props: ServiceLevelObjectiveProps, name: string): Slo {
  const { alerts = {} } = props;
  const queries = props.indicator._queries;
  const period = props.window?.toMilliseconds() ?? 30 * DAY;
  return {
    service: props.service,
    name: props.name ?? name,
    ...props.description !== undefined && { description: props.description },
    objective: props.objective,
    queries,
    period,
    grouping: props.grouping ?? [],
    isAveraged: queries.kind === 'ratio' || props.budgetingMethod === SloBudgetingMethod.RATIO_TIMESLICES,
    interval: props.interval?.toMilliseconds() ?? 60_000,
    seriesLabels: props.seriesLabels ?? {},
    alerts: {
      name: alerts.name ?? 'ErrorBudgetBurn',
      pageSeverity: alerts.pageSeverity ?? 'critical',
      ticketSeverity: alerts.ticketSeverity ?? 'warning',
      burnRates: burnRatesOf(period, alerts.burnRates).filter(
        ({ isPage }) => alerts.enabled !== false && (isPage ? alerts.page : alerts.ticket) !== false,
      ),
      hasAbsent: alerts.enabled !== false && alerts.absent !== false,
      labels: alerts.labels ?? {},
      pageLabels: alerts.pageLabels ?? {},
      ticketLabels: alerts.ticketLabels ?? {},
      annotations: { ...alerts.annotations, ...alerts.runbookUrl !== undefined && { runbook_url: alerts.runbookUrl } },
    },
  };
}
