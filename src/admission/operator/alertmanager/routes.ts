import { RouteNode, ROUTE_FIELDS, routesOf } from './route-tree';
import { atReload, EffectRow, GENERATION, ignored, inAlertmanager, inPhases, leftOut, VALIDATION } from './rows';
import { listed, shown } from '../../../validation/rule';
import { similarTo } from '../../../validation/similar';
import { readDuration } from '../../../values/durations';
import { asList, isFilledText, isMap, textOf } from '../../../values/json';
import { CheckContext, Fault, isBelow } from '../row';
import { Json } from '../shared/json';

const TYPE_FILE = 'pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go';
const DURATIONS = ['groupWait', 'groupInterval', 'repeatInterval'] as const;
const CLASSIC = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const names = (list: unknown): readonly string[] =>
  asList(list).flatMap(each => isMap(each) && isFilledText(each.name) ? [textOf(each.name)] : []);
const strings = (list: unknown): readonly string[] => asList(list).filter((each): each is string => typeof each === 'string');
const oneOf = (all: readonly string[], what: string) => all.length === 0 ? `add it to ${what}`
  : `use one of ${listed([...new Set(all)].map(each => shown(each)))}, or add it to ${what}`;

/** Named time intervals; in v1alpha1 muteTimeIntervals. */
const intervalNames = (spec: Json) => names(spec.timeIntervals ?? spec.muteTimeIntervals);

type FindInRoute = (node: RouteNode, spec: Json, context: CheckContext) => readonly Fault[];

/** A check of each route that the operator can decode. */
const inRoutes = (find: FindInRoute) => (spec: Json, context: CheckContext): readonly Fault[] =>
  routesOf(spec).filter(({ faults }) => faults.length === 0).flatMap(node => find(node, spec, context).map(fault =>
    ({ ...fault, at: `${node.at}.${fault.at}` })));

const inChildren = (find: FindInRoute) => inRoutes((node, spec, context) => node.isTop ? [] : find(node, spec, context));

const isBad = (text: string) => text !== '' && readDuration(text) === undefined;

const badDurations: FindInRoute = ({ route }) => DURATIONS.filter(field => isBad(textOf(route[field]))).map(field => (
  { at: field, value: route[field], why: 'is not a Prometheus duration: write one like "30s", "5m" or "4h", the larger units first' }));

const decoding = (reason: 'type' | 'unknown-field') => (spec: Json): readonly Fault[] => routesOf(spec).flatMap(({ faults }) =>
  faults.filter(({ why }) => why === reason).map(({ at, value, what }) => {
    const given = isMap(value) || Array.isArray(value) ? undefined : value;
    if (reason === 'type') { return { at, value: given, why: `has the wrong type: write ${what}` }; }
    const [meant] = similarTo(what, ROUTE_FIELDS);
    return { at, why: `does not exist in a route: ${meant === undefined ? 'remove it' : `write ${shown(meant)}`}` };
  }));

const unknownIntervals = (field: 'muteTimeIntervals' | 'activeTimeIntervals'): FindInRoute => ({ route }, spec) =>
  strings(route[field]).flatMap((name, at) => {
    const all = intervalNames(spec);
    return all.includes(name) ? []
      : [{ at: `${field}[${at}]`, value: name, why: `is not a time interval in this object: ${oneOf(all, 'its time intervals')}` }];
  });

const repeated: FindInRoute = ({ route }) => {
  const all = strings(route.groupBy);
  return all.flatMap((label, at) => all.indexOf(label) < at
    ? [{ at: `groupBy[${at}]`, value: label, why: 'appears twice: remove one' }] : []);
};

