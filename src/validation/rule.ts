import { oneLine } from './control-characters';
import { masked } from './secret-texts';

/** How much a finding weighs: an error fails the synthesis, a warning is said once on stderr. */
export type Severity = 'error' | 'warning';

/**
 * One thing that can be wrong, as data. Each folder that checks something has its rows in `rules.ts`;
 * RULES.md is made from them.
 */
export interface Rule<Args> {
  /** `folder/what-is-wrong`: stable, an anchor in RULES.md. */
  readonly id: string;
  readonly severity: Severity;
  /** Why this is wrong, for RULES.md. */
  readonly why: string;
  /** Arguments that show the message in RULES.md. */
  readonly example: Args;
  /** `object`: it is read from the finished object, so that `spec` and JSON patches are judged like options. Without it, options alone are judged. */
  readonly judges?: 'object';
  /** The upstream source of the fact. */
  readonly see?: string;
  /** The rules that need no report in the parts of a construct of which this one is reported: they say the same of what it makes. */
  readonly covers?: readonly string[];
  /** One line, lower case, no full stop: what was given, what is allowed, the cure. */
  message(args: Args): string;
  /** Where it is, and what several findings have in common if one change cures all of them: they are reported as one. */
  group?(args: Args): Group;
}

export interface Group {
  readonly cause: string;
  readonly place: string;
}

/** What a rule found: text for people, the id for machines. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly group?: Group;
  /** The rules that need no report below. */
  readonly covers?: readonly string[];
  /** Path of the construct that it is about, if another one reports it. */
  readonly path?: string;
}

/** Types a row, so that `message` and `example` agree in their arguments. */
export function rule<Args>(row: Rule<Args>): Rule<Args> {
  return row;
}

export function finding<Args>(row: Rule<Args>, args: Args): Finding {
  const group = row.group?.(args);
  // names and values of others are in it: none may forge a line, write to a terminal what is not text, or show a secret
  return { ruleId: row.id, severity: row.severity, message: `${oneLine(masked(row.message(args)))} [${row.id}]`, ...group && { group }, ...row.covers && { covers: row.covers } };
}

/** A value as it stands in a message: quoted, on one line, bounded, so that hostile input stays readable, and without secrets in its URLs. */
export function shown(value: unknown, limit = 80): string {
  const text = masked(typeof value === 'string' ? value : String(value));
  const head = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return oneLine(JSON.stringify(head));
}

/** The first few of a long list, and how many more there are. */
export function listed(items: readonly string[], limit = 5): string {
  const rest = items.length - limit;
  return items.slice(0, limit).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
