import { rule } from '../validation/rule';

/** Who reads the object, and which version of it: `prometheus-operator 0.94.1`, `Kubernetes 1.37`. */
interface Place {
  /** `ServiceMonitor` */
  readonly kind: string;
  /** `spec.endpoints[0].intervall` */
  readonly path: string;
  readonly by: string;
}

interface Valued {
  /** The value as it is shown: quoted, bounded. */
  readonly value: string;
}

const REJECTED = 'The apiserver rejects the object if the client validates (fieldValidation=Strict: kubectl 1.27 or newer).';
const DROPPED = `${REJECTED} It drops the field silently for a client that does not. `
  + 'Server-side apply (Flux, Argo CD with ServerSideApply=true) fails with error 500, "field not declared in schema".';
const SEE = 'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level';

/** The cure, if a similar field exists. */
const instead = (suggestion: string | undefined, allowed: string | undefined) => {
  if (suggestion !== undefined) { return `write "${suggestion}"`; }
  return allowed === undefined ? 'remove it' : `remove it, or use one of ${allowed}`;
};

export const UNKNOWN_FIELD = rule({
  id: 'schema/unknown-field',
  severity: 'error',
  message: ({ kind, path, by, value, suggestion, allowed }: Place & Valued & { suggestion?: string; allowed?: string }) =>
    `"${path}" (${value}) does not exist in a ${kind} of ${by}; kubectl fails, other clients drop it silently: ${instead(suggestion, allowed)}`,
  why: DROPPED,
  example: { kind: 'ServiceMonitor', path: 'spec.endpoints[0].intervall', by: 'prometheus-operator 0.94.1', value: '"30s"', suggestion: 'interval' },
  see: SEE,
});

export const TOO_NEW = rule({
  id: 'schema/too-new',
  severity: 'error',
  message: ({ kind, path, by, component, since }: Place & { component: string; since: string }) =>
    `"${path}" of a ${kind} requires ${component} ${since} or newer; this is ${by}: upgrade it, or remove the field`,
  why: DROPPED,
  example: { kind: 'Prometheus', path: 'spec.hostUsers', by: 'prometheus-operator 0.80.1', component: 'prometheus-operator', since: '0.85.0' },
  see: SEE,
});

export const REMOVED = rule({
  id: 'schema/removed',
  severity: 'error',
  message: ({ kind, path, by, component, until }: Place & { component: string; until: string }) =>
    `"${path}" of a ${kind} was removed in ${component} ${until}; this is ${by}: remove the field`,
  why: DROPPED,
  example: {
    kind: 'ServiceMonitor', path: 'spec.scrapeFallbackProtocol', by: 'prometheus-operator 0.94.1', component: 'prometheus-operator', until: '0.79.1',
  },
  see: SEE,
});

export const NOT_KNOWN_HERE = rule({
  id: 'schema/not-known-here',
  severity: 'warning',
  message: ({ kind, path, by, newest, suggestion }: Place & { newest: string; suggestion?: string }) =>
    `"${path}" of a ${kind} is unknown up to ${newest}; ${by} is newer than that: ${suggestion === undefined ? 'check that it exists' : `check it, or write "${suggestion}"`}`,
  why: 'A version newer than the newest known one may have new fields and values. It is checked like the newest known one, and what that does not know is a warning.',
  example: { kind: 'Prometheus', path: 'spec.retentionn', by: 'prometheus-operator 0.97.0', newest: '0.95.2', suggestion: 'retention' },
});

export const WRONG_TYPE = rule({
  id: 'schema/type',
  severity: 'error',
  message: ({ kind, path, value, allowed }: Place & Valued & { allowed: string }) =>
    `"${path}" of a ${kind} is ${value}; the apiserver rejects it: write ${allowed}`,
  why: 'The apiserver rejects the object, whichever client sends it.',
  example: { kind: 'Prometheus', path: 'spec.replicas', by: 'prometheus-operator 0.94.1', value: '"two"', allowed: 'an integer of 32 bits' },
});

