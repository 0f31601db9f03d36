import { AGGREGATION_PARAMETERS, FUNCTIONS, OF_COUNTERS, Signature, ValueType } from './functions';
import { isMatchingAll, Matcher, whyNotPatterns } from './matcher';
import { readPattern } from './regex';
import { matchersOf } from './selector';
import { unquote } from './string-literal';
import { childrenOf, readExpression, SyntaxNode, textOfNode } from './syntax-tree';

/** What is wrong with an expression: `doubt` where Prometheus takes it and it hardly means what it says. */
export interface ExpressionProblem {
  readonly kind: 'syntax' | 'type' | 'regex' | 'doubt';
  readonly why: string;
}

/** What an expression is, and all that is wrong with it. */
export interface CheckedExpression {
  readonly type?: ValueType;
  readonly problems: readonly ExpressionProblem[];
}

const SET_OPERATORS = ['And', 'Or', 'Unless'];
const COMPARISONS = ['Eql', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte'];
const OPERATORS = [...SET_OPERATORS, ...COMPARISONS, 'Add', 'Sub', 'Mul', 'Div', 'Mod', 'Pow', 'Atan2', 'TrimUpper', 'TrimLower'];

/** What the names of gauges end in. */
const GAUGE = /(_bytes|_ratio|_percent|_celsius|_info|_timestamp_seconds)$/;

const SHOWN: Readonly<Record<ValueType, string>> = { scalar: 'a number', vector: 'an instant vector', range: 'a range, like x[5m]', string: 'a string' };

/** Reads an expression and checks its types, as Prometheus does before it runs it. Total: it never throws. */
export function checkExpression(text: string): CheckedExpression {
  const read = readExpression(text);
  if ('why' in read) { return { problems: [{ kind: 'syntax', why: read.why }] }; }
  const problems: ExpressionProblem[] = [];
  const type = new Checker(text, problems).typeOf(read.root);
  return { type, problems };
}

/** All selectors in an expression, as their matchers; none where it cannot be read. */
export function selectorsIn(text: string): Matcher[][] {
  const read = readExpression(text);
  return 'why' in read ? [] : selectorsBelow(text, read.root);
}

function selectorsBelow(text: string, node: SyntaxNode): Matcher[][] {
  return node.name === 'VectorSelector' ? [matchersOf(text, node)] : childrenOf(node).flatMap(child => selectorsBelow(text, child));
}

/** The names of the metrics of an expression that say theirs by `=`. */
export function metricsIn(text: string): string[] {
  const names = selectorsIn(text).flatMap(matchers => matchers.filter(({ label, operator }) => label === '__name__' && operator === '=').map(({ value }) => value));
  return [...new Set(names)].sort();
}

/** Whether a series of this name, or what is made of it, is compared with 0 by `==`, or asked for by absent(). */
export function comparesWithZero(text: string, metric: string): boolean {
  const read = readExpression(text);
  return !('why' in read) && anyBelow(read.root, node => {
    const children = childrenOf(node);
    const isComparison = node.name === 'BinaryExpr' && children.some(({ name }) => name === 'Eql') && children.some(child => child.name === 'NumberDurationLiteral' && Number(textOfNode(text, child)) === 0);
    const isAbsent = node.name === 'FunctionCall' && /^absent(_over_time)?$/.test(textOfNode(text, node.firstChild!));
    return (isComparison || isAbsent) && selectorsBelow(text, node).some(matchers => matchers.some(({ label, operator, value }) => label === '__name__' && operator === '=' && value === metric));
  });
}

function anyBelow(node: SyntaxNode, is: (node: SyntaxNode) => boolean): boolean {
  return is(node) || childrenOf(node).some(child => anyBelow(child, is));
}

class Checker {
  public constructor(private readonly text: string, private readonly problems: ExpressionProblem[]) {}

  public typeOf(node: SyntaxNode): ValueType {
    switch (node.name) {
      case 'NumberDurationLiteral': return 'scalar';
      case 'StringLiteral': return 'string';
      case 'VectorSelector': return this.selector(node);
      case 'MatrixSelector': return this.range(node);
      case 'SubqueryExpr': return this.subquery(node);
      case 'FunctionCall': return this.call(node);
      case 'AggregateExpr': return this.aggregate(node);
      case 'BinaryExpr': return this.binary(node);
      // brackets, a sign, an offset, "@", smoothed and anchored: what is inside
      default: return this.typeOf(childrenOf(node).find(({ name }) => name !== 'UnaryOp') ?? UNKNOWN);
    }
  }

  private selector(node: SyntaxNode): ValueType {
    const matchers = matchersOf(this.text, node);
    const why = whyNotPatterns(matchers);
    if (why !== undefined) { this.add('regex', why); }
    if (matchers.every(isMatchingAll)) { this.add('type', `${this.show(node)} selects everything: at least one matcher must not match the empty string`); }
    return 'vector';
  }

  private range(node: SyntaxNode): ValueType {
    const [vector] = childrenOf(node);
    if (this.typeOf(vector) !== 'vector') { this.add('type', `${this.show(vector)} cannot have a range: it is no selector`); }
    return 'range';
  }

  private subquery(node: SyntaxNode): ValueType {
    const [inner] = childrenOf(node);
    this.want('vector', inner, 'a subquery');
    return 'range';
  }

  private call(node: SyntaxNode): ValueType {
    const name = textOfNode(this.text, node.firstChild!);
    const signature = FUNCTIONS.get(name);
    const given = argumentsOf(node);
    if (!signature) {
      given.forEach(each => this.typeOf(each));
      return 'vector';
    }
    const [least, most] = bounds(signature);
    if (given.length < least || given.length > most) {
      this.add('type', `${name}() has ${given.length} arguments, and takes ${least === most ? least : most === Infinity ? `${least} or more` : `${least} to ${most}`}`);
    }
    given.forEach((each, at) => this.want(signature.takes[Math.min(at, signature.takes.length - 1)], each, `${name}()`));
    if (OF_COUNTERS.has(name)) { this.doubtGauge(name, given[0]); }
    if (name === 'label_replace' && given[4]?.name === 'StringLiteral') { this.pattern(unquote(textOfNode(this.text, given[4]))); }
    return signature.gives;
  }

  private aggregate(node: SyntaxNode): ValueType {
    const operator = textOfNode(this.text, node.firstChild!).toLowerCase();
    const given = argumentsOf(node);
    const parameter = AGGREGATION_PARAMETERS[operator];
    const takes: ValueType[] = parameter ? [parameter, 'vector'] : ['vector'];
    if (given.length !== takes.length) { this.add('type', `${operator}() has ${given.length} arguments, and takes ${takes.length}`); }
    given.forEach((each, at) => this.want(takes[Math.min(at, takes.length - 1)], each, `${operator}()`));
    return 'vector';
  }

  private binary(node: SyntaxNode): ValueType {
    const children = childrenOf(node);
    const operator = children.find(({ name }) => OPERATORS.includes(name));
    const sides = [children[0], children[children.length - 1]];
    const types = sides.map(side => this.typeOf(side));
    const sign = operator ? textOfNode(this.text, operator).trim() : '?';
    types.forEach((type, at) => {
      if (type === 'range' || type === 'string') { this.add('type', `"${sign}" wants numbers and instant vectors, and ${this.show(sides[at])} is ${SHOWN[type]}`); }
    });
    const areScalars = types.every(type => type === 'scalar');
    if (operator && SET_OPERATORS.includes(operator.name) && types.includes('scalar')) { this.add('type', `"${sign}" wants instant vectors on both sides, and has a number`); }
    if (operator && COMPARISONS.includes(operator.name) && areScalars && !children.some(({ name }) => name === 'BoolModifier')) {
      this.add('type', `"${sign}" between two numbers must be "${sign} bool"`);
    }
    return areScalars ? 'scalar' : 'vector';
  }

  private want(wanted: ValueType, node: SyntaxNode, who: string): void {
    const type = this.typeOf(node);
    if (type !== wanted) { this.add('type', `${who} wants ${SHOWN[wanted]}, and ${this.show(node)} is ${SHOWN[type]}`); }
  }

  private doubtGauge(name: string, node: SyntaxNode | undefined): void {
    for (const matchers of node?.name === 'MatrixSelector' ? selectorsBelow(this.text, node) : []) {
      const metric = matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value;
      if (metric !== undefined && GAUGE.test(metric)) { this.add('doubt', `${name}() is for counters, and ${metric} has the name of a gauge: use delta() or deriv()`); }
    }
  }

  private pattern(pattern: string): void {
    const read = readPattern(pattern);
    if ('why' in read) { this.add('regex', `${JSON.stringify(pattern.slice(0, 80))} is no regular expression of RE2: ${read.why}`); }
  }

  private add(kind: ExpressionProblem['kind'], why: string): void {
    this.problems.push({ kind, why });
  }

  private show(node: SyntaxNode): string {
    const text = textOfNode(this.text, node);
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  }
}

/** In place of what the grammar promises and a later one may not have. */
const UNKNOWN: SyntaxNode = { name: 'VectorSelector', from: 0, to: 0, firstChild: null, nextSibling: null };

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  const body = childrenOf(node).find(({ name }) => name === 'FunctionCallBody');
  return body ? childrenOf(body).filter(({ name }) => name !== 'LineComment') : [];
}

function bounds({ takes, optional = 0 }: Signature): [number, number] {
  return optional === 'many' ? [takes.length - 1, Infinity] : [takes.length - optional, takes.length];
}
