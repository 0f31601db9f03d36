import { LOG } from './rules';
import { finding, Finding } from '../validation/rule';

const LEVELS = ['debug', 'info', 'warn', 'error'];
const FORMATS = ['logfmt', 'json'];

/** Log level and format of a process. */
export function checkLog(
  { logLevel, logFormat }: { readonly logLevel: string; readonly logFormat: string }, levels: readonly string[] = LEVELS,
): Finding[] {
  return [
    ...levels.includes(logLevel) ? [] : [finding(LOG, { prop: 'logLevel', value: logLevel, allowed: levels })],
    ...FORMATS.includes(logFormat) ? [] : [finding(LOG, { prop: 'logFormat', value: logFormat, allowed: FORMATS })],
  ];
}