/** Checks of the route tree. As in the operator, names come first, then the generated configuration. */
export const ROUTE_ROWS: readonly EffectRow[] = [
  leftOut({
    id: 'alertmanager-config/route-receiver',
    field: 'route.receiver',
    see: { file: VALIDATION, text: 'root route must define a receiver' },
    find: spec => isMap(spec.route) && !isFilledText(spec.route.receiver)
      ? [{ at: 'route.receiver', why: `is missing: ${oneOf(names(spec.receivers), '"spec.receivers"')}` }] : [],
  }),
  leftOut({
    id: 'alertmanager-config/receiver-unknown',
    field: 'route.receiver, route.routes[].receiver',
    see: { file: VALIDATION, text: 'receiver %q not found' },
    find: inRoutes(({ route }, spec) => {
      const [receiver, all] = [textOf(route.receiver), names(spec.receivers)];
      return receiver === '' || all.includes(receiver) ? []
        : [{ at: 'receiver', value: receiver, why: `is not a receiver in this object: ${oneOf(all, '"spec.receivers"')}` }];
    }),
  }),
  leftOut({
    id: 'alertmanager-config/group-by-twice',
    field: 'route.groupBy, route.routes[].groupBy',
    see: { file: VALIDATION, text: 'duplicate values not permitted in route \'groupBy\'' },
    find: inRoutes(repeated),
  }),
  leftOut({
    id: 'alertmanager-config/group-by-all',
    field: 'route.groupBy, route.routes[].groupBy',
    see: { file: VALIDATION, text: 'must be a sole value in route \'groupBy\'' },
    find: inRoutes(({ route }) => strings(route.groupBy).includes('...') && strings(route.groupBy).length > 1
      ? [{ at: 'groupBy', why: 'has "..." and names of labels: remove the names, since "..." means all labels' }] : []),
  }),
  leftOut({
    id: 'alertmanager-config/mute-interval-unknown',
    field: 'route.muteTimeIntervals, route.routes[].muteTimeIntervals',
    see: { file: VALIDATION, text: 'mute time interval %q not found' },
    find: inRoutes(unknownIntervals('muteTimeIntervals')),
  }),
  leftOut({
    id: 'alertmanager-config/active-interval-unknown',
    field: 'route.activeTimeIntervals, route.routes[].activeTimeIntervals',
    see: { file: VALIDATION, text: 'time interval %q not found' },
    find: inRoutes(unknownIntervals('activeTimeIntervals')),
  }),
  leftOut({
    id: 'alertmanager-config/child-route-type',
    field: 'route.routes[]',
    see: { file: TYPE_FILE, text: 'dec.Decode(&out[i])' },
    find: decoding('type'),
  }),
  leftOut({
    id: 'alertmanager-config/child-route-field',
    field: 'route.routes[]',
    since: '0.77.0',
    see: { file: TYPE_FILE, text: 'dec.DisallowUnknownFields()' },
    find: decoding('unknown-field'),
  }),
  ignored({
    id: 'alertmanager-config/child-route-field-ignored',
    field: 'route.routes[]',
    until: '0.77.0',
    see: { file: TYPE_FILE, text: 'json.Unmarshal(v.Raw, &out[i])' },
    find: decoding('unknown-field'),
  }),
  ...inPhases({
    id: 'alertmanager-config/child-route-duration',
    field: 'route.routes[].groupWait, groupInterval, repeatInterval',
    find: inChildren(badDurations),
  }, [
    { until: '0.89.0', effect: 'object-left-out', see: { file: VALIDATION, text: 'does not match required regex' } },
    { since: '0.89.0', effect: 'everything-blocked', see: { file: GENERATION, text: '"group_wait: %w"' } },
  ]),
  leftOut({
    id: 'alertmanager-config/route-duration',
    field: 'route.groupWait, groupInterval, repeatInterval',
    until: '0.89.0', // the schema checks them in that case
    see: { file: VALIDATION, text: 'does not match required regex' },
    find: inRoutes((node, spec, context) => node.isTop ? badDurations(node, spec, context) : []),
  }),
  ...inPhases({
    id: 'alertmanager-config/zero-interval',
    field: 'route.groupInterval, route.repeatInterval, and of route.routes[]',
    find: inRoutes(({ route }) => (['groupInterval', 'repeatInterval'] as const).filter(field => readDuration(textOf(route[field])) === 0)
      .map(field => ({
        at: field,
        value: route[field],
        why: 'is zero, which Alertmanager rejects: write a duration such as "5m", or remove the field',
      }))),
  }, [
    { until: '0.89.0', effect: 'invalid-at-reload', see: inAlertmanager('config/config.go', '_interval cannot be zero') },
    { since: '0.89.0', effect: 'field-ignored', see: { file: GENERATION, text: 'returns an empty string if d is a zero duration' } },
  ]),
  atReload({
    id: 'alertmanager-config/group-by-empty',
    field: 'route.groupBy[], route.routes[].groupBy[]',
    see: inAlertmanager('config/config.go', 'invalid label name %q in group_by list'),
    find: inRoutes(({ route }) => strings(route.groupBy).flatMap((label, at) => label === ''
      ? [{ at: `groupBy[${at}]`, value: label, why: 'is empty: write a label name' }] : [])),
  }),
  atReload({
    id: 'alertmanager-config/group-by-utf8',
    field: 'route.groupBy[], route.routes[].groupBy[]',
    see: inAlertmanager('config/config.go', 'invalid label name %q in group_by list'),
    find: inRoutes(({ route }, _, { env }) => isBelow(env.alertmanager, '0.27.0') ? strings(route.groupBy).flatMap((label, at) =>
      label === '' || label === '...' || CLASSIC.test(label) ? []
        : [{
          at: `groupBy[${at}]`,
          value: label,
          why: `requires Alertmanager 0.27.0 or newer; the version is ${env.alertmanager!.text}: use only letters, digits and "_"`,
        }]) : []),
  }),
  ignored({
    id: 'alertmanager-config/without-route',
    field: 'receivers, muteTimeIntervals',
    see: { file: GENERATION, text: 'Skip early if there\'s no route definition' },
    find: spec => isMap(spec.route) || names(spec.receivers).length === 0 ? []
      : [{ at: 'receivers', why: 'are not used, because "spec.route" is missing: add a route that uses them' }],
  }),
];
