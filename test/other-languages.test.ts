import * as fs from 'fs';
import * as path from 'path';
import { Assembly, isLifted, passedOn } from './support/passed-on';

const ROOT = path.join(__dirname, '..');
const ASSEMBLY = path.join(ROOT, '.jsii');
const PYTHON = path.join(__dirname, 'package', 'python', 'test_passing_on.py');

/** Where Python accepts the options of a struct only as keyword arguments: the method that accepts what the library returns. */
const INSTEAD: Readonly<Record<string, string>> = {
  'ComponentDefaults.set(defaults)': 'ComponentDefaults.inherit',
  'GlobalView.remoteWrite(options)': 'GlobalView.remoteWriteTo',
  'PrometheusStack.addScrapeTarget(options)': 'PrometheusStack.addScrapeTarget', // its first parameter is the construct with `toScrapeTarget()`
};

const inPython = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

const parameter = (name: string, type: object, more: object = {}) => ({ name, type, ...more });
const STRUCT = { fqn: 'x.Options' };
const SMALL: Assembly = {
  types: {
    'x.Options': { name: 'Options', datatype: true, interfaces: ['x.Base'] },
    'x.Base': { name: 'Base', datatype: true },
    'x.Props': { name: 'Props', datatype: true, properties: [{ name: 'all', type: { collection: { elementtype: STRUCT } } }] },
    'x.Maker': {
      name: 'Maker',
      initializer: { parameters: [parameter('base', { fqn: 'x.Base' })] },
      methods: [
        { name: 'make', returns: { type: STRUCT } },
        { name: 'use', parameters: [parameter('first', STRUCT), parameter('last', STRUCT)] },
        { name: 'useAll', parameters: [parameter('each', STRUCT, { variadic: true })] },
      ],
    },
  },
};

describe('what is passed on', () => {
  test('is every pair of a member that returns a struct and of what accepts it; only a last struct is keywords in Python', () => {
    expect(passedOn(SMALL)).toEqual([
      { from: 'Maker.make', to: 'Props.all', onlyAsKeywords: false },
      { from: 'Maker.make', to: 'Maker.use(first)', onlyAsKeywords: false },
      { from: 'Maker.make', to: 'Maker.use(last)', onlyAsKeywords: true },
      { from: 'Maker.make', to: 'Maker.useAll(each)', onlyAsKeywords: false },
      { from: 'Maker.make', to: 'Maker.new(base)', onlyAsKeywords: true },
    ]);
  });
});

const isCompiled = fs.existsSync(ASSEMBLY);
(isCompiled ? describe : describe.skip)('in the jsii assembly', () => {
  const assembly: Assembly = isCompiled ? JSON.parse(fs.readFileSync(ASSEMBLY, 'utf8')) : { types: {} };
  const pairs = passedOn(assembly);

  test('what Python cannot pass on has another method that accepts it', () => {
    expect([...new Set(pairs.filter(({ onlyAsKeywords }) => onlyAsKeywords).map(({ to }) => to))].sort()).toEqual(Object.keys(INSTEAD).sort());
    for (const instead of Object.values(INSTEAD)) {
      const [type, name] = instead.split('.');
      const method = assembly.types[`cdk8s-prometheus.${type}`].methods?.find(each => each.name === name);
      expect([instead, method && (!isLifted(assembly, method) || (method.parameters ?? []).length > 1)]).toEqual([instead, true]);
    }
  });

  test('the Python tests use each member whose result can be passed on', () => {
    const program = fs.readFileSync(PYTHON, 'utf8');
    const members = [...new Set(pairs.map(({ from }) => from.split('.')[1]))];
    expect(members.length).toBeGreaterThan(25);
    expect(members.filter(member => !new RegExp(`\\b${inPython(member)}\\b`).test(program))).toEqual([]);
  });
});
