import { isEmpty, isMap } from '../../values/json';
import {
  count, duration, Expression, flag, labels, literal, map, maps, member, namedValues, nameEscaping, nameValidation, otlpReceiver,
  propertyName, quantity, size, storage, text, texts, version,
} from '../convert';
import { MigratedValue } from '../part';

/** The result for one object. */
export interface ReadFields {
  readonly options: readonly (readonly [option: string, value: Expression])[];
  readonly values: readonly MigratedValue[];
  /** Fields whose value no option can express. They are patched as a whole. */
  readonly patches: ReadonlyMap<string, unknown>;
}

/** A field of a specification, and the equivalent option of a component. */
interface FieldRow {
  readonly field: string;
  readonly option: string;
  readonly as: (value: any) => Expression | undefined;
  /** Values that are equivalent to no value. */
  readonly none: readonly unknown[];
}

const row = (field: string, option: string, as: FieldRow['as'], ...none: unknown[]): FieldRow => ({ field, option, as, none });
/** A reference to a key, as in custom resources. An optional reference has no option. */
const key = (value: any) => isMap(value) && value.optional === undefined && text(value.name) && text(value.key)
  ? literal({ secretName: value.name, key: value.key })
  : undefined;
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

/** Fields that the operator's custom resources share. */
const SERVER: readonly FieldRow[] = [
  ...POD,
  row('replicas', 'replicas', count),
  row('version', 'version', version),
  row('retention', 'retention', duration),
  row('storage', 'storage', storage),
  row('externalUrl', 'externalUrl', text),
  row('routePrefix', 'routePrefix', text, '/'),
  row('logLevel', 'logLevel', text, 'info'),
  row('logFormat', 'logFormat', text, 'logfmt'),
  row('affinity', 'affinity', map),
  row('topologySpreadConstraints', 'topologySpreadConstraints', maps),
  row('volumes', 'volumes', maps),
  row('volumeMounts', 'volumeMounts', maps),
  row('containers', 'containers', maps),
  row('initContainers', 'initContainers', maps),
  row('hostAliases', 'hostAliases', maps),
  row('dnsPolicy', 'dnsPolicy', text),
  row('dnsConfig', 'dnsConfig', map),
  row('minReadySeconds', 'minReadySeconds', count, 0),
  row('terminationGracePeriodSeconds', 'terminationGracePeriodSeconds', count),
  row('podMetadata.annotations', 'podAnnotations', labels),
  row('enableFeatures', 'enableFeatures', texts),
  row('additionalArgs', 'additionalArgs', namedValues),
];

export const PROMETHEUS_FIELDS: readonly FieldRow[] = [
  ...SERVER,
  row('shards', 'shards', count, 1),
  row('retentionSize', 'retentionSize', size),
  row('scrapeInterval', 'scrapeInterval', duration, '30s'),
  row('scrapeTimeout', 'scrapeTimeout', duration),
  row('evaluationInterval', 'evaluationInterval', duration, '30s'),
  row('externalLabels', 'externalLabels', labels),
  row('walCompression', 'walCompression', flag, true),
  row('enableRemoteWriteReceiver', 'enableRemoteWriteReceiver', flag, false),
  row('enableOTLPReceiver', 'otlpReceiver', otlpReceiver, false),
  row('scrapeNativeHistograms', 'scrapeNativeHistograms', flag, false),
  row('scrapeClassicHistograms', 'scrapeClassicHistograms', flag, false),
  row('convertClassicHistogramsToNHCB', 'convertClassicHistogramsToNhcb', flag, false),
  row('nameValidationScheme', 'nameValidationScheme', nameValidation),
  row('nameEscapingScheme', 'nameEscapingScheme', nameEscaping),
  row('tsdb.outOfOrderTimeWindow', 'outOfOrderTimeWindow', duration, '0s'),
  row('exemplars.maxSize', 'maxExemplars', count),
  row('ruleQueryOffset', 'ruleQueryOffset', duration, '0s'),
  row('retentionPercentage', 'retentionPercentage', count),
  row('enforcedSampleLimit', 'limits.sampleLimit', count, 0),
  row('enforcedTargetLimit', 'limits.targetLimit', count, 0),
  row('enforcedLabelLimit', 'limits.labelLimit', count, 0),
  row('enforcedLabelNameLengthLimit', 'limits.labelNameLengthLimit', count, 0),
  row('enforcedLabelValueLengthLimit', 'limits.labelValueLengthLimit', count, 0),
  row('enforcedKeepDroppedTargets', 'limits.keepDroppedTargets', count, 0),
  row('enforcedBodySizeLimit', 'limits.bodySizeLimit', size, '0'),
  row('thanos.version', 'thanos.version', version),
  row('thanos.image', 'thanos.image', text),
  row('thanos.objectStorageConfig', 'thanos.objectStorage', key),
  row('thanos.resources.requests.cpu', 'thanos.cpu', quantity),
  row('thanos.resources.requests.memory', 'thanos.memory', quantity),
  row('enforcedNamespaceLabel', 'enforcedNamespaceLabel', text),
  row('additionalScrapeConfigs', 'additionalScrapeConfigs', key),
  row('additionalAlertManagerConfigs', 'additionalAlertmanagerConfigs', key),
  row('additionalAlertRelabelConfigs', 'additionalAlertRelabelConfigs', key),
  row('query.maxConcurrency', 'query.maxConcurrency', count),
  row('query.maxSamples', 'query.maxSamples', count),
  row('query.timeout', 'query.timeout', duration),
  row('query.lookbackDelta', 'query.lookbackDelta', duration),
];

