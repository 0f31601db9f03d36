import { Expression } from './convert';
import { judge, optionsOfRows } from './judge';
import { MigratedValue, Part, Release, Statement } from './part';
import { PARTS } from './parts';

/** The result of migrating a release. */
export interface Migration {
  /** Options of the stack by their path. */
  readonly options: ReadonlyMap<string, Expression>;
  readonly statements: readonly Statement[];
  readonly warnings: readonly string[];
  /** One result for each value of the file. */
  readonly values: readonly MigratedValue[];
}

/**
 * The result for every value of a file for kube-prometheus-stack. Parts take precedence over rows: if both write an option or judge a
 * value, the part counts; of two parts, the first. Never throws.
 */
export function migrateValues(values: unknown, release: Release, parts: readonly Part[] = PARTS): Migration {
  const converted = parts.map(part => part(values, release));
  const found = new Map<string, MigratedValue>();
  for (const result of converted.flatMap(each => each.values)) {
    if (!found.has(result.path)) { found.set(result.path, result); }
  }
  const options = new Map<string, Expression>(optionsOfRows(values, path => found.has(path)));
  const ofParts = new Map<string, Expression>();
  for (const [option, value] of converted.flatMap(each => each.options)) {
    if (!ofParts.has(option)) { ofParts.set(option, value); }
  }
  return {
    options: new Map([...options, ...ofParts]),
    statements: converted.flatMap(each => each.statements),
    warnings: [...new Set(converted.flatMap(each => each.warnings))],
    values: judge(values, found),
  };
}
