import {
  COMPACTOR_TWICE, ENDPOINT, ENDPOINT_TWICE, NO_ENDPOINTS, REPLICA_LABEL, REPLICATION, RETENTION_RESOLUTION, SAME_LABELS,
} from './rules';
import { ThanosEndpoint } from './thanos-endpoint';
import { ThanosCompactorProps, ThanosReceiveProps } from './thanos-props';
import { checkNumber, checkReferences } from '../manifest/references';
import { SecretKeyReference } from '../scrape/client-access-options';
import { finding, Finding } from '../validation/rule';

/** A host and a port, or a DNS name with a prefix. */
const ADDRESS = /^(?:(?:dns\+)?[\w.-]+:\d{1,5}|(?:dns\+|dnssrv(?:noa)?\+)[\w.-]+)$/;

export function checkAddress(address: string): Finding[] {
  return address.length <= 300 && ADDRESS.test(address) ? [] : [finding(ENDPOINT, { address })];
}

/** The endpoints of a Query, and its deduplication. */
export function checkEndpoints(endpoints: readonly ThanosEndpoint[], replicaLabels: readonly string[]): Finding[] {
  const addresses = endpoints.map(({ _address }) => _address);
  const twice = [...new Set(addresses.filter((address, at) => addresses.indexOf(address) !== at))];
  return [
    ...endpoints.length === 0 ? [finding(NO_ENDPOINTS, {})] : [],
    ...addresses.flatMap(checkAddress),
    ...twice.map(address => finding(ENDPOINT_TWICE, { address })),
    ...replicaLabels.filter(label => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label))
      .map(label => finding(REPLICA_LABEL, { label, why: 'it is not a valid label name' })),
    ...replicaLabels.filter(label => label === 'cluster' || label === 'prometheus')
      .map(label => finding(
        REPLICA_LABEL, { label, why: `it distinguishes ${label === 'cluster' ? 'clusters' : 'Prometheuses'}, not replicas` },
      )),
    ...checkLabelsOf(endpoints.filter(({ _address }) => !twice.includes(_address)), replicaLabels),
  ];
}

/** No two endpoints may have the same external labels, except replica labels. */
function checkLabelsOf(endpoints: readonly ThanosEndpoint[], replicaLabels: readonly string[]): Finding[] {
  const known = new Map<string, string>();
  return endpoints.flatMap(({ _address: other, _externalLabels: labels }) => {
    if (!labels) { return []; }
    const text = `{${Object.keys(labels)
      .filter(name => !replicaLabels.includes(name))
      .sort()
      .map(name => `${name}=${JSON.stringify(labels[name])}`)
      .join(', ')}}`;
    const one = known.get(text);
    known.set(text, one ?? other);
    return one === undefined ? [] : [finding(SAME_LABELS, { one, other, labels: text })];
  });
}

export function checkBucket(objectStorage: SecretKeyReference | undefined): Finding[] {
  return checkReferences([{ prop: 'objectStorage.secretName', name: objectStorage?.secretName }]);
}

/** Downsampling to five minutes needs blocks of the first age, to one hour those of the second. */
const FIRST_HOURS = 40;
const SECOND_DAYS = 10;

export function checkRetention({ retentionRaw, retention5m, downsampling = true }: ThanosCompactorProps): Finding[] {
  const wrong = (why: string) => finding(RETENTION_RESOLUTION, { why });
  if (!downsampling) { return []; }
  return [
    ...retentionRaw && retentionRaw.toHours({ integral: false }) < FIRST_HOURS
      ? [
        wrong(
          `"retentionRaw" is below ${FIRST_HOURS} hours, the age at which blocks are downsampled to 5 minutes: use at least ${FIRST_HOURS} `
            + 'hours',
        ),
      ]
      : [],
    ...retention5m && retention5m.toDays({ integral: false }) < SECOND_DAYS
      ? [
        wrong(
          `"retention5m" is below ${SECOND_DAYS} days, the age at which blocks are downsampled to 1 hour: use at least ${SECOND_DAYS} days`,
        ),
      ]
      : [],
  ];
}

function whyNotReplicated(replicas: number, replicationFactor: number): string | undefined {
  if (replicationFactor > replicas) { return 'use at most the number of pods'; }
  if (replicationFactor !== 2) { return undefined; }
  return 'with 2 both pods must accept a write, so that writes fail while one is down: use 3, or 1';
}

export function checkReplication(replicas: number, replicationFactor: number): Finding[] {
  const why = whyNotReplicated(replicas, replicationFactor);
  return [
    ...checkNumber('replicationFactor', replicationFactor, 1),
    ...why === undefined ? [] : [finding(REPLICATION, { replicationFactor, replicas, why })],
  ];
}

/** @param others the paths of those that have the same bucket */
export function checkCompactors(
  namespace: string | undefined, { secretName, key }: SecretKeyReference, others: readonly string[],
): Finding[] {
  return others.length === 0
    ? []
    : [finding(COMPACTOR_TWICE, { bucket: `Secret ${namespace === undefined ? '' : `${namespace}/`}${secretName}, key ${key}`, others })];
}

/** The number of pods with each series. */
export function replicationOf({ replicas = 3, replicationFactor }: Pick<ThanosReceiveProps, 'replicas' | 'replicationFactor'>): number {
  return replicationFactor ?? (replicas >= 3 ? 3 : 1);
}
