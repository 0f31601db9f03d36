import { checkObject } from './check-object';
import { checkChildRoutes } from './child-routes';
import { isEnforced } from './enforced';
import * as rules from './rules';
import { lifetimeAt, SchemaSet, schemasOf } from './schema';
import { suggestionFor } from './suggest';
import { ofFinished } from './unfinished';
import { shownValue } from './values';
import { locate, Located } from './versions';
import { Violation, ViolationCode } from './violation';
import { Dialect } from './walker';
import { kubernetesSchemas, operatorSchemas } from '../upstream/load';
import { SchemaIndex } from '../upstream/schema-index';
import { finding, Finding } from '../validation/rule';
import { isMap } from '../values/json';

/** The known versions of a cluster. None if unknown, several if they contradict. */
export interface Versions {
  readonly operator: readonly string[];
  readonly kubernetes: readonly string[];
}

export interface SchemaResult {
  readonly findings: readonly Finding[];
  /** Why the object could not be checked. Undefined if it was, or if its kind has no schema here. */
  readonly unchecked?: string;
}

/** Source of the schemas of a group of kinds. */
interface Source {
  readonly component: string;
  readonly dialect: Dialect;
  readonly load: () => SchemaIndex;
  /** Schemas differ only between minor releases. */
  readonly byMinor: boolean;
  readonly versionsOf: (versions: Versions) => readonly string[];
}

const OPERATOR_GROUP = 'monitoring.coreos.com/';

const OPERATOR: Source = {
  component: 'prometheus-operator',
  dialect: 'custom',
  load: () => operatorSchemas(),
  byMinor: false,
  versionsOf: ({ operator }) => operator,
};

const KUBERNETES: Source = {
  component: 'Kubernetes',
  dialect: 'builtin',
  load: () => kubernetesSchemas(),
  byMinor: true,
  versionsOf: ({ kubernetes }) => kubernetes,
};

const NOTHING: SchemaResult = { findings: [] };

/**
 * What an API server says of an object with fieldValidation=Strict, in the versions in force. If they are unknown or several, an error is
 * what every one of them rejects. Never throws.
 * @param isPartial whether it may lack what a tool adds later
 */
