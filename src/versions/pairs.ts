import { ComponentVersion } from './component-version';
import { ALERTMANAGER_FEATURE, ALERTMANAGER_ZERO_DURATION, THANOS_CIPHERS, THANOS_DELAYED_COMPACTION } from './rules';
import { finding, Finding } from '../validation/rule';

/** The fields of a custom resource that are read. It may come from any source. */
interface CustomResource {
  readonly kind: string;
  readonly spec?: any;
}

type Operator = ComponentVersion<'prometheusOperator'>;

/**
 * Releases of an operator and of what it runs that do not work together, on the finished object: as the operator reads it, patches
 * included. A version that the object does not name is unknown, and is not judged.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md
 */
export function checkPairs({ kind, spec }: CustomResource, operator: Operator): Finding[] {
  if (spec === null || typeof spec !== 'object') { return []; }
  if (kind === 'Prometheus') {
    return [...delayedCompaction(spec, operator), ...thanosCiphers('spec.thanos.grpcServerTlsConfig', spec.thanos, operator)];
  }
  if (kind === 'ThanosRuler') { return thanosCiphers('spec.grpcServerTlsConfig', spec, operator); }
  return kind === 'Alertmanager' ? [...zeroDurations(spec, operator), ...alertmanagerFeatures(spec)] : [];
}

/** The operator uses the version of the custom resource, not the tag of its image. */
function versionOf<C extends 'prometheus' | 'alertmanager' | 'thanos'>(component: C, text: unknown): ComponentVersion<C> | undefined {
  if (typeof text !== 'string') { return undefined; }
  const { version, findings } = ComponentVersion.parse(component, 'version', text);
  return findings.some(({ ruleId }) => ruleId === 'versions/malformed') ? undefined : version;
}

/** Thanos before 0.41 has no such flag, and the operator works without it. */
const FIRST_DELAYED_THANOS = '0.41.0';

/** The operator compares only the two versions, and enables it for a Thanos that rejects the paths. */
function delayedCompaction({ version, thanos, disableCompaction }: any, operator: Operator): Finding[] {
  const uploads = (thanos?.objectStorageConfig ?? thanos?.objectStorageConfigFile ?? undefined) !== undefined;
  const [prometheus, sidecar] = [versionOf('prometheus', version), versionOf('thanos', thanos?.version)];
  const isHit = uploads && disableCompaction !== true && operator.has('delayedCompactionTooEarly')
    && prometheus?.has('delayCompactFile') === true
    && sidecar?.isAtLeast(FIRST_DELAYED_THANOS) === true && !sidecar.has('shipperMetaFilePaths');
  return isHit ? [finding(THANOS_DELAYED_COMPACTION, { operator: operator.text, prometheus: prometheus.text, thanos: sidecar.text })] : [];
}

/** The first Thanos for which the operator sets these arguments. */
const FIRST_THANOS_WITH_CIPHERS = '0.42.0';

function thanosCiphers(field: string, container: any, operator: Operator): Finding[] {
  if (!operator.has('joinsThanosCiphers') || versionOf('thanos', container?.version)?.isAtLeast(FIRST_THANOS_WITH_CIPHERS) !== true) {
    return [];
  }
  return ['cipherSuites', 'curves'].filter(name => listLength(container.grpcServerTlsConfig?.[name]) > 1)
    .map(name => finding(THANOS_CIPHERS, { field: `${field}.${name}`, operator: operator.text }));
}

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

const CLUSTER_DURATIONS = ['clusterGossipInterval', 'clusterPushpullInterval', 'clusterPeerTimeout'];

function zeroDurations(spec: any, operator: Operator): Finding[] {
  const version = versionOf('alertmanager', spec.version);
  if (operator.has('dropsZeroDurations') || version?.has('rejectsZeroDurations') !== true) { return []; }
  const isCluster = Number(spec.replicas ?? 1) > 1 || spec.forceEnableClusterMode === true;
  return ['retention', ...isCluster ? CLUSTER_DURATIONS : []].filter(field => isZeroText(spec[field]))
    .map(field => finding(
      ALERTMANAGER_ZERO_DURATION, { field: `spec.${field}`, value: String(spec[field]), version: version.text, operator: operator.text },
    ));
}

/** `0`, `0s`, `0h0m`: zero durations in Go. */
function isZeroText(value: unknown): boolean {
  return typeof value === 'string' && /^(0|(0+(h|m|s|ms))+)$/.test(value);
}

const GOMAXPROCS = 'auto-gomaxprocs';
/** The first Alertmanager for which the operator sets features. */
const FIRST_WITH_FEATURES = '0.27.0';

function alertmanagerFeatures(spec: any): Finding[] {
  const version = versionOf('alertmanager', spec.version);
  const hasIt = Array.isArray(spec.enableFeatures) && spec.enableFeatures.includes(GOMAXPROCS);
  return hasIt && version?.isAtLeast(FIRST_WITH_FEATURES) === true && !version.has('autoGomaxprocsFeature')
    ? [finding(ALERTMANAGER_FEATURE, { feature: GOMAXPROCS, version: version.text })] : [];
}