const NO_OPTION = () => undefined;

export const ALERTMANAGER_FIELDS: readonly FieldRow[] = [
  ...SERVER,
  row('alertmanagerConfiguration', '', NO_OPTION),
  row(
    'alertmanagerConfigMatcherStrategy.type',
    'configMatcher',
    member(
      'AlertmanagerConfigMatcher',
      { OnNamespace: 'ON_NAMESPACE', OnNamespaceExceptForAlertmanagerNamespace: 'ON_NAMESPACE_EXCEPT_ALERTMANAGER', None: 'NONE' },
    ),
  ),
];

export const CONTAINER_FIELDS: readonly FieldRow[] = POD.filter(({ field }) => field.startsWith('resources.'));
export const POD_FIELDS: readonly FieldRow[] = POD.filter(
  ({ field }) => !field.startsWith('resources.') && !field.startsWith('securityContext.'),
);

/** Fields without an option, and their neutral value. */
const SILENT: { readonly [field: string]: unknown } = {
  automountServiceAccountToken: true,
  hostNetwork: false,
  imagePullPolicy: 'IfNotPresent',
  paused: false,
  enableAdminAPI: false,
  disableCompaction: false,
  arbitraryFSAccessThroughSMs: false,
  overrideHonorLabels: false,
  overrideHonorTimestamps: false,
  ignoreNamespaceSelectors: false,
  allowOverlappingBlocks: false,
  hostUsers: true,
  forceEnableClusterMode: false,
};

/** Parameters for converting the fields of one object. */
export interface FieldsAsked {
  /** `Prometheus monitoring/k8s`: the prefix of result paths. */
  readonly object: string;
  /** `prometheus`: the prefix of option paths. */
  readonly component: string;
  readonly spec: unknown;
  readonly rows: readonly FieldRow[];
  /** Fields whose result is written elsewhere. */
  readonly without?: readonly string[];
  /** Whether fields without an option are copied to the option `spec`. */
  readonly hasSpec: boolean;
}

/**
 * Converts the fields of an object to options. Values that no option can express are patched, and fields without an option are written to
 * `spec`, so that nothing is lost.
 */
export function readFields(asked: FieldsAsked): ReadFields {
  const { object, component, spec, rows, without = [], hasSpec } = asked;
  const found = { options: [] as (readonly [string, Expression])[], values: [] as MigratedValue[], patches: new Map<string, unknown>() };
  for (const [path, value] of leavesOf(spec, rows)) {
    if (without.includes(path) || without.includes(path.split('.')[0]) || isEmpty(value)) { continue; }
    const result = (outcome: MigratedValue['outcome'], note: string) => {
      found.values.push({ path: `${object}: ${path}`, outcome, note });
    };
    const known = rows.find(({ field }) => field === path);
    const expression = known?.none.includes(value) ? undefined : known?.as(value);
    if (known?.none.includes(value) || Object.hasOwn(SILENT, path) && SILENT[path] === value) {
      result('same', 'same behavior');
    } else if (known && expression) {
      found.options.push([`${component}.${known.option}`, expression]);
      result('mapped', `${component}.${known.option}`);
    } else if (!hasSpec || !isSafe(path)) { result('unsupported', 'no option'); } else if (known) {
      const [top] = path.split('.');
      found.patches.set(top, (spec as any)[top]);
      result('mapped', `a patch of spec.${top}`);
    } else {
      found.options.push([`${component}.spec.${path}`, literal(value)!]);
      result('mapped', `${component}.spec`);
    }
  }
  return found;
}

/** A dot in a name would count as a level. */
function isSafe(path: string): boolean {
  return path.split('.').every(part => propertyName(part) === part);
}

/** The fields of a specification: to the depth of the rows, or the whole field. */
function leavesOf(spec: unknown, rows: readonly FieldRow[], prefix = ''): [string, unknown][] {
  if (!isMap(spec)) { return []; }
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const path = `${prefix}${name}`;
    const isDeeper = rows.some(({ field }) => field.startsWith(`${path}.`));
    return isDeeper && isMap(value) ? leavesOf(value, rows, `${path}.`) : [[path, value]];
  });
}
