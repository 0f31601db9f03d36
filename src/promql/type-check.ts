import { Construct, ConstructName, CONSTRUCTS } from './constructs';
import { AGGREGATION_PARAMETERS, AGGREGATIONS_SINCE, functionNames, functionOf, OF_COUNTERS, ValueType } from './functions';
import { isMatchingAll, whyNotPatterns } from './matcher';
import { beforeRange, unmodified, whyNotModified } from './modifier-check';
import { whyNoPattern } from './regex';
import { matchersOf } from './selector';
import { unquote } from './string-literal';
import { SyntaxNode, textOfNode } from './syntax-node';
import { similarTo } from '../validation/similar';

/**
 * Problem of an expression. Prometheus rejects it for `syntax`, `type` and `regex`; some versions reject it for `version`. `evaluation`:
 * each evaluation fails. `doubt`: probably a mistake.
 */
export interface ExpressionProblem {
  readonly kind: 'syntax' | 'type' | 'regex' | 'version' | 'evaluation' | 'doubt';
  readonly why: string;
}

const SET_OPERATORS = ['And', 'Or', 'Unless'];
const COMPARISONS = ['Eql', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte'];

/** Common endings of gauge names. */
const GAUGE = /(_bytes|_ratio|_percent|_celsius|_info|_timestamp_seconds)$/;

export const SHOWN: Readonly<Record<ValueType, string>> = {
  scalar: 'a number', vector: 'an instant vector', matrix: 'a range, like x[5m]', string: 'a string',
};

/** Walks a tree, and collects problems and version-dependent features. */
export class TypeCheck {
  public readonly problems: ExpressionProblem[] = [];
  public readonly uses: Construct[] = [];

  public constructor(private readonly text: string) {}

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
      case 'UnaryExpr': return this.unary(node);
      case 'ParenExpr': return this.typeOf(node.children[0]);
      default: return this.modified(node);
    }
  }

  private selector(node: SyntaxNode, mayBeEmpty = false): ValueType {
    const matchers = matchersOf(this.text, node);
    const why = whyNotPatterns(matchers);
    if (why !== undefined) { this.add('regex', why); }
    const isNamed = node.children[0].name === 'Identifier';
    if (isNamed && matchers.slice(1).some(({ label }) => label === '__name__')) { this.add('type', `${this.show(node)} has two names`); }
    if (!mayBeEmpty && !isNamed && matchers.every(isMatchingAll)) {
      this.add('type', `${this.show(node)} matches all series: at least one matcher must not match the empty string`);
    }
    return 'vector';
  }

  private range({ children: [vector] }: SyntaxNode): ValueType {
    const type = this.typeOf(vector);
    if (type !== 'vector' || unmodified(vector).name !== 'VectorSelector') {
      this.add('type', `${this.show(vector)} is not a selector and cannot have a range: write a subquery with a colon, such as [5m:1m]`);
    }
    const { why, uses } = beforeRange(this.text, vector);
    if (why !== undefined) { this.add('type', why); }
    if (uses) { this.use(uses); }
    return 'matrix';
  }

  private subquery({ children: [inner] }: SyntaxNode): ValueType {
    this.want('vector', inner, 'a subquery');
    return 'matrix';
  }

  private modified(node: SyntaxNode): ValueType {
    const why = whyNotModified(this.text, node);
    if (why !== undefined) { this.add('type', why); }
    return this.typeOf(node.children[0]);
  }

  private unary({ children: [sign, inner] }: SyntaxNode): ValueType {
    const type = this.typeOf(inner);
    if (type === 'scalar' || type === 'vector') { return type; }
    this.add('type', `"${textOfNode(this.text, sign)}" requires a number or an instant vector, but ${this.show(inner)} is ${SHOWN[type]}`);
    return 'vector';
  }

  private call(node: SyntaxNode): ValueType {
    const name = textOfNode(this.text, node.children[0]);
    const signature = functionOf(name);
    const given = node.children[1].children;
    if (!signature) {
      const [similar] = similarTo(name, functionNames());
      this.add('syntax', `function ${name}() does not exist${similar === undefined ? '' : `: did you mean ${similar}()?`}`);
      given.forEach(each => this.typeOf(each));
      return 'vector';
    }
    const { since, until, flag, count: [least, most] } = signature;
    if (since !== undefined || until !== undefined || flag !== undefined) { this.uses.push({ ...signature, words: `${name}()` }); }
    if (given.length < least || given.length > most) {
      this.add('type', `${name}() has ${given.length} arguments, but requires ${countInWords(least, most)}`);
    }
    given.forEach((each, at) => this.argument(name, signature.args, each, at));
    if (OF_COUNTERS.has(name)) { this.doubtGauge(name, given[0]); }
    if (name === 'label_replace' && given[4]?.name === 'StringLiteral') { this.pattern(unquote(textOfNode(this.text, given[4]))); }
    return signature.returns;
  }

  private argument(name: string, types: readonly ValueType[], node: SyntaxNode, at: number): void {
    const wanted = types[Math.min(at, types.length - 1)];
    if (name === 'info' && at === 1) {
      this.labelsOnly(node);
    } else if (wanted === undefined) {
      this.typeOf(node);
    } else {
      this.want(wanted, node, `${name}()`);
    }
  }

  /** The second argument of info(): matchers without a name. */
  private labelsOnly(node: SyntaxNode): void {
    if (node.name !== 'VectorSelector') {
      this.typeOf(node);
    } else if (node.children[0].name !== 'Identifier') {
      this.selector(node, true);
      return;
    }
    this.add('type', `info() accepts only label matchers such as {job="a"}, but has ${this.show(node)}`);
  }

  private aggregate(node: SyntaxNode): ValueType {
    const operator = textOfNode(this.text, node.children[0]).toLowerCase();
    const given = node.children.find(({ name }) => name === 'FunctionCallBody')!.children;
    if (operator in AGGREGATIONS_SINCE) { this.uses.push({ ...AGGREGATIONS_SINCE[operator], words: `${operator}()` }); }
    const parameter = AGGREGATION_PARAMETERS[operator];
    const takes: ValueType[] = parameter ? [parameter, 'vector'] : ['vector'];
    if (given.length !== takes.length) { this.add('type', `${operator}() has ${given.length} arguments, but requires ${takes.length}`); }
    given.forEach((each, at) => this.want(takes[Math.min(at, takes.length - 1)], each, `${operator}()`));
    return 'vector';
  }

  private binary({ children }: SyntaxNode): ValueType {
    const [left, operator, ...more] = children;
    const right = more.pop()!;
    const [sign, sides] = [textOfNode(this.text, operator), [left, right]];
    const types = sides.map(side => this.typeOf(side));
    types.forEach((type, at) => {
      if (type === 'matrix' || type === 'string') {
        this.add('type', `"${sign}" requires numbers or instant vectors, but ${this.show(sides[at])} is ${SHOWN[type]}`);
      }
    });
    const [isSet, isComparison] = [SET_OPERATORS.includes(operator.name), COMPARISONS.includes(operator.name)];
    const areScalars = types.every(type => type === 'scalar');
    const hasBool = more.some(({ name }) => name === 'BoolModifier');
    if (isSet && types.includes('scalar')) { this.add('type', `"${sign}" requires instant vectors on both sides, but has a number`); }
    if (isComparison && areScalars && !hasBool) { this.add('type', `"${sign}" between two numbers must be "${sign} bool"`); }
    if (hasBool && !isComparison) { this.add('type', `"bool" must follow a comparison operator, not "${sign}"`); }
    this.matching(sign, isSet, types.every(type => type === 'vector'), more);
    return areScalars ? 'scalar' : 'vector';
  }

  private matching(sign: string, isSet: boolean, areVectors: boolean, modifiers: readonly SyntaxNode[]): void {
    const clause = modifiers.find(({ name }) => name === 'MatchingModifierClause')?.children ?? [];
    const hasFill = modifiers.some(({ name }) => name === 'FillClause');
    const lists = clause.filter(({ name }) => name === 'GroupingLabels');
    const [of, grouped] = lists.map(({ children }) => children.map(each => this.labelOf(each)));
    const both = of?.find(label => grouped?.includes(label));
    const group = clause.find(({ name }) => name === 'GroupLeft' || name === 'GroupRight');
    if (both !== undefined && clause[0].name === 'On') {
      this.add('type', `the label ${both} is in "on" and in "${textOfNode(this.text, group!)}": remove it from one of them`);
    }
    if (!areVectors) {
      const notBetween = `requires two instant vectors, but "${sign}" has a number`;
      if (of && of.length > 0) { this.add('type', `"${textOfNode(this.text, clause[0])}" ${notBetween}`); }
      if (hasFill) { this.add('type', `"fill" ${notBetween}`); }
      return;
    }
    if (isSet && group) { this.add('type', `"${sign}" cannot have "${textOfNode(this.text, group)}"`); }
    if (isSet && hasFill) { this.add('type', `"${sign}" cannot have "fill"`); }
  }

  private labelOf(node: SyntaxNode): string {
    const label = textOfNode(this.text, node);
    return node.name === 'QuotedLabelName' ? unquote(label) : label;
  }

  private want(wanted: ValueType, node: SyntaxNode, who: string): void {
    const type = this.typeOf(node);
    if (type !== wanted) { this.add('type', `${who} requires ${SHOWN[wanted]}, but ${this.show(node)} is ${SHOWN[type]}`); }
  }

  private doubtGauge(name: string, node: SyntaxNode | undefined): void {
    const vector = node?.name === 'MatrixSelector' ? unmodified(node.children[0]) : undefined;
    if (vector?.name !== 'VectorSelector') { return; }
    const metric = matchersOf(this.text, vector).find(({ label, operator }) => label === '__name__' && operator === '=')?.value;
    if (metric !== undefined && GAUGE.test(metric)) {
      this.add('doubt', `${name}() is for counters, but ${metric} is named like a gauge: use delta() or deriv()`);
    }
  }

  /** Prometheus compiles this pattern only at evaluation. */
  private pattern(pattern: string): void {
    const why = whyNoPattern(pattern);
    if (why !== undefined) {
      this.add('evaluation', `${JSON.stringify(pattern.slice(0, 80))} is not a valid RE2 regular expression: ${why}`);
    }
  }

  private use(name: ConstructName): void {
    this.uses.push(CONSTRUCTS[name]);
  }

  private add(kind: ExpressionProblem['kind'], why: string): void {
    this.problems.push({ kind, why });
  }

  private show(node: SyntaxNode): string {
    const text = textOfNode(this.text, node);
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  }
}

function countInWords(least: number, most: number): string {
  if (most === least) { return String(least); }
  return most === Infinity ? `${least} or more` : `${least} to ${most}`;
}
