/** What an annotation begins with by which a rule is silenced at an object. */
const PREFIX = 'cdk8s-prometheus/silence-';
/** The rules of the graph were there first: their annotations do without their folder. */
const SHORT = 'scrape-graph/';

/** `cdk8s-prometheus/silence-no-pods` of `scrape-graph/no-pods`, `cdk8s-prometheus/silence-schema-type` of `schema/type`. */
export function silenceAnnotation(id: string): string {
  return `${PREFIX}${id.startsWith(SHORT) ? id.slice(SHORT.length) : id.replace('/', '-')}`;
}

/** Why a rule is silent at an object; undefined if it is not. An empty reason is none. */
export function silenceReason(annotations: unknown, id: string): string | undefined {
  if (typeof annotations !== 'object' || annotations === null) { return undefined; }
  const name = silenceAnnotation(id);
  const reason: unknown = Object.hasOwn(annotations, name) ? (annotations as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof reason === 'string' ? reason.trim() || undefined : undefined;
}
