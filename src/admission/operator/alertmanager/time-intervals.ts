import { atReload, EffectRow, GENERATION, inAlertmanager, leftOut, mapsOf, TYPES } from './rows';
import { shown } from '../../../validation/rule';
import { asList, textOf } from '../../../values/json';
import { Fault } from '../row';
import { Json } from '../shared/json';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** A named interval; in v1alpha1 of muteTimeIntervals. */
interface Interval {
  readonly at: string;
  readonly map: Json;
  readonly ranges: readonly { readonly at: string; readonly map: Json }[];
}

function intervalsOf(spec: Json): readonly Interval[] {
  const field = spec.timeIntervals === undefined ? 'muteTimeIntervals' : 'timeIntervals';
  return mapsOf(spec[field]).map(({ at, map }) => ({
    at: `${field}[${at}]`,
    map,
    ranges: mapsOf(map.timeIntervals).map(range =>
      ({ at: `${field}[${at}].timeIntervals[${range.at}]`, map: range.map })),
  }));
}

const inRanges = (find: (times: Json) => readonly Fault[]) => (spec: Json): readonly Fault[] =>
  intervalsOf(spec).flatMap(({ ranges }) => ranges.flatMap(({ at, map }) => find(map).map(fault =>
    ({ ...fault, at: `${at}.${fault.at}` }))));

/** `monday:friday`, and its problem. */
function inTexts(field: string, why: (text: string) => string | undefined) {
  return inRanges(times => asList(times[field]).flatMap((text, at) => {
    const found = typeof text === 'string' ? why(text) : undefined;
    return found === undefined ? [] : [{ at: `${field}[${at}]`, value: text, why: found }];
  }));
}

/** Integers that Go's strconv.Atoi accepts. */
const integer = (text: string) => /^[+-]?\d+$/.test(text) ? Number(text) : undefined;

function rangeOf(text: string, read: (one: string) =>
  number | undefined): { readonly start?: number; readonly end?: number; readonly isRange: boolean } {
  const parts = text.split(':');
  return { start: read(parts[0]), end: read(parts[parts.length - 1]), isRange: parts.length <= 2 };
}

const weekday = (text: string) => DAYS.includes(text.toLowerCase()) ? DAYS.indexOf(text.toLowerCase()) : integer(text);

function month(text: string): number | undefined {
  const at = MONTHS.indexOf(text.toLowerCase());
  if (at >= 0) { return at + 1; }
  const number = integer(text);
  return number !== undefined && number >= 1 && number <= 12 ? number : undefined;
}

const minutes = (text: string) => text === '24:00' ? 1440 : Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Days from the end of a month are counted from day 28, the end of the shortest month. */
const dayOf = (day: number) => day < 0 ? 28 + day : day;

function whyNoDays({ start, end }: Json): Omit<Fault, 'at'> | undefined {
  if (!['number', 'undefined'].includes(typeof start) || !['number', 'undefined'].includes(typeof end)) { return undefined; }
  const [first, last] = [Number(start ?? 0), Number(end ?? 0)];
  const wrong = [first, last].find(day => day === 0 || Math.abs(day) > 31);
  if (wrong !== undefined) {
    return {
      why: `has the day ${wrong}: write both "start" and "end", from 1 to 31, or from -31 to -1 to count from the end of the month`,
    };
  }
  if (first < 0 && last > 0) {
    return { why: `begins at ${first} and ends at ${last}: if "start" is negative, "end" must be negative, too` };
  }
  return dayOf(first) > dayOf(last) ? { why: `ends (${last}) before it begins (${first}): swap "start" and "end"` } : undefined;
}

