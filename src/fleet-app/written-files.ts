import { isReservedName, pathParts } from '../files/paths';
import { emitNotice } from '../validation/notices';
import { listed, shown } from '../validation/rule';

/** The files of one synthesis that other systems cannot have. */
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

  /** One warning of each kind, whatever the number of files. */
  public report(): void {
    const all = (files: readonly string[]) => listed(files.map(file => shown(file, 100)), 3);
    if (this.alike.length > 0) { emitNotice(`files differ in upper and lower case alone, and are one file on Windows and macOS (${all(this.alike)}): give their objects other names`); }
    if (this.reserved.length > 0) { emitNotice(`files have names that Windows reserves (${all(this.reserved)}): give the charts or objects other names`); }
  }
}
