import { Labels } from '../manifest/labels';

/**
 * The labels of a target. Most of the about sixty come from its pod, its Service and its node, which many targets share. They are never
 * copied, because relabeling reads only a few, and labels that begin with `__meta_` do not outlive it.
 */
export class LabelSet {
  /**
   * @param own of this target alone
   * @param meta of others, too; every name begins with `__meta_`
   */
  public constructor(private readonly own: Labels, private readonly meta: readonly Labels[] = []) {
  }

  /** Empty if it is missing: Prometheus treats both alike. */
  public get(name: string): string {
    if (Object.hasOwn(this.own, name)) { return this.own[name]; }
    for (const labels of this.meta) { if (Object.hasOwn(labels, name)) { return labels[name]; } }
    return '';
  }

  public all(): Labels {
    const found: Record<string, string> = {};
    for (const labels of [...this.meta, this.own]) { putAll(found, Object.entries(labels)); }
    return found;
  }

  /** A mutable copy, with defaults for missing labels. */
  public changeable(others: Labels = {}): ChangeableLabels {
    const own = new Map(Object.entries(others));
    for (const [name, value] of Object.entries(this.own)) { if (value !== '') { own.set(name, value); } }
    return new ChangeableLabels(this, own);
  }
}

/** Labels during relabeling. */
export class ChangeableLabels {
  public constructor(private readonly found: LabelSet, private readonly own: Map<string, string>) {
  }

  public get(name: string): string {
    return this.own.get(name) ?? this.found.get(name);
  }

  /** An empty label counts as missing. */
  public set(name: string, value: string): void {
    this.own.set(name, value);
  }

  public all(): Labels {
    return putAll(this.found.all(), this.own);
  }

  /** Labels that a target keeps after relabeling. */
  public withoutMeta(): Labels {
    const found: Record<string, string> = {};
    for (const [name, value] of this.own) { if (value !== '' && !name.startsWith('__meta_')) { found[name] = value; } }
    return found;
  }
}

function putAll(found: Record<string, string>, entries: Iterable<readonly [string, string]>): Labels {
  for (const [name, value] of entries) { if (value === '') { delete found[name]; } else { found[name] = value; } }
  return found;
}
