import { shown } from '../../validation/rule';
import { readDuration } from '../../values/durations';

/** Names that every version accepts. */
const OLD_METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const OLD_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A duration of Prometheus: `1h30m`. */
export function isDuration(text: string): boolean {
  return readDuration(text) !== undefined;
}

export function isOldMetricName(name: string): boolean {
  return OLD_METRIC.test(name);
}

export function isOldLabelName(name: string): boolean {
  return OLD_LABEL.test(name);
}

/** A value of any type, formatted for a message. */
export function inMessage(value: unknown): string {
  return shown(typeof value === 'object' ? JSON.stringify(value) : value);
}
