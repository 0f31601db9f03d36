import * as fc from 'fast-check';
import { relabelTraced, RelabelStep } from '../../src/scrape/relabeling';
import { surelySet } from '../../src/scrape-graph/targets/surely-set';
import { cases } from '../support/cases';

test('labels with a fixed value are certain, until a step may change them', () => {
  const set = (targetLabel: string, replacement: string): RelabelStep => ({ targetLabel, replacement });
  expect(surelySet([set('job', 'a'), set('team', 'x$$1'), set('__tmp', 'y'), { action: 'keep', sourceLabels: ['z'], regex: 'w' }])).toEqual({ job: 'a', team: 'x$1' });
  expect(surelySet([set('job', 'a'), { sourceLabels: ['__meta_x'], targetLabel: 'job' }])).toEqual({});
  expect(surelySet([set('job', 'a'), { action: 'labelmap', regex: '__meta_(.+)' }])).toEqual({});
  expect(surelySet([set('job', 'a'), set('team', 'b'), { action: 'labeldrop', regex: 'te.*' }])).toEqual({ job: 'a' });
  expect(surelySet([set('job', 'a'), set('team', 'b'), { action: 'labelkeep', regex: 'te.*' }])).toEqual({ team: 'b' });
  expect(surelySet([{ targetLabel: 'a', replacement: '$1' }, { sourceLabels: ['b'], targetLabel: '${1}', replacement: 'x' }, set('c', '')])).toEqual({});
});

test('a label that is reported as certain is so for each kept target', () => {
  const name = fc.constantFrom('job', 'team', 'a', '__meta_a', '__address__');
  const value = fc.constantFrom('', 'x', 'y', '$1', '$$', 'job');
  const regex = fc.constantFrom('(.*)', '', '.*', '(.+)', 'x', 'job|team', '__meta_(.+)', 'te.*');
  const action = fc.constantFrom('replace', 'replace', 'keep', 'drop', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase', 'keepequal', 'dropequal');
  const any = fc.record({ action, sourceLabels: fc.option(fc.array(name, { maxLength: 2 }), { nil: undefined }), targetLabel: fc.oneof(name, fc.constant('$1')), replacement: value, regex });
  const fixed = fc.record({ targetLabel: fc.constantFrom('job', 'team', 'a'), replacement: fc.constantFrom('x', 'y') });
  const copied = fc.record({ sourceLabels: fc.tuple(name), targetLabel: fc.constantFrom('job', 'a', '${1}'), regex: fc.constantFrom('(.+)', 'x', '(job|a)') });
  const mapped = fc.record({ action: fc.constantFrom('labelmap', 'labeldrop'), regex: fc.constantFrom('__meta_(.+)', 'te.*') });
  const step = fc.oneof(fixed, fixed, copied, mapped, any);
  fc.assert(fc.property(fc.array(step, { maxLength: 6 }), fc.dictionary(name, value), (steps: readonly RelabelStep[], discovered) => {
    const { labels } = relabelTraced(discovered, steps);
    if (labels) { expect(labels).toMatchObject(surelySet(steps)); }
  }), { numRuns: cases(5000) });
});
