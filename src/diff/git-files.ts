import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join, resolve } from 'path';
import { PathFlavor, SYSTEM, withSlashes, writablePaths } from '../files/paths';
import { shown } from '../validation/rule';

/** Limit on what is read of a revision: larger folders are not manifests. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MANIFEST = /\.(ya?ml|json)$/i;

/**
 * Extracts the manifests below some paths of a git revision to a temporary folder, which exists while `use` runs.
 * @throws an error message if git is not installed, or the revision or a path does not exist
 */
export function withRevision<T>(revision: string, paths: readonly string[], use: (paths: readonly string[]) => T): T {
  const root = realOf(resolve(git(['rev-parse', '--show-toplevel'], 'this folder is not in a Git repository').toString('utf8').trimEnd()));
  git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], `Git revision ${shown(revision)} does not exist`);
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-'));
  try {
    return use(paths.map((asked, at) => checkedOut({ revision, path: asked, root }, join(folder, String(at)))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Revision {
  readonly revision: string;
  readonly path: string;
  readonly root: string;
}

/** Where a path of a revision is extracted to. A path that the revision does not contain is an empty folder: then everything is new. */
function checkedOut({ revision, path: asked, root }: Revision, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const place = placeIn(root, realOf(resolve(asked)));
  if (place === undefined) { throw new Error(`${shown(asked)} is outside of the repository ${shown(root)}`); }
  const listing = git(
    ['ls-tree', '-r', '-z', '--full-tree', revision, ...place === '' ? [] : ['--', place]],
    `git cannot list ${shown(asked)} of ${shown(revision)}`,
  );
  const files = listing.toString('utf8').split('\0').flatMap(entryOf).filter(({ file }) => MANIFEST.test(file));
  const below = (file: string) => {
    if (file === place) { return file.slice(file.lastIndexOf('/') + 1); }
    return place === '' ? file : file.slice(place.length + 1);
  };
  const writable = writablePaths(files.map(({ file }) => below(file)));
  for (const { id, file } of files) {
    const target = resolve(folder, writable.get(below(file))!);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, git(['cat-file', 'blob', id], `git cannot read ${shown(file)}`));
  }
  const [only] = files;
  return files.length === 1 && only.file === place ? join(folder, writable.get(below(place))!) : folder;
}

/** Regular files only: no links, no submodules. */
function entryOf(line: string): { readonly id: string; readonly file: string }[] {
  const [, id, file] = /^100\d{3} blob ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
  return id === undefined ? [] : [{ id, file }];
}

/** A path inside a repository in git's notation: with `/`, and without one at its end. Undefined if it is outside. */
export function placeIn(root: string, file: string, flavor: PathFlavor = SYSTEM): string | undefined {
  const place = flavor.relative(root, file);
  return place === '..' || place.startsWith(`..${flavor.sep}`) || flavor.isAbsolute(place) ? undefined : withSlashes(place, flavor);
}

/** Git reports the repository with links resolved. The path may no longer exist: then its parent folder is resolved. */
function realOf(file: string): string {
  const above = dirname(file);
  try {
    return realpathSync(file);
  } catch {
    return above === file ? file : join(realOf(above), basename(file));
  }
}

function git(args: readonly string[], why: string): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', [...args], { maxBuffer: MOST_BYTES });
  if (error) {
    throw new Error(`git cannot be run: ${error.message}; install it, or compare two folders: "cdk8s-prometheus diff OLD NEW"`);
  }
  if (status !== 0) { throw new Error(`${why}${stderr.length > 0 ? `: ${stderr.toString('utf8').trim().split('\n')[0]}` : ''}`); }
  return stdout;
}
