import { whyNoMatcherPattern } from './matchers';
import { mapsOf } from './rows';
import { parseDocuments, inWords } from '../../../files/documents';
import { readAlertMatchers } from '../../../promql/alert-matchers';
import { shown } from '../../../validation/rule';
import { similarTo } from '../../../validation/similar';
import { readDuration } from '../../../values/durations';
import { asList, isFilledText, isMap, isSet, textOf } from '../../../values/json';
import { Fault } from '../row';
import { Json } from '../shared/json';

/** The program that reads the file of an Alertmanager. */
export interface RawReader {
  /** The operator decodes it first into its own types, which have fewer fields, and parses matchers as Alertmanager did before 0.27. */
  readonly isManaged: boolean;
  /** Whether all fields of the reader are known here. Otherwise an unknown field may be newer. */
  readonly knowsFields: boolean;
}

const FIELDS = {
  '': ['global', 'route', 'inhibit_rules', 'receivers', 'templates', 'mute_time_intervals', 'time_intervals'],
  'route': ['receiver', 'group_by', 'match', 'match_re', 'matchers', 'continue', 'routes', 'group_wait', 'group_interval',
    'repeat_interval', 'mute_time_intervals', 'active_time_intervals'],
  'inhibit_rules': ['target_match', 'target_match_re', 'target_matchers', 'source_match', 'source_match_re', 'source_matchers', 'equal'],
} as const;

/** Fields that Alertmanager has and the operator's types lack. */
const ALERTMANAGER_FIELDS: { readonly [part in keyof typeof FIELDS]: readonly string[] } = {
  '': ['tracing', 'event_recorder'],
  'route': ['labels'],
  'inhibit_rules': ['name'],
};

