import { performance } from 'node:perf_hooks';
import { ask } from './http';
import { BoardJson, isInstant, panelsOf, TargetJson, VariableJson } from '../../support/boards/board-json';
import { interpolate, intervalOf, labelValuesOf, offered, secondsOf, Selection, shortId, Shown } from '../../support/boards/variables';

/** A series of an answer: its labels, and its points or its value. */
export interface Series {
  readonly metric: { readonly [label: string]: string };
  readonly values?: readonly (readonly [number, string])[];
  readonly value?: readonly [number, string];
}

/** A query of a panel, as Grafana sends it. */
export interface PanelQuery {
  /** `nodes / CPU used / A`. */
  readonly name: string;
  /** Two panels can have one title. */
  readonly key: string;
  readonly board: string;
  readonly target: TargetJson;
  readonly expr: string;
  readonly isInstant: boolean;
}

export interface Answer {
  /** `undefined` if Prometheus accepted the query. */
  readonly error?: string;
  readonly seconds: number;
  readonly series: readonly Series[];
}

/** The points of a panel of half the width of a usual screen. */
const POINTS = 700;

/** What a person would select; otherwise all, or the first value. */
export interface Preferences {
  readonly [variable: string]: RegExp;
}

/** Sends queries of dashboards to a Prometheus, as Grafana does. */
export class BoardReader {
  public constructor(private readonly url: string, private readonly preferences: Preferences) {}

  /** What is selected when the board is opened. */
  public async selections(board: BoardJson): Promise<Selection[]> {
    const selections: Selection[] = [];
    for (const variable of board.templating.list) {
      if (variable.type === 'datasource') { continue; }
      const values = await this.valuesOf(variable, selections, board);
      selections.push(this.select(variable, values));
    }
    return selections;
  }

  /** The same with one value of each variable, where All is selected otherwise. All clusters stay. */
  public narrowed(selections: readonly Selection[]): Selection[] {
    return selections.map(selection => selection.name === 'cluster'
      ? selection
      : { ...selection, isAll: false, values: this.one(selection.name, selection.values) });
  }

  /** Every query of every panel. */
  public queriesOf(board: BoardJson, selections: readonly Selection[], shown: Shown = shownBy(board)): PanelQuery[] {
    return panelsOf(board).flatMap(panel => (panel.targets ?? []).map(target => ({
      name: `${shortId(board)} / ${panel.title ?? panel.id} / ${target.refId}`,
      key: `${board.uid} ${panel.id} ${target.refId}`,
      board: shortId(board),
      target,
      expr: interpolate(target.expr, selections, shown),
      isInstant: isInstant(target),
    })));
  }

  public async answer(
    { expr, isInstant: instant }: Pick<PanelQuery, 'expr' | 'isInstant'>, { range, maxDataPoints }: Shown, end = Date.now() / 1000,
  ): Promise<Answer> {
    const step = intervalOf({ range, maxDataPoints });
    const to = Math.floor(end / step) * step;
    const at: { readonly [name: string]: string } = instant
      ? { time: String(end) }
      : { start: String(to - range), end: String(to), step: String(step) };
    const started = performance.now();
    const parameters = new URLSearchParams({ query: expr, ...at });
    const { status, body } = await ask(`${this.url}/api/v1/${instant ? 'query' : 'query_range'}?${parameters}`);
    const seconds = (performance.now() - started) / 1000;
    if (status !== 200) { return { error: `${status} ${body}`, seconds, series: [] }; }
    const { resultType, result } = JSON.parse(body).data;
    const series: Series[] = resultType === 'scalar' ? [{ metric: {}, value: result }] : result;
    return { seconds, series: series.filter(hasNumber) };
  }

  /** Values of a label: `/api/v1/label/NAME/values`. */
  public async labelValues(label: string, series?: string): Promise<string[]> {
    const matched = series === undefined ? '' : `?${new URLSearchParams({ 'match[]': series })}`;
    const { status, body } = await ask(`${this.url}/api/v1/label/${label}/values${matched}`);
    if (status !== 200) { throw new Error(`label_values(${series}, ${label}): ${status} ${body}`); }
    return JSON.parse(body).data;
  }

  private async valuesOf(variable: VariableJson, selections: readonly Selection[], board: BoardJson): Promise<string[]> {
    if (variable.type !== 'query') {
      return String(typeof variable.query === 'string' ? variable.query : '').split(',').map(text => text.trim());
    }
    const wanted = labelValuesOf(variable);
    if (!wanted) { throw new Error(`${shortId(board)}: the query of $${variable.name} is not label_values()`); }
    const series = wanted.series === undefined ? undefined : interpolate(wanted.series, selections, shownBy(board));
    return offered(variable, await this.labelValues(wanted.label, series));
  }

  private select(variable: VariableJson, values: readonly string[]): Selection {
    const isAll = variable.includeAll === true;
    if (isAll) { return { name: variable.name, isAll, values, variable }; }
    return { name: variable.name, isAll, values: this.one(variable.name, values), variable };
  }

  private one(name: string, values: readonly string[]): string[] {
    const preferred = this.preferences[name];
    return [...values, ''].filter(value => preferred?.test(value)).concat(values).slice(0, 1);
  }
}

export const shownBy = ({ time }: BoardJson): Shown => ({ range: secondsOf(time.from), maxDataPoints: POINTS });

/** Grafana shows a series without a number as nothing. */
const hasNumber = ({ value, values }: Series): boolean => [...values ?? [], ...value ? [value] : []].some(([, number]) => number !== 'NaN');
