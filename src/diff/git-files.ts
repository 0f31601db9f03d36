import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';
import { shown } from '../validation/rule';

/** All of a revision that is read: more is no folder of manifests. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MANIFEST = /\.(ya?ml|json)$/i;

/**
 * The manifests below some paths, as a revision of the git repository of this folder has them, in a folder of its own while `use` runs.
 * @throws in words, where git is not there, or does not know the revision or a path
 */
export function withRevision<T>(revision: string, paths: readonly string[], use: (paths: readonly string[]) => T): T {
  const root = git(['rev-parse', '--show-toplevel'], 'this folder is in no git repository').toString('utf8').trimEnd();
  git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], `git knows no revision ${shown(revision)}`);
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-'));
  try {
    return use(paths.map((path, at) => checkedOut({ revision, path, root }, join(folder, String(at)))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Asked {
  readonly revision: string;
  readonly path: string;
  readonly root: string;
}

/** Where a path of a revision lies now. One that the revision does not have is an empty folder: then all is new. */
function checkedOut({ revision, path, root }: Asked, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const listing = git(['ls-tree', '-r', '-z', '--full-name', revision, '--', path], `git cannot list ${shown(path)} of ${shown(revision)}`);
  const files = listing.toString('utf8').split('\0').flatMap(entryOf).filter(({ file }) => MANIFEST.test(file));
  const place = relativeTo(root, path);
  for (const { id, file } of files) {
    const to = place !== '' && file.startsWith(`${place}/`) ? file.slice(place.length + 1) : file === place ? file.split('/').pop()! : file;
    const target = resolve(folder, to);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, git(['cat-file', 'blob', id], `git cannot read ${shown(file)}`));
  }
  const [only] = files;
  return files.length === 1 && only.file === place ? join(folder, place.split('/').pop()!) : folder;
}

/** Files alone: no links, no submodules. */
function entryOf(line: string): { readonly id: string; readonly file: string }[] {
  const [, id, file] = /^100\d{3} blob ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
  return id === undefined ? [] : [{ id, file }];
}

/** As git names it. */
function relativeTo(root: string, path: string): string {
  const prefix = git(['rev-parse', '--show-prefix'], `${shown(root)} cannot be read`).toString('utf8').trimEnd();
  return join('/', prefix, path).split('\\').join('/').replace(/^\/|\/$/g, '');
}

function git(args: readonly string[], why: string): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', [...args], { maxBuffer: MOST_BYTES });
  if (error) { throw new Error(`git cannot be run: ${error.message}; install it, or compare two folders: "cdk8s-prometheus diff OLD NEW"`); }
  if (status !== 0) { throw new Error(`${why}${stderr.length > 0 ? `: ${stderr.toString('utf8').trim().split('\n')[0]}` : ''}`); }
  return stdout;
}
