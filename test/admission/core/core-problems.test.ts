import { coreProblems } from '../../../src/admission/core/core-problems';
import { ALL_CORE_CASES } from '../../support/core/all';

// Facts of Kubernetes' own validation (pkg/apis/*/validation of 1.37.2). A real apiserver checks the same cases in `npm run conformance --
// core-objects`.
const said = (object: unknown) => coreProblems(object).map(({ ruleId, path }) => `${ruleId} ${path}`);

test('there are valid and invalid cases', () => {
  expect(ALL_CORE_CASES.filter(({ says }) => says.length > 0).length).toBeGreaterThan(150);
  expect(ALL_CORE_CASES.filter(({ says }) => says.length === 0).length).toBeGreaterThan(80);
});

test.each(ALL_CORE_CASES.map(each => [each.title, each] as const))('%s', (_, { object, says }) => {
  expect(said(object)).toEqual(says);
});
