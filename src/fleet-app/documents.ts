import { ApiObject, Chart, Yaml } from 'cdk8s';
import { stringify } from './emitter';
import { chartObjects, Order } from './order';
import { isInApplyOrder, sortForApply } from '../manifest/apply-order';
import { writtenManifestOf } from '../validation/app-objects';

/** What stands between two documents of a file. */
export const SEPARATOR = '---\n';

/** A document; where cdk8s has to write it, what it is. */
export interface Document {
  readonly json: any;
  /** What is asked for where our own reading of the object does not suffice. */
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

export function documentTexts(chart: Chart, order: Order): string[] {
  return documentsOf(chart, order).map(documentText);
}

/** All manifests as one text. */
export function yamlOf(order: Order): string {
  return order.charts.flatMap(chart => documentTexts(chart, order)).join(SEPARATOR);
}

export function documentText({ json, whole }: Document): string {
  return stringify(json) ?? Yaml.stringify(whole());
}

export function fileNameOf({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name?: string } }): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
