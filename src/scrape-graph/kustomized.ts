import { basename, dirname } from 'path';

const NAMES: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml']);

export function isKustomization(file: string): boolean {
  return NAMES.has(basename(file));
}

/**
 * Whether a file is an input of Kustomize: it lies in a folder with a kustomization, or below one. What stands in it may be a patch, or
 * lack what labels and transformers add.
 * @param files all files that are read
 */
export function kustomizedIn(files: readonly string[]): (file: string) => boolean {
  const folders = new Set(files.filter(isKustomization).map(file => dirname(file)));
  if (folders.size === 0) { return () => false; }
  const isBelow = (folder: string): boolean => folders.has(folder) || (dirname(folder) !== folder && isBelow(dirname(folder)));
  return file => isBelow(dirname(file));
}
