import { Yaml } from 'cdk8s';
import { isShared } from '../validation/shared';
import { hasNoKeys } from '../values/json';

/**
 * A document as cdk8s writes it, byte for byte. What is common, texts without anything that YAML could read otherwise, whole numbers, lists and maps, is written here; each other
 * scalar is asked of cdk8s once, and a document with anything else is left to it as a whole.
 */
export function stringify(document: unknown): string | undefined {
  const lines: string[] = [];
  if (!isPlainMap(document) || hasNoKeys(document) || !emitMap(document, '', '', lines)) { return undefined; }
  lines.push('');
  return lines.join('\n');
}

type Map_ = { readonly [key: string]: unknown };

function isPlainMap(value: unknown): value is Map_ {
  if (typeof value !== 'object' || value === null) { return false; }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The lines of a map, of which the first has something before it.
 * @returns whether it could be written
 */
function emitMap(map: Map_, first: string, indent: string, lines: string[]): boolean {
  let before = first;
  for (const key of Object.keys(map)) {
    const name = keyText(key, indent);
    if (name === undefined || !emitValue(map[key], `${before}${name}:`, indent, lines)) { return false; }
    before = indent;
  }
  return true;
}

function emitList(list: readonly unknown[], first: string, indent: string, lines: string[]): boolean {
  const inner = `${indent}  `;
  for (let at = 0; at < list.length; at++) {
    const value = list[at];
    const dash = `${at === 0 ? first : indent}-`;
    if (Array.isArray(value) && value.length > 0) {
      if (!emitList(value, `${dash} `, inner, lines)) { return false; }
    } else if (isPlainMap(value) && !hasNoKeys(value)) {
      if (!emitMap(value, `${dash} `, inner, lines)) { return false; }
    } else if (!emitValue(value, dash, indent, lines)) { return false; }
  }
  return true;
}

/** What stands behind a key or a dash. */
function emitValue(value: unknown, before: string, indent: string, lines: string[]): boolean {
  if (Array.isArray(value)) {
    if (value.length === 0) {
      lines.push(`${before} []`);
      return true;
    }
    lines.push(before);
    return isShared(value) ? emitShared(value, `${indent}  `, lines) : emitList(value, `${indent}  `, `${indent}  `, lines);
  }
  if (isPlainMap(value)) {
    if (hasNoKeys(value)) {
      lines.push(`${before} {}`);
      return true;
    }
    lines.push(before);
    return emitMap(value, `${indent}  `, `${indent}  `, lines);
  }
  const scalar = scalarOf(value);
  if (scalar === undefined) { return false; }
  lines.push(scalar.includes('\n') ? `${before} ${typeof value === 'string' ? indentedOnce(value, scalar, indent) : indented(scalar, indent)}` : `${before} ${scalar}`);
  return true;
}

const texts = new WeakMap<object, Map<string, string | undefined>>();

/** A list that many documents have alike: its text is made once for each place that it stands in. */
function emitShared(list: readonly unknown[], indent: string, lines: string[]): boolean {
  const byIndent = texts.get(list) ?? new Map<string, string | undefined>();
  texts.set(list, byIndent);
  if (!byIndent.has(indent)) {
    const own: string[] = [];
    byIndent.set(indent, emitList(list, indent, indent, own) ? own.join('\n') : undefined);
  }
  const text = byIndent.get(indent);
  if (text !== undefined) { lines.push(text); }
  return text !== undefined;
}

const LONG = 1000;

/** Long texts where they stood: clusters that are alike have the same dashboards. */
const longTexts = new Map<string, Map<string, string>>();

function indentedOnce(value: string, scalar: string, indent: string): string {
  if (value.length < LONG) { return indented(scalar, indent); }
  if (longTexts.size >= 100 && !longTexts.has(value)) { longTexts.clear(); }
  const places = longTexts.get(value) ?? new Map<string, string>();
  longTexts.set(value, places);
  const known = places.get(indent) ?? indented(scalar, indent);
  places.set(indent, known);
  return known;
}

/** What was asked for behind a key of the outermost map, further inside. Empty lines stay empty. */
function indented(scalar: string, indent: string): string {
  return indent === '' ? scalar : scalar.replace(/\n(?!\n|$)/g, `\n${indent}`);
}

/** Letters first, and nothing that could end a plain scalar or begin a comment: most texts, and most keys. */
const PLAIN = /^[A-Za-z/][A-Za-z0-9_./@$%+=(){}[\]<>|*?!&~^;,-]*$/;

/** Words that YAML 1.1 reads as something else than texts. */
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '~', '<<']);

/** To the library that cdk8s writes with, a number. */
const EXPONENT = /^[eE][-+]?\d+$/;

