import * as cdk8s from 'cdk8s';
import * as ts from 'typescript';
import * as library from '../../../src';
import { Expression, propertyName } from '../../../src/migrate/convert';
import { Converted, Part, Release } from '../../../src/migrate/part';

export const RELEASE: Release = { name: 'kps', namespace: 'monitoring' };

/** The messages that every program prints about the chart. */
const BASE = ['highAvailability: false', 'allNamespaces: true', 'createNamespaces: false', 'networkPolicy: false', 'prometheus: { name: \'kps-kube-prometheus-stack-prometheus\' }'];

type Tree = Map<string, Tree | string>;

function treeOf(options: Converted['options']): Tree {
  const tree: Tree = new Map();
  for (const [path, { code }] of options as readonly (readonly [string, Expression])[]) {
    const keys = path.split('.');
    let at = tree;
    for (const key of keys.slice(0, -1)) {
      if (!(at.get(key) instanceof Map)) { at.set(key, new Map()); }
      at = at.get(key) as Tree;
    }
    at.set(keys.at(-1)!, code);
  }
  return tree;
}

const textOf = (tree: Tree): string => `{ ${[...tree].map(([key, value]) => `${propertyName(key)}: ${value instanceof Map ? textOf(value) : value}`).join(', ')} }`;

/** The objects of the program that the parts write, by kind and name, and the program. */
export function synth(parts: readonly Part[], values: unknown, release: Release = RELEASE) {
  const converted = parts.map(part => part(values, release));
  const tree = treeOf(converted.flatMap(({ options }) => options));
  for (const option of BASE) {
    const [key] = option.split(':');
    if (key !== 'prometheus') { if (!tree.has(key)) { tree.set(key, option.slice(key.length + 2)); } continue; }
    const prometheus = tree.get(key) instanceof Map ? tree.get(key) as Tree : new Map();
    prometheus.set('name', '\'kps-kube-prometheus-stack-prometheus\'');
    prometheus.set('storage', '{ size: Size.gibibytes(10) }');
    if (!prometheus.has('externalLabels')) { prometheus.set('externalLabels', '{ cluster: \'test\' }'); }
    tree.set(key, prometheus);
  }
  tree.set('alertmanagerEnabled', 'false');
  const statements = converted.flatMap(each => each.statements);
  const code = `const stack = new PrometheusStack(chart, 'Monitoring', ${textOf(tree)});\n${statements.map(each => each.code).join('\n')}`;
  const app = new cdk8s.App();
  const chart = new cdk8s.Chart(app, 'monitoring', { namespace: release.namespace });
  const scope = { ...cdk8s, ...library, chart };
  const used = new Set([...statements.flatMap(each => [...each.uses ?? [], ...each.from ?? []]), ...converted.flatMap(each => each.options.flatMap(([, { uses = [], from = [] }]) => [...uses, ...from])), 'PrometheusStack', 'chart', 'Size']);
  const names = Object.keys(scope).filter(name => used.has(name)); // objects that are not named do not exist
  const run = new Function(...names, ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.None } }).outputText);
  run(...names.map(name => (scope as any)[name]));
  // as App.synth() does
  const objects: any[] = cdk8s.Testing.synth(chart);
  const values_ = new Map(converted.flatMap(each => each.values).map(each => [each.path, `${each.outcome}: ${each.note}`] as const));
  return {
    code,
    objects,
    get: (kind: string, name: string) => objects.find(each => each.kind === kind && each.metadata.name === name),
    result: (path: string) => values_.get(path),
    results: values_,
    warnings: converted.flatMap(each => each.warnings),
  };
}
