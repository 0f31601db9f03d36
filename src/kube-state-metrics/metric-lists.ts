import { ComponentVersion } from '../versions/component-version';

/** Longer than any real name, and short enough for a command line. */
const LIMIT = 500;

/** Features that Go's regular expressions lack: before 2.16 kube-state-metrics exits if it is given one. */
const ECMASCRIPT_ONLY = /\(\?<?[=!]|\\[1-9]|\\k</;

/** Why kube-state-metrics rejects this element of a metric list. Undefined if it accepts it. */
export function whyNotPattern(pattern: string, version: ComponentVersion<'kubeStateMetrics'>): string | undefined {
  if (pattern.trim() === '') { return 'it is empty'; }
  if (pattern.length > LIMIT) { return `it must have at most ${LIMIT} characters`; }
  if (/[,\s]/.test(pattern)) { return 'an element must not contain a comma or a space'; }
  if (!version.has('ecmaScriptPatterns') && ECMASCRIPT_ONLY.test(pattern)) {
    return 'lookarounds and backreferences require 2.16 or newer';
  }
  try {
    new RegExp(pattern.replace(/^\(\?[imsx]+\)/, '')); // both dialects of Go accept flags at the start, JavaScript does not
    return undefined;
  } catch (error) {
    return `it is not a regular expression (${(error as Error).message.split(': ').pop()})`;
  }
}

/** Why this is invalid as a key in a list of labels or annotations. Undefined if it is valid. */
export function whyNotKey(key: string, keys: readonly string[]): string | undefined {
  if (key === '*') { return keys.length > 1 ? '"*" means all keys: remove the others' : undefined; }
  if (key.split('*').length > 2) { return 'a key must have at most one "*"'; }
  if (key === '' || key.length > 317 || !/^[-A-Za-z0-9_./*]+$/.test(key)) {
    return 'a key must consist of letters, digits, "-", "_", ".", "/" and at most one "*"';
  }
  return undefined;
}
