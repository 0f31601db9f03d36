import { listed, rule, shown } from './rule';

export const PROBE_HANDLERS = rule({
  id: 'validation/probe-handlers',
  severity: 'error',
  judges: 'object',
  message: ({ where, handlers }: { where: string; handlers: readonly string[] }) =>
    `the ${where} has ${handlers.length === 0
      ? 'no handler'
      : `the handlers ${handlers.join(' and ')}`}: use exactly one of exec, httpGet, tcpSocket and grpc`
    + `${handlers.length > 1 ? ' (a patch that adds one must remove the other)' : ''}`,
  why: 'The API server rejects the object.',
  example: { where: 'livenessProbe of container "config-reloader"', handlers: ['exec', 'httpGet'] },
});

export const PROBE_PORT_NAME = rule({
  id: 'validation/probe-port-name',
  severity: 'error',
  judges: 'object',
  message: ({ where, port, declared }: { where: string; port: string; declared: readonly string[] }) =>
    `the ${where} requests the port ${shown(port)}, which this container does not declare (${declared.length === 0
      ? 'it declares no ports'
      : `declared: ${listed(declared.map(name => shown(name)))}`}): `
    + 'use one of its declared ports, or a number',
  why: 'The kubelet looks up the name of the port only in the probed container, not in the other containers of the pod. The probe never '
    + 'passes.',
  example: { where: 'readinessProbe of container "kube-state-metrics"', port: 'metrics', declared: [] },
  see: 'https://github.com/prometheus-community/helm-charts/issues/6164',
});

