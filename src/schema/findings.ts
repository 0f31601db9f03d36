import { checkChildRoutes } from './child-routes';
import { checkObject } from './check-object';
import { isEnforced } from './enforced';
import * as rules from './rules';
import { lifetimeAt, SchemaSet, schemasOf } from './schema';
import { suggestionFor } from './suggest';
import { isMap, shownValue } from './values';
import { locate, Located } from './versions';
import { Violation, ViolationCode } from './violation';
import { Dialect } from './walker';
import { kubernetesSchemas, operatorSchemas } from '../upstream/load';
import { SchemaIndex } from '../upstream/schema-index';
import { finding, Finding } from '../validation/rule';

/** The versions that a cluster has, as far as they are known: none if they are unknown, several if they contradict. */
export interface Versions {
  readonly operator: readonly string[];
  readonly kubernetes: readonly string[];
}

export interface SchemaResult {
  readonly findings: readonly Finding[];
  /** Why the object could not be checked; undefined if it was, or if it is of a kind that nobody here has a schema of. */
  readonly unchecked?: string;
}

/** Where the schemas of a group of kinds come from. */
interface Source {
  readonly component: string;
  readonly dialect: Dialect;
  readonly load: () => SchemaIndex;
  /** Versions differ by minor release alone. */
  readonly byMinor: boolean;
  readonly versionsOf: (versions: Versions) => readonly string[];
}

const OPERATOR_GROUP = 'monitoring.coreos.com/';

const OPERATOR: Source = {
  component: 'prometheus-operator', dialect: 'custom', load: operatorSchemas, byMinor: false, versionsOf: ({ operator }) => operator,
};

const KUBERNETES: Source = {
  component: 'Kubernetes', dialect: 'builtin', load: kubernetesSchemas, byMinor: true, versionsOf: ({ kubernetes }) => kubernetes,
};

const NOTHING: SchemaResult = { findings: [] };

/**
 * What an apiserver says of an object with fieldValidation=Strict, in the versions in force. If they are unknown or several, an error is what every one of
 * them rejects. Total: it never throws.
 */
