import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GrafanaBoardOptions } from './dashboard-options';
import { LabelSelector } from './label-selector';
import { checkAnnotations, Labels } from './labels';
import { createObject, ObjectMetadata, withAnnotations } from './object';
import { FOLDER_ANNOTATION } from './resolve-target';
import { DASHBOARD_OPTION, DASHBOARD_UNKNOWN } from './rules';
import { createConfigMap } from './workloads';
import { finding, Finding, shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

export interface DashboardPlace {
  readonly metadata: ObjectMetadata;
  /** Labels by which a sidecar finds ConfigMaps. */
  readonly sidecarLabels: Labels;
  /** Labels of the Grafanas of grafana-operator, instead of ConfigMaps. */
  readonly grafanaSelector?: LabelSelector;
  readonly options?: GrafanaBoardOptions;
}

/** The JSON of a dashboard, and options for the object that contains it. */
export function createDashboard(
  scope: Construct, name: string, { metadata, sidecarLabels, grafanaSelector, options = {} }: DashboardPlace, json: string,
): ApiObject {
  const id = `dashboard-${name}`;
  const { folder, folderAnnotation = FOLDER_ANNOTATION, allowCrossNamespaceImport } = options;
  const text = withBoardOptions(withInputs(json, options.inputs), options);
  if (grafanaSelector) {
    const spec = {
      ...allowCrossNamespaceImport !== undefined && { allowCrossNamespaceImport }, ...folder !== undefined && { folder }, json: text,
    };
    return createObject(scope, id, metadata, grafanaBody('GrafanaDashboard', grafanaSelector, spec));
  }
  const labeled = { ...metadata, labels: { ...metadata.labels, ...sidecarLabels } };
  return createConfigMap(
    scope, id, withAnnotations(labeled, folder === undefined ? undefined : { [folderAnnotation]: folder }), { [`${name}.json`]: text },
  );
}

/** The dashboard with changes by options. The same text if nothing changes. */
function withBoardOptions(json: string, { timezone, refresh, editable, tags = [] }: GrafanaBoardOptions): string {
  if (timezone === undefined && refresh === undefined && editable === undefined && tags.length === 0) { return json; }
  const board = JSON.parse(json);
  // a resource of Grafana's API has these fields elsewhere
  if (board.apiVersion !== undefined && board.spec !== undefined) { return json; }
  const changed = {
    ...board,
    ...timezone !== undefined && { timezone },
    ...refresh !== undefined && { refresh: refreshOf(refresh.toMilliseconds() / 1000) },
    ...editable !== undefined && { editable },
    ...tags.length > 0 && { tags: [...new Set([...Array.isArray(board.tags) ? board.tags : [], ...tags])] },
  };
  return `${JSON.stringify(changed, undefined, 2)}\n`;
}

/** The dashboard with values for `${DS_PROMETHEUS}`, and without the inputs that are replaced. */
function withInputs(json: string, inputs: Readonly<Record<string, string>> = {}): string {
  if (Object.keys(inputs).length === 0) { return json; }
  const filled = (text: string) => text.replace(/\$\{(\w+)\}/g, (whole, name) => Object.hasOwn(inputs, name) ? inputs[name] : whole);
  const { __inputs: asked, ...board } = JSON.parse(json, (_, value) => typeof value === 'string' ? filled(value) : value);
  const left = inputsIn(asked).filter(({ name }) => !Object.hasOwn(inputs, String(name)));
  return `${JSON.stringify(left.length > 0 ? { __inputs: left, ...board } : board, undefined, 2)}\n`;
}

/** The inputs of an exported dashboard. */
export function inputsIn(inputs: unknown): readonly { readonly name?: unknown }[] {
  return Array.isArray(inputs) ? inputs.filter(input => typeof input === 'object' && input !== null) : [];
}

/** Grafana's intervals: `30s`, `5m`, `1h`. An empty text means never. */
function refreshOf(seconds: number): string {
  const [unit, size] = ([['h', 3600], ['m', 60]] as const).find(([, each]) => seconds % each === 0) ?? ['s', 1];
  return seconds === 0 ? '' : `${seconds / size}${unit}`;
}

/** Whether a dashboard is created, by its name. */
export function isBoardSelected(name: string, { exclude = [], only }: GrafanaBoardOptions = {}): boolean {
  return (only === undefined || only.includes(name)) && !exclude.includes(name);
}

/**
 * What is wrong with the options.
 * @param known names that `exclude` and `only` may have
 */
export function checkBoardOptions(options: GrafanaBoardOptions | undefined, isCustom: boolean, known: readonly string[]): Finding[] {
  const { exclude = [], only = [], folder, folderAnnotation, allowCrossNamespaceImport, timezone, refresh } = options ?? {};
  const wrong = (option: string, value: unknown, why: string) => finding(DASHBOARD_OPTION, { option, value: String(value), why });
  const unknown = (option: 'exclude' | 'only', names: readonly string[]) => names.filter(name => !known.includes(name))
    .map(name => finding(DASHBOARD_UNKNOWN, { option, name, similar: similarTo(name, known).slice(0, 3).map(each => shown(each)), known }));
  const seconds = (refresh?.toMilliseconds() ?? 0) / 1000;
  return [
    ...unknown('exclude', exclude),
    ...unknown('only', only),
    ...folder === '' ? [wrong('folder', folder, 'it is empty: name a folder, or remove it')] : [],
    ...folderAnnotation === undefined ? [] : checkAnnotations('dashboardOptions.folderAnnotation', { [folderAnnotation]: '' }),
    ...allowCrossNamespaceImport === true && !isCustom
      ? [wrong('allowCrossNamespaceImport', true, 'only GrafanaDashboards have it: also set "grafanaSelector"')]
      : [],
    ...timezone === undefined || TIME_ZONE.test(timezone)
      ? []
      : [wrong('timezone', timezone, 'use "browser", "utc" or a name such as "Europe/Berlin"')],
    ...Number.isInteger(seconds) ? [] : [wrong('refresh', `${seconds}s`, 'use whole seconds')],
  ];
}

/** `browser`, `utc`, `America/Argentina/Buenos_Aires`, `Etc/GMT+1`, or nothing. */
const TIME_ZONE = /^$|^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

export function createGrafanaDatasource(
  scope: Construct, id: string, metadata: ObjectMetadata, selector: LabelSelector, spec: object,
): ApiObject {
  return createObject(scope, id, metadata, grafanaBody('GrafanaDatasource', selector, spec));
}

function grafanaBody(kind: string, instanceSelector: LabelSelector, spec: object) {
  return { apiVersion: 'grafana.integreatly.org/v1beta1', kind, spec: { instanceSelector, ...spec } };
}
