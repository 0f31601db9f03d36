import { ConstructName } from './constructs';
import { DurationParser } from './duration-parser';
import { BadSyntax, NodeBuilder } from './node-builder';
import { SyntaxNode } from './syntax-node';
import { Token } from './tokens';

/** The operators: precedence and node types. */
const OPERATORS: ReadonlyMap<string, readonly [strength: number, node: string]> = new Map<string, readonly [number, string]>([
  ['or', [1, 'Or']], ['and', [2, 'And']], ['unless', [2, 'Unless']],
  ['==', [3, 'Eql']], ['!=', [3, 'Neq']], ['<', [3, 'Lss']], ['>', [3, 'Gtr']],
  ['<=', [3, 'Lte']], ['>=', [3, 'Gte']], ['</', [3, 'TrimUpper']], ['>/', [3, 'TrimLower']],
  ['+', [4, 'Add']], ['-', [4, 'Sub']], ['*', [5, 'Mul']], ['/', [5, 'Div']], ['%', [5, 'Mod']], ['atan2', [5, 'Atan2']], ['^', [6, 'Pow']],
]);
const OF_SIGN = 5;

/** Words that are not metric names at the start of an expression. */
const RESERVED = ['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2'];
const AGGREGATIONS = [
  'avg', 'bottomk', 'count', 'count_values', 'group', 'limitk', 'limit_ratio', 'max', 'min', 'quantile', 'stddev', 'stdvar', 'sum', 'topk',
];

/** Parses tokens. It recurses only for brackets and signs, so that long chains need no stack. */
export class Parser {
  private readonly builder: NodeBuilder;
  private readonly durations: DurationParser;

  public constructor(tokens: readonly Token[], deepest: number) {
    this.builder = new NodeBuilder(tokens, deepest);
    this.durations = new DurationParser(this.builder);
  }

  public get uses(): ReadonlySet<ConstructName> {
    return this.builder.uses;
  }

  /** Throws BadSyntax or TooDeep. */
  public parse(): SyntaxNode {
    if (this.builder.is('end')) { throw new BadSyntax(this.builder.peek, 'it contains only comments'); }
    const root = this.expression(0);
    if (!this.builder.is('end')) { throw this.builder.unexpected(); }
    return root;
  }

  private expression(weakest: number): SyntaxNode {
    let left = this.operand();
    for (;;) {
      const sign = this.word;
      const [strength, name] = OPERATORS.get(sign) ?? [0, ''];
      if (strength <= weakest) { return left; }
      const operator = this.builder.leaf(name);
      const modifiers = this.modifiers();
      // only "^" is right-associative
      left = this.builder.node('BinaryExpr', [left, operator, ...modifiers, this.expression(sign === '^' ? strength - 1 : strength)]);
    }
  }

  /** Keywords are case-insensitive. */
  private get word(): string {
    const { type, text } = this.builder.peek;
    if (type === 'string') { return ''; }
    return type === 'name' ? text.toLowerCase() : text;
  }

  private modifiers(): SyntaxNode[] {
    const { builder } = this;
    const found: SyntaxNode[] = [];
    if (this.isWord('bool')) { found.push(builder.leaf('BoolModifier')); }
    if (this.isWord('on', 'ignoring')) {
      const clause = [builder.leaf(this.word === 'on' ? 'On' : 'Ignoring'), this.grouping()];
      if (this.isWord('group_left', 'group_right')) {
        clause.push(builder.leaf(this.word === 'group_left' ? 'GroupLeft' : 'GroupRight'));
        if (builder.is('(')) { clause.push(this.grouping()); }
      }
      found.push(builder.node('MatchingModifierClause', clause));
    }
    const fills = this.fills();
    return fills ? [...found, fills] : found;
  }

