import { rule } from '../validation/rule';

/** The path in an object: `spec.endpoints[0].intervall`. */
interface Place {
  readonly path: string;
}

interface Valued extends Place {
  /** The value for display: quoted, bounded. */
  readonly value: string;
}

interface Versioned extends Place {
  /** `prometheus-operator`, `Kubernetes` */
  readonly component: string;
  /** `0.94.1`; `0.85.0 and 0.94.1`; `0.70.0 to 0.95.2` */
  readonly version: string;
}

const REJECTED = 'The API server rejects the object, whichever client sends it.';
const DROPPED = 'The API server rejects the object if the client validates: fieldValidation=Strict, the default of kubectl 1.27 and newer. '
  + 'For other clients it drops the field silently. '
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
  message: ({ path, value, component, version, suggestion, allowed }: Versioned & Valued & { suggestion?: string; allowed?: string }) =>
    `"${path}" (${value}) does not exist in ${component} ${version}; kubectl fails, other clients drop it silently: `
    + instead(suggestion, allowed),
  why: DROPPED,
  example: {
    path: 'spec.endpoints[0].intervall', value: '"30s"', component: 'prometheus-operator', version: '0.94.1', suggestion: 'interval',
  },
  see: SEE,
});

export const TOO_NEW = rule({
  id: 'schema/too-new',
  severity: 'error',
  message: ({ path, component, version, since }: Versioned & { since: string }) =>
    `"${path}" requires ${component} ${since} or newer; the version is ${version}: upgrade it, or remove the field`,
  why: DROPPED,
  example: { path: 'spec.hostUsers', component: 'prometheus-operator', version: '0.80.1', since: '0.85.0' },
  see: SEE,
});

export const REMOVED = rule({
  id: 'schema/removed',
  severity: 'error',
  message: ({ path, component, version, until }: Versioned & { until: string }) =>
    `"${path}" was removed in ${component} ${until}; the version is ${version}: remove the field`,
  why: DROPPED,
  example: { path: 'spec.scrapeFallbackProtocol', component: 'prometheus-operator', version: '0.94.1', until: '0.79.1' },
  see: SEE,
});

export const NOT_KNOWN_HERE = rule({
  id: 'schema/not-known-here',
  severity: 'warning',
  message: ({ path, value, component, version, newest, suggestion }: Versioned & Valued & { newest: string; suggestion?: string }) =>
    `"${path}" (${value}) does not exist in ${component} ${newest} and older; the version is ${version}, which is newer: check it`
    + (suggestion === undefined ? '' : `, or write "${suggestion}"`),
  why: 'A version newer than the newest known one may have new fields and values. '
    + 'It is checked like the newest known version. Fields and values that this version does not have are a warning.',
  example: {
    path: 'spec.retentionn', value: '"15d"', component: 'prometheus-operator', version: '0.97.0', newest: '0.95.2', suggestion: 'retention',
  },
});

export const WRONG_TYPE = rule({
  id: 'schema/type',
  severity: 'error',
  message: ({ path, value, allowed, inside }: Valued & { allowed: string; inside?: string }) =>
    `"${path}" is ${value}; the API server rejects it${inside === undefined ? '' : ` (as unknown field "${inside}")`}: write ${allowed}`,
  why: REJECTED,
  example: { path: 'spec.replicas', value: '"two"', allowed: 'an integer' },
});

export const WRONG_VALUE = rule({
  id: 'schema/value',
  severity: 'error',
  message: ({ path, value, allowed }: Valued & { allowed: string }) => `"${path}" is ${value}; the API server rejects it: write ${allowed}`,
  why: `${REJECTED} The schema of the kind has a pattern, a list of values or bounds for this field.`,
  example: { path: 'spec.endpoints[0].interval', value: '"30"', allowed: 'a duration such as "30s" or "1h30m"' },
});

export const REQUIRED = rule({
  id: 'schema/required',
  severity: 'error',
  message: ({ path, allowed }: Place & { allowed?: string }) =>
    `"${path}" is missing; the API server rejects the object: set it${allowed === undefined ? '' : ` to ${allowed}`}`,
  why: `${REJECTED} A field with the value null counts as missing.`,
  example: { path: 'spec.selector', allowed: 'a map' },
});

export const DUPLICATE = rule({
  id: 'schema/duplicate',
  severity: 'error',
  message: ({ path, value }: Valued) =>
    `"${path}" repeats an earlier item of the list (${value}); the API server rejects it: remove one of them`,
  why: `${REJECTED} These fields are the key of the items of this list.`,
  example: { path: 'spec.containers[0].ports[1]', value: 'containerPort 9090, protocol "TCP"' },
});

export const BROKEN_RULE = rule({
  id: 'schema/rule',
  severity: 'error',
  message: ({ path, cure }: Place & { cure: string }) => `"${path}" has fields that exclude each other; the API server rejects it: ${cure}`,
  why: `${REJECTED} The rules are written in CEL in the CustomResourceDefinition and compare several fields.`,
  example: { path: 'spec', cure: 'remove "replicas" if "mode" is "DaemonSet"' },
  see: 'https://kubernetes.io/docs/reference/using-api/cel/',
});

export const CHILD_ROUTE = rule({
  id: 'schema/child-route',
  severity: 'error',
  message: ({ path, value, cure }: Valued & { cure: string }) =>
    `"${path}" (${value}) is invalid; the operator rejects the whole AlertmanagerConfig, and its routes are missing: ${cure}`,
  why: 'The API server has no schema for child routes and accepts any value. '
    + 'The operator decodes them and leaves out an object with an unknown field or a wrong type.',
  example: { path: 'spec.route.routes[0].groupWaitt', value: '"30s"', cure: 'write "groupWait"' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go',
});

export const UNKNOWN_KIND = rule({
  id: 'schema/unknown-kind',
  severity: 'warning',
  message: ({ key, component, version, cure }: { key: string; component: string; version: string; cure: string }) =>
    `${key} does not exist in ${component} ${version}, and the object is not checked: ${cure}`,
  why: 'The API server rejects an object of a kind that no CustomResourceDefinition declares. Which ones the cluster has is unknown at '
    + 'synth.',
  example: {
    key: 'monitoring.coreos.com/v1/ServiceMoniter',
    component: 'prometheus-operator',
    version: '0.70.0 to 0.95.2',
    cure: 'write "ServiceMonitor"',
  },
});

export const UNCHECKED = rule({
  id: 'schema/unchecked',
  severity: 'warning',
  message: ({ count, why }: { count: number; why: string }) =>
    `${count} ${count === 1 ? 'object is' : 'objects are'} not checked against a schema: ${why}`,
  why: 'Objects without a schema are not checked. They are reported once, so that a missing error does not look like a passed check.',
  example: { count: 12, why: 'prometheus-operator 0.65.1 is older than 0.70.0, the oldest known version' },
});
