import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Names, Yaml, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { stringify } from './emitter';
import { isInApplyOrder, sortForApply } from '../manifest/apply-order';
import { jsonOf } from '../validation/to-json';

/**
 * An App of cdk8s for many charts: the same files with the same bytes, the same errors, in a time that grows with the number of charts, not with its square. Each construct is
 * validated once, each object is made into YAML once, and a file is written before the next chart is looked at.
 *
 * Where constructs depend on each other (`addDependency`, charts in charts), where a chart has a `toJson` of its own, and what is not plain data is left to cdk8s itself.
 *
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class FleetApp extends App {
  /**
   * Writes all manifests to the output directory.
   * @throws with what is wrong in all constructs
   */
  public synth(): void {
    const constructs = this.node.findAll();
    if (!isFree(constructs)) {
      super.synth();
      return;
    }
    mkdirSync(this.outdir, { recursive: true });
    validate(constructs);
    const charts = constructsBelow<Chart>(constructs, Chart.isChart);
    const write = (name: string, text: string) => writeFileSync(join(this.outdir, name + this.outputFileExtension), text, { encoding: 'utf8' });
    switch (this.yamlOutputType) {
      case YamlOutputType.FILE_PER_APP:
        if (charts.length > 0) { write('app', charts.flatMap(textsOf).join(SEPARATOR)); }
        break;
      case YamlOutputType.FILE_PER_CHART:
        for (const chart of charts) { write(Names.toDnsLabel(chart), textsOf(chart).join(SEPARATOR)); }
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const chart of charts) { documentsOf(chart).forEach(({ fileName, text }) => write(fileName, text)); }
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        for (const chart of charts) {
          const folder = Names.toDnsLabel(chart);
          mkdirSync(join(this.outdir, folder), { recursive: true });
          documentsOf(chart).forEach(({ fileName, text }) => write(join(folder, fileName), text));
        }
        break;
    }
    if ((this as unknown as { readonly recordConstructMetadata: boolean }).recordConstructMetadata) { writeMetadata(join(this.outdir, 'construct-metadata.json'), charts.flatMap(objectsOf)); }
  }

  /**
   * All manifests as one text.
   * @throws with what is wrong in all constructs
   */
  public synthYaml(): string {
    const constructs = this.node.findAll();
    if (!isFree(constructs)) { return super.synthYaml(); }
    validate(constructs);
    return constructsBelow<Chart>(constructs, Chart.isChart).flatMap(textsOf).join(SEPARATOR);
  }
}

const SEPARATOR = '---\n';

/** Nothing depends on anything, and no chart is in another one or makes its documents itself. */
function isFree(constructs: readonly IConstruct[]): boolean {
  return constructs.every(construct => construct.node.dependencies.length === 0
    && (!Chart.isChart(construct) || !construct.node.children.some(Chart.isChart) && (construct.toJson === Chart.prototype.toJson || isInApplyOrder(construct))));
}

function validate(constructs: readonly IConstruct[]): void {
  const errors = constructs.flatMap(({ node }) => node.validate().map(error => `[${node.path}] ${error}`));
  if (errors.length > 0) { throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`); }
}

/** In the order of cdk8s, which keeps constructs by their paths: numbers first. */
function constructsBelow<T extends IConstruct>(constructs: readonly IConstruct[], isOne: (construct: any) => boolean): T[] {
  const byPath: Record<string, IConstruct> = {};
  for (const construct of constructs) { byPath[construct.node.path] = construct; }
  return Object.values(byPath).filter(isOne) as T[];
}

/** A chart that is nested otherwise than in a chart has objects of its own alone. */
function objectsOf(chart: Chart): ApiObject[] {
  return constructsBelow<ApiObject>(chart.node.findAll(), ApiObject.isApiObject).filter(object => Chart.of(object) === chart);
}

interface Document {
  readonly kind: string;
  readonly fileName: string;
  readonly text: string;
}

function documentsOf(chart: Chart): Document[] {
  const documents = objectsOf(chart).map((object): Document => {
    const json = jsonOf(object);
    return { kind: json.kind, fileName: `${json.kind}.${json.metadata?.name}`.replace(/[^0-9a-zA-Z-_.]/g, ''), text: stringify(json) ?? Yaml.stringify(object.toJson()) };
  });
  return isInApplyOrder(chart) ? sortForApply(documents) : documents;
}

function textsOf(chart: Chart): string[] {
  return documentsOf(chart).map(({ text }) => text);
}

function writeMetadata(path: string, objects: readonly ApiObject[]): void {
  const resources: Record<string, { path: string }> = {};
  for (const object of objects) { resources[object.name] = { path: object.node.path }; }
  writeFileSync(path, JSON.stringify({ version: '1.0.0', resources }));
}
