import { Matcher } from './matcher';

/**
 * A matcher as Alertmanager has them in its configuration: `severity="critical"`, `team=~"a|b"`, `a!=b`. Undefined where it is none.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#matcher
 */
export function readAlertMatcher(text: string): Matcher | undefined {
  if (text.length > LONGEST) { return undefined; }
  const [, quotedLabel, bareLabel, operator, quoted, bare] = SHAPE.exec(text) ?? [];
  if (operator === undefined) { return undefined; }
  const label = quotedLabel === undefined ? bareLabel : unquoted(quotedLabel);
  return { label, operator: operator as Matcher['operator'], value: quoted === undefined ? bare ?? '' : unquoted(quoted) };
}

const LONGEST = 4096;

/** A label or a value is quoted, or has none of the characters that mean something. */
const SHAPE = /^\s*(?:"((?:[^"\\]|\\.)+)"|([^\s{}!=~,\\"'`]+))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s{}!=~,\\"'`]*))\s*$/;

/** As Go unquotes: of the escapes, those that one writes. */
function unquoted(text: string): string {
  return text.replace(/\\(.)/g, (_, escaped: string) => escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped);
}
