import { against, caseNames, expectationOf, explained, linesOf } from '../support/graph-cases';

describe('the command prints exactly the expected problems of a folder', () => {
  test.each(caseNames)('%s', name => {
    const expected = expectationOf(name);
    expect(against(expected, explained(name, expected.links))).toEqual([]);
  });
});

describe('the comparison of these cases', () => {
  const said = { status: 1, out: 'Scraped\n  Service shop/web, port metrics\n\nProblems\n  error: shop/web is wrong\n    in many ways\n', err: '' };

  test('finds missing and unexpected lines', () => {
    expect(against({ why: '', kind: '', exit: 0, mustSay: ['shop/cart'], mustNotSay: ['^error'], maxProblems: 0, notScraped: ['shop/web'], anywhere: ['pager'] }, said)).toEqual([
      'ends with 1, not 0',
      'no problem says shop/cart',
      'a problem says error: shop/web is wrong in many ways',
      '1 problems, more than 0',
      'scraped: Service shop/web, port metrics',
      'nowhere: pager',
    ]);
  });

  test('reads "nothing" as no line', () => {
    expect(linesOf('Problems\n  nothing\n', 'Problems', true)).toEqual([]);
  });
});
