import { LONGEST_DURATION, secondsOf } from '../../promql/tokens';
import { shown } from '../../validation/rule';

/** A duration of Prometheus: `1h30m`. */
const DURATION = /^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/;
/** Names that every version accepts. */
const OLD_METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const OLD_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function isDuration(text: string): boolean {
  return text !== '' && DURATION.test(text) && secondsOf(text) <= LONGEST_DURATION;
}

/** A duration of 0 counts as unset. */
export function isZero(text: string): boolean {
  return !/[1-9]/.test(text);
}

export function isOldMetricName(name: string): boolean {
  return OLD_METRIC.test(name);
}

export function isOldLabelName(name: string): boolean {
  return OLD_LABEL.test(name);
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The apiserver treats undefined and null alike. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A value of any type, formatted for a message. */
export function inMessage(value: unknown): string {
  return shown(typeof value === 'object' ? JSON.stringify(value) : value);
}
