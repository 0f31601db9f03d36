import { RelabelStep } from '../../scrape/relabeling';
import { sanitizedLabel } from '../../values/texts';
import { listOf, Manifest, textOf, textsOf } from '../manifest';

// Relabelings that the operator adds before and after those of a monitor, from fields of the monitor and the Prometheus. @see
// https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go

const ROLE_SELECTOR = 'RoleSelector';

/** The first step of every job. */
export const FIRST: readonly RelabelStep[] = [{ sourceLabels: ['job'], targetLabel: '__tmp_prometheus_job_name' }];

/** A selector as relabelings: values are patterns, in which `.` matches any character. Empty if the discovery itself uses the selector. */
export function selectorSteps(role: string, monitor: Manifest, selector: any): RelabelStep[] {
  if (monitor.spec.selectorMechanism === ROLE_SELECTOR) { return []; }
  const value = (key: string) => `__meta_kubernetes_${role}_label_${sanitizedLabel(key)}`;
  const present = (key: string) => `__meta_kubernetes_${role}_labelpresent_${sanitizedLabel(key)}`;
  const labels = textsOf(selector?.matchLabels);
  return [
    ...Object.keys(labels)
      .sort()
      .map((key): RelabelStep => ({ action: 'keep', sourceLabels: [value(key), present(key)], regex: `(${labels[key]});true` })),
    ...listOf(selector?.matchExpressions).flatMap(({ key, operator, values }): RelabelStep[] => {
      const any = `(${listOf(values).join('|')});true`;
      switch (operator) {
        case 'In': return [{ action: 'keep', sourceLabels: [value(key), present(key)], regex: any }];
        case 'NotIn': return [{ action: 'drop', sourceLabels: [value(key), present(key)], regex: any }];
        case 'Exists': return [{ action: 'keep', sourceLabels: [present(key)], regex: 'true' }];
        case 'DoesNotExist': return [{ action: 'drop', sourceLabels: [present(key)], regex: 'true' }];
        default: return [];
      }
    }),
  ];
}

/** The selectors that the discovery uses instead. */
export function roleSelectors(
  monitor: Manifest, selector: any, roles: readonly string[],
): { readonly role: string; readonly labels: any }[] {
  return monitor.spec.selectorMechanism === ROLE_SELECTOR ? roles.map(role => ({ role, labels: selector })) : [];
}

export const NOT_OVER: RelabelStep = { action: 'drop', sourceLabels: ['__meta_kubernetes_pod_phase'], regex: '(Failed|Succeeded)' };

export function copy(from: string, to: string): RelabelStep {
  return { sourceLabels: [from], targetLabel: to };
}

/** Labels of a Service or a pod, if they exist. */
export function copyLabels(role: string, names: unknown): RelabelStep[] {
  return listOf(names).map(String).map(name => copyLabel(role, name, sanitizedLabel(name)));
}

export function copyLabel(role: string, name: string, to: string): RelabelStep {
  return { sourceLabels: [`__meta_kubernetes_${role}_label_${sanitizedLabel(name)}`], targetLabel: to, regex: '(.+)', replacement: '${1}' };
}

export function set(label: string, value: string): RelabelStep {
  return { targetLabel: label, replacement: value };
}

/** The scrape class of a monitor, or the default one of the Prometheus. */
export function scrapeClassOf(prometheus: Manifest, monitor: Manifest): any {
  const classes = listOf(prometheus.spec.scrapeClasses);
  const name = textOf(monitor.spec.scrapeClass);
  return (name === '' ? classes.find(each => each?.default === true) : classes.find(each => each?.name === name)) ?? {};
}

/** The namespace as a label, which the monitor cannot change: only if the Prometheus enforces it, and does not exclude this monitor. */
export function enforced(prometheus: Manifest, monitor: Manifest): RelabelStep[] {
  const { enforcedNamespaceLabel: label, excludedFromEnforcement } = prometheus.spec ?? {};
  if (typeof label !== 'string' || label === '') { return []; }
  const resource = `${monitor.kind.toLowerCase()}s`;
  const isExcepted = listOf(excludedFromEnforcement).some(
    each => each?.namespace === monitor.metadata.namespace && each?.resource === resource
      && [undefined, '', monitor.metadata.name].includes(each?.name),
  );
  return isExcepted ? [] : [set(label, monitor.metadata.namespace ?? '')];
}

/** Each target belongs to one shard, by its address or another label. A target with the label for all shards belongs to all. */
export function shardSteps(label: string, shard: number | undefined, shards: number): RelabelStep[] {
  return shard === undefined ? [] : [
    { sourceLabels: [label, '__tmp_hash'], targetLabel: '__tmp_hash', regex: '(.+);', replacement: '$1' },
    { sourceLabels: ['__tmp_hash'], targetLabel: '__tmp_hash', modulus: shards, action: 'hashmod' },
    { sourceLabels: ['__tmp_hash', '__tmp_disable_sharding'], regex: `${shard};|.+;.+`, action: 'keep' },
  ];
}
