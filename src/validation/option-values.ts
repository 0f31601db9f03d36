import { whyNoImage } from './image-reference';
import { isPlaceholder } from './placeholder';
import { shown } from './rule';

/**
 * Durations that must be longer than zero. For others zero has a meaning: an alert with `for` 0 s, an offset, a retention limited only by
 * size.
 */
const POSITIVE = new Set([
  'interval', 'scrapeInterval', 'evaluationInterval', 'refreshInterval', 'relistInterval', 'minInterval', 'persistenceInterval',
  'scrapeTimeout', 'timeout', 'remoteTimeout', 'evaluationTimeout', 'resolveTimeout', 'batchSendDeadline', 'kubeletRequestTimeout',
  'window', 'longWindow', 'shortWindow', 'lookbackDelta', 'resolution', 'absoluteTimeout',
]);

/** Names of objects and of keys in them, which must not be empty. */
const NAMES = new Set(['key', 'configMapName', 'priorityClassName']);

/** Values of samples, which can be NaN and infinite in Prometheus. */
const SAMPLES = new Set(['value']);

/** A line break starts another header. Servers reject the other characters. */
// eslint-disable-next-line no-control-regex
const NO_HEADER_VALUE = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Why the value of an option with the right type is invalid, by the name of the option. Undefined if it is valid. */
export function whyNonsense(option: string, type: string, value: unknown): string | undefined {
  if (type === 'Duration') {
    return POSITIVE.has(option) && isZeroDuration(value) ? 'is zero: use at least a second, or remove it' : undefined;
  }
  if (option === 'accessModes' && Array.isArray(value) && value.length === 0) {
    return 'is empty: add one, such as "ReadWriteOnce", or remove it';
  }
  if (typeof value === 'number') { return SAMPLES.has(option) ? undefined : numberProblem(value); }
  if (typeof value !== 'string') { return undefined; }
  if (option === 'image') { return imageProblem(value); }
  return NAMES.has(option) && value.trim() === '' ? 'is empty: write the name, or remove it' : undefined;
}

/** No component accepts a larger number, and JavaScript does not represent it exactly. */
function numberProblem(value: number): string | undefined {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? undefined : `is ${value}: use a number of at most ${Number.MAX_SAFE_INTEGER}`;
}

const PROTOTYPE = '__proto__';
/** Keys of labels and annotations are checked elsewhere. */
const CHECKED_KEYS = /(labels|annotations|selector)$/i;

/** The path of a key that JavaScript treats as the prototype. Undefined if there is none. */
export function prototypeIn(value: unknown, path: string, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null || depth > 40) { return undefined; }
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    if (key === PROTOTYPE) { return path; }
    const found = prototypeIn(
      (value as Readonly<Record<string, unknown>>)[key], `${path}${Array.isArray(value) ? `[${key}]` : `.${key}`}`, depth + 1,
    );
    if (found !== undefined) { return found; }
  }
  return undefined;
}

/** The same for an entry of a map. */
export function whyNoEntry(option: string, key: string, value: unknown): string | undefined {
  if (key === PROTOTYPE) { return `has the key "${PROTOTYPE}", which has a special meaning in JavaScript: remove it`; }
  if (key.trim() === '' && !CHECKED_KEYS.test(option)) { return 'has an empty key: write a name, or remove it'; }
  if (option !== 'headers' || typeof value !== 'string' || !NO_HEADER_VALUE.test(value)) { return undefined; }
  return `has a control character in the value of ${shown(key)}: remove it`;
}

/** Zero durations of Prometheus and Go: `0`, `0s`, `0h0m`. */
const ZERO = /^(0|(0+(y|w|d|h|ms|m|s))+)$/;

/** An invalid value of a finished object, in a field that options set. */
export interface Nonsense {
  readonly path: string;
  readonly why: string;
}

/** The same for all values of a finished object: a patch or `spec` is checked like an option. */
export function nonsenseIn(value: unknown): Nonsense[] {
  const found: Nonsense[] = [];
  findNonsense(value, '', found);
  return found;
}

function findNonsense(value: unknown, path: string, found: Nonsense[]): void {
  if (typeof value !== 'object' || value === null) { return; }
  if (Array.isArray(value)) {
    value.forEach((item, at) => findNonsense(item, `${path}[${at}]`, found));
    return;
  }
  for (const field of Object.keys(value)) {
    const item = (value as Readonly<Record<string, unknown>>)[field];
    // a placeholder
    if (typeof item === 'string' && isPlaceholder(item)) { continue; }
    const at = path === '' ? field : `${path}.${field}`;
    const why = POSITIVE.has(field) && typeof item === 'string' && ZERO.test(item)
      ? 'is zero: use at least a second, or remove it'
      : whyNonsense(field, '', item);
    if (why !== undefined) { found.push({ path: at, why }); }
    if (field === 'headers' && typeof item === 'object' && item !== null) {
      const whys = Object.entries(item).map(([key, each]) => whyNoEntry(field, key, each)).filter(each => each !== undefined);
      found.push(...whys.map(each => ({ path: at, why: each })));
    }
    findNonsense(item, at, found);
  }
}

function imageProblem(image: string): string | undefined {
  if (image === '') { return 'is empty: write the image, or remove it'; }
  const why = image.length > 1000 ? 'which is too long' : whyNoImage(image);
  return why === undefined ? undefined : `is ${shown(image)}, ${why}: write it as "registry.example.org/name:tag"`;
}

function isZeroDuration(duration: unknown): boolean {
  const { toMilliseconds } = duration as { readonly toMilliseconds?: unknown };
  return typeof toMilliseconds === 'function' && (toMilliseconds.call(duration) as number) <= 0;
}
