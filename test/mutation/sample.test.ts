const { interval, isRun } = require('../../build/mutation/sample');

const mutant = (line: number, fileName = 'src/net/cidr.ts', mutatorName = 'ConditionalExpression') => ({ fileName, mutatorName, replacement: 'true', location: { start: { line, column: 4 }, end: { line, column: 9 } } });
const taken = (sample: object | undefined) => Array.from({ length: 10_000 }, (_, line) => line).filter(line => isRun(sample, mutant(line)));

test('a sample has its share of the mutants, the same for the same seed', () => {
  const [one, again, other] = ['1', '1', '2'].map(seed => taken({ seed, share: 0.1 }));
  expect(one.length).toBeGreaterThan(900);
  expect(one.length).toBeLessThan(1100);
  expect(again).toEqual(one);
  expect(other.filter(line => one.includes(line)).length).toBeLessThan(200);
  expect(taken(undefined)).toHaveLength(10_000);
});

test('texts of rules are not mutated, conditions in them are', () => {
  const files = ['src/net/rules.ts', 'src/scrape-graph/rules/targets.ts', 'src/net/cidr.ts'];
  expect(files.map(file => isRun(undefined, mutant(1, file, 'StringLiteral')))).toEqual([false, false, true]);
  expect(isRun(undefined, mutant(1, 'src/net/rules.ts'))).toBe(true);
});

// Wilson's interval of 85 in 100, without a correction: 76.7 to 90.7; https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
test('the interval is that of Wilson, narrower if the sample is a large part of the whole', () => {
  expect(interval(85, 100, 1e9).map((each: number) => each.toFixed(1))).toEqual(['76.7', '90.7']);
  expect(interval(425, 500, 5000).map((each: number) => each.toFixed(1))).toEqual(['81.8', '87.7']);
  expect(interval(85, 100, 100)).toEqual([85, 85]);
});
