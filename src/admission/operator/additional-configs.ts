import { isManaged } from './prometheus';
import { CheckContext, Fault, OperatorRow } from './row';
import { Json } from './shared/json';
import { noName, referred } from './shared/references';
import { parseDocuments } from '../../files/documents';
import { isMap, isSet } from '../../values/json';

const BOTH = ['Prometheus', 'PrometheusAgent'];
const SERVER = ['Prometheus'];

/** Fields that refer to a Secret whose content becomes part of the configuration. */
const FIELDS: readonly (readonly [field: string, kinds: readonly string[], inWords: string, unread: string])[] = [
  ['additionalScrapeConfigs', BOTH, 'additional scrape configs', 'unmarshalling additional scrape configs failed'],
  ['additionalAlertRelabelConfigs', SERVER, 'additional alert relabel configs', 'unmarshalling additional alerting relabel configs failed'],
  ['additionalAlertManagerConfigs', SERVER, 'additional alert manager configs', 'unmarshalling additional alertmanager configs failed'],
];

function fileOf(kinds: readonly string[]): string {
  return kinds === BOTH ? 'pkg/prometheus/agent/operator.go' : 'pkg/prometheus/server/operator.go';
}

/** Unlike elsewhere, `optional` allows a missing Secret. */
function missing(reference: unknown, context: CheckContext): readonly Fault[] {
  if (!isMap(reference)) { return []; }
  const { name, key } = reference;
  if (!isSet(name) || name === '') { return [noName('Secret')]; }
  if (reference.optional === true) { return []; }
  const found = referred('Secret', reference, context);
  if (found === 'no-object') {
    return [{ at: 'name', value: name, why: `is not a Secret in namespace ${context.namespace}: create it, or set "optional"` }];
  }
  return found === 'no-key' ? [{ at: 'key', value: key, why: 'is not a key of the Secret: add the key, or set "optional"' }] : [];
}

/** What YAML 1.2 rejects is not checked: Go may accept it. */
function noList(reference: unknown, context: CheckContext): readonly Fault[] {
  const found = isMap(reference) ? referred('Secret', reference, context) : 'unknown';
  const read = typeof found === 'object' && found.text !== undefined ? parseDocuments(found.text) : undefined;
  if (read === undefined || 'problem' in read) { return []; }
  const [content] = read.documents;
  const isList = Array.isArray(content) && content.every(each => isMap(each) || !isSet(each));
  return !isSet(content) || isList ? [] : [{ at: 'key', why: 'refers to data that is not a YAML list of maps: write a list of maps' }];
}

/** A check at the time when the configuration is generated. */
const row = (id: string, field: string, kinds: readonly string[], file: string, text: string, find: typeof missing): OperatorRow => ({
  id: `additional-configs/${id}`,
  kinds,
  field: `spec.${field}`,
  effect: 'resource-rejected',
  see: { file, text },
  find: (value: unknown, context: CheckContext, { spec }: Json) => (isManaged(context.kind, spec) ? find(value, context) : []),
});

/** Checks of the Secrets with additional configuration. */
export const ADDITIONAL_CONFIG_ROWS: readonly OperatorRow[] = FIELDS.flatMap(([field, kinds, inWords, unread]) => [
  row(`${field.toLowerCase()}-missing`, field, kinds, fileOf(kinds), `loading ${inWords} from Secret failed`, missing),
  row(`${field.toLowerCase()}-content`, field, kinds, 'pkg/prometheus/promcfg.go', unread, noList),
]);
