import type * as Yaml from 'yaml';
import { yaml } from './compose';

/** Each alias is searched in the whole document: more of them would take seconds. */
const MOST_ALIASES = 10_000;
/** An alias shares one value in memory, but code that walks the document visits it each time. */
const MOST_REPEATED = 1_000_000;

/**
 * The value of a document, if its aliases are bounded. The YAML library's own bound rejects 101 uses of one text, which repositories have.
 * @throws Error with the reason: too many aliases, too much behind them, or an anchor within itself
 */
export function valueOf(document: Yaml.Document): unknown {
  const refusal = document.contents && whyUnbounded(document.contents as Yaml.Node);
  if (refusal) { throw new Error(refusal); }
  return document.toJS({ maxAliasCount: -1 }) as unknown;
}

function whyUnbounded(contents: Yaml.Node): string | undefined {
  const { isAlias, isNode, isCollection, isPair } = yaml();
  const sizes = new Map<string, number>();
  const open = new Set<string>();
  let aliases = 0;
  let repeated = 0;
  let selfish: string | undefined;

  const sizeOf = (node: unknown): number => {
    if (isPair(node)) { return sizeOf(node.key) + sizeOf(node.value); }
    if (!isNode(node)) { return 0; }
    if (isAlias(node)) {
      aliases++;
      if (open.has(node.source)) { selfish ??= node.source; }
      const size = sizes.get(node.source) ?? 1;
      repeated += size;
      return size;
    }
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) { open.add(anchor); }
    const size = 1 + (isCollection(node) ? sumOf(node.items) : 0);
    if (anchor !== undefined) {
      open.delete(anchor);
      sizes.set(anchor, size);
    }
    return size;
  };
  const sumOf = (items: readonly unknown[]): number => {
    let sum = 0;
    for (const item of items) { sum += sizeOf(item); }
    return sum;
  };
  sizeOf(contents);

  if (selfish !== undefined) { return `the anchor "${selfish.slice(0, 60)}" contains itself`; }
  if (aliases > MOST_ALIASES) { return `it has ${aliases} aliases; at most ${MOST_ALIASES} are allowed`; }
  return repeated > MOST_REPEATED ? `its aliases repeat ${repeated} values; at most ${MOST_REPEATED} are allowed` : undefined;
}
