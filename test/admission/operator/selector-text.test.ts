import { found, scrapeConfig } from './support';
import { whyNoFieldSelector, whyNoLabelSelector } from '../../../src/admission/operator/shared/selector-text';

/** TestSelectorParse and TestParserParse of k8s.io/apimachinery 0.37 in pkg/labels/selector_test.go, and texts tried with labels.Parse. */
describe('a label selector', () => {
  test.each([
    '', ' ', 'x=a,y=b,z=c', 'x!=a,y=b', 'x=', 'x= ', 'x=,z= ', 'x= ,z= ', '!x', 'x>1', 'x>1,z<5', 'x in (a)', 'x notin (a,b)', 'x in ()', 'x in (,a)', 'x in (a,,b)', 'x notin(a)', 'app', '!app', 'in', 'in in (in)',
    'a/b=c', 'app==x,tier notin (a,b)', 'x\tin\n(a)',
  ])('%j is one', text => expect(whyNoLabelSelector(text)).toBeUndefined());

  test.each([
    ['x=a||y=b', 'has more than one value after "="'],
    ['x==a==b', 'has more than one value after "=="'],
    ['!x=a', 'has "=" after a label with "!"'],
    ['x<a', 'has no whole number after "<"'],
    ['x>', 'has no whole number after ">"'],
    ['app in (', 'has no ")" at the end of the values'],
    ['app in a', 'has no "(" after "in"'],
    ['app in (a b)', 'has values without a comma between them'],
    ['app in (a=b)', 'has "=" among the values'],
    ['app IN (a)', 'has "IN" instead of "=", "!=", "in" or "notin"'],
    [',app', 'has a comma without a label before or after it'],
    ['app,', 'has a comma without a label before or after it'],
    ['app=a b', 'has more than one value after "="'],
    ['=a', 'has "=" instead of a label'],
    ['-x=a', 'has "-x", which is not a valid label key'],
    ['a/b/c', 'has "a/b/c", which is not a valid label key'],
    ['app=-x', 'has "-x", which is not a valid label value'],
  ])('%j is none', (text, why) => expect(whyNoLabelSelector(text)).toBe(why));
});

/** TestSplitTerms, TestSplitTerm and TestEscapeValue of k8s.io/apimachinery 0.37 in pkg/fields/selector_test.go. */
describe('a field selector', () => {
  test.each(['', ',', 'a=b', 'a!=b', 'a==b', 'metadata.name=web,', 'a=', '=', 'a=b\\,c', 'a=b\\=c', 'a=b\\\\', 'status.phase==Running,spec.nodeName!='])('%j is one', text =>
    expect(whyNoFieldSelector(text)).toBeUndefined());

  test.each([
    ['running', 'has "running" without "="'],
    ['a=b,c', 'has "c" without "="'],
    ['a=b=c', 'has the value "b=c", in which "=" and "\\" must be escaped with "\\"'],
    ['a=b\\c', 'has the value "b\\\\c", in which "=" and "\\" must be escaped with "\\"'],
    ['a=b\\', 'has the value "b\\\\", in which "=" and "\\" must be escaped with "\\"'],
  ])('%j is none', (text, why) => expect(whyNoFieldSelector(text)).toBe(why));
});

describe('selectors of a ScrapeConfig', () => {
  const of = (selector: object) => scrapeConfig({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', ...selector }] }] });
  const AT = 'spec.kubernetesSDConfigs[0].selectors[0]';

  test('are read', () => {
    expect(found(of({ label: 'app in (' }))).toEqual([`scrape-config/label-selector at ${AT}.label`]);
    expect(found(of({ field: 'a=b=c' }))).toEqual([`scrape-config/field-selector at ${AT}.field`]);
    expect(found(of({ label: 'app in (a)', field: 'metadata.name=a' }))).toEqual([]);
  });

  test('placeholders are not checked', () => expect(found(of({ label: 'app=${APP}', field: '${FIELD}' }))).toEqual([]));
});
