import { ruleFindings } from '../../src/admission/rules/prometheus-rule';
import { parseDocuments } from '../../src/files/documents';
import { goldenFiles, readGolden } from '../support/golden';

const rules = goldenFiles().flatMap(file => {
  const read = parseDocuments(readGolden(file));
  return 'documents' in read ? read.documents.filter((document: any) => document?.kind === 'PrometheusRule') : [];
});

// rules of the mixin without a text of a user are not checked at synth
test.each([
  ['the oldest', { operator: '0.70.0', prometheus: '2.45.0', features: [] }],
  ['one in between', { operator: '0.85.0', prometheus: '3.5.0', features: [] }],
  ['the newest', { operator: '0.94.1', prometheus: '3.16.0', features: [] }],
  ['an unknown one', {}],
])('our own rules are right for %s', (_, env) => {
  expect(rules.length).toBeGreaterThan(50);
  expect(rules.flatMap(rule => ruleFindings(rule, env)).filter(({ severity }) => severity === 'error')).toEqual([]);
});
