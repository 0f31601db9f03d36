/** What an annotation begins with by which a rule is silenced at an object. */
const PREFIX = 'cdk8s-prometheus/silence-';
/** The rules of the graph were there first: their annotations do without their folder. */
const SHORT = 'scrape-graph/';

/** `cdk8s-prometheus/silence-no-pods` of `scrape-graph/no-pods`, `cdk8s-prometheus/silence-schema-type` of `schema/type`. */
export function silenceAnnotation(id: string): string {
  return `${PREFIX}${id.startsWith(SHORT) ? id.slice(SHORT.length) : id.replace('/', '-')}`;
}

/** What rules were called before they moved: annotations with the old ids still hold. */
const FORMER: { readonly [id: string]: readonly string[] } = {
  'operator/left-out': ['scrape-graph/refused', 'scrape-graph/no-receiver'],
  'operator/rejected': ['scrape-graph/no-receiver'],
  'operator/reload': ['scrape-graph/no-receiver'],
};

/** Whether a rule of this id exists under another one now. */
export function isFormerRule(id: string): boolean {
  return Object.values(FORMER).some(ids => ids.includes(id));
}

/** Why a rule is silent at an object; undefined if it is not. An empty reason is none. */
export function silenceReason(annotations: unknown, id: string): string | undefined {
  if (typeof annotations !== 'object' || annotations === null) { return undefined; }
  const ids = Object.hasOwn(FORMER, id) ? [id, ...FORMER[id]] : [id];
  return ids.map(each => reasonIn(annotations, silenceAnnotation(each))).find(reason => reason !== undefined);
}

function reasonIn(annotations: object, name: string): string | undefined {
  const reason: unknown = Object.hasOwn(annotations, name) ? (annotations as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof reason === 'string' ? reason.trim() || undefined : undefined;
}
