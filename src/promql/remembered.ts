/** Caches results by text, and clears the cache when it is too large. */
export class Remembered<T> {
  private readonly found = new Map<string, T>();

  /**
   * @param most so many are remembered
   * @param longest longer texts are not
   */
  public constructor(private readonly most: number, private readonly longest = Infinity) {}

  public of(text: string, make: (text: string) => T): T {
    const known = this.found.get(text);
    if (known !== undefined) { return known; }
    const made = make(text);
    if (this.found.size >= this.most) { this.found.clear(); }
    if (text.length <= this.longest) { this.found.set(text, made); }
    return made;
  }
}
