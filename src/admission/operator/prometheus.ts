import { CheckContext, Fault, isBelow, OperatorRow } from './row';
import { Json } from './shared/json';
import { selectorFaults } from './shared/label-selector';
import { readVersion } from './shared/version';
import { isVariable } from '../../validation/placeholder';
import { shown } from '../../validation/rule';
import { readDuration } from '../../values/durations';
import { asList, fieldAt, isMap, isSet, textOf } from '../../values/json';

const PROMCFG = 'pkg/prometheus/promcfg.go';
const TYPES = 'pkg/apis/monitoring/v1/prometheus_types.go';
const BOTH = ['Prometheus', 'PrometheusAgent'];

interface Options {
  readonly kinds?: readonly string[];
  readonly field: string;
  readonly effect?: OperatorRow['effect'];
  readonly since?: string;
  readonly until?: string;
  readonly isAsOldAsField?: true;
  readonly file?: string;
  readonly text: string;
}

const row = (
  id: string,
  { kinds = BOTH, field, effect = 'resource-rejected', file = PROMCFG, text, ...lifetime }: Options,
  find: OperatorRow['find'],
): OperatorRow => ({ id: `prometheus/${id}`, kinds, field, effect, ...lifetime, see: { file, text }, find });

/** Without these selectors the operator does not generate the configuration: users provide it. */
const SELECTORS = ['serviceMonitorSelector', 'podMonitorSelector', 'probeSelector', 'scrapeConfigSelector'];

/** Whether the operator generates the configuration. Only then are most fields of the spec checked. */
export function isManaged(kind: string, spec: unknown): boolean {
  return kind !== 'Prometheus' || (isMap(spec) && SELECTORS.some(name => isSet(spec[name])));
}

/** A check of the spec at the time when the configuration is generated. */
const generated = (id: string, options: Options, find: (value: unknown, context: CheckContext, spec: Json) => readonly Fault[]) =>
  row(id, options, (value, context, manifest) => {
    const spec = isMap(manifest.spec) ? manifest.spec : {};
    return isManaged(context.kind, spec) ? find(value, context, spec) : [];
  });

/** A Quantity as a number, if it has no suffix. */
function quantityNumber(value: unknown): number | undefined {
  if (typeof value === 'number') { return value; }
  const match = /^([+-]?\d+(?:\.\d+)?)(m?)$/.exec(textOf(value));
  return match ? Number(match[1]) / (match[2] === 'm' ? 1000 : 1) : undefined;
}

function between(value: unknown, most: number): readonly Fault[] {
  const number = quantityNumber(value);
  return number === undefined || (number >= 0 && number <= most) ? [] : [{ at: '', value, why: `is not between 0 and ${most}` }];
}

const requires = (value: unknown, version: string, { prometheus }: CheckContext): readonly Fault[] =>
  isBelow(prometheus, version)
    ? [{ at: '', value: textOf(value) || undefined, why: `requires Prometheus ${version} or newer; the version is ${prometheus!.text}` }]
    : [];

const strategy = (id: string, name: string, version: string, since: string) =>
  generated(
    `otlp-${id}`,
    { field: 'spec.otlp.translationStrategy', since, isAsOldAsField: true, text: `is only supported from Prometheus version ${version}` },
    (value, context) => (value === name ? requires(value, version, context) : []),
  );

const selector = (names: readonly string[], since?: string): OperatorRow[] =>
  names.map(name =>
    row(
      `selector-${name.toLowerCase()}`,
      {
        kinds: name.startsWith('rule') ? ['Prometheus', 'ThanosRuler'] : BOTH,
        field: `spec.${name}`,
        since,
        file: name.includes('Namespace') ? 'pkg/operator/operator.go' : 'pkg/prometheus/resource_selector.go',
        text: name.includes('Namespace')
          ? 'failed to convert namespace label selector to selector'
          : 'metav1.LabelSelectorAsSelector(selector)',
      },
      selectorFaults,
    ),
  );

/** Reserved label names, which external labels cannot have. */
function reserved(labels: unknown, _context: CheckContext, manifest: Json): readonly Fault[] {
  const spec = isMap(manifest.spec) ? manifest.spec : {};
  const own = [
    ['replicaExternalLabelName', 'prometheus_replica'],
    ['prometheusExternalLabelName', 'prometheus'],
  ]
    .map(([field, usual]) => (isSet(spec[field]) ? spec[field] : usual))
    .filter(name => name !== '');
  return (isMap(labels) ? Object.keys(labels) : [])
    .filter(name => own.includes(name))
    .map(name => ({
      at: `[${JSON.stringify(name)}]`,
      why: 'is a label that the operator sets: rename it, or set "replicaExternalLabelName" or "prometheusExternalLabelName"',
    }));
}

