import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * Each source depends on each target: the meaning of a dependency between constructs for their objects. Not stored as pairs, of which there
 * can be millions.
 */
interface Bundle {
  readonly sources: readonly IConstruct[];
  readonly targets: readonly IConstruct[];
}

/**
 * Dependencies as cdk8s defines them. Charts depend on their nested charts, and on charts that their contents depend on. Objects depend on
 * the objects of the constructs that they or their parents depend on.
 */
export class Dependencies {
  /** Whether a chart depends on another chart: then file names start with a number. */
  public readonly hasDependentCharts: boolean;

  /** Whether only charts have dependencies, and only on charts. Then the objects of each chart keep their order of creation. */
  public readonly areOfChartsAlone: boolean;

  private readonly edges = new Map<IConstruct, Set<IConstruct>>();
  private readonly bundles = new Map<IConstruct, Bundle[]>();

  /** @param constructs all of an app @throws if a construct with a dependency is in no chart */
  public constructor(constructs: readonly IConstruct[]) {
    for (const construct of constructs) { construct.node.dependencies.forEach(target => this.add(construct, target)); }
    const nested = constructs.filter(Chart.isChart)
      .flatMap(chart => chart.node.children.filter(Chart.isChart).map(child => [chart, child] as const));
    for (const [chart, child] of nested) { this.add(chart, child); }
    const across = this.pairs(constructs)
      .map(([source, target]) => [Chart.of(source), Chart.of(target)] as const)
      .filter(([source, target]) => source !== target);
    for (const [source, target] of across) { this.add(source, target); }
    this.hasDependentCharts = across.length > 0;

    const found = new Map<IConstruct, readonly IConstruct[]>();
    const objectsIn = (construct: IConstruct) => {
      const objects = found.get(construct) ?? ownObjects(construct);
      found.set(construct, objects);
      return objects;
    };
    for (const [source, target] of this.pairs(constructs)) {
      const bundle = { sources: objectsIn(source), targets: objectsIn(target) };
      if (bundle.targets.length === 0) { continue; }
      for (const object of bundle.sources) {
        const bundles = this.bundles.get(object);
        if (bundles) { bundles.push(bundle); } else { this.bundles.set(object, [bundle]); }
      }
    }
    this.areOfChartsAlone = [...this.edges].every(([source, targets]) => Chart.isChart(source) && [...targets].every(Chart.isChart));
  }

  /** Whether one of these depends on anything. */
  public isOf(constructs: readonly IConstruct[]): boolean {
    return this.edges.size > 0 && constructs.some(construct => this.edges.has(construct) || this.bundles.has(construct));
  }

  /**
   * Items with their dependencies first, otherwise in their order. Visits each construct and each edge once, with a stack instead of
   * recursion. cdk8s visits every path between constructs, of which there can be exponentially many.
   * @param constructs all of an app, or all of a chart
   * @returns undefined if they depend on each other in a circle
   */
  public order(constructs: readonly IConstruct[]): readonly IConstruct[] | undefined {
    if (!this.isOf(constructs)) { return constructs; }
    const inside = new Set(constructs);
    const ordered = new Set<IConstruct>();
    const open = new Set<IConstruct>();
    const passed = new Set<Bundle>(); // items whose targets are all placed
    for (const first of this.independent(constructs, inside)) {
      const path = [new Walk(first, this.edges.get(first), this.bundles.get(first))];
      open.add(first);
      for (let walk = path.at(-1); walk; walk = path.at(-1)) {
        const next = walk.next(passed);
        if (next === undefined) {
          path.pop();
          open.delete(walk.construct);
          ordered.add(walk.construct);
        } else if (inside.has(next) && !ordered.has(next)) {
          if (open.has(next)) { return undefined; }
          open.add(next);
          path.push(new Walk(next, this.edges.get(next), this.bundles.get(next)));
        }
      }
    }
    return ordered.size === inside.size ? [...ordered] : undefined;
  }

  private add(source: IConstruct, target: IConstruct): void {
    const targets = this.edges.get(source);
    if (targets) { targets.add(target); } else { this.edges.set(source, new Set([target])); }
  }

  private pairs(constructs: readonly IConstruct[]): [IConstruct, IConstruct][] {
    if (this.edges.size === 0) { return []; }
    return constructs.flatMap(source => [...this.edges.get(source) ?? []].map((target): [IConstruct, IConstruct] => [source, target]));
  }

  /** Items that nothing depends on. */
  private independent(constructs: readonly IConstruct[], inside: ReadonlySet<IConstruct>): IConstruct[] {
    const needed = new Set<IConstruct>();
    const known = new Set<Bundle>();
    for (const construct of constructs) {
      this.edges.get(construct)?.forEach(target => needed.add(target));
      for (const bundle of this.bundles.get(construct) ?? []) {
        if (known.has(bundle) || !inside.has(bundle.targets[0])) { continue; }
        known.add(bundle);
        for (const target of bundle.targets) { if (bundle.sources.length > 1 || bundle.sources[0] !== target) { needed.add(target); } }
      }
    }
    return constructs.filter(construct => !needed.has(construct));
  }
}

/** The objects of a construct in its own chart. Nested charts are handled separately. */
function ownObjects(construct: IConstruct): readonly IConstruct[] {
  Chart.of(construct); // an error if there is none
  const inner = construct.node.children.filter(each => !Chart.isChart(each)).flatMap(ownObjects);
  return ApiObject.isApiObject(construct) ? [construct, ...inner] : inner;
}

/** The dependencies of one construct, one after the other. */
class Walk {
  private readonly lists: readonly (readonly IConstruct[])[];
  private list = 0;
  private at = 0;

  public constructor(
    public readonly construct: IConstruct, edges: ReadonlySet<IConstruct> = new Set(), private readonly bundles: readonly Bundle[] = [],
  ) {
    this.lists = [[...edges], ...bundles.map(({ targets }) => targets)];
  }

  public next(passed: Set<Bundle>): IConstruct | undefined {
    while (this.list < this.lists.length) {
      const bundle = this.bundles[this.list - 1];
      const list = this.lists[this.list];
      if (this.at < list.length && !(bundle && passed.has(bundle))) {
        const target = list[this.at++];
        if (bundle && target === this.construct) { continue; } // in a bundle no object depends on itself
        return target;
      }
      if (bundle && !passed.has(bundle) && !list.includes(this.construct)) { passed.add(bundle); }
      this.list++;
      this.at = 0;
    }
    return undefined;
  }
}
