import { Json } from './json';
import { isLabelValue, isQualifiedName } from '../../../validation/kubernetes-names';
import { isVariable } from '../../../validation/placeholder';
import { shown } from '../../../validation/rule';
import { asList, isMap, isSet, textOf } from '../../../values/json';
import { Fault } from '../row';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * Why a label selector is invalid. The operator then selects nothing and reports an error. The schema does not check operators, keys and
 * values.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/helpers.go
 */
export function selectorFaults(selector: unknown): readonly Fault[] {
  if (!isMap(selector)) { return []; }
  return [
    ...Object.entries(isMap(selector.matchLabels) ? selector.matchLabels : {}).flatMap(([key, value]) => {
      const at = `matchLabels[${JSON.stringify(key)}]`;
      return [...keyFaults(key, at), ...valueFaults(value, at)];
    }),
    ...asList(selector.matchExpressions)
      .filter(isMap)
      .flatMap((each, i) => expressionFaults(each, `matchExpressions[${i}]`)),
  ];
}

function expressionFaults({ key, operator, values }: Json, at: string): readonly Fault[] {
  const [name, list] = [textOf(operator), asList(values)];
  if (typeof operator === 'string' && !OPERATORS.includes(name)) {
    return [{
      at: `${at}.operator`, value: operator, why: `is not a valid operator: use one of ${OPERATORS.map(each => shown(each)).join(', ')}`,
    }];
  }
  const needsValues = name === 'In' || name === 'NotIn';
  return [
    ...(typeof key === 'string' ? keyFaults(key, `${at}.key`) : []),
    ...(needsValues && list.length === 0 && !isOtherThanList(values)
      ? [{ at: `${at}.values`, why: `is empty, but ${shown(name)} requires a value: add one` }]
      : []),
    ...(!needsValues && name !== '' && list.length > 0
      ? [{ at: `${at}.values`, why: `has values, but ${shown(name)} does not allow values: remove them` }]
      : []),
    ...list.flatMap((value, i) => valueFaults(value, `${at}.values[${i}]`)),
  ];
}

export const isOtherThanList = (values: unknown) => isSet(values) && !Array.isArray(values);

/** Placeholders that Flux or envsubst replaces before apply are unknown. */

function keyFaults(key: string, at: string): readonly Fault[] {
  return isQualifiedName(key) || isVariable(key)
    ? []
    : [{
      at, value: key, why: 'is not a valid label key: write letters, digits, "-", "_" and ".", at most 63, after an optional "prefix/"',
    }];
}

function valueFaults(value: unknown, at: string): readonly Fault[] {
  return typeof value !== 'string' || isLabelValue(value) || isVariable(value)
    ? []
    : [{ at, value, why: 'is not a valid label value: write letters, digits, "-", "_" and ".", at most 63' }];
}
