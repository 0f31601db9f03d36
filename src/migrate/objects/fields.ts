import { count, duration, Expression, flag, isMap, labels, literal, nameOf, size, storage, text, texts, version } from '../convert';
import { MigratedValue } from '../part';

/** What one object becomes. */
export interface ReadFields {
  readonly options: readonly (readonly [option: string, value: Expression])[];
  readonly values: readonly MigratedValue[];
}

/** A field of a specification, and the option of a component that has it. A converter that returns nothing leaves it to `spec`. */
interface FieldRow {
  readonly field: string;
  readonly option: string;
  readonly as: (value: any) => Expression | undefined;
}

const row = (field: string, option: string, as: FieldRow['as']): FieldRow => ({ field, option, as });
const maps = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isMap) ? literal(value) : undefined;
const map = (value: unknown) => isMap(value) && Object.keys(value).length > 0 ? literal(value) : undefined;
const quantity = (value: unknown) => typeof value === 'string' || typeof value === 'number' ? text(String(value)) : undefined;
/** A reference to a key, as custom resources write it; one that may be missing has no option. */
const key = (value: any) => isMap(value) && value.optional === undefined && text(value.name) && text(value.key) ? literal({ secretName: value.name, key: value.key }) : undefined;
const pullSecrets = (value: any) => Array.isArray(value) ? texts(value.map(each => each?.name)) : undefined;

/** Fields of pods. */
const POD: readonly FieldRow[] = [
  row('nodeSelector', 'nodeSelector', labels),
  row('tolerations', 'tolerations', maps),
  row('priorityClassName', 'priorityClassName', text),
  row('imagePullSecrets', 'imagePullSecrets', pullSecrets),
  row('resources.requests.cpu', 'cpu', quantity),
  row('resources.requests.memory', 'memory', quantity),
  row('resources.limits.memory', 'memoryLimit', quantity),
  row('securityContext.runAsUser', 'podSecurity.runAsUser', count),
  row('securityContext.runAsGroup', 'podSecurity.runAsGroup', count),
  row('securityContext.fsGroup', 'podSecurity.fsGroup', count),
];

/** Fields that the custom resources of the operator have in common. */
const SERVER: readonly FieldRow[] = [
  ...POD,
  row('replicas', 'replicas', count),
  row('version', 'version', version),
  row('retention', 'retention', duration),
  row('storage', 'storage', storage),
  row('externalUrl', 'externalUrl', text),
  row('routePrefix', 'routePrefix', text),
  row('logLevel', 'logLevel', text),
  row('logFormat', 'logFormat', text),
  row('affinity', 'affinity', map),
  row('topologySpreadConstraints', 'topologySpreadConstraints', maps),
  row('volumes', 'volumes', maps),
  row('volumeMounts', 'volumeMounts', maps),
  row('containers', 'containers', maps),
  row('initContainers', 'initContainers', maps),
  row('hostAliases', 'hostAliases', maps),
  row('dnsPolicy', 'dnsPolicy', text),
  row('dnsConfig', 'dnsConfig', map),
  row('minReadySeconds', 'minReadySeconds', count),
  row('terminationGracePeriodSeconds', 'terminationGracePeriodSeconds', count),
  row('podMetadata.annotations', 'podAnnotations', labels),
];

export const PROMETHEUS_FIELDS: readonly FieldRow[] = [
  ...SERVER,
  row('shards', 'shards', count),
  row('retentionSize', 'retentionSize', size),
  row('scrapeInterval', 'scrapeInterval', duration),
  row('scrapeTimeout', 'scrapeTimeout', duration),
  row('evaluationInterval', 'evaluationInterval', duration),
  row('externalLabels', 'externalLabels', labels),
  row('enableFeatures', 'enableFeatures', texts),
  row('walCompression', 'walCompression', flag),
  row('listenLocal', 'listenLocal', flag),
  row('enableRemoteWriteReceiver', 'enableRemoteWriteReceiver', flag),
  row('enforcedNamespaceLabel', 'enforcedNamespaceLabel', text),
  row('additionalScrapeConfigs', 'additionalScrapeConfigs', key),
  row('additionalAlertManagerConfigs', 'additionalAlertmanagerConfigs', key),
  row('additionalAlertRelabelConfigs', 'additionalAlertRelabelConfigs', key),
  row('query.maxConcurrency', 'query.maxConcurrency', count),
  row('query.maxSamples', 'query.maxSamples', count),
  row('query.timeout', 'query.timeout', duration),
  row('query.lookbackDelta', 'query.lookbackDelta', duration),
];

export const ALERTMANAGER_FIELDS: readonly FieldRow[] = [...SERVER, row('configSecret', 'configSecret', text)];

export const CONTAINER_FIELDS: readonly FieldRow[] = POD.filter(({ field }) => field.startsWith('resources.'));
export const POD_FIELDS: readonly FieldRow[] = POD.filter(({ field }) => !field.startsWith('resources.') && !field.startsWith('securityContext.'));

/** What is asked of the fields of one object. */
export interface FieldsAsked {
  /** `Prometheus monitoring/k8s`: what the paths of results begin with. */
  readonly object: string;
  /** `prometheus`: what the paths of options begin with. */
  readonly component: string;
  readonly spec: unknown;
  readonly rows: readonly FieldRow[];
  /** Fields of which somebody else writes the result. */
  readonly without?: readonly string[];
  /** Whether what has no option goes to the option `spec`, as it is. */
  readonly hasSpec: boolean;
}

/** Options for the fields of an object; all that has no option is written into `spec` as it is, so that nothing is lost. */
export function readFields({ object, component, spec, rows, without = [], hasSpec }: FieldsAsked): ReadFields {
  const options: (readonly [string, Expression])[] = [];
  const values: MigratedValue[] = [];
  for (const [path, value] of leavesOf(spec, rows)) {
    if (without.includes(path) || without.includes(path.split('.')[0]) || isEmpty(value)) { continue; }
    const found = rows.find(({ field }) => field === path);
    const expression = found?.as(value);
    const place = `${object}: ${path}`;
    if (found && expression) {
      options.push([`${component}.${found.option}`, expression]);
      values.push({ path: place, outcome: 'mapped', note: `${component}.${found.option}` });
      continue;
    }
    const plain = hasSpec && isSafe(path) ? literal(value) : undefined;
    if (plain) { options.push([`${component}.spec.${path}`, plain]); }
    values.push(plain ? { path: place, outcome: 'mapped', note: `${component}.spec` } : { path: place, outcome: 'unsupported', note: 'it has no option' });
  }
  return { options, values };
}

/** A dot in a name would be taken for a level. */
function isSafe(path: string): boolean {
  return path.split('.').every(part => nameOf(part) === part);
}

/** The fields of a specification: as deep as a row goes, or the whole field. */
function leavesOf(spec: unknown, rows: readonly FieldRow[], prefix = ''): [string, unknown][] {
  if (!isMap(spec)) { return []; }
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const path = `${prefix}${name}`;
    const isDeeper = rows.some(({ field }) => field.startsWith(`${path}.`));
    return isDeeper && isMap(value) ? leavesOf(value, rows, `${path}.`) : [[path, value]];
  });
}

/** What an empty list, map or text says is what nothing says. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || Array.isArray(value) && value.length === 0 || isMap(value) && Object.keys(value).length === 0;
}
