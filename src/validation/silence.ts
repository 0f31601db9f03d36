/** Prefix of annotations that silence a rule at an object. */
const PREFIX = 'cdk8s-prometheus/silence-';
/** The rules of the graph came first: their annotations omit the folder. */
const SHORT = 'scrape-graph/';

/** `cdk8s-prometheus/silence-no-pods` of `scrape-graph/no-pods`, `cdk8s-prometheus/silence-schema-type` of `schema/type`. */
export function silenceAnnotation(id: string): string {
  return `${PREFIX}${id.startsWith(SHORT) ? id.slice(SHORT.length) : id.replace('/', '-')}`;
}

/** Former names of rules: annotations with old ids remain valid. */
const FORMER: { readonly [id: string]: readonly string[] } = {
  'operator/left-out': ['scrape-graph/refused', 'scrape-graph/no-receiver'],
  'operator/rejected': ['scrape-graph/no-receiver'],
  'operator/reload': ['scrape-graph/no-receiver'],
};

/** Whether the rule with this id was renamed. */
export function isFormerRule(id: string): boolean {
  return Object.values(FORMER).some(ids => ids.includes(id));
}

/** Why a rule is silenced at an object. Undefined if it is not. An empty reason does not silence. */
export function silenceReason(annotations: unknown, id: string): string | undefined {
  if (typeof annotations !== 'object' || annotations === null) { return undefined; }
  const ids = Object.hasOwn(FORMER, id) ? [id, ...FORMER[id]] : [id];
  return ids.map(each => reasonIn(annotations, silenceAnnotation(each))).find(reason => reason !== undefined);
}

function reasonIn(annotations: object, name: string): string | undefined {
  const reason: unknown = Object.hasOwn(annotations, name) ? (annotations as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof reason === 'string' ? reason.trim() || undefined : undefined;
}
