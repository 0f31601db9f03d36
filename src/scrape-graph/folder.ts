import { existsSync, readdirSync, statSync } from 'fs';
import { join, relative, sep } from 'path';
import { Given } from './clusters';
import { kustomizedIn } from './kustomized';
import { asManifests, keyOf } from './manifest';
import { inWords, KnownDocuments, readDocuments } from '../files/documents';
import { shown } from '../validation/rule';

/** More than any repository of manifests has. */
const MOST_FILES = 20_000;

/** Is told how far long work is. */
export type Progress = (what: string, done: number, total: number) => void;

/** All documents of files and folders, in the order of their names. */
export function readFolder(paths: readonly string[], tell: Progress = () => undefined): { readonly given: Given[]; readonly unreadable: string[] } {
  const missing = paths.find(path => !existsSync(path));
  if (missing !== undefined) { throw new Error(`there is no file or folder ${shown(missing, 200)}: name what "cdk8s synth" has written, or any folder of manifests`); }
  const files = paths.flatMap(path => statSync(path).isDirectory()
    ? filesIn(path).map(file => ({ file, origin: originOf(relative(path, file)) })) : [{ file: path, origin: path }]);
  if (files.length > MOST_FILES) { throw new Error(`there are ${files.length} files, more than ${MOST_FILES}: name a folder of manifests`); }
  const given: Given[] = [];
  const isKustomized = kustomizedIn(files.map(({ file }) => file));
  const unreadable: string[] = [];
  const known: KnownDocuments = new Map();
  for (const [at, { file, origin }] of files.entries()) {
    tell('files read', at, files.length);
    const read = readDocuments(file, 'kubernetes', known);
    if ('documents' in read) {
      const isPartial = isKustomized(file);
      for (const [index, document] of read.documents.entries()) {
        const line = read.documents.length > 1 ? read.lines[index] : undefined;
        given.push(...asManifests([document]).map(manifest => ({ origin, file, line, isPartial, key: keyOf(manifest), read: () => manifest.raw })));
      }
    } else if (read.problem.kind !== 'empty') {
      unreadable.push(`${file}: ${inWords(read.problem)}`);
    }
  }
  return { given, unreadable };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.(ya?ml|json)$/.test(name) && !name.split(/[\\/]/).includes('node_modules')).sort()
    .map(name => join(folder, name)).filter(path => statSync(path).isFile());
}

/** The first folder, or the file without its ending: `eu-1` of `eu-1/monitoring.k8s.yaml` and of `eu-1.k8s.yaml`. */
function originOf(path: string): string {
  return path.split(sep)[0].replace(/(\.k8s)?\.(ya?ml|json)$/, '');
}
