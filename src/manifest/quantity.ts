import { QUANTITY } from './rules';
import { finding, Finding } from '../validation/rule';

/**
 * An amount of a resource: `100m`, `250Mi`, `1.5`, `1e3`.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const SHAPE = /^(\d+|\d+\.\d*|\.\d+)(m|u|n|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?\d+)?$/;

/** Whether the API server accepts it as a request or limit. */
export function checkQuantity(prop: string, value: string | undefined): Finding[] {
  return value === undefined || (value.length <= 32 && SHAPE.test(value)) ? [] : [finding(QUANTITY, { prop, value })];
}

const FACTORS: { readonly [suffix: string]: number } = {
  '': 1,
  'm': 1e-3,
  'u': 1e-6,
  'n': 1e-9,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
  'Ti': 2 ** 40,
  'Pi': 2 ** 50,
  'Ei': 2 ** 60,
};

/** A quantity as a number. Undefined if it is invalid. */
export function amountOf(value: string | undefined): number | undefined {
  const [, number, suffix = ''] = value === undefined || value.length > 32 ? [] : SHAPE.exec(value) ?? [];
  if (number === undefined) { return undefined; }
  return suffix in FACTORS ? Number(number) * FACTORS[suffix] : Number(`${number}${suffix}`);
}
