import { isLabelValue, isQualifiedName } from '../../../validation/kubernetes-names';
import { shown } from '../../../validation/rule';

type Word = { readonly text: string; readonly isSign: boolean };

const SIGNS = ['==', '!=', '=', '>', '<', '!', '(', ')', ','];
const COMPARISONS = ['=', '==', '!=', '>', '<'];
const WHOLE_NUMBER = /^[+-]?\d+$/;

/**
 * Why a text is not a valid label selector such as `app=web,tier in (a,b)`. Undefined if it is valid.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/labels/selector.go
 */
export function whyNoLabelSelector(text: string): string | undefined {
  const words = wordsOf(text);
  if (words === undefined) { return 'has "!" without a label after it'; }
  if (words.length === 0) { return undefined; }
  return split(words).map(whyNoRequirement).find(why => why !== undefined);
}

/** Operators and the texts between them. Undefined if an operator is invalid. */
function wordsOf(text: string): readonly Word[] | undefined {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const [space] = /^[ \t\r\n]+/.exec(rest) ?? [''];
    const sign = SIGNS.find(each => rest.startsWith(each));
    const [name] = /^[^=!(),<> \t\r\n]+/.exec(rest) ?? [''];
    if (space === '' && sign === undefined && name === '') { return undefined; }
    if (space === '') { words.push({ text: sign ?? name, isSign: sign !== undefined }); }
    at += (space || sign || name).length;
  }
  return words;
}

/** The requirements: texts between commas outside of parentheses. */
function split(words: readonly Word[]): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  let isInside = false;
  for (const word of words) {
    if (word.isSign && word.text === '(') { isInside = true; }
    if (word.isSign && word.text === ')') { isInside = false; }
    if (word.isSign && word.text === ',' && !isInside) { parts.push([]); } else { parts[parts.length - 1].push(word); }
  }
  return parts;
}

function whyNoRequirement([first, ...more]: readonly Word[]): string | undefined {
  if (first === undefined) { return 'has a comma without a label before or after it'; }
  const isNegated = first.isSign && first.text === '!';
  const key = isNegated ? more[0] : first;
  const rest = isNegated ? more.slice(1) : more;
  if (key === undefined || key.isSign) { return `has ${shown((key ?? first).text)} instead of a label`; }
  if (!isQualifiedName(key.text)) { return `has ${shown(key.text)}, which is not a valid label key`; }
  if (rest.length === 0) { return undefined; }
  return isNegated ? `has ${shown(rest[0].text)} after a label with "!"` : whyNoComparison(rest);
}

function whyNoComparison([operator, ...values]: readonly Word[]): string | undefined {
  if (operator.isSign && COMPARISONS.includes(operator.text)) { return whyNoValue(operator.text, values); }
  return !operator.isSign && (operator.text === 'in' || operator.text === 'notin')
    ? whyNoSet(operator.text, values)
    : `has ${shown(operator.text)} instead of "=", "!=", "in" or "notin"`;
}

function whyNoValue(operator: string, values: readonly Word[]): string | undefined {
  const [value, ...more] = values;
  if (more.length > 0 || value?.isSign) { return `has more than one value after ${shown(operator)}`; }
  if ((operator === '>' || operator === '<') && !WHOLE_NUMBER.test(value?.text ?? '')) {
    return `has no whole number after ${shown(operator)}`;
  }
  return value === undefined || isLabelValue(value.text) ? undefined : `has ${shown(value.text)}, which is not a valid label value`;
}

function whyNoSet(operator: string, values: readonly Word[]): string | undefined {
  const [open, close] = [values[0], values[values.length - 1]];
  if (!open?.isSign || open.text !== '(') { return `has no "(" after ${shown(operator)}`; }
  if (values.length < 2 || !close.isSign || close.text !== ')') { return 'has no ")" at the end of the values'; }
  const inside = values.slice(1, -1);
  const sign = inside.find(({ isSign, text }) => isSign && text !== ',');
  if (sign !== undefined) { return `has ${shown(sign.text)} among the values`; }
  if (inside.some(({ isSign }, at) => !isSign && inside[at + 1]?.isSign === false)) { return 'has values without a comma between them'; }
  const wrong = inside.find(({ isSign, text }) => !isSign && !isLabelValue(text));
  return wrong === undefined ? undefined : `has ${shown(wrong.text)}, which is not a valid label value`;
}

/**
 * Why a text is not a valid field selector such as `metadata.name=web`. Undefined if it is valid.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/fields/selector.go
 */
export function whyNoFieldSelector(text: string): string | undefined {
  // a comma after "\" is part of a value
  const terms = (text.match(/(?:\\[\s\S]|[^\\,])+\\?|\\/g) ?? []).filter(term => term !== '');
  return terms.map(whyNoTerm).find(why => why !== undefined);
}

function whyNoTerm(term: string): string | undefined {
  const operator = /!=|==|=/.exec(term);
  if (operator === null) { return `has ${shown(term)} without "="`; }
  const value = term.slice(operator.index + operator[0].length);
  return /^(?:\\[\\,=]|[^\\,=])*$/.test(value)
    ? undefined
    : `has the value ${shown(value)}, in which "=" and "\\" must be escaped with "\\"`;
}
