import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { RELEASES } from '../../src/versions/releases';
import { writeTemporary } from '../support/temporary';

type Hashes = { readonly [name: string]: string };
interface Baseline { readonly version?: string; readonly goldens: Hashes }

const { baseline, current, differences, violations } = jest.requireActual<{
  baseline(): Baseline;
  current(folder?: string): Hashes;
  differences(before: Hashes, now: Hashes): string[];
  violations(before: Baseline, now: Hashes, changelog: string, isTagged: (tag: string) => boolean): string[];
}>('../../build/release/goldens.js');

const ROOT = join(__dirname, '../..');
const isTag = (name: string) => spawnSync('git', ['rev-parse', '--verify', '--quiet', `refs/tags/${name}`], { cwd: ROOT }).status === 0;

test('YAML that differs from the last release is in the section "Unreleased" of CHANGELOG.md', () => {
  const before = baseline();
  expect(Object.keys(before.goldens).length).toBeGreaterThan(40);
  // The cure: a line there with the reason, which ends with the names: (goldens: `web`, `example-*`).
  expect(violations(before, current(), readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), isTag)).toEqual([]);
});

test('the YAML is compared with its versions, although goldens have placeholders for the default ones', () => {
  const hashesOf = (yaml: string) => writeTemporary({ 'web.yaml': yaml, 'default-versions.txt': 'grafana\n' }, folder => current(folder));
  expect(hashesOf('image: grafana:<version of grafana>\n')).toEqual(hashesOf(`image: grafana:${RELEASES.grafana.version}\n`));
  expect(hashesOf('image: grafana:<version of grafana>\n')).not.toEqual(hashesOf('image: grafana:<version of thanos>\n'));
  expect(() => hashesOf('image: grafana:<version of graphana>\n')).toThrow('src/versions/releases.ts has no row graphana');
});

test('a golden that changed or is gone needs a line, a new one does not', () => {
  expect(differences({ same: '1', changed: '2', gone: '3' }, { same: '1', changed: '4', added: '5' })).toEqual(['changed', 'gone']);
});

/** Of goldens that all changed since 0.1.0. */
const violationsOf = (names: readonly string[], changelog: string, isTagged = true) =>
  violations({ version: '0.1.0', goldens: Object.fromEntries(names.map(name => [name, 'before'])) }, {}, changelog, () => isTagged);

test('only a line of the section "Unreleased" counts', () => {
  const changed = ['web', 'example-fleet-hub-hub', 'example-minimal-monitoring', 'web-two'];
  expect(violationsOf(changed, '## Unreleased\n\n- Ports are named (goldens: `web`, `example-*`).\n\n## 0.1.0 - 2026-11-26\n\n- Old (goldens: `web-two`).\n')).toEqual(['web-two']);
  expect(violationsOf(changed, '## Unreleased\n\n- `web` has no line of goldens.\n')).toEqual(changed);
  expect(violationsOf(changed, '## 0.1.0 - 2026-11-26\n')).toEqual(changed);
});

test('a name with a dot is not a pattern', () => {
  expect(violationsOf(['stack-operator-0x73'], '## Unreleased\n- A (goldens: `stack-operator-0.73`)\n')).toEqual(['stack-operator-0x73']);
});

test('the YAML of a version may change until the version has a tag; after that, or once there are newer changes, it may not', () => {
  expect(violationsOf(['web'], '## 0.1.0 - 2026-11-26\n', false)).toEqual([]);
  expect(violationsOf(['web'], '## 0.1.0 - 2026-11-26\n', true)).toEqual(['web']);
  expect(violationsOf(['web'], '## Unreleased\n\n## 0.1.0 - 2026-11-26\n', false)).toEqual(['web']);
});
