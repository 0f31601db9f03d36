import { Manifest, nameOf } from '../../scrape-graph/manifest';
import { isClusterScoped } from '../../scrape-graph/scopes';
import { listed } from '../../validation/rule';
import { literal } from '../convert';
import { Converted, MigratedValue, Statement } from '../part';
import { FoundStack } from './found';
import { Fate } from './replaced';

type Part = Pick<Converted, 'statements' | 'values' | 'warnings'>;

/** A larger object is named, not written out. */
const LONGEST = 20_000;

/** Objects that the program takes over as they are: by their files, or written out. */
export function keptPart(stack: FoundStack, fates: ReadonlyMap<Manifest, Fate>): Part {
  const { side: { sources } } = stack;
  const byFile = new Map<string, Manifest[]>();
  for (const object of fates.keys()) {
    const file = sources.get(object)?.file ?? '-';
    byFile.set(file, [...byFile.get(file) ?? [], object]);
  }
  const whole = [...byFile].filter(([file, objects]) => file !== '-' && objects.every(each => fates.get(each) === 'kept')).map(([file]) => file).sort();
  const inFiles = new Set(whole.flatMap(file => byFile.get(file)!));
  const single = [...fates].filter(([object, fate]) => fate === 'kept' && !inFiles.has(object)).map(([object]) => object);
  const isPlaced = ({ kind, metadata }: Manifest) => isClusterScoped(kind) || metadata.namespace !== undefined;
  // a chart with a namespace would write it into objects that have none
  const scope = [...inFiles, ...single].every(isPlaced) ? 'others' : 'chart';
  const [written, named] = [single.filter(isWritable), single.filter(each => !isWritable(each))];
  return {
    statements: [...scope === 'others' && whole.length + written.length > 0 ? [OTHERS] : [], ...includes(whole, scope), ...written.map(each => writtenOut(each, scope))],
    values: [...inFiles, ...written].map((object): MigratedValue => ({ path: nameOf(object), outcome: 'mapped', note: 'taken over as it is' })),
    warnings: named.length === 0 ? [] : [`these objects are not in the program: keep applying them: ${listed(named.map(nameOf).sort(), 20)}`],
  };
}

/** Secrets never get into a program. */
function isWritable(object: Manifest): boolean {
  return object.kind !== 'Secret' && JSON.stringify(object.raw).length <= LONGEST;
}

/** A chart without a namespace. */
const OTHERS: Statement = { code: 'const others = new Chart(app, \'others\');', comment: 'What is not part of the stack stays as it is.' };

function includes(files: readonly string[], scope: string): Statement[] {
  if (files.length === 0) { return []; }
  const lines = files.map(file => `  ${literal(file.replace(/\\/g, '/'))!.code},\n`).join('');
  const code = `const manifests = [\n${lines}];\nmanifests.forEach(url => new Include(${scope}, url, { url }));`;
  return [{ code, comment: 'The paths are relative to the folder in which the program runs.', uses: ['Include'] }];
}

function writtenOut(object: Manifest, scope: string): Statement {
  const { raw } = object;
  const { status: _, ...rest } = raw;
  const code = `new ApiObject(${scope}, ${literal(nameOf(object).replace(/[ /]/g, '-'))!.code}, ${literal(JSON.parse(JSON.stringify(rest)))!.code});`;
  return { code, uses: ['ApiObject'] };
}
