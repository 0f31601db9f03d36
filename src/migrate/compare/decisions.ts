import { Compared, isUndecided, SECTION_IDS, SectionId } from './finding';
import { shown } from '../../validation/rule';

/** Reasons why something may be gone: by section and subject, or by component. `*` matches any text. */
export interface Decision {
  readonly scope: SectionId | 'component';
  readonly pattern: string;
  readonly reason: string;
}

const SCOPES: readonly string[] = [...SECTION_IDS, 'component'];

/**
 * The decisions of a file: `{ component: { etcd: 'the control plane is managed' }, alert: { 'KubeProxy*': '...' } }`.
 * @throws an error message, readable invalid input
 */
export function decisionsOf(value: unknown): Decision[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('decisions must be one map: { component: { etcd: "the control plane is managed" } }');
  }
  return Object.entries(value).flatMap(([scope, own]) => {
    if (!SCOPES.includes(scope)) { throw new Error(`${shown(scope)} is not a section: use one of ${SCOPES.join(', ')}`); }
    if (typeof own !== 'object' || own === null || Array.isArray(own)) {
      throw new Error(`${shown(scope)} must be a map of a name, or a pattern with *, to the reason`);
    }
    return Object.entries(own).map(([pattern, reason]): Decision => {
      if (typeof reason !== 'string' || reason.trim() === '') {
        throw new Error(`the decision on ${shown(pattern)} of ${shown(scope)} has no reason: write one`);
      }
      return { scope: scope as Decision['scope'], pattern, reason };
    });
  });
}

/** A list with accepted items marked, and the decisions that match nothing. */
export function withDecisions(
  all: readonly Compared[], decisions: readonly Decision[],
): { readonly all: Compared[]; readonly unused: Decision[] } {
  const used = new Set<Decision>();
  const marked = all.map(each => {
    const found = isUndecided(each) ? decisions.find(decision => concerns(decision, each)) : undefined;
    if (!found) { return each; }
    used.add(found);
    return { ...each, decided: found.reason };
  });
  return { all: marked, unused: decisions.filter(each => !used.has(each)) };
}

function concerns({ scope, pattern }: Decision, { section, subject, component }: Compared): boolean {
  if (scope === 'component') { return component !== undefined && matches(pattern, component); }
  return scope === section && (matches(pattern, subject) || matches(pattern, subject.replace(/ \([^()]*\)$/, '')));
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) { return pattern === text; }
  const [first, last] = [parts[0], parts.at(-1)!];
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) { return false; }
  let rest = text.slice(first.length, text.length - last.length);
  return parts.slice(1, -1).every(part => {
    const at = rest.indexOf(part);
    rest = at < 0 ? '' : rest.slice(at + part.length);
    return at >= 0;
  });
}

/** The keys of the chart's values for a component: the first parts of their paths. */
const KEYS: { readonly [component: string]: readonly string[] } = {
  'etcd': ['kubeEtcd', 'defaultRules.rules.etcd'],
  'kube-scheduler': ['kubeScheduler', 'defaultRules.rules.kubeScheduler'],
  'kube-controller-manager': ['kubeControllerManager', 'defaultRules.rules.kubeControllerManager'],
  'kube-proxy': ['kubeProxy', 'defaultRules.rules.kubeProxy'],
  'coredns': ['coreDns', 'kubeDns'],
  'apiserver': ['kubeApiServer'],
  'kubelet': ['kubelet'],
  'prometheus': ['prometheus'],
  'prometheus-agent': ['prometheus'],
  'alertmanager': ['alertmanager'],
  'thanos-ruler': ['thanosRuler'],
  'prometheus-operator': ['prometheusOperator'],
  'admission-webhook': ['prometheusOperator.admissionWebhooks'],
  'kube-state-metrics': ['kubeStateMetrics', 'kube-state-metrics'],
  'node-exporter': ['nodeExporter', 'prometheus-node-exporter'],
  'windows-exporter': ['windowsMonitoring', 'prometheus-windows-exporter'],
  'grafana': ['grafana'],
  'dashboards': ['grafana'],
};

/** Decisions for sections without a component. */
const SECTION_KEYS: { readonly [section in SectionId]?: readonly string[] } = {
  alert: ['defaultRules', 'customRules'], record: ['defaultRules'], dashboard: ['grafana', 'defaultRules'],
};

/** The result for one value, as reported by `migrate`. */
export interface ValueOutcome {
  readonly path: string;
  readonly outcome: string;
  readonly note: string;
}

/** What `migrate` reports as different or unsupported counts as accepted, because its report shows it. */
export function decidedByValues(all: readonly Compared[], values: readonly ValueOutcome[]): Compared[] {
  const said = values.filter(({ outcome }) => outcome === 'different' || outcome === 'unsupported');
  return all.map(each => {
    const keys = keysOf(each);
    const found = isUndecided(each) ? said.find(({ path }) => keys.some(key => path === key || path.startsWith(`${key}.`))) : undefined;
    return found ? { ...each, decided: `${found.path}: ${found.note}` } : each;
  });
}

function keysOf({ component, section }: Compared): readonly string[] {
  const own = component !== undefined && Object.hasOwn(KEYS, component) ? KEYS[component] : undefined;
  return own ?? SECTION_KEYS[section] ?? [];
}