export function schemaFindings(object: unknown, versions: Versions, isPartial = false): SchemaResult {
  if (!isMap(object) || typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') { return NOTHING; }
  const source = sourceOf(object.apiVersion);
  if (source === undefined) { return NOTHING; }
  try {
    return check(object, `${object.apiVersion}/${object.kind}`, { source, texts: source.versionsOf(versions), isPartial });
  } catch (error) {
    return { findings: [], unchecked: (error as Error).message };
  }
}

function sourceOf(apiVersion: string): Source | undefined {
  if (apiVersion.startsWith(OPERATOR_GROUP)) { return OPERATOR; }
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return group === '' || !group.includes('.') || group.endsWith('.k8s.io') ? KUBERNETES : undefined;
}

type Custom = Readonly<Record<string, unknown>>;

interface How {
  readonly source: Source;
  readonly texts: readonly string[];
  readonly isPartial: boolean;
}

function check(object: Custom, key: string, { source, texts, isPartial }: How): SchemaResult {
  const index = source.load();
  if (!Object.hasOwn(index.kinds, key)) { return source === OPERATOR ? { findings: [unknownKind(key, index)] } : NOTHING; }
  const plan = planOf(index, source, texts);
  if ('unchecked' in plan) { return { findings: [], unchecked: plan.unchecked }; }
  const { newest, older, against } = plan;
  const violationsIn = (at: number) => ofFinished(violationsOf(object, key, schemasOf(index, at), source), isPartial);
  const found = violationsIn(newest);
  if (found.length === 0) { return NOTHING; }
  return { findings: agreed(found, older, violationsIn).map(violation => findingOf(violation, against)) };
}

/** The versions to check objects against: indexes of versions, newest first. */
interface Plan {
  readonly newest: number;
  readonly older: readonly number[];
  readonly against: Against;
}

const plans = new WeakMap<SchemaIndex, Map<string, Plan | { readonly unchecked: string }>>();

/** The same for all objects of a cluster. */
function planOf(index: SchemaIndex, source: Source, texts: readonly string[]): Plan | { readonly unchecked: string } {
  let known = plans.get(index);
  if (!known) { plans.set(index, known = new Map()); }
  const key = texts.join();
  let plan = known.get(key);
  if (!plan) {
    if (known.size >= MOST_PLANS) { known.clear(); }
    known.set(key, plan = makePlan(index, source, texts));
  }
  return plan;
}

const MOST_PLANS = 1000;

function makePlan(index: SchemaIndex, { component, byMinor }: Source, texts: readonly string[]): Plan | { readonly unchecked: string } {
  const { versions } = index;
  const known = texts.map(text => ({ text, located: locate(index, text, byMinor) }));
  const old = known.find(({ located }) => located === undefined);
  if (old) { return { unchecked: `${component} ${old.text} is older than ${versions[0]}, the oldest known version` }; }
  const candidates = texts.length === 0 ? versions.map((_, at): Located => ({ at, isNewer: false })) : known.map(({ located }) => located!);
  const [newest, ...older] = [...candidates].sort((a, b) => b.at - a.at);
  const version = texts.length === 0 ? rangeOf(versions) : texts.map(text => text.replace(/^v/, '')).join(' and ');
  return {
    newest: newest.at,
    older: older.map(({ at }) => at),
    against: { component, version, newest: versions.at(-1)!, isNewer: newest.isNewer },
  };
}

/** A typo in the kind or its version. Any other kind may come with an unknown operator. */
function unknownKind(key: string, { kinds, versions }: SchemaIndex): Finding {
  const kind = key.slice(key.lastIndexOf('/') + 1);
  const all = Object.keys(kinds);
  const named = all.filter(each => each.endsWith(`/${kind}`));
  const similar = suggestionFor(kind, all.map(each => each.slice(each.lastIndexOf('/') + 1)));
  const guess = similar === undefined ? 'check that its CustomResourceDefinition exists' : `write "${similar}"`;
  const cure = named.length > 0 ? `the apiVersion is "${named[0].slice(0, named[0].lastIndexOf('/'))}"` : guess;
  return finding(rules.UNKNOWN_KIND, { key: key.slice(0, 160), component: OPERATOR.component, version: rangeOf(versions), cure });
}

function violationsOf(object: Custom, key: string, set: SchemaSet, { dialect }: Source): Violation[] {
  const root = set.root(key);
  if (root === undefined) { return [{ code: 'too-new', path: 'kind', value: object.kind, ...lifetimeAt(set.index.kinds[key], set) }]; }
  const found = checkObject(root, object, dialect, dialect === 'builtin' ? isEnforced : undefined);
  if (object.kind === 'AlertmanagerConfig') { found.push(...checkChildRoutes(root, object, set.index.versions[set.at])); }
  return found;
}

/**
 * Violations of the newest version that every other version also has, at the same path or around it. None as soon as one version accepts
 * the object.
 */
function agreed(
  newest: readonly Violation[], others: readonly number[], violationsIn: (at: number) => readonly Violation[],
): readonly Violation[] {
  let certain = newest;
  for (const at of others) {
    if (certain.length === 0) { return []; }
    const paths = new Set(violationsIn(at).map(({ path }) => path));
    certain = certain.filter(({ path }) => prefixesOf(path).some(prefix => paths.has(prefix)));
  }
  return certain;
}

/** `a.b[0].c` and its parents: `a.b[0]`, `a.b`, `a`. */
function prefixesOf(path: string): string[] {
  const ends = [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index));
  return [path, ...ends];
}

function rangeOf(versions: readonly string[]): string {
  return `${versions[0]} to ${versions.at(-1)}`;
}

/** The version that an object was checked against. */
interface Against {
  readonly component: string;
  readonly version: string;
  readonly newest: string;
  readonly isNewer: boolean;
}

/** What a newer version may have in addition. */
const MAY_BE_NEW: ReadonlySet<ViolationCode> = new Set<ViolationCode>(['unknown-field', 'enum', 'child-route']);

function findingOf(violation: Violation, { component, version, newest, isNewer }: Against): Finding {
  const { code, path, suggestion, since = '', until = '', allowed } = violation;
  const value = shownValue(violation.value);
  const right = allowed ?? 'another value';
  if (isNewer && MAY_BE_NEW.has(code)) { return finding(rules.NOT_KNOWN_HERE, { path, value, component, version, newest, suggestion }); }
  switch (code) {
    case 'unknown-field': return finding(rules.UNKNOWN_FIELD, { path, value, component, version, suggestion, allowed });
    case 'too-new': return finding(rules.TOO_NEW, { path, component, version, since });
    case 'removed': return finding(rules.REMOVED, { path, component, version, until });
    case 'type': case 'null-in-list': return finding(rules.WRONG_TYPE, { path, value, allowed: right });
    case 'enum': case 'pattern': case 'format': case 'bounds': case 'length':
      return finding(rules.WRONG_VALUE, { path, value, allowed: right });
    case 'required': return finding(rules.REQUIRED, { path, allowed });
    case 'duplicate-key': return finding(rules.DUPLICATE, { path, value: String(violation.value) });
    case 'cel': return finding(rules.BROKEN_RULE, { path, cure: right });
    case 'child-route':
      return finding(rules.CHILD_ROUTE, { path, value, cure: suggestion === undefined ? `write ${right}` : `write "${suggestion}"` });
  }
}