/** Checks of named time intervals. */
export const INTERVAL_ROWS: readonly EffectRow[] = [
  leftOut({
    id: 'alertmanager-config/interval-name',
    field: 'muteTimeIntervals[].name',
    see: { file: TYPES, text: 'empty name field for mute time interval' },
    find: spec => intervalsOf(spec).flatMap(({ at, map }) => textOf(map.name) === ''
      ? [{ at: `${at}.name`, why: 'is missing: write the name of the time interval' }] : []),
  }),
  leftOut({
    id: 'alertmanager-config/times-incomplete',
    field: 'muteTimeIntervals[].timeIntervals[].times[]',
    see: { file: TYPES, text: 'start and end are required' },
    find: inRanges(({ times }) => mapsOf(times).flatMap(({ at, map }) => ['startTime', 'endTime'].filter(field => textOf(map[field]) === '')
      .map(field => ({ at: `times[${at}].${field}`, why: 'is missing: write both "startTime" and "endTime"; the day ends at "24:00"' })))),
  }),
  leftOut({
    id: 'alertmanager-config/times-reversed',
    field: 'muteTimeIntervals[].timeIntervals[].times[]',
    see: { file: TYPES, text: 'cannot be equal or greater than end time' },
    find: inRanges(({ times }) => mapsOf(times).flatMap(({ at, map }) => {
      const [start, end] = [textOf(map.startTime), textOf(map.endTime)];
      return TIME.test(start) && TIME.test(end) && minutes(start) >= minutes(end)
        ? [{
          at: `times[${at}]`,
          why: `begins at ${shown(
            start,
          )} and ends at ${shown(end)}: for a time over midnight write two ranges, to "24:00" and from "00:00"`,
        }] : [];
    })),
  }),
  leftOut({
    id: 'alertmanager-config/weekdays',
    field: 'muteTimeIntervals[].timeIntervals[].weekdays[]',
    see: { file: TYPES, text: 'start day cannot be before end day' },
    find: inTexts('weekdays', text => {
      const { start, end, isRange } = rangeOf(text, weekday);
      if (!isRange || start === undefined || end === undefined || start < 0
        || end > 6) { return 'is neither a weekday nor a range of weekdays: write it like "monday" or "monday:friday"'; }
      return start > end ? 'ends before it begins, because the week begins on sunday: write two ranges, such as "saturday" and "sunday"'
        : undefined;
    }),
  }),
  leftOut({
    id: 'alertmanager-config/months',
    field: 'muteTimeIntervals[].timeIntervals[].months[]',
    see: { file: TYPES, text: 'is before start month' },
    find: inTexts('months', text => {
      const { start, end, isRange } = rangeOf(text, month);
      if (!isRange || start === undefined
        || end === undefined) { return 'is neither a month nor a range of months: write it like "december" or "1:3"'; }
      return start > end ? 'ends before it begins: for a range over the end of the year write two ranges' : undefined;
    }),
  }),
  leftOut({
    id: 'alertmanager-config/years',
    field: 'muteTimeIntervals[].timeIntervals[].years[]',
    see: { file: TYPES, text: 'is before start year' },
    find: inTexts('years', text => {
      const { start, end, isRange } = rangeOf(text, integer);
      if (!isRange || start === undefined
        || end === undefined) { return 'is neither a year nor a range of years: write it like "2030" or "2030:2032"'; }
      return start > end ? 'ends before it begins: swap the years' : undefined;
    }),
  }),
  leftOut({
    id: 'alertmanager-config/days-of-month',
    field: 'muteTimeIntervals[].timeIntervals[].daysOfMonth[]',
    see: { file: TYPES, text: 'is not a valid day of the month' },
    find: inRanges(({ daysOfMonth }) => mapsOf(daysOfMonth).flatMap(({ at, map }) => {
      const fault = whyNoDays(map);
      return fault ? [{ at: `daysOfMonth[${at}]`, ...fault }] : [];
    })),
  }),
  atReload({
    id: 'alertmanager-config/interval-empty',
    field: 'muteTimeIntervals[].timeIntervals',
    see: { file: GENERATION, text: 'muteTimeInterval.Name = makeNamespacedString(in.Name, crKey)' },
    find: spec => intervalsOf(spec).flatMap(({ at, map, ranges }) => textOf(map.name) !== '' && ranges.length === 0
      && (map.timeIntervals === undefined || asList(map.timeIntervals).length === 0)
      ? [{
        at: `${at}.timeIntervals`,
        why: 'is empty, so the operator writes the interval without its name: add a range, or remove the interval',
      }] : []),
  }),
  atReload({
    id: 'alertmanager-config/interval-twice',
    field: 'muteTimeIntervals[].name',
    see: inAlertmanager('config/config.go', 'mute time interval %q is not unique'),
    find: spec => {
      const all = intervalsOf(spec).filter(({ ranges }) => ranges.length > 0);
      return all.flatMap(({ at, map }, index) => textOf(map.name) !== '' && all.findIndex(other => other.map.name === map.name) < index
        ? [{ at: `${at}.name`, value: map.name, why: 'is also the name of another time interval: rename one of them' }] : []);
    },
  }),
];
