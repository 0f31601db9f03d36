import { readFileSync } from 'fs';
import { join } from 'path';
import { checkExpression, metricsIn, usedSelectorsIn } from '../../../src/promql/expression';
import { readable, treeOf, withLabels } from '../../../src/promql/expression-edits';
import { resultLabels } from '../../../src/promql/result-labels';
import { readSelector } from '../../../src/promql/selector';
import { readExpression } from '../../../src/promql/syntax-tree';
import { oneLine } from '../../../src/validation/control-characters';
import { Random } from '../../support/random';
import { expectClean, expectNoPollution, fail } from '../invariants';
import { mutatedText } from '../mutate';
import { target } from '../target';

const { expressions } = JSON.parse(readFileSync(join(process.cwd(), 'test/promql/expressions.json'), 'utf8')) as { readonly expressions: readonly (readonly [string, ...string[]])[] };
const VERSIONS = ['2.45.0', '3.0.0', '3.5.0', '3.14.0', undefined];
const FUNCTIONS = ['rate', 'sum_over_time', 'label_replace', 'histogram_quantile', 'absent', 'time', 'vector', 'clamp_max', 'info', 'min_of'];
const OPERATORS = ['+', '-', '*', '/', '%', '^', '==', '!=', '> bool', 'and', 'or', 'unless', 'and on (a)', '/ ignoring (a) group_left (b)', 'atan2'];

/** An expression that is one, mostly. */
function expression(random: Random, depth: number): string {
  const inner = () => expression(random, depth - 1);
  if (depth <= 0) { return random.pick(['up', '1', '0x1f', '"a"', 'a:b:c{job="x"}', '{__name__=~"a|b"}', 'x{a!="",b!~"c.*"}', '{"a.b"}', 'Inf', '5m', 'up offset -1d', 'up @ start()']); }
  switch (random.int(8)) {
    case 0: return `(${inner()})`;
    case 1: return `-${inner()}`;
    case 2: case 3: return `${inner()} ${random.pick(OPERATORS)} ${inner()}`;
    case 4: return `${random.pick(FUNCTIONS)}(${Array.from({ length: random.int(4) }, inner).join(', ')})`;
    case 5: return `${inner()}[${random.pick(['5m', '1h30m', '5m:1m', '5m:', '1d'])}]`;
    case 6: return `${random.pick(['sum', 'topk', 'quantile', 'count_values'])} ${random.pick(['by (a, b)', 'without (a)', ''])} (${inner()})`;
    default: return `${inner()} # ${random.pick(['a', ')', '"'])}\n`;
  }
}

export const expressionTarget = target({
  name: 'promql',
  inputs: 50_000,
  make: random => {
    const sample = random.int(2) === 0 ? random.pick(expressions)[0] : expression(random, 1 + random.int(5));
    return { text: random.int(5) === 0 ? sample : mutatedText(sample, random), version: random.int(VERSIONS.length) };
  },
  check: ({ text, version }) => {
    const read = readExpression(text);
    const { problems } = checkExpression(text, VERSIONS[version] === undefined ? {} : { prometheus: VERSIONS[version] });
    for (const { why } of problems) { expectClean('a problem of an expression', oneLine(why), text); }
    usedSelectorsIn(text);
    metricsIn(text);
    resultLabels(text);
    readSelector(text);
    expectNoPollution();
    if (!('root' in read)) { return; }
    const { root: { from, to } } = read;
    const printed = text.slice(from, to);
    const again = treeOf(printed);
    if (!again) { fail('what a tree covers is not an expression', printed); }
    if (namesOf(again) !== namesOf(read.root)) { fail('what a tree covers is another expression', printed); }
    const tidy = readable(text);
    if (problems.length === 0 && checkExpression(tidy).problems.length > 0) { fail('a tidy expression is none', tidy); }
    const labelled = withLabels(text, 'cluster', ['cluster']);
    if (!treeOf(labelled)) { fail('an expression with another label is none', labelled); }
  },
});

function namesOf(node: NonNullable<ReturnType<typeof treeOf>>): string {
  return `${node.name}(${node.children.map(namesOf).join(',')})`;
}