export const WRONG_VALUE = rule({
  id: 'schema/value',
  severity: 'error',
  message: ({ kind, path, value, allowed }: Place & Valued & { allowed: string }) =>
    `"${path}" of a ${kind} is ${value}; the apiserver rejects it: write ${allowed}`,
  why: 'The apiserver rejects the object, whichever client sends it: the schema of the kind has a pattern, a list of values or bounds for this field.',
  example: {
    kind: 'ServiceMonitor', path: 'spec.endpoints[0].interval', by: 'prometheus-operator 0.94.1', value: '"30"', allowed: 'a duration such as "30s" or "1h30m"',
  },
});

export const REQUIRED = rule({
  id: 'schema/required',
  severity: 'error',
  message: ({ kind, path, by, allowed }: Place & { allowed?: string }) =>
    `"${path}" of a ${kind} is missing and ${by} requires it; the apiserver rejects the object: set it${allowed === undefined ? '' : ` to ${allowed}`}`,
  why: 'The apiserver rejects the object, whichever client sends it. A field that is null is missing.',
  example: { kind: 'ServiceMonitor', path: 'spec.selector', by: 'prometheus-operator 0.94.1', allowed: 'a map' },
});

export const DUPLICATE = rule({
  id: 'schema/duplicate',
  severity: 'error',
  message: ({ kind, path, value }: Place & Valued) =>
    `"${path}" of a ${kind} repeats an earlier item of the list (${value}); the apiserver rejects it: remove one of them`,
  why: 'The apiserver rejects the object: items of this list are told apart by these fields.',
  example: { kind: 'Prometheus', path: 'spec.containers[0].ports[1]', by: 'prometheus-operator 0.94.1', value: 'containerPort 9090, protocol "TCP"' },
});

export const BROKEN_RULE = rule({
  id: 'schema/rule',
  severity: 'error',
  message: ({ kind, path, allowed }: Place & { allowed: string }) =>
    `"${path}" of a ${kind} breaks a rule of its schema; the apiserver rejects it: ${allowed}`,
  why: 'The apiserver rejects the object. The rules are written in CEL in the CustomResourceDefinition and compare several fields.',
  example: { kind: 'PrometheusAgent', path: 'spec', by: 'prometheus-operator 0.94.1', allowed: 'remove "replicas" if "mode" is "DaemonSet"' },
  see: 'https://kubernetes.io/docs/reference/using-api/cel/',
});

export const CHILD_ROUTE = rule({
  id: 'schema/child-route',
  severity: 'error',
  message: ({ path, value, cure }: Place & Valued & { cure: string }) =>
    `"${path}" (${value}) is invalid; the operator leaves out the whole AlertmanagerConfig, and its alerts have no route: ${cure}`,
  why: 'The apiserver has no schema of child routes and accepts anything. The operator decodes them and leaves out an object with an unknown field or a wrong type.',
  example: { kind: 'AlertmanagerConfig', path: 'spec.route.routes[0].groupWaitt', by: 'prometheus-operator 0.94.1', value: '"30s"', cure: 'write "groupWait"' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go',
});

export const UNKNOWN_KIND = rule({
  id: 'schema/unknown-kind',
  severity: 'warning',
  message: ({ key, by, cure }: { key: string; by: string; cure: string }) => `${key} does not exist in ${by}, and the object is not checked: ${cure}`,
  why: 'The apiserver rejects an object of a kind that no CustomResourceDefinition declares. Which ones a cluster has is not known here.',
  example: { key: 'monitoring.coreos.com/v1/ServiceMoniter', by: 'prometheus-operator 0.94.1', cure: 'write "ServiceMonitor"' },
});

export const UNCHECKED = rule({
  id: 'schema/unchecked',
  severity: 'warning',
  message: ({ count, why }: { count: number; why: string }) => `${count} ${count === 1 ? 'object is' : 'objects are'} not checked against a schema: ${why}`,
  why: 'What cannot be checked is reported once, so that no silence is mistaken for an approval.',
  example: { count: 12, why: 'prometheus-operator 0.65.1 is older than 0.70.0, the oldest known version' },
});
