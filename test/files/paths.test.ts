import * as path from 'path';
import { posix, win32 } from 'path';
import { placeIn } from '../../src/diff/git-files';
import { byPath, isReservedName, normalized, pathParts, uriOf, withSlashes, writablePaths } from '../../src/files/paths';
import { baseName } from '../../src/migrate/input';
import { originOf } from '../../src/scrape-graph/file-list';
import { isInChart } from '../../src/scrape-graph/helm-templates';
import { isKustomization, kustomizedIn } from '../../src/scrape-graph/kustomized';

// Neither Windows nor macOS can run here: functions that depend on the system get its paths as an argument.

test('paths are split at both separators on Windows, and at one elsewhere', () => {
  expect(pathParts('dist\\eu-1/a.yaml', win32)).toEqual(['dist', 'eu-1', 'a.yaml']);
  expect(pathParts('dist/a\\b.yaml', posix)).toEqual(['dist', 'a\\b.yaml']);
  expect([withSlashes('a\\b/c', win32), withSlashes('a\\b/c', posix)]).toEqual(['a/b/c', 'a\\b/c']);
});

test('a folder has no separator at its end, except the root of a drive', () => {
  expect(['..\\base\\', 'C:\\', 'a\\.\\b', '\\\\host\\share\\'].map(each => normalized(each, win32))).toEqual(['..\\base', 'C:\\', 'a\\b', '\\\\host\\share\\']);
  expect(['../base/', '/', 'a/./b'].map(each => normalized(each, posix))).toEqual(['../base', '/', 'a/b']);
});

test('files have the same order on every system', () => {
  const files = [['a', 'x.yaml'], ['a0', 'x.yaml'], ['a-b', 'x.yaml'], ['A', 'x.yaml'], ['a.b', 'x.yaml']];
  const [ours, theirs] = [posix, win32].map(flavor => files.map(parts => parts.join(flavor.sep)).sort(byPath(flavor)).map(file => withSlashes(file, flavor)));
  expect(theirs).toEqual(ours);
  // what a plain sort makes of them
  expect(files.map(parts => parts.join('\\')).sort().map(file => withSlashes(file, win32))).not.toEqual(ours);
});

test.each([
  ['dist\\a b.yaml', 'dist/a%20b.yaml'], ['.\\dist/a.yaml', 'dist/a.yaml'], ['C:\\repo\\dist\\a.yaml', 'dist/a.yaml'], ['c:/REPO/dist/a.yaml', 'dist/a.yaml'],
  ['C:\\other\\a b.yaml', 'file:///C:/other/a%20b.yaml'], ['D:\\repo\\a.yaml', 'file:///D:/repo/a.yaml'], ['\\\\host\\share\\a.yaml', 'file://host/share/a.yaml'],
])('code hosts get %s as %s', (file, uri) => expect(uriOf(file, 'C:\\repo', win32)).toBe(uri));

test('the same on this system', () => {
  const base = path.resolve('.');
  expect(['dist/a b.yaml', path.join(base, 'dist', 'a.yaml'), path.join(base, '..', 'other.yaml')].map(file => uriOf(file, base)))
    .toEqual(['dist/a%20b.yaml', 'dist/a.yaml', `file://${path.join(base, '..', 'other.yaml')}`]);
});

test('the part of the app to which a file belongs', () => {
  expect([originOf('eu-1\\monitoring.k8s.yaml', win32), originOf('eu-1.k8s.yaml', win32), originOf('eu-1/monitoring.k8s.yaml', posix)]).toEqual(['eu-1', 'eu-1', 'eu-1']);
});

test('values files are found by the names in an Application', () => {
  expect([baseName('envs\\prod\\values.yaml', win32), baseName('$values/envs/prod/values.yaml', win32), baseName('envs/prod/values.yaml', posix)]).toEqual(['values.yaml', 'values.yaml', 'values.yaml']);
});

describe.each([['Windows', win32, 'C:\\repo'], ['other systems', posix, '/repo']] as const)('on %s', (_, flavor, root) => {
  const at = (...parts: string[]) => flavor.join(root, ...parts);

  test('a kustomization changes the content of the folders that it names', () => {
    const texts = new Map([
      [at('base', 'kustomization.yaml'), 'resources: [a.yaml]\n'], [at('base', 'a.yaml'), ''], [at('base', 'patch.yaml'), ''],
      [at('prod', 'kustomization.yaml'), 'resources: [../base/]\nnamespace: prod\n'], [at('other', 'b.yaml'), ''],
    ]);
    const isKustomized = kustomizedIn([...texts.keys()], file => texts.get(file), flavor);
    expect([...texts.keys()].map(file => isKustomized(file))).toEqual([false, true, true, false, false]);
    expect(isKustomization(at('base', 'kustomization.yml'), flavor)).toBe(true);
  });

  test('a template lies below templates/ of a chart', () => {
    const isThere = (file: string) => file === at('charts', 'web', 'Chart.yaml');
    expect([at('charts', 'web', 'templates', 'sub', 'a.yaml'), at('charts', 'web', 'a.yaml'), at('templates', 'a.yaml')].map(file => isInChart(file, flavor, isThere))).toEqual([true, false, false]);
  });

  test('a path in a repository uses git\'s notation', () => {
    expect([at('dist', 'eu-1'), at('dist', 'a.yaml'), root, at('..', 'other'), at('..hidden')].map(file => placeIn(root, file, flavor))).toEqual(['dist/eu-1', 'dist/a.yaml', '', undefined, '..hidden']);
  });
});

test('another drive is outside of the repository; git writes the root with slashes', () => {
  expect([placeIn('C:\\repo', 'D:\\repo\\dist', win32), placeIn('C:/repo', 'c:\\Repo\\dist\\a', win32)]).toEqual([undefined, 'dist/a']);
});

describe('extracted files of a revision have names that every system can write', () => {
  const made = (...files: string[]) => [...writablePaths(files).values()];

  test('names that are valid everywhere stay', () => expect(made('a.yaml', 'eu-1/monitoring.k8s.yaml', '.hidden/x.json')).toEqual(['a.yaml', 'eu-1/monitoring.k8s.yaml', '.hidden/x.json']));

  test.each([
    ['con.yaml', '_con.yaml'], ['a/AUX', 'a/_AUX'], ['nul.k8s.yaml', '_nul.k8s.yaml'], ['com1/a.yaml', '_com1/a.yaml'], ['LPT9.yaml', '_LPT9.yaml'],
    ['a:b.yaml', 'a_b.yaml'], ['a*?<>|".yaml', 'a______.yaml'], ['dots./a.yaml', 'dots_/a.yaml'], ['blank /a.yaml', 'blank_/a.yaml'], ['a\\b.yaml', 'a_b.yaml'], ['../a.yaml', '__/a.yaml'],
  ])('%s is written as %s', (file, to) => expect(made(file)).toEqual([to]));

  test('names that differ only in upper and lower case become several files', () => {
    expect(made('a/Web.yaml', 'a/web.yaml', 'a/WEB.yaml', 'a/web~2.yaml')).toEqual(['a/Web.yaml', 'a/web~2.yaml', 'a/WEB~3.yaml', 'a/web~2~2.yaml']);
  });

  test('names that only start like a reserved name are not reserved', () => {
    expect(['console.yaml', 'auxiliary', 'com', 'com10', 'null.yaml', 'a.con'].filter(isReservedName)).toEqual([]);
    expect(['con', 'NUL.tar.gz', 'com0', 'lpt¹'].filter(isReservedName)).toHaveLength(4);
  });
});
