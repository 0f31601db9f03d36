import { isMap } from '../values/json';
import { isFilledElsewhere } from './cluster/lookup';
import { Server, UNKNOWN_SERVER } from './cluster/server';
import { coreProblems } from './core/core-problems';
import { alertmanagerSecretFindings, usersOf } from './operator/alertmanager/secret';
import { asFindings, operatorProblems } from './operator/problems';
import { Lookup, OperatorEnv } from './operator/row';
import { Json } from './operator/shared/json';
import { readVersion } from './operator/shared/version';
import { ruleFindings } from './rules/prometheus-rule';
import { schemaFindings, Versions } from '../schema/findings';
import { Finding } from '../validation/rule';
import { isOurs, isShared } from '../validation/shared';
import { Attached } from '../values/attached';

/** Facts about the cluster of a manifest. A missing version is unknown, or several versions contradict each other. */
export interface Environment {
  readonly versions: Versions;
  /** The servers that select the object. Empty if they are unknown. */
  readonly servers?: readonly Server[];
  readonly lookup?: Lookup;
  /** The Alertmanagers that may read a Secret as their configuration. */
  readonly alertmanagers?: () => readonly Json[];
  /** Whether a tool such as Kustomize adds to the manifest: it is a patch, or the input of one. */
  readonly isPartial?: boolean;
  /** Whether the manifest no longer changes. Then its findings are cached, because many clusters have the same manifest. */
  readonly isFinal?: boolean;
}

/** A finding, and its field if it is about one. */
export interface ManifestFinding extends Finding {
  readonly path?: string;
  /** Whether the field is missing, or empty. */
  readonly isAbsent?: boolean;
}

export interface ManifestResult {
  readonly findings: readonly ManifestFinding[];
  /** Why the manifest could not be checked against a schema. Undefined if it was checked, or if its kind is unknown. */
  readonly unchecked?: string;
  /** Whether the API server rejects the object, so that it does not exist. Rejections by single clients do not count. */
  readonly isRejected: boolean;
  /** The servers that select the object but do not load it: the operator ignores it, or rejects the server that selects it. */
  readonly leftOutBy: readonly Server[];
}

const NOTHING: ManifestResult = { findings: [], isRejected: false, leftOutBy: [] };

/** Checks one manifest as the API server of its cluster and the programs that read it there would. Never throws. */
export function checkManifest(manifest: unknown, env: Environment): ManifestResult {
  // SOPS decrypts the file before it is applied
  if (!isMap(manifest) || isMap(manifest.sops)) { return NOTHING; }
  const ofApiserver = checkedByApiserver(manifest, env);
  // the operator does not receive what the API server rejects
  if (env.isPartial || ofApiserver.isRejected) { return ofApiserver; }
  const { findings: all, leftOutBy } = ofOperator(manifest, env);
  // the behavior of operators older than the supported range is uncertain
  const findings = ofApiserver.unchecked === undefined ? all : all.filter(({ severity }) => severity === 'error');
  return findings.length === 0 ? ofApiserver : { ...ofApiserver, findings: [...ofApiserver.findings, ...findings], leftOutBy };
}

function checkedByApiserver(manifest: Manifest, { versions, isPartial }: Environment): ManifestResult {
  const { findings, unchecked } = schemaFindings(manifest, versions, isPartial);
  const all = isPartial ? findings : [...findings, ...coreProblems(manifest)];
  return { ...NOTHING, findings: all, ...unchecked !== undefined && { unchecked }, isRejected: !isPartial && all.some(isRejection) };
}

/** Errors that do not prevent the object: some clients drop the field, the operator decodes it, or a process exits because of it. */
const EXISTS_ALL_THE_SAME: ReadonlySet<string> = new Set([
  'schema/unknown-field', 'schema/too-new', 'schema/removed', 'schema/child-route', 'core/image', 'core/flag-twice',
]);

function isRejection({ severity, ruleId, isAbsent }: ManifestFinding): boolean {
  // the API server requires an image, the kubelet a valid one
  return severity === 'error' && (!EXISTS_ALL_THE_SAME.has(ruleId) || ruleId === 'core/image' && isAbsent === true);
}

/** Whether the operator ignores a manifest for all of these servers. */
export function isLeftOutBy(manifest: unknown, env: Environment): boolean {
  return isMap(manifest) && !isMap(manifest.sops) && !env.isPartial
    && ofOperator(manifest, env).leftOutBy.length === (env.servers ?? []).length;
}

type Manifest = Readonly<Record<string, unknown>>;

interface OfReaders {
  readonly findings: readonly ManifestFinding[];
  readonly leftOutBy: readonly Server[];
}

const ACCEPTED: OfReaders = { findings: [], leftOutBy: [] };
const OPERATOR_GROUP = 'monitoring.coreos.com/';