function isPlainScalar(text: string): boolean {
  return PLAIN.test(text) && !(text.length <= 5 && WORDS.has(text.toLowerCase())) && !((text[0] === 'e' || text[0] === 'E') && EXPONENT.test(text));
}

/** One line of what can be printed, without halves of characters. */
const LINE = /^[ -~\u00a0-\ud7ff\ue000-\uffff]+$/;

/** An indicator first, or what would begin a comment, a value or a list, or be lost at the end: such a line is quoted. */
const QUOTED = /^[ ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-] |: | #|[ :]$/;

/** All that YAML 1.1 could take for a number or a time of day, and a little more. */
const NUMBERLIKE = /^[-+]?(?:0b[01_]+|0x[\da-f_]+|\.(?:inf|nan)|(?:\d[\d_]*(?::\d+)*)?(?:\.[\d_]*)?(?:e[-+]?\d+)?)$/i;
const DATE = /^\d{4}-\d/;

/** A line of text as it stands; undefined for what cdk8s has to be asked. */
function lineOf(text: string): string | undefined {
  if (text === '') { return '""'; }
  if (!LINE.test(text) || MARK.test(text)) { return undefined; }
  if (/^\d+$/.test(text)) { return `"${text}"`; }
  if (QUOTED.test(text)) { return text.includes('"') && !text.includes('\'') ? `'${text}'` : JSON.stringify(text); }
  return NUMBERLIKE.test(text) || DATE.test(text) || text.length <= 5 && WORDS.has(text.toLowerCase()) ? undefined : text;
}

/** Several lines without anything odd, the last of which ends with a line feed or not at all. */
const LINES = /^(?![ \n])[ -~\n\u00a0-\ud7ff\ue000-\uffff]*[!-~]\n?$/;
const DIRECTIVE = /^(?:%|---|\.\.\.)/m;

/** A block scalar as it stands behind a key of the outermost map. */
function blockOf(text: string): string | undefined {
  if (!text.includes('\n') || !LINES.test(text) || DIRECTIVE.test(text)) { return undefined; }
  const isEnded = text.endsWith('\n');
  return `|${isEnded ? '' : '-'}\n${`  ${isEnded ? text.slice(0, -1) : text}`.replace(/\n(?!\n)/g, '\n  ')}`;
}

const LARGEST = 1_000_000;
/** What has been asked of cdk8s; undefined where only it can write the whole document. */
const asked = new Map<string, string | undefined>();
const askedKeys = new Map<string, string | undefined>();

function rememberedText(cache: Map<string, string | undefined>, text: string, ask: (text: string) => string | undefined): string | undefined {
  if (cache.has(text)) { return cache.get(text); }
  const found = ask(text);
  if (cache.size >= 20_000) { cache.clear(); }
  if (text.length <= 10_000) { cache.set(text, found); }
  return found;
}

/** In the outermost map some keys are written otherwise than further inside. */
function keyText(key: string, indent: string): string | undefined {
  return isPlainScalar(key) ? key : indent === '' ? undefined : rememberedText(askedKeys, key, askKey);
}

function askKey(key: string): string | undefined {
  if (key.length > 500 || MARK.test(key)) { return undefined; }
  const text = Yaml.stringify({ k: { [key]: 1 } });
  const [first, line, last, ...more] = text.split('\n');
  return first === 'k:' && last === '' && more.length === 0 && line.startsWith('  ') && line.endsWith(': 1') ? line.slice(2, -3) : undefined;
}

function shortText(value: string): string | undefined {
  return isPlainScalar(value) ? value : lineOf(value) ?? blockOf(value) ?? rememberedText(asked, value, askText);
}

/** Looked at once, too. */
const longScalars = new Map<string, string | undefined>();

function longOf(value: string): string | undefined {
  if (!longScalars.has(value)) {
    if (longScalars.size >= 100) { longScalars.clear(); }
    longScalars.set(value, shortText(value));
  }
  return longScalars.get(value);
}

function scalarOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': return value.length < LONG ? shortText(value) : longOf(value);
    case 'boolean': return String(value);
    case 'number': return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : askNumber(value);
    default: return value === null ? 'null' : undefined;
  }
}

const MARK = /^(---|\.\.\.)/m;

/** Where the text ends with empty lines or spaces, what follows decides how: that is left to cdk8s, as is what is very long, and the mark of a document's end. */
function askText(text: string): string | undefined {
  if (text.length > LARGEST || /[\n\r\t ]\n$|\n[ \t]+$/.test(text) || MARK.test(text)) { return undefined; }
  const found = Yaml.stringify({ k: text });
  return found.startsWith('k: ') ? found.slice(3, -1) : undefined;
}

function askNumber(value: number): string | undefined {
  const found = Yaml.stringify({ k: value });
  return /^k: [^\n]+\n$/.test(found) ? found.slice(3, -1) : undefined;
}
