import { UPDATES } from './updates';
import { refusedChanges } from '../../src/diff/changes/immutable';
import { asManifests } from '../../src/scrape-graph/manifest';

// the same cases as `npm run conformance -- diff`, where a real apiserver judges them
test.each(UPDATES)('$title', ({ before, after, refused }) => {
  const [old, now] = asManifests([before, after]);
  expect(refusedChanges(old, now)).toEqual(refused);
});

test('without a change no update is rejected', () => {
  for (const { before, after } of UPDATES) {
    for (const each of asManifests([before, after])) { expect(refusedChanges(each, each)).toEqual([]); }
  }
});
