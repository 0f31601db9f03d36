import { alertmanagerVersion } from './alertmanager';
import { effectFor } from './global-config';
import { INHIBIT_ROWS } from './inhibitions';
import { MATCHER_ROWS } from './matchers';
import { BASIC } from './receivers-basic';
import { CHATS } from './receivers-chat';
import { PAGING } from './receivers-paging';
import { withTree } from './route-tree';
import { ROUTE_ROWS } from './routes';
import { EffectRow, ignored, leftOut, mapsOf, VALIDATION, GENERATION } from './rows';
import { INTERVAL_ROWS } from './time-intervals';
import { isWholeConfiguration, NAMESPACE_ROWS, WHOLE_ROWS } from './whole-config';
import { isVariable } from '../../../validation/placeholder';
import { asList, isMap, textOf } from '../../../values/json';
import { CheckContext, Effect, Fault, isBelow, OperatorEnv, Part, PartRow } from '../row';
import { faultsOf, rowsOf } from '../shared/evaluate';
import { Json } from '../shared/json';

/** All kinds of integrations. */
export const INTEGRATIONS = [...BASIC, ...CHATS, ...PAGING];

const RECEIVER_ROWS: readonly EffectRow[] = [
  leftOut({
    id: 'alertmanager-config/receiver-twice',
    field: 'receivers[].name',
    see: { file: VALIDATION, text: '%q receiver is not unique' },
    find: spec => {
      const all = mapsOf(spec.receivers).map(({ at, map }) => ({ at, name: textOf(map.name) }));
      return all.flatMap(({ at, name }, index) => all.findIndex(other => other.name === name) < index
        ? [{ at: `receivers[${at}].name`, value: name, why: 'is also the name of another receiver: rename one of them' }] : []);
    },
  }),
];

/** Names of time intervals that an old Alertmanager lacks. */
const OLD_INTERVALS: readonly EffectRow[] = (['muteTimeIntervals', 'activeTimeIntervals'] as const).map(field => {
  const since = field === 'muteTimeIntervals' ? '0.22.0' : '0.24.0';
  return ignored({
    id: `alertmanager-config/${field}-version`,
    field: `route.${field}`,
    see: {
      file: GENERATION,
      text: field === 'muteTimeIntervals' ? 'named mute time intervals in route is supported'
        : 'active time intervals in route is supported',
    },
    find: ({ route }, { env }) => isMap(route) && asList(route[field]).length > 0 && isBelow(env.alertmanager, since)
      ? [{
        at: `route.${field}`,
        why: `requires Alertmanager ${since} or newer; the version is ${env.alertmanager!.text}: use a newer Alertmanager`,
      }] : [],
  });
});

/** All checks below `spec`. */
export const CONFIG_SPEC: Part = {
  rows: [...RECEIVER_ROWS, ...ROUTE_ROWS, ...MATCHER_ROWS, ...INTERVAL_ROWS, ...INHIBIT_ROWS, ...OLD_INTERVALS],
  contains: INTEGRATIONS.map(({ field, part }) => ({ at: `receivers[].${field}[]`, part })),
};

/** Problems of an AlertmanagerConfig, and their effect. */
export interface ConfigFault {
  readonly row: PartRow;
  readonly effect: Effect;
  readonly fault: Fault;
}

/** Parts that the operator drops if the object has no route. */
const UNUSED_WITHOUT_ROUTE = /^spec\.(receivers|muteTimeIntervals|timeIntervals)\b/;
const AT_GENERATION: readonly Effect[] = ['everything-blocked', 'invalid-at-reload', 'field-ignored', 'works-otherwise'];

/** What the operator, or the Alertmanager that selects the object, rejects in an AlertmanagerConfig. */
export function alertmanagerConfigFaults(manifest: Json, given: OperatorEnv): readonly ConfigFault[] {
  const { metadata } = manifest;
  if (!isMap(manifest.spec)) { return []; }
  const spec = withTree(manifest.spec);
  const env = { ...given, alertmanager: alertmanagerVersion(given.alertmanagerManifest, given.alertmanager) };
  const namespace = isMap(metadata) ? textOf(metadata.namespace) || undefined : undefined;
  const context: CheckContext = { env, kind: 'AlertmanagerConfig', namespace };
  const isWhole = isWholeConfiguration(manifest, env);
  const hasRoute = isMap(spec.route);
  return [
    ...faultsOf(CONFIG_SPEC, spec, 'spec', context)
      .map(({ row, fault }) => ({ row, fault, effect: effectFor(effectOf(row), isWhole) }))
      .filter(({ fault }) => typeof fault.value !== 'string' || !isVariable(fault.value))
      .filter(({ row, fault, effect }) => hasRoute || !AT_GENERATION.includes(effect) || row.id.endsWith('/without-route')
        || !UNUSED_WITHOUT_ROUTE.test(fault.at)),
    ...(isWhole ? WHOLE_ROWS : NAMESPACE_ROWS).flatMap(row => row.find(spec, context).map(fault =>
      ({ row, effect: row.effect, fault: { ...fault, at: `spec.${fault.at}` } }))),
  ];
}

/** A text that Flux or a shell replaces before the manifest is applied. */

/** The operator ignores the whole object if a part that other kinds also have is invalid. */
const effectOf = (row: PartRow): Effect => (row as Partial<EffectRow>).effect ?? 'object-left-out';

/** All rows of AlertmanagerConfig, for a table. */
export const CONFIG_ROWS = rowsOf(CONFIG_SPEC, 'spec').map(({ row, at }) => ({ row, at, effect: effectOf(row) }));
