import * as path from 'path';
import { pathToFileURL } from 'url';
import { compareTexts } from '../values/texts';

/** The paths of this system, or those of another one, for tests: `path.win32`. */
export type PathFlavor = Pick<path.PlatformPath, 'basename' | 'dirname' | 'isAbsolute' | 'join' | 'normalize' | 'relative' | 'resolve'
  | 'sep'>;

/** The paths of the current system. */
export const SYSTEM: PathFlavor = path;

/** The parts of a path. On Windows people write both `dist\a.yaml` and `dist/a.yaml`. */
export function pathParts(file: string, { sep }: PathFlavor = SYSTEM): string[] {
  return file.split(sep === '\\' ? /[\\/]/ : '/').filter(part => part !== '');
}

/** With `/`, as in git, URLs and YAML. */
export function withSlashes(file: string, { sep }: PathFlavor = SYSTEM): string {
  return sep === '\\' ? file.split('\\').join('/') : file;
}

/** Removes the separator that `normalize` leaves at the end of `base/`. */
export function normalized(file: string, flavor: PathFlavor = SYSTEM): string {
  const made = flavor.normalize(file);
  return made.endsWith(flavor.sep) && flavor.dirname(made) !== made ? made.slice(0, -1) : made;
}

/** The order of files: the same on each system. */
export function byPath(flavor: PathFlavor = SYSTEM): (a: string, b: string) => number {
  return (a, b) => compareTexts(withSlashes(a, flavor), withSlashes(b, flavor));
}

/** A file for code hosts: relative to a folder if it lies below it, otherwise as a URL. */
export function uriOf(file: string, base: string, flavor: PathFlavor = SYSTEM): string {
  const own = flavor.isAbsolute(file) ? flavor.relative(base, file) : file;
  const parts = pathParts(own, flavor).filter(part => part !== '.');
  const isOutside = flavor.isAbsolute(own) || parts[0] === '..';
  if (flavor.isAbsolute(file) && isOutside) { return flavor.sep === path.sep ? pathToFileURL(file).href : fileUrl(file, flavor); }
  return parts.map(encodeURIComponent).join('/');
}

/** The format of `pathToFileURL` on Windows: `C:\a b` is `file:///C:/a%20b`, and `\\host\share` is `file://host/share`. */
function fileUrl(file: string, flavor: PathFlavor): string {
  const written = withSlashes(file, flavor);
  const encoded = written.split('/').map(part => /^[a-zA-Z]:$/.test(part) ? part : encodeURIComponent(part)).join('/');
  return written.startsWith('//') ? `file:${encoded}` : `file:///${encoded.replace(/^\/+/, '')}`;
}

/** Names that are reserved on Windows, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Whether the name is valid on Windows. */
export function isReservedName(name: string): boolean {
  return RESERVED.test(name);
}

/**
 * Files of a repository, each with a path that every system can write: without characters and names that Windows reserves, and with
 * different names for files that differ only in upper and lower case, which are one file on Windows and macOS. Unchanged paths are omitted.
 * @param files with `/`, as git writes them
 */
export function writablePaths(files: readonly string[]): Map<string, string> {
  const used = new Map<string, string>();
  return new Map(files.map(file => {
    const plain = file.split('/').map(writableName).join('/');
    const [stem, ending] = /^([^]*?)(\.[^./]*)?$/.exec(plain)!.slice(1);
    let made = plain;
    for (let at = 2; used.has(made.toLowerCase()); at++) { made = `${stem}~${at}${ending ?? ''}`; }
    used.set(made.toLowerCase(), file);
    return [file, made];
  }));
}

function writableName(name: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = name.replace(/[<>:"|?*\\\u0000-\u001f]/g, '_').replace(/[. ]+$/, found => '_'.repeat(found.length));
  return isReservedName(plain) ? `_${plain}` : plain;
}
