import { Yaml } from 'cdk8s';
import { Lines, SharedLines, sharedLines, textOfLines } from './lines';
import { isShared } from '../validation/shared';
import { hasNoKeys } from '../values/json';

/**
 * A document as cdk8s writes it, byte for byte. Common values are written here: plain texts, integers, lists and maps. Any other scalar is
 * serialized by cdk8s once, and a document with anything else is left to cdk8s.
 */
export function linesOf(document: unknown): Lines[] | undefined {
  const lines: Lines[] = [];
  return isPlainMap(document) && !hasNoKeys(document) && emitMap(document, ROOT, ROOT, lines) ? lines : undefined;
}

/** The same as one text. */
export function stringify(document: unknown): string | undefined {
  const lines = linesOf(document);
  return lines && textOfLines(lines);
}

type Map_ = { readonly [key: string]: unknown };

function isPlainMap(value: unknown): value is Map_ {
  if (typeof value !== 'object' || value === null) { return false; }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What stands before a value: `- name:`, alone in its line or followed by a value. */
interface Before {
  readonly alone: string;
  readonly spaced: string;
}

const MOST_NAMES = 2000;

/** Where a line begins: its indentation, and dashes. Texts that stand there are created once. */
class Place {
  private readonly names = new Map<string, Before | undefined>();
  private ownDash: Before | undefined;
  private ownInner: Place | undefined;
  private ownItem: Place | undefined;

  public constructor(public readonly text: string) {}

  /** Of the fields of a map, or the items of a list. */
  public get inner(): Place { return this.ownInner ??= new Place(`${this.text}  `); }

  /** Behind a dash. */
  public get item(): Place { return this.ownItem ??= new Place(`${this.text}- `); }

  public get dash(): Before { return this.ownDash ??= beforeOf(`${this.text}-`); }

  /** Undefined if cdk8s has to write this key. */
  public key(key: string): Before | undefined {
    const known = this.names.get(key);
    if (known !== undefined || this.names.has(key)) { return known; }
    const name = keyText(key, this.text);
    const before = name === undefined ? undefined : beforeOf(`${this.text}${name}:`);
    if (this.names.size >= MOST_NAMES) { this.names.clear(); }
    this.names.set(key, before);
    return before;
  }
}

const ROOT = new Place('');

const beforeOf = (text: string): Before => ({ alone: text, spaced: `${text} ` });

/** The lines of a map whose first line has something before it. @returns whether it could be written */
function emitMap(map: Map_, first: Place, place: Place, lines: Lines[]): boolean {
  let at = first;
  for (const key of Object.keys(map)) {
    const before = at.key(key);
    if (before === undefined || !emitValue(map[key], before, place, lines)) { return false; }
    at = place;
  }
  return true;
}

function emitList(list: readonly unknown[], first: Place, place: Place, lines: Lines[]): boolean {
  let at = first;
  for (const value of list) {
    if (Array.isArray(value) && value.length > 0) {
      if (!emitList(value, at.item, place.inner, lines)) { return false; }
    } else if (isPlainMap(value) && !hasNoKeys(value)) {
      if (!emitMap(value, at.item, place.inner, lines)) { return false; }
    } else if (!emitValue(value, at.dash, place, lines)) { return false; }
    at = place;
  }
  return true;
}

/** The text after a key or a dash. */
function emitValue(value: unknown, { alone, spaced }: Before, place: Place, lines: Lines[]): boolean {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) {
      if (value.length === 0) {
        lines.push(`${spaced}[]`);
        return true;
      }
      lines.push(alone);
      return isShared(value) ? emitShared(value, place.inner, lines) : emitList(value, place.inner, place.inner, lines);
    }
    if (!isPlainMap(value)) { return false; }
    if (hasNoKeys(value)) {
      lines.push(`${spaced}{}`);
      return true;
    }
    lines.push(alone);
    return emitMap(value, place.inner, place.inner, lines);
  }
  if (typeof value === 'string' && value.length >= LONG) { return emitLong(value, spaced, place.text, lines); }
  const scalar = scalarOf(value);
  if (scalar === undefined) { return false; }
  lines.push(`${spaced}${scalar.includes('\n') ? indented(scalar, place.text) : scalar}`);
  return true;
}

