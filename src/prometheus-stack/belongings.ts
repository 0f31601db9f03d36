import { IConstruct } from 'constructs';
import { PrometheusStackProps } from './prometheus-stack-props';
import { NOT_REACHED } from './rules';
import { traitsOf } from '../control-plane/platform-traits';
import { ComponentDefaultsOptions } from '../manifest/component-defaults-options';
import { mergePodSecurity } from '../manifest/merge-pod-security';
import { Component, unreachedIn, reachOf } from '../manifest/reach';
import { finding, Finding } from '../validation/rule';
import { Attached } from '../values/attached';

/** The options of a stack, by the name of the setting for all components. */
const OPTION: { readonly [setting in keyof ComponentDefaultsOptions]-?: keyof PrometheusStackProps } = {
  versions: 'versions',
  imageRegistry: 'imageRegistry',
  imagePullSecrets: 'imagePullSecrets',
  imagePullPolicy: 'imagePullPolicy',
  priorityClassName: 'priorityClassName',
  nodeSelector: 'nodeSelector',
  tolerations: 'tolerations',
  labels: 'commonLabels',
  annotations: 'commonAnnotations',
  networkPolicy: 'networkPolicy',
  verticalPodAutoscaler: 'verticalPodAutoscaler',
  podSecurity: 'podSecurity',
  resourceLimits: 'resourceLimits',
};
/** Settings for which `{}` is a meaningful value. */
const CHOICES: readonly (keyof ComponentDefaultsOptions)[] = ['verticalPodAutoscaler', 'resourceLimits'];
const SETTINGS = Object.keys(OPTION) as (keyof ComponentDefaultsOptions)[];

/** The options of a stack. Unset options are inherited from outer settings. */
export function withOuterDefaults(stack: IConstruct, props: PrometheusStackProps): PrometheusStackProps {
  const { defaults } = reachOf(stack.node.scope!);
  const outer = SETTINGS.filter(setting => defaults[setting] !== undefined).map(setting => [OPTION[setting], defaults[setting]] as const);
  if (outer.length === 0) { return props; }
  const own = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  return {
    ...Object.fromEntries(outer),
    ...own,
    commonLabels: { ...defaults.labels, ...props.commonLabels },
    commonAnnotations: { ...defaults.annotations, ...props.commonAnnotations },
    podSecurity: mergePodSecurity(defaults.podSecurity, props.podSecurity),
  };
}

/** A platform that assigns users to namespaces rejects fixed ones: pods do not set users, unless an option does. */
export function withPlatformDefaults(props: PrometheusStackProps): PrometheusStackProps {
  if (props.platform === undefined || !traitsOf(props.platform).assignsUsers) { return props; }
  return { ...props, podSecurity: mergePodSecurity({ idsFromPlatform: true }, props.podSecurity) };
}

/** Settings of a stack for all components. */
export function defaultsOf(props: PrometheusStackProps): ComponentDefaultsOptions {
  return Object.fromEntries(SETTINGS.filter(setting => isGiven(props[OPTION[setting]], CHOICES.includes(setting)))
    .map(setting => [setting, props[OPTION[setting]]]));
}

function isGiven(value: unknown, isChoice: boolean): boolean {
  return value !== undefined && (isChoice || !(typeof value === 'object' && value !== null && Object.keys(value).length === 0));
}

const stacks = new Attached<IConstruct, { readonly stack: IConstruct; readonly defaults: ComponentDefaultsOptions }[]>();

/** Registers a stack of an app, with its settings. */
export function registerStack(stack: IConstruct, defaults: ComponentDefaultsOptions): void {
  const { root } = stack.node;
  const known = stacks.get(root);
  if (known) { known.push({ stack, defaults }); } else { stacks.set(root, [{ stack, defaults }]); }
}

/**
 * Components of the app that belong to no stack although this one has settings for them. The first stack with such settings reports a
 * component.
 */
export function checkReach(stack: IConstruct): Finding[] {
  const all = stacks.get(stack.node.root) ?? [];
  const at = all.findIndex(each => each.stack === stack);
  const missed = unreachedIn(stack.node.root).flatMap(component => {
    const settings = missing(component, all[at].defaults);
    const isReported = settings.length > 0 && all.slice(0, at).some(({ defaults }) => missing(component, defaults).length > 0);
    return settings.length === 0 || isReported
      ? []
      : [{ path: component.construct.node.path, settings, why: whyNotReached(component, stack) }];
  });
  return [...new Set(missed.map(({ why }) => why))].map(why => {
    const alike = missed.filter(each => each.why === why);
    const settings = SETTINGS.filter(setting => alike.some(each => each.settings.includes(setting))).map(setting => OPTION[setting]);
    return finding(NOT_REACHED, { settings, components: alike.map(({ path }) => path), why });
  });
}

/** Settings for which a component has options that neither it nor outer settings set. */
function missing({ reach, own, accepts }: Component, defaults: ComponentDefaultsOptions): (keyof ComponentDefaultsOptions)[] {
  const set = SETTINGS.filter(setting => defaults[setting] !== undefined);
  return set.filter(
    setting => (setting === 'annotations' || accepts.includes(setting)) && !own.includes(setting) && reach.defaults[setting] === undefined,
  );
}

export type WhyNotReached = 'elsewhere' | 'before' | 'between';

function whyNotReached({ construct }: Component, stack: IConstruct): WhyNotReached {
  const chart = chartOf(stack);
  if (!construct.node.scopes.includes(chart)) { return 'elsewhere'; }
  return reachOf(construct.node.scope!).owner ? 'before' : 'between';
}

function chartOf(construct: IConstruct): IConstruct {
  return [...construct.node.scopes].reverse().find(scope => 'toJson' in scope) ?? construct.node.root;
}
