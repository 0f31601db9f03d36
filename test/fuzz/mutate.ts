import { Input } from './target';
import { Random } from '../support/random';

/** A secret that no output may contain: it is in the place of a password. */
export const SECRET = 'hunter2hunter2';

/** Text that breaks parsers: line ends, anchors, tags, prototype keys, invalid numbers, control characters. */
const PIECES: readonly string[] = [
  '__proto__: { polluted: 1 }\n', '"__proto__": { "polluted": 1 }', 'constructor: { prototype: { polluted: 1 } }\n', '&a [*a]', '*a', '&x ', '<<: *x\n', '<<: [*x, *x]\n', '!!js/function x',
  '!!binary "===" ', '!!set {a}', '!!omap [a: 1]', '!<tag:yaml.org,2002:str> ', '? ', '- '.repeat(300), '['.repeat(300), '{a: '.repeat(300), '(', ')', '((', '))', '{', '}', '[', ']', '"', '\'', '`', '|', '|9', '>-\n',
  '---\n', '...\n', '--- |\n', '%YAML 9.9\n', '\t', '\0', '\ufeff', '\ud800', '\u2028', '\u001b[2J', '\u0007', '\u009b', '\u202e', ': ', ' #', '1e999', '-0', '.nan', '.inf', '0x', '0o8', '1_0', '2001-01-01', '9'.repeat(400),
  'x'.repeat(5000), '{{', '}}', '{{ .Values.x }}', '\\', '\r', '\r\n', '\n', '\n\n', '{}', '[]', 'null', '~', 'true', 'NaN', 'undefined', '[object Object]', '$(x)', '${x}', ',', ', ', '=', '=~', '!~', '!=', '-', '+', '*', '@', 'by ()',
  'offset -1d', '[5m:]', '1h30m', '0s', '-1', '1e308', '::', '/33', '::ffff:1.2.3.4', '01.02.03.04', '%', '%s', '../', 'con', 'a:b', '😀', 'é', 'null:', 'yes', 'on', 'kind: List\n', 'kind: constructor\n',
];

/** A text with parts removed, duplicated, moved and inserted. */
export function mutatedText(sample: string, random: Random, most = 4): string {
  let text = sample;
  for (let times = 1 + random.int(most); times > 0; times--) {
    const at = random.int(text.length + 1);
    const to = at + random.int(random.pick([4, 60, 400]));
    switch (random.int(6)) {
      case 0: case 1: text = text.slice(0, at) + random.pick(PIECES) + text.slice(at); break;
      case 2: text = text.slice(0, at) + random.pick(PIECES) + text.slice(at + 1); break;
      case 3: text = text.slice(0, at) + text.slice(to); break;
      case 4: text = text.slice(0, to) + text.slice(at); break;
      case 5: {
        const other = random.int(text.length + 1);
        text = text.slice(0, at) + text.slice(other, other + (to - at)) + text.slice(at);
        break;
      }
    }
  }
  return text;
}

/** Unexpected values: wrong types, nothing, too much, property names, control characters. */
export const ODD_VALUES: readonly Input[] = [
  null, '', ' ', 0, -1, 1, 1.5, 1e308, -1e308, 9007199254740993, true, false, [], {}, [null], [[]], {}, { a: null }, ['a', 'a'], 'a', 'A_b', 'a'.repeat(64), 'a'.repeat(300), 'x'.repeat(5000), '\u0000', '\u001b]0;x\u0007', 'a\nb',
  'a\nProblems\n  nothing\n', '\u202ea', '\ud800', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '[object Object]', 'undefined', 'NaN', '0s', '1h', '-5m', '1e3', '10Mi', '65536', '0', '*', '.*', '(', '[', '{{ x }}', '$(X)', '$1',
  '../../x', 'con', '::1', '10.0.0.0/8', '999.1.1.1', 'http://', 'https://example.org/a?b=c#d', 'monitoring.coreos.com/v1', 'v1', 'List', 'ServiceMonitor', 'Prometheus', 'up{', 'sum(', 'up', { matchLabels: { a: 'b' } },
  { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] }, { name: 'a', key: 'b' }, { secretKeyRef: null }, { port: 1, targetPort: 'a' }, Array.from({ length: 40 }, () => ({ name: 'a' })),
];

