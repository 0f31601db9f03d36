/** A seeded generator (mulberry32): equal seeds give equal inputs, on every machine. */
export class Random {
  public constructor(private state: number) {}

  /** In [0, 1). */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** In [0, below). */
  public int(below: number): number {
    return Math.floor(this.next() * below);
  }

  public pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)];
  }

  public shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }
}
