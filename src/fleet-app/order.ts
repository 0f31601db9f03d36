import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Dependencies } from './dependencies';

/** What there is in an app, in the order in which it comes out. */
export interface Order {
  readonly constructs: readonly IConstruct[];
  readonly dependencies: Dependencies;
  readonly charts: readonly Chart[];
  /** Those of each chart, without those of charts in it, where no object has to wait for another one. */
  readonly objects?: ReadonlyMap<Chart, readonly ApiObject[]>;
}

/** Undefined if cdk8s has to say what is wrong: constructs that depend on each other in a circle, or that are in no chart. */
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

/** In the order of cdk8s, which keeps constructs by their paths: numbers first. */
function byPath(constructs: readonly IConstruct[]): IConstruct[] {
  const found: Record<string, IConstruct> = {};
  for (const construct of constructs) { found[construct.node.path] = construct; }
  return Object.values(found);
}

/** All objects in one walk: a walk for each chart would look again at those of charts in it. */
function byChart(constructs: readonly IConstruct[]): Map<Chart, ApiObject[]> {
  const found = new Map<Chart, ApiObject[]>(constructs.filter(Chart.isChart).map(chart => [chart as Chart, []]));
  for (const construct of constructs) { if (ApiObject.isApiObject(construct)) { found.get(Chart.of(construct))!.push(construct); } }
  return found;
}

/** Without the objects of charts in it. */
export function chartObjects(chart: Chart, { dependencies, objects }: Order): readonly ApiObject[] {
  if (objects) { return objects.get(chart)!; }
  const ordered = dependencies.order(byPath(chart.node.findAll())) as readonly IConstruct[];
  return ordered.filter(each => ApiObject.isApiObject(each) && Chart.of(each) === chart) as ApiObject[];
}
