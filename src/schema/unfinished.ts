import { Violation, ViolationCode } from './violation';
import { isPlaceholder } from '../validation/placeholder';
import { isMap } from '../values/json';

const OF_VALUES: ReadonlySet<ViolationCode> = new Set<ViolationCode>(['type', 'enum', 'pattern', 'format', 'child-route']);

/** Directives of strategic merge patches: the document is part of an object. */
const DIRECTIVE = /(?:^|\.|\[")\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b/;

/**
 * Leaves out what is no mistake in a document that some tool completes before an API server sees it: values that are filled in, and what
 * Kustomize adds.
 * @param isPartial whether the document may lack what a tool adds
 */
export function ofFinished(violations: readonly Violation[], isPartial: boolean): readonly Violation[] {
  if (violations.length === 0) { return violations; }
  const isPatch = isPartial || violations.some(isDirective);
  const isOfPatch = (violation: Violation) => isPatch && (violation.code === 'required' || isDirective(violation));
  return violations.filter(violation => !isFilledIn(violation) && !isOfPatch(violation));
}

/** What Flux or Helm fills in later has no type yet. YAML parses `{{ .Values.replicas }}` as a map whose only key is a map. */
function isFilledIn({ code, value }: Violation): boolean {
  if (!OF_VALUES.has(code)) { return false; }
  if (typeof value === 'string') { return isPlaceholder(value); }
  return isMap(value) && Object.keys(value).length === 1 && Object.keys(value)[0].startsWith('{');
}

function isDirective({ code, path }: Violation): boolean {
  return code === 'unknown-field' && DIRECTIVE.test(path);
}
