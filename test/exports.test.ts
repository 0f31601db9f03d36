import * as fs from 'fs';
import * as path from 'path';
import * as library from '../src';

const ROOT = path.join(__dirname, '..');
const INDEX = fs.readFileSync(path.join(ROOT, 'src', 'index.ts'), 'utf8');
const FILES = [...INDEX.matchAll(/^export \* from '\.\/(.+)';$/gm)].map(([, file]) => file);

/** What the files of the index export: kind and name. */
const EXPORTS = FILES.flatMap(file => [...fs.readFileSync(path.join(ROOT, 'src', `${file}.ts`), 'utf8').matchAll(/^export (?:abstract |declare |async )*(\w+) (\w+)/gm)].map(([, kind, name]) => ({ file, kind, name })));

describe('the public names', () => {
  it('are only classes, interfaces and enums: jsii describes and checks nothing else', () => {
    expect(FILES.length).toBeGreaterThan(80);
    expect(INDEX.match(/^export /gm)).toHaveLength(FILES.length);
    expect(EXPORTS.filter(({ kind }) => !['class', 'interface', 'enum'].includes(kind))).toEqual([]);
  });

  it('of JavaScript are the classes and enums', () => {
    expect(Object.keys(library).sort()).toEqual(EXPORTS.filter(({ kind }) => kind !== 'interface').map(({ name }) => name).sort());
  });

  const assembly = path.join(ROOT, '.jsii');
  const isCompiled = fs.existsSync(assembly);
  (isCompiled ? it : it.skip)('are those of the jsii assembly', () => {
    const types: object = JSON.parse(fs.readFileSync(assembly, 'utf8')).types;
    expect(EXPORTS.map(({ name }) => `cdk8s-prometheus.${name}`).sort()).toEqual(Object.keys(types).sort());
  });
});
