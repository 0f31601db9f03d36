import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { useVerticalPodAutoscaler } from './autoscaled-components';
import { ComponentDefaultsOptions } from './component-defaults-options';
import { mergePodSecurity } from './merge-pod-security';
import { PodSecurityOptions } from './pod-security-options';
import { structOf } from '../validation/option-types';
import { Problems } from '../validation/problems';
import { Attached } from '../values/attached';
import { withoutUndefined } from '../values/json';
import { checkVersionSet } from '../versions/retired-sets';
import { VersionSet } from '../versions/version-set';

/** Settings that a stack applies to nearby components. */
interface Entry {
  readonly owner: IConstruct;
  readonly namespace: string | undefined;
  readonly defaults: ComponentDefaultsOptions;
}

/** State of one scope. */
interface Settings {
  explicit?: ComponentDefaultsOptions;
  readonly stacks: Entry[];
}

/** Settings that apply to a construct, and the stack they come from. */
export interface Reach {
  readonly defaults: ComponentDefaultsOptions;
  /** The nearest stack. Undefined if there is none, or if several are equally near. */
  readonly owner?: IConstruct;
}

const settings = new Attached<IConstruct, Settings>();
const owners = new Attached<object, IConstruct>();

function settingsAt(scope: IConstruct): Settings {
  let found = settings.get(scope);
  if (!found) { settings.set(scope, found = { stacks: [] }); }
  return found;
}

/**
 * Adds settings to a scope. Those of a stack also make its components part of the stack.
 * @param from the stack; required if the settings are a copy, as jsii passes them
 */
export function addDefaults(scope: IConstruct, defaults: ComponentDefaultsOptions, from?: IConstruct): void {
  const known = settingsAt(scope);
  const merged = merge(known.explicit ?? {}, defaults);
  const owner = from ?? owners.get(defaults) ?? (known.explicit && owners.get(known.explicit));
  if (owner) { owners.set(merged, owner); }
  known.explicit = merged;
}

/** Registers a stack's settings in the stack, and in its parents up to its chart. */
export function shareDefaults(
  stack: IConstruct, chart: IConstruct, namespace: string | undefined, defaults: ComponentDefaultsOptions,
): void {
  owners.set(defaults, stack);
  for (let scope: IConstruct | undefined = stack; scope; scope = scope === chart ? undefined : scope.node.scope) {
    settingsAt(scope).stacks.push({ owner: stack, namespace, defaults });
  }
}

/** @param namespace of the component; it decides between stacks that are equally near */
export function reachOf(scope: IConstruct, namespace?: string): Reach {
  let defaults: ComponentDefaultsOptions = {};
  let owner: IConstruct | undefined;
  for (const each of scope.node.scopes) {
    const found = settings.get(each);
    if (!found) { continue; }
    const stack = nearest(found.stacks, namespace);
    if (stack) { defaults = merge(defaults, stack.defaults); owner = stack.owner; }
    if (found.explicit) { defaults = merge(defaults, found.explicit); owner = owners.get(found.explicit) ?? owner; }
  }
  return { defaults, owner };
}

function nearest(stacks: readonly Entry[], namespace: string | undefined): Entry | undefined {
  if (stacks.length < 2) { return stacks[0]; }
  const same = stacks.filter(each => each.namespace === namespace);
  return same.length === 1 ? same[0] : undefined;
}

function merge(outer: ComponentDefaultsOptions, inner: ComponentDefaultsOptions): ComponentDefaultsOptions {
  const maps = {
    ...(outer.labels || inner.labels) && { labels: { ...outer.labels, ...inner.labels } },
    ...(outer.podSecurity || inner.podSecurity) && { podSecurity: mergePodSecurity(outer.podSecurity, inner.podSecurity) },
    ...(outer.annotations || inner.annotations) && { annotations: { ...outer.annotations, ...inner.annotations } },
  };
  return { ...outer, ...withoutUndefined(inner), ...maps };
}

const belonging = new Attached<IConstruct, ApiObject[]>();

/** Registers an object of a stack. */
export function objectsBelongTo(object: ApiObject, owner: IConstruct): void {
  const known = belonging.get(owner);
  if (known) { known.push(object); } else { belonging.set(owner, [object]); }
}

/** The objects of this library that belong to a stack, in it and near it. */
export function objectsOfStack(owner: IConstruct): readonly ApiObject[] {
  return belonging.get(owner) ?? [];
}

const selections = new Attached<IConstruct, (kind: string) => Readonly<Record<string, string>>>();
const components = new WeakSet<IConstruct>();

