import { readdirSync } from 'fs';
import { join } from 'path';
import { Rule } from '../../src/validation/rule';
import { add, prometheus, reportedBy } from '../support/patched/make';
import { OTHER_CASES } from '../support/patched/others';
import { PATCH_CASES } from '../support/patched/patches-alone';
import { POD_CASES } from '../support/patched/pods';
import { PROMETHEUS_CASES } from '../support/patched/prometheus';
import { REMOTE_WRITE_CASES } from '../support/patched/remote-write';
import { WORKLOAD_CASES } from '../support/patched/workloads';

const BY_OPTION = [...PROMETHEUS_CASES, ...REMOTE_WRITE_CASES, ...POD_CASES, ...OTHER_CASES, ...WORKLOAD_CASES];

const SRC = join(__dirname, '../../src');
/** Folders whose rules check objects from any source, with separate tests. */
const OF_ANY_SOURCE = /^(schema|core|operator|rules)\//;

test('each rule that checks finished objects has an example with a patch', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => /(^|[/\\-])rules\.ts$/.test(file));
  const rules = files.flatMap(file => Object.values(require(join(SRC, file))) as Rule<unknown>[]);
  const promised = rules.filter(({ judges }) => judges === 'object').map(({ id }) => id);
  const shown = [...BY_OPTION, ...PATCH_CASES].flatMap(({ ids }) => ids).filter(id => !OF_ANY_SOURCE.test(id));
  expect([...new Set(promised)].sort()).toEqual([...new Set(shown)].sort());
});

describe('a patch is reported like the option that writes the same', () => {
  test.each(BY_OPTION.filter(({ option }) => option !== undefined).map(each => [each.title, each] as const))('%s', (_, { make, base = {}, option, patches, ids }) => {
    expect(reportedBy(make, { ...base, ...option }, [])).toEqual(expect.arrayContaining([...ids]));
    expect(reportedBy(make, base, patches)).toEqual(expect.arrayContaining([...ids]));
  });

  test('without a patch none of these objects is reported', () => {
    const bases = new Map(BY_OPTION.filter(({ base }) => base === undefined).map(({ make }) => [make, reportedBy(make, {}, [])]));
    expect([...bases.values()].flat()).toEqual([]);
  });
});

test('an annotation with a reason silences a rule for one object', () => {
  const scaledDown = [add('/spec/replicas', 0)];
  const annotated = (reason: string) => add('/metadata/annotations', { 'cdk8s-prometheus/silence-manifest-number': reason });
  expect(reportedBy(prometheus, {}, scaledDown)).toEqual(['manifest/number']);
  expect(reportedBy(prometheus, {}, [...scaledDown, annotated('scaled down on purpose')])).toEqual([]);
  expect(reportedBy(prometheus, {}, [...scaledDown, annotated('')])).toEqual(['manifest/number']);
});

describe('a patch that no option can write', () => {
  test.each(PATCH_CASES.map(each => [each.title, each] as const))('%s', (_, { make, base = {}, patches, ids }) => {
    expect(reportedBy(make, base, patches)).toEqual(expect.arrayContaining([...ids]));
  });
});
