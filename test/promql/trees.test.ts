import { SyntaxNode } from '../../src/promql/syntax-node';
import { readExpression } from '../../src/promql/syntax-tree';

/** The tree as one line; `a` means a selector with only this name. */
const treeOf = (text: string, { name, from, to, children }: SyntaxNode): string => {
  const own = name === 'NumberDurationLiteral' ? 'Number' : name;
  if (children.length === 0) { return `${own}:${text.slice(from, to)}`; }
  return `${own}(${children.map(child => treeOf(text, child)).join(' ')})`.replace(/VectorSelector\(Identifier:([abcd])\)/g, '$1');
};

// names and structure are those of upstream's grammar for editors: web/ui/module/lezer-promql/src/promql.grammar; what binds how strongly is that of
// https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
test.each<[string, string, ...string[]]>([
  ['a', 'a'],
  ['a:b', 'VectorSelector(Identifier:a:b)'],
  ['{a="b"}', 'VectorSelector(LabelMatchers(UnquotedLabelMatcher(LabelName:a MatchOp:= StringLiteral:"b")))'],
  ['a{b!="c",d=~"e"}', 'VectorSelector(Identifier:a LabelMatchers(UnquotedLabelMatcher(LabelName:b MatchOp:!= StringLiteral:"c") UnquotedLabelMatcher(LabelName:d MatchOp:=~ StringLiteral:"e")))'],
  ['{"a.b", c!~`d`}', 'VectorSelector(LabelMatchers(QuotedLabelName:"a.b" UnquotedLabelMatcher(LabelName:c MatchOp:!~ StringLiteral:`d`)))', 'quotedNames'],
  ['1', 'Number:1'],
  ['-1', 'UnaryExpr(UnaryOp:- Number:1)'],
  ['"x"', 'StringLiteral:"x"'],
  ['(a)', 'ParenExpr(a)'],
  ['a + b', 'BinaryExpr(a Add:+ b)'],
  ['a + b * c', 'BinaryExpr(a Add:+ BinaryExpr(b Mul:* c))'],
  ['a * b + c', 'BinaryExpr(BinaryExpr(a Mul:* b) Add:+ c)'],
  ['a ^ b ^ c', 'BinaryExpr(a Pow:^ BinaryExpr(b Pow:^ c))'],
  ['a - b - c', 'BinaryExpr(BinaryExpr(a Sub:- b) Sub:- c)'],
  ['-a ^ b', 'UnaryExpr(UnaryOp:- BinaryExpr(a Pow:^ b))'],
  ['a == bool b', 'BinaryExpr(a Eql:== BoolModifier:bool b)'],
  ['a and on (x, y) b', 'BinaryExpr(a And:and MatchingModifierClause(On:on GroupingLabels(LabelName:x LabelName:y)) b)'],
  ['a / ignoring () b', 'BinaryExpr(a Div:/ MatchingModifierClause(Ignoring:ignoring GroupingLabels:()) b)'],
  ['a * on (x) group_left (y) b', 'BinaryExpr(a Mul:* MatchingModifierClause(On:on GroupingLabels(LabelName:x) GroupLeft:group_left GroupingLabels(LabelName:y)) b)'],
  ['a * on (x) group_right () b', 'BinaryExpr(a Mul:* MatchingModifierClause(On:on GroupingLabels(LabelName:x) GroupRight:group_right GroupingLabels:()) b)'],
  ['a + on (x) group_left b', 'BinaryExpr(a Add:+ MatchingModifierClause(On:on GroupingLabels(LabelName:x) GroupLeft:group_left) b)'],
  ['a or b and c unless d', 'BinaryExpr(a Or:or BinaryExpr(BinaryExpr(b And:and c) Unless:unless d))'],
  ['a </ 1 >/ 2', 'BinaryExpr(BinaryExpr(a TrimUpper:</ Number:1) TrimLower:>/ Number:2)', 'trim'],
  ['a atan2 b % c', 'BinaryExpr(BinaryExpr(a Atan2:atan2 b) Mod:% c)'],
  ['a[5m]', 'MatrixSelector(a Number:5m)'],
  ['a[5m:1m]', 'SubqueryExpr(a Number:5m Number:1m)'],
  ['a[5m:]', 'SubqueryExpr(a Number:5m)'],
  ['a offset 5m', 'OffsetExpr(a Number:5m)'],
  ['a offset -5m', 'OffsetExpr(a DurationExpr(UnaryOp:- Number:5m))'],
  ['a offset (5m)', 'OffsetExpr(a DurationExpr(Number:5m))', 'durationExpression'],
  ['a offset -(5m + 1m)', 'OffsetExpr(a DurationExpr(UnaryOp:- DurationExpr(DurationExpr(Number:5m DurationOp:+ Number:1m))))', 'signedBrackets', 'durationExpression'],
  ['a offset +5m', 'OffsetExpr(a DurationExpr(UnaryOp:+ Number:5m))', 'signedDuration'],
  ['a @ 5', 'StepInvariantExpr(a Timestamp(Number:5))'],
  ['a @ -5', 'StepInvariantExpr(a Timestamp(UnaryOp:- Number:5))'],
  ['a @ start()', 'StepInvariantExpr(a AtModifierPreprocessor:start())'],
  ['a @ end()', 'StepInvariantExpr(a AtModifierPreprocessor:end())'],
  ['a[5m] anchored', 'AnchoredExpr(MatrixSelector(a Number:5m))', 'extendedRange'],
  ['a smoothed', 'SmoothedExpr(a)', 'extendedRange'],
  ['a[2 * 5m + 1m]', 'MatrixSelector(a DurationExpr(DurationExpr(Number:2 DurationOp:* Number:5m) DurationOp:+ Number:1m))', 'numberAsDuration', 'durationExpression'],
  ['a[(1m + 2m) * 3]', 'MatrixSelector(a DurationExpr(DurationExpr(DurationExpr(Number:1m DurationOp:+ Number:2m)) DurationOp:* Number:3))', 'durationExpression', 'numberAsDuration'],
  ['a[-(-5m)]', 'MatrixSelector(a DurationExpr(UnaryOp:- DurationExpr(DurationExpr(UnaryOp:- Number:5m))))', 'signedDuration', 'durationExpression'],
  ['a[step()]', 'MatrixSelector(a DurationExpr(DurationFunction:step))', 'stepInDuration'],
  ['a[range() / 2]', 'MatrixSelector(a DurationExpr(DurationExpr(DurationFunction:range) DurationOp:/ Number:2))', 'rangeInDuration', 'durationExpression', 'numberAsDuration'],
  ['a[min_of(1m, 2m)]', 'MatrixSelector(a DurationExpr(DurationFunction:min_of Number:1m Number:2m))', 'minMaxOfInDuration'],
  ['a[max(step(), 1m):step()]', 'SubqueryExpr(a DurationExpr(DurationFunction:max DurationExpr(DurationFunction:step) Number:1m) DurationExpr(DurationFunction:step))', 'minMaxInDuration', 'stepInDuration'],
  ['a[2 ^ 3]', 'MatrixSelector(a DurationExpr(Number:2 DurationOp:^ Number:3))', 'numberAsDuration', 'durationExpression'],
  ['a[1m - 1m % 2]', 'MatrixSelector(a DurationExpr(Number:1m DurationOp:- DurationExpr(Number:1m DurationOp:% Number:2)))', 'durationExpression', 'numberAsDuration'],
  ['a[300]', 'MatrixSelector(a Number:300)', 'numberAsDuration'],
  ['sum(a)', 'AggregateExpr(AggregateOp:sum FunctionCallBody(a))'],
  ['sum by (x) (a)', 'AggregateExpr(AggregateOp:sum AggregateModifier(By:by GroupingLabels(LabelName:x)) FunctionCallBody(a))'],
  ['sum (a) without (x, "y")', 'AggregateExpr(AggregateOp:sum FunctionCallBody(a) AggregateModifier(Without:without GroupingLabels(LabelName:x QuotedLabelName:"y")))', 'quotedGrouping'],
  ['topk(3, a)', 'AggregateExpr(AggregateOp:topk FunctionCallBody(Number:3 a))'],
  ['count_values("v", a)', 'AggregateExpr(AggregateOp:count_values FunctionCallBody(StringLiteral:"v" a))'],
  ['rate(a[5m])', 'FunctionCall(FunctionIdentifier:rate FunctionCallBody(MatrixSelector(a Number:5m)))'],
  ['time()', 'FunctionCall(FunctionIdentifier:time FunctionCallBody:())'],
  ['a + fill (0) b', 'BinaryExpr(a Add:+ FillClause(FillModifier:fill Number:0) b)', 'fill'],
  ['a + on (x) fill_left (1) fill_right (2) b', 'BinaryExpr(a Add:+ MatchingModifierClause(On:on GroupingLabels(LabelName:x)) FillClause(FillModifier:fill_left Number:1 FillModifier:fill_right Number:2) b)', 'fill'],
  ['SUM BY (x) (a)', 'AggregateExpr(AggregateOp:SUM AggregateModifier(By:BY GroupingLabels(LabelName:x)) FunctionCallBody(a))'],
  ['a{b="c",}', 'VectorSelector(Identifier:a LabelMatchers(UnquotedLabelMatcher(LabelName:b MatchOp:= StringLiteral:"c")))'],
  ['a # c', 'a'],
  ['sum by (bool, on) (a)', 'AggregateExpr(AggregateOp:sum AggregateModifier(By:by GroupingLabels(LabelName:bool LabelName:on)) FunctionCallBody(a))'],
  ['by', 'VectorSelector(Identifier:by)'],
  ['sum', 'VectorSelector(Identifier:sum)'],
  ['offset', 'VectorSelector(Identifier:offset)'],
  ['{a="b"} offset 1m', 'OffsetExpr(VectorSelector(LabelMatchers(UnquotedLabelMatcher(LabelName:a MatchOp:= StringLiteral:"b"))) Number:1m)'],
  ['a offset 5m @ 3', 'StepInvariantExpr(OffsetExpr(a Number:5m) Timestamp(Number:3))'],
  ['a[5m] offset 1h @ start()', 'StepInvariantExpr(OffsetExpr(MatrixSelector(a Number:5m) Number:1h) AtModifierPreprocessor:start())'],
  ['(a + b)[5m:]', 'SubqueryExpr(ParenExpr(BinaryExpr(a Add:+ b)) Number:5m)'],
  ['start', 'VectorSelector(Identifier:start)'],
  ['end()', 'FunctionCall(FunctionIdentifier:end FunctionCallBody:())'],
])('%j is %s', (text, tree, ...uses) => {
  const read = readExpression(text);
  expect('root' in read && [treeOf(text, read.root), ...read.uses]).toEqual([tree, ...uses]);
});
