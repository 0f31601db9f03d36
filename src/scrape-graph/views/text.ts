import { causesOf } from './causes';
import { NeededSecret } from '../../admission/needs/secrets';
import { oneLine } from '../../validation/control-characters';
import { ClusterScale, Cost, ORDINARY } from '../costs';
import { Explanation, Scrape } from '../explanation';

/** Full text, and the format for diffs. */
export function explanationsText(explanations: readonly Explanation[]): string {
  return asSections(explanations, sectionsOf);
}

/** Only the problems. */
export function problemsAsText(explanations: readonly Explanation[]): string {
  return asSections(explanations, ({ problems }) => section('Problems', problemLines(problems)));
}

function asSections(explanations: readonly Explanation[], linesOf: (explanation: Explanation) => string[]): string {
  return explanations.map(explanation => {
    const title = explanation.cluster === undefined ? [] : [`# ${explanation.cluster}`, ''];
    return [...title, ...linesOf(explanation)].map(oneLine).join('\n');
  }).join('\n');
}

function sectionsOf({
  common, prometheuses, scrapes, rules, images, secrets, required, skippedNodes, disruptionLimits, problems, silenced,
}: Explanation): string[] {
  return [
    ...common === undefined
      ? []
      : [`One of several clusters, because each has its own ${common}. If they are one cluster, use --one-cluster.`, ''],
    ...section('Prometheus', prometheuses.flatMap(({ name, chooses, alerts, writesTo }) => [
      `  ${name} selects ${chooses.length === 1 ? '1 object' : `${chooses.length} objects`}`,
      ...alerts.map(({
        alertmanager, receivers,
      }) => `    sends alerts to ${alertmanager}${Object.keys(receivers).length === 0
        ? ''
        : `: ${Object.entries(receivers).map(([receiver, count]) => `${count} to ${JSON.stringify(receiver)}`).join(', ')}`}`),
      ...writesTo.map(({ url }) => `    writes to ${url}`),
    ])),
    ...section('Scraped', scrapes.flatMap(scrapeLines)),
    ...section(
      'Rules',
      rules.flatMap(({ name, alerts, records, feedsOn }) => [
        `  ${name}: ${alerts} alerts, ${records} recorded series`, ...feedsOn.length > 0 ? [`    uses ${feedsOn.join(', ')}`] : [],
      ]),
    ),
    ...section('Images', images.map(image => `  ${image}`)),
    ...secrets.length > 0 ? section('Secrets that must exist', secrets.flatMap(secretLines)) : [],
    ...required.length > 0 ? section('Required', required.map(({ object, by }) => `  ${object}, required by ${by}`)) : [],
    ...skippedNodes.length > 0 ? section('Nodes without a scrape', skippedNodes.map(({ service, nodes }) => `  ${service}: ${nodes}`)) : [],
    ...disruptionLimits.length > 0 ? section('Disruptions that are not visible', disruptionLimits.flatMap(limitLines)) : [],
    ...section('Problems', problemLines(problems)),
    ...silenced.length > 0
      ? section('Silenced', silenced.flatMap(({ at, reason, message }) => [`  ${message}`, `    at ${at}: ${reason}`]))
      : [],
  ];
}

/** A Secret with its keys, and the objects that refer to it. */
function secretLines({ by, ...secret }: NeededSecret): string[] {
  return [
    `  ${secretTitle(secret)}`,
    `    used by ${by.slice(0, MOST_USERS).join(', ')}${by.length > MOST_USERS ? ` and ${by.length - MOST_USERS} more` : ''}`,
  ];
}

/** One line: `monitoring/grafana-admin: admin-password, admin-user`. */
export function secretTitle({ namespace, name, keys, isOptional }: Omit<NeededSecret, 'by'>): string {
  return `${namespace === undefined
    ? ''
    : `${namespace}/`}${name}${keys.length === 0 ? '' : `: ${keys.join(', ')}`}${isOptional ? ' (optional)' : ''}`;
}