  /** `fill` is a keyword only before a parenthesis. */
  private fills(): SyntaxNode | undefined {
    const { builder } = this;
    const found: SyntaxNode[] = [];
    const known = new Set<string>();
    while (this.isWord('fill', 'fill_left', 'fill_right') && builder.next.type === '(' && !known.has(this.word) && !known.has('fill')) {
      if (known.size > 0 && this.word === 'fill') { break; }
      known.add(this.word);
      builder.use('fill');
      found.push(builder.leaf('FillModifier'));
      builder.expect('(');
      if (builder.is('+', '-')) { found.push(builder.leaf('UnaryOp')); }
      found.push(this.durations.literal('durationAsNumber'));
      builder.expect(')');
    }
    return found.length > 0 ? builder.node('FillClause', found) : undefined;
  }

  private isWord(...words: string[]): boolean {
    return this.builder.peek.type === 'name' && words.includes(this.word);
  }

  /** A sign, parentheses, a literal, a selector or a call, with its modifiers. */
  private operand(): SyntaxNode {
    const { builder } = this;
    if (builder.is('+', '-')) {
      return builder.deeper(() => builder.node('UnaryExpr', [builder.leaf('UnaryOp'), this.expression(OF_SIGN)]));
    }
    let found = this.primary();
    for (let more = this.suffix(found); more; more = this.suffix(found)) { found = more; }
    return found;
  }

  private primary(): SyntaxNode {
    const { builder } = this;
    switch (builder.peek.type) {
      case 'string': return builder.leaf('StringLiteral');
      case 'number': case 'duration': return this.durations.literal('durationAsNumber');
      case '{': return builder.node('VectorSelector', [this.matchers()]);
      case '(': return builder.deeper(() => {
        const open = builder.expect('(');
        const inner = this.expression(0);
        return builder.node('ParenExpr', [inner], open, builder.expect(')'));
      });
      case 'name': case 'metric': return this.named();
      default: throw builder.unexpected();
    }
  }

  private named(): SyntaxNode {
    const { builder, word } = this;
    const isAggregation = builder.peek.type === 'name' && AGGREGATIONS.includes(word);
    const { type, text } = builder.next;
    const isModifier = type === 'name' && /^(?:by|without)$/i.test(text);
    if (isAggregation && (type === '(' || isModifier)) { return builder.deeper(() => this.aggregation()); }
    if (type === '(' && builder.peek.type === 'name' && !NO_FUNCTIONS.includes(word)) { return builder.deeper(() => this.call()); }
    if (builder.peek.type === 'name' && RESERVED.includes(word)) { throw builder.unexpected(); }
    const name = builder.leaf('Identifier');
    return builder.node('VectorSelector', builder.is('{') ? [name, this.matchers()] : [name]);
  }

  private call(): SyntaxNode {
    return this.builder.node('FunctionCall', [this.builder.leaf('FunctionIdentifier'), this.body()]);
  }

  private aggregation(): SyntaxNode {
    const { builder } = this;
    const operator = builder.leaf('AggregateOp');
    if (builder.is('(')) {
      const body = this.body();
      return builder.node('AggregateExpr', this.isWord('by', 'without') ? [operator, body, this.aggregateModifier()] : [operator, body]);
    }
    return builder.node('AggregateExpr', [operator, this.aggregateModifier(), this.body()]);
  }

  private aggregateModifier(): SyntaxNode {
    return this.builder.node('AggregateModifier', [this.builder.leaf(this.word === 'by' ? 'By' : 'Without'), this.grouping()]);
  }

  private body(): SyntaxNode {
    const { builder } = this;
    const open = builder.expect('(');
    const found: SyntaxNode[] = [];
    while (!builder.is(')')) {
      found.push(this.expression(0));
      if (builder.is(')')) { break; }
      builder.expect(',');
      if (builder.is(')')) { throw builder.unexpected(); }
    }
    return builder.node('FunctionCallBody', found, open, builder.expect(')'));
  }

  private grouping(): SyntaxNode {
    const { builder } = this;
    const open = builder.expect('(');
    const found: SyntaxNode[] = [];
    while (!builder.is(')')) {
      found.push(this.groupingLabel());
      if (!builder.is(')')) { builder.expect(','); }
    }
    return builder.node('GroupingLabels', found, open, builder.expect(')'));
  }

