import { Check, problem } from './problem';
import { readPattern } from '../../promql/regex';
import { millisecondsOf } from '../../scrape/timing';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { EVALUATED_TWICE, NOT_SELECTED, REFUSED } from '../rules';
import { MONITOR_KINDS, whyNotSelected } from '../selection';
import { writtenRelabelings } from '../targets/targets';

/** Monitors and rules that no Prometheus chooses; where there is no Prometheus at all, somebody else has it. */
export const checkSelection: Check = ({ world, prometheuses, choosers, monitors }) => {
  const servers = prometheuses.filter(({ kind }) => kind === 'Prometheus');
  const rulers = world.ofKind('ThanosRuler');
  const none = (object: Manifest, field: string, among: readonly Manifest[]) => among.length === 0 || choosers(object).some(each => among.includes(each)) ? []
    : [problem(NOT_SELECTED, { monitor: nameOf(object), reasons: among.map(each => `${nameOf(each)}: ${whyNotSelected(each, object, field, world.namespaces)!}`) }, object)];
  return [
    ...monitors.flatMap(monitor => none(monitor, MONITOR_KINDS[monitor.kind], prometheuses)),
    // an agent has no rules; a ThanosRuler may have those that no Prometheus has
    ...world.ofKind('PrometheusRule').flatMap(object => none(object, 'rule', [...servers, ...rulers])),
    ...world.ofKind('PrometheusRule').flatMap(object => {
      const [server, ruler] = [servers, rulers].map(among => among.find(each => choosers(object).includes(each)));
      return server && ruler ? [problem(EVALUATED_TWICE, { rule: nameOf(object), by: [nameOf(server), nameOf(ruler)] }, object)] : [];
    }),
  ];
};

/** Monitors that an operator leaves away, since something in them is wrong: it says so in an event, and in its log. */
export const checkRefused: Check = ({ monitors, choosers }) => monitors.flatMap(monitor => {
  const [prometheus] = choosers(monitor);
  const why = whyRefused(monitor, prometheus);
  return why === undefined ? [] : [problem(REFUSED, { monitor: nameOf(monitor), why }, monitor)];
});

function whyRefused(monitor: Manifest, prometheus: Manifest | undefined): string | undefined {
  for (const { where, steps } of writtenRelabelings(monitor)) {
    for (const [at, step] of steps.entries()) {
      const why = whyNoRelabeling(step ?? {});
      if (why !== undefined) { return `${where}[${at}]: ${why}`; }
    }
  }
  const own = { interval: monitor.spec?.scrapeInterval ?? monitor.spec?.interval, scrapeTimeout: monitor.spec?.scrapeTimeout };
  const endpoints = [...listOf(monitor.spec?.endpoints), ...listOf(monitor.spec?.podMetricsEndpoints), own];
  for (const endpoint of endpoints) {
    const [interval, timeout] = [textOf(endpoint?.interval, textOf(prometheus?.spec?.scrapeInterval, '30s')), textOf(endpoint?.scrapeTimeout)];
    if (timeout !== '' && millisecondsOf(timeout) > millisecondsOf(interval)) { return `scrapeTimeout ${timeout} is longer than the interval, ${interval}`; }
    if (prometheus?.spec?.arbitraryFSAccessThroughSMs?.deny === true && textOf(endpoint?.bearerTokenFile) !== '') { return 'bearerTokenFile: its Prometheus has "arbitraryFSAccessThroughSMs.deny"'; }
  }
  const name = textOf(monitor.spec?.scrapeClass);
  return prometheus && name !== '' && !listOf(prometheus.spec?.scrapeClasses).some(each => each?.name === name) ? `scrapeClass: ${nameOf(prometheus)} has no scrape class ${JSON.stringify(name)}` : undefined;
}

const TARGET = /^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))\w*)+$/;
const WITH_TARGET = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);
const ACTIONS = new Set([...WITH_TARGET, 'keep', 'drop', 'labelmap', 'labeldrop', 'labelkeep']);

/** @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/resource_selector.go */
function whyNoRelabeling({ action = 'replace', regex = '', targetLabel = '', modulus = 0, replacement, sourceLabels }: any): string | undefined {
  const what = String(action).toLowerCase();
  const read = readPattern(String(regex));
  if (!ACTIONS.has(what)) { return `there is no action ${JSON.stringify(action)}`; }
  if ('why' in read) { return `regex ${JSON.stringify(String(regex).slice(0, 80))}: ${read.why}`; }
  if (what === 'hashmod' && modulus === 0) { return 'hashmod needs "modulus"'; }
  if (WITH_TARGET.has(what) && targetLabel === '') { return `${what} needs "targetLabel"`; }
  if (WITH_TARGET.has(what) && !TARGET.test(String(targetLabel))) { return `${JSON.stringify(targetLabel)} is no name of a label`; }
  if (what === 'labelmap' && replacement !== undefined && !TARGET.test(String(replacement))) { return `${JSON.stringify(replacement)} is no name of a label`; }
  return (what === 'labeldrop' || what === 'labelkeep') && (listOf(sourceLabels).length > 0 || targetLabel !== '') ? `${what} looks at the names of all labels: only "regex" belongs there` : undefined;
}