/** Maximum number of objects listed for one Secret. */
const MOST_USERS = 3;

function limitLines({ object, version, limits }: Explanation['disruptionLimits'][number]): string[] {
  return [`  ${object}, version ${version}`, ...limits.map(({ what, cure }) => `    ${what}: ${cure}`)];
}

/** Maximum number of places listed for one cause. */
const MOST_PLACES = 3;

/** One line for each cause, and one below it with the other places. */
function problemLines(problems: Explanation['problems']): string[] {
  return causesOf(problems).flatMap(({ severity, message, issues, others }) => [
    `  ${severity}: ${message}`,
    ...issues.length === 1 ? [] : [`    ${issues.length} times${others.length === 0 ? '' : `, also: ${listedPlaces(others)}`}`],
  ]);
}

function listedPlaces(places: readonly string[]): string {
  const rest = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

/** Costs as text. */
export function costsAsText(
  costs: readonly { readonly cluster?: string; readonly costs: readonly Cost[] }[], { nodes, pods }: ClusterScale,
): string {
  return [
    `Estimated for ${number(nodes)} nodes and ${number(pods)} pods`, '',
    ...costs.flatMap(({ cluster, costs: own }) => [...cluster === undefined ? [] : [`# ${cluster}`, ''], ...own.flatMap(costLines)]),
  ].join('\n');
}

function costLines({ prometheus, targets, series, samplesPerSecond, memory, pods, sends, unknown }: Cost): string[] {
  return [
    `  ${prometheus}: ${number(targets)} targets, ${number(series)} series, ${number(samplesPerSecond)} samples per second; ${pods === 1
      ? '1 pod'
      : `${pods} pods`} of about ${number(memory)} MiB memory`,
    ...unknown > 0 ? [`    ${number(unknown)} of the targets are unknown programs: ${number(ORDINARY)} series each are assumed`] : [],
    ...sends.map(({
      url, samplesPerSecond: sent, connections,
    }) => `    sends ${number(sent)} samples per second to ${url}, with at most ${number(connections)} connections`),
    '',
  ];
}

/** Two significant digits. */
function number(value: number): string {
  const digits = Math.max(0, String(Math.round(value)).length - 2);
  return String(Math.round(value / 10 ** digits) * 10 ** digits).replace(/\B(?=(\d{3})+$)/g, ',');
}

function section(title: string, lines: readonly string[]): string[] {
  return [title, ...lines.length === 0 ? ['  nothing'] : lines, ''];
}

function scrapeLines(scrape: Scrape): string[] {
  const {
    by,
    perhaps = [],
    monitor,
    service,
    workload,
    port,
    scheme,
    path,
    interval,
    sampleLimit,
    honorLabels,
    addresses,
    targets,
    labels,
    elsewhere,
  } = scrape;
  const what = [
    service ?? workload ?? (elsewhere ? `targets found by ${elsewhere.join(', ')}` : monitor),
    ...port === undefined ? [] : [`port ${port}`],
    `${scheme === undefined ? '' : `${scheme} `}${path}`,
    `every ${interval}`,
  ];
  const limits = [
    ...sampleLimit === undefined ? [] : [`at most ${sampleLimit} samples`], ...honorLabels ? ['honors the labels of the target'] : [],
  ];
  return [
    `  ${[...what, ...limits].join(', ')}`,
    `    by ${monitor}, ${by.length === 0 ? 'not selected by a Prometheus here' : `selected by ${by.join(' and ')}`}`,
    ...perhaps.map(({ by: server, condition }) => `    ${server} if ${condition}`),
    ...workload === undefined || service === undefined ? [] : [`    of ${workload}`],
    ...addresses.length === 0
      ? []
      : [`    at ${addresses.join(', ')}${targets !== undefined && targets > addresses.length
        ? ` and ${targets - addresses.length} more`
        : ''}`],
    ...elsewhere
      ? []
      : [`    ${labels === undefined
        ? 'all targets dropped by a relabeling'
        : `as ${Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}`}`],
  ];
}
