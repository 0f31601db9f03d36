import { isMap } from '../../values/json';
import { Expression } from '../convert';
import { Converted, MigratedValue, Outcome, Statement } from '../part';

/** Collects the results of a part. */
export class Gathered {
  public readonly options: [option: string, value: Expression][] = [];
  public readonly statements: Statement[] = [];
  public readonly values: MigratedValue[] = [];
  public readonly warnings: string[] = [];

  public say(path: string, outcome: Outcome, note: string): void { this.values.push({ path, outcome, note }); }

  public get converted(): Converted {
    return { options: this.options, statements: this.statements, values: this.values, warnings: this.warnings };
  }
}

/** The value at a path; undefined if there is none. */
export function at(values: unknown, path: string): any {
  let found: any = values;
  for (const key of path.split('.')) {
    if (!isMap(found) || !Object.hasOwn(found, key)) { return undefined; }
    found = found[key];
  }
  return found;
}

/** Fields of a map. Empty for other types. */
export const entriesOf = (value: unknown): [string, any][] => isMap(value) ? Object.entries(value) : [];

/** Paths of all values below a path. A list or an empty map counts as one value. */
export function leavesOf(value: unknown, path: string): string[] {
  const fields = entriesOf(value);
  return fields.length === 0 ? [path] : fields.flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`));
}
