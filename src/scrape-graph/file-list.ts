import { Dirent, existsSync, readdirSync, statSync } from 'fs';
import { join, relative } from 'path';
import { byPath, pathParts, PathFlavor } from '../files/paths';
import { shown } from '../validation/rule';

/** More than any repository of manifests has. */
const MOST_FILES = 20_000;

/** The path for standard input, as in kubectl. */
export const STANDARD_INPUT = '-';

const MANIFEST_FILE = /\.(ya?ml|json)$/;
/** Folders of tools, which contain no manifests. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.github', '.vscode', '.devcontainer', '.idea']);

export interface ListedFile {
  readonly file: string;
  /** The part of the input to which the file belongs. */
  readonly origin: string;
}

export interface FileList {
  readonly files: readonly ListedFile[];
  /** Special files, and folders that cannot be read: one line each. */
  readonly unreadable: readonly string[];
}

/** The manifest files among these files and folders, sorted by name. Links to folders are not followed. */
export function listFiles(paths: readonly string[], most = MOST_FILES): FileList {
  const missing = paths.find(path => path !== STANDARD_INPUT && !existsSync(path));
  if (missing !== undefined) {
    throw new Error(`there is no file or folder ${shown(
      missing, 200,
    )}: pass the output folder of "cdk8s synth", or any folder of manifests`);
  }
  const unreadable: string[] = [];
  const files = paths.flatMap((path): ListedFile[] => {
    if (path === STANDARD_INPUT || !statSync(path).isDirectory()) { return [{ file: path, origin: path }]; }
    return filesIn(path, unreadable, most).map(file => ({ file, origin: originOf(relative(path, file)) }));
  });
  if (files.length > most) { throw new Error(`there are more than ${most} files: pass a smaller folder`); }
  return { files, unreadable };
}

function filesIn(root: string, unreadable: string[], most: number): string[] {
  const found: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(folder, unreadable)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) { folders.push(path); }
      } else if (MANIFEST_FILE.test(entry.name)) {
        const kind = kindOf(entry, path);
        if (kind === 'file') { found.push(path); } else if (kind !== 'folder') { unreadable.push(`${path}: ${kind}`); }
      }
      if (found.length > most) { return found; }
    }
  }
  return found.sort(byPath());
}

function entriesOf(folder: string, unreadable: string[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    unreadable.push(`${folder}: the folder cannot be read (${codeOf(error)})`);
    return [];
  }
}

/** `file`, `folder`, or a description of anything else. Links are resolved. */
function kindOf(entry: Dirent, path: string): string {
  if (entry.isFile()) { return 'file'; }
  if (!entry.isSymbolicLink()) { return specialKind(entry); }
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) { return 'folder'; }
    return stat.isFile() ? 'file' : specialKind(stat);
  } catch (error) {
    return codeOf(error) === 'ENOENT'
      ? 'it is a link to a file that does not exist'
      : `it is a link that cannot be followed (${codeOf(error)})`;
  }
}

function specialKind(entry: Pick<Dirent, 'isFIFO' | 'isSocket'>): string {
  if (entry.isFIFO()) { return 'it is a named pipe, not a regular file'; }
  return entry.isSocket() ? 'it is a socket, not a regular file' : 'it is a device, not a regular file';
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? error);
}

/** The first folder, or the file without its extension: `eu-1` for `eu-1/monitoring.k8s.yaml` and for `eu-1.k8s.yaml`. */
export function originOf(path: string, flavor?: PathFlavor): string {
  return pathParts(path, flavor)[0].replace(/(\.k8s)?\.(ya?ml|json)$/, '');
}
