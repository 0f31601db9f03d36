interface Package { readonly manifest: object; readonly assembly?: object; readonly files: ReadonlyMap<string, number> }

const { review, isPlaceholder } = jest.requireActual<{
  review(of: Package): { problems: string[]; notes: string[] };
  isPlaceholder(text?: string): boolean;
}>('../../build/release/construct-hub.js');
const { instructions } = jest.requireActual<{ instructions(manifest: object, head: string): string[] }>('../../build/release/publish.js');

const repository = { type: 'git', url: 'https://github.com/owner/repo.git' };
const SHARED = { name: 'a', version: '1.0.0', license: 'Apache-2.0', repository };
const MANIFEST = { ...SHARED, keywords: ['cdk8s'], jsii: {}, peerDependencies: { cdk8s: '^2.70.47', constructs: '^10.6.0' }, author: { url: 'https://a.dev' } };
const ASSEMBLY = {
  ...SHARED,
  description: 'A.',
  readme: { markdown: '# A\n[b](docs/b.md)\n' },
  dependencies: { cdk8s: '^2.70.47' },
  dependencyClosure: { cdk8s: {} },
  types: { 'a.B': { name: 'B', kind: 'class', docs: { summary: 'B.' } } },
};
const FILES = new Map([['LICENSE', 11_000], ['.jsii', 900_000], ['package.json', 5_000]]);
const problems = (part: Partial<Package>) => review({ manifest: MANIFEST, assembly: ASSEMBLY, files: FILES, ...part }).problems;

test('a jsii library with a keyword, a license, a README and peers is accepted', () => {
  expect(review({ manifest: MANIFEST, assembly: ASSEMBLY, files: FILES })).toEqual({ problems: [], notes: [] });
});

test.each<[string, Partial<Package>, string]>([
  ['no keyword', { manifest: { ...MANIFEST, keywords: ['kubernetes'] } }, '"keywords" has none of cdk, aws-cdk, awscdk, cdk8s, cdktf'],
  ['another license', { manifest: { ...MANIFEST, license: 'GPL-3.0-only' }, assembly: { ...ASSEMBLY, license: 'GPL-3.0-only' } }, '"license" is "GPL-3.0-only"'],
  ['no jsii', { manifest: { ...MANIFEST, jsii: undefined } }, 'package.json has no "jsii"'],
  ['no peer', { manifest: { ...MANIFEST, peerDependencies: { constructs: '^10.6.0' } } }, '"peerDependencies" has no cdk8s'],
  ['no LICENSE', { files: new Map([['.jsii', 1], ['package.json', 1]]) }, 'the tarball has no LICENSE'],
  ['no assembly', { assembly: undefined }, 'the tarball has no .jsii'],
  ['another version', { assembly: { ...ASSEMBLY, version: '0.9.0' } }, '"version" is "1.0.0" in package.json and "0.9.0" in .jsii'],
  ['an unknown feature', { assembly: { ...ASSEMBLY, usedFeatures: ['new-feature'] } }, 'the feature "new-feature"'],
  ['no framework', { assembly: { ...ASSEMBLY, dependencyClosure: {} } }, 'no major version of cdk8s'],
  ['a README that is too long', { assembly: { ...ASSEMBLY, readme: { markdown: 'a'.repeat(64_001) } } }, 'README.md has 64001 bytes'],
  ['an assembly that is too large', { files: new Map([...FILES, ['.jsii', 2_000_001]]) }, '.jsii has 2000001 bytes'],
  ['a type without a docstring', { assembly: { ...ASSEMBLY, types: { 'a.B': { name: 'B', kind: 'class' } } } }, 'B has no docstring'],
  ['relative links of a repository that is not on GitHub', { assembly: { ...ASSEMBLY, repository: { type: 'git', url: 'https://a.dev/a.git' } } }, 'the README has 1 relative links'],
])('%s is a problem', (_, part, message) => {
  const found = problems(part);
  expect(found.filter(each => each.includes(message))).toHaveLength(1);
});

test('placeholders are names that no one can register', () => {
  expect(['https://example.org/a.git', 'org.example.cdk8s', 'example.org/a-go', 'a@example.com'].map(isPlaceholder)).toEqual([true, true, true, true]);
  expect([undefined, 'https://github.com/owner/example.git', 'io.github.example', 'https://counterexample.org/a'].map(isPlaceholder)).toEqual([false, false, false, false]);
});

test('a text with a placeholder is not published, and the owner is asked for the name', () => {
  const targets = { java: { maven: { groupId: 'org.example.a' } }, go: { moduleName: 'github.com/owner/a-go', packageName: 'a' } };
  const text = instructions({ ...MANIFEST, jsii: { targets } }, 'abc').join('\n');
  expect(text).toContain('group id of Maven, now org.example.a (mavenGroupId, javaPackage in .projenrc.ts)');
  expect(text).toContain('dist/java: not before the group id is named');
  expect(text).toContain('commit dist/go to https://github.com/owner/a-go and tag that commit a/v1.0.0');
  expect(text).toContain('git tag -a v1.0.0 -m "a 1.0.0" abc');
});
