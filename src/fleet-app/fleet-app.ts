import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import { contentOf, Document, documentsOf, fileNameOf, renderOf, yamlOf } from './documents';
import { writeLines } from './lines';
import { chartObjects, Order, orderOf, validate } from './order';
import { writesAsInstalled } from './probe';
import { WrittenFiles } from './written-files';
import { reportOverwrittenFiles } from '../manifest/files/overwritten-files';
import { readingOnce } from '../validation/app-objects';
import { recordsConstructMetadata } from '../validation/cdk8s/internals';

/**
 * An App of cdk8s for many charts: it writes the same files, byte for byte, and reports the same errors.
 * The time of synthesis is linear in the number of charts and dependencies, not quadratic.
 * Each construct is validated once, and each object is read once for the checks and the file. A file is written before the next chart is
 * read.
 * So a validation must not change objects.
 *
 * Objects that would overwrite each other's files are reported as an error.
 *
 * cdk8s itself writes objects that are not plain data, and handles constructs with circular dependencies.
 * A chart that overrides `toJson()` still provides its own documents.
 * If the installed cdk8s writes a small test app differently, cdk8s itself writes all apps, and a notice reports it.
 *
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class FleetApp extends App {
  /**
   * Writes all manifests to the output directory.
   * @throws with the errors of all constructs
   */
  public synth(): void {
    readingOnce(() => {
      const order = writesAsInstalled() ? orderOf(this) : undefined;
      reportOverwrittenFiles(this);
      if (order === undefined) {
        super.synth();
        return;
      }
      mkdirSync(this.outdir, { recursive: true });
      validate(order);
      this.write(order);
      if (recordsConstructMetadata(this)) {
        writeMetadata(join(this.outdir, 'construct-metadata.json'), order.charts.flatMap(chart => chartObjects(chart, order)));
      }
    });
  }

  /**
   * Returns all manifests as one text.
   * @throws with the errors of all constructs
   */
  public synthYaml(): string {
    return readingOnce(() => {
      const order = writesAsInstalled() ? orderOf(this) : undefined;
      if (order === undefined) { return super.synthYaml(); }
      validate(order);
      return yamlOf(order);
    });
  }

  private write(order: Order): void {
    const { charts, dependencies } = order;
    const files = new WrittenFiles();
    const save = (name: string, documents: readonly Document[]) => {
      files.add(name + this.outputFileExtension);
      writeLines(join(this.outdir, name + this.outputFileExtension), contentOf(documents));
    };
    const nameOf = (
      chart: Chart, at: number,
    ) => `${dependencies.hasDependentCharts ? `${String(at).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
    switch (this.yamlOutputType) {
      case YamlOutputType.FILE_PER_APP:
        if (charts.length > 0) { save('app', charts.flatMap(chart => documentsOf(chart, order))); }
        break;
      case YamlOutputType.FILE_PER_CHART:
        charts.forEach((chart, at) => save(nameOf(chart, at), documentsOf(chart, order)));
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const chart of charts) {
          const written = documentsOf(chart, order).filter(({ json }) => json !== undefined);
          written.forEach(document => save(fileNameOf(document.json), [document]));
        }
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        charts.forEach((chart, at) => {
          const folder = nameOf(chart, at);
          mkdirSync(join(this.outdir, folder), { recursive: true });
          // by the original name of the object, without patches
          chartObjects(chart, order).forEach(object => save(join(folder, fileNameOf(object)), [renderOf(object)]));
        });
        break;
    }
    files.report();
  }
}

function writeMetadata(path: string, objects: readonly ApiObject[]): void {
  const resources: Record<string, { path: string }> = {};
  for (const object of objects) { resources[object.name] = { path: object.node.path }; }
  writeFileSync(path, JSON.stringify({ version: '1.0.0', resources }));
}
