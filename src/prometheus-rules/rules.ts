import { listed, rule, shown } from '../validation/rule';

const WHERE = 'group "checkout", alert "CheckoutErrors"';

export const RULE_INVALID = rule({
  id: 'prometheus-rules/invalid',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'The operator leaves out the whole PrometheusRule, or Prometheus rejects its configuration.',
  example: { where: WHERE, why: '"expr": "(" at character 4 is not closed' },
});

export const RULE_DOUBT = rule({
  id: 'prometheus-rules/doubt',
  severity: 'warning',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'Prometheus accepts the rule, but its text or its result is probably wrong.',
  example: {
    where: WHERE, why: '"annotations.summary": $labels.pod is empty, because the result of the expression does not have this label',
  },
});

export const FIELD_UNKNOWN = rule({
  id: 'prometheus-rules/unknown-field',
  severity: 'error',
  message: ({ where, field, meant, known }: { where: string; field: string; meant?: string; known: readonly string[] }) =>
    `${where} has ${shown(field)}, which does not exist: ${meant === undefined ? `use one of ${known.join(', ')}` : `use ${meant}`}`,
  why: 'The option has no effect, silently.',
  example: { where: WHERE, field: 'keep_firing_for', meant: '"keepFiringFor"', known: [] },
});

export const VALUE_INVALID = rule({
  id: 'prometheus-rules/value',
  severity: 'error',
  message: ({ where, field, value, cure }: { where: string; field: string; value: string; cure: string }) =>
    `${where}: "${field}" is ${value === 'undefined' ? 'missing' : value}: ${cure}`,
  why: 'The rule cannot be written into a manifest, or does something else.',
  example: { where: WHERE, field: 'for', value: '"5m"', cure: 'use a Duration, such as Duration.minutes(5)' },
});

export const SAID_TWICE = rule({
  id: 'prometheus-rules/said-twice',
  severity: 'error',
  message: ({
    where, option, field,
  }: { where: string; option: string; field: string }) => `${where} has ${shown(option)} and "${field}": remove one of them`,
  why: 'One of the two values has no effect.',
  example: { where: WHERE, option: 'severity', field: 'labels.severity' },
});

export const SPEC_HAS_OPTION = rule({
  id: 'prometheus-rules/spec-has-option',
  severity: 'error',
  message: ({
    where, field, option,
  }: { where: string; field: string; option: string }) => `${where}: "spec" has ${shown(field)}, which has an option: use "${option}"`,
  why: 'Options are checked, and one of the two values has no effect.',
  example: { where: 'group "checkout"', field: 'query_offset', option: 'queryOffset' },
});

export const NO_RULES = rule({
  id: 'prometheus-rules/no-rules',
  severity: 'error',
  message: () => 'there are no rules: set "groups" or "files"',
  why: 'The PrometheusRule would do nothing.',
  example: {},
});

export const FILE_UNREADABLE = rule({
  id: 'prometheus-rules/file',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) => `${shown(path, 200)} cannot be used: ${why}`,
  why: 'The rules of the file would be missing.',
  example: { path: 'rules/shop.yaml', why: 'the file does not exist' },
});

export const JOB_UNUSED = rule({
  id: 'prometheus-rules/job-unused',
  severity: 'error',
  message: ({ job, jobs }: { job: string; jobs: readonly string[] }) =>
    `"jobs" has ${shown(job)}, but no expression in the files selects this job: ${jobs.length === 0
      ? 'remove it, since no expression selects a job by name'
      : `use one of ${listed(jobs.map(each => shown(each)))}`}`,
  why: 'The change has no effect, silently.',
  example: { job: 'node-exporter', jobs: ['node'] },
});

export const CLUSTER_LABEL = rule({
  id: 'prometheus-rules/cluster-label',
  severity: 'error',
  message: (
    { label }: { label: string },
  ) => `"clusterLabel" is ${shown(label)}: use letters, digits and "_", and do not begin with a digit`,
  why: 'The expressions would be invalid.',
  example: { label: 'cluster-name' },
});

export const NOT_SELECTED = rule({
  id: 'prometheus-rules/not-selected',
  severity: 'error',
  message: ({ object, server, why }: { object: string; server: string; why: string }) =>
    `PrometheusRule ${shown(object)} is not selected by ${server}: ${why}; change "labels", "namespace", or the selector of the server`,
  why: 'The rules would never be evaluated, silently.',
  example: {
    object: 'shop/checkout',
    server: 'Prometheus "monitoring/main"',
    why: '"ruleSelector" is not set and selects nothing: set "ruleSelector: {}"',
  },
});

export const NO_SERVER = rule({
  id: 'prometheus-rules/no-server',
  severity: 'error',
  message: ({ path }: { path: string }) =>
    `"prometheus" is ${shown(
      path,
    )}, which is neither a Prometheus nor a ThanosRuler: pass the construct, or its custom resource, or set "labels"`,
  why: 'The selector of the server determines which labels the rules need.',
  example: { path: 'app/shop/Service' },
});
