import { ApiObject, Chart, Yaml } from 'cdk8s';
import { linesOf } from './emitter';
import { compact, joined, Lines, linesOfText, textOfLines } from './lines';
import { chartObjects, Order } from './order';
import { isInApplyOrder, sortForApply } from '../manifest/apply-order';
import { writtenManifestOf } from '../validation/app-objects';

/** A document, and the object if cdk8s has to write it. */
export interface Document {
  readonly json: any;
  /** Fallback if our own serialization of the object does not suffice. */
  readonly whole: () => unknown;
  readonly kind: string;
}

export function renderOf(object: ApiObject): Document {
  const json = writtenManifestOf(object);
  return { json, whole: () => object.toJson(), kind: json.kind };
}

export function documentsOf(chart: Chart, order: Order): Document[] {
  if (chart.toJson !== Chart.prototype.toJson && !isInApplyOrder(chart)) {
    return Object.values(chart.toJson()).map(json => ({ json, whole: () => json, kind: json?.kind }));
  }
  const documents = chartObjects(chart, order).map(renderOf);
  return isInApplyOrder(chart) && !order.dependencies.isOf(chart.node.findAll()) ? sortForApply(documents) : documents;
}

export function contentOf(documents: readonly Document[]): Lines[] {
  return joined(documents.map(({ json, whole }) => compact(linesOf(json) ?? linesOfText(Yaml.stringify(whole())))));
}

/** All manifests as one text. */
export function yamlOf(order: Order): string {
  return textOfLines(contentOf(order.charts.flatMap(chart => documentsOf(chart, order))));
}

export function fileNameOf({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name?: string } }): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