const texts = new WeakMap<object, Map<string, Lines | undefined>>();

/** A list that many documents share: its text is created once for each indentation. */
function emitShared(list: readonly unknown[], place: Place, lines: Lines[]): boolean {
  const indent = place.text;
  const byIndent = texts.get(list) ?? new Map<string, Lines | undefined>();
  texts.set(list, byIndent);
  if (!byIndent.has(indent)) {
    const own: Lines[] = [];
    byIndent.set(indent, emitList(list, place, place, own) ? sharedLines(own.join('\n')) : undefined);
  }
  const text = byIndent.get(indent);
  if (text !== undefined) { lines.push(text); }
  return text !== undefined;
}

const LONG = 1000;

/** A long text after a key or a dash: the rest of the same line, and the lines after it. */
interface LongScalar {
  readonly first: string;
  readonly others?: Lines;
}

/** Long texts by their place: similar clusters have the same dashboards. */
const longScalars = new Map<string, Map<string, LongScalar | undefined>>();

function emitLong(value: string, spaced: string, indent: string, lines: Lines[]): boolean {
  let places = longScalars.get(value);
  if (!places) {
    if (longScalars.size >= 100) { longScalars.clear(); }
    longScalars.set(value, places = new Map());
  }
  if (!places.has(indent)) { places.set(indent, longScalarOf(value, indent)); }
  const scalar = places.get(indent);
  if (scalar === undefined) { return false; }
  lines.push(`${spaced}${scalar.first}`);
  if (scalar.others !== undefined) { lines.push(scalar.others); }
  return true;
}

function longScalarOf(value: string, indent: string): LongScalar | undefined {
  const block = blockLinesOf(value, indent);
  if (block !== undefined) { return { first: block.mark, others: new SharedLines(block.lines) }; }
  const text = shortText(value);
  if (text === undefined) { return undefined; }
  const whole = indented(text, indent);
  const end = whole.indexOf('\n');
  return end < 0 ? { first: whole } : { first: whole.slice(0, end), others: new SharedLines(whole.slice(end + 1)) };
}

/** A result for a key of the top-level map, indented for a nested map. Empty lines stay empty. */
function indented(scalar: string, indent: string): string {
  return indent === '' ? scalar : scalar.replace(/\n(?!\n|$)/g, `\n${indent}`);
}

/** Starts with a letter, and contains nothing that ends a plain scalar or starts a comment: most texts and keys. */
const PLAIN = /^[A-Za-z/][A-Za-z0-9_./@$%+=(){}[\]<>|*?!&~^;,-]*$/;

/** Words that are not strings in YAML 1.1. */
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '~', '<<']);

/** A number for the YAML library of cdk8s. */
const EXPONENT = /^[eE][-+]?\d+$/;

function isPlainScalar(text: string): boolean {
  return PLAIN.test(text) && !(text.length <= 5 && WORDS.has(text.toLowerCase()))
    && !((text[0] === 'e' || text[0] === 'E') && EXPONENT.test(text));
}

/** One line of printable characters, without lone surrogates. */
const LINE = /^[ -~\u00a0-\ud7ff\ue000-\uffff]+$/;

/** Starts with an indicator, or contains what starts a comment or a mapping, or ends with a space: such a line is quoted. */
const QUOTED = /^[ ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-] |: | #|[ :]$/;

/** Everything that YAML 1.1 could parse as a number or a time, and a little more. */
const NUMBERLIKE = /^[-+]?(?:0b[01_]+|0x[\da-f_]+|\.(?:inf|nan)|(?:\d[\d_]*(?::\d+)*)?(?:\.[\d_]*)?(?:e[-+]?\d+)?)$/i;
const DATE = /^\d{4}-\d/;

