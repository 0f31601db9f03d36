import { Json } from './shared/json';
import { AtLeast } from '../../versions/at-least';

/** What becomes of an object, of a whole resource, or of a field. */
export type Effect =
  /** The operator leaves this object out, and goes on with the others. */
  | 'object-left-out'
  /** The reconciliation of this resource fails, again and again: nothing of it is updated. */
  | 'resource-rejected'
  /** The object passes selection, and then makes the resource that selects it fail. */
  | 'everything-blocked'
  /** The operator writes it as it is, and the process refuses the configuration at reload. */
  | 'invalid-at-reload'
  /** The operator does not write this field. */
  | 'field-ignored'
  /** It works, in another way than one may think. */
  | 'works-otherwise';

/** Where upstream says so: a file of the newest known release, and a text in it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** One thing that is wrong in a value: the path below it, the value, the reason with the cure. */
export interface Fault {
  /** Below the value that was given; empty for the value itself. Begins with `[` for an element. */
  readonly at: string;
  readonly value?: unknown;
  readonly why: string;
}

/** Objects that a manifest refers to; undefined if it certainly does not exist. */
export type Lookup = (kind: string, namespace: string, name: string) => Json | 'unknown' | undefined;

/** The fields of a Prometheus that decide over its monitors: clusters with the same ones have the same verdicts. */
export const SCRAPER_FIELDS = ['nameValidationScheme', 'version', 'scrapeInterval', 'scrapeClasses', 'arbitraryFSAccessThroughSMs'] as const;
export type ScraperSpec = { readonly [field in typeof SCRAPER_FIELDS[number]]?: unknown };

/** What is known of the place where a manifest is used. Whatever is not known decides nothing. */
export interface OperatorEnv {
  /** The operator's version, or all that are possible; any supported version if it is not known. */
  readonly operator?: AtLeast | readonly AtLeast[];
  readonly prometheus?: AtLeast;
  readonly alertmanager?: AtLeast;
  readonly thanos?: AtLeast;
  readonly lookup?: Lookup;
  /** Of the `spec` of the Prometheus or PrometheusAgent that selects the monitor. */
  readonly prometheusSpec?: ScraperSpec;
  /** The Alertmanager that selects an AlertmanagerConfig, whole. */
  readonly alertmanagerManifest?: Json;
}

/** What a check may look at next to its value. */
export interface CheckContext {
  readonly env: OperatorEnv;
  readonly kind: string;
  readonly namespace?: string;
  /** The version of the Prometheus that is configured, and of the Thanos. */
  readonly prometheus?: AtLeast;
  readonly thanos?: AtLeast;
  /** Which names of labels Prometheus 3 accepts: "Legacy" or "UTF8". */
  readonly nameScheme?: string;
}

/** Operator versions between which a check is there; without both, in every supported version. */
export interface Lifetime {
  readonly since?: string;
  readonly until?: string;
  /** The check is as old as its field: an operator without it has no such field, which is for the schema to say. */
  readonly isAsOldAsField?: true;
}

/** A check of a part that several kinds have: one row of a table. */
export interface PartRow extends Lifetime {
  readonly id: string;
  /** Path below the part, for the table. */
  readonly field: string;
  /** If it is another one than that of the place in which the part is. */
  readonly effect?: Effect;
  readonly see: Source;
  readonly find: (part: Json, context: CheckContext) => readonly Fault[];
}

/** A part that several kinds have, with the parts in it. */
export interface Part {
  readonly rows: readonly PartRow[];
  readonly contains?: readonly PartIn[];
}

/** Where a part is. */
export interface PartIn extends Lifetime {
  /** Path pattern, `endpoints[].tlsConfig`; empty for a part that is inline. */
  readonly at: string;
  readonly part: Part;
}

/** A check of one kind: one row of a table. */
export interface OperatorRow extends Lifetime {
  readonly id: string;
  readonly kinds: readonly string[];
  /** Path pattern from the top; `find` is given each value that is there. */
  readonly field: string;
  readonly effect: Effect;
  readonly see: Source;
  /** Whether the versions of the processes leave anything to find; asked before the field is looked for. */
  readonly applies?: (context: CheckContext) => boolean;
  readonly find: (value: unknown, context: CheckContext, manifest: Json) => readonly Fault[];
}

/** Whether a check is there in every operator version that is possible. */
export function isInForce({ since, until, isAsOldAsField }: Lifetime, { operator }: OperatorEnv): boolean {
  if (since === undefined && until === undefined) { return true; }
  if (operator === undefined) { return isAsOldAsField === true; }
  const isIn = (version: AtLeast) =>
    (since === undefined || version.isAtLeast(since)) && (until === undefined || !version.isAtLeast(until));
  return isList(operator) ? operator.length > 0 && operator.every(isIn) : isIn(operator);
}

function isList(versions: AtLeast | readonly AtLeast[]): versions is readonly AtLeast[] {
  return Array.isArray(versions);
}

/** Whether a version is known, and below a threshold. */
export function isBelow(version: AtLeast | undefined, threshold: string): boolean {
  return version !== undefined && !version.isAtLeast(threshold);
}
