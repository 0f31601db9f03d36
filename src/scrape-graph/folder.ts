import { readdirSync, statSync } from 'fs';
import { join } from 'path';
import { inWords, readDocuments } from '../files/documents';

/** More than any repository of manifests has. */
const MOST_FILES = 20_000;

/** All documents of files and folders, in the order of their names. */
export function readFolder(paths: readonly string[]): { readonly documents: unknown[]; readonly unreadable: string[] } {
  const files = paths.flatMap(path => statSync(path).isDirectory() ? filesIn(path) : [path]);
  if (files.length > MOST_FILES) { throw new Error(`there are ${files.length} files, more than ${MOST_FILES}: name a folder of manifests`); }
  const documents: unknown[] = [];
  const unreadable: string[] = [];
  for (const file of files) {
    const read = readDocuments(file);
    if ('documents' in read) { documents.push(...read.documents); } else if (read.problem.kind !== 'empty') { unreadable.push(`${file}: ${inWords(read.problem)}`); }
  }
  return { documents, unreadable };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.(ya?ml|json)$/.test(name) && !name.split(/[\\/]/).includes('node_modules')).sort()
    .map(name => join(folder, name)).filter(path => statSync(path).isFile());
}
