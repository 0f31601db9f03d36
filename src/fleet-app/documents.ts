import { ApiObject, Chart, Yaml } from 'cdk8s';
import { stringify } from './emitter';
import { objectsOf, Order } from './order';
import { isInApplyOrder, sortForApply } from '../manifest/apply-order';
import { writtenManifestOf } from '../validation/app-objects';

/** Separator of two documents of a file. */
export const SEPARATOR = '---\n';

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
  const documents = objectsOf(chart, order).map(renderOf);
  return isInApplyOrder(chart) && !order.dependencies.isOf(chart.node.findAll()) ? sortForApply(documents) : documents;
}

export function textsOf(chart: Chart, order: Order): string[] {
  return documentsOf(chart, order).map(textOf);
}

/** All manifests as one text. */
export function yamlOf(order: Order): string {
  return order.charts.flatMap(chart => textsOf(chart, order)).join(SEPARATOR);
}

export function textOf({ json, whole }: Document): string {
  return stringify(json) ?? Yaml.stringify(whole());
}

export function fileNameOf({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name?: string } }): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
