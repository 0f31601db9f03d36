import { UPDATES } from '../../diff/updates';
import { apply, kubectl, mustApply, namespace } from '../support/cluster';

// The same cases as in the unit test of immutable fields, checked by a real apiserver.
beforeAll(() => { namespace('diff-updates', 'privileged'); });
afterAll(() => {
  for (const { before: { kind, metadata } } of UPDATES) {
    if (metadata.namespace === undefined) { kubectl(['delete', kind, metadata.name, '--ignore-not-found']); }
  }
});

test('the API server rejects the updates that diff reports as rejected, and names their fields', () => {
  const different = UPDATES.flatMap(({ title, before, after, refused }) => {
    mustApply([before]);
    const messages = apply([after], '--dry-run=server');
    const said = messages.join(' ');
    if (messages.length > 0 !== refused.length > 0) { return [`${title}: ${said || 'accepted'}`]; }
    // for a StatefulSet and a claim it names the mutable fields; for a binding the last part of the path
    const isNamed = refused.every(field => /updates to statefulset spec|spec is immutable after creation except/.test(said) || said.includes(field.split('.').pop()!));
    return isNamed ? [] : [`${title}: ${refused.join(', ')} is not in: ${said}`];
  });
  expect(different).toEqual([]);
});