const ODD_KEYS = ['__proto__', 'constructor', 'toString', '', 'a b', 'a\nb', '\u001b[2J', 'name', 'spec', 'metadata', 'kind', 'labels', 'items', 'x'.repeat(300)];

/** Data with changed values in some places, removed, added or renamed keys, and duplicated items. */
export function mutatedData(sample: Input, random: Random, most = 4): Input {
  let data = sample;
  for (let times = 1 + random.int(most); times > 0; times--) {
    const places = sizeOf(data);
    data = changedAt(data, { left: random.int(places) }, random, sample);
  }
  return data;
}

function sizeOf(value: Input): number {
  if (Array.isArray(value)) { return (value as readonly Input[]).reduce<number>((sum, item) => sum + sizeOf(item), 1); }
  return typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, item) => sum + sizeOf(item), 1) : 1;
}

/** The place of this number in the order of a walk, and how many are left to it. */
interface Countdown {
  left: number;
}

function changedAt(value: Input, countdown: Countdown, random: Random, whole: Input): Input {
  if (countdown.left-- === 0) { return changedValue(value, random, whole); }
  if (countdown.left < 0 || typeof value !== 'object' || value === null) { return value; }
  if (Array.isArray(value)) { return (value as readonly Input[]).map(item => changedAt(item, countdown, random, whole)); }
  return fromEntries(Object.entries(value).map(([key, item]) => [key, changedAt(item, countdown, random, whole)]));
}

function changedValue(value: Input, random: Random, whole: Input): Input {
  const kind = random.int(10);
  if (kind < 3) { return random.pick(ODD_VALUES); }
  if (kind === 3) { return partOf(whole, random); }
  if (kind === 4) { return [value]; }
  if (typeof value === 'string') {
    if (kind === 5) { return `https://user:${SECRET}@example.org/${value}`; }
    return kind === 6 ? `https://example.org/?token=${SECRET}` : mutatedText(value, random, 2);
  }
  if (typeof value === 'number') { return random.pick([-value, value + 1, value * 1e6, value / 3, String(value)]); }
  if (typeof value !== 'object' || value === null) { return random.pick(ODD_VALUES); }
  if (Array.isArray(value)) {
    const items = value as readonly Input[];
    return random.pick([[...items, ...items], items.slice(1), items[0] ?? null, random.shuffle(items), [...items, random.pick(ODD_VALUES)], {}]);
  }
  const entries = Object.entries(value);
  const [key = 'a'] = entries.length > 0 ? random.pick(entries) : [];
  switch (random.int(4)) {
    case 0: return fromEntries(entries.filter(([name]) => name !== key));
    case 1: return fromEntries([...entries, [random.pick(ODD_KEYS), random.pick(ODD_VALUES)]]);
    case 2: return fromEntries(entries.map(([name, item]) => [name === key ? random.pick(ODD_KEYS) : name, item]));
    default: return fromEntries(entries.map(([name, item]) => [name, name === key ? random.pick(ODD_VALUES) : item]));
  }
}

/** Also `__proto__` is a key here. */
export function fromEntries(entries: readonly (readonly [string, Input])[]): Input {
  const made: { [key: string]: Input } = {};
  for (const [key, value] of entries) { Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true }); }
  return made;
}

function partOf(value: Input, random: Random): Input {
  let part = value;
  for (let depth = random.int(8); depth > 0 && typeof part === 'object' && part !== null; depth--) {
    const items = Object.values(part) as Input[];
    if (items.length === 0) { break; }
    part = random.pick(items);
  }
  return part;
}
