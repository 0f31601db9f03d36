import { MatcherNode, preparedMatchers } from './route-tree';
import { atReload, EffectRow, inAlertmanager, leftOut, OPERATOR, otherwise } from './rows';
import { whyNoPattern as whyInvalid } from '../../../promql/regex';
import { shown } from '../../../validation/rule';
import { CheckContext, Fault, isBelow } from '../row';
import { Json } from '../shared/json';

const TYPE_FILE = 'pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go';
const MATCH_TYPES: readonly string[] = ['=', '!=', '=~', '!~'];
const CLASSIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

const of = (find: (matcher: MatcherNode, context: CheckContext) => Omit<Fault, 'at'> | undefined, field = '') =>
  (spec: Json, context: CheckContext): readonly Fault[] =>
    preparedMatchers(spec).flatMap(matcher => {
      const fault = find(matcher, context);
      return fault ? [{ at: `${matcher.at}${field}`, ...fault }] : [];
    });

/** The operator writes the name unquoted, before a quoted value. */
function operatorOf({ matchType, regex }: MatcherNode): string {
  if (matchType !== '') { return matchType; }
  return regex ? '=~' : '=';
}

/** Alertmanager compiles `^(?:…)$` with RE2. */
export function whyNoMatcherPattern(pattern: string): string | undefined {
  return whyInvalid(`^(?:${pattern})$`);
}

/**
 * A name that no parser of Alertmanager accepts, classic or UTF-8: it contains a space or a quote. What may start another matcher is not
 * checked.
 */
const isUnreadable = (name: string) => /[\s\\'`]/.test(name.trim()) && !/[,=!~{}"]/.test(name);

/** Alertmanager 0.27 and newer accept names that are not classic, unless the feature `classic-mode` is enabled. */
const needsUtf8 = (name: string) => name.trim() !== '' && !CLASSIC.test(name.trim());

/** Checks of each matcher of routes and inhibition rules. */
export const MATCHER_ROWS: readonly EffectRow[] = [
  leftOut({
    id: 'alertmanager-config/match-type',
    field: 'route.routes[].matchers[].matchType',
    see: { file: TYPE_FILE, text: 'invalid \'matchType\'' },
    find: of(({ matchType, isChecked }) => isChecked || matchType === '' || MATCH_TYPES.includes(matchType) ? undefined
      : { value: matchType, why: `is not a valid operator: use one of ${MATCH_TYPES.map(each => shown(each)).join(', ')}` }, '.matchType'),
  }),
  leftOut({
    id: 'alertmanager-config/matcher-name',
    field: 'route.matchers[].name, inhibitRules[].sourceMatch[].name, inhibitRules[].targetMatch[].name',
    see: { file: TYPE_FILE, text: 'matcher \'name\' is required' },
    find: of(({ name, matchType }) => matchType === '' || name.trim() !== '' ? undefined
      : { value: name, why: 'is blank: write a label name' }, '.name'),
  }),
  leftOut({
    id: 'alertmanager-config/match-type-version',
    field: 'route.matchers[].matchType, inhibitRules[].sourceMatch[].matchType, inhibitRules[].targetMatch[].matchType',
    see: { file: OPERATOR, text: 'comparison based matching is supported in Alertmanager >= 0.22.0 only' },
    find: of(({ matchType }, { env }) => matchType !== '' && isBelow(env.alertmanager, '0.22.0')
      ? {
        value: matchType,
        why: `requires Alertmanager 0.22.0 or newer; the version is ${env.alertmanager!.text}: use "regex", or a newer Alertmanager`,
      }
      : undefined, '.matchType'),
  }),
  atReload({
    id: 'alertmanager-config/matcher-without-name',
    field: 'route.routes[].matchers[].name',
    see: inAlertmanager('pkg/labels/parse.go', 'bad matcher format'),
    find: of(({ name, matchType }) => matchType === '' && name.trim() === ''
      ? { value: name, why: 'is blank: write a label name' } : undefined, '.name'),
  }),
  atReload({
    id: 'alertmanager-config/matcher-name-syntax',
    field: 'route.matchers[].name, inhibitRules[].sourceMatch[].name, inhibitRules[].targetMatch[].name',
    see: inAlertmanager('matcher/parse/lexer.go', 'isReserved'),
    find: of(({ name }) => isUnreadable(name)
      ? { value: name, why: 'is not a valid label name: Alertmanager cannot parse a name with a space, a quote or a backslash' }
      : undefined, '.name'),
  }),
  atReload({
    id: 'alertmanager-config/matcher-name-utf8',
    field: 'route.matchers[].name, inhibitRules[].sourceMatch[].name, inhibitRules[].targetMatch[].name',
    see: inAlertmanager('matcher/compat/parse.go', 'isValidUTF8LabelName'),
    find: of(({ name }, { env }) => needsUtf8(name) && !isUnreadable(name) && isBelow(env.alertmanager, '0.27.0')
      ? {
        value: name,
        why: `requires Alertmanager 0.27.0 or newer; the version is ${env.alertmanager!.text}: use only letters, digits and "_"`,
      }
      : undefined, '.name'),
  }),
  atReload({
    id: 'alertmanager-config/matcher-pattern',
    field: 'route.matchers[].value, inhibitRules[].sourceMatch[].value, inhibitRules[].targetMatch[].value',
    see: inAlertmanager('pkg/labels/matcher.go', 'regexp.Compile'),
    find: of(matcher => {
      const why = operatorOf(matcher).endsWith('~') ? whyNoMatcherPattern(matcher.value) : undefined;
      return why === undefined ? undefined
        : { value: matcher.value, why: `is not a valid RE2 regular expression (${why}): correct it, or compare with "="` };
    }, '.value'),
  }),
  otherwise({
    id: 'alertmanager-config/regex-unused',
    field: 'route.matchers[].regex, inhibitRules[].sourceMatch[].regex, inhibitRules[].targetMatch[].regex',
    see: { file: 'pkg/alertmanager/amcfg.go', text: 'if m.MatchType != ""' },
    find: of(({ regex, matchType }) => regex && (matchType === '=' || matchType === '!=')
      ? {
        value: true,
        why: `is ignored if it is set together with "matchType": ${shown(
          matchType,
        )}: write "matchType": "${matchType[0]}~" for a pattern, or remove "regex"`,
      } : undefined, '.regex'),
  }),
];
