import { RuleGroup } from '../manifest/prometheus-rule';

/** Whether the series that an expression reads exist. */
export type HasSources = (expr: string) => boolean;

/**
 * Whether kube-state-metrics collects what an expression reads: `kube_deployment_...` comes from `deployments`.
 * @param resources what it collects; undefined for everything
 */
export function collectedBy(resources: readonly string[] | undefined): HasSources {
  if (resources === undefined) { return () => true; }
  const collected = new Set(resources);
  return expr => namesIn(expr).kinds.every(kind => kind === 'state' || collected.has(`${kind}s`));
}

/** Removes rules that read missing series, and rules that read what these would have recorded. */
export function groupsWithSources(
  groups: readonly RuleGroup[], recordedByOurs: ReadonlySet<string>, hasSources: HasSources,
): { readonly groups: readonly RuleGroup[]; readonly hasSources: HasSources } {
  let left = groups.map(group => ({ ...group, rules: group.rules.filter(({ expr }) => hasSources(expr)) }));
  for (;;) {
    const recorded = new Set(left.flatMap(({ rules }) => rules.flatMap(rule => 'record' in rule ? [rule.record] : [])));
    const isWhole: HasSources = expr => namesIn(expr).recorded.every(name => recorded.has(name) || !recordedByOurs.has(name));
    const next = left.map(group => ({ ...group, rules: group.rules.filter(({ expr }) => isWhole(expr)) }));
    const isDone = next.every(({ rules }, at) => rules.length === left[at].rules.length);
    if (isDone) { return { groups: next.filter(({ rules }) => rules.length > 0), hasSources: expr => hasSources(expr) && isWhole(expr) }; }
    left = next;
  }
}

interface Names {
  /** Metrics of kube-state-metrics, with the kind of object: `deployment`. */
  readonly kinds: readonly string[];
  /** Names with a colon: recorded series. */
  readonly recorded: readonly string[];
}

const known = new Map<string, Names>();

/** Cached, because many clusters have the same expressions. */
function namesIn(expr: string): Names {
  let found = known.get(expr);
  if (!found) {
    const text = expr.replace(/"[^"]*"/g, '""');
    const kinds = text.includes('kube_') ? [...text.matchAll(/\bkube_([a-z]+)[_{ ]/g)].map(([, kind]) => kind) : [];
    const recorded = text.includes(':') ? [...text.matchAll(/[a-zA-Z_]\w*:[\w:]+/g)].map(([name]) => name) : [];
    found = { kinds, recorded };
    if (known.size >= 5000) { known.clear(); }
    known.set(expr, found);
  }
  return found;
}
