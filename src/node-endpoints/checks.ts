import { NodeTarget } from './node-address';
import { EndpointObjects } from './node-endpoints-props';
import { ANNOTATIONS_LIMIT, ETCD_REQUEST_LIMIT, lastAppliedBytes, MIRRORING_LIMIT, storedEndpointsBytes } from './object-size';
import { ResolvedProps } from './resolve-props';
import {
  CLIENT_SIDE_APPLY, DISCOVERY_ROLE, ENDPOINTS_TOO_LARGE, MIRRORING_TRUNCATES, NO_USABLE_NODE, PORT, SKIPPED_NODES, SKIPPED_PERCENT,
  SLICE_SIZE,
  TOO_MANY_SKIPPED,
} from './rules';
import { Bucket } from './slice-partition';
import { isPortNumber } from '../net/port';
import { finding, Finding, shown } from '../validation/rule';

/** Checks that need only the props. */
export function checkProps({
  port, requestedSliceSize, maxEndpointsPerSlice, objects, operatorVersion, serviceDiscoveryRole,
}: ResolvedProps): Finding[] {
  const findings: Finding[] = [];
  if (!isPortNumber(port)) {
    findings.push(finding(PORT, { port }));
  }
  if (requestedSliceSize !== undefined && requestedSliceSize !== maxEndpointsPerSlice) {
    findings.push(finding(SLICE_SIZE, { size: requestedSliceSize }));
  }
  if (objects === EndpointObjects.SLICES && serviceDiscoveryRole === undefined) {
    findings.push(finding(DISCOVERY_ROLE, {
      cure: operatorVersion === undefined
        ? 'set "operatorVersion" (0.86 or newer, so that the ServiceMonitor sets the role), or set "serviceDiscoveryRole: EndpointSlice" '
          + 'in the Prometheus object and ignore this warning'
        : 'set "serviceDiscoveryRole: EndpointSlice" in the Prometheus object, or use "objects: EndpointObjects.BOTH"',
    }));
  }
  return findings;
}

/** Findings about skipped nodes. */
export function checkSkipped(
  { allowEmpty, skippedNodes: { allowedPercent } }: ResolvedProps, all: number, usable: number, skipped: readonly string[],
): Finding[] {
  if (!(allowedPercent >= 0 && allowedPercent <= 100)) {
    return [finding(SKIPPED_PERCENT, { percent: allowedPercent })];
  }
  if (usable === 0 && !allowEmpty) {
    return [finding(NO_USABLE_NODE, { all, skipped })];
  }
  if (skipped.length * 100 > allowedPercent * all) {
    return [finding(TOO_MANY_SKIPPED, { skipped, all, allowed: allowedPercent === 0 ? 'none' : `at most ${allowedPercent}%` })];
  }
  return skipped.length > 0 ? [finding(SKIPPED_NODES, { skipped, all })] : [];
}

/** Limits of the objects. */
export function checkObjects({ objects, name }: ResolvedProps, targets: readonly NodeTarget[], buckets: readonly Bucket[]): Finding[] {
  const findings: Finding[] = [];
  const hasEndpoints = objects !== EndpointObjects.SLICES;
  const count = targets.length;
  const bytes = storedEndpointsBytes(targets);
  if (hasEndpoints && bytes > ETCD_REQUEST_LIMIT) {
    return [finding(ENDPOINTS_TOO_LARGE, { count, bytes, limit: ETCD_REQUEST_LIMIT })];
  }
  if (objects === EndpointObjects.ENDPOINTS && count > MIRRORING_LIMIT) {
    findings.push(finding(MIRRORING_TRUNCATES, { count, limit: MIRRORING_LIMIT }));
  }
  const large = [
    ...hasEndpoints ? [{ object: `Endpoints ${shown(name)}`, size: lastAppliedBytes(targets) }] : [],
    ...buckets.map(bucket => ({ object: `EndpointSlice ${bucket.family}-${bucket.number}`, size: lastAppliedBytes(bucket.targets) })),
  ].filter(({ size }) => size > ANNOTATIONS_LIMIT);
  if (large.length > 0) {
    findings.push(finding(CLIENT_SIDE_APPLY, {
      objects: large.map(({ object }) => object),
      bytes: Math.max(...large.map(({ size }) => size)),
      limit: ANNOTATIONS_LIMIT,
    }));
  }
  return findings;
}
