import { QUANTITY } from './rules';
import { finding, Finding } from '../validation/rule';

/**
 * An amount of a resource: `100m`, `250Mi`, `1.5`, `1e3`.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const SHAPE = /^(\d+|\d+\.\d*|\.\d+)(m|u|n|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?\d+)?$/;

/** Whether a request or limit is one that the apiserver takes. */
export function checkQuantity(prop: string, value: string | undefined): Finding[] {
  return value === undefined || (value.length <= 32 && SHAPE.test(value)) ? [] : [finding(QUANTITY, { prop, value })];
}
