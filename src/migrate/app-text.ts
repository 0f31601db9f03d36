import { chartDefault } from './chart-keys';
import { givenAt } from './chart-values';
import { Expression, propertyName, literalText } from './convert';
import { Migration } from './migrate';
import { namespaceOf } from './names';
import { MigratedValue, Release, Statement } from './part';
import { masked } from '../validation/secret-texts';
import { isEmpty, isMap } from '../values/json';
import { uniqueSorted } from '../values/texts';

/** Options of a component that the values switch off would be an error. */
const SWITCHES: { readonly [option: string]: string } = {
  prometheusEnabled: 'prometheus',
  alertmanagerEnabled: 'alertmanager',
  nodeExporterEnabled: 'nodeExporter',
  kubeStateMetricsEnabled: 'kubeStateMetrics',
  controlPlaneEnabled: 'controlPlane',
  mixinEnabled: 'mixin',
  operatorEnabled: 'operator',
};

/** The order of what has options of its own; all else comes before. */
const COMPONENTS = [
  'operator', 'crds', 'prometheus', 'agent', 'alertmanager', 'nodeExporter', 'windowsExporter', 'kubeStateMetrics', 'controlPlane', 'mixin',
  'mixinJobs',
];

/** The program that makes what the release has made. */
export function appText(migration: Migration, values: unknown, release: Release, title = titleOf(release)): string {
  const { options, statements, warnings, values: results } = migration;
  const used = optionsInUse(options);
  const namespace = literalText(namespaceOf(values, release));
  const expressions = [...used.values(), ...statements];
  const cdk8s = uniqueSorted(['App', 'Chart', ...expressions.flatMap(each => each.uses ?? [])]);
  const library = uniqueSorted(['PrometheusStack', ...expressions.flatMap(each => each.from ?? [])]);
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

/** A URL without its password connects to nothing, so that the program must not make YAML of it. */
const STOP = `
// The values have passwords or tokens in URLs, which do not belong in a repository: *** is in their place.
throw new Error('Replace the URLs with ***: put the credentials into a Secret, and name it with "basicAuth", "bearerToken" or the like.');
`;

/** A list of one line, or of many. */
function importOf(names: readonly string[], from: string): string {
  const text = `import { ${names.join(', ')} } from '${from}';`;
  return text.length <= WIDTH ? text : `import {\n  ${names.join(',\n  ')},\n} from '${from}';`;
}

const withoutTexts = (code: string) => code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '\'\'').replace(/^\s*\/\/.*$/gm, '');

/** A switch is written only where it switches off. */
function optionsInUse(options: ReadonlyMap<string, Expression>): Map<string, Expression> {
  const used = new Map(options);
  used.delete('namespace'); // that of the chart
  for (const [option, component] of Object.entries(SWITCHES)) {
    if (used.get(option)?.code !== 'false') {
      used.delete(option);
      continue;
    }
    for (const key of used.keys()) {
      if (key.startsWith(`${component}.`)) { used.delete(key); }
    }
  }
  // the chart makes rules and dashboards without a Prometheus, too: another one may read them
  if (used.get('prometheusEnabled')?.code === 'false' && [...used.keys()].some(key => key.startsWith('mixin.'))) { used.set('mixinEnabled', { code: 'true' }); }
  return used;
}

/** The width of comments and of lists in one line. */
const WIDTH = 110;

function titleOf({ name, namespace }: Release): string {
  const release = `The release ${JSON.stringify(name)} of kube-prometheus-stack in the namespace ${JSON.stringify(namespace)}`;
  return `${release}, as "cdk8s-prometheus migrate" wrote it.`;
}

/** What the engineer must read before the program is applied. */
function headOf(title: string, warnings: readonly string[], results: readonly MigratedValue[]): string {
  const of = (outcome: string) => byNote(results.filter(result => result.outcome === outcome));
  return [
    comment(title),
    commentedList('Before you apply it:', warnings),
    commentedList('Values that cannot be kept:', of('unsupported')),
    commentedList('What differs from the release:', of('different')),
    commentedList('Values that the chart does not know:', of('unknown')),
    '\n',
  ].join('');
}

/** Whether the value is that of the chart, so that the release has it as all others do. */
function isDefault(value: unknown, path: string): boolean {
  if (isEmpty(value) || JSON.stringify(value) === JSON.stringify(chartDefault(path))) { return true; }
  return isMap(value) && Object.entries(value).every(([key, inner]) => isDefault(inner, `${path}.${key}`));
}

/** Values with one note are one item. */
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

function commentedList(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `//\n${comment(title)}${items.map(itemText).join('')}`;
}

/** Several lines of a warning stay lines; those that are indented, such as commands, are not broken. */
function itemText(item: string): string {
  const [first, ...others] = item.split('\n');
  return comment(first, '- ') + others.map(each => each.startsWith('  ') ? `//     ${line(each, 4000)}\n` : comment(each, '  ')).join('');
}

/** A text in the lines of a comment. */
function comment(text: string, bullet = ''): string {
  const lines: string[] = [];
  for (const word of line(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) { lines[lines.length - 1] = `${last} ${word}`; } else { lines.push(word); }
  }
  return lines.map((each, at) => `// ${at === 0 ? bullet : ' '.repeat(bullet.length)}${each}\n`).join('');
}

/** Without line ends and control characters, which could end a comment. */
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

/** Options of the stack itself first, then the components; of each the name comes first, and `spec` last. */
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
  const lines = [...tree].map(([key, value]) => `${inner}${propertyName(key)}: ${textAt(key, value)},\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** Plain data of more than a line is written in several. */
function codeAt({ code, data }: Expression, indent: string, key: string): string {
  return data === undefined || indent.length + key.length + code.length < WIDTH ? code : literalText(data, indent);
}
