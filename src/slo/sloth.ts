import { Draft, DraftAlerts, DraftIndicator, Drafts, Fields, fieldsOf, labelsIn, listOf, SourceDocument, textOf } from './file-draft';
import { NOT_EXPRESSIBLE } from './rules';
import { finding, Finding, shown } from '../validation/rule';

/** A specification of sloth, or the custom resource of its controller. */
export function isSloth({ value }: SourceDocument): boolean {
  return value.version === 'prometheus/v1' || (value.kind === 'PrometheusServiceLevel' && String(value.apiVersion).startsWith('sloth.slok.dev/'));
}

/**
 * Objectives of sloth. Never throws.
 * @see https://sloth.dev/specs/default/
 */
export function readSloth(documents: readonly SourceDocument[]): Drafts {
  const findings: Finding[] = [];
  const drafts = documents.flatMap(({ file, value }) => {
    const spec = value.kind === 'PrometheusServiceLevel' ? fieldsOf(value.spec) : value;
    return listOf(spec.slos).map(fieldsOf).flatMap((slo): Draft[] => {
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
  const description = textOf(slo.description);
  return {
    service: textOf(spec.service) ?? '',
    name: textOf(slo.name) ?? '',
    ...description !== undefined && { description },
    objective: typeof slo.objective === 'number' ? slo.objective : NaN,
    indicator,
    isAveraged: 'errorRatio' in indicator,
    seriesLabels: { ...labelsIn(spec.labels), ...labelsIn(slo.labels) },
    alerts: alertsOf(fieldsOf(slo.alerting)),
  };
}

function indicatorOf({ sli }: Fields): DraftIndicator | { readonly why: string } {
  const { events, raw, plugin } = fieldsOf(sli);
  const { error_query, errorQuery = error_query, total_query, totalQuery = total_query } = fieldsOf(events);
  const { error_ratio_query, errorRatioQuery = error_ratio_query } = fieldsOf(raw);
  const [errors, total, errorRatio] = [textOf(errorQuery), textOf(totalQuery), textOf(errorRatioQuery)];
  if (errors !== undefined && total !== undefined) { return { errors, total }; }
  if (errorRatio !== undefined) { return { errorRatio }; }
  if (plugin !== undefined) { return { why: 'its "sli" is a plugin, which is not supported: write the query that the plugin generates' }; }
  return { why: '"sli" has neither "events" with two queries nor "raw" with one: add them' };
}

function alertsOf(alerting: Fields): DraftAlerts {
  const { page_alert, pageAlert = page_alert, ticket_alert, ticketAlert = ticket_alert } = alerting;
  const level = (value: unknown) => {
    const { severity, ...labels } = labelsIn(fieldsOf(value).labels);
    return { isOn: fieldsOf(value).disable !== true, severity, labels };
  };
  const [page, ticket] = [level(pageAlert), level(ticketAlert)];
  const name = textOf(alerting.name);
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
