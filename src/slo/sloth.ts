import { Draft, DraftAlerts, DraftIndicator, Drafts, Fields, labelsIn, SourceDocument, trimmedText } from './file-draft';
import { NOT_EXPRESSIBLE } from './rules';
import { finding, Finding, shown } from '../validation/rule';
import { asList, mapOf } from '../values/json';

/** A specification of sloth, or the custom resource of its controller. */
export function isSloth({ value }: SourceDocument): boolean {
  return value.version === 'prometheus/v1'
    || (value.kind === 'PrometheusServiceLevel' && String(value.apiVersion).startsWith('sloth.slok.dev/'));
}

/**
 * Objectives of sloth. Never throws.
 * @see https://sloth.dev/specs/default/
 */
export function readSloth(documents: readonly SourceDocument[]): Drafts {
  const findings: Finding[] = [];
  const drafts = documents.flatMap(({ file, value }) => {
    const spec = value.kind === 'PrometheusServiceLevel' ? mapOf(value.spec) : value;
    return asList(spec.slos).map(mapOf).flatMap((slo): Draft[] => {
      const indicator = indicatorOf(slo);
      if ('why' in indicator) {
        findings.push(finding(NOT_EXPRESSIBLE, { where: `${file}: SLO ${shown(slo.name ?? '')}`, why: indicator.why }));
        return [];
      }
      return [draftOf(spec, slo, indicator)];
    });
  });
  return { drafts, findings };
}

function draftOf(spec: Fields, slo: Fields, indicator: DraftIndicator): Draft {
  const description = trimmedText(slo.description);
  return {
    service: trimmedText(spec.service) ?? '',
    name: trimmedText(slo.name) ?? '',
    ...description !== undefined && { description },
    objective: typeof slo.objective === 'number' ? slo.objective : NaN,
    indicator,
    isAveraged: 'errorRatio' in indicator,
    seriesLabels: { ...labelsIn(spec.labels), ...labelsIn(slo.labels) },
    alerts: alertsOf(mapOf(slo.alerting)),
  };
}

function indicatorOf({ sli }: Fields): DraftIndicator | { readonly why: string } {
  const { events, raw, plugin } = mapOf(sli);
  const { error_query, errorQuery = error_query, total_query, totalQuery = total_query } = mapOf(events);
  const { error_ratio_query, errorRatioQuery = error_ratio_query } = mapOf(raw);
  const [errors, total, errorRatio] = [trimmedText(errorQuery), trimmedText(totalQuery), trimmedText(errorRatioQuery)];
  if (errors !== undefined && total !== undefined) { return { errors, total }; }
  if (errorRatio !== undefined) { return { errorRatio }; }
  if (plugin !== undefined) { return { why: 'its "sli" is a plugin, which is not supported: write the query that the plugin generates' }; }
  return { why: '"sli" has neither "events" with two queries nor "raw" with one: add them' };
}

function alertsOf(alerting: Fields): DraftAlerts {
  const { page_alert, pageAlert = page_alert, ticket_alert, ticketAlert = ticket_alert } = alerting;
  const level = (value: unknown) => {
    const { severity, ...labels } = labelsIn(mapOf(value).labels);
    return { isOn: mapOf(value).disable !== true, severity, labels };
  };
  const [page, ticket] = [level(pageAlert), level(ticketAlert)];
  const name = trimmedText(alerting.name);
  return {
    ...name !== undefined && { name },
    labels: labelsIn(alerting.labels),
    annotations: labelsIn(alerting.annotations),
    page: page.isOn,
    ticket: ticket.isOn,
    ...page.severity !== undefined && { pageSeverity: page.severity },
    ...ticket.severity !== undefined && { ticketSeverity: ticket.severity },
    pageLabels: page.labels,
    ticketLabels: ticket.labels,
  };
}
