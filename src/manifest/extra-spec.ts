import { Lazy } from 'cdk8s';
import { SPEC_FIXED, SPEC_NOT_A_MAP, SPEC_OPTION } from './rules';
import { finding, Finding } from '../validation/rule';

/** A field of a custom resource that an option or the construct sets. */
export interface SpecRow {
  /** Path below the specification: `tsdb.outOfOrderTimeWindow`. */
  readonly path: string;
  /** The option that sets the field. Undefined if the construct sets it without an option. */
  readonly option?: string;
  /** Why no other value is possible, for fields without an option. */
  readonly why?: string;
  /**
   * The option sets part of the field, and `spec` may set the rest: maps are merged, lists are joined. Only a value in both is reported.
   * Otherwise the field in `spec` is always reported.
   */
  readonly isShared?: boolean;
}

export interface MergedSpec {
  readonly spec: object;
  readonly findings: readonly Finding[];
}

type Fields = Readonly<Record<string, unknown>>;

/** The key of list entries. Entries of other lists are never equal. */
const KEYS: { readonly [list: string]: string } = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  env: 'name',
  receivers: 'name',
  scrapeClasses: 'name',
  endpoints: 'port',
  podMetricsEndpoints: 'port',
};

/**
 * The specification of a construct, merged with `spec` of a user. Maps are merged. Lists are joined; containers, volumes and receivers with
 * the same name, and endpoints with the same port, are merged. Any other value replaces the construct's own, unless a row names another
 * owner. Lazy values are never inspected.
 * @param rows the fields that options and the construct write
 * @param prop the option that is called `spec`, for messages
 */
export function mergeSpec(own: object, extra: unknown, rows: readonly SpecRow[], prop = 'spec'): MergedSpec {
  if (extra === undefined || extra === null) { return { spec: own, findings: [] }; }
  if (!isPlainMap(extra)) { return { spec: own, findings: [finding(SPEC_NOT_A_MAP, { prop })] }; }
  const merger = new Merger(rows, prop);
  return { spec: merger.maps(own as Fields, extra, '', undefined), findings: merger.findings };
}

class Merger {
  public readonly findings: Finding[] = [];
  private readonly rows: ReadonlyMap<string, SpecRow>;
  /** The parent paths of rows. */
  private readonly above: ReadonlySet<string>;

  public constructor(rows: readonly SpecRow[], private readonly prop: string) {
    this.rows = new Map(rows.map(row => [row.path, row]));
    this.above = new Set(rows.flatMap(({ path }) => path.split('.').map((_, at, names) => names.slice(0, at).join('.'))));
  }

  /** @param owner the row of the field above that an option shares with `spec` */
  public maps(own: Fields, extra: Fields, path: string, owner: SpecRow | undefined): Fields {
    const merged: Record<string, unknown> = { ...own };
    for (const [name, value] of Object.entries(extra)) {
      if (value === undefined) { continue; }
      const at = path === '' ? name : `${path}.${name}`;
      const row = this.rows.get(at);
      // a value that equals that of the construct changes nothing
      if (row && row.option === undefined && own[name] === value) { continue; }
      if (row && !row.isShared) { this.report(row, at); } else { merged[name] = this.values(own[name], value, at, row ?? owner); }
    }
    return merged;
  }

  private values(own: unknown, extra: unknown, path: string, owner: SpecRow | undefined): unknown {
    const isBelow = own === undefined && this.above.has(path);
    if (isPlainMap(extra) && (isBelow || isPlainMap(own))) { return this.maps(isBelow ? {} : own as Fields, extra, path, owner); }
    if (own === undefined) { return extra; }
    if (Array.isArray(own) && Array.isArray(extra)) { return this.lists(own, extra, path, owner); }
    if (owner && own !== extra) {
      this.report(owner, path);
      return own;
    }
    return extra;
  }

  private lists(own: readonly unknown[], extra: readonly unknown[], path: string, owner: SpecRow | undefined): unknown[] {
    const list = path.slice(path.lastIndexOf('.') + 1);
    const key = Object.hasOwn(KEYS, list) ? KEYS[list] : undefined;
    const isSame = (
      one: unknown, other: unknown,
    ) => key !== undefined && isPlainMap(one) && isPlainMap(other) && one[key] !== undefined && one[key] === other[key];
    const joined = [...own];
    for (const entry of extra) {
      const at = own.findIndex(each => isSame(each, entry));
      if (at < 0) { joined.push(entry); } else { joined[at] = this.maps(joined[at] as Fields, entry as Fields, `${path}[${at}]`, owner); }
    }
    return joined;
  }

  private report({ option, why = 'other objects depend on it' }: SpecRow, path: string): void {
    const { prop } = this;
    this.findings.push(option === undefined
      ? finding(SPEC_FIXED, { path: `${prop}.${path}`, why })
      : finding(SPEC_OPTION, { path: `${prop}.${path}`, option }));
  }
}

/** Whether a value can be inspected: not lazy, and not an instance of a class. */
function isPlainMap(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Lazy) { return false; }
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && typeof (value as { resolve?: unknown }).resolve !== 'function';
}
