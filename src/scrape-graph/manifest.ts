/** An object as it stands in YAML, as far as one looks at every kind. */
export interface Manifest {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels; readonly annotations?: Labels };
  // what is below is looked at with care: it may be anything
  readonly spec?: any;
  /** As it was given. */
  readonly raw?: any;
  readonly [field: string]: any;
}

export type Labels = { readonly [name: string]: string };

/** Where an object is: `ServiceMonitor monitoring/web`. */
export function nameOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** What an object is, in a world of objects. */
export function keyOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

/** What cannot be an object is left out: a graph is drawn of what is there. */
export function asManifests(values: readonly unknown[]): Manifest[] {
  return values.flatMap((value: any): Manifest[] => {
    if (typeof value?.kind !== 'string') { return []; }
    if (Array.isArray(value.items) && value.kind.endsWith('List')) { return asManifests(value.items); }
    if (typeof value.metadata?.name !== 'string') { return []; }
    const { name, namespace } = value.metadata;
    const spec = typeof value.spec === 'object' && value.spec !== null ? value.spec : {};
    return [{ ...value, spec, raw: value, metadata: { name, ...typeof namespace === 'string' && { namespace }, labels: textsOf(value.metadata.labels), annotations: textsOf(value.metadata.annotations) } }];
  });
}

/** A map of texts: of labels that are none, YAML's numbers and booleans, the apiserver would refuse the object. */
export function textsOf(value: unknown): Labels {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Labels : {};
}

/** A list, of whatever but nothing; none where it is none. */
export function listOf(value: unknown): readonly any[] {
  return Array.isArray(value) ? value.filter(each => each !== null && each !== undefined) : [];
}

export function textOf(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}
