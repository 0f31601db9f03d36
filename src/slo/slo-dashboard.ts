import { exhaustedAfter, windowsOf } from './burn-rates';
import { objectiveMatchers, SERIES, Slo, thresholdOf } from './slo-rules';
import { Board, grafanaDashboard } from '../dashboards/grafana';
import { column, lines, several, stat, table } from '../dashboards/panels';
import { durationText } from '../scrape/timing';
import { hashOf } from '../validation/hash';

/** The dashboard of an objective, as the JSON that Grafana reads. */
export function sloDashboard(slo: Slo): string {
  return `${JSON.stringify(grafanaDashboard(boardOf(slo)), undefined, 2)}\n`;
}

function boardOf(slo: Slo): Board {
  const { service, name, grouping, objective, queries } = slo;
  const ofSlo = objectiveMatchers(slo);
  const of = `{${[ofSlo, ...grouping.map(label => `${label}=~"$${label}"`)].join(',')}}`;
  const alone = `{${ofSlo}}`;
  const period = durationText(slo.period);
  const legend = grouping.length === 0 ? '' : ` ${grouping.map(label => `{{${label}}}`).join('/')}`;
  const windows = windowsOf(slo.alerts.burnRates).map(durationText);
  const speeds = slo.alerts.burnRates.map(each => `${each.factor}: above ${thresholdOf(slo, each)} for ${durationText(each.long)}, used `
    + `up in ${exhaustedAfter(slo.period, each.factor)}`);
  return {
    uid: `slo-${hashOf(`${service}/${name}`)}`,
    title: `SLO / ${service} / ${name}`,
    description: slo.description ?? `${objective}% over ${period}.`,
    variables: grouping.map(label => ({ name: label, series: `${SERIES.ratio('5m')}${alone}`, label, multi: true })),
    rows: [
      {
        title: 'Over the whole window',
        panels: [
          stat('Objective', 'percentunit', `${SERIES.objective}${alone}`, {
            description: 'Objective: the share of good events that is promised.',
            plain: 'it is the promise itself',
          }),
          stat(`Good events in ${period}`, 'percentunit', `1 - max(${SERIES.ratio(period)}${of})`, {
            description: `The share of good events in ${period}. Below the objective, stop risky changes, and `
              + 'repair what fails.',
            thresholds: { critical: slo.objective / 100, direction: 'below' },
          }),
          stat('Error budget left', 'percentunit', `min(${SERIES.left}${of})`, {
            description: 'Remaining error budget. Below zero the objective is missed: stop risky changes.',
            thresholds: { warning: 0.25, critical: 0, direction: 'below' },
          }),
          stat('Burn rate now', 'none', `max(${SERIES.burning}${of})`, {
            description: 'How fast the error budget is used: at 1 it is used up exactly at the end of the window. Normally below 1.',
            thresholds: { warning: 1 },
          }),
          stat('Alerts firing', 'none', `count(ALERTS{${ofSlo},alertstate="firing"}) or vector(0)`, {
            description: 'Firing alerts of this objective. Normally 0. If not, "Error ratio" shows when the errors began.',
            thresholds: { warning: 1 },
          }),
        ],
      },
      {
        title: 'Error budget',
        panels: [
          lines('Error budget left over time', 'percentunit', `${SERIES.left}${of}`, `left${legend}`, {
            isSigned: true,
            thresholds: { critical: 0, direction: 'below' },
            description: 'Remaining error budget. A slow decline is normal; a step down is an incident.',
          }),
          lines('Burn rate', 'none', `${SERIES.burning}${of}`, `now${legend}`, {
            thresholds: { warning: 1 },
            description: 'How fast the error budget is used. Normally below '
              + `1.${speeds.length > 0 ? ` Alerts fire at ${speeds.join('; ')}.` : ''}`,
          }),
        ],
      },
      {
        title: 'Indicator',
        panels: [
          several('Error ratio', 'percentunit', windows.map(window => ({
            expr: `max without (sloth_window) (${SERIES.ratio(window)}${of})`,
            legend: `${window}${legend}`,
          })), {
            description: `The share of bad events, by window. Normally below ${Number((1 - slo.objective / 100).toPrecision(6))}. The `
              + 'shortest window shows when it began, the longest whether it matters.',
          }),
          ...queries.kind === 'ratio' ? [] : [several('Events', 'reqps', [
            { expr: `${SERIES.total}${of}`, legend: `all${legend}` }, { expr: `${SERIES.errors}${of}`, legend: `bad${legend}` },
          ], { description: 'All events and bad events. Without events there is no ratio.', empty: 'No events' })],
          table('Alerts', 'none', [
            column('alertname', 'Alert'),
            column('sloth_severity', 'Kind'),
            column('alertstate', 'State'),
            ...grouping.map(label => column(label, label)),
          ],
          [{ expr: `max by (${['alertname', 'sloth_severity', 'alertstate', ...grouping].join(', ')}) (ALERTS{${ofSlo}})` }], {
            description: 'Alerts of this objective that fire, or that are pending. Normally none.',
            empty: 'No alert fires',
          }),
        ],
      },
    ],
  };
}
