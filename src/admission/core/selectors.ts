import { checkLabelKey, checkObjectLabels, checkLabelValue } from './metadata';
import { Fields, fieldsOf, itemsOf, Report, textItems } from './report';
import { SELECTOR } from './rules';
import { isPlaceholder } from '../../validation/placeholder';
import { listed } from '../../validation/rule';
import { isMap } from '../../values/json';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** The syntax of a label selector: `matchLabels` and `matchExpressions`. */
export function checkSelector(report: Report, selector: unknown, path: string): void {
  if (!isMap(selector)) { return; }
  checkObjectLabels(report, selector.matchLabels, `${path}.matchLabels`);
  for (const { item, at } of itemsOf(selector.matchExpressions, `${path}.matchExpressions`)) { checkExpression(report, item, at); }
}

function checkExpression(report: Report, { key, operator, values }: Fields, at: string): void {
  const count = Array.isArray(values) ? values.length : 0;
  if (typeof operator === 'string' && !OPERATORS.includes(operator)) {
    report.add(SELECTOR, `${at}.operator`, operator, 'which is not a valid operator', `use one of ${OPERATORS.join(', ')}`);
  }
  if ((operator === 'In' || operator === 'NotIn') && count === 0) {
    report.add(SELECTOR, `${at}.values`, undefined, `is empty, but ${operator} requires values`, 'list at least one, or use Exists');
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) {
    report.add(SELECTOR, `${at}.values`, undefined, `is set, but ${operator} does not allow values`, 'remove it, or use In');
  }
  checkLabelKey(report, key, `${at}.key`);
  for (const { text, at: where } of textItems(values, `${at}.values`)) { checkLabelValue(report, text, where); }
}

export function isEmptySelector(selector: Fields): boolean {
  const hasExpressions = Array.isArray(selector.matchExpressions) && selector.matchExpressions.length > 0;
  return !hasExpressions && Object.keys(fieldsOf(selector.matchLabels)).length === 0;
}

const LABELS = 'spec.template.metadata.labels';

/** The selector of a workload, which must select its own pods. */
export function checkOwnSelector(report: Report, spec: Fields, kind: string): void {
  const { selector } = spec;
  if (!isMap(selector)) { return; }
  checkSelector(report, selector, 'spec.selector');
  if (isEmptySelector(selector)) {
    report.add(SELECTOR, 'spec.selector', undefined, `is empty, but a ${kind} must select its own pods`,
      'copy labels of spec.template.metadata.labels to "matchLabels"');
    return;
  }
  if (!isMap(spec.template)) { return; }
  const unmet = unmetBy(selector, fieldsOf(fieldsOf(spec.template.metadata).labels));
  if (unmet.length > 0) {
    report.add(
      SELECTOR, LABELS, undefined, `does not match "spec.selector", which requires ${listed(unmet)}`, 'use the same labels in both',
    );
  }
}

/** The conditions that the labels do not meet, with the value of each label. A placeholder counts as met. */
export function unmetBy(selector: Fields, labels: Fields): string[] {
  const has = (key: string) => `but the template has ${Object.hasOwn(labels, key) ? JSON.stringify(labels[key]) : 'no such label'}`;
  const pairs = Object.entries(fieldsOf(selector.matchLabels)).filter(([key, value]) => !same(labels[key], value))
    .map(([key, value]) => `${key}=${wordOf(value)}, ${has(key)}`);
  const isReadable = ({ key, operator }: Fields) => typeof key === 'string' && OPERATORS.includes(operator);
  const isUnmet = ({ item }: { readonly item: Fields }) => isReadable(item) && !isMet(item, labels[item.key]);
  const expressions = itemsOf(selector.matchExpressions, '').filter(isUnmet)
    .map(
      ({ item }) => `${item.key} ${item.operator}${Array.isArray(item.values)
        ? ` (${item.values.map(wordOf).join(', ')})`
        : ''}, ${has(item.key)}`,
    );
  return [...pairs, ...expressions];
}

/** the schema reports a value of a wrong type */
function wordOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function same(one: unknown, other: unknown): boolean {
  return one === other || [one, other].some(value => typeof value === 'string' && isPlaceholder(value));
}

function isMet({ operator, values }: Fields, value: unknown): boolean {
  const list: readonly unknown[] = Array.isArray(values) ? values : [];
  if (typeof value === 'string' && isPlaceholder(value)) { return true; }
  switch (operator) {
    case 'In': return value !== undefined && list.some(each => same(each, value));
    case 'NotIn': return value === undefined || !list.includes(value);
    case 'Exists': return value !== undefined;
    default: return value === undefined;
  }
}
