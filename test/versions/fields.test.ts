import { ComponentVersion } from '../../src/versions/component-version';
import { checkFields, FIELDS } from '../../src/versions/fields';
import { justBelow } from '../support/versions';

const operator = (text: string) => ComponentVersion.parse('prometheusOperator', 'version', text).version;
const process = (kind: string, text: string) => ComponentVersion.parse(kind === 'Alertmanager' ? 'alertmanager' : 'prometheus', 'version', text).version;

test.each(FIELDS.map(row => [`${row.kind}.spec.${row.field}`, row] as const))('%s is there exactly from its versions on', (_, { kind, field, operator: since, process: processSince }) => {
  const manifest = { kind, spec: { [field]: {} } };
  const newest = kind === 'ServiceMonitor' ? undefined : process(kind, '999.0.0');
  expect(checkFields(manifest, operator(since), newest)).toEqual([]);
  expect(checkFields(manifest, operator(justBelow(since)), newest)).toMatchObject([{ ruleId: 'versions/field-too-new', message: expect.stringContaining(`use ${since} or newer`) }]);
  if (processSince !== undefined) {
    expect(checkFields(manifest, operator(since), process(kind, processSince))).toEqual([]);
    expect(checkFields(manifest, operator(since), process(kind, justBelow(processSince)))).toMatchObject([{ message: expect.stringContaining(`use ${processSince} or newer`) }]);
  }
  expect(checkFields({ kind, spec: {} }, operator('0.70.0'))).toEqual([]);
});
