import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';

export type Files = { readonly [file: string]: string | object };

/** Writes files to a temporary folder, which is deleted after the tests of a file. */
export function folders(): (files: Files) => string {
  const all = mkdtempSync(join(tmpdir(), 'folders-'));
  afterAll(() => rmSync(all, { recursive: true }));
  let count = 0;
  return files => {
    const at = join(all, String(count++));
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(at, file)), { recursive: true });
      writeFileSync(join(at, file), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return at;
  };
}