  private groupingLabel(): SyntaxNode {
    const { builder } = this;
    switch (builder.peek.type) {
      case 'string':
        if (builder.peek.text.length < 3) { throw new BadSyntax(builder.peek, `the label at character ${builder.peek.from + 1} is empty`); }
        builder.use(/^.[a-zA-Z_]\w*.$/.test(builder.peek.text) ? 'quotedGrouping' : 'wideGrouping');
        return builder.leaf('QuotedLabelName');
      case 'metric': builder.use('colonGrouping'); return builder.leaf('LabelName');
      case 'name':
        if (this.word === 'without') { throw builder.unexpected(); }
        return builder.leaf('LabelName');
      default: throw builder.unexpected();
    }
  }

  private matchers(): SyntaxNode {
    const { builder } = this;
    const open = builder.expect('{');
    const found: SyntaxNode[] = [];
    while (!builder.is('}')) {
      found.push(this.matcher());
      if (!builder.is('}')) { builder.expect(','); }
    }
    return builder.node('LabelMatchers', found, open, builder.expect('}'));
  }

  private matcher(): SyntaxNode {
    const { builder } = this;
    const isQuoted = builder.peek.type === 'string';
    if (isQuoted) { builder.use('quotedNames'); }
    if (!isQuoted && builder.peek.type !== 'name') { throw builder.unexpected(); }
    const label = builder.leaf(isQuoted ? 'QuotedLabelName' : 'LabelName');
    if (isQuoted && builder.is(',', '}')) { return label; }
    if (!builder.is('=', '!=', '=~', '!~')) { throw builder.unexpected(); }
    const operator = builder.leaf('MatchOp');
    if (!builder.is('string')) { throw builder.unexpected(); }
    return builder.node(isQuoted ? 'QuotedLabelMatcher' : 'UnquotedLabelMatcher', [label, operator, builder.leaf('StringLiteral')]);
  }

  /** Modifiers after a selector: a range, an offset, a time. */
  private suffix(inner: SyntaxNode): SyntaxNode | undefined {
    const { builder } = this;
    if (builder.is('[')) { return this.range(inner); }
    if (builder.is('@')) { return builder.node('StepInvariantExpr', [inner, this.time()]); }
    if (this.isWord('offset')) {
      builder.leaf('Offset');
      return builder.node('OffsetExpr', [inner, this.durations.offset()]);
    }
    if (this.isWord('anchored', 'smoothed')) {
      builder.use('extendedRange');
      const name = this.word === 'anchored' ? 'AnchoredExpr' : 'SmoothedExpr';
      return builder.node(name, [inner], undefined, builder.take());
    }
    return undefined;
  }

  private range(inner: SyntaxNode): SyntaxNode {
    const { builder } = this;
    builder.expect('[');
    const range = this.durations.range();
    if (!builder.is(':')) { return builder.node('MatrixSelector', [inner, range], undefined, builder.expect(']')); }
    builder.expect(':');
    const step = builder.is(']') ? [] : [this.durations.range()];
    return builder.node('SubqueryExpr', [inner, range, ...step], undefined, builder.expect(']'));
  }

  private time(): SyntaxNode {
    const { builder } = this;
    builder.expect('@');
    if (this.isWord('start', 'end')) {
      const { from, children } = builder.leaf('AtModifierPreprocessor');
      builder.expect('(');
      return { name: 'AtModifierPreprocessor', from, to: builder.expect(')').to, children };
    }
    const sign = builder.is('+', '-') ? [builder.leaf('UnaryOp')] : [];
    return builder.node('Timestamp', [...sign, this.durations.literal('durationAsNumber')]);
  }
}

/** Keywords that never name a function. */
const NO_FUNCTIONS = [
  ...RESERVED, ...AGGREGATIONS, 'and', 'or', 'unless', 'by', 'without', 'offset', 'anchored', 'smoothed', 'fill', 'fill_left', 'fill_right',
];
