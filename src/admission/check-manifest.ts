import { coreProblems } from './core/core-problems';
import { operatorFindings } from './operator/problems';
import { OperatorEnv } from './operator/row';
import { ruleProblems } from './rules/prometheus-rule';
import { schemaFindings, Versions } from '../schema/findings';
import { isMap } from '../schema/values';
import { Finding } from '../validation/rule';
import { isShared } from '../validation/shared';
import { AtLeast } from '../versions/at-least';
import { ComponentVersion } from '../versions/component-version';

/** What is known of the cluster for which a manifest is. A version that is missing is unknown, or several contradict. */
export interface Environment {
  readonly versions: Versions;
  readonly prometheus?: string;
  readonly alertmanager?: string;
  readonly thanos?: string;
  /** Whether the manifest may lack what a tool adds, Kustomize: it is a patch, or the input of one. */
  readonly isPartial?: boolean;
}

export interface ManifestResult {
  readonly findings: readonly Finding[];
  /** Why the manifest could not be checked against a schema; undefined if it was, or if nobody here knows its kind. */
  readonly unchecked?: string;
}

/** What a cluster says of one manifest: the apiserver, and whoever reads it there. Total: it never throws. */
export function checkManifest(manifest: unknown, env: Environment): ManifestResult {
  const { findings, unchecked } = schemaFindings(manifest, env.versions, env.isPartial);
  if (env.isPartial) { return { findings, ...unchecked !== undefined && { unchecked } }; }
  const ofApiserver = [...findings, ...coreProblems(manifest)];
  // the operator never sees what the apiserver rejects
  const isRejected = ofApiserver.some(({ severity }) => severity === 'error');
  return { findings: isRejected ? ofApiserver : [...ofApiserver, ...ofOperator(manifest, env)], ...unchecked !== undefined && { unchecked } };
}

const OPERATOR_GROUP = 'monitoring.coreos.com/';

function ofOperator(manifest: unknown, env: Environment): readonly Finding[] {
  if (!isMap(manifest) || typeof manifest.kind !== 'string' || !String(manifest.apiVersion).startsWith(OPERATOR_GROUP)) { return []; }
  const object = `${manifest.kind} ${nameOf(manifest)}`;
  return [...operatorFindings(manifest, object, operatorEnv(env)), ...manifest.kind === 'PrometheusRule' ? rulesOf(manifest, env) : []];
}

/** Groups that many clusters have alike, and for which operator and Prometheus nothing was found in them. */
const clean = new WeakMap<object, Set<string>>();

function rulesOf(manifest: Readonly<Record<string, unknown>>, env: Environment): readonly Finding[] {
  const groups = isMap(manifest.spec) ? manifest.spec.groups : undefined;
  const reader = ruleEnvironment(env);
  const key = JSON.stringify(reader);
  const isKnown = typeof groups === 'object' && groups !== null && isShared(groups);
  if (isKnown && clean.get(groups)?.has(key)) { return []; }
  const found = ruleProblems(manifest, reader);
  if (isKnown && found.length === 0) { clean.set(groups, (clean.get(groups) ?? new Set()).add(key)); }
  return found;
}

function ruleEnvironment({ versions: { operator }, prometheus, thanos }: Environment) {
  return { ...operator.length === 1 && { operator: operator[0] }, ...prometheus !== undefined && { prometheus }, ...thanos !== undefined && { thanos } };
}

const environments = new WeakMap<Environment, OperatorEnv>();

function operatorEnv(env: Environment): OperatorEnv {
  let known = environments.get(env);
  if (!known) {
    const { versions: { operator }, prometheus, alertmanager, thanos } = env;
    known = {
      operator: operator.map(text => version('prometheusOperator', text)),
      ...prometheus !== undefined && { prometheus: version('prometheus', prometheus) },
      ...alertmanager !== undefined && { alertmanager: version('alertmanager', alertmanager) },
      ...thanos !== undefined && { thanos: version('thanos', thanos) },
    };
    environments.set(env, known);
  }
  return known;
}

function version(component: 'prometheusOperator' | 'prometheus' | 'alertmanager' | 'thanos', text: string): AtLeast {
  return ComponentVersion.parse(component, 'version', text).version;
}

function nameOf({ metadata }: Readonly<Record<string, unknown>>): string {
  const { namespace, name } = isMap(metadata) ? metadata : { namespace: undefined, name: undefined };
  return typeof namespace === 'string' ? `${namespace}/${String(name)}` : String(name);
}
