import { isKustomization, kustomizedIn } from '../../src/scrape-graph/kustomized';

/** Whether the file `a.yaml` next to a kustomization differs from what is applied in the end. */
const isChanged = (kustomization: string, file = 'a.yaml') => kustomizedIn(['base/kustomization.yaml', `base/${file}`], name => name.endsWith('kustomization.yaml') ? kustomization : '')(`base/${file}`);

test.each(['kustomization.yaml', 'kustomization.yml'])('%s is a kustomization', name => expect(isKustomization(`a/${name}`)).toBe(true));
test.each(['kustomization.json', 'Kustomization.yaml', 'a.yaml'])('%s is none', name => expect(isKustomization(`a/${name}`)).toBe(false));

// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
test.each([
  'namespace', 'namePrefix', 'nameSuffix', 'commonLabels', 'labels', 'patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements', 'vars', 'transformers', 'components', 'replicas', 'helmCharts',
  'helmChartInflationGenerator', 'generators', 'configMapGenerator', 'secretGenerator',
])('%s changes the listed files', field => {
  expect(isChanged(`resources: [a.yaml]\n${field}: [x]\n`)).toBe(true);
  for (const empty of ['[]', '""', 'null']) { expect([empty, isChanged(`resources: [a.yaml]\n${field}: ${empty}\n`)]).toEqual([empty, false]); }
});

test.each<[string, string, boolean]>([
  ['lists it', 'resources: [a.yaml]\n', false],
  ['lists it by a longer path', 'resources: [./a.yaml]\n', false],
  ['lists it in the old way', 'bases: [a.yaml]\n', false],
  ['has fields that change nothing here', 'resources: [a.yaml]\nimages: [{name: a}]\n', false],
  ['does not list it, so that it may be a patch', 'resources: [b.yaml]\n', true],
  ['lists nothing', '{}\n', true],
  ['lists what is no text', 'resources: [5, a.yaml]\n', false],
  ['cannot be read', 'resources: [\n', true],
  ['is no map', 'just text\n', true],
  ['is empty', '', true],
  ['reads from another host', 'resources: [a.yaml, "https://example.org/x"]\n', true],
  ['reads from a repository', 'resources: [a.yaml, github.com/a/b]\n', true],
  ['reads a revision', 'resources: [a.yaml, "../x?ref=main"]\n', true],
])('a file next to one that %s: %s', (_, text, expected) => expect(isChanged(text)).toBe(expected));

describe('several kustomizations', () => {
  const changed = (texts: { [file: string]: string }) => {
    const isKustomized = kustomizedIn(Object.keys(texts), file => texts[file]);
    return Object.keys(texts).filter(isKustomized);
  };

  test('change the files that they list, and those listed there', () => {
    expect(changed({
      'prod/kustomization.yaml': 'resources: [../base]\nnamespace: x\n',
      'base/kustomization.yaml': 'resources: [a.yaml, sub]\n',
      'base/a.yaml': '',
      'base/sub/kustomization.yaml': 'resources: [b.yaml]\n',
      'base/sub/b.yaml': '',
      'other/kustomization.yaml': 'resources: [c.yaml]\n',
      'other/c.yaml': '',
    })).toEqual(['base/a.yaml', 'base/sub/b.yaml']);
  });

  test('that list each other terminate', () => expect(changed({ 'a/kustomization.yaml': 'resources: [../b]\nnamespace: x\n', 'b/kustomization.yaml': 'resources: [../a, c.yaml]\n', 'b/c.yaml': '' })).toEqual(['b/c.yaml']));

  test('own the files below them', () => {
    expect(changed({ 'a/kustomization.yaml': 'resources: [deep/b.yaml]\n', 'a/deep/b.yaml': '', 'a/deep/c.yaml': '', 'd.yaml': '' })).toEqual(['a/deep/c.yaml']);
  });
});

test('without a kustomization nothing is changed', () => expect(kustomizedIn(['a.yaml'], () => '')('a.yaml')).toBe(false));
