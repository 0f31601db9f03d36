import { ConstructName } from './constructs';
import { BadSyntax, TooDeep } from './node-builder';
import { Parser } from './parser';
import { Remembered } from './remembered';
import { SyntaxNode } from './syntax-node';
import { readTokens, Token } from './tokens';

/** Longer than any rule that an API server is likely to store. */
const LONGEST = 200_000;

/** Deeper than any handwritten expression. The tree is walked by recursion. */
const DEEPEST = 500;

/**
 * The one expression of a text; why it is invalid in every version; or neither, if it is too large to decide. Prometheus has no such limit.
 */
export type ReadExpression =
  | { readonly root: SyntaxNode; readonly uses: ReadonlySet<ConstructName> }
  | { readonly why: string }
  | typeof TOO_LARGE;

const TOO_LARGE = { isTooLarge: true } as const;

const known = new Remembered<ReadExpression>(1_000, 5_000);

/** Parses an expression in the language of all supported versions. Never throws. */
export function readExpression(text: string): ReadExpression {
  return known.of(text, parse);
}

function parse(text: string): ReadExpression {
  if (text.length > LONGEST) { return TOO_LARGE; }
  if (text.trim() === '') { return { why: 'it is empty' }; }
  const cut = readTokens(text);
  if ('why' in cut) { return { why: cut.why }; }
  const parser = new Parser(cut.tokens, DEEPEST);
  try {
    return { root: parser.parse(), uses: parser.uses };
  } catch (error) {
    if (error instanceof TooDeep) { return TOO_LARGE; }
    if (error instanceof BadSyntax) { return { why: whyUnexpected(text, error.token, cut.tokens) ?? error.message }; }
    throw error;
  }
}

/** The most common mistakes: an unknown function name, and an unclosed bracket. */
function whyUnexpected(text: string, { type, from }: Token, tokens: readonly Token[]): string | undefined {
  if (type === 'end') {
    const open = unclosed(tokens);
    return open && `"${open.text}" at character ${open.from + 1} is not closed`;
  }
  const before = /([a-zA-Z_]\w{0,100})\s*$/.exec(text.slice(Math.max(0, from - 200), from));
  return type === '(' && before ? `function ${before[1]}() does not exist` : undefined;
}

function unclosed(tokens: readonly Token[]): Token | undefined {
  const open: Token[] = [];
  for (const token of tokens) {
    if (['(', '[', '{'].includes(token.type)) { open.push(token); }
    if ([')', ']', '}'].includes(token.type)) { open.pop(); }
  }
  return open.pop();
}