/** Why a file cannot be checked. Go accepts some texts that are invalid YAML 1.2. */
export function whyUnread(text: string): string | undefined {
  const read = text.trim() === '' ? undefined : parseDocuments(text);
  if (!read || !('problem' in read)) { return undefined; }
  const { problem } = read;
  // the parser's message quotes the text, which is a secret
  return inWords(problem.kind === 'syntax' ? { ...problem, why: problem.why.split(/[:"'(]/)[0].trim() } : problem);
}

/** Certain problems of Alertmanager's own file. Paths are those in the file; secrets are not repeated. */
export function rawConfigFaults(text: string, reader: RawReader): readonly Fault[] {
  if (text === '') { return []; } // the operator uses its default
  const read = parseDocuments(text);
  if ('problem' in read) { return []; }
  const [config] = read.documents;
  if (!isMap(config)) { return [{ at: '', why: 'is not a map: write "route" and "receivers"' }]; }
  if (!isMap(config.route)) {
    return [{ at: 'route', why: 'is missing: write a route with a receiver' }, ...unknownFields(config, '', '', reader)];
  }
  return [
    ...rootFaults(config.route, reader),
    ...nameFaults(config),
    ...routeFaults(config.route, 'route', {
      receivers: namesOf(config.receivers),
      intervals: [...namesOf(config.time_intervals), ...namesOf(config.mute_time_intervals)],
      reader,
    }),
    ...mapsOf(config.inhibit_rules).flatMap(({ at, map }) => ruleFaults(map, `inhibit_rules[${at}]`, reader)),
    ...unknownFields(config, '', '', reader),
  ];
}

/** The root route must match every alert. */
function rootFaults(route: Json, { isManaged }: RawReader): readonly Fault[] {
  // for an empty text Alertmanager reads no matcher; the operator counts one
  const counts = (each: unknown) => isManaged || typeof each !== 'string' || !['', '{}'].includes(each.trim());
  const isFilled = (value: unknown) => Array.isArray(value) ? value.some(counts) : isMap(value) && Object.keys(value).length > 0;
  const MOVE = 'is set at the first route, which must match every alert: move it to a route below';
  return [
    ...isFilledText(route.receiver) || isSet(route.receiver) && route.receiver !== '' ? []
      : [{ at: 'route.receiver', why: 'is missing: set the receiver of alerts that match no other route' }],
    ...route.continue === true ? [{ at: 'route.continue', why: 'is set at the first route, which has no sibling route: remove it' }]
      : [],
    ...['matchers', 'match', 'match_re', 'mute_time_intervals', 'active_time_intervals'].filter(field =>
      isFilled(route[field])).map(field => ({ at: `route.${field}`, why: MOVE })),
  ];
}

const namesOf = (list: unknown): readonly string[] => mapsOf(list).map(({ map }) => scalarText(map.name)).filter(name => name !== '');

/** YAML parses `name: 1` as a number, Go as a string. */
function scalarText(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value);
}

/** The old list and the new one share the names of time intervals. */
function nameFaults(config: Json): readonly Fault[] {
  return [['receivers'], ['mute_time_intervals', 'time_intervals']].flatMap(fields => {
    const all = fields.flatMap(field => mapsOf(config[field]).map(({ at, map }) =>
      ({ at: `${field}[${at}].name`, name: scalarText(map.name) })));
    return all.flatMap(({ at, name }, index): readonly Fault[] => {
      if (name === '') { return [{ at, why: 'is missing: write a name' }]; }
      return all.findIndex(other => other.name === name) < index
        ? [{ at, value: name, why: 'appears twice: rename one of them' }] : [];
    });
  });
}

interface Names {
  readonly receivers: readonly string[];
  readonly intervals: readonly string[];
  readonly reader: RawReader;
}

function routeFaults(route: Json, at: string, names: Names): readonly Fault[] {
  const receiver = scalarText(route.receiver);
  const labels = asList(route.group_by).map(scalarText);
  return [
    ...receiver !== '' && !names.receivers.includes(receiver)
      ? [{ at: `${at}.receiver`, value: receiver, why: 'is not a receiver in this file: add it to "receivers", or correct the name' }] : [],
    ...['mute_time_intervals', 'active_time_intervals'].flatMap(field => asList(route[field]).map(scalarText).flatMap((name, index) =>
      names.intervals.includes(name) ? []
        : [{
          at: `${at}.${field}[${index}]`,
          value: name,
          why: 'is not a time interval in this file: add it to "time_intervals", or correct the name',
        }])),
    ...labels.flatMap((label, index) => label !== '...' && labels.indexOf(label) < index
      ? [{ at: `${at}.group_by[${index}]`, value: label, why: 'appears twice: remove one' }] : []),
    ...labels.includes('...') && labels.some(label => label !== '...')
      ? [{ at: `${at}.group_by`, why: 'has "..." and names of labels: remove the names, since "..." means all labels' }] : [],
    ...['group_wait', 'group_interval', 'repeat_interval'].flatMap(field =>
      durationFaults(route[field], `${at}.${field}`, field !== 'group_wait')),
    ...matcherFaults(route.matchers, `${at}.matchers`, names.reader),
    ...unknownFields(route, 'route', at, names.reader),
    ...mapsOf(route.routes).flatMap(child => routeFaults(child.map, `${at}.routes[${child.at}]`, names)),
  ];
}

function durationFaults(value: unknown, at: string, isPositive: boolean): readonly Fault[] {
  if (typeof value !== 'number' && typeof value !== 'string') { return []; }
  const text = String(value);
  const duration = readDuration(text);
  if (duration === undefined) {
    return [{
      at,
      value: text,
      why: 'is not a Prometheus duration: write one like "30s", "5m" or "4h", the larger units first',
    }];
  }
  return isPositive && duration === 0 ? [{ at, value: text, why: 'is zero: write a duration such as "5m", or remove the field' }] : [];
}

function ruleFaults(rule: Json, at: string, reader: RawReader): readonly Fault[] {
  return [
    ...['source_matchers', 'target_matchers'].flatMap(field => matcherFaults(rule[field], `${at}.${field}`, reader)),
    ...unknownFields(rule, 'inhibit_rules', at, reader),
  ];
}

function matcherFaults(list: unknown, at: string, { isManaged }: RawReader): readonly Fault[] {
  return asList(list).flatMap((text, index): readonly Fault[] => {
    if (typeof text !== 'string') { return []; }
    const fault = (why: string): readonly Fault[] => [{ at: `${at}[${index}]`, value: text, why }];
    const matchers = readAlertMatchers(text, isManaged ? 'classic' : 'fallback');
    if (!matchers) {
      return fault(isManaged && readAlertMatchers(text, 'fallback')
        ? 'has a name that the operator cannot parse, even if Alertmanager can: use only letters, digits and "_", without quotes'
        : 'is not a valid matcher: write it like severity="critical"');
    }
    const [why] = matchers.filter(({ operator }) => operator.endsWith('~')).flatMap(({ value }) => whyNoMatcherPattern(value) ?? []);
    return why === undefined ? [] : fault(`has an invalid RE2 regular expression (${why}): correct it, or compare with "="`);
  });
}

function unknownFields(map: Json, part: keyof typeof FIELDS, at: string, { isManaged, knowsFields }: RawReader): readonly Fault[] {
  if (!knowsFields) { return []; }
  const known: readonly string[] = [...FIELDS[part], ...isManaged ? [] : ALERTMANAGER_FIELDS[part]];
  return Object.keys(map).filter(key => !known.includes(key)).map(key => {
    const [meant] = similarTo(key, known);
    const isOfAlertmanager = ALERTMANAGER_FIELDS[part].includes(key);
    const rename = meant === undefined ? 'remove it' : `write ${shown(meant)}`;
    const cure = isOfAlertmanager ? 'the operator does not accept it in a Secret next to "alertmanagerConfigSelector": remove it' : rename;
    return {
      at: at === '' ? key : `${at}.${key}`,
      why: `${isOfAlertmanager ? 'is not a field that the operator supports' : 'does not exist'}: ${cure}`,
    };
  });
}
