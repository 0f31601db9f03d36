import { chartDefault } from './chart-keys';
import { givenAt, isEmpty } from './chart-values';
import { Expression, isMap, nameOf, textOf } from './convert';
import { Migration } from './migrate';
import { namespaceOf } from './names';
import { MigratedValue, Release, Statement } from './part';
import { masked } from '../validation/secret-texts';

/** Options of a component that the values disable would be an error. */
const SWITCHES: { readonly [option: string]: string } = {
  prometheusEnabled: 'prometheus',
  alertmanagerEnabled: 'alertmanager',
  nodeExporterEnabled: 'nodeExporter',
  kubeStateMetricsEnabled: 'kubeStateMetrics',
  controlPlaneEnabled: 'controlPlane',
  mixinEnabled: 'mixin',
  operatorEnabled: 'operator',
};

/** The order of components with options. Everything else comes first. */
const COMPONENTS = [
  'operator', 'crds', 'prometheus', 'agent', 'alertmanager', 'nodeExporter', 'windowsExporter', 'kubeStateMetrics', 'controlPlane', 'mixin',
  'mixinJobs',
];

/** The program that creates the objects of the release. */
export function appText(migration: Migration, values: unknown, release: Release, title = titleOf(release)): string {
  const { options, statements, warnings, values: results } = migration;
  const used = optionsInUse(options);
  const namespace = textOf(namespaceOf(values, release));
  const expressions = [...used.values(), ...statements];
  const cdk8s = sorted(['App', 'Chart', ...expressions.flatMap(each => each.uses ?? [])]);
  const library = sorted(['PrometheusStack', ...expressions.flatMap(each => each.from ?? [])]);
  const binding = statements.some(({ code }) => /\bstack\b/.test(withoutTexts(code))) ? 'const stack = ' : '';
  const told = results.filter(each => each.outcome !== 'different' || !isDefault(givenAt(values, each.path), each.path));
  const body = `${binding}new PrometheusStack(chart, 'Monitoring', ${objectText(treeOf(used), '')});
${statements.map(statementText).join('')}`;
  const plain = masked(body);
  return `${masked(headOf(title, warnings, told))}import { ${cdk8s.join(', ')} } from 'cdk8s';
${importOf(library, 'cdk8s-prometheus')}

const app = new App();
const chart = new Chart(app, 'monitoring', { namespace: ${namespace} });

${plain}${plain === body ? '' : STOP}
app.synth();
`;
}

/** A URL without its password connects to nothing, so the program must not synthesize. */
const STOP = `
// The values have passwords or tokens in URLs, which do not belong in a repository: *** is in their place.
throw new Error('Replace the URLs with ***: put the credentials into a Secret, and name it with "basicAuth", "bearerToken" or the like.');
`;

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** A list on one line, or on several. */
function importOf(names: readonly string[], from: string): string {
  const text = `import { ${names.join(', ')} } from '${from}';`;
  return text.length <= WIDTH ? text : `import {\n  ${names.join(',\n  ')},\n} from '${from}';`;
}

const withoutTexts = (code: string) => code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '\'\'').replace(/^\s*\/\/.*$/gm, '');

/** A boolean option is written only if it disables something. */
function optionsInUse(options: ReadonlyMap<string, Expression>): Map<string, Expression> {
  const used = new Map(options);
  used.delete('namespace'); // the chart's default
  for (const [option, component] of Object.entries(SWITCHES)) {
    if (used.get(option)?.code !== 'false') {
      used.delete(option);
      continue;
    }
    for (const key of used.keys()) {
      if (key.startsWith(`${component}.`)) { used.delete(key); }
    }
  }
  // the chart creates rules and dashboards without a Prometheus, too: another one may evaluate them
  if (used.get('prometheusEnabled')?.code === 'false' && [...used.keys()].some(key => key.startsWith('mixin.'))) { used.set('mixinEnabled', { code: 'true' }); }
  return used;
}

/** Maximum width of comments and of lists on one line. */
const WIDTH = 110;

function titleOf({ name, namespace }: Release): string {
  const release = `The release ${JSON.stringify(name)} of kube-prometheus-stack in the namespace ${JSON.stringify(namespace)}`;
  return `${release}, as "cdk8s-prometheus migrate" wrote it.`;
}