/** A line of text as written. Undefined if cdk8s has to write it. */
function lineOf(text: string): string | undefined {
  if (text === '') { return '""'; }
  if (!LINE.test(text) || MARK.test(text)) { return undefined; }
  if (/^\d+$/.test(text)) { return `"${text}"`; }
  if (QUOTED.test(text)) { return text.includes('"') && !text.includes('\'') ? `'${text}'` : JSON.stringify(text); }
  return NUMBERLIKE.test(text) || DATE.test(text) || text.length <= 5 && WORDS.has(text.toLowerCase()) ? undefined : text;
}

/** Several lines of plain characters, the last of which ends with at most one line feed. */
const LINES = /^(?![ \n])[ -~\n\u00a0-\ud7ff\ue000-\uffff]*[!-~]\n?$/;
const DIRECTIVE = /^(?:%|---|\.\.\.)/m;

/** A block scalar after a key of the top-level map. */
function blockOf(text: string): string | undefined {
  const block = blockLinesOf(text, '');
  return block && `${block.mark}\n${block.lines}`;
}

/** The parts of a block scalar: what stands behind the key, and the lines below it. */
function blockLinesOf(text: string, indent: string): { readonly mark: string; readonly lines: string } | undefined {
  if (!text.includes('\n') || !LINES.test(text) || DIRECTIVE.test(text)) { return undefined; }
  const isEnded = text.endsWith('\n');
  const lines = isEnded ? text.slice(0, -1) : text;
  const inner = `${indent}  `;
  // a pattern that is one character is replaced several times as fast; empty lines are not indented
  return { mark: isEnded ? '|' : '|-', lines: inner + lines.replace(lines.includes('\n\n') ? /\n(?!\n)/g : /\n/g, `\n${inner}`) };
}

const LARGEST = 1_000_000;
/** Cached results of cdk8s. Undefined if only cdk8s can write the whole document. */
const asked = new Map<string, string | undefined>();
const askedKeys = new Map<string, string | undefined>();

function rememberedText(
  cache: Map<string, string | undefined>, text: string, ask: (text: string) => string | undefined,
): string | undefined {
  if (cache.has(text)) { return cache.get(text); }
  const found = ask(text);
  if (cache.size >= 20_000) { cache.clear(); }
  if (text.length <= 10_000) { cache.set(text, found); }
  return found;
}

/** Some keys are quoted differently at the top level than when nested. */
function keyText(key: string, indent: string): string | undefined {
  if (isPlainScalar(key)) { return key; }
  return indent === '' ? undefined : rememberedText(askedKeys, key, askKey);
}

function askKey(key: string): string | undefined {
  if (key.length > 500 || MARK.test(key)) { return undefined; }
  const text = Yaml.stringify({ k: { [key]: 1 } });
  const [first, line, last, ...more] = text.split('\n');
  return first === 'k:' && last === '' && more.length === 0 && line.startsWith('  ') && line.endsWith(': 1')
    ? line.slice(2, -3)
    : undefined;
}

function shortText(value: string): string | undefined {
  return isPlainScalar(value) ? value : lineOf(value) ?? blockOf(value) ?? rememberedText(asked, value, askText);
}

function scalarOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': return shortText(value);
    case 'boolean': return String(value);
    case 'number': return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : askNumber(value);
    default: return value === null ? 'null' : undefined;
  }
}

const MARK = /^(---|\.\.\.)/m;

/**
 * If the text ends with empty lines or spaces, the result depends on what follows: left to cdk8s, as are very long texts and the document
 * end marker.
 */
function askText(text: string): string | undefined {
  if (text.length > LARGEST || /[\n\r\t ]\n$|\n[ \t]+$/.test(text) || MARK.test(text)) { return undefined; }
  const found = Yaml.stringify({ k: text });
  return found.startsWith('k: ') ? found.slice(3, -1) : undefined;
}

function askNumber(value: number): string | undefined {
  const found = Yaml.stringify({ k: value });
  return /^k: [^\n]+\n$/.test(found) ? found.slice(3, -1) : undefined;
}
