import { listed, rule, shown } from '../validation/rule';

export const OBJECTIVE = rule({
  id: 'slo/objective',
  severity: 'error',
  message: ({ objective }: { objective: string }) => `"objective" is ${objective}: it must be a percentage between 0 and 100, such as 99.9`,
  why: 'An objective of 100 leaves no error budget: a single bad event would violate it.',
  example: { objective: '100' },
});

export const OBJECTIVE_SHARE = rule({
  id: 'slo/objective-share',
  severity: 'warning',
  message: ({
    objective, percent,
  }: {
    objective: number; percent: number;
  }) => `"objective" is ${objective}, which means ${objective}%: use ${percent} if you mean a fraction`,
  why: 'Nearly all events may be bad: no alert ever fires.',
  example: { objective: 0.999, percent: 99.9 },
});

export const NAME = rule({
  id: 'slo/name',
  severity: 'error',
  message: ({ option }: { option: string }) => `"${option}" is empty: use a string such as "checkout"`,
  why: 'The name distinguishes the series of this objective from those of others.',
  example: { option: 'service' },
});

export const INDICATOR = rule({
  id: 'slo/indicator',
  severity: 'error',
  message: ({ option, value, why }: { option: string; value: string; why: string }) => `"${option}" is ${value}: ${why}`,
  why: 'The rules would be invalid, or would measure something else.',
  example: {
    option: 'total',
    value: '"sum(rate(x_total[5m]))"',
    why: 'an aggregation is not a series selector; use a selector of a counter, or an expression with "$window" as its range',
  },
});

export const ERRORS_OR_GOOD = rule({
  id: 'slo/errors-or-good',
  severity: 'error',
  message: ({ has }: { has: 'both' | 'neither' }) => `the indicator has ${has === 'both'
    ? '"errors" and "good"'
    : 'neither "errors" nor "good"'}: set one of them`,
  why: 'Each event is either good or bad: one of the two options determines which.',
  example: { has: 'neither' },
});

export const METHOD = rule({
  id: 'slo/budgeting-method',
  severity: 'error',
  message: () =>
    '"budgetingMethod" is OCCURRENCES, but the indicator is an error ratio without a number of events: use RATIO_TIMESLICES, or '
      + 'SloIndicator.events()',
  why: 'Without the number of events, ratios cannot be weighted.',
  example: {},
});

export const GROUPING = rule({
  id: 'slo/grouping',
  severity: 'error',
  message: ({ label, why }: { label: string; why: string }) => `"grouping" has ${shown(label)}: ${why}`,
  why: 'The rules would be invalid, or all values of the label would share one error budget.',
  example: { label: 'namespace', why: 'the result of "total" does not have this label: add it to "by" of the expression' },
});

export const LABEL = rule({
  id: 'slo/label',
  severity: 'error',
  message: ({ option, label }: { option: string; label: string }) =>
    `"${option}" has ${shown(
      label,
    )}: use letters, digits and "_", do not begin with a digit, and do not use __name__, severity, long, short and sloth_*`,
  why: 'Prometheus would reject the rules, or the series of an objective would no longer be found.',
  example: { option: 'seriesLabels', label: 'sloth_slo' },
});

export const WINDOW = rule({
  id: 'slo/window',
  severity: 'error',
  message: ({ period, windows }: { period: string; windows: readonly string[] }) =>
    `"window" is ${period}, but alerts have windows of ${listed(
      windows,
    )}, which must be shorter: use a longer window, or set "alerts.burnRates"`,
  why: 'Such an alert could fire only after the budget is used up.',
  example: { period: '2d', windows: ['3d'] },
});

export const BURN_RATE = rule({
  id: 'slo/burn-rate',
  severity: 'error',
  message: ({ at, why }: { at: number; why: string }) => `"alerts.burnRates[${at}]": ${why}`,
  why: 'The alert would fire always, never, or long after its cause.',
  example: { at: 0, why: '"shortWindow" is 2h, and must be shorter than "longWindow", 1h: use one twelfth of it' },
});

export const UNREACHABLE = rule({
  id: 'slo/unreachable',
  severity: 'warning',
  message: ({ factor, objective, ratio, most }: { factor: number; objective: number; ratio: number; most: number }) =>
    `the alert at ${factor} times the error budget can never fire, because with an objective of ${objective}% it requires an error ratio `
      + `above ${ratio}, and the maximum is 1: set "alerts.burnRates" with factors below ${most}`,
  why: 'The error budget of a low objective cannot be used up so fast: the alert never fires.',
  example: { factor: 14.4, objective: 90, ratio: 1.44, most: 10 },
});

export const INTERVAL = rule({
  id: 'slo/interval',
  severity: 'error',
  message: ({ interval }: { interval: string }) => `"interval" is ${interval}: use 1 second to 2 minutes`,
  why: 'Prometheus looks back five minutes for a sample: with longer intervals the recorded series have gaps.',
  example: { interval: '5m' },
});

export const NO_SERVER = rule({
  id: 'slo/no-server',
  severity: 'error',
  message: (
    { path }: { path: string },
  ) => `"prometheus" is ${shown(
    path,
  )}, which is neither a Prometheus nor a ThanosRuler: pass the construct, or its custom resource, or set "labels"`,
  why: 'The selector of the server determines which labels the rules need.',
  example: { path: 'app/shop/Service' },
});

export const NOT_SELECTED = rule({
  id: 'slo/not-selected',
  severity: 'error',
  message: ({ object, server, why }: { object: string; server: string; why: string }) =>
    `PrometheusRule ${shown(object)} is not selected by ${server}: ${why}; change "labels", "namespace", or the selector of the server`,
  why: 'The rules would never be evaluated, silently.',
  example: {
    object: 'slo-checkout-availability',
    server: 'Prometheus "monitoring/main"',
    why: '"ruleSelector" is not set and selects nothing: set "ruleSelector: {}"',
  },
});

// -- OpenSLO -----------------------------------------------------------------------------------------

export const FILE = rule({
  id: 'slo/file',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) => `${shown(path, 200)} cannot be used: ${why}`,
  why: 'The objectives of the file would be missing.',
  example: { path: 'slo.yaml', why: 'the file does not exist' },
});

export const NOT_EXPRESSIBLE = rule({
  id: 'slo/not-expressible',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'The objective would be missing, or would mean something else.',
  example: {
    where: 'slo.yaml: SLO "checkout"',
    why: '"timeWindow" is a calendar window, which Prometheus rules do not support: use "isRolling: true"',
  },
});

export const LEFT_OUT = rule({
  id: 'slo/left-out',
  severity: 'warning',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'This part of the document has no effect.',
  example: {
    where: 'slo.yaml: AlertPolicy "on-call"',
    why: '"notificationTargets" is left out: who is notified is decided by the routes of Alertmanager',
  },
});
