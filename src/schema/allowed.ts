import type { Schema } from './schema';
import { nameOfType, shownValue } from './values';

const DURATION = 'a duration such as "30s" or "1h30m"';
const URL = 'a URL that begins with "http://" or "https://"';

/** Descriptions of common patterns. Others are shown as they are. */
const IN_WORDS: ReadonlyMap<string, string> = new Map([
  ['^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$', DURATION],
  ['^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$', DURATION],
  ['^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$',
    'a duration in hours, minutes, seconds or milliseconds, such as "30s" or "1h30m"'],
  ['(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$', 'a size such as "512MB" or "10GiB"'],
  ['^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
    'a quantity such as "500m" or "2Gi"'],
  ['^http(s)?://.+$', URL],
  ['^http(s)?:\\/\\/.+$', URL],
  ['^https?://.+$', URL],
  ['^(http|https)://.+$', URL],
  ['^(http|https|socks5)://.+$', 'a URL that begins with "http://", "https://" or "socks5://"'],
  ['^[a-zA-Z_][a-zA-Z0-9_]*$', 'the name of a label: letters, digits and underscores, with no digit first'],
]);

/** Description of what a schema allows. */
export function allowedBy({ enumeration, patternText, attributes: { min, max, xmin, xmax }, ...schema }: Schema): string {
  const what = nameOfType(schema);
  if (enumeration !== undefined) { return `one of ${enumeration.map(each => shownValue(each)).join(', ')}`; }
  if (patternText !== undefined) { return IN_WORDS.get(patternText) ?? `${what} that matches ${patternText}`; }
  const least = min === undefined ? undefined : `${xmin === 1 ? 'more than' : 'at least'} ${min}`;
  const most = max === undefined ? undefined : `${xmax === 1 ? 'less than' : 'at most'} ${max}`;
  return [what, [least, most].filter(each => each !== undefined).join(' and ')].filter(text => text !== '').join(', ');
}
