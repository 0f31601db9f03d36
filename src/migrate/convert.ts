import { isMap } from '../values/json';
import { Component } from '../versions/capabilities';
import { ComponentVersion } from '../versions/component-version';

/** A value of a chart as TypeScript. Undefined if it cannot be expressed. */
export type Converter = (value: any) => Expression | undefined;

/** TypeScript code. */
export interface Expression {
  readonly code: string;
  /** Classes of cdk8s in the code. */
  readonly uses?: readonly string[];
  /** Classes of this library in the code. */
  readonly from?: readonly string[];
  /** The data, if the code is plain data: long data is written on several lines. */
  readonly data?: unknown;
}

/** JSON values. Names and texts of a file enter the program only as literals. */
export const literal: Converter = value => value === null || value === undefined || typeof value === 'bigint'
  ? undefined : { code: literalOf(value), data: value };
export const text: Converter = value => typeof value === 'string' && value !== '' ? literal(value) : undefined;
export const flag: Converter = value => typeof value === 'boolean' ? literal(value) : undefined;
export const count: Converter = value => Number.isSafeInteger(value) ? literal(value) : undefined;
export const texts: Converter = value => Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'string')
  ? literal(value) : undefined;
/** A map, or a list of maps, unchanged. */
export const map: Converter = value => isMap(value) && Object.keys(value).length > 0 ? literal(value) : undefined;
export const maps: Converter = value => Array.isArray(value) && value.length > 0 && value.every(isMap) ? literal(value) : undefined;
/** A list of names and values, as custom resources have it. */
export const namedValues: Converter = value => Array.isArray(value) && value.every(each => typeof each?.name === 'string')
  ? literal(Object.fromEntries(value.map(({ name, value: own }) => [name, String(own ?? '')]))) : undefined;
/** A text that YAML may have parsed as a number: `cpu: 1`. */
export const quantity: Converter = value => typeof value === 'string' || typeof value === 'number' ? text(String(value)) : undefined;

/** A map of strings, such as labels. Unquoted numbers and booleans become strings. */
export const labels: Converter = value => {
  const isLabels = isMap(value) && Object.values(value).every(each => ['string', 'number', 'boolean'].includes(typeof each));
  return isLabels ? map(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]))) : undefined;
};

const UNITS: readonly (readonly [unit: string, method: string, seconds: number])[] = [
  ['w', 'days', 604_800], ['d', 'days', 86_400], ['h', 'hours', 3600], ['m', 'minutes', 60], ['s', 'seconds', 1], ['ms', 'millis', 0.001],
];

/** A duration of Prometheus: `10d`, `1h30m`. */
export const duration: Converter = value => {
  if (typeof value !== 'string' || !/^(?:\d{1,9}(?:ms|[wdhms])){1,6}$/.test(value)) { return undefined; }
  const unitOf = (unit: string) => UNITS.find(([own]) => own === unit)!;
  const parts = [...value.matchAll(/(\d+)(ms|[wdhms])/g)].map(([, number, unit]) => [Number(number), unitOf(unit)] as const);
  const [[number, [unit, method, seconds]]] = parts;
  const sum = parts.reduce((all, [each, [,, factor]]) => all + each * factor, 0);
  const code = parts.length === 1 ? `Duration.${method}(${unit === 'w' ? number * 7 : number})` : `Duration.seconds(${sum})`;
  return seconds > 0 ? { code, uses: ['Duration'] } : undefined;
};

const SIZES: { readonly [unit: string]: string } = { Ki: 'kibibytes', Mi: 'mebibytes', Gi: 'gibibytes', Ti: 'tebibytes' };

/** A size of Kubernetes (`50Gi`) or of Prometheus, whose GB are also GiB (`45GB`). */
export const size: Converter = value => {
  const [, number, unit] = /^(\d{1,9})([KMGT])(?:i|B|iB)$/.exec(String(value)) ?? [];
  return number === undefined ? undefined : { code: `Size.${SIZES[`${unit}i`]}(${number})`, uses: ['Size'] };
};

