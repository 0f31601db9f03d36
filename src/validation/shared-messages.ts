import { listed } from './rule';

/** Lines for messages of many constructs: the clusters of a fleet mostly have the same ones, so each message is one line. */
export class SharedMessages {
  private readonly paths = new Map<string, string[]>();

  public add(path: string, message: string): void {
    const known = this.paths.get(message);
    if (known) { known.push(path); } else { this.paths.set(message, [path]); }
  }

  /** In the order of their first constructs. */
  public lines(): string[] {
    return [...this.paths].map(([message, paths]) => `[${listed(paths, 3)}] ${message}`);
  }
}
