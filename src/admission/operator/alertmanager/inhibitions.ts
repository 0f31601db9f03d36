import { atReload, EffectRow, inAlertmanager, mapsOf } from './rows';
import { asList } from '../../../values/json';
import { CheckContext, Fault, isBelow } from '../row';
import { Json } from '../shared/json';

const CLASSIC = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const inEqual = (why: (label: string, context: CheckContext) => string | undefined) =>
  (spec: Json, context: CheckContext): readonly Fault[] =>
    mapsOf(spec.inhibitRules).flatMap(({ at, map }) => asList(map.equal).flatMap((label, index) => {
      const found = typeof label === 'string' ? why(label, context) : undefined;
      return found === undefined ? [] : [{ at: `inhibitRules[${at}].equal[${index}]`, value: label, why: found }];
    }));

/** Checks of inhibition rules. Their matchers are checked with all other matchers. */
export const INHIBIT_ROWS: readonly EffectRow[] = [
  atReload({
    id: 'alertmanager-config/equal-empty',
    field: 'inhibitRules[].equal[]',
    see: inAlertmanager('config/common/inhibitrule.go', 'invalid label name %q in equal list'),
    find: inEqual(label => label === '' ? 'is empty: write a label name' : undefined),
  }),
  atReload({
    id: 'alertmanager-config/equal-utf8',
    field: 'inhibitRules[].equal[]',
    see: inAlertmanager('config/common/inhibitrule.go', 'invalid label name %q in equal list'),
    find: inEqual((label, { env }) => label !== '' && !CLASSIC.test(label) && isBelow(env.alertmanager, '0.28.0')
      ? `requires Alertmanager 0.28.0 or newer; the version is ${env.alertmanager!.text}: use only letters, digits and "_"` : undefined),
  }),
];
