import { alertmanagerConfigFaults } from './alertmanager/alertmanager-config';
import { EFFECT_OF_KIND } from './places';
import { CheckContext, Effect, isInForce, OperatorEnv } from './row';
import { BLOCKED, IGNORED, LEFT_OUT, OperatorArgs, OTHERWISE, REJECTED, RELOAD } from './rules';
import { faultsOf } from './shared/evaluate';
import { join, Json, select, stepsOf } from './shared/json';
import { readVersion } from './shared/version';
import { ChecksOfKind, checksOf } from './table';
import { finding, Finding, Rule } from '../../validation/rule';
import { isMap, textOf } from '../../values/json';
import { AtLeast } from '../../versions/at-least';

/** What the operator rejects or ignores in a manifest beyond the schema. */
export interface OperatorProblem {
  /** The row that found it. */
  readonly row: string;
  readonly effect: Effect;
  /** From the root of the manifest: `spec.endpoints[0].scrapeTimeout`. */
  readonly path: string;
  readonly value?: unknown;
  /** The reason and the cure. */
  readonly why: string;
  /** The first operator version that does so. Undefined: all supported versions. */
  readonly since?: string;
}

/** Versions in the object take precedence over those of its surroundings. */
function versionOf(own: unknown, otherwise: AtLeast | undefined): AtLeast | undefined {
  return textOf(own) === '' ? otherwise : readVersion(textOf(own));
}

function contextOf(kind: string, manifest: Json, env: OperatorEnv): CheckContext {
  const spec = isMap(manifest.spec) ? manifest.spec : {};
  const isServer = kind === 'Prometheus' || kind === 'PrometheusAgent';
  const sidecar = isServer && isMap(spec.thanos) ? spec.thanos.version : undefined;
  return {
    env,
    kind,
    namespace: isMap(manifest.metadata) && textOf(manifest.metadata.namespace) !== '' ? textOf(manifest.metadata.namespace) : undefined,
    prometheus: versionOf(isServer ? spec.version : env.prometheusSpec?.version, env.prometheus),
    thanos: versionOf(kind === 'ThanosRuler' ? spec.version : sidecar, env.thanos),
    nameScheme: textOf(spec.nameValidationScheme) || textOf(env.prometheusSpec?.nameValidationScheme) || undefined,
  };
}

/**
 * What prometheus-operator rejects or ignores in a manifest, beyond its CustomResourceDefinition. Pure. A fact that `env` does not contain
 * decides nothing, so every finding is certain.
 */
export function operatorProblems(manifest: unknown, env: OperatorEnv = {}): readonly OperatorProblem[] {
  if (!isMap(manifest) || !textOf(manifest.apiVersion).startsWith('monitoring.coreos.com/')) { return []; }
  const kind = textOf(manifest.kind);
  if (kind === 'AlertmanagerConfig') { return configProblems(manifest, env); }
  const context = contextOf(kind, manifest, env);
  const { rows, places } = checksInForce(context, isMap(manifest.spec) ? manifest.spec : {});
  const own = rows
    .flatMap(row =>
      select(manifest, row.field).flatMap(found =>
        row.find(found.value, context, manifest).map((fault): OperatorProblem => ({
          row: row.id,
          effect: row.effect,
          path: join(found.path, fault.at),
          value: fault.value,
          why: fault.why,
          since: row.since,
        })),
      ),
    );
  const shared = places
    .filter(place => place.when === undefined || place.when(kind, manifest.spec, env))
    .flatMap(place =>
      select(manifest, place.at).flatMap(found =>
        faultsOf(place.part, found.value, found.path, context).map(({ row, fault }): OperatorProblem => ({
          row: row.id,
          effect: row.effect ?? place.effect ?? EFFECT_OF_KIND[kind],
          path: fault.at,
          value: fault.value,
          why: fault.why,
          since: row.since ?? place.since,
        })),
      ),
    );
  return [...own, ...shared];
}

const inForce = new Map<string, ChecksOfKind>();
const MOST = 500;

/** The checks that remain for given versions and fields: few for most objects. */
function checksInForce(context: CheckContext, spec: Json): ChecksOfKind {
  const { env, kind, prometheus, thanos } = context;
  const checks = checksOf(kind);
  if (checks.rows.length + checks.places.length === 0) { return checks; }
  const fields = fieldNames(checks);
  const own = Object.keys(spec).filter(field => fields.has(field));
  const operator = env.operator === undefined ? 'any' : [env.operator].flat().map(each => (each as AtLeast).text).join();
  const key = `${kind} ${operator} ${prometheus?.text} ${thanos?.text} ${own.join()}`;
  let found = inForce.get(key);
  if (!found) {
    const isHere = (pattern: string) => {
      const field = specField(pattern);
      return field === undefined || own.includes(field);
    };
    found = {
      rows: checks.rows.filter(row => isHere(row.field) && isInForce(row, env) && row.applies?.(context) !== false),
      places: checks.places.filter(place => isHere(place.at) && isInForce(place, env)),
    };
    if (inForce.size >= MOST) { inForce.clear(); }
    inForce.set(key, found);
  }
  return found;
}

const knownFields = new WeakMap<ChecksOfKind, ReadonlySet<string>>();

/** The fields of the spec that have checks. */
function fieldNames(checks: ChecksOfKind): ReadonlySet<string> {
  let fields = knownFields.get(checks);
  if (!fields) {
    const patterns = [...checks.rows.map(({ field }) => field), ...checks.places.map(({ at }) => at)];
    knownFields.set(checks, fields = new Set(patterns.map(specField).filter(field => field !== undefined)));
  }
  return fields;
}

/** The field of the spec on the path of a pattern: `endpoints` of `spec.endpoints[].path`. Undefined for the spec itself. */
function specField(pattern: string): string | undefined {
  const [top, field] = stepsOf(pattern);
  return top === 'spec' ? field : undefined;
}

/** An AlertmanagerConfig has rows of every effect. The effect changes if it is the whole configuration of its Alertmanager. */
function configProblems(manifest: Json, env: OperatorEnv): readonly OperatorProblem[] {
  return alertmanagerConfigFaults(manifest, env)
    .map(({ row, effect, fault }) => ({ row: row.id, effect, path: fault.at, value: fault.value, why: fault.why, since: row.since }));
}

const RULES: { readonly [effect in Effect]: Rule<OperatorArgs> } = {
  'object-left-out': LEFT_OUT,
  'resource-rejected': REJECTED,
  'everything-blocked': BLOCKED,
  'invalid-at-reload': RELOAD,
  'field-ignored': IGNORED,
  'works-otherwise': OTHERWISE,
};

/** A finding that names the field. */
export interface OperatorFinding extends Finding {
  readonly path: string;
}

/**
 * Problems as findings. `object` names the manifest, such as `ServiceMonitor shop/web`. Undefined if the caller names it in the message.
 */
export function asFindings(problems: readonly OperatorProblem[], kind: string, object?: string): OperatorFinding[] {
  return problems.map(({ effect, path, value, why }) => ({ ...finding(RULES[effect], { object, kind, path, value, why }), path }));
}

/** What the operator rejects or ignores in a manifest, as findings. */
export function operatorFindings(manifest: unknown, object: string, env: OperatorEnv = {}): readonly OperatorFinding[] {
  return asFindings(operatorProblems(manifest, env), isMap(manifest) ? textOf(manifest.kind) : '', object);
}