const LIMITS = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit', 'keepDroppedTargets'];
const enforcedName = (limit: string) => `enforced${limit[0].toUpperCase()}${limit.slice(1)}`;

/** Checks of a Prometheus and a PrometheusAgent. */
export const PROMETHEUS_ROWS: readonly OperatorRow[] = [
  row('version', { field: 'spec.version', text: 'failed to parse Prometheus version' }, value =>
    typeof value !== 'string' || value === '' || isVariable(value) || readVersion(value)
      ? []
      : [{ at: '', value, why: 'is not a version: write it like "v3.5.0"' }],
  ),
  row('major', { field: 'spec.version', text: 'unsupported Prometheus version %q' }, value => {
    const version = readVersion(textOf(value));
    return version === undefined || version.major === 2 || version.major === 3
      ? []
      : [{ at: '', value, why: 'has a major version that the operator does not support: use 2 or 3' }];
  }),
  row('major-3', { field: 'spec.version', until: '0.77.0', text: 'unsupported Prometheus version %q' }, value =>
    readVersion(textOf(value))?.major === 3
      ? [{ at: '', value, why: 'has a major version that requires prometheus-operator 0.77 or newer: update the operator, or use 2' }]
      : [],
  ),
  row('default-class', { field: 'spec', since: '0.72.0', isAsOldAsField: true, text: 'multiple default scrape classes defined' }, spec => {
    const classes = asList(isMap(spec) ? spec.scrapeClasses : undefined);
    const defaults = classes.flatMap((each, at) => (isMap(each) && each.default === true ? [at] : []));
    return defaults.length < 2
      ? []
      : [{ at: `scrapeClasses[${defaults[1]}].default`, why: `is set together with that of scrapeClasses[${defaults[0]}]: keep one` }];
  }),
  generated(
    'timeout',
    { field: 'spec.scrapeTimeout', text: 'validates the value of scrapeTimeout based on scrapeInterval' },
    (value, _context, spec) => {
      const interval = textOf(spec.scrapeInterval) || '30s';
      const [longest, shortest] = [readDuration(textOf(value)), readDuration(interval)];
      return longest === undefined || shortest === undefined || longest <= shortest
        ? []
        : [{ at: '', value, why: `is longer than "scrapeInterval", ${shown(interval)}: shorten "scrapeTimeout"` }];
    },
  ),
  generated(
    'stale-series',
    {
      field: 'spec.tsdb.staleSeriesCompactionThreshold',
      since: '0.92.0',
      isAsOldAsField: true,
      file: TYPES,
      text: '`staleSeriesCompactionThreshold` must be between 0 and 1',
    },
    value => between(value, 1),
  ),
  generated(
    'retention-percentage',
    {
      kinds: ['Prometheus'],
      field: 'spec.retentionPercentage',
      since: '0.94.0',
      isAsOldAsField: true,
      text: '`retentionPercentage` must be between 0 and 100',
    },
    value => between(value, 100),
  ),
  generated(
    'sampling',
    {
      field: 'spec.tracingConfig.samplingFraction',
      since: '0.88.0',
      file: 'pkg/apis/monitoring/v1/types.go',
      text: '`samplingFraction` must be between 0 and 1',
    },
    value => between(value, 1),
  ),
  generated(
    'chunk-encoding',
    {
      field: 'spec.tsdb.chunkEncoding.floats',
      since: '0.93.0',
      isAsOldAsField: true,
      text: 'is incompatible with --enable-feature=st-storage',
    },
    (value, _context, spec) =>
      value === 'Xor' && asList(spec.enableFeatures).includes('st-storage')
        ? [{ at: '', value, why: 'does not support the feature "st-storage": use "Xor2", or remove the feature' }]
        : [],
  ),
  generated(
    'otlp',
    { field: 'spec.otlp', since: '0.78.0', text: 'OTLP configuration is only supported from Prometheus version 2.55.0' },
    (value, context) => requires(value, '2.55.0', context),
  ),
  generated(
    'otlp-names',
    {
      field: 'spec.otlp.translationStrategy',
      since: '0.79.0',
      isAsOldAsField: true,
      text: 'is not compatible with OTLP translation strategy',
    },
    (value, _context, spec) =>
      value === 'NoUTF8EscapingWithSuffixes' && spec.nameValidationScheme === 'Legacy'
        ? [{ at: '', value, why: 'requires UTF-8 names, but "nameValidationScheme" is "Legacy": change one of them' }]
        : [],
  ),
  strategy('no-translation', 'NoTranslation', '3.4.0', '0.83.0'),
  strategy('no-suffixes', 'UnderscoreEscapingWithoutSuffixes', '3.6.0', '0.86.0'),
  generated(
    'otlp-promote',
    {
      field: 'spec.otlp',
      since: '0.85.0',
      isAsOldAsField: true,
      file: TYPES,
      text: "'promoteAllResourceAttributes' cannot be set to 'true' simultaneously with 'promoteResourceAttributes'",
    },
    (value, { prometheus }) =>
      isMap(value) &&
      prometheus?.isAtLeast('3.5.0') === true &&
      value.promoteAllResourceAttributes === true &&
      asList(value.promoteResourceAttributes).length > 0
        ? [{ at: 'promoteResourceAttributes', why: 'is set together with "promoteAllResourceAttributes": remove one of them' }]
        : [],
  ),
  generated(
    'otlp-ignore',
    {
      field: 'spec.otlp',
      since: '0.85.0',
      isAsOldAsField: true,
      file: TYPES,
      text: "'ignoreResourceAttributes' can only be set when 'promoteAllResourceAttributes' is true",
    },
    (value, { prometheus }) =>
      isMap(value) &&
      prometheus?.isAtLeast('3.5.0') === true &&
      value.promoteAllResourceAttributes !== true &&
      asList(value.ignoreResourceAttributes).length > 0
        ? [{ at: 'ignoreResourceAttributes', why: 'has no effect without "promoteAllResourceAttributes": set it' }]
        : [],
  ),
  generated(
    'alertmanager-authentication',
    {
      kinds: ['Prometheus'],
      field: 'spec.alerting.alertmanagers[]',
      file: 'pkg/prometheus/server/operator.go',
      text: "can't be set at the same time, at most one of them must be defined",
    },
    value => {
      const given = isMap(value)
        ? ['bearerTokenFile', 'basicAuth', 'authorization', 'sigv4'].filter(name => isSet(value[name]) && value[name] !== '')
        : [];
      return given.length < 2
        ? []
        : [
          {
            at: given[1],
            why: `is one of ${given.map(name => shown(name)).join(', ')}, but only one authentication method is allowed: keep one of them`,
          },
        ];
    },
  ),
  ...selector([
    'serviceMonitorSelector',
    'podMonitorSelector',
    'probeSelector',
    'serviceMonitorNamespaceSelector',
    'podMonitorNamespaceSelector',
    'probeNamespaceSelector',
  ]),
  ...selector(['scrapeConfigSelector', 'scrapeConfigNamespaceSelector', 'ruleSelector', 'ruleNamespaceSelector'], '0.87.0'),
  row(
    'agent-storage',
    {
      kinds: ['PrometheusAgent'],
      field: 'spec.tsdb',
      effect: 'invalid-at-reload',
      since: '0.93.0',
      text: 'AppendMapItem(cfg, "storage", storage)',
    },
    (value, { prometheus }) => {
      const options = [
        ['outOfOrderTimeWindow', '2.54.0'],
        ['staleSeriesCompactionThreshold', '3.10.0'],
        ['chunkEncoding.floats', '3.13.0'],
      ].filter(([path, since]) => isSet(fieldAt(value, path)) && prometheus?.isAtLeast(since) === true);
      return options.length < 2
        ? []
        : [
          {
            at: options[1][0],
            why: `is set together with "${options[0][0]}", and Prometheus rejects the resulting duplicate "storage": keep one of them`,
          },
        ];
    },
  ),
  row(
    'external-labels',
    { field: 'spec.externalLabels', effect: 'field-ignored', text: 'ignoring external label because it is a reserved key' },
    reserved,
  ),
  ...LIMITS.map(limit =>
    row(
      `limit-${limit.toLowerCase()}`,
      {
        field: `spec.${limit}`,
        effect: 'field-ignored',
        since: '0.75.0',
        text: 'is greater than the enforced limit, using enforced limit',
      },
      (value, _context, manifest) => {
        const enforced = fieldAt(manifest, `spec.${enforcedName(limit)}`);
        return typeof value === 'number' && typeof enforced === 'number' && enforced > 0 && value > enforced
          ? [{ at: '', value, why: `is above "${enforcedName(limit)}", ${enforced}, which is used instead: lower it` }]
          : [];
      },
    ),
  ),
  row(
    'unmanaged',
    {
      kinds: ['Prometheus'],
      field: 'spec',
      effect: 'field-ignored',
      file: 'pkg/prometheus/server/operator.go',
      text: 'unmanagedPrometheusConfiguration(p)',
    },
    (spec, { kind }) => {
      const unused =
        isMap(spec) && !isManaged(kind, spec)
          ? ['remoteWrite', 'remoteRead', 'alerting', 'ruleSelector', 'additionalScrapeConfigs'].filter(name => isSet(spec[name]))
          : [];
      return unused.map(at => ({
        at,
        why: `has no effect while ${SELECTORS.map(name => shown(name)).join(', ')} are all missing: set one of them to {}`,
      }));
    },
  ),
];
