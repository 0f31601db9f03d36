import { COMPACTOR_TWICE, ENDPOINT, ENDPOINT_TWICE, NO_ENDPOINTS, REPLICA_LABEL, REPLICATION, RETENTION_RESOLUTION, SAME_LABELS } from './rules';
import { ThanosEndpoint } from './thanos-endpoint';
import { ThanosCompactorProps, ThanosReceiveProps } from './thanos-props';
import { checkNumber, checkReferences } from '../manifest/references';
import { SecretKeyReference } from '../scrape/client-access-options';
import { finding, Finding } from '../validation/rule';

/** A host and a port, or what DNS knows by a name. */
const ADDRESS = /^(?:(?:dns\+)?[\w.-]+:\d{1,5}|(?:dns\+|dnssrv(?:noa)?\+)[\w.-]+)$/;

export function checkAddress(address: string): Finding[] {
  return address.length <= 300 && ADDRESS.test(address) ? [] : [finding(ENDPOINT, { address })];
}

/** Whom a Query asks, and what it merges. */
export function checkEndpoints(endpoints: readonly ThanosEndpoint[], replicaLabels: readonly string[]): Finding[] {
  const addresses = endpoints.map(({ _address }) => _address);
  const twice = [...new Set(addresses.filter((address, at) => addresses.indexOf(address) !== at))];
  return [
    ...endpoints.length === 0 ? [finding(NO_ENDPOINTS, {})] : [],
    ...addresses.flatMap(checkAddress),
    ...twice.map(address => finding(ENDPOINT_TWICE, { address })),
    ...replicaLabels.filter(label => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)).map(label => finding(REPLICA_LABEL, { label, why: 'it is not a label' })),
    ...replicaLabels.filter(label => label === 'cluster' || label === 'prometheus').map(label => finding(REPLICA_LABEL, { label, why: `it tells ${label === 'cluster' ? 'clusters' : 'Prometheuses'} apart, not replicas` })),
    ...checkLabelsOf(endpoints.filter(({ _address }) => !twice.includes(_address)), replicaLabels),
  ];
}

/** No two have the same external labels but for those of replicas. */
function checkLabelsOf(endpoints: readonly ThanosEndpoint[], replicaLabels: readonly string[]): Finding[] {
  const known = new Map<string, string>();
  return endpoints.flatMap(({ _address: other, _externalLabels: labels }) => {
    if (!labels) { return []; }
    const text = `{${Object.keys(labels).filter(name => !replicaLabels.includes(name)).sort().map(name => `${name}=${JSON.stringify(labels[name])}`).join(', ')}}`;
    const one = known.get(text);
    known.set(text, one ?? other);
    return one === undefined ? [] : [finding(SAME_LABELS, { one, other, labels: text })];
  });
}

export function checkBucket(objectStorage: SecretKeyReference | undefined): Finding[] {
  return checkReferences([{ prop: 'objectStorage.secretName', name: objectStorage?.secretName }]);
}

/** Samples of five minutes are made of blocks of this age, those of an hour of blocks of that one. */
const FIRST_HOURS = 40;
const SECOND_DAYS = 10;

export function checkRetention({ retentionRaw, retention5m, downsampling = true }: ThanosCompactorProps): Finding[] {
  const wrong = (why: string) => finding(RETENTION_RESOLUTION, { why });
  if (!downsampling) { return []; }
  return [
    ...retentionRaw && retentionRaw.toHours({ integral: false }) < FIRST_HOURS
      ? [wrong(`"retentionRaw" is below ${FIRST_HOURS} hours, the age of the blocks of which samples of five minutes are made: keep them for ${FIRST_HOURS} hours at least`)] : [],
    ...retention5m && retention5m.toDays({ integral: false }) < SECOND_DAYS
      ? [wrong(`"retention5m" is below ${SECOND_DAYS} days, the age of the blocks of which samples of one hour are made: keep them for ${SECOND_DAYS} days at least`)] : [],
  ];
}

export function checkReplication(replicas: number, replicationFactor: number): Finding[] {
  const why = replicationFactor > replicas ? 'there must be at least as many pods'
    : replicationFactor === 2 ? 'both must take a write, so that none is taken while one is away: use 3, or 1' : undefined;
  return [...checkNumber('replicationFactor', replicationFactor, 1), ...why === undefined ? [] : [finding(REPLICATION, { replicationFactor, replicas, why })]];
}

/** @param others the paths of those that have the same bucket */
export function checkCompactors(namespace: string | undefined, { secretName, key }: SecretKeyReference, others: readonly string[]): Finding[] {
  return others.length === 0 ? [] : [finding(COMPACTOR_TWICE, { bucket: `Secret ${namespace === undefined ? '' : `${namespace}/`}${secretName}, key ${key}`, others })];
}

/** How many pods have each series. */
export function replicationOf({ replicas = 3, replicationFactor }: Pick<ThanosReceiveProps, 'replicas' | 'replicationFactor'>): number {
  return replicationFactor ?? (replicas >= 3 ? 3 : 1);
}
