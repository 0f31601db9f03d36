import { listed, rule, shown } from '../validation/rule';

const SOURCE = 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/v0.12.0';

export const EMPTY = rule({
  id: 'prometheus-adapter/empty',
  severity: 'error',
  message: () => '"rules", "externalRules" and "resourceRules" are all missing: set one of them, for example AdapterRules.resourceRules()',
  why: 'Without rules the adapter serves no API.',
  example: {},
});

export const RULE = rule({
  id: 'prometheus-adapter/rule',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `"${where}" ${why}`,
  why: 'The adapter exits at startup, or answers every request for the metric with an error.',
  example: { where: 'rules[0].seriesFilters[0]', why: 'has both "is" and "isNot": use two filters' },
  see: `${SOURCE}/pkg/naming/metric_namer.go`,
});

export const QUERY = rule({
  id: 'prometheus-adapter/query',
  severity: 'error',
  message: ({
    where, why, query,
  }: { where: string; why: string; query: string }) => `"${where}": ${why}; the query is ${shown(query, 200)}`,
  why: 'Prometheus rejects the query, so that the HorizontalPodAutoscaler never has the metric.',
  example: {
    where: 'rules[0].metricsQuery', why: 'it is not closed', query: 'sum(rate(http_requests_total{namespace="x",pod="x"}[5m])) by (pod',
  },
  see: `${SOURCE}/pkg/naming/metrics_query.go`,
});

export const LABEL_LOST = rule({
  id: 'prometheus-adapter/label-lost',
  severity: 'error',
  message: ({ where, labels }: { where: string; labels: readonly string[] }) =>
    `"${where}" aggregates away ${labels.length === 0
      ? 'every label'
      : listed(labels.map(each => shown(each)))}: write "by (<<.GroupBy>>)" in the aggregation`,
  why: 'The adapter finds the value of an object by the label that names it. Without the label it answers "not found".',
  example: { where: 'rules[0].metricsQuery', labels: ['namespace', 'pod'] },
  see: `${SOURCE}/pkg/custom-provider/series_registry.go`,
});

export const NAME = rule({
  id: 'prometheus-adapter/name',
  severity: 'error',
  message: ({
    where, as, group, cure,
  }: {
    where: string; as: string; group: string; cure: string;
  }) => `"${where}" is ${shown(as)}, but ${shown(`$${group}`)} is not a group of "matches", so it is empty: ${cure}`,
  why: 'Go reads the longest name after "$". All series of the rule get one name without that part, or none.',
  example: { where: 'rules[0].name.as', as: '$1_per_second', group: '1_per_second', cure: 'write "${1}_per_second"' },
  see: 'https://pkg.go.dev/regexp#Regexp.Expand',
});

export const NO_MATCHERS = rule({
  id: 'prometheus-adapter/no-matchers',
  severity: 'warning',
  message: (
    { where }: { where: string },
  ) =>
    `"${where}" has "<<.LabelMatchers>>," at the beginning of a selector, and "namespaced" is false: without a selector in the request `
      + 'this is a syntax error; write the matchers last',
  why: 'Without a namespace and without a selector there are no matchers. "{,job=...}" is a syntax error, but "{job=...,}" is valid.',
  example: { where: 'externalRules[0].metricsQuery' },
  see: `${SOURCE}/pkg/naming/metrics_query.go`,
});

export const MAX_AGE = rule({
  id: 'prometheus-adapter/max-age',
  severity: 'error',
  message: ({
    maxAge, relistInterval,
  }: {
    maxAge: string; relistInterval: string;
  }) => `"maxAge" (${maxAge}) is shorter than "relistInterval" (${relistInterval}): use a longer one`,
  why: 'The adapter exits at startup.',
  example: { maxAge: '30s', relistInterval: '60s' },
  see: `${SOURCE}/cmd/adapter/adapter.go`,
});

export const VERSION = rule({
  id: 'prometheus-adapter/version',
  severity: 'error',
  message: (
    { version }: { version: string },
  ) => `"usePost" requires prometheus-adapter 0.10.0 or newer; the version is ${version}: use a newer version, or remove the option`,
  why: 'The adapter exits at startup if it is given an unknown flag.',
  example: { version: '0.9.1' },
});
