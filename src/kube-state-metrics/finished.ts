import { Collector, collectorsOf, defaultCollectors } from './collectors';
import { permissionsOf } from './permissions';
import { ResolvedProps } from './resolve-props';
import { NO_PERMISSION } from './rules';
import { asMaps, asTexts, isUnfinished, Json } from '../manifest/finished';
import { finding, Finding } from '../validation/rule';
import { fieldAt } from '../values/json';

type Lists = ResolvedProps['metricLabelsAllowlist'];

/** The props of a kube-state-metrics, updated from the arguments of the finished workload. Props without an argument stay. */
export function finishedProps(props: ResolvedProps, manifest: any): ResolvedProps {
  const args = asTexts(asMaps(fieldAt(manifest, 'spec.template.spec.containers'))[0]?.args);
  // placeholders decide nothing
  if (isUnfinished(args)) { return props; }
  const flags = flagsOf(args);
  const resources = commaSeparated(flags.get('resources'));
  const list = (flag: string, own: readonly string[]) => sameOr(own, flags.get(flag)) ?? [];
  const map = (flag: string, own: Lists) => flags.get(flag) === writtenLists(own) ? own : listsOf(flags.get(flag) ?? '');
  return {
    ...props,
    requested: resources ? [...new Set([...props.requested ?? [], ...resources])] : props.requested,
    collectors: collectorsIn(props, flags, resources),
    metricAllowlist: [...list('metric-allowlist', props.metricAllowlist)],
    metricDenylist: [...list('metric-denylist', props.metricDenylist)],
    metricOptInList: [...list('metric-opt-in-list', props.metricOptInList)],
    metricLabelsAllowlist: map('metric-labels-allowlist', props.metricLabelsAllowlist) as typeof props.metricLabelsAllowlist,
    metricAnnotationsAllowlist: map(
      'metric-annotations-allowlist', props.metricAnnotationsAllowlist,
    ) as typeof props.metricAnnotationsAllowlist,
    namespaces: commaSeparated(flags.get('namespaces')) ?? (props.namespaces?.length === 0 ? [] : undefined),
    namespacesDenylist: commaSeparated(flags.get('namespaces-denylist')) ?? [],
  };
}

function flagsOf(args: readonly string[]): ReadonlyMap<string, string> {
  return new Map(args.flatMap(each => {
    const [, name, value] = /^--?([^=]+)=(.*)$/s.exec(each) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  }));
}

function commaSeparated(value: string | undefined): string[] | undefined {
  return value?.split(',').map(each => each.trim()).filter(each => each !== '');
}

/** A pattern may contain a comma: the list of the option is kept, unless the argument differs. */
function sameOr(own: readonly string[], value: string | undefined): readonly string[] | undefined {
  return value === [...new Set(own)].sort().join(',') ? own : commaSeparated(value);
}

function writtenLists(lists: Lists): string {
  return Object.keys(lists).sort().map(resource => `${resource}=[${[...new Set(lists[resource])].sort().join(',')}]`).join(',');
}

/** `pods=[app,team],nodes=[*]` */
function listsOf(value: string): Lists {
  return Object.fromEntries([...value.matchAll(/([^=,[\]]+)=\[([^\]]*)\]/g)].map(([, resource, keys]) => [
    resource, commaSeparated(keys) ?? [],
  ]));
}

function collectorsIn(
  { version, collectors }: ResolvedProps, flags: ReadonlyMap<string, string>, resources: readonly string[] | undefined,
): readonly Collector[] {
  if (flags.get('custom-resource-state-only') === 'true') { return []; }
  const known = collectorsOf(version);
  const found = resources ? resources.flatMap(resource => known.get(resource) ?? []) : defaultCollectors(version);
  // in the order of the options, if they are equal
  return found.length === collectors.length && found.every(each => collectors.includes(each)) ? collectors : found;
}

/** Collectors of the finished workload that no finished role permits. Roles may also be bound elsewhere, so this is a warning. */
export function checkPermissions(props: ResolvedProps, roles: readonly any[]): Finding[] {
  const rules = roles.flatMap(role => asMaps(role?.rules))
    .filter(rule => hasEntry(rule, 'verbs', 'list') && hasEntry(rule, 'verbs', 'watch'));
  const { cluster, namespaced } = permissionsOf(props);
  const wanted = [...cluster, ...namespaced].filter(({ verbs }) => verbs.includes('list'));
  const missing = wanted.flatMap(({ apiGroups = [], resources = [] }) =>
    apiGroups.flatMap(
      group => resources.filter(
        resource => !rules.some(rule => hasEntry(rule, 'apiGroups', group) && hasEntry(rule, 'resources', resource)),
      ),
    ));
  return missing.length === 0 ? [] : [finding(NO_PERMISSION, { resources: [...new Set(missing)].sort() })];
}

function hasEntry(rule: Json, field: string, value: string): boolean {
  const entries: unknown = rule[field];
  return Array.isArray(entries) && (entries.includes(value) || entries.includes('*'));
}
