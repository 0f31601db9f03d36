import { ALERT_CASES } from '../../monitoring-mixin/alert-cases';
import { allGroups } from '../../support/mixin';
import { failuresOf } from '../../support/promtool';
import { Mutant, mutantsOf } from '../../support/rule-mutants';
import { survivorsOf } from '../../support/survivors';
import { lintOf } from '../support/rule-files';
import { IS_FULL } from '../support/tier';

// Every alert on both sides of its threshold, and every rule as Prometheus reads it, tested by promtool.
test.each(Object.keys(ALERT_CASES))('alerts of %s fire and stay silent as expected', group => expect(failuresOf(group)).toEqual([]), 300_000);

test.each(['2.13.0', '2.18.0', '2.19.0', '2.20.0'])('with kube-state-metrics %s, promtool accepts all rules and finds no duplicates', version => {
  expect(lintOf(allGroups(version).flatMap(({ groups }) => groups))).toEqual([]);
});

/** The short tier tests one of this many mutants, different ones for each alert. */
const ONE_OF = IS_FULL ? 1 : 20;
/**
 * What is left: the long and the short window of an error budget, of which one cannot be exactly at its threshold while the other is above; sums over one series; values that an
 * alert only tells; `>` of quotients that hardly hit the threshold.
 */
const AT_LEAST = 0.95;

const score = { killed: 0, all: 0 };
const survivors: string[] = [];

describe(`mutants of alerts${IS_FULL ? '' : `, one of ${ONE_OF}`}`, () => {
  test.each(Object.keys(ALERT_CASES))('mutants of %s are tested', group => {
    const alerts = new Set(ALERT_CASES[group].map(({ alert }) => alert));
    const rules = allGroups().flatMap(({ groups }) => groups).flatMap(each => each.rules.flatMap(rule => 'alert' in rule && alerts.has(rule.alert) ? [rule] : []));
    for (const [number, rule] of rules.entries()) {
      const mutants: readonly Mutant[] = mutantsOf(rule).filter((_, at) => (at + number) % ONE_OF === 0);
      const left = mutants.length === 0 ? [] : survivorsOf(rule.alert, ALERT_CASES[group], mutants, rule);
      score.all += mutants.length;
      score.killed += mutants.length - left.length;
      survivors.push(...left.map(what => `${rule.alert} (${rule.labels.severity}): ${what}`));
    }
  }, 1_800_000);

  test(`the cases detect at least ${100 * AT_LEAST}% of them`, () => {
    console.log(`${score.killed} of ${score.all} mutants killed (${(100 * score.killed / score.all).toFixed(1)}%); left:\n${survivors.join('\n')}`);
    expect(score.all).toBeGreaterThan(50);
    expect(score.killed / score.all).toBeGreaterThanOrEqual(AT_LEAST);
  });
});
