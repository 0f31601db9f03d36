import { Manifest, nameOf } from '../../scrape-graph/manifest';
import { isClusterScoped } from '../../scrape-graph/scopes';
import { listed } from '../../validation/rule';
import { literal } from '../convert';
import { isOfHelm } from '../names';
import { Converted, MigratedValue, Statement } from '../part';
import { FoundStack } from './found';
import { Fate } from './replaced';

type Part = Pick<Converted, 'statements' | 'values' | 'warnings'>;

/** Whether an object would make the synthesis of the program fail. */
function isFaulty(object: Manifest, { side: { graph } }: FoundStack): boolean {
  return graph.verdicts.of(object).findings.some(({ severity }) => severity === 'error');
}

/** Larger objects are mentioned, not written out. */
const LONGEST = 20_000;

/** Objects that the program keeps unchanged: by their files, or written out. */
export function keptPart(stack: FoundStack, fates: ReadonlyMap<Manifest, Fate>): Part {
  const { side: { sources } } = stack;
  const isKept = (object: Manifest) => fates.get(object) === 'kept' && !isFaulty(object, stack);
  const faulty = [...fates].filter(([object, fate]) => fate === 'kept' && isFaulty(object, stack)).map(([object]) => object);
  const byFile = new Map<string, Manifest[]>();
  for (const object of fates.keys()) {
    const file = sources.get(object)?.file ?? '-';
    byFile.set(file, [...byFile.get(file) ?? [], object]);
  }
  const whole = [...byFile].filter(([file, objects]) => file !== '-' && objects.every(isKept)).map(([file]) => file).sort();
  const inFiles = new Set(whole.flatMap(file => byFile.get(file)!));
  const single = [...fates.keys()].filter(object => isKept(object) && !inFiles.has(object));
  const isPlaced = ({ kind, metadata }: Manifest) => isClusterScoped(kind) || metadata.namespace !== undefined;
  // a chart with a namespace would add it to objects without one
  const scope = [...inFiles, ...single].every(isPlaced) ? 'others' : 'chart';
  const fileOf = (object: Manifest) => sources.get(object)?.file ?? '-';
  const named = single.filter(object => object.kind === 'Secret' || fileOf(object) === '-' && JSON.stringify(object.raw).length > LONGEST);
  const taken = single.filter(object => !named.includes(object));
  const files = [...new Set(taken.map(fileOf))].filter(file => file !== '-').sort();
  const picked = pickedFrom(files.map(file => [file, taken.filter(each => fileOf(each) === file)]), scope);
  const written = taken.filter(object => fileOf(object) === '-').map(object => writtenOut(object, scope));
  const statements = [...includes(whole, scope), ...picked, ...written];
  return {
    statements: statements.length === 0 ? [] : [...scope === 'others' ? [OTHERS] : [], ...statements],
    values: [
      ...[...inFiles, ...taken].map((object): MigratedValue => ({ path: nameOf(object), outcome: 'mapped', note: 'copied unchanged' })),
      ...named.map((object): MigratedValue => ({
        path: nameOf(object), outcome: 'different', note: 'not in the program: keep the object, or keep applying it',
      })),
      ...faulty.map((object): MigratedValue => ({
        path: nameOf(object), outcome: 'different', note: 'not in the program, because it has errors',
      })),
    ],
    warnings: [
      ...[...inFiles, ...taken, ...named].some(isOfHelm)
        ? ['annotate the copied objects and those that you keep with "helm.sh/resource-policy: keep" before you uninstall the release']
        : [],
      ...named.length === 0
        ? []
        : [`these objects are not in the program: keep them, or keep applying them: ${listed(named.map(nameOf).sort(), 20)}`],
      ...faulty.length === 0
        ? []
        : [`these objects are not in the program, because they have errors that "cdk8s-prometheus explain" reports: ${listed(
          faulty.map(nameOf).sort(), 20,
        )}`],
    ],
  };
}

/** A chart without a namespace. */
const OTHERS: Statement = {
  code: 'const others = new Chart(app, \'others\');', comment: 'Objects that are not part of the stack do not change.',
};

/** Objects of files that also contain others. A name is declared once, so all files share one statement. */
function pickedFrom(files: readonly (readonly [file: string, objects: readonly Manifest[]])[], scope: string): Statement[] {
  if (files.length === 0) { return []; }
  const lines = files.map(([file, objects]) => {
    const names = [...new Set(objects.map(nameOf))].sort().map(name => `    ${literal(name)!.code},\n`).join('');
    return `  [${literal(file.replace(/\\/g, '/'))!.code}, [\n${names}  ]],\n`;
  });
  // a List has its objects one level deeper; a document without metadata is not an object
  const code = `const taken: [file: string, names: string[]][] = [\n${lines.join('')}];\n`
    + 'const nameOf = ({ kind, metadata: { name, namespace } }: any) => `${kind} ${namespace '
    + '=== undefined ? name : `${namespace}/${name}`}`;\n'
    + 'const objectsOf = (each: any): any[] => each?.kind?.endsWith(\'List\') && each.items ? each.items : [each];\n'
    + 'taken.forEach(([file, names]) => Yaml.load(file).flatMap(objectsOf).filter(each => each?.metadata && names.includes(nameOf(each)))\n'
    + `  .forEach(each => new ApiObject(${scope}, \`\${file} \${nameOf(each)}\`.replace(/\\//g, '-'), each)));`;
  return [{ code, comment: 'Objects of files that also contain others.', uses: ['ApiObject', 'Yaml'] }];
}

function includes(files: readonly string[], scope: string): Statement[] {
  if (files.length === 0) { return []; }
  const lines = files.map(file => `  ${literal(file.replace(/\\/g, '/'))!.code},\n`).join('');
  const code = `const manifests = [\n${lines}];\nmanifests.forEach(url => new Include(${scope}, url, { url }));`;
  return [{ code, comment: 'The paths are relative to the working directory of the program.', uses: ['Include'] }];
}

function writtenOut(object: Manifest, scope: string): Statement {
  const { raw } = object;
  const { status: _, ...rest } = raw;
  const code = `new ApiObject(${scope}, ${literal(nameOf(object).replace(
    /[ /]/g, '-',
  ))!.code}, ${literal(withoutNulls(JSON.parse(JSON.stringify(rest))))!.code});`;
  return { code, uses: ['ApiObject'] };
}

/** The types of cdk8s do not allow null, which the API server treats as unset. */
function withoutNulls(value: any): any {
  if (Array.isArray(value)) { return value.map(withoutNulls); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null).map(([name, each]) => [name, withoutNulls(each)]));
}
