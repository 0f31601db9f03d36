const { published, relativeLinks } = jest.requireActual<{
  published(markdown: string, manifest: { name: string; version: string; repository: { url: string } }): string;
  relativeLinks(markdown: string): string[];
}>('../../build/bundle/readme.js');

const of = (url: string) => ({ name: 'cdk8s-prometheus', version: '1.2.3', repository: { url } });
const PAGE = '![A board](docs/a.svg), [Start](docs/start.md#the-test), [cdk8s](https://cdk8s.io), [below](#below), `[x]`';

test('without a public repository, links lead to the files of this version of the package', () => {
  expect(published(PAGE, of('https://example.org/cdk8s-prometheus.git'))).toBe([
    '![A board](https://unpkg.com/cdk8s-prometheus@1.2.3/docs/a.svg)',
    '[Start](https://app.unpkg.com/cdk8s-prometheus@1.2.3/files/docs/start.md#the-test)',
    '[cdk8s](https://cdk8s.io)', '[below](#below)', '`[x]`',
  ].join(', '));
});

test.each([
  ['https://github.com/owner/repo.git', 'https://github.com/owner/repo/raw/v1.2.3/docs/a.svg', 'https://github.com/owner/repo/blob/v1.2.3/docs/start.md#the-test'],
  ['https://gitlab.com/group/repo.git', 'https://gitlab.com/group/repo/-/raw/v1.2.3/docs/a.svg', 'https://gitlab.com/group/repo/-/blob/v1.2.3/docs/start.md#the-test'],
])('links lead to %s at the tag of the version', (url, image, page) => {
  const text = published(PAGE, of(url));
  expect(text).toContain(`](${image})`);
  expect(text).toContain(`](${page})`);
});

test('absolute links and anchors are not relative', () => {
  expect(relativeLinks(PAGE)).toEqual(['docs/a.svg', 'docs/start.md']);
  expect(relativeLinks(published(PAGE, of('https://example.org/a.git')))).toEqual([]);
});
