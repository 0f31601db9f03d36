import { Json } from './shared/json';
import { AtLeast } from '../../versions/at-least';

/** The effect on an object, on a whole resource, or on a field. */
export type Effect =
  /** The operator ignores this object, and continues with the others. */
  | 'object-left-out'
  /** The reconciliation of this resource fails repeatedly: no part of it is updated. */
  | 'resource-rejected'
  /** The object passes selection, and then the resource that selects it fails. */
  | 'everything-blocked'
  /** The operator writes it unchanged, and the process rejects the configuration at reload. */
  | 'invalid-at-reload'
  /** The operator drops this field. */
  | 'field-ignored'
  /** It works, but differently than expected. */
  | 'works-otherwise';

/** The source upstream: a file of the newest known release, and a text in it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** One problem of a value: the path below it, the value, the reason and the cure. */
export interface Fault {
  /** Path below the given value. Empty for the value itself. Begins with `[` for an element. */
  readonly at: string;
  readonly value?: unknown;
  readonly why: string;
}

/** Objects that a manifest refers to. Undefined if an object certainly does not exist. */
export type Lookup = (kind: string, namespace: string, name: string) => Json | 'unknown' | undefined;

/** The fields of a Prometheus that affect its monitors. Clusters with equal fields share results. */
export const SCRAPER_FIELDS = [
  'nameValidationScheme', 'version', 'scrapeInterval', 'scrapeClasses', 'arbitraryFSAccessThroughSMs',
] as const;
export type ScraperSpec = { readonly [field in typeof SCRAPER_FIELDS[number]]?: unknown };

/** Facts about the surroundings of a manifest. Unknown facts decide nothing. */
export interface OperatorEnv {
  /** The operator's version, or all possible ones. If unknown, all supported versions. */
  readonly operator?: AtLeast | readonly AtLeast[];
  readonly prometheus?: AtLeast;
  readonly alertmanager?: AtLeast;
  readonly thanos?: AtLeast;
  readonly lookup?: Lookup;
  /** Of the `spec` of the Prometheus or PrometheusAgent that selects the monitor. */
  readonly prometheusSpec?: ScraperSpec;
  /** The whole Alertmanager that selects an AlertmanagerConfig. */
  readonly alertmanagerManifest?: Json;
}

/** Input of a check, in addition to its value. */
export interface CheckContext {
  readonly env: OperatorEnv;
  readonly kind: string;
  readonly namespace?: string;
  /** The configured version of Prometheus, and of Thanos. */
  readonly prometheus?: AtLeast;
  readonly thanos?: AtLeast;
  /** The label names that Prometheus 3 accepts: "Legacy" or "UTF8". */
  readonly nameScheme?: string;
}

/** Range of operator versions that have a check. Without bounds, every supported version. */
export interface Lifetime {
  readonly since?: string;
  readonly until?: string;
  /** The check is as old as its field. In an older operator the field does not exist, which the schema reports. */
  readonly isAsOldAsField?: true;
}

/** A check of a part that several kinds have: one row of a table. */
export interface PartRow extends Lifetime {
  readonly id: string;
  /** Path below the part, for the table. */
  readonly field: string;
  /** Differs from the effect of the place that contains the part. */
  readonly effect?: Effect;
  readonly see: Source;
  readonly find: (part: Json, context: CheckContext) => readonly Fault[];
}

/** A part that several kinds have, with its nested parts. */
export interface Part {
  readonly rows: readonly PartRow[];
  readonly contains?: readonly PartIn[];
}

/** The place of a part. */
export interface PartIn extends Lifetime {
  /** Path pattern such as `endpoints[].tlsConfig`. Empty for an inline part. */
  readonly at: string;
  readonly part: Part;
}

/** A check of one kind: one row of a table. */
export interface OperatorRow extends Lifetime {
  readonly id: string;
  readonly kinds: readonly string[];
  /** Path pattern from the root. `find` receives each value that exists. */
  readonly field: string;
  readonly effect: Effect;
  readonly see: Source;
  /** Whether the versions of the processes allow a finding. Evaluated before the field is looked up. */
  readonly applies?: (context: CheckContext) => boolean;
  readonly find: (value: unknown, context: CheckContext, manifest: Json) => readonly Fault[];
}

/** Whether every possible operator version has a check. */
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