/** `volumeClaimTemplate` of the operator's custom resources. */
export const storage: Converter = value => {
  const spec = value?.volumeClaimTemplate?.spec;
  const bytes = size(spec?.resources?.requests?.storage);
  if (!bytes || Object.keys(spec).some(key => !['storageClassName', 'accessModes', 'resources'].includes(key))) { return undefined; }
  const more = [['storageClassName', text(spec.storageClassName)], ['accessModes', texts(spec.accessModes)]] as const;
  return {
    code: `{ ${[`size: ${bytes.code}`, ...more.flatMap(([key, found]) => found ? [`${key}: ${found.code}`] : [])].join(', ')} }`,
    uses: ['Size'],
  };
};

/** A reference to a key of a Secret, in either of the chart's spellings. */
export const secretKey: Converter = value =>
  value?.enabled !== false && text(value?.name) && text(value?.key) ? literal({ secretName: value.name, key: value.key }) : undefined;

export const version: Converter = value => {
  const [, number] = typeof value === 'string' && /^v?(\d+\.\d+\.\d+)(?:-distroless)?$/.exec(value) || [];
  return number === undefined ? undefined : literal(number);
};

/** A version that this library supports. Older ones cannot be kept. */
export const versionOf = (component: Component): Converter => value => {
  const found = version(value);
  return found && ComponentVersion.parse(component, 'version', String(found.data)).findings.length === 0 ? found : undefined;
};

/** A member of an enumeration of this library, by the value of the custom resource. */
export const member = (name: string, members: { readonly [value: string]: string }): Converter => value =>
  typeof value === 'string' && Object.hasOwn(members, value) ? { code: `${name}.${members[value]}`, from: [name] } : undefined;
export const nameValidation = member('NameValidationScheme', { UTF8: 'UTF8', Legacy: 'LEGACY' });
export const nameEscaping = member(
  'NameEscapingScheme', { AllowUTF8: 'ALLOW_UTF8', Underscores: 'UNDERSCORES', Dots: 'DOTS', Values: 'VALUES' },
);

/** An OTLP receiver without options, from a switch. */
export const otlpReceiver: Converter = value => value === true ? literal({}) : undefined;

export const tolerations: Converter = value => maps(value);

/** The names of Secrets, which the chart accepts as strings or objects. */
export const secretNames: Converter = value => Array.isArray(value) ? texts(value.map(each => each?.name ?? each)) : undefined;

/** A value as a literal, on several lines if it is long. */
export function literalText(value: unknown, indent = ''): string {
  const short = literalOf(value);
  if (indent.length + short.length <= LINE || typeof value !== 'object' || value === null) { return short; }
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map(each => literalText(each, inner))
    : Object.entries(value).map(([key, field]) => `${propertyName(key)}: ${literalText(field, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.map(item => `${inner}${item},\n`).join('')}${indent}${close}`;
}

/** Maximum line length of plain data. */
const LINE = 100;

function literalOf(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map(literalOf).join(', ')}]`; }
  if (!isMap(value)) { return typeof value === 'string' ? quoted(value) : JSON.stringify(value) ?? 'undefined'; }
  const fields = Object.entries(value).map(([key, field]) => `${propertyName(key)}: ${literalOf(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

export function propertyName(key: string): string {
  return /^[a-zA-Z_]\w*$/.test(key) && key !== '__proto__' ? key : `[${quoted(key)}]`.replace(/^\[('(?!__proto__').*')\]$/, '$1');
}

/** With single quotes. JSON escapes everything else that could end a string. Two Unicode separators are line ends for old parsers. */
function quoted(value: string): string {
  const inner = JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, '\\\'');
  return `'${inner.replace(/[\u2028\u2029]/g, each => `\\u${each.charCodeAt(0).toString(16)}`)}'`;
}
