import { isEnforced } from '../../src/schema/enforced';

// recorded from an apiserver, and compared with it by conformance: test/conformance/control-plane/schemas
test.each<[(string | number)[], string]>([
  [[], 'roleRef'], [['roleRef'], 'kind'], [['spec'], 'selector'], [['subjects', 0], 'kind'], [['spec', 'containers', 2], 'name'], [['spec', 'template', 'spec', 'volumes', 0], 'name'],
])('the API server rejects an object without %j %s', (path, name) => {
  expect(isEnforced(path, name)).toBe(true);
});

test.each<[(string | number)[], string]>([
  [['spec'], 'podSelector'], [[], 'spec'], [['containers'], 'name'], [['spec', 'roleRef'], 'spec'], [['spec', 0], 'selector'], [[0], 'roleRef'], [['x'], 'roleRef'], [['roleRef', 'x'], 'kind'],
])('the API server accepts one without %j %s', (path, name) => {
  expect(isEnforced(path, name)).toBe(false);
});
