import { matchAt } from '../../values/texts';

/** A token between `{{` and `}}` of a Go template. */
export interface TemplateToken {
  readonly type: 'word' | 'variable' | 'field' | 'dot' | 'literal' | 'space' | 'end' | ':=' | '=' | ',' | '|' | '(' | ')';
  readonly text: string;
}

/** The template does not parse. */
export class BadTemplate extends Error {}

const PIECES: readonly (readonly [type: TemplateToken['type'], pattern: RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['literal', /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\[xuU]?[0-9a-fA-F]+|\\.)'/yu],
  ['literal', /[+-]?(?:0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][+-]?[0-9]+)?)i?/y],
  ['variable', /\$[\p{L}\p{N}_]*/yu],
  ['field', /\.[\p{L}_][\p{L}\p{N}_]*/yu],
  ['dot', /\./y],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/yu],
  [':=', /:=/y], ['=', /=/y], [',', /,/y], ['|', /\|/y], ['(', /\(/y], [')', /\)/y],
];

const OPEN = /\{\{(?:-(?=[ \t\r\n]))?/y;
const COMMENT = /[ \t\r\n]*\/\*/y;
const COMMENT_END = /\*\/(?:[ \t\r\n]+-)?\}\}/y;
const CLOSE = /(?:[ \t\r\n]+-)?\}\}/y;

/** The tokens of all actions of a template, each action with its end. Text between actions is skipped. Throws BadTemplate. */
export function templateTokens(text: string): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at)) {
    at += matchAt(OPEN, text, at)!.length;
    const comment = matchAt(COMMENT, text, at);
    at = comment === undefined ? readAction(text, at, tokens) : afterComment(text, at + comment.length);
  }
  return tokens;
}

function afterComment(text: string, from: number): number {
  const end = text.indexOf('*/', from);
  const close = end < 0 ? undefined : matchAt(COMMENT_END, text, end);
  if (close === undefined) { throw new BadTemplate('a comment does not end in "*/}}"'); }
  return end + close.length;
}

function readAction(text: string, from: number, tokens: TemplateToken[]): number {
  for (let at = from; at < text.length;) {
    const close = matchAt(CLOSE, text, at);
    if (close !== undefined) {
      tokens.push({ type: 'end', text: close });
      return at + close.length;
    }
    const found = pieceAt(text, at);
    tokens.push(found);
    at += found.text.length;
  }
  throw new BadTemplate('"{{" is not closed by "}}"');
}

function pieceAt(text: string, at: number): TemplateToken {
  for (const [type, pattern] of PIECES) {
    const found = matchAt(pattern, text, at);
    if (found !== undefined) { return { type, text: found }; }
  }
  const character = String.fromCodePoint(text.codePointAt(at)!);
  const isQuote = ['"', '\'', '`'].includes(character);
  if (isQuote) { throw new BadTemplate(`a string in ${character} is not closed before "}}"`); }
  throw new BadTemplate(`${JSON.stringify(character)} is not expected between "{{" and "}}"`);
}
