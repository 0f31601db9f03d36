import { asList, isMap } from '../values/json';

/**
 * Format of a dashboard in a file. `classic`: Grafana's JSON model. `v2`: a resource with "elements", which Grafana 13.2 reads from a file.
 * `v2-spec`: only the "spec" of such a resource, which no Grafana reads from a file.
 */
export type BoardFormat = 'classic' | 'v2' | 'v2-spec';

/** A dashboard of any format. */
export interface ReadBoard {
  readonly format: BoardFormat;
  /** The JSON that is written. */
  readonly written: any;
  /** The same in the classic format, for checks. */
  readonly value: any;
}
const isClassic = (value: any): boolean => typeof value?.title === 'string' && Array.isArray(value.panels ?? value.rows);
const isSpec = (value: any): boolean => typeof value?.title === 'string' && isMap(value.elements);

/**
 * The dashboard of a document. Undefined if it has none. A resource around the classic format is removed, because every Grafana reads its
 * content.
 */
export function boardOf(document: any): ReadBoard | undefined {
  if (isClassic(document)) { return { format: 'classic', written: document, value: document }; }
  if (isSpec(document)) { return { format: 'v2-spec', written: document, value: classicOf(document, document.uid) }; }
  const isResource = document?.kind === 'Dashboard' && String(document.apiVersion).startsWith('dashboard.grafana.app/');
  if (!isResource) { return undefined; }
  const { metadata, spec } = document;
  const uid = metadata?.name;
  if (isClassic(spec)) {
    const written = spec.uid === undefined && uid !== undefined ? { uid, ...spec } : spec;
    return { format: 'classic', written, value: written };
  }
  return isSpec(spec) ? { format: 'v2', written: document, value: classicOf(spec, uid) } : undefined;
}

function classicOf({ title, elements, variables }: { readonly [key: string]: any }, uid: unknown): object {
  return {
    ...uid !== undefined && { uid },
    title,
    panels: Object.values<any>(elements).map(panelOf),
    templating: { list: asList(variables).flatMap(sourceVariable) },
  };
}

/** An element is a panel or a library panel. */
function panelOf(element: any): object {
  const { title, data, vizConfig, libraryPanel } = element?.spec ?? {};
  return {
    title,
    type: vizConfig?.group ?? vizConfig?.kind,
    ...libraryPanel !== undefined && { libraryPanel },
    targets: asList(data?.spec?.queries).map(targetOf),
  };
}

/** In v2alpha1 the kind of a query is the plugin, and its data source is a sibling. */
function targetOf(query: any): object {
  const { query: inner, datasource } = query?.spec ?? {};
  const uid = inner?.datasource?.name ?? datasource?.uid;
  return {
    expr: inner?.spec?.expr,
    datasource: { type: inner?.group ?? datasource?.type ?? inner?.kind, ...uid !== undefined && { uid } },
  };
}

function sourceVariable(variable: any): object[] {
  const { kind, spec } = variable ?? {};
  return kind === 'DatasourceVariable' ? [{ name: spec?.name, type: 'datasource', query: spec?.pluginId }] : [];
}
