import { checkExpression } from '../promql/expression';

/** `$pod`, `${pod:regex}`, `${__to:date:M}` and the old `[[pod]]`. A colon after `$range` without braces starts the step of a subquery. */
const VARIABLE = /\$\{(\w+)(?:[.:][^}]*)?\}|\$(\w+)|\[\[(\w+)(?::\w+)?\]\]/g;

const BUILT_IN: { readonly [name: string]: string } = {
  __rate_interval: '5m',
  __interval: '5m',
  __range: '5m',
  __range_s: '300',
  __interval_ms: '300000',
  __range_ms: '300000',
  __from: '1',
  __to: '1',
};

/** Between `[` and `]`, or next to the colon there, a variable is a duration. */
const isDuration = (before: string, behind: string) => /\[\s*$|\[[^\]]*:\s*$/.test(before) && /^\s*[\]:]/.test(behind);

function withVariables(expr: string, value: string): string {
  return expr.replace(VARIABLE, (all: string, braced: string, plain: string, old: string, at: number) => {
    const name = braced ?? plain ?? old;
    if (Object.hasOwn(BUILT_IN, name)) { return BUILT_IN[name]; }
    return isDuration(expr.slice(0, at), expr.slice(at + all.length)) ? '5m' : value;
  });
}

/** A variable that stands for a whole matcher: `{cluster="a", ${more:raw}}`. */
const withMatchers = (expr: string) => expr.replace(/(?<=[{,]\s*)\$(?:\{\w+(?::\w+)?\}|\w+)(?=\s*[,}])/g, 'value="value"');

/** Possible values of a variable: part of a string or a name, a number, or a matcher. */
const FILLED: readonly ((expr: string) => string)[] = [
  expr => withVariables(expr, 'value'),
  expr => withVariables(expr, '1'),
  expr => withVariables(withMatchers(expr), 'value'),
  expr => withVariables(withMatchers(expr), '1'),
];

/** An expression with values for its variables, so that it can be parsed: values that make it valid, if any do. */
export function filledVariables(expr: string): string {
  const all = FILLED.map(fill => fill(expr));
  return all.find(each => expressionProblems(each).length === 0) ?? all[0];
}

// doubts based on the name of a metric are not worth a warning for every panel of a third-party dashboard
export const expressionProblems = (expr: string) => checkExpression(expr).problems.filter(({ kind }) => kind !== 'doubt');
