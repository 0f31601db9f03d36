const { publicModules } = require('../../build/bundle/entries');
const { packaged } = require('../../build/bundle/source-map');
const { decode, encode } = require('../../build/bundle/vlq');

const ROOT = `${__dirname}/../..`;

test('mappings stay the same after reading and writing: negative and large numbers, lines and segments without a source', () => {
  const lines = [[[0, 0, 0, 0], [4, 1, 1000, 2], [9]], [], [[2, 0, 5, 70000], [123456, 0, 4, 0]]];
  expect(decode(encode(lines))).toEqual(lines);
  expect(encode([[[0, 0, 0, 0], [7, 0, 1, 0]], [[0, 0, 3, 0]]])).toBe('AAAA,OACA;AAEA'); // by hand: 7 is O, +1 is C, +2 is E
});

test('a published map has a segment at each change of the source line, and nothing from unpublished sources', () => {
  const sources = ['../src/validation/rule.ts', '../src/promql/regex.ts'];
  const mappings = encode([
    [[0, 0, 10, 0], [4, 0, 10, 5], [9, 0, 11, 2]], // two columns of one line, then another line
    [[0, 1, 3, 0], [5, 1, 4, 0]],
    [[0, 0, 12, 0]],
  ]);
  const map = JSON.parse(packaged(JSON.stringify({ version: 3, sources, names: [], mappings }), ROOT));
  expect(map.sources).toEqual(['../src/validation/rule.ts']);
  expect(map.sourcesContent[0]).toContain('export interface Rule<Args>');
  expect(decode(map.mappings)).toEqual([[[0, 0, 10, 0], [9, 0, 11, 2]], [[0]], [[0, 0, 12, 0]]]);
});

test('a file without published sources has no map', () => {
  expect(packaged(JSON.stringify({ version: 3, sources: ['../src/promql/regex.ts'], names: [], mappings: 'AAAA' }), ROOT)).toBeUndefined();
});

test('files in lib/ are not sources, so a build never reads the maps of the previous build', () => {
  expect(packaged(JSON.stringify({ version: 3, sources: ['../lib/verdicts.js', '../node_modules/yaml/dist/index.js', '../package.json'], names: [], mappings: 'AAAA' }), ROOT)).toBeUndefined();
});

test('each public file has an entry point; files with only interfaces have none', () => {
  const types = {
    a: { kind: 'class', name: 'Stack', symbolId: 'src/prometheus-stack/stack:Stack' },
    b: { kind: 'enum', name: 'Size', symbolId: 'src/prometheus-stack/stack:Size' },
    c: { kind: 'interface', name: 'Props', symbolId: 'src/prometheus-stack/props:Props' },
    d: { kind: 'class', name: 'Exporter', symbolId: 'src/node-exporter/exporter:Exporter' },
  };
  const index = 'export * from \'./prometheus-stack/stack\';\nexport * from \'./prometheus-stack/props\';\nexport * from \'./node-exporter/exporter\';\n';
  expect([...publicModules(index, { types })]).toEqual([
    ['stack', [{ file: 'prometheus-stack/stack', names: ['Stack', 'Size'] }]],
    ['components', [{ file: 'node-exporter/exporter', names: ['Exporter'] }]],
  ]);
  expect(() => publicModules('', { types })).toThrow('src/index.ts exports nothing');
});
