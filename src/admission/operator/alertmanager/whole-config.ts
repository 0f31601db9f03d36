import { routesOf, preparedMatchers } from './route-tree';
import { EffectRow, GENERATION, otherwise, rejecting } from './rows';
import { asList, fieldAt, isFilledText, isMap, textOf } from '../../../values/json';
import { OperatorEnv } from '../row';
import { Json } from '../shared/json';

/** Whether an AlertmanagerConfig is the whole configuration of the Alertmanager, not that of one team. */
export function isWholeConfiguration(manifest: Json, { alertmanagerManifest }: OperatorEnv): boolean {
  const name = fieldAt(alertmanagerManifest, 'spec.alertmanagerConfiguration.name');
  return isFilledText(name) && name === fieldAt(manifest, 'metadata.name')
    && fieldAt(alertmanagerManifest, 'metadata.namespace') === fieldAt(manifest, 'metadata.namespace');
}

const forbidden = (id: string, field: string, text: string, isGiven: (route: Json) => boolean, why: string): EffectRow => rejecting({
  id: `alertmanager-config/whole-${id}`,
  field: `route.${field}`,
  see: { file: GENERATION, text },
  find: ({ route }) => isMap(route) && isGiven(route) ? [{ at: `route.${field}`, why }] : [],
});

/** The root route of a whole configuration must match every alert. */
export const WHOLE_ROWS: readonly EffectRow[] = [
  rejecting({
    id: 'alertmanager-config/whole-route',
    field: 'route',
    see: { file: GENERATION, text: 'root route must exist' },
    find: ({ route }) => isMap(route) ? []
      : [{ at: 'route', why: 'is missing, but this object is the whole configuration of the Alertmanager: add a route with a receiver' }],
  }),
  forbidden('continue', 'continue', 'cannot have continue in root route', ({ continue: goesOn }) =>
    goesOn === true, 'is set at the first route, which has no sibling route: remove it'),
  forbidden('matchers', 'matchers', '\'matchers\' not permitted on root route', ({ matchers }) =>
    asList(matchers).length > 0, 'is set at the first route, which must match every alert: move it to a route below'),
  forbidden('mute', 'muteTimeIntervals', '\'mute_time_intervals\' not permitted on root route', ({ muteTimeIntervals }) =>
    asList(muteTimeIntervals).length > 0,
  'is set at the first route, which must match every alert: move it to a route below'),
  forbidden('active', 'activeTimeIntervals', '\'active_time_intervals\' not permitted on root route', ({ activeTimeIntervals }) =>
    asList(activeTimeIntervals).length > 0,
  'is set at the first route, which must match every alert: move it to a route below'),
];

/** A matcher for another namespace than the one that the operator adds to the root route: no alert matches both. */
export const NAMESPACE_ROWS: readonly EffectRow[] = [otherwise({
  id: 'alertmanager-config/other-namespace',
  field: 'route.matchers[].value',
  see: { file: GENERATION, text: 'func (ne *namespaceEnforcer) processRoute(' },
  find: (spec, { env: { alertmanagerManifest }, namespace }) => {
    const strategy = textOf(fieldAt(alertmanagerManifest, 'spec.alertmanagerConfigMatcherStrategy.type')) || 'OnNamespace';
    const isFree = strategy === 'None' || (strategy !== 'OnNamespace' && fieldAt(alertmanagerManifest, 'metadata.namespace') === namespace);
    if (!alertmanagerManifest || isFree || namespace === undefined || routesOf(spec).length === 0) { return []; }
    return preparedMatchers(spec).filter(({ at, name, value, matchType, regex }) => at.startsWith('route.') && name === 'namespace'
      && value !== namespace && (matchType === '=' || (matchType === '' && !regex)))
      .map(({ at, value }) =>
        ({
          at: `${at}.value`,
          value,
          why: `matches no alert, because the operator adds namespace="${namespace}" to the first route: remove it, or move the object `
            + 'into that namespace',
        }));
  },
})];