export function schemaFindings(object: unknown, versions: Versions): SchemaResult {
  if (!isMap(object) || typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') { return NOTHING; }
  const source = sourceOf(object.apiVersion);
  if (source === undefined) { return NOTHING; }
  try {
    return check(object, `${object.apiVersion}/${object.kind}`, source, source.versionsOf(versions));
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

function check(object: Custom, key: string, source: Source, texts: readonly string[]): SchemaResult {
  const index = source.load();
  if (!Object.hasOwn(index.kinds, key)) { return source === OPERATOR ? { findings: [unknownKind(key, index)] } : NOTHING; }
  const known = texts.map(text => ({ text, located: locate(index, text, source.byMinor) }));
  const old = known.find(({ located }) => located === undefined);
  if (old) { return { findings: [], unchecked: `${source.component} ${old.text} is older than ${index.versions[0]}, the oldest known version` }; }
  const candidates = texts.length === 0 ? index.versions.map((_, at): Located => ({ at, isNewer: false })) : known.map(({ located }) => located!);
  const newestFirst = [...candidates].sort((a, b) => b.at - a.at);
  const certain = agreed(newestFirst.map(({ at }) => () => violationsOf(object, key, schemasOf(index, at), source)));
  const by = byText(source, index, texts);
  return { findings: certain.map(violation => findingOf(violation, { kind: String(object.kind), by, index, source, isNewer: newestFirst[0].isNewer })) };
}

/** A typo in the kind, or in its version; who is neither may come with an operator that is not known here. */
function unknownKind(key: string, { kinds, versions }: SchemaIndex): Finding {
  const kind = key.slice(key.lastIndexOf('/') + 1);
  const all = Object.keys(kinds);
  const named = all.filter(each => each.endsWith(`/${kind}`));
  const similar = suggestionFor(kind, all.map(each => each.slice(each.lastIndexOf('/') + 1)));
  const cure = named.length > 0 ? `the apiVersion is "${named[0].slice(0, named[0].lastIndexOf('/'))}"` : similar === undefined ? undefined : `write "${similar}"`;
  return finding(rules.UNKNOWN_KIND, {
    key: key.slice(0, 160), by: `prometheus-operator ${versions[0]} to ${versions.at(-1)}`, cure: cure ?? 'check that its CustomResourceDefinition exists',
  });
}

function violationsOf(object: Custom, key: string, set: SchemaSet, { dialect }: Source): Violation[] {
  const root = set.root(key);
  if (root === undefined) { return [{ code: 'too-new', path: 'kind', value: object.kind, ...lifetimeAt(set.index.kinds[key], set) }]; }
  const found = checkObject(root, object, dialect, dialect === 'builtin' ? isEnforced : undefined);
  if (object.kind === 'AlertmanagerConfig') { found.push(...checkChildRoutes(root, object, set.index.versions[set.at])); }
  return found.filter(violation => !isPlaceholder(violation));
}

/** What a later step fills in, Flux or Helm, has no type yet. */
const PLACEHOLDER = /\$\{[^}]*\}|\{\{.*\}\}/s;
const OF_VALUES: ReadonlySet<ViolationCode> = new Set<ViolationCode>(['type', 'enum', 'pattern', 'format', 'child-route']);

function isPlaceholder({ code, value }: Violation): boolean {
  return OF_VALUES.has(code) && typeof value === 'string' && PLACEHOLDER.test(value);
}

/** The violations of the first that every other one has, too, at the same place or around it; none as soon as one accepts the object. */
function agreed([first, ...others]: readonly (() => Violation[])[]): Violation[] {
  let certain = first();
  for (const other of others) {
    if (certain.length === 0) { return []; }
    const paths = new Set(other().map(({ path }) => path));
    certain = certain.filter(({ path }) => prefixesOf(path).some(prefix => paths.has(prefix)));
  }
  return certain;
}

/** `a.b[0].c`: itself, `a.b[0]`, `a.b`, `a`. */
function prefixesOf(path: string): string[] {
  const ends = [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index));
  return [path, ...ends];
}

function byText({ component }: Source, { versions }: SchemaIndex, texts: readonly string[]): string {
  return texts.length === 0 ? `every ${component} from ${versions[0]} to ${versions.at(-1)}` : `${component} ${texts.map(text => text.replace(/^v/, '')).join(' and ')}`;
}

interface Case {
  readonly kind: string;
  readonly by: string;
  readonly index: SchemaIndex;
  readonly source: Source;
  readonly isNewer: boolean;
}

/** What a newer version may have in addition. */
const MAY_BE_NEW: ReadonlySet<ViolationCode> = new Set<ViolationCode>(['unknown-field', 'enum', 'child-route']);

function findingOf(violation: Violation, { kind, by, index, source: { component }, isNewer }: Case): Finding {
  const { code, path, suggestion, since = '', until = '', allowed = 'another value' } = violation;
  const place = { kind, path, by };
  const valued = { ...place, value: shownValue(violation.value) };
  if (isNewer && MAY_BE_NEW.has(code)) { return finding(rules.NOT_KNOWN_HERE, { ...place, newest: `${component} ${index.versions.at(-1)}`, suggestion }); }
  switch (code) {
    case 'unknown-field': return finding(rules.UNKNOWN_FIELD, { ...valued, suggestion, allowed: violation.allowed });
    case 'too-new': return finding(rules.TOO_NEW, { ...place, component, since });
    case 'removed': return finding(rules.REMOVED, { ...place, component, until });
    case 'type': case 'null-in-list': return finding(rules.WRONG_TYPE, { ...valued, allowed });
    case 'enum': case 'pattern': case 'format': case 'bounds': case 'length': return finding(rules.WRONG_VALUE, { ...valued, allowed });
    case 'required': return finding(rules.REQUIRED, { ...place, allowed: violation.allowed });
    case 'duplicate-key': return finding(rules.DUPLICATE, valued);
    case 'cel': return finding(rules.BROKEN_RULE, { ...place, allowed });
    case 'child-route': return finding(rules.CHILD_ROUTE, { ...valued, cure: suggestion === undefined ? `write ${allowed}` : `write "${suggestion}"` });
  }
}
