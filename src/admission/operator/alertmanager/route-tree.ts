import { decodeGo, DecodeFault, GoType } from './go-json';
import { mapsOf } from './rows';
import { Attached } from '../../../values/attached';
import { isMap, textOf } from '../../../values/json';
import { join, Json } from '../shared/json';

const STRINGS: GoType = { list: 'string' };

const MATCHER: GoType = { fields: { name: 'string', value: 'string', matchType: 'string', regex: 'boolean' } };

/** A child route, which the schema does not check. Its own children are decoded one by one. */
const ROUTE: { readonly fields: { readonly [name: string]: GoType } } = {
  fields: {
    receiver: 'string',
    groupBy: STRINGS,
    groupWait: 'string',
    groupInterval: 'string',
    repeatInterval: 'string',
    matchers: { list: MATCHER },
    continue: 'boolean',
    routes: { list: 'anything' },
    muteTimeIntervals: STRINGS,
    activeTimeIntervals: STRINGS,
  },
};

export const ROUTE_FIELDS = Object.keys(ROUTE.fields);

/** A route, with the operator's field names. */
export interface RouteNode {
  /** Below `spec`: `route.routes[0]`. */
  readonly at: string;
  readonly isTop: boolean;
  readonly route: Json;
  /** What the operator cannot decode. It then ignores the routes below. */
  readonly faults: readonly DecodeFault[];
}

interface Tree {
  readonly routes: readonly RouteNode[];
  readonly matchers: readonly MatcherNode[];
}

const prepared = new Attached<Json, Tree>();

/** A copy of a spec whose tree is read once for all checks of one run. */
export function withTree(spec: Json): Json {
  const copy = { ...spec };
  prepared.set(copy, treeOf(spec));
  return copy;
}

function treeOf(spec: Json): Tree {
  const routes = isMap(spec.route) ? walk(spec.route, 'route', true) : [];
  return { routes, matchers: matchersIn(routes, spec) };
}

/** All routes of an AlertmanagerConfig, each before its children. */
export function routesOf(spec: Json): readonly RouteNode[] {
  return (prepared.get(spec) ?? treeOf(spec)).routes;
}

/** All matchers of routes and inhibition rules. */
export function preparedMatchers(spec: Json): readonly MatcherNode[] {
  return (prepared.get(spec) ?? treeOf(spec)).matchers;
}

function walk(value: unknown, at: string, isTop: boolean): readonly RouteNode[] {
  // the schema has checked the root route
  const { value: route, faults } = isTop ? { value, faults: [] } : decodeGo(value, ROUTE);
  const node = {
    at,
    isTop,
    route: isMap(route) ? route : {},
    faults: faults.map(fault => ({ ...fault, at: join(at, fault.at) })),
  };
  const children = Array.isArray(node.route.routes) ? node.route.routes as readonly unknown[] : [];
  return [node, ...children.flatMap((child, index) => walk(child, `${at}.routes[${index}]`, false))];
}

/** A matcher, and its path below `spec`. */
export interface MatcherNode {
  readonly at: string;
  readonly name: string;
  readonly value: string;
  /** As written in the manifest. */
  readonly matchType: string;
  readonly regex: boolean;
  /** Whether the schema has checked it. */
  readonly isChecked: boolean;
}

function matchersIn(routes: readonly RouteNode[], spec: Json): readonly MatcherNode[] {
  const inRoutes = routes.filter(({ faults }) => faults.length === 0).flatMap(({ at, route, isTop }) =>
    nodes(route.matchers, `${at}.matchers`, isTop));
  const inRules = mapsOf(spec.inhibitRules).flatMap(({ at, map }) => ['sourceMatch', 'targetMatch'].flatMap(field =>
    nodes(map[field], `inhibitRules[${at}].${field}`, true)));
  return [...inRoutes, ...inRules];
}

function nodes(list: unknown, path: string, isChecked: boolean): readonly MatcherNode[] {
  return mapsOf(list).map(({ at, map }) => ({
    at: `${path}[${at}]`,
    name: textOf(map.name),
    value: textOf(map.value),
    matchType: textOf(map.matchType),
    regex: map.regex === true,
    isChecked,
  }));
}