export const PROBE_LOOPBACK = rule({
  id: 'validation/probe-loopback',
  severity: 'error',
  message: ({ where, handler, listener }: { where: string; handler: string; listener: string }) =>
    `the ${where} is ${handler}, but the process listens on ${listener}, which is not reachable from the kubelet: use an exec probe inside `
      + 'the container, or listen on all interfaces',
  why: 'Probes over the network come from outside the pod. The container is restarted again and again, or never becomes ready.',
  example: { where: 'livenessProbe of container "config-reloader"', handler: 'httpGet', listener: 'localhost:8080' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6682',
});

export const PROBE_ELSEWHERE = rule({
  id: 'validation/probe-elsewhere',
  severity: 'error',
  message: ({ where, port, listens }: { where: string; port: number; listens: readonly number[] }) =>
    `the ${where} requests port ${port}, but this container listens on ${listens.length === 0
      ? 'no port'
      : listens.join(' and ')}: use a port on which it listens, or probe the other container`,
  why: 'The probe tests another container, and a failure restarts this one.',
  example: { where: 'readinessProbe of container "kube-state-metrics"', port: 9443, listens: [8080, 8081] },
});

export const PROBE_SCHEME = rule({
  id: 'validation/probe-scheme',
  severity: 'error',
  message: ({ where, asked, spoken }: { where: string; asked: string; spoken: string }) =>
    `the ${where} uses ${asked}, but the process serves ${spoken}: set "scheme: ${spoken}"`,
  why: 'A server with the other scheme answers 400 or not at all, and the probe never passes.',
  example: { where: 'livenessProbe of container "config-reloader"', asked: 'HTTP', spoken: 'HTTPS' },
});

export const PROBE_PORT_UNDECLARED = rule({
  id: 'validation/probe-port-undeclared',
  severity: 'warning',
  message: ({ where, port }: { where: string; port: number }) =>
    `the ${where} requests port ${port}, which no container of the pod declares: correct the number, or declare the port`,
  why: 'A process can listen on a port that is not declared. A wrong number looks the same.',
  example: { where: 'livenessProbe of container "app"', port: 8081 },
});

export const PLAIN_SECRET = rule({
  id: 'validation/plain-secret',
  severity: 'error',
  judges: 'object',
  message: ({ field, what }: { field: string; what: string }) =>
    `${shown(
      field,
    )} has a secret in plain text (${what}): move it to a Secret that this program does not create (External Secrets, `
    + 'Sealed Secrets, SOPS), and refer to it',
  why: 'Synthesized manifests are committed: anyone who can read the repository has the secret, permanently.',
  example: { field: 'spec.externalUrl', what: 'a password in a URL' },
});

const firstFields = (found: readonly { readonly field: string; readonly what: string }[]) => listed(
  found.map(({ field, what }) => `${shown(field)} (${what})`), 3,
);

export const SECRET_IN_MANIFEST = rule({
  id: 'validation/secret-in-manifest',
  severity: 'warning',
  message: ({ found, isSecret }: { found: readonly { readonly field: string; readonly what: string }[]; isSecret: boolean }) => isSecret
    ? `${firstFields(
      found,
    )}: everybody with access to the repository can read it; commit an ExternalSecret or a SealedSecret instead, or `
    + 'encrypt the file with SOPS'
    : `${firstFields(found)}: a secret in plain text; move it to a Secret that is not in the repository, and refer to it`,
  why: 'Manifests are committed. Base64 is not encryption. External Secrets, Sealed Secrets and SOPS keep the secret outside of the '
    + 'repository, or encrypted in it.',
  example: { found: [{ field: 'spec.remoteWrite[0].headers.X-Api-Key', what: 'a header with a credential' }], isSecret: false },
});

const optionNamed = (option: string) => option === '' ? 'the options are' : `"${option}" is`;

export const OPTION_TYPE = rule({
  id: 'validation/option-type',
  severity: 'error',
  message: ({
    option, value, expected,
  }: { option: string; value: string; expected: string }) => `${optionNamed(option)} ${value}: use ${expected}`,
  why: 'TypeScript, Python and Java report a wrong type themselves; JavaScript does not.',
  example: { option: 'prometheus.retention', value: '"15d"', expected: 'a Duration' },
});

export const OPTION_MISSING = rule({
  id: 'validation/option-missing',
  severity: 'error',
  message: ({ option, expected }: { option: string; expected: string }) => `"${option}" is missing: set it to ${expected}`,
  why: 'The option has no default.',
  example: { option: 'admin.secretName', expected: 'a string' },
});

export const OPTION_UNKNOWN = rule({
  id: 'validation/option-unknown',
  severity: 'error',
  message: ({ option, struct, similar }: { option: string; struct: string; similar?: string }) =>
    `"${option}" does not exist in ${struct}: ${similar === undefined ? 'remove it' : `use "${similar}", or remove it`}`,
  why: 'An option that does not exist has no effect. JavaScript, and TypeScript with a spread object, do not report it.',
  example: { option: 'prometheus.retnetion', struct: 'PrometheusOptions', similar: 'retention' },
});

export const OPTION_VALUE = rule({
  id: 'validation/option-value',
  severity: 'error',
  judges: 'object',
  covers: ['core/image'],
  message: ({ option, why }: { option: string; why: string }) => `"${option}" ${why}`,
  why: 'The value has the right type, but no component can use it.',
  example: { option: 'prometheus.scrapeInterval', why: 'is zero: use at least a second, or remove it' },
});

export const OPTION_EMPTY = rule({
  id: 'validation/option-empty',
  severity: 'warning',
  message: ({ option, struct }: { option: string; struct: string }) =>
    `"${option}" is empty and changes nothing: set an option of ${struct}, or remove it; in Python use ${struct}(...) instead of a `
      + 'dictionary',
  why: 'In Python, jsii drops keys of a dictionary that do not exist in the struct, before the library sees them. A misspelled key has no '
    + 'effect.',
  example: { option: 'alerts.VolumeAlmostFull', struct: 'AlertOverride' },
  see: 'https://github.com/aws/jsii/blob/main/packages/@jsii/kernel/src/serialization.ts',
});

export const CDK8S_DIFFERS = rule({
  id: 'validation/cdk8s-differs',
  severity: 'warning',
  message: ({ what }: { what: string }) =>
    `the installed cdk8s ${what} in a way that this version of cdk8s-prometheus does not know, so synthesis is slower: upgrade `
      + 'cdk8s-prometheus',
  why: 'FleetApp and the checks read objects with their own code, which is faster. They compare it with the installed cdk8s, and leave it '
    + 'to cdk8s if the results differ.',
  example: { what: 'renders objects' },
});

export const LIMIT_RATIO = rule({
  id: 'validation/limit-ratio',
  severity: 'error',
  message: ({ option, ratio, most }: { option: string; ratio: number; most: number }) =>
    `"resourceLimits.${option}" is ${ratio}: use a number from 1 to ${most}; 2 makes the limit twice the request`,
  why: 'The API server rejects a pod with a limit below its request. A limit far above it limits nothing.',
  example: { option: 'memoryRatio', ratio: 0.5, most: 100 },
  see: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
});
