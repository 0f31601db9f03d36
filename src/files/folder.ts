import { readdirSync, statSync } from 'fs';
import { join } from 'path';

const DATA_FILE = /\.(ya?ml|json)$/;
/** Deeper than any real folder of manifests. */
const DEEPEST = 20;

/**
 * The file itself, or the YAML and JSON files of a folder and its subfolders, sorted by name. A missing path is reported by the reader.
 */
export function filesUnder(path: string): { readonly files: readonly string[]; readonly isFolder: boolean } {
  try {
    return statSync(path).isDirectory() ? { files: filesIn(path, 0), isFolder: true } : { files: [path], isFolder: false };
  } catch (error) {
    if (typeof (error as { code?: unknown }).code !== 'string') { throw error; } // not an error of the file system
    return { files: [path], isFolder: false };
  }
}

function filesIn(folder: string, depth: number): string[] {
  if (depth > DEEPEST) { return []; }
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
  return entries.sort((a, b) => a.name < b.name ? -1 : 1).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { return filesIn(path, depth + 1); }
    return DATA_FILE.test(entry.name) ? [path] : [];
  });
}
