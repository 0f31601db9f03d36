import { Expression } from '../../scrape-graph/expressions';
import { Manifest, nameOf } from '../../scrape-graph/manifest';
import { finding, Finding, shown } from '../../validation/rule';
import { masked } from '../../validation/secret-texts';
import { Expected } from '../expected';
import { Reality, SeenRule } from '../reality';
import { NOT_IN_MANIFESTS, NOT_TAKEN, RULE_FAILS, RULES_MISSING } from '../rules';
import { whyNotTaken } from './configuration';

/** Whether the rules of the manifests are evaluated without errors, and no others. */
export function checkRules(expected: Expected, reality: Reality): Finding[] {
  const { rules: seen } = reality;
  if (!seen) { return []; }
  const { server, manifest, rules, perhapsRules } = expected;
  const objects = [...new Set(rules.map(({ object }) => object))];
  const files = filesByObject([...objects, ...perhapsRules], seen);
  const others = [...new Set(seen.filter(({ file }) => !files.has(file)).map(({ file }) => file))].sort();
  return [
    ...objects.flatMap(object => {
      const own = seen.filter(({ file }) => files.get(file) === object);
      if (own.length === 0) {
        return [finding(NOT_TAKEN, { object: nameOf(object), server, why: whyNotTaken(object, manifest, reality) })];
      }
      return differenceOf(object, rules.filter(rule => rule.object === object), own, server);
    }),
    ...seen.filter(({ error }) => error !== '').map(rule => finding(RULE_FAILS, { what: titleOf(rule), error: rule.error })),
    ...others.length === 0
      ? []
      : [finding(NOT_IN_MANIFESTS, { server, what: others.map(file => `rules of ${shown(masked(file).split('/').pop()!, 120)}`) })],
  ];
}

/**
 * The operator writes the rules of an object to a separate file: `NAMESPACE-NAME-UID.yaml`.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go
 */
function filesByObject(objects: readonly Manifest[], seen: readonly SeenRule[]): ReadonlyMap<string, Manifest> {
  const byName = new Map(objects.map(object => [`${object.metadata.namespace ?? ''}-${object.metadata.name}`, object]));
  const files = new Map<string, Manifest>();
  for (const { file } of seen) {
    const name = /([^/]+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.yaml$/.exec(file)?.[1];
    const object = name === undefined ? undefined : byName.get(name);
    if (object) { files.set(file, object); }
  }
  return files;
}

function titleOf({ kind, name }: SeenRule | Expression): string {
  return `${kind} ${shown(name)}`;
}

/** Compared by name and number, because Prometheus reformats expressions. */
function differenceOf(object: Manifest, expected: readonly Expression[], seen: readonly SeenRule[], server: string): Finding[] {
  const missing = without(expected.map(titleOf), seen.map(titleOf));
  const more = without(seen.map(titleOf), expected.map(titleOf));
  return [
    ...missing.length === 0 ? [] : [finding(RULES_MISSING, { object: nameOf(object), server, rules: missing })],
    ...more.length === 0 ? [] : [finding(NOT_IN_MANIFESTS, { server, what: more.map(each => `${each} of ${nameOf(object)}`) })],
  ];
}

function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of others) { left.set(each, (left.get(each) ?? 0) + 1); }
  return all.filter(each => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}
