import { Matcher } from './matcher';
import { unquote } from './string-literal';

/**
 * A matcher in Alertmanager's format: `severity="critical"`, `team=~"a|b"`, `a!=b`. Undefined if it is invalid.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#matcher
 */
export function readAlertMatcher(text: string): Matcher | undefined {
  if (text.length > LONGEST) { return undefined; }
  const [, quotedLabel, bareLabel, operator, quoted, bare] = SHAPE.exec(text) ?? [];
  if (operator === undefined) { return undefined; }
  const label = quotedLabel === undefined ? bareLabel : goUnquoted(quotedLabel);
  const withoutQuotes = quotedLabel === undefined && CLASSIC.test(bareLabel) ? unquoted : goUnquoted;
  const value = quoted === undefined ? bare ?? '' : withoutQuotes(quoted);
  return label === undefined || value === undefined ? undefined : { label, operator: operator as Matcher['operator'], value };
}

/** The result of Alertmanager's first parser. If both parsers accept a text and differ, it counts. */
const CLASSIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

const LONGEST = 4096;

/** A quoted label or value, or one without special characters. */
const SHAPE = /^\s*(?:"((?:[^"\\]|\\.)+)"|([^\s{}!=~,\\"'`]+))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s{}!=~,\\"'`]*))\s*$/;

/**
 * Of the first parser: any other backslash stands for itself, so that `a=~"b\.c"` is the pattern `b\.c`.
 * @see https://github.com/prometheus/alertmanager/blob/main/pkg/labels/parse.go
 */
function unquoted(text: string): string {
  return text.replace(/\\(["\\n])/g, (_, escaped: string) => escaped === 'n' ? '\n' : escaped);
}

/** The UTF-8 parser unquotes like Go's strconv.Unquote. Undefined if it contains an escape that Go rejects. */
function goUnquoted(text: string): string | undefined {
  return /^(?:[^\\]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*$/s.test(text)
    ? unquote(`"${text}"`)
    : undefined;
}
