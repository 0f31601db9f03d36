import type * as Yaml from 'yaml';

/** What is read of the parser's private state. */
interface LexerState {
  indentNext: number;
  parseQuotedScalar: LexerStep;
  parseFlowCollection: LexerStep;
}

type LexerStep = () => Generator<string, unknown, undefined>;

/**
 * The lexemes of a text, as the YAML parser of Go reads them: kubectl, Helm and Prometheus. It ignores the indentation in quotes and
 * brackets, and accepts `\'` in double quotes.
 * @see https://github.com/yaml/go-yaml/blob/v2/scannerc.go
 */
export function* lexemesOf(text: string, lexer: Yaml.Lexer): Generator<string> {
  const state = lexer as unknown as LexerState;
  state.parseQuotedScalar = atAnyColumn(state, state.parseQuotedScalar);
  state.parseFlowCollection = atAnyColumn(state, state.parseFlowCollection);
  for (const lexeme of lexer.lex(text)) { yield lexeme.startsWith('"') ? withoutEscapedApostrophes(lexeme) : lexeme; }
}

function atAnyColumn(state: LexerState, step: LexerStep): LexerStep {
  return function* () {
    const { indentNext } = state;
    state.indentNext = 0;
    const next = yield* step.call(state);
    state.indentNext = indentNext;
    return next;
  };
}

function withoutEscapedApostrophes(quoted: string): string {
  return !quoted.includes("\\'") ? quoted : quoted.replace(/\\[^]/g, escape => escape === "\\'" ? "'" : escape);
}
