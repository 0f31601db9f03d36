import type * as Yaml from 'yaml';
import { clearest, compose, firstLine, jsonTexts, Place, placeOf, TooDeep, tooDeepFrom, yaml } from './compose';
import { FileProblem, MAX_YAML_BYTES, reasonOf, tooLarge } from './documents';

/** One document of a file, and where it is. */
export interface ManifestDocument {
  readonly value: unknown;
  readonly line: number;
  /** Of a List, the line of each item. */
  readonly itemLines: readonly number[];
  readonly duplicateKeys: readonly DuplicateKey[];
}

/** A key that one map has twice, and the line of the second one. */
export interface DuplicateKey {
  readonly key: string;
  readonly line: number;
}

/** A document that cannot be read, which costs no other one. */
export interface BrokenDocument extends Place {
  readonly why: string;
}

export type ReadManifests =
  | { readonly documents: readonly ManifestDocument[]; readonly broken: readonly BrokenDocument[] }
  | { readonly problem: FileProblem };

/**
 * Reads manifests as kubectl does: YAML 1.1 or JSON, one or several documents, each by itself. Total: it never throws.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go
 */
export function parseManifests(text: string): ReadManifests {
  const trimmed = text.trimStart();
  if (trimmed === '') { return { documents: [], broken: [] }; }
  const json = trimmed.startsWith('{') || trimmed.startsWith('[') ? jsonOf(text) : undefined;
  if (json) { return { documents: json, broken: [] }; }
  if (text.length > MAX_YAML_BYTES) { return tooLarge(text.length, MAX_YAML_BYTES); }
  // most files have no error: all documents of one at once cost less than one after another
  const all = parseChunk(text, 0);
  if (all.broken.length === 0) { return all; }
  const each = chunksOf(text).map(({ chunk, lines }) => parseChunk(chunk, lines));
  return { documents: each.flatMap(({ documents }) => documents), broken: each.flatMap(({ broken }) => broken) };
}

/** The values of JSON, or of a stream of it; undefined if it is something else. */
function jsonOf(text: string): ManifestDocument[] | undefined {
  if (tooDeepFrom(text) !== undefined) { return undefined; }
  const whole = jsonValue(text);
  if (whole) { return [documentOf(whole.value, 1)]; }
  const values = jsonTexts(text).map(({ text: one, offset }) => ({ read: jsonValue(one), line: placeOf(text, offset).line }));
  return values.length > 1 && values.every(({ read }) => read) ? values.map(({ read, line }) => documentOf(read!.value, line)) : undefined;
}

function jsonValue(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // YAML in flow style, or broken: the YAML reader can say where
  }
}

function documentOf(value: unknown, line: number): ManifestDocument {
  return { value, line, itemLines: [], duplicateKeys: [] };
}

interface Chunk {
  readonly chunk: string;
  /** How many lines are before it. */
  readonly lines: number;
}

/** kubectl divides a file at each line that begins with `---`, before it reads any YAML. */
function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let before = 0;
  const lines = text.split(/\r?\n/);
  for (const [at, line] of [...lines, '---'].entries()) {
    if (at < lines.length && !/^---(\s|$)/.test(line)) { continue; }
    if (at > start) { chunks.push({ chunk: lines.slice(start, at).join('\n'), lines: before }); }
    start = at;
    before = at;
  }
  return chunks;
}

function parseChunk(text: string, linesBefore: number): { readonly documents: ManifestDocument[]; readonly broken: BrokenDocument[] } {
  const moved = ({ line, column }: Place): Place => ({ line: line + linesBefore, column });
  try {
    const { documents, lineAt } = compose(text, 'kubernetes');
    const found: ManifestDocument[] = [];
    const broken: BrokenDocument[] = [];
    for (const document of documents) {
      const error = clearest(document.errors);
      const line = (offset: number | undefined) => moved(lineAt(offset ?? 0)).line;
      if (error) { broken.push({ ...moved(lineAt(error.pos[0])), why: firstLine(error.message) }); continue; }
      try {
        const value: unknown = document.toJS();
        if (value === null || value === undefined) { continue; }
        const duplicateKeys = duplicatesIn(document.contents).map(({ key, offset }) => ({ key, line: line(offset) }));
        found.push({ value, line: line(document.contents?.range?.[0]), itemLines: itemOffsets(document.contents).map(line), duplicateKeys });
      } catch (why) { // too many aliases
        broken.push({ ...moved(lineAt(document.contents?.range?.[0] ?? 0)), why: firstLine(reasonOf(why)) });
      }
    }
    return { documents: found, broken };
  } catch (error) {
    const place = error instanceof TooDeep ? placeOf(text, error.offset) : { line: 1, column: 1 };
    return { documents: [], broken: [{ ...moved(place), why: firstLine(reasonOf(error)) }] };
  }
}

function itemOffsets(contents: unknown): (number | undefined)[] {
  const { isMap, isNode, isSeq } = yaml();
  const items: unknown = isMap(contents) ? contents.get('items') : contents;
  return isSeq(items) ? items.items.map(item => isNode(item) ? item.range?.[0] : undefined) : [];
}

/** Linear in the size of the document, other than the check of the YAML library. */
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
