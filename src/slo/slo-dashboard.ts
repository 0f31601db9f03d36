import { exhaustedAfter, windowsOf } from './burn-rates';
import { matchersOf, SERIES, Slo, thresholdOf } from './slo-rules';
import { Board, grafanaDashboard } from '../dashboards/grafana';
import { lines, several, stat, table } from '../dashboards/panels';
import { durationText } from '../scrape/timing';
import { hashOf } from '../validation/hash';

/** The dashboard of an objective, as the JSON that Grafana reads. */
export function sloDashboard(slo: Slo): string {
  return `${JSON.stringify(grafanaDashboard(boardOf(slo)), undefined, 2)}\n`;
}

function boardOf(slo: Slo): Board {
  const { service, name, grouping, objective, queries } = slo;
  const ofSlo = matchersOf(slo);
  const of = `{${[ofSlo, ...grouping.map(label => `${label}=~"$${label}"`)].join(',')}}`;
  const alone = `{${ofSlo}}`;
  const period = durationText(slo.period);
  const legend = grouping.length === 0 ? '' : ` ${grouping.map(label => `{{${label}}}`).join('/')}`;
  const windows = windowsOf(slo.alerts.burnRates).map(durationText);
  const speeds = slo.alerts.burnRates.map(each => `${each.factor}: above ${thresholdOf(slo, each)} for ${durationText(each.long)}, used up in ${exhaustedAfter(slo.period, each.factor)}`);
  return {
    uid: `slo-${hashOf(`${service}/${name}`)}`,
    title: `SLO / ${service} / ${name}`,
    description: slo.description ?? `${objective}% over ${period}.`,
    variables: grouping.map(label => ({ name: label, series: `${SERIES.ratio('5m')}${alone}`, label, multi: true })),
    rows: [
      {
        title: 'Over the whole window',
        panels: [
          stat('Objective', 'percentunit', `${SERIES.objective}${alone}`),
          stat(`Good events in ${period}`, 'percentunit', `1 - max(${SERIES.ratio(period)}${of})`),
          stat('Error budget left', 'percentunit', `min(${SERIES.left}${of})`, { description: 'The part of the error budget that is left. Below zero the objective is missed.' }),
          stat('Burn rate now', 'none', `max(${SERIES.burning}${of})`, { description: 'How fast the budget is used up: at 1 it is used up exactly in the whole window.' }),
          stat('Alerts that fire', 'none', `count(ALERTS{${ofSlo},alertstate="firing"}) or vector(0)`),
        ],
      },
      {
        title: 'Error budget',
        panels: [
          lines('Error budget left', 'percentunit', `${SERIES.left}${of}`, `left${legend}`, { isSigned: true }),
          lines('Burn rate', 'none', `${SERIES.burning}${of}`, `now${legend}`, { ...speeds.length > 0 && { description: `Alerts fire at ${speeds.join('; ')}.` } }),
        ],
      },
      {
        title: 'Indicator',
        panels: [
          several('Error ratio', 'percentunit', windows.map(window => ({ expr: `max without (sloth_window) (${SERIES.ratio(window)}${of})`, legend: `${window}${legend}` }))),
          ...queries.kind === 'ratio' ? [] : [several('Events', 'reqps', [
            { expr: `${SERIES.total}${of}`, legend: `all${legend}` }, { expr: `${SERIES.errors}${of}`, legend: `bad${legend}` },
          ])],
          table('Alerts', 'none', `ALERTS{${ofSlo}}`),
        ],
      },
    ],
  };
}
