import { BoardAnswers, expanded, keyOf, SavedSeries } from './answers';
import { FieldJson, isInstant, OverrideJson, PanelJson, TargetJson } from './board-json';

/** A curve of a panel, or a value of a stat. */
export interface Curve {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly field: FieldJson;
}

/** Whether an override applies to this field. */
function fits({ matcher: { id, options } }: OverrideJson, names: readonly string[], target: TargetJson | undefined, isNumber: boolean): boolean {
  if (id === 'byName') { return names.includes(options); }
  if (id === 'byFrameRefID') { return target?.refId === options; }
  if (id === 'byType') { return options === (isNumber ? 'number' : 'string'); }
  if (id !== 'byRegexp') { return false; }
  const [, pattern, flags] = /^\/(.*)\/(\w*)$/s.exec(String(options)) ?? [undefined, String(options), ''];
  return names.some(name => new RegExp(pattern, flags).test(name));
}

/** `custom.lineStyle` of an override is a field of `custom`. */
function withProperty(field: FieldJson, id: string, value: unknown): FieldJson {
  const [first, ...rest] = id.split('.');
  return rest.length === 0 ? { ...field, [first]: value } : { ...field, custom: { ...field.custom, [rest.join('.')]: value } };
}

/** The display options of a field: the panel's defaults, then each matching override. */
export function fieldOf({ fieldConfig = {} }: PanelJson, names: readonly string[], target?: TargetJson, isNumber = true): FieldJson {
  const properties = (fieldConfig.overrides ?? []).filter(override => fits(override, names, target, isNumber)).flatMap(({ properties: own }) => own);
  return properties.reduce((field, { id, value }) => withProperty(field, id, value), fieldConfig.defaults ?? {});
}

/** The name of a series by the legend of its query, or by its labels. */
export function nameOf({ legendFormat, expr }: TargetJson, labels: SavedSeries['labels']): string {
  if (legendFormat !== undefined && legendFormat !== '' && legendFormat !== '__auto') {
    return legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => labels[label] ?? '');
  }
  const own = Object.entries(labels).filter(([label]) => label !== '__name__');
  const written = own.map(([label, value]) => `${label}="${value}"`).join(', ');
  if (own.length === 0) { return labels.__name__ ?? expr; }
  return `${labels.__name__ ?? ''}{${written}}`;
}

/** The series of all queries of a panel, in order. */
export function curvesOf(panel: PanelJson, { queries }: BoardAnswers, steps: number): Curve[] {
  return (panel.targets ?? []).filter(({ hide }) => hide !== true).flatMap(target => (queries[keyOf(target)] ?? []).map(({ labels, values }) => {
    const name = nameOf(target, labels);
    const field = fieldOf(panel, [name], target);
    return { name: field.displayName ?? name, values: expanded(values, isInstant(target) ? 0 : steps), field };
  }));
}

/** Queries without a saved response: the dashboard is newer than the responses. */
export function unanswered(panel: PanelJson, { queries }: BoardAnswers): string[] {
  return (panel.targets ?? []).filter(target => !Object.hasOwn(queries, keyOf(target))).map(({ refId }) => refId);
}