/** Registers the labels with which a stack selects monitors and rules of nearby components. */
export function selectsNear(stack: IConstruct, labelsOf: (kind: string) => Readonly<Record<string, string>>): void {
  selections.set(stack, labelsOf);
}

/** The labels with which a stack selects an object of a nearby component. A Prometheus has its own selector. */
export function selectionNear(owner: IConstruct | undefined, scope: IConstruct, kind: string): Readonly<Record<string, string>> {
  const labelsOf = owner && !scope.node.scopes.includes(owner) && scope.node.scopes.some(each => components.has(each))
    ? selections.get(owner)
    : undefined;
  return labelsOf?.(kind) ?? {};
}

/** Labels that select, and labels that may differ. */
const SELECTING: readonly string[] = ['PrometheusProps', 'PrometheusAgentProps'];

/** A component with pods or images. */
export interface Component {
  readonly construct: IConstruct;
  /** The settings that its own options set. */
  readonly own: readonly string[];
  readonly reach: Reach;
  /** The settings for which it has options. */
  readonly accepts: readonly string[];
}

const unreached = new Attached<IConstruct, Component[]>();

/** The components of an app that belong to no stack, in the order of creation. */
export function unreachedIn(root: IConstruct): readonly Component[] {
  return unreached.get(root) ?? [];
}

const KEYS: readonly (keyof ComponentDefaultsOptions)[] = [
  'versions', 'imageRegistry', 'imagePullSecrets', 'imagePullPolicy', 'priorityClassName', 'nodeSelector', 'tolerations', 'labels',
  'networkPolicy', 'podSecurity', 'verticalPodAutoscaler', 'resourceLimits',
];

/**
 * The options of a component, and those that it does not set from the settings that reach it.
 * @param struct the name of its options, which says what it has
 * @param namespace if it is decided by something else than the option `namespace`
 */
export function withDefaults<T extends object>(
  construct: IConstruct, struct: string, options: T, { onEveryNode = false, isWindows = false, namespace }: WithDefaults = {},
): T {
  const given = options as Readonly<Record<string, unknown>>;
  const where = namespace ?? (typeof given.namespace === 'string' ? given.namespace : undefined) ?? namespaceOf(construct);
  const reach = reachOf(construct, where);
  if (!SELECTING.includes(struct)) { components.add(construct); }
  const known = structOf(struct);
  const accepts = KEYS.filter(
    key => known?.has(key) && !(onEveryNode && (key === 'nodeSelector' || key === 'tolerations')) && !(isWindows && key === 'podSecurity'),
  );
  const own = accepts.filter(key => given[key] !== undefined);
  const { root } = construct.node;
  if (!reach.owner) {
    Problems.of(construct).addAll(checkVersionSet((given.versions ?? reach.defaults.versions) as VersionSet | undefined));
    const others = unreached.get(root);
    const component = { construct, own, reach, accepts };
    if (others) { others.push(component); } else { unreached.set(root, [component]); }
  }
  const defaults = accepts.filter(key => reach.defaults[key] !== undefined).map(key => [key, reach.defaults[key]] as const);
  const isOfStack = reach.owner !== undefined && construct.node.scopes.includes(reach.owner);
  const {
    verticalPodAutoscaler = accepts.includes('verticalPodAutoscaler')
      ? reach.defaults.verticalPodAutoscaler
      : undefined,
  } = options as ComponentDefaultsOptions;
  useVerticalPodAutoscaler(construct, verticalPodAutoscaler, isOfStack ? undefined : given);
  if (defaults.length === 0) { return options; }
  const labels = accepts.includes('labels') && { labels: { ...reach.defaults.labels, ...given.labels as object } };
  const podSecurity = accepts.includes('podSecurity')
    && { podSecurity: mergePodSecurity(reach.defaults.podSecurity, given.podSecurity as PodSecurityOptions | undefined) };
  return { ...Object.fromEntries(defaults), ...withoutUndefined(options), ...labels, ...podSecurity };
}

interface WithDefaults {
  readonly onEveryNode?: boolean;
  /** Its pods have no Linux users and groups. */
  readonly isWindows?: boolean;
  readonly namespace?: string;
}

/** The namespace of the chart. */
function namespaceOf(construct: IConstruct): string | undefined {
  const chart = [...construct.node.scopes].reverse()
    .find(scope => 'namespace' in scope && 'toJson' in scope) as { readonly namespace?: string } | undefined;
  return chart?.namespace;
}
