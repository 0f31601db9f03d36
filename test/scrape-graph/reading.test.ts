import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { readFolder } from '../../src/scrape-graph/folder';
import { nameOf, asManifests } from '../../src/scrape-graph/manifest';
import { ScrapeGraph } from '../../src/scrape-graph/scrape-graph';
import { WELL } from '../support/scrape-graph';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'reading-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\n`;
const read = (options?: Parameters<typeof readFolder>[1]) => {
  const { given, unreadable, notes } = readFolder([folder], options);
  const objects = given.flatMap(each => asManifests([each.read()])).map(nameOf);
  return { objects, lines: given.map(({ line }) => line), given, unreadable: unreadable.map(line => line.replaceAll(`${folder}/`, '')), notes: notes.map(line => line.replaceAll(folder, 'DIR')) };
};

describe('a path that is not a regular file is one line', () => {
  test('a dangling link, as editors create for a lock', () => {
    write('a.yaml', service('a'));
    symlinkSync('somebody@host.example.org.123', join(folder, '.#a.yaml'));
    expect(read()).toMatchObject({ objects: ['Service shop/a'], unreadable: ['.#a.yaml: it is a link to a file that does not exist'] });
  });

  test('a link to itself', () => {
    symlinkSync('a.yaml', join(folder, 'a.yaml'));
    expect(read().unreadable).toEqual(['a.yaml: it is a link that cannot be followed (ELOOP)']);
  });

  test('a named pipe without a writer', () => {
    write('a.yaml', service('a'));
    expect(spawnSync('mkfifo', [join(folder, 'b.yaml')]).status).toBe(0);
    expect(read()).toMatchObject({ objects: ['Service shop/a'], unreadable: ['b.yaml: it is a named pipe, not a regular file'] });
  });

  test('a socket', async () => {
    const server = createServer();
    await new Promise<void>(resolve => { server.listen(join(folder, 'a.yaml'), resolve); });
    try {
      expect(read().unreadable).toEqual(['a.yaml: it is a socket, not a regular file']);
    } finally {
      await new Promise(resolve => { server.close(resolve); });
    }
  });

  test('a folder that cannot be read', () => {
    write('a.yaml', service('a'));
    mkdirSync(join(folder, 'locked'));
    const fs = jest.requireActual('fs');
    const original = fs.readdirSync;
    const spy = jest.spyOn(fs, 'readdirSync').mockImplementation((path: any, ...rest: any[]) => {
      if (String(path).endsWith('locked')) { throw Object.assign(new Error('denied'), { code: 'EACCES' }); }
      return original(path, ...rest);
    });
    try {
      expect(read()).toMatchObject({ objects: ['Service shop/a'], unreadable: ['locked: the folder cannot be read (EACCES)'] });
    } finally {
      spy.mockRestore();
    }
  });
});

test('links to folders are not followed: a circle terminates, and nothing is read twice', () => {
  write('sub/a.yaml', service('a'));
  symlinkSync('..', join(folder, 'sub', 'up'));
  symlinkSync('sub', join(folder, 'again'));
  symlinkSync('.', join(folder, 'here.yaml'));
  expect(read()).toMatchObject({ objects: ['Service shop/a'], unreadable: [] });
});

test('a link to a file is read', () => {
  write('sub/a.txt', service('a'));
  symlinkSync('sub/a.txt', join(folder, 'a.yaml'));
  expect(read()).toMatchObject({ objects: ['Service shop/a'], unreadable: [] });
});

test('a broken document affects only itself, and its line is reported', () => {
  write('a.yaml', `${service('a')}---\nkind: [\n---\n${service('b')}`);
  expect(read()).toMatchObject({ objects: ['Service shop/a', 'Service shop/b'], lines: [1, 7] });
  expect(read().unreadable).toEqual([expect.stringMatching(/^a\.yaml: line [56], column \d+: /)]);
});

test('an array of manifests is rejected in one line, with its line number', () => {
  write('a.yaml', `${service('a')}---\n- ${service('b').replaceAll('\n', '\n  ')}\n`);
  write('b.json', JSON.stringify([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'c' } }]));
  expect(read()).toMatchObject({ objects: ['Service shop/a'], unreadable: [expect.stringMatching(/^a\.yaml:5: the document is an array, which kubectl rejects/), expect.stringMatching(/^b\.json:1: /)] });
});

test.each([
  ['values', 'replicas: 3\nkind: 5\nname: [a]\n'],
  ['a chart', 'apiVersion: v2\nname: web\nversion: 1.0.0\n'],
  ['a workflow', 'on: push\njobs: {test: {runs-on: x, steps: [{run: "echo ${{ github.sha }}"}]}}\n'],
  ['a list of patches', '- op: replace\n  path: /spec/replicas\n  value: 3\n'],
  ['a configuration of a tool', 'apiVersion: skaffold/v4beta6\nkind: Config\n'],
  ['text', 'just text\n'],
])('%s: a file without manifests is silent', (_, text) => {
  write('a.yaml', text);
  expect(read()).toMatchObject({ objects: [], unreadable: [], notes: [] });
});

test('Lists are read, also nested ones, and lists of one kind', () => {
  write('a.yaml', JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'ServiceList', items: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }] },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'b' } },
    ],
  }));
  expect(read().objects).toEqual(['Service a', 'Service b']);
});

