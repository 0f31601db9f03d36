import { isReservedName, pathParts } from '../files/paths';
import { emitNotice } from '../validation/notices';
import { listed, shown } from '../validation/rule';

/** Files of one synthesis that are invalid on other systems. */
export class WrittenFiles {
  private readonly written = new Map<string, string>();
  private readonly alike: string[] = [];
  private readonly reserved: string[] = [];

  public add(file: string): void {
    const key = file.toLowerCase();
    const other = this.written.get(key);
    if (other !== undefined && other !== file) { this.alike.push(file); }
    if (pathParts(file).some(isReservedName)) { this.reserved.push(file); }
    this.written.set(key, file);
  }

  /** One warning per kind, whatever the number of files. */
  public report(): void {
    const all = (files: readonly string[]) => listed(files.map(file => shown(file, 100)), 3);
    if (this.alike.length > 0) {
      emitNotice(
        `file names differ only in upper and lower case, and are one file on Windows and macOS (${all(this.alike)}): rename their objects`,
      );
    }
    if (this.reserved.length > 0) { emitNotice(`Windows reserves these file names (${all(this.reserved)}): rename the charts or objects`); }
  }
}