/** Notes for the engineer, to read before the program is applied. */
function headOf(title: string, warnings: readonly string[], results: readonly MigratedValue[]): string {
  const of = (outcome: string) => byNote(results.filter(result => result.outcome === outcome));
  return [
    comment(title),
    listOf('Before you apply it:', warnings),
    listOf('Values that cannot be kept:', of('unsupported')),
    listOf('What differs from the release:', of('different')),
    listOf('Values that the chart does not know:', of('unknown')),
    '\n',
  ].join('');
}

/** Whether the value is the chart's default, as in every release. */
function isDefault(value: unknown, path: string): boolean {
  if (isEmpty(value) || JSON.stringify(value) === JSON.stringify(chartDefault(path))) { return true; }
  return isMap(value) && Object.entries(value).every(([key, inner]) => isDefault(inner, `${path}.${key}`));
}

/** Values with the same note are listed together. */
function byNote(results: readonly MigratedValue[]): string[] {
  const paths = new Map<string, string[]>();
  for (const { path, note } of results) { paths.set(note, [...paths.get(note) ?? [], path]); }
  const named = (all: readonly string[]) => {
    const first = all.slice(0, MOST_PATHS).join(', ');
    return all.length > MOST_PATHS ? `${first} and ${all.length - MOST_PATHS} more` : first;
  };
  return [...paths].map(([note, all]) => `${named(all)}: ${note}`);
}

const MOST_PATHS = 6;

function listOf(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `//\n${comment(title)}${items.map(itemText).join('')}`;
}

/** Line breaks of a warning are kept. Indented lines, such as commands, are not wrapped. */
function itemText(item: string): string {
  const [first, ...others] = item.split('\n');
  return comment(first, '- ') + others.map(each => each.startsWith('  ') ? `//     ${line(each, 4000)}\n` : comment(each, '  ')).join('');
}

/** A text, wrapped to the lines of a comment. */
function comment(text: string, bullet = ''): string {
  const lines: string[] = [];
  for (const word of line(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) { lines[lines.length - 1] = `${last} ${word}`; } else { lines.push(word); }
  }
  return lines.map((each, at) => `// ${at === 0 ? bullet : ' '.repeat(bullet.length)}${each}\n`).join('');
}

/** Without line breaks and control characters, which could end a comment. */
function line(text: string, longest = 600): string {
  return text.replace(/[\s\u2028\u2029\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, longest).trim();
}

function statementText({ code, comment: why }: Statement): string {
  return `\n${why === undefined ? '' : why.split('\n').map(each => comment(each)).join('')}${code.trimEnd()}\n`;
}

type Tree = Map<string, Tree | Expression>;

function treeOf(options: ReadonlyMap<string, Expression>): Tree {
  const tree: Tree = new Map();
  for (const [path, expression] of inOrder(options)) {
    const keys = path.split('.');
    let at: Tree | undefined = tree;
    for (const key of keys.slice(0, -1)) {
      const inner: Tree | Expression | undefined = at.get(key) ?? new Map();
      at.set(key, inner);
      at = inner instanceof Map ? inner : undefined;
      if (!at) { break; } // the whole option is written elsewhere
    }
    at?.set(keys.at(-1)!, expression);
  }
  return tree;
}

/** Options of the stack come first, then the components. Within each, the name comes first and `spec` last. */
function inOrder(options: ReadonlyMap<string, Expression>): [string, Expression][] {
  const placeOf = (path: string) => path.includes('.') ? COMPONENTS.indexOf(path.split('.')[0]) + 1 || COMPONENTS.length + 1 : 0;
  const rankOf = (path: string) => {
    const [, name] = path.split('.', 2);
    return FIRST.indexOf(name) + 1 || FIRST.length + (name === 'spec' ? 2 : 1);
  };
  return [...options].sort(([one], [other]) => placeOf(one) - placeOf(other) || rankOf(one) - rankOf(other));
}

const FIRST = ['name', 'version', 'image', 'replicas', 'retention', 'retentionSize', 'storage', 'cpu', 'memory', 'memoryLimit'];

function objectText(tree: Tree, indent: string): string {
  const inner = `${indent}  `;
  const textAt = (key: string, value: Tree | Expression) => value instanceof Map ? objectText(value, inner) : codeAt(value, inner, key);
  const lines = [...tree].map(([key, value]) => `${inner}${nameOf(key)}: ${textAt(key, value)},\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** Plain data that does not fit on one line is written on several. */
function codeAt({ code, data }: Expression, indent: string, key: string): string {
  return data === undefined || indent.length + key.length + code.length < WIDTH ? code : textOf(data, indent);
}
