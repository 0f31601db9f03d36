import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { NodeSource } from '../../src';

const DATA = join(__dirname, '../data');
const NODES = join(__dirname, '../../examples/node-endpoints/nodes.json');
const folder = mkdtempSync(join(tmpdir(), 'nodes-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer, name = 'nodes.json'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const read = (path: string) => NodeSource.fromFile(path)._read();
const aNode = (name?: unknown, more: object = {}) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name }, ...more });
const aList = (items: unknown, more: object = {}) => ({ apiVersion: 'v1', kind: 'List', items, ...more });
const names = (source: NodeSource) => source._read().nodes.map(({ name }) => name);
const problem = (source: NodeSource) => {
  const { nodes, findings } = source._read();
  return { nodes: nodes.length, ids: findings.map(({ ruleId }) => ruleId), text: findings.map(({ message }) => message).join('\n') };
};

describe('real input', () => {
  test('a List of a real apiserver, as JSON and as YAML, has the same 46 nodes', () => {
    const json = read(NODES);
    expect(json.findings).toEqual([]);
    expect(json.nodes).toHaveLength(46);
    expect(read(join(DATA, 'nodes-mixed.yaml'))).toEqual(json);
  });

  test('one node of a real kubelet', () => {
    expect(read(join(DATA, 'nodes-one-real.json'))).toEqual({
      nodes: [{ name: 'node0', addresses: [{ type: 'InternalIP', address: '10.99.0.1' }], isReadyKnown: true }],
      findings: [],
    });
  });

  test('a byte order mark, Windows line ends and UTF-16 as PowerShell writes it', () => {
    const text = readFileSync(NODES, 'utf8').replaceAll('\n', '\r\n');
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])]) {
      expect(read(file(bytes))).toEqual(read(NODES));
    }
  });
});

describe('shapes', () => {
  test('List, NodeList whose items have no kind, one Node, several documents', () => {
    expect(names(NodeSource.fromObject(aList([aNode('a'), aNode('b')])))).toEqual(['a', 'b']);
    expect(names(NodeSource.fromObject({ kind: 'NodeList', items: [{ metadata: { name: 'a' } }] }))).toEqual(['a']);
    expect(names(NodeSource.fromObject(aNode('a')))).toEqual(['a']);
    expect(names(NodeSource.fromFile(file('---\nkind: Node\nmetadata: {name: a}\n---\n---\nkind: List\nitems:\n- kind: Node\n  metadata: {name: b}\n')))).toEqual(['a', 'b']);
    expect(names(NodeSource.fromObject(aList([])))).toEqual([]);
  });

  test('a node without status, or with a broken one, has no address', () => {
    for (const status of [undefined, null, {}, { addresses: null }, { addresses: 'x', conditions: 'y' }, { addresses: [null, 1, { type: 'Hostname', address: 'a' }] }]) {
      expect(NodeSource.fromObject(aNode('a', { status }))._read()).toEqual({ nodes: [{ name: 'a', addresses: [], isReadyKnown: false }], findings: [] });
    }
  });

  test('the Ready condition is known when it is True or False', () => {
    const known = (status: string) => NodeSource.fromObject(aNode('a', { status: { conditions: [{ type: 'Ready', status }] } }))._read().nodes[0].isReadyKnown;
    expect(['True', 'False', 'Unknown'].map(known)).toEqual([true, true, false]);
    expect(NodeSource.of([{ name: 'a' }, { name: 'b', ready: false }])._read().nodes.map(node => node.isReadyKnown)).toEqual([false, true]);
  });
});