test.each([
  ['a kind that is a number', 'kind: 5\nmetadata: {name: x}', '"kind" is the number 5, not a string'],
  ['a kind that every object of JavaScript has', 'kind: constructor\nmetadata: {name: x}', '"kind" is "constructor", which is not a valid kind'],
  ['a kind with the name of the prototype', 'kind: __proto__\nmetadata: {name: x}', '"kind" is "__proto__", which is not a valid kind'],
  ['a name that is a number', 'kind: ConfigMap\nmetadata: {name: 2026}', '"metadata.name" of the ConfigMap is the number 2026, not a string'],
  ['a name that YAML 1.1 reads as a boolean', 'kind: ConfigMap\nmetadata: {name: on}', '"metadata.name" of the ConfigMap is the boolean true, not a string'],
  ['a name that is a map', 'kind: ConfigMap\nmetadata: {name: {a: 1}}', '"metadata.name" of the ConfigMap is a map, not a string'],
  ['a namespace that is an array', 'kind: ConfigMap\nmetadata: {name: x, namespace: [a]}', '"metadata.namespace" of the ConfigMap is an array, not a string'],
])('%s makes the object invalid, with file and line', (_, object, why) => {
  write('a.yaml', `${service('a')}---\napiVersion: example.org/v1\n${object}\n---\n${service('b')}`);
  expect(read()).toMatchObject({ objects: ['Service shop/a', 'Service shop/b'], unreadable: [`a.yaml:5: ${why}`] });
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('objects, labels, ports and receivers with the name %s have no special meaning', name => {
  const text = JSON.stringify(WELL).replaceAll('"web"', JSON.stringify(name));
  write('a.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: JSON.parse(text) }));
  const graph = ScrapeGraph.fromFiles([folder]);
  expect(graph.unreadable).toEqual([]);
  expect(graph.explain()).toContain(`shop/${name}`);
});

test('a key that appears twice is a warning with file and line, and the object is used', () => {
  write('a.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  namespace: shop\n  labels: {app: a}\n  labels: {app: b}\nspec: {ports: [{port: 80}]}\n');
  expect(ScrapeGraph.fromFiles([folder]).problems).toEqual([expect.stringMatching(/^warning: Service shop\/a \(.*a\.yaml:7\) has the key "labels" twice in one map, and only the last one is used: remove one of them \[scrape-graph\/duplicate-key\]$/)]);
});

test('a key that appears twice in an item of a List is one of that item', () => {
  write('a.yaml', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: a}\n- apiVersion: v1\n  kind: Secret\n  type: Opaque\n  type: Opaque\n  metadata: {name: b}\n');
  expect(read().given.map(({ findings = [] }) => findings.length)).toEqual([0, 1]);
});

describe('Helm templates', () => {
  const line = (count: number) => expect.stringMatching(new RegExp(`^${count} files are Helm templates: render them first: "helm template RELEASE CHART | cdk8s-prometheus explain -"`));

  test('are counted in one line, valid YAML or not', () => {
    write('chart/Chart.yaml', 'apiVersion: v2\nname: web\n');
    write('chart/templates/a.yaml', '{{- if .Values.on }}\nkind: Service\n{{- end }}\n');
    write('chart/templates/b.yaml', service('"{{ .Release.Name }}-web"'));
    write('chart/templates/c.yaml', `${service('web')}spec: {clusterIP: "{{ .Values.ip }}"}\n`);
    write('chart/templates/plain.yaml', service('plain'));
    expect(read()).toMatchObject({ objects: ['Service shop/plain'], unreadable: [line(3)] });
  });

  test('templates in rules, dashboards and routes are not Helm templates', () => {
    write('a.yaml', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a, namespace: shop}\nspec:\n  groups:\n  - name: a\n    rules:\n    - alert: A\n      expr: up\n      annotations: {text: "{{ $labels.job }} {{ include }} {{ .Labels.x }}"}\n');
    expect(read()).toMatchObject({ objects: ['PrometheusRule shop/a'], unreadable: [] });
  });

  test('a template of another tool is a broken document', () => {
    write('a.yml', 'a: 1\n{% for x in y %}\nb: {{ x }}\n');
    expect(read().unreadable).toEqual([expect.stringMatching(/^a\.yml: line/)]);
  });

  test('a broken rule file is a broken document', () => {
    write('a.yaml', 'kind: PrometheusRule\ntext: "{{ $labels.job }}"\nspec: [\n');
    expect(read().unreadable).toEqual([expect.stringMatching(/^a\.yaml: line/)]);
  });
});

test('a kustomization is mentioned once', () => {
  write('base/kustomization.yaml', 'resources: [a.yaml]\n');
  write('base/a.yaml', service('a'));
  write('overlays/eu/kustomization.yaml', 'resources: [../../base]\n');
  expect(read().notes).toEqual(['"DIR/base" has a kustomization.yaml, which may change these files; so does another folder: build it first: "kubectl kustomize DIR/base | cdk8s-prometheus explain -"']);
});

describe('a namespace for objects without one', () => {
  test('applies to them, if their kind is namespaced', () => {
    write('a.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: other}\n');
    expect(read({ namespace: 'shop' }).objects).toEqual(['Service shop/a', 'Namespace shop', 'ClusterRole r', 'Service other/b']);
    expect(read().objects).toEqual(['Service a', 'Namespace shop', 'ClusterRole r', 'Service other/b']);
  });
});

test('standard input is read once, next to other paths', () => {
  write('a.yaml', service('a'));
  const { given, unreadable } = readFolder(['-', join(folder, 'a.yaml')], { readInput: () => ({ text: `${service('b')}---\n[` }) });
  expect(given.map(({ key, file }) => [key, file])).toEqual([['Service shop b', '-'], ['Service shop a', join(folder, 'a.yaml')]]);
  expect(unreadable).toEqual([expect.stringMatching(/^standard input: line 5/)]);
});
