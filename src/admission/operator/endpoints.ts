import { isIPv4, isIPv6 } from 'net';
import { CheckContext, Fault, isBelow, Lifetime, OperatorRow } from './row';
import { Json } from './shared/json';
import { selectorFaults } from './shared/label-selector';
import { shown } from '../../validation/rule';
import { readDuration } from '../../values/durations';
import { asList, isMap, isSet, textOf } from '../../values/json';

const SELECTOR = 'pkg/prometheus/resource_selector.go';
const PROMCFG = 'pkg/prometheus/promcfg.go';

/** The default in the CustomResourceDefinition, which the API server fills in. */
const DEFAULT_INTERVAL = '30s';

/** The value in the object, or that of the Prometheus that selects it. Undefined if it is unknown. */
function intervalOf(own: unknown, { env }: CheckContext): { readonly text: string; readonly isOwn: boolean } | undefined {
  if (textOf(own) !== '') { return { text: textOf(own), isOwn: true }; }
  return env.prometheusSpec && { text: textOf(env.prometheusSpec.scrapeInterval) || DEFAULT_INTERVAL, isOwn: false };
}

/** Without a timeout nothing is compared: that of the Prometheus may be longer than the interval. */
function timeoutFaults(value: unknown, context: CheckContext, field = 'interval'): readonly Fault[] {
  if (!isMap(value)) { return []; }
  const [timeout, interval] = [textOf(value.scrapeTimeout), intervalOf(value[field], context)];
  const [longest, shortest] = [readDuration(timeout), interval && readDuration(interval.text)];
  if (longest === undefined || shortest === undefined || longest <= shortest) { return []; }
  const whose = interval!.isOwn ? `"${field}"` : 'the interval of the Prometheus';
  return [{ at: 'scrapeTimeout', value: timeout, why: `is longer than ${whose}, ${shown(interval!.text)}: shorten "scrapeTimeout"` }];
}

const timeout = (kind: string, field: string, interval = 'interval'): OperatorRow => ({
  id: `timeout/${kind}`,
  kinds: [kind],
  field,
  effect: 'object-left-out',
  see: { file: PROMCFG, text: 'scrapeTimeout %q greater than scrapeInterval %q' },
  find: (value, context) => timeoutFaults(value, context, interval),
});

const denied = (at: string, value: unknown): Fault[] =>
  textOf(value) === ''
    ? []
    : [{ at, value, why: 'reads a file of the container, and its Prometheus has "arbitraryFSAccessThroughSMs.deny": refer to a Secret' }];

const isDenied = ({ env }: CheckContext) =>
  isMap(env.prometheusSpec?.arbitraryFSAccessThroughSMs) && env.prometheusSpec!.arbitraryFSAccessThroughSMs.deny === true;

const withQuery = (kind: string, field: string): OperatorRow => ({
  id: `path/${kind}`,
  kinds: [kind],
  field,
  effect: 'works-otherwise',
  see: { file: PROMCFG, text: 'metrics_path' },
  find: path =>
    textOf(path).includes('?')
      ? [
        {
          at: '',
          value: path,
          why: 'has "?", which Prometheus escapes, so that the path is wrong: move the query to "params"',
        },
      ]
      : [],
});

const NO_HOST = 'is neither a host nor a host:port: move the scheme to "scheme" and the path to "path"';

const proberUrl = (id: string, lifetime: Lifetime, isWrong: (url: string) => boolean, why: string): OperatorRow => ({
  id: `probe/${id}`,
  kinds: ['Probe'],
  field: 'spec.prober',
  effect: 'object-left-out',
  ...lifetime,
  see: { file: SELECTOR, text: 'url specified in proberSpec is invalid' },
  find: prober => (isMap(prober) && typeof prober.url === 'string' && isWrong(prober.url) ? [{ at: 'url', value: prober.url, why }] : []),
});

