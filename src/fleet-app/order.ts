import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Dependencies } from './dependencies';

/** The contents of an app, in output order. */
export interface Order {
  readonly constructs: readonly IConstruct[];
  readonly dependencies: Dependencies;
  readonly charts: readonly Chart[];
  /** Objects of each chart without nested charts, if no object depends on another. */
  readonly objects?: ReadonlyMap<Chart, readonly ApiObject[]>;
}

/** Undefined if cdk8s has to report an error: a dependency cycle, or a construct without a chart. */
export function orderOf(app: App): Order | undefined {
  const constructs = app.node.findAll();
  const isOutside = (construct: IConstruct) => !construct.node.scopes.some(Chart.isChart);
  if (constructs.some(each => each.node.dependencies.length > 0 && [each, ...each.node.dependencies].some(isOutside))) { return undefined; }
  const dependencies = new Dependencies(constructs);
  const charts = dependencies.order(byPath(constructs))?.filter(Chart.isChart) as Chart[] | undefined;
  return charts && { constructs, dependencies, charts, objects: dependencies.areOfChartsAlone ? byChart(constructs) : undefined };
}

export function validate({ constructs }: Order): void {
  const errors = constructs.flatMap(({ node }) => node.validate().map(error => `[${node.path}] ${error}`));
  if (errors.length > 0) { throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`); }
}

/** Top-level ids that JavaScript sorts first or does not keep as keys of an object. */
const ODD_ID = /^(?:\d+|__proto__)$/;

/** The order of cdk8s, which indexes constructs by path: numbers first. */
function byPath(constructs: readonly IConstruct[]): readonly IConstruct[] {
  const isAtTop = ({ node }: IConstruct) => node.scope !== undefined && node.scope.node.scope === undefined;
  if (!constructs.some(each => ODD_ID.test(each.node.id) && isAtTop(each))) { return constructs; }
  const found: Record<string, IConstruct> = {};
  for (const construct of constructs) { found[construct.node.path] = construct; }
  return Object.values(found);
}

/** All objects in one walk. One walk per chart would visit nested charts again. */
function byChart(constructs: readonly IConstruct[]): Map<Chart, ApiObject[]> {
  const found = new Map<Chart, ApiObject[]>(constructs.filter(Chart.isChart).map(chart => [chart as Chart, []]));
  for (const construct of constructs) { if (ApiObject.isApiObject(construct)) { found.get(Chart.of(construct))!.push(construct); } }
  return found;
}

/** Without the objects of nested charts. */
export function chartObjects(chart: Chart, { dependencies, objects }: Order): readonly ApiObject[] {
  if (objects) { return objects.get(chart)!; }
  const ordered = dependencies.order(byPath(chart.node.findAll())) as readonly IConstruct[];
  return ordered.filter(each => ApiObject.isApiObject(each) && Chart.of(each) === chart) as ApiObject[];
}
