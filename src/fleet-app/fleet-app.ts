import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Names, Yaml, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Dependencies } from './dependencies';
import { stringify } from './emitter';
import { isInApplyOrder, sortForApply } from '../manifest/apply-order';
import { reportOverwrittenFiles } from '../manifest/overwritten-files';
import { readingOnce, writtenManifestOf } from '../validation/app-objects';

/**
 * An App of cdk8s for many charts: the same files with the same bytes, the same errors, in a time that grows with the number of charts and of dependencies, not with its square.
 * Each construct is validated once, each object is read once for the checks and the file, and a file is written before the next chart
 * is looked at. So a validation must not change objects.
 *
 * Objects that would overwrite each other's files are an error here.
 *
 * What is not plain data, and constructs that depend on each other in a circle, are left to cdk8s itself; a chart that makes its documents itself is asked for them.
 *
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class FleetApp extends App {
  /**
   * Writes all manifests to the output directory.
   * @throws with what is wrong in all constructs
   */
  public synth(): void {
    readingOnce(() => {
      const order = orderOf(this);
      reportOverwrittenFiles(this);
      if (order === undefined) {
        super.synth();
        return;
      }
      mkdirSync(this.outdir, { recursive: true });
      validate(order);
      this.write(order);
      if ((this as unknown as { readonly recordConstructMetadata: boolean }).recordConstructMetadata) {
        writeMetadata(join(this.outdir, 'construct-metadata.json'), order.charts.flatMap(chart => objectsOf(chart, order)));
      }
    });
  }

  /**
   * All manifests as one text.
   * @throws with what is wrong in all constructs
   */
  public synthYaml(): string {
    return readingOnce(() => {
      const order = orderOf(this);
      if (order === undefined) { return super.synthYaml(); }
      validate(order);
      return order.charts.flatMap(chart => textsOf(chart, order)).join(SEPARATOR);
    });
  }

  private write(order: Order): void {
    const { charts, dependencies } = order;
    const save = (name: string, text: string) => writeFileSync(join(this.outdir, name + this.outputFileExtension), text, { encoding: 'utf8' });
    const nameOf = (chart: Chart, at: number) => `${dependencies.hasDependentCharts ? `${String(at).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
    switch (this.yamlOutputType) {
      case YamlOutputType.FILE_PER_APP:
        if (charts.length > 0) { save('app', charts.flatMap(chart => textsOf(chart, order)).join(SEPARATOR)); }
        break;
      case YamlOutputType.FILE_PER_CHART:
        charts.forEach((chart, at) => save(nameOf(chart, at), textsOf(chart, order).join(SEPARATOR)));
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const chart of charts) { documentsOf(chart, order).filter(({ json }) => json !== undefined).forEach(document => save(fileNameOf(document.json), textOf(document))); }
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        charts.forEach((chart, at) => {
          const folder = nameOf(chart, at);
          mkdirSync(join(this.outdir, folder), { recursive: true });
          // by what the object is called, not by what a patch makes of that
          objectsOf(chart, order).forEach(object => save(join(folder, fileNameOf(object)), textOf(renderOf(object))));
        });
        break;
    }
  }
}

const SEPARATOR = '---\n';

/** What there is in an app, in the order in which it comes out. */
interface Order {
  readonly constructs: readonly IConstruct[];
  readonly dependencies: Dependencies;
  readonly charts: readonly Chart[];
  /** Those of each chart, without those of charts in it, where no object has to wait for another one. */
  readonly objects?: ReadonlyMap<Chart, readonly ApiObject[]>;
}

/** Undefined where cdk8s has to say what is wrong. */
function orderOf(app: App): Order | undefined {
  const constructs = app.node.findAll();
  try {
    const dependencies = new Dependencies(constructs);
    const charts = dependencies.order(byPath(constructs))?.filter(Chart.isChart) as Chart[] | undefined;
    return charts && { constructs, dependencies, charts, objects: dependencies.areOfChartsAlone ? byChart(constructs) : undefined };
  } catch {
    return undefined;
  }
}

function validate({ constructs }: Order): void {
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
function objectsOf(chart: Chart, { dependencies, objects }: Order): readonly ApiObject[] {
  if (objects) { return objects.get(chart)!; }
  const ordered = dependencies.order(byPath(chart.node.findAll())) as readonly IConstruct[];
  return ordered.filter(each => ApiObject.isApiObject(each) && Chart.of(each) === chart) as ApiObject[];
}

/** A document; where cdk8s has to write it, what it is. */
interface Document {
  readonly json: any;
  /** What is asked for where our own reading of the object does not suffice. */
  readonly whole: () => unknown;
  readonly kind: string;
}

function renderOf(object: ApiObject): Document {
  const json = writtenManifestOf(object);
  return { json, whole: () => object.toJson(), kind: json.kind };
}

function documentsOf(chart: Chart, order: Order): Document[] {
  if (chart.toJson !== Chart.prototype.toJson && !isInApplyOrder(chart)) {
    return Object.values(chart.toJson()).map(json => ({ json, whole: () => json, kind: json?.kind }));
  }
  const documents = objectsOf(chart, order).map(renderOf);
  return isInApplyOrder(chart) && !order.dependencies.isOf(chart.node.findAll()) ? sortForApply(documents) : documents;
}

function textsOf(chart: Chart, order: Order): string[] {
  return documentsOf(chart, order).map(textOf);
}

function textOf({ json, whole }: Document): string {
  return stringify(json) ?? Yaml.stringify(whole());
}

function fileNameOf({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name?: string } }): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function writeMetadata(path: string, objects: readonly ApiObject[]): void {
  const resources: Record<string, { path: string }> = {};
  for (const object of objects) { resources[object.name] = { path: object.node.path }; }
  writeFileSync(path, JSON.stringify({ version: '1.0.0', resources }));
}
