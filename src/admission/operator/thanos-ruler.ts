import { isBelow, OperatorRow } from './row';
import { isOtherThanList } from './shared/label-selector';
import { readVersion } from './shared/version';
import { isVariable } from '../../validation/placeholder';
import { asList, isMap, isSet, textOf } from '../../values/json';

const OPERATOR = 'pkg/thanos/operator.go';
const STATEFUL_SET = 'pkg/thanos/statefulset.go';

const row = (id: string, field: string, since: string | undefined, file: string, text: string, find: OperatorRow['find']): OperatorRow => ({
  id: `thanos-ruler/${id}`,
  kinds: ['ThanosRuler'],
  field,
  effect: 'resource-rejected',
  since,
  see: { file, text },
  find,
});

/** Checks of a ThanosRuler. */
export const THANOS_RULER_ROWS: readonly OperatorRow[] = [
  row(
    'no-query',
    'spec',
    undefined,
    STATEFUL_SET,
    'thanos ruler requires query config or at least one query endpoint to be specified',
    spec =>
      isMap(spec) && !isSet(spec.queryConfig) && asList(spec.queryEndpoints).length === 0 && !isOtherThanList(spec.queryEndpoints)
        ? [{ at: 'queryEndpoints', why: 'is missing, and so is "queryConfig": set one of them' }]
        : [],
  ),
  row('version', 'spec.version', undefined, STATEFUL_SET, 'failed to parse Thanos Ruler version', value =>
    typeof value !== 'string' || value === '' || isVariable(value) || readVersion(value)
      ? []
      : [{ at: '', value, why: 'is not a version: write it like "v0.40.1"' }],
  ),
  row(
    'remote-write',
    'spec.remoteWrite',
    '0.82.0',
    OPERATOR,
    'thanos remote-write configuration requires at least version',
    (value, { thanos }) =>
      asList(value).length > 0 && isBelow(thanos, '0.24.0')
        ? [{ at: '', why: `requires Thanos 0.24.0 or newer; the version is ${thanos!.text}` }]
        : [],
  ),
  row(
    'azure-client-id',
    'spec.remoteWrite[].azureAd.managedIdentity',
    '0.87.0',
    OPERATOR,
    'azureAD.managedIdentity.clientId is required with Thanos < 0.40.0',
    (value, { thanos }) =>
      isMap(value) && textOf(value.clientId) === '' && isBelow(thanos, '0.40.0')
        ? [{ at: 'clientId', why: `is missing, but Thanos below 0.40.0 requires it; the version is ${thanos!.text}` }]
        : [],
  ),
];
