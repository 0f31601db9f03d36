/** The bounds of a field, and the names that its numbers have. */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * Why Kubernetes cannot parse a schedule. Undefined if it can.
 * @see https://github.com/robfig/cron/blob/v3.0.1/parser.go
 */
export function whyNoSchedule(schedule: string): string | undefined {
  // the schedule follows the time zone, which is checked elsewhere
  const spec = /^(?:CRON_)?TZ=/.test(schedule) ? schedule.replace(/^\S+\s*/, '') : schedule;
  if (spec.startsWith('@')) { return whyNoDescriptor(spec); }
  const parts = spec.trim().split(/\s+/).filter(part => part !== '');
  if (parts.length !== FIELDS.length) { return `which has ${parts.length} fields, not 5`; }
  for (const [at, field] of FIELDS.entries()) {
    for (const part of parts[at].split(',').filter(each => each !== '')) {
      const why = whyNoPart(part, field);
      if (why !== undefined) { return `whose ${field.name} ${why}`; }
    }
  }
  return undefined;
}

function whyNoDescriptor(text: string): string | undefined {
  if (DESCRIPTORS.includes(text)) { return undefined; }
  const isEvery = /^@every [-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text) || text === '@every 0';
  return isEvery ? undefined : `which is not one of ${DESCRIPTORS.join(', ')}, "@every 1h"`;
}

function whyNoPart(part: string, field: Field): string | undefined {
  const [range, step, ...steps] = part.split('/');
  const [low, high, ...more] = range.split('-');
  const isAll = low === '*' || low === '?';
  if ((more.length > 0 && !isAll) || steps.length > 0) { return `has ${JSON.stringify(part)}, which is not a range`; }
  const start = isAll ? field.min : cronNumber(low, field);
  const single = step === undefined ? start : field.max;
  const last = high === undefined || isAll ? single : cronNumber(high, field);
  const end = isAll ? field.max : last;
  const stride = step === undefined ? 1 : wholeOf(step);
  if (start === undefined || end === undefined || stride === undefined) { return `has ${JSON.stringify(part)}, which is not a number`; }
  if (start < field.min || end > field.max) { return `has ${JSON.stringify(part)}, which must be from ${field.min} to ${field.max}`; }
  if (start > end) { return `has ${JSON.stringify(part)}, which ends before it begins`; }
  return stride === 0 ? `has ${JSON.stringify(part)}, a step of 0` : undefined;
}

function cronNumber(text: string, { names = [] }: Field): number | undefined {
  const at = text === '' ? -1 : names.indexOf(text.toLowerCase());
  return at >= 0 ? at : wholeOf(text);
}

function wholeOf(text: string): number | undefined {
  return /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
