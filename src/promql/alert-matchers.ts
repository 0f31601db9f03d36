import { Matcher } from './matcher';
import { unquote } from './string-literal';

/**
 * The matchers of one text of Alertmanager's configuration: one, several with commas, with or without braces. Undefined if Alertmanager
 * refuses it. Patterns are not looked at.
 * `classic` is Alertmanager before 0.27, and prometheus-operator; in 0.27 and newer both parsers are tried, and the classic one counts
 * where both read it.
 * @see https://github.com/prometheus/alertmanager/blob/main/matcher/compat/parse.go
 */
export function readAlertMatchers(text: string, mode: 'classic' | 'fallback'): readonly Matcher[] | undefined {
  return classicMatchers(text) ?? (mode === 'classic' ? undefined : utf8Matchers(text));
}

/** `pkg/labels/parse.go` */
function classicMatchers(text: string): readonly Matcher[] | undefined {
  const found: Matcher[] = [];
  for (const token of tokensOf(text.replace(/^\{/, '').replace(/\}$/, ''))) {
    const matcher = classicMatcher(token);
    if (!matcher) { return undefined; }
    found.push(matcher);
  }
  return found;
}

/** Splits at commas outside of quotes. A trailing comma is ignored. */
function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  let [token, isQuoted, isEscaped] = ['', false, false];
  for (const character of text) {
    if (character === ',' && !isQuoted) {
      tokens.push(token);
      token = '';
      continue;
    }
    if (character === '"' && !isEscaped) { isQuoted = !isQuoted; }
    isEscaped = character === '\\' ? !isEscaped : false;
    token += character;
  }
  return token.trim() === '' ? tokens : [...tokens, token.trim()];
}

const CLASSIC = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([^]*?)[\t\n\f\r ]*$/;

const ESCAPES: ReadonlyMap<string, string> = new Map([['n', '\n'], ['"', '"'], ['\\', '\\']]);

function classicMatcher(text: string): Matcher | undefined {
  const [, label, operator, raw] = CLASSIC.exec(text) ?? [];
  if (operator === undefined) { return undefined; }
  const isQuoted = raw.startsWith('"');
  let [value, isClosed] = ['', !isQuoted];
  const inner = isQuoted ? raw.slice(1) : raw;
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at];
    if (character === '\\' && at < inner.length - 1) {
      const next = inner[++at];
      value += ESCAPES.get(next) ?? `\\${next}`;
      continue;
    }
    if (character === '"') {
      if (isClosed || at < inner.length - 1) { return undefined; }
      isClosed = true;
      continue;
    }
    value += character;
  }
  return isClosed ? { label, operator: operator as Matcher['operator'], value } : undefined;
}

const TOKEN = /\s*(?:([{},])|(=~|!~|!=|=)|("(?:[^"\\]|\\.)*")|([^\s{}!=~,\\"'`]+))/sy;
const GO_STRING = /^"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*"$/;

/** `matcher/parse` */
function utf8Matchers(text: string): readonly Matcher[] | undefined {
  const tokens = lex(text);
  if (!tokens) { return undefined; }
  const hasBrace = tokens[0] === '{';
  if (hasBrace !== (tokens[tokens.length - 1] === '}') || (hasBrace && tokens.length < 2)) { return undefined; }
  const inner = hasBrace ? tokens.slice(1, -1) : tokens;
  const found: Matcher[] = [];
  for (let at = 0; at < inner.length; at += 4) {
    const [label, operator, value, comma] = inner.slice(at, at + 4);
    const [name, text_] = [wordOf(label), wordOf(value)];
    if (name === undefined || text_ === undefined || !/^[=!]/.test(operator) || (comma !== undefined
      && comma !== ',')) { return undefined; }
    found.push({ label: name, operator: operator as Matcher['operator'], value: text_ });
  }
  return found;
}

function lex(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const match = TOKEN.exec(rest);
    if (!match) { return undefined; }
    tokens.push(match[1] ?? match[2] ?? match[3] ?? match[4]);
  }
  return tokens;
}

function wordOf(token: string | undefined): string | undefined {
  if (token === undefined || /^(?:[{},]|=~|!~|!=|=)$/.test(token)) { return undefined; }
  if (!token.startsWith('"')) { return token; }
  return GO_STRING.test(token) ? unquote(token) : undefined;
}
