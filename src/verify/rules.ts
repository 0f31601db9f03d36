import { listed, rule, shown } from '../validation/rule';

const API = 'https://prometheus.io/docs/prometheus/latest/querying/api/';
const OPERATOR = 'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/troubleshooting.md';

export const NOT_LOADED = rule({
  id: 'verify/not-loaded',
  severity: 'error',
  message: ({ server }: { server: string }) =>
    `${server} could not load its newest configuration and uses an older one: search its log for "Error loading config", and revert the `
      + 'change that it names',
  why: 'Changes that were applied since then have no effect.',
  example: { server: 'Prometheus monitoring/main' },
  see: `${API}#runtime-information`,
});

export const NOT_TAKEN = rule({
  id: 'verify/not-taken',
  severity: 'error',
  message: ({
    object, server, why,
  }: { object: string; server: string; why: string }) => `${object} is not in the configuration of ${server}: ${why}`,
  why: 'The operator did not write the object into the configuration: it is not in the cluster, is not selected, or was left out.',
  example: {
    object: 'ServiceMonitor shop/web', server: 'Prometheus monitoring/main', why: 'the object is not in the cluster: apply it',
  },
  see: OPERATOR,
});

export const NO_TARGET = rule({
  id: 'verify/no-target',
  severity: 'error',
  message: ({ what, job, why }: { what: string; job: string; why: string }) => `${what} is not discovered by job ${shown(job)}: ${why}`,
  why: 'The job is in the configuration, but discovery finds nothing: there is no pod, or Prometheus has no permission to list pods.',
  example: {
    what: 'Service shop/web, port http',
    job: 'serviceMonitor/shop/web/0',
    why: 'no target is discovered: no pod is ready, or Prometheus has no permission to list them',
  },
  see: OPERATOR,
});

export const DROPPED = rule({
  id: 'verify/dropped',
  severity: 'error',
  message: ({
    what, job, step,
  }: { what: string; job: string; step: string }) => `${what} is discovered by job ${shown(job)} but dropped by ${step}`,
  why: 'A relabeling step drops the target because of the labels that it has, or does not have, in the cluster.',
  example: {
    what: 'Service shop/web, port http',
    job: 'serviceMonitor/shop/web/0',
    step: '{"action":"keep","sourceLabels":["__meta_kubernetes_pod_label_app"],"regex":"web"}',
  },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config',
});

export const DOWN = rule({
  id: 'verify/down',
  severity: 'error',
  message: ({ what, urls, why, error }: { what: string; urls: readonly string[]; why: string; error: string }) =>
    `${what} is down at ${listed(urls, 3)}: ${why} (${shown(error, 200)})`,
  why: 'Prometheus tries to scrape the target and fails.',
  example: {
    what: 'Service shop/web, port http',
    urls: ['http://10.0.0.7:8080/metrics'],
    why: 'no process listens on the port',
    error: 'connect: connection refused',
  },
  see: `${API}#targets`,
});

export const TOO_FEW = rule({
  id: 'verify/too-few',
  severity: 'warning',
  message: ({ what, found, expected }: { what: string; found: number; expected: number }) =>
    `${what} has ${found === 1 ? '1 target' : `${found} targets`}, not ${expected}: check the missing pods`,
  why: 'The workload has more pods than Prometheus discovers.',
  example: { what: 'Service shop/web, port http', found: 1, expected: 3 },
});

export const OTHER_LABELS = rule({
  id: 'verify/other-labels',
  severity: 'warning',
  message: ({ what, differences }: { what: string; differences: readonly string[] }) =>
    `${what} has other labels than in its manifests: ${listed(differences)}; apply the manifests again`,
  why: 'Rules and dashboards select series by these labels.',
  example: { what: 'Service shop/web, port http', differences: ['job is "web-old", not "web"'] },
});

export const NO_SERIES = rule({
  id: 'verify/no-series',
  severity: 'warning',
  message: ({ job, metrics, readers }: { job: string; metrics: readonly string[]; readers: readonly string[] }) =>
    `job ${shown(job)} has none of the series that rules use (${listed(
      metrics, 3,
    )}; ${listed(readers, 3)}): check the port and path that are scraped`,
  why: 'The target answers, but does not expose the metrics that the rules read.',
  example: { job: 'web', metrics: ['http_requests_total'], readers: ['alert "WebSlow" of PrometheusRule shop/web'] },
});

export const RULES_MISSING = rule({
  id: 'verify/rules-missing',
  severity: 'error',
  message: ({ object, server, rules }: { object: string; server: string; rules: readonly string[] }) =>
    `${server} does not evaluate ${listed(rules, 4)} of ${object}: apply the manifest again, and check the log of the operator`,
  why: 'The loaded rules differ from the rules in the manifests.',
  example: { object: 'PrometheusRule shop/web', server: 'Prometheus monitoring/main', rules: ['alert "WebDown"'] },
  see: `${API}#rules`,
});

export const RULE_FAILS = rule({
  id: 'verify/rule-fails',
  severity: 'error',
  message: ({ what, error }: { what: string; error: string }) => `the evaluation of ${what} fails: ${shown(error, 200)}`,
  why: 'An alert that cannot be evaluated does not fire.',
  example: { what: 'alert "WebDown"', error: 'found duplicate series for the match group' },
  see: `${API}#rules`,
});

export const NO_ALERTMANAGER = rule({
  id: 'verify/no-alertmanager',
  severity: 'error',
  message: ({
    server, expected,
  }: {
    server: string; expected: string;
  }) => `${server} has no Alertmanager, but its manifests name ${expected}: check that the Service has endpoints`,
  why: 'The Service of the Alertmanager has no endpoint for the port with the configured name.',
  example: { server: 'Prometheus monitoring/main', expected: 'Alertmanager monitoring/main' },
  see: `${API}#alertmanagers`,
});

export const UNKNOWN_RECEIVER = rule({
  id: 'verify/unknown-receiver',
  severity: 'error',
  message: ({ alertmanager, receivers }: { alertmanager: string; receivers: readonly string[] }) =>
    `${alertmanager} does not have the receivers ${listed(
      receivers.map(name => shown(name)),
    )}: check why its newest configuration is not loaded`,
  why: 'Alerts for these receivers go to other receivers, or to none.',
  example: { alertmanager: 'Alertmanager monitoring/main', receivers: ['pager'] },
  see: 'https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml',
});

export const OTHER_VERSION = rule({
  id: 'verify/other-version',
  severity: 'warning',
  message: ({
    server, expected, found,
  }: {
    server: string; expected: string; found: string;
  }) => `${server} runs version ${found}, not ${expected}: check that the rollout is complete`,
  why: 'The running pods are not those of the manifests.',
  example: { server: 'Prometheus monitoring/main', expected: '3.16.0', found: '3.15.0' },
});

export const NOT_IN_MANIFESTS = rule({
  id: 'verify/not-in-manifests',
  severity: 'warning',
  message: ({
    server, what,
  }: {
    server: string; what: readonly string[];
  }) => `${server} has configuration that is in no manifest: ${listed(what)}; add the manifest, or delete the object`,
  why: 'The object was applied by hand, or was removed from the manifests but not from the cluster.',
  example: { server: 'Prometheus monitoring/main', what: ['job "serviceMonitor/shop/old/0"'] },
});
