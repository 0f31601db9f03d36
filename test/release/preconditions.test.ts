interface State {
  readonly version: string;
  readonly changelog: string;
  readonly status: string;
  readonly head: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly goldens: { readonly recorded?: string; readonly different: readonly string[] };
}

const { problemsOf, compare } = jest.requireActual<{
  problemsOf(state: State): string[];
  compare(one: string, other: string): number;
}>('../../build/release/preconditions.js');

const { missingTag } = jest.requireActual<{ missingTag(changelog: string, isTag: (name: string) => boolean): string | undefined }>('../../build/api-diff.js');

const READY: State = {
  version: '0.2.0',
  changelog: '# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n- More.\n\n## 0.1.0 - 2026-11-26\n\n- All.\n',
  status: '',
  head: 'a'.repeat(40),
  tags: new Map([['v0.1.0', 'b'.repeat(40)]]),
  goldens: { recorded: '0.2.0', different: [] },
};

test('a clean tree, a dated section and a recorded baseline can be released', () => {
  expect(problemsOf(READY)).toEqual([]);
  expect(problemsOf({ ...READY, tags: new Map([['v0.2.0', READY.head]]) })).toEqual([]);
});

test.each<[string, Partial<State>, string]>([
  ['a dirty tree', { status: ' M src/index.ts\n?? notes.txt\n' }, 'the working tree has 2 changes: commit or remove them: src/index.ts, notes.txt'],
  ['a version without a section', { version: '0.3.0', goldens: { recorded: '0.3.0', different: [] } }, 'CHANGELOG.md has no section of 0.3.0'],
  ['a section without a date', { changelog: '## 0.2.0\n' }, 'has no valid date: write "## 0.2.0 - 2026-01-31"'],
  ['a date that does not exist', { changelog: '## 0.2.0 - 2026-02-30\n' }, 'has no valid date'],
  ['changes that are in no version', { changelog: `## Unreleased\n\n- A fix.\n\n${READY.changelog.slice(READY.changelog.indexOf('## 0.2.0'))}` }, 'the section "Unreleased" of CHANGELOG.md is not empty'],
  ['a tag at another commit', { tags: new Map([['v0.2.0', 'c'.repeat(40)]]) }, 'the tag v0.2.0 is at cccccccccccc, not at aaaaaaaaaaaa'],
  ['a newer release', { tags: new Map([['v0.10.0', 'c'.repeat(40)]]) }, 'the version is 0.2.0, and v0.10.0 is newer: raise the version'],
  ['no version', { version: '0.0.0', goldens: { recorded: '0.0.0', different: [] } }, 'the version is "0.0.0": set it with addVersion in .projenrc.ts'],
  ['a baseline of the last release', { goldens: { recorded: '0.1.0', different: ['web'] } }, 'the baseline of the YAML is of 0.1.0: run "npm run release -- --record"'],
  ['a golden that changed after the baseline', { goldens: { recorded: '0.2.0', different: ['web'] } }, 'the baseline of the YAML differs for web'],
])('%s is rejected, with a cure', (_, part, message) => {
  expect(problemsOf({ ...READY, ...part })).toEqual([expect.stringContaining(message)]);
});

test('versions are compared by number', () => {
  expect(['0.10.0', '0.2.0', '1.0.0', '0.2.0'].sort(compare)).toEqual(['0.2.0', '0.2.0', '0.10.0', '1.0.0']);
});

test('a clone without the tag of the last release is detected: its API cannot be compared', () => {
  const released = '## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n## 0.1.0 - 2026-11-26\n';
  expect(missingTag(released, () => false)).toBe('v0.2.0');
  expect(missingTag(released, name => name === 'v0.2.0')).toBeUndefined();
  expect(missingTag('## 0.1.0 - 2026-11-26\n', () => false)).toBeUndefined();
});
