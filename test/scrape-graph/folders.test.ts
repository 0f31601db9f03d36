import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { ScrapeGraph, ScrapeGraphValidation } from '../../src';
import { listFiles, originOf } from '../../src/scrape-graph/file-list';
import { readFolder } from '../../src/scrape-graph/folder';
import { deployment, monitor, prometheus, service, WELL } from '../support/scrape-graph';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'folders-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\n';
const files = (...names: string[]) => listFiles(names.length === 0 ? [folder] : names).files.map(({ file, origin }) => `${file.slice(folder.length + 1)} of ${origin}`);

describe('the files of manifests', () => {
  test('are those with YAML and JSON, in the order of their names, without folders of tools', () => {
    for (const name of ['b.yaml', 'a.yml', 'c.json', 'd.txt', 'e.yaml.bak', 'sub/f.yaml', 'node_modules/x.yaml', '.git/x.yaml', '.github/x.yaml', '.vscode/x.yaml', '.devcontainer/x.yaml', '.idea/x.yaml', '.hidden/g.yaml']) { write(name, ''); }
    expect(files()).toEqual(['.hidden/g.yaml of .hidden', 'a.yml of a', 'b.yaml of b', 'c.json of c', 'sub/f.yaml of sub']);
  });

  test('may be named with any extension, and are their own origin', () => {
    const file = write('a.txt', '');
    expect(listFiles([file, '-']).files).toEqual([{ file, origin: file }, { file: '-', origin: '-' }]);
  });

  test('must exist, and not be too many', () => {
    for (const name of ['a.yaml', 'b.yaml', 'c.yaml']) { write(name, ''); }
    expect(() => listFiles([join(folder, 'none')])).toThrow('none');
    expect(() => listFiles([folder], 2)).toThrow('more than 2 files');
    expect(listFiles([folder], 3).files).toHaveLength(3);
  });

  test.each([['eu/a.yaml', 'eu'], ['eu.k8s.yaml', 'eu'], ['eu.yml', 'eu'], ['eu.json', 'eu'], ['eu.v1.yaml', 'eu.v1'], ['eu', 'eu'], ['k8s.yaml', 'k8s'], ['a.yaml.d/b', 'a.yaml.d']])('%s is of %s', (path, expected) => expect(originOf(path)).toBe(expected));
});

