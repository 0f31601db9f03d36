import type * as Yaml from 'yaml';
import { valueOf } from './aliases';
import { clearest, compose, firstLine, jsonTexts, Place, lineAndColumn, tooDeepFrom, TooMuch, yaml } from './compose';
import { FileProblem, MAX_YAML_BYTES, reasonOf, tooLarge } from './documents';

/** One document of a file, and where it is. */
export interface ManifestDocument {
  readonly value: unknown;
  readonly line: number;
  /** For a List, the line of each item. */
  readonly itemLines: readonly number[];
  readonly duplicateKeys: readonly DuplicateKey[];
}

/** A duplicate key of a map, and the line of the second one. */
export interface DuplicateKey {
  readonly key: string;
  readonly line: number;
}

/** A document that cannot be read. Other documents are unaffected. */
export interface BrokenDocument extends Place {
  readonly why: string;
}

export type ReadManifests =
  | { readonly documents: readonly ManifestDocument[]; readonly broken: readonly BrokenDocument[] }
  | { readonly problem: FileProblem };

/** The result for a part of a file. Lines are relative to the part. */
interface Part {
  readonly documents: readonly ManifestDocument[];
  readonly broken: readonly BrokenDocument[];
}

/** Cached by text: folders of many clusters contain the same documents, which are then parsed once and share one value. */
export type KnownParts = Map<string, Part>;

/**
 * Reads manifests as kubectl does: YAML 1.1 or JSON, one or several documents, each by itself. Never throws.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go
 */
export function parseManifests(text: string, known: KnownParts = new Map()): ReadManifests {
  const trimmed = text.trimStart();
  if (trimmed === '') { return { documents: [], broken: [] }; }
  try {
    const json = trimmed.startsWith('{') || trimmed.startsWith('[') ? jsonOf(text) : undefined;
    if (json) { return { documents: json, broken: [] }; }
  } catch (error) {
    if (!(error instanceof TooMuch)) { throw error; }
    return { documents: [], broken: [{ ...lineAndColumn(text, error.offset), why: error.message }] };
  }
  if (text.length > MAX_YAML_BYTES) { return tooLarge(text.length, MAX_YAML_BYTES); }
  const documents: ManifestDocument[] = [];
  const broken: BrokenDocument[] = [];
  let lines = 0;
  for (const part of partsOf(text)) {
    const read = known.get(part) ?? parsePart(part);
    known.set(part, read);
    for (const document of read.documents) { documents.push(movedBy(lines, document)); }
    for (const each of read.broken) { broken.push({ ...each, line: each.line + lines }); }
    lines += countOf(part);
  }
  return { documents, broken };
}

function movedBy(lines: number, document: ManifestDocument): ManifestDocument {
  if (lines === 0) { return document; }
  const { value, line, itemLines, duplicateKeys } = document;
  return {
    value,
    line: line + lines,
    itemLines: itemLines.map(each => each + lines),
    duplicateKeys: duplicateKeys.map(({ key, line: at }) => ({ key, line: at + lines })),
  };
}

/** The values of JSON, or of a stream of it. Undefined for anything else. */
function jsonOf(text: string): ManifestDocument[] | undefined {
  if (tooDeepFrom(text) !== undefined) { return undefined; }
  const whole = jsonValue(text);
  if (whole) { return [documentOf(whole.value, 1)]; }
  const values = jsonTexts(text).map(({ text: one, line }) => ({ read: jsonValue(one), line }));
  return values.length > 1 && values.every(({ read }) => read) ? values.map(({ read, line }) => documentOf(read!.value, line)) : undefined;
}

function jsonValue(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // YAML in flow style, or broken: the YAML parser reports the position
  }
}

function documentOf(value: unknown, line: number): ManifestDocument {
  return { value, line, itemLines: [], duplicateKeys: [] };
}

/** In YAML this can start a line only between documents, not even in a quoted text. */
const SEPARATOR = /^---(?=[ \t\r\n]|$)/gm;
/** YAML directives and comments: not a document. */
const PREAMBLE = /^(?:[%#].*|[ \t\r]*)(?:\n(?:[%#].*|[ \t\r]*))*$/;

/** kubectl splits a file at each line that begins with `---`, before it parses YAML. */
function partsOf(text: string): string[] {
  const starts = [...new Set([0, ...[...text.matchAll(SEPARATOR)].map(({ index }) => index)])];
  return starts.map((start, at) => text.slice(start, starts[at + 1]));
}

function countOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) { count++; }
  return count;
}

function parsePart(text: string): Part {
  if (PREAMBLE.test(text)) { return { documents: [], broken: [] }; }
  try {
    const { documents, lineAt } = compose(text, 'kubernetes');
    const found: ManifestDocument[] = [];
    const broken: BrokenDocument[] = [];
    const lineOf = (offset: number | undefined) => lineAt(offset ?? 0).line;
    for (const document of documents) {
      const { contents } = document;
      const error = clearest(document.errors);
      if (error) { broken.push({ ...lineAt(Math.min(error.pos[0], text.trimEnd().length)), why: firstLine(error.message) }); continue; }
      try {
        const value = valueOf(document);
        if (value === null || value === undefined) { continue; }
        const duplicateKeys = duplicatesIn(contents).map(({ key, offset }) => ({ key, line: lineOf(offset) }));
        found.push({ value, line: lineOf(contents?.range?.[0]), itemLines: itemOffsets(contents).map(lineOf), duplicateKeys });
      } catch (why) { // too many aliases
        broken.push({ ...lineAt(contents?.range?.[0] ?? 0), why: firstLine(reasonOf(why)) });
      }
    }
    return { documents: found, broken };
  } catch (error) {
    const place = error instanceof TooMuch ? lineAndColumn(text, error.offset) : { line: 1, column: 1 };
    return { documents: [], broken: [{ ...place, why: firstLine(reasonOf(error)) }] };
  }
}

function itemOffsets(contents: unknown): (number | undefined)[] {
  const { isMap, isNode, isSeq } = yaml();
  const items: unknown = isMap(contents) ? contents.get('items') : contents;
  return isSeq(items) ? items.items.map(item => isNode(item) ? item.range?.[0] : undefined) : [];
}

/** Takes linear time, unlike the check of the YAML library. */
function duplicatesIn(contents: unknown): { readonly key: string; readonly offset: number | undefined }[] {
  const { isMap, isPair, isScalar, isSeq } = yaml();
  const found: { key: string; offset: number | undefined }[] = [];
  const look = (node: unknown): void => {
    if (isSeq(node)) { node.items.forEach(look); }
    if (!isMap(node)) { return; }
    const seen = new Set<string>();
    for (const pair of node.items.filter(item => isPair(item))) {
      const key = isScalar(pair.key) ? pair.key as Yaml.Scalar : undefined;
      const text = key === undefined || typeof key.value === 'symbol' || key.value === '<<' ? undefined : String(key.value);
      if (text !== undefined && seen.has(text)) { found.push({ key: text, offset: key?.range?.[0] }); }
      if (text !== undefined) { seen.add(text); }
      look(pair.value);
    }
  };
  look(contents);
  return found;
}
