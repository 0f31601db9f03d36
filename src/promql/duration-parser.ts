import { ConstructName } from './constructs';
import { BadSyntax, NodeBuilder } from './node-builder';
import { SyntaxNode } from './syntax-node';
import { LONGEST_DURATION, secondsOf } from './tokens';

const STRENGTH: ReadonlyMap<string, number> = new Map([['+', 1], ['-', 1], ['*', 2], ['/', 2], ['%', 2], ['^', 3]]);
const OF_SIGN = 2;

/** Functions that return durations, with the number of their arguments. */
const CALLS: ReadonlyMap<string, readonly [construct: ConstructName, count: number]> = new Map<string, readonly [ConstructName, number]>([
  ['step', ['stepInDuration', 0]], ['range', ['rangeInDuration', 0]],
  ['min', ['minMaxInDuration', 2]], ['max', ['minMaxInDuration', 2]],
  ['min_of', ['minMaxOfInDuration', 2]], ['max_of', ['minMaxOfInDuration', 2]],
]);

/** Parses durations of ranges, steps and offsets. */
export class DurationParser {
  /** The values of literals, with their signs. */
  private readonly values = new WeakMap<SyntaxNode, number>();

  public constructor(private readonly builder: NodeBuilder) {}

  /** A number or a duration. */
  public literal(ofDuration?: ConstructName): SyntaxNode {
    const { builder } = this;
    if (!builder.is('number', 'duration')) { throw builder.unexpected(); }
    const { type, text } = builder.peek;
    if (ofDuration && type === 'duration') { builder.use(ofDuration); }
    const node = builder.leaf('NumberDurationLiteral');
    this.values.set(node, secondsOf(text));
    return node;
  }

  /** Of a range or a step, which must not be 0. */
  public range(): SyntaxNode {
    const { builder } = this;
    const { type, from } = builder.peek;
    const found = this.sum(0);
    const value = this.values.get(found);
    if (value === 0 && type === 'number') { builder.use('zeroRange'); }
    if (value !== undefined && (value < 0 || (value === 0 && type !== 'number'))) {
      throw new BadSyntax({ ...builder.peek, from }, `the duration at character ${from + 1} must be greater than 0`);
    }
    return found;
  }

  /** Of an offset: arithmetic belongs to it only in parentheses. */
  public offset(): SyntaxNode {
    const { builder } = this;
    if (builder.is('(')) { return this.sum(0); }
    if (builder.is('+')) { builder.use('signedDuration'); }
    return builder.is('+', '-') ? this.signed(() => builder.is('(') ? this.inBrackets('signedBrackets') : this.single()) : this.single();
  }

  private sum(weakest: number): SyntaxNode {
    const { builder } = this;
    if (builder.is('+', '-')) { builder.use('signedDuration'); }
    let left = builder.is('+', '-') ? this.signed(() => this.sum(OF_SIGN)) : this.single();
    for (;;) {
      const sign = builder.peek.type;
      const strength = STRENGTH.get(sign) ?? 0;
      if (strength <= weakest) { return left; }
      builder.use('durationExpression');
      const operator = builder.leaf('DurationOp');
      const right = this.sum(strength);
      if ((sign === '/' || sign === '%') && this.values.get(right) === 0) {
        throw new BadSyntax({ ...builder.peek, from: operator.from }, `a duration is divided by 0 at character ${operator.from + 1}`);
      }
      left = builder.node('DurationExpr', [left, operator, right]);
    }
  }

  private signed(read: () => SyntaxNode): SyntaxNode {
    const { builder } = this;
    return builder.deeper(() => {
      const isNegative = builder.is('-');
      const sign = builder.leaf('UnaryOp');
      const isTwice = builder.is('+', '-');
      if (isTwice) { builder.use('signedDuration'); }
      const inner = isTwice ? this.signed(read) : read();
      const node = builder.node('DurationExpr', [sign, inner]);
      const value = this.values.get(inner);
      if (value !== undefined) { this.values.set(node, isNegative ? -value : value); }
      return node;
    });
  }

  private single(): SyntaxNode {
    const { builder } = this;
    const { type, text } = builder.peek;
    if (type === '(') { return this.inBrackets('durationExpression'); }
    if (type === 'name') { return this.call(); }
    if (type === 'number') { builder.use('numberAsDuration'); }
    const node = this.literal();
    if (secondsOf(text) > LONGEST_DURATION) { builder.use('hugeDuration'); }
    return node;
  }

  private inBrackets(uses: ConstructName): SyntaxNode {
    const { builder } = this;
    builder.use(uses);
    return builder.deeper(() => {
      const open = builder.expect('(');
      const inner = this.sum(0);
      const node = builder.node('DurationExpr', [inner], open, builder.expect(')'));
      const value = this.values.get(inner);
      if (value !== undefined && value !== 0) { this.values.set(node, value); }
      return node;
    });
  }

  private call(): SyntaxNode {
    const { builder } = this;
    const row = CALLS.get(builder.peek.text.toLowerCase());
    if (!row || builder.next.type !== '(') { throw builder.unexpected(); }
    const [construct, count] = row;
    builder.use(construct);
    return builder.deeper(() => {
      const name = builder.leaf('DurationFunction');
      builder.expect('(');
      const given = count === 0 ? [] : [this.sum(0)];
      if (count === 2) {
        builder.expect(',');
        given.push(this.sum(0));
      }
      return builder.node('DurationExpr', [name, ...given], undefined, builder.expect(')'));
    });
  }
}