describe('what is read', () => {
  const read = (options?: object) => readFolder([folder], options);
  const lines = (texts: readonly string[]) => texts.map(text => text.replaceAll(`${folder}/`, '').replaceAll(folder, 'DIR'));

  test('has the line of each object in a file with several', () => {
    write('a.yaml', `${SERVICE}---\n${SERVICE}`);
    write('b.yaml', SERVICE);
    write('c.yaml', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: c}\n- apiVersion: v1\n  kind: Service\n  metadata: {name: d}\n');
    expect(read().given.map(({ line, key }) => [line, key])).toEqual([[1, 'Service shop a'], [5, 'Service shop a'], [undefined, 'Service shop a'], [4, 'Service  c'], [7, 'Service  d']]);
  });

  test('has a line for each invalid object in a List', () => {
    write('a.yaml', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: 5\n- apiVersion: v1\n  kind: Service\n  metadata: {name: d}\n');
    expect(read().given.map(({ key }) => key)).toEqual(['Service  d']);
    expect(lines(read().unreadable)).toEqual([expect.stringMatching(/^a\.yaml:4: "kind" is /)]);
  });

  test('has a line for a file that cannot be read', () => {
    write('a.yaml', SERVICE);
    const { given, unreadable } = readFolder([folder, '-'], { readInput: () => ({ problem: { kind: 'too-large', bytes: 1, most: 1 } as any }) });
    expect(given).toHaveLength(1);
    expect(unreadable).toEqual([expect.stringMatching(/^standard input: /)]);
  });

  test('reports its progress', () => {
    write('a.yaml', SERVICE);
    write('b.yaml', SERVICE);
    const told: unknown[] = [];
    read({ onProgress: (...args: unknown[]) => told.push(args) });
    expect(told).toEqual([['files read', 0, 2], ['files read', 1, 2]]);
  });

  test('is partial in the namespace of a scaffold, and next to a kustomization', () => {
    write('x/a.yaml', SERVICE.replace('shop', 'system'));
    write('y/b.yaml', SERVICE);
    write('z/kustomization.yaml', 'namespace: x\nresources: [c.yaml]\n');
    write('z/c.yaml', SERVICE);
    write('z/d.yaml', SERVICE.replace('name: a', 'name: "a|b"'));
    expect(read().given.map(({ file, isPartial }) => [lines([file!])[0], isPartial])).toEqual([['x/a.yaml', true], ['y/b.yaml', false], ['z/c.yaml', true]]);
  });

  test('ignores Helm templates, one or several', () => {
    write('chart/Chart.yaml', 'apiVersion: v2\nname: web\n');
    write('chart/templates/a.yaml', '{{ .Values.a }}\n');
    expect(lines(read().unreadable)).toEqual([expect.stringMatching(/^chart\/templates\/a\.yaml is a Helm template: .*helm template/)]);
    write('chart/templates/b.yaml', '{{ .Values.a }}\n');
    expect(lines(read().unreadable)).toEqual([expect.stringMatching(/^2 files are Helm templates: .*chart\/templates\/a\.yaml/)]);
  });

  test.each<[string[], RegExp]>([
    [['a'], /^"a" has a kustomization\.yaml, [^;]*: .*kubectl kustomize a/], [['a/b', 'a'], /^"a" has .*another folder/], [['a/b', 'a', 'a/c'], /^"a" has .* 2 other folders/],
  ])('names the kustomizations of %j', (names, expected) => {
    for (const name of names) { write(`${name}/kustomization.yaml`, 'resources: []\n'); }
    expect(lines(read().notes)).toEqual([expect.stringMatching(expected)]);
  });

  test('of an empty folder is empty', () => {
    expect(ScrapeGraph._fromFiles([folder])._notes).toHaveLength(1);
    expect(ScrapeGraph._fromFiles([folder])._isEmpty).toBe(true);
    write('a.yaml', 'kind: [');
    expect(ScrapeGraph._fromFiles([folder])._notes).toEqual([]);
    write('b.yaml', SERVICE);
    expect(ScrapeGraph._fromFiles([folder])._isEmpty).toBe(false);
  });

  test('of several clusters has a note with their names and their common objects', () => {
    write('eu/a.yaml', JSON.stringify(prometheus()));
    write('us/a.yaml', JSON.stringify(prometheus()));
    expect(ScrapeGraph._fromFiles([folder])._notes).toEqual([expect.stringMatching(/2 clusters \(eu, us\).*Prometheus monitoring\/main.*--one-cluster/)]);
    expect(ScrapeGraph._fromFiles([folder], { oneCluster: true })._notes).toEqual([]);
  });

  test('has errors if something certainly does not work, with the name of the cluster', () => {
    const wrong = [prometheus(), monitor({ endpoints: [{ port: 'x' }] }), service(), deployment()];
    write('eu/a.yaml', wrong.map(object => JSON.stringify(object)).join('\n---\n'));
    write('us/a.yaml', JSON.stringify(prometheus()));
    const graph = ScrapeGraph.fromFiles([folder]);
    expect(graph.hasErrors).toBe(true);
    expect(graph.problems[0]).toMatch(/^error: eu: /);
    rmSync(join(folder, 'us'), { recursive: true });
    expect(ScrapeGraph.fromFiles([folder]).problems[0]).toMatch(/^error: ServiceMonitor/);
    rmSync(join(folder, 'eu'), { recursive: true });
    write('b.yaml', WELL.map(object => JSON.stringify(object)).join('\n---\n'));
    expect(ScrapeGraph.fromFiles([folder]).hasErrors).toBe(false);
  });
});

describe('the validation plugin', () => {
  const validated = async (...paths: string[]) => {
    const report = { violations: [] as any[], status: '', addViolation: (violation: any) => report.violations.push(violation), submit: (status: string) => { report.status = status; } };
    const logged: string[] = [];
    await new ScrapeGraphValidation().validate({ manifests: paths, report, logger: { log: (line: string) => logged.push(line) } });
    return { status: report.status, violations: report.violations, logged };
  };

  test('fails if a file cannot be read, and logs it', async () => {
    const { status, logged } = await validated(write('a.yaml', 'kind: [\n'));
    expect([status, logged]).toEqual(['failure', [expect.stringMatching(/^skipped: .*a\.yaml: line /)]]);
  });

  test('names the file of each object, in the cluster of the problem', async () => {
    const wrong = [prometheus(), monitor({ endpoints: [{ port: 'x' }] }), service(), deployment()].map(object => JSON.stringify(object)).join('\n---\n');
    const [eu, us] = ['eu.yaml', 'us.yaml'].map(name => write(name, wrong));
    const { violations } = await validated(eu, us);
    const ports = violations.filter(({ ruleName }) => ruleName === 'scrape-graph/no-port');
    expect(ports.map(({ violatingResources: [{ resourceName, manifestPath }] }) => [resourceName, manifestPath])).toEqual([['web', eu], ['web', us]]);
    expect(ports[0].recommendation).not.toContain('[scrape-graph');
  });

  test.each([[undefined], [{}], [{ failOn: 'error' }], [{ failOn: 'warning' }]])('takes the properties %j', properties => expect(() => new ScrapeGraphValidation(properties)).not.toThrow());
});