describe('invalid files: a clear error with the file\'s name, never a part of the list', () => {
  test.each([
    ['a missing file', () => join(folder, 'missing.json'), 'node-endpoints/file-unreadable', 'the file does not exist'],
    ['a folder', () => folder, 'node-endpoints/file-unreadable', 'not a regular file'],
    ['an empty file', () => file(''), 'node-endpoints/file-empty', 'and check that kubectl succeeds'],
    ['white space', () => file(' \n\t\n'), 'node-endpoints/file-empty', ''],
    ['a comment', () => file('# nothing\n---\n'), 'node-endpoints/file-empty', ''],
    ['a compressed file', () => file(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0xff])), 'node-endpoints/file-not-text', 'compressed'],
    ['NUL bytes', () => file('{"a":\0}'), 'node-endpoints/file-not-text', ''],
    ['truncated JSON', () => file(readFileSync(NODES, 'utf8').slice(0, 5000)), 'node-endpoints/file-syntax', 'line 138, column 3: Flow map must end with a }'],
    ['truncated YAML', () => file(readFileSync(join(DATA, 'nodes-mixed.yaml'), 'utf8').slice(0, 600).replace(/\n[^\n]*$/, '\n  "unfinished')), 'node-endpoints/file-syntax', 'line 24'],
    ['two mistakes apart', () => file('kind: List\nitems:\n\t- x\n'), 'node-endpoints/file-syntax', 'line 3, column 1'],
    ['JSON nested for ever', () => file('['.repeat(200_000)), 'node-endpoints/file-syntax', 'line 1, column 251: it is nested deeper than 250'],
    ['JSON that is whole, and nested for ever', () => file(`{"a": "[[", "b":\n${'['.repeat(5000)}${']'.repeat(5000)}}`), 'node-endpoints/file-syntax', 'line 2, column 250: it is nested deeper than 250'],
    ['YAML lists nested for ever', () => file(`a:\n  - ${'- '.repeat(5000)}`), 'node-endpoints/file-syntax', 'it is nested deeper than 250'],
    ['YAML maps nested for ever', () => file(Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')), 'node-endpoints/file-syntax', 'line 250'],
    ['a list in YAML nested for ever, of which the parser would end the program', () => file(`a: ${'['.repeat(5000)}`), 'node-endpoints/file-syntax', 'it is nested deeper than 250'],
    ['YAML aliases that explode', () => file(['a: &a [x,x,x,x,x,x,x,x,x]', ...[...'bcdefghi'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)].join('\n')), 'node-endpoints/file-syntax', 'alias'],
    ['the table that kubectl prints for people', () => file('NAME   STATUS   ROLES    AGE\nnode0  Ready    <none>   5m\n'), 'node-endpoints/not-nodes', 'the text "NAME   STATUS'],
  ])('%s', (_, path, id, text) => {
    const { nodes, ids, text: message } = problem(NodeSource.fromFile(path()));
    expect([nodes, ids]).toEqual([0, [id]]);
    expect(message).toContain(text);
    expect(message).toContain(path().split('/').pop());
    expect(message.length).toBeLessThan(1000);
  });

  test('a file of 200 MB is rejected without reading it, and the cure makes it smaller', () => {
    const path = file('{', 'large.json');
    truncateSync(path, 200e6);
    const { ids, text } = problem(NodeSource.fromFile(path));
    expect(ids).toEqual(['node-endpoints/file-too-large']);
    expect(text).toContain('has 191 MiB');
    expect(text).toContain('jq');
  });

  test('YAML has a lower limit, because it takes longer to parse', () => {
    expect(problem(NodeSource.fromFile(file(`kind: List\n# ${'x'.repeat(17 * 1024 * 1024)}\n`)))).toMatchObject({ nodes: 0, ids: ['node-endpoints/file-too-large'] });
  });

  test('a file is read once', () => {
    const path = file(JSON.stringify(aNode('a')));
    const source = NodeSource.fromFile(path);
    const first = source._read();
    writeFileSync(path, JSON.stringify(aNode('b')));
    expect(source._read()).toBe(first);
  });
});

describe('bad content', () => {
  test.each([
    [null, 'or documents of these), but has something else: "null"'],
    [[aNode('a')], 'a bare list of 1'],
    [{}, 'an empty object'],
    [{ nodes: [] }, 'an object without "kind" (fields: "nodes")'],
    [{ kind: 'PodList', items: [] }, 'a "PodList"'],
    [{ kind: 'Status', message: 'Unauthorized' }, 'a "Status"'],
    [aList(undefined), 'a List without "items"'],
    [aList({}), 'a List without "items"'],
    [aList([aNode('a'), { kind: 'Pod' }, { metadata: {} }]), 'but has something else: items[1] is a "Pod", items[2] is an object without "kind" (fields'],
    ['nodes.json', 'the text "nodes.json"'],
  ])('the error for %j names the kind of content', (json, text) => {
    const { ids, text: message } = problem(NodeSource.fromObject(json));
    expect(ids).toEqual(['node-endpoints/not-nodes']);
    expect(message).toContain(text);
  });

  test('one page of a longer list is rejected', () => {
    expect(problem(NodeSource.fromObject(aList([aNode('a')], { metadata: { continue: 'abc' } }))).ids).toEqual(['node-endpoints/list-page']);
    expect(problem(NodeSource.fromObject(aList([aNode('a')], { metadata: { continue: '' } }))).ids).toEqual([]);
  });

  test('a node without a name, or with an invalid one, is reported by its place', () => {
    const { ids, text } = problem(NodeSource.fromObject(aList([aNode('a'), aNode(), aNode(7), aNode('B_1')])));
    expect(ids).toEqual(['node-endpoints/node-name']);
    expect(text).toContain('items[1] has no name, items[2] has no name, items[3] has the name "B_1"');
    expect(problem(NodeSource.of([{ name: '' }])).text).toContain('nodes[0] has no name');
  });

  test('a duplicate name is an error that names it', () => {
    const { ids, text } = problem(NodeSource.fromObject(aList([aNode('a'), aNode('b'), aNode('a'), aNode('a')])));
    expect(ids).toEqual(['node-endpoints/node-twice']);
    expect(text).toContain('more than once: "a";');
    expect(problem(NodeSource.of([{ name: 'a' }, { name: 'a' }])).ids).toEqual(['node-endpoints/node-twice']);
  });

  test('keys such as __proto__ change nothing', () => {
    const path = file('{"kind":"Node","__proto__":{"kind":"Pod"},"metadata":{"name":"a","__proto__":{"name":"b"}}}');
    expect(names(NodeSource.fromFile(path))).toEqual(['a']);
    expect(({} as { kind?: string }).kind).toBeUndefined();
  });
});

test('an invalid argument throws at the call', () => {
  expect(() => NodeSource.fromFile(undefined as never)).toThrow(TypeError);
  expect(() => NodeSource.of({} as never)).toThrow('NodeSource.of');
});
