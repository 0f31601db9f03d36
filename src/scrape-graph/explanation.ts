import { checkJobs, checkMonitors, checkSelection, checkTwice, prometheusesOf, rulesIn } from './checks';
import { impliedBy } from './implied';
import { asManifests, Labels, Manifest, nameOf } from './manifest';
import { OBJECT_TWICE } from './rules';
import { MONITOR_KINDS, whyNotSelected } from './selection';
import { edgesOf } from './service-monitors';
import { World } from './world';
import { finding, Finding } from '../validation/rule';
import { podSpecOf } from '../validation/workload';

/** What is scraped, by whom, and what is wrong: plain data, in an order that does not depend on that of the input. */
export interface Explanation {
  readonly prometheuses: readonly { readonly name: string; readonly chooses: readonly string[] }[];
  readonly scrapes: readonly Scrape[];
  readonly rules: readonly { readonly name: string; readonly alerts: number; readonly records: number }[];
  readonly images: readonly string[];
  readonly problems: readonly { readonly id: string; readonly severity: string; readonly message: string }[];
}

export interface Scrape {
  readonly by: readonly string[];
  readonly monitor: string;
  readonly service: string;
  readonly port: string;
  readonly path: string;
  readonly interval?: string;
  readonly workload?: string;
  /** Undefined where a relabeling drops all of its targets. */
  readonly labels?: Labels;
}

export function explain(values: readonly unknown[]): Explanation {
  const all = asManifests(values);
  const given = new Map([...all].reverse().map(manifest => [key(manifest), manifest]));
  const manifests = [...given.values()].sort((a, b) => key(a) < key(b) ? -1 : 1);
  const world = new World([...manifests, ...impliedBy(manifests)]);
  const prometheuses = prometheusesOf(world);
  const chosenBy = new Map<Manifest, readonly Manifest[]>();
  const chosen = (monitor: Manifest): readonly Manifest[] => {
    const known = chosenBy.get(monitor) ?? prometheuses.filter(prometheus => whyNotSelected(prometheus, monitor, MONITOR_KINDS[monitor.kind], world.namespaces) === undefined);
    chosenBy.set(monitor, known);
    return known;
  };
  const monitors = Object.keys(MONITOR_KINDS).flatMap(kind => world.ofKind(kind));
  const edges = world.ofKind('ServiceMonitor').flatMap(monitor => edgesOf(monitor, world));
  const problems = [...checkTwiceThere(all), ...checkSelection(world), ...checkMonitors(world), ...checkTwice(edges, chosen), ...checkJobs(world, edges)];
  return {
    prometheuses: prometheuses.map(prometheus => ({ name: nameOf(prometheus), chooses: monitors.filter(monitor => chosen(monitor).includes(prometheus)).map(nameOf) })),
    scrapes: edges.map(({ monitor, service, portName, path, interval, pods, labels }) => ({
      by: chosen(monitor).map(nameOf), monitor: nameOf(monitor), service: nameOf(service), port: portName, path, interval, ...pods && { workload: nameOf(pods.workload) }, labels,
    })),
    rules: world.ofKind('PrometheusRule').map(object => {
      const rules = rulesIn(object);
      return { name: nameOf(object), alerts: rules.filter(({ isAlert }) => isAlert).length, records: rules.filter(({ isAlert }) => !isAlert).length };
    }),
    images: imagesOf(manifests),
    problems: onceEach(problems).map(({ ruleId, severity, message }) => ({ id: ruleId, severity, message })),
  };
}

/** As a person reads it. */
export function explanationText({ prometheuses, scrapes, rules, images, problems }: Explanation): string {
  const scrape = ({ by, monitor, service, port, path, interval, workload, labels }: Scrape) => [
    `  ${service}, port ${port}, ${path}${interval === undefined ? '' : `, every ${interval}`}`,
    `    by ${monitor}, which ${by.length === 0 ? 'no Prometheus here chooses' : `${by.join(' and ')} chooses`}`,
    ...workload === undefined ? [] : [`    of ${workload}`],
    `    ${labels === undefined ? 'a relabeling drops all of it' : `as ${Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', ')}`}`,
  ];
  const section = (title: string, lines: readonly string[]) => [`${title}`, ...lines.length === 0 ? ['  nothing'] : lines, ''];
  return [
    ...section('Prometheus', prometheuses.map(({ name, chooses }) => `  ${name} chooses ${chooses.length} ${chooses.length === 1 ? 'monitor' : 'monitors'}`)),
    ...section('Scraped', scrapes.flatMap(scrape)),
    ...section('Rules', rules.map(({ name, alerts, records }) => `  ${name}: ${alerts} alerts, ${records} recorded series`)),
    ...section('Images', images.map(image => `  ${image}`)),
    ...section('Problems', problems.map(({ severity, message }) => `  ${severity}: ${message}`)),
  ].join('\n');
}

function checkTwiceThere(manifests: readonly Manifest[]): Finding[] {
  const seen = new Set<string>();
  const twice = new Set(manifests.filter(manifest => seen.has(key(manifest)) || !seen.add(key(manifest))).map(nameOf));
  return twice.size > 0 ? [finding(OBJECT_TWICE, { objects: [...twice].sort(), count: twice.size })] : [];
}

function key(manifest: Manifest): string {
  return `${manifest.kind} ${manifest.metadata.namespace ?? ''} ${manifest.metadata.name}`;
}

function onceEach(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map(each => [each.message, each])).values()].sort((a, b) => a.message < b.message ? -1 : 1);
}

/** The images of workloads, and of custom resources that name one. */
function imagesOf(manifests: readonly Manifest[]): string[] {
  const images = manifests.flatMap(manifest => {
    const pod = podSpecOf(manifest) ?? {};
    const containers: any[] = [...Array.isArray(pod.initContainers) ? pod.initContainers : [], ...Array.isArray(pod.containers) ? pod.containers : []];
    return [...containers.map(container => container?.image), manifest.kind === 'Prometheus' || manifest.kind === 'Alertmanager' ? manifest.spec?.image : undefined];
  });
  return [...new Set(images.filter((image): image is string => typeof image === 'string'))].sort();
}
