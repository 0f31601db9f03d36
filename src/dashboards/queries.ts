/** Prometheus, and data source types with the same language. `datasource` is the type of mixed sources. */
const PROMETHEUS = /prometheus|^datasource$/;

/** Whether a data source of a type is queried in PromQL. */
export function isPrometheusType(type: string): boolean {
  return PROMETHEUS.test(type);
}

/** The PromQL queries of a dashboard, with the titles of their panels. */
export function boardQueries(dashboard: any): { readonly panel: string; readonly expr: string }[] {
  const ofOthers = otherSources(dashboard);
  const isOther = (source: any) => {
    const text = typeof source === 'string' ? source : source?.uid;
    const [, variable = ''] = /^(?:\$\{?|\[\[)(\w+)/.exec(String(text ?? '')) ?? [];
    return typeof source?.type === 'string' && !isPrometheusType(source.type) || ofOthers.has(variable);
  };
  return boardPanels(dashboard).flatMap(panel => (Array.isArray(panel?.targets) ? panel.targets : []).flatMap((target: any) => {
    const isQuery = typeof target?.expr === 'string' && target.expr.trim() !== '';
    return isQuery && !isOther(target.datasource ?? panel.datasource) ? [{ panel: String(panel.title ?? ''), expr: target.expr }] : [];
  }));
}

/** Variables and inputs that are data sources of another kind, such as Loki. */
function otherSources(dashboard: any): Set<string> {
  const variables: any[] = Array.isArray(dashboard?.templating?.list) ? dashboard.templating.list : [];
  const inputs: any[] = Array.isArray(dashboard?.__inputs) ? dashboard.__inputs : [];
  return new Set([
    ...variables.filter(each => each?.type === 'datasource' && typeof each.query === 'string' && !isPrometheusType(each.query))
      .map(({ name }) => String(name)),
    ...inputs.filter(each => each?.type === 'datasource' && typeof each.pluginId === 'string' && !isPrometheusType(each.pluginId))
      .map(({ name }) => String(name)),
  ]);
}

/** Panels may be nested in rows, and rows in panels. */
export function boardPanels(value: any, depth = 0): any[] {
  if (depth > 5) { return []; }
  const own = [...Array.isArray(value?.panels) ? value.panels : [], ...Array.isArray(value?.rows) ? value.rows : []];
  return own.flatMap(panel => [panel, ...boardPanels(panel, depth + 1)]);
}