/** Checks that ServiceMonitors, PodMonitors, Probes and ScrapeConfigs share. */
export const ENDPOINT_ROWS: readonly OperatorRow[] = [
  timeout('ServiceMonitor', 'spec.endpoints[]'),
  timeout('PodMonitor', 'spec.podMetricsEndpoints[]'),
  timeout('Probe', 'spec'),
  timeout('ScrapeConfig', 'spec', 'scrapeInterval'),
  withQuery('ServiceMonitor', 'spec.endpoints[].path'),
  withQuery('PodMonitor', 'spec.podMetricsEndpoints[].path'),
  withQuery('Probe', 'spec.prober.path'),
  withQuery('ScrapeConfig', 'spec.metricsPath'),
  {
    id: 'monitors/selector',
    kinds: ['ServiceMonitor', 'PodMonitor'],
    field: 'spec.selector',
    effect: 'object-left-out',
    since: '0.80.0',
    see: { file: SELECTOR, text: 'metav1.LabelSelectorAsSelector(&sm.Spec.Selector)' },
    find: selectorFaults,
  },
  {
    id: 'monitors/role-selector',
    kinds: ['ServiceMonitor', 'PodMonitor'],
    field: 'spec.selectorMechanism',
    effect: 'object-left-out',
    since: '0.79.0',
    isAsOldAsField: true,
    see: { file: SELECTOR, text: 'RoleSelector selectorMechanism is only supported in Prometheus 2.17.0 and newer' },
    find: (value, { prometheus }) =>
      value === 'RoleSelector' && isBelow(prometheus, '2.17.0')
        ? [{ at: '', value, why: `requires Prometheus 2.17.0 or newer; the version is ${prometheus!.text}` }]
        : [],
  },
  {
    id: 'monitors/bearer-token-file',
    kinds: ['ServiceMonitor'],
    field: 'spec.endpoints[].bearerTokenFile',
    effect: 'object-left-out',
    see: { file: SELECTOR, text: 'it accesses file system via bearer token file which Prometheus specification prohibits' },
    find: (value, context) => (isDenied(context) ? denied('', value) : []),
  },
  {
    id: 'monitors/tls-files',
    kinds: ['ServiceMonitor'],
    field: 'spec.endpoints[].tlsConfig',
    effect: 'object-left-out',
    see: { file: SELECTOR, text: 'it accesses file system via tls config which Prometheus specification prohibits' },
    find: (value, context) =>
      isDenied(context) && isMap(value) ? ['caFile', 'certFile', 'keyFile'].flatMap(file => denied(file, value[file])) : [],
  },
  {
    id: 'monitors/scrape-class',
    kinds: ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'],
    field: 'spec.scrapeClass',
    effect: 'object-left-out',
    since: '0.72.0',
    isAsOldAsField: true,
    see: { file: SELECTOR, text: 'scrapeClass %q not found in Prometheus scrapeClasses' },
    find: (value, { env }) => {
      if (!env.prometheusSpec || textOf(value) === '') { return []; }
      const known = asList(env.prometheusSpec.scrapeClasses)
        .filter(isMap)
        .map(each => textOf(each.name));
      const cure = known.length === 0
        ? 'it has no scrape classes: remove "scrapeClass"'
        : `use one of ${known.map(each => shown(each)).join(', ')}`;
      return known.includes(textOf(value)) ? [] : [{ at: '', value, why: `is not a scrape class of the Prometheus: ${cure}` }];
    },
  },
  {
    id: 'probe/targets',
    kinds: ['Probe'],
    field: 'spec',
    effect: 'object-left-out',
    see: {
      file: 'pkg/apis/monitoring/v1/probe_types.go',
      text: 'at least one of .spec.targets.staticConfig and .spec.targets.ingress is required',
    },
    find: spec => {
      const targets = isMap(spec) ? spec.targets : undefined;
      if (isSet(targets) && !isMap(targets)) { return []; }
      const { staticConfig, ingress }: Json = isMap(targets) ? targets : {};
      return isSet(staticConfig) || isSet(ingress)
        ? []
        : [{ at: 'targets', why: 'has neither "staticConfig" nor "ingress": set one of them' }];
    },
  },
  proberUrl('url', {}, url => !isHostAndPort(url) && !isIpv6(url), NO_HOST),
  proberUrl(
    'url-ipv6',
    { until: '0.89.0' },
    isIpv6,
    'is an IPv6 address, which requires prometheus-operator 0.89 or newer: update it, or use a host name',
  ),
  proberUrl('url-parts', { since: '0.89.0' }, url => isHostAndPort(url) && url.split(':').length > 2, NO_HOST),
];

const DNS_NAME = /^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62}(?:\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*[._]?$/;

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
const isHost = (text: string) => isIPv4(text) || (text.replace(/\./g, '').length <= 255 && DNS_NAME.test(text));

/** An IPv6 address, or one in brackets with a port. Operators 0.89 and newer accept it. */
function isIpv6(text: string): boolean {
  const [, inBrackets, port = ''] = /^\[([^\]]*)\]:(.*)$/.exec(text) ?? [];
  return !text.includes('%') && (inBrackets === undefined ? isIPv6(text) : isIPv6(inBrackets) && isPort(port));
}

/**
 * Whether it is a host, or a host and a port. Before 0.89 the operator checks only the first two parts between colons.
 * @see https://github.com/asaskevich/govalidator/blob/master/validator.go
 */
function isHostAndPort(text: string): boolean {
  const [host, port] = text.split(':');
  return isHost(host) && (port === undefined || isPort(port));
}
