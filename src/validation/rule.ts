import { oneLine } from './control-characters';
import { masked } from './secret-texts';

/** Severity: an error fails the synthesis, a warning is printed once on stderr. */
export type Severity = 'error' | 'warning';

/**
 * A possible problem, as data. Each folder with checks has its rows in `rules.ts`, which exports the files of `rules/` if there are many.
 * RULES.md is generated from them.
 */
export interface Rule<Args> {
  /** `folder/problem`: stable, an anchor in RULES.md. */
  readonly id: string;
  readonly severity: Severity;
  /** Why this is a problem, for RULES.md. */
  readonly why: string;
  /** Arguments for the example message in RULES.md. */
  readonly example: Args;
  /**
   * `object`: checked on the finished object, so that `spec` and JSON patches are checked like options. Without it, only options are
   * checked.
   */
  readonly judges?: 'object';
  /** The upstream source of the fact. */
  readonly see?: string;
  /** Rules that are not reported for child constructs if this one is reported: they describe the same problem. */
  readonly covers?: readonly string[];
  /** One line, lower case, without a period: the given value, allowed values, the cure. */
  message(args: Args): string;
  /** The place, and the common cause if one change fixes several findings: they are then reported as one. */
  group?(args: Args): Group;
}

export interface Group {
  readonly cause: string;
  readonly place: string;
}

/** A finding: a message for people, the id for programs. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly group?: Group;
  /** Rules that are not reported below. */
  readonly covers?: readonly string[];
  /** Path of the construct with the problem, if another one reports it. */
  readonly path?: string;
}

/** Types a row, so that `message` and `example` have the same arguments. */
export function rule<Args>(row: Rule<Args>): Rule<Args> {
  return row;
}

export function finding<Args>(row: Rule<Args>, args: Args): Finding {
  const group = row.group?.(args);
  // it contains third-party names and values, which must not forge a line, send control sequences to a terminal, or show a secret
  return {
    ruleId: row.id,
    severity: row.severity,
    message: `${oneLine(masked(row.message(args)))} [${row.id}]`,
    ...group && { group },
    ...row.covers && { covers: row.covers },
  };
}

/**
 * A value for a message: quoted, on one line, of limited length, so that hostile input stays readable, and without secrets in its URLs.
 */
export function shown(value: unknown, limit = 80): string {
  const text = masked(typeof value === 'string' ? value : String(value));
  const head = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return oneLine(JSON.stringify(head));
}

/** The first items of a long list, and the number of others. */
export function listed(items: readonly string[], limit = 5): string {
  const rest = items.length - limit;
  return items.slice(0, limit).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