function ofOperator(manifest: Manifest, env: Environment): OfReaders {
  if (manifest.kind === 'Secret' && manifest.apiVersion === 'v1') { return { findings: secretFindings(manifest, env), leftOutBy: [] }; }
  if (typeof manifest.kind !== 'string' || !String(manifest.apiVersion).startsWith(OPERATOR_GROUP)) { return ACCEPTED; }
  const { servers = [] } = env;
  const readers = servers.length === 0 ? [UNKNOWN_SERVER] : servers;
  const all = readers.map(server => ({ server, findings: findingsFor(manifest, server, env) }));
  const leftOutBy = all.filter(({ findings }) => findings.some(isLeftOut)).map(({ server }) => server);
  return { findings: all.length === 1 ? all[0].findings : together(all), leftOutBy };
}

/** A finding and its field. */
interface Located extends Finding {
  readonly path: string;
}

interface OfServer {
  readonly server: Server;
  readonly findings: readonly Located[];
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  'operator/left-out', 'operator/rejected', 'operator/blocked', 'rules/left-out', 'rules/too-large',
]);

function isLeftOut({ ruleId }: Finding): boolean {
  return LEFT_OUT.has(ruleId);
}

/** A finding for every server is certain, and is reported once. A finding for some servers is a warning that names them. */
function together(all: readonly OfServer[]): Located[] {
  const isForAll = (ruleId: string) => all.every(({ findings }) => findings.some(each => each.ruleId === ruleId));
  const places = new Map<string, { readonly finding: Located; readonly servers: Server[] }>();
  for (const { server, findings } of all) {
    for (const finding of findings) {
      // one message for versions with the same result
      const place = isForAll(finding.ruleId) ? `${finding.ruleId} ${finding.path}` : `${finding.path} ${finding.message}`;
      const known = places.get(place);
      if (known) { known.servers.push(server); } else { places.set(place, { finding, servers: [server] }); }
    }
  }
  return [...places.values()].map(({ finding, servers }) => isForAll(finding.ruleId) ? finding : onlyFor(servers, finding));
}

function onlyFor(servers: readonly Server[], finding: Located): Located {
  const names = [...new Set(servers.map(({ name }) => name))];
  return {
    ...finding,
    severity: 'warning',
    message: `for ${names.join(' and ')}, which ${names.length > 1 ? 'select' : 'selects'} it: ${finding.message}`,
  };
}

function findingsFor(manifest: Manifest, server: Server, env: Environment): readonly Located[] {
  // a Secret without the configuration is reported at the Alertmanager
  const problems = operatorProblems(manifest, operatorEnv(env, server)).filter(({ row }) => row !== 'alertmanager/secret-missing');
  const own = asFindings(problems, manifest.kind as string);
  return manifest.kind === 'PrometheusRule' ? [...own, ...rulesOf(manifest, env, server)] : own;
}

/** A Secret with plain data that Alertmanagers read as their configuration. */
function secretFindings(secret: Manifest, env: Environment): readonly Finding[] {
  const alertmanagers = env.alertmanagers?.() ?? [];
  if (alertmanagers.length === 0 || usersOf(secret, alertmanagers).length === 0 || isFilledElsewhere(secret)) { return []; }
  return alertmanagerSecretFindings(secret, undefined, alertmanagers, operatorEnv(env, UNKNOWN_SERVER));
}

/** Findings of rule groups that many clusters share, by reader. */
const groupFindings = new WeakMap<object, Map<string, readonly Located[]>>();

function rulesOf(manifest: Manifest, { versions: { operator } }: Environment, { rules }: Server): readonly Located[] {
  const groups = isMap(manifest.spec) ? manifest.spec.groups : undefined;
  // a test proves that our own rules are valid for every version
  if (Array.isArray(groups) && isOurs(groups)) { return []; }
  const reader = { ...operator.length === 1 && { operator: operator[0] }, ...rules };
  if (typeof groups !== 'object' || groups === null || !isShared(groups)) { return ruleFindings(manifest, reader); }
  const known = groupFindings.get(groups) ?? new Map<string, readonly Located[]>();
  groupFindings.set(groups, known);
  const key = JSON.stringify(reader);
  const found = known.get(key) ?? ruleFindings(manifest, reader);
  known.set(key, found);
  return found;
}

const environments = new Attached<Versions, Map<Server, OperatorEnv>>();

/** One per server of a cluster: checks use it as the cache key for what they read of the server. */
function operatorEnv({ versions, lookup }: Environment, server: Server): OperatorEnv {
  const known = environments.get(versions) ?? new Map<Server, OperatorEnv>();
  environments.set(versions, known);
  let env = known.get(server);
  if (!env || env.lookup !== lookup) {
    const operator = versions.operator.map(text => readVersion(text)).filter(version => version !== undefined);
    const isKnown = operator.length > 0 && operator.length === versions.operator.length;
    env = { ...isKnown && { operator }, ...lookup && { lookup }, ...server.operator };
    known.set(server, env);
  }
  return env;
}
