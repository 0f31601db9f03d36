import { readFileSync } from 'fs';
import { join } from 'path';

type Hashes = { readonly [name: string]: string };

const { baseline, current, differences, unmentioned } = jest.requireActual<{
  baseline(): { readonly version?: string; readonly goldens: Hashes };
  current(): Hashes;
  differences(before: Hashes, now: Hashes): string[];
  unmentioned(names: readonly string[], changelog: string): string[];
}>('../../build/release/goldens.js');

const CHANGELOG = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');

test('YAML that differs from the last release is in the section "Unreleased" of CHANGELOG.md', () => {
  const { goldens } = baseline();
  expect(Object.keys(goldens).length).toBeGreaterThan(40);
  // The cure: a line there that says why, and ends with the names: (goldens: `web`, `example-*`).
  // Before the tag of a version exists: npm run release -- --record
  expect(unmentioned(differences(goldens, current()), CHANGELOG)).toEqual([]);
});

test('a golden that changed or is gone needs a line, a new one does not', () => {
  expect(differences({ same: '1', changed: '2', gone: '3' }, { same: '1', changed: '4', added: '5' })).toEqual(['changed', 'gone']);
});

test('only a line of the section "Unreleased" counts', () => {
  const changed = ['web', 'example-fleet-hub-hub', 'example-minimal-monitoring', 'web-two'];
  expect(unmentioned(changed, '## Unreleased\n\n- Ports are named (goldens: `web`, `example-*`).\n\n## 0.1.0 - 2026-11-26\n\n- Old (goldens: `web-two`).\n')).toEqual(['web-two']);
  expect(unmentioned(changed, '## Unreleased\n\n- `web` has no line of goldens.\n')).toEqual(changed);
  expect(unmentioned(changed, '## 0.1.0 - 2026-11-26\n')).toEqual(changed);
});

test('a name with a dot is no pattern', () => {
  expect(unmentioned(['stack-operator-0x73'], '## Unreleased\n- A (goldens: `stack-operator-0.73`)\n')).toEqual(['stack-operator-0x73']);
});
