import { PromQLReader, versionNumber } from '../../promql/reader';

/** The programs that read a PrometheusRule. If one is unknown, nothing is reported that a supported version accepts. */
export interface RuleEnvironment {
  /** The version of prometheus-operator. */
  readonly operator?: string;
  /** The version of the Prometheus that evaluates the rules. */
  readonly prometheus?: string;
  /** All feature flags of that Prometheus (`enableFeatures`). */
  readonly features?: readonly string[];
  /** The version of the ThanosRuler that evaluates the rules, instead of a Prometheus. */
  readonly thanos?: string;
}

/**
 * The Prometheus whose parser a prometheus-operator contains: it parses each rule before a Prometheus does. That of 0.86 is unknown: it is
 * not older than that of 0.85 and not newer than that of 0.87.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/go.mod (of each release)
 */
const PARSERS: ReadonlyMap<string, string> = new Map([
  ['0.70', '2.48'], ['0.71', '2.48'], ['0.72', '2.50'], ['0.73', '2.51'], ['0.74', '2.52'], ['0.75', '2.53'],
  ['0.76', '2.54'], ['0.77', '2.54'], ['0.78', '2.55'],
  ['0.79', '3.0'], ['0.80', '3.1'], ['0.81', '3.1'], ['0.82', '3.3'], ['0.83', '3.4'], ['0.84', '3.4'],
  ['0.85', '3.5'], ['0.86', '3.7'], ['0.87', '3.7'],
  ['0.88', '3.9'], ['0.89', '3.9'], ['0.90', '3.10'], ['0.91', '3.11'], ['0.92', '3.12'], ['0.93', '3.13'], ['0.94', '3.14'],
]);

/** In this version and newer, the operator passes the feature flags of the Prometheus to its parser. Older operators pass none. */
const PASSES_FEATURES = '0.91';
/** In this version and newer, the operator checks names by the version of the Prometheus. Up to 0.85 it accepts only classic names. */
const CHECKS_NAMES_BY_VERSION = '0.86';
const UTF8_NAMES = { prometheus: '3.0', thanos: '0.38' };

/** The parser of the operator; undefined if its version is unknown. */
export function operatorReader({ operator, features }: RuleEnvironment): PromQLReader | undefined {
  const [, minor] = /^v?(0\.\d+)\./.exec(`${operator ?? ''}.`) ?? [];
  const prometheus = PARSERS.get(minor ?? '');
  if (prometheus === undefined) { return undefined; }
  return { prometheus, features: isOlder(operator, PASSES_FEATURES) ? [] : features };
}

/** Why names can contain only letters, digits and "_". Undefined if any text is allowed, or if that is unknown. */
export function whyOldNames(env: RuleEnvironment): string | undefined {
  if (isOlder(env.operator, CHECKS_NAMES_BY_VERSION)) {
    return `other names require prometheus-operator 0.87 or newer; the version is ${env.operator}`;
  }
  if (isOlder(env.thanos, UTF8_NAMES.thanos)) {
    return `other names require Thanos ${UTF8_NAMES.thanos} or newer; the version is ${env.thanos}`;
  }
  if (env.thanos !== undefined || !isOlder(env.prometheus, UTF8_NAMES.prometheus)) { return undefined; }
  return `other names require Prometheus ${UTF8_NAMES.prometheus} or newer; the version is ${env.prometheus}`;
}

/** Whether a version is known, and older than another one. */
export function isOlder(version: string | undefined, threshold: string): boolean {
  const number = versionNumber(version);
  return number !== undefined && number < versionNumber(threshold)!;
}
