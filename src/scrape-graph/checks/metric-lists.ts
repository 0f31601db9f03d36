import { expressionsIn } from './expressions';
import { Check, problem } from './problem';
import { catalogOf } from '../../metrics/catalog';
import { podSpecOf } from '../../validation/workload';
import { seriesUsedBy } from '../expressions';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { METRIC_NOT_EXPOSED } from '../rules';

/**
 * Metrics of objects. The lists do not apply to those of kube-state-metrics itself (kube_state_metrics_list_total): pkg/app/server.go
 * filters only its families.
 */
const isListed = (metric: string) => /^kube_(?!state_metrics_)/.test(metric) && !metric.includes(':');

/**
 * Metrics of kube-state-metrics that rules and panels use, and that its own lists exclude. A metric on the right side of an `unless` may be
 * missing: the rules of a stack exclude claims by an optional metric.
 */
export const checkMetricLists: Check = graph => {
  const exporters = graph.world.manifests.flatMap(listsOf);
  if (exporters.length === 0) { return []; }
  const asked = new Map<string, Manifest>();
  const needed = new Set<string>();
  for (const { object, expr } of expressionsIn(graph)) {
    if (graph.isRejected(object)) { continue; }
    // one side of an "or" may be empty
    for (const { metric, isExclusion } of seriesUsedBy(expr).selectors.filter(({ isAlternative }) => !isAlternative)) {
      if (metric === undefined || !isListed(metric)) { continue; }
      if (!asked.has(metric)) { asked.set(metric, object); }
      if (!isExclusion) { needed.add(metric); }
    }
  }
  return [...asked].flatMap(([metric, object]) => {
    const leaving = exporters.map(({ byName, byResource }) => byName(metric) ?? (needed.has(metric) ? byResource(metric) : undefined));
    return leaving.some(why => why === undefined) ? []
      : [problem(
        METRIC_NOT_EXPOSED,
        { rule: nameOf(object), metric, exporter: nameOf(exporters[0].object), why: leaving[0]! },
        object,
        exporters[0].object,
      )];
  });
};

interface Lists {
  readonly object: Manifest;
  readonly byName: LeftOut;
  readonly byResource: LeftOut;
}

/** Why a metric is not exposed. Undefined if it is, or if that is unknown. */
type LeftOut = (metric: string) => string | undefined;

function listsOf(object: Manifest): Lists[] {
  return listOf(podSpecOf(object)?.containers).filter(container => /(^|\/)kube-state-metrics(:|@|$)/.test(textOf(container?.image)))
    .map(container => {
      const args = [...listOf(container.command), ...listOf(container.args)].map(String);
      return { object, byName: leftOutByName(args), byResource: leftOutByResource(args, object) };
    });
}

function leftOutByName(args: readonly string[]): LeftOut {
  const list = (name: string) => args.flatMap(argument => new RegExp(`^--metric-${name}=(.+)$`).exec(argument)?.[1].split(',') ?? []);
  const [allowed, denied] = [list('allowlist'), list('denylist')];
  const patterns = [...allowed, ...denied].map(text => ({ text, pattern: patternOf(text) }));
  if (patterns.some(({ pattern }) => pattern === undefined)) { return () => undefined; }
  const matches = (text: string, metric: string) => patterns.find(each => each.text === text)!.pattern!.test(metric);
  return metric => {
    const by = denied.find(text => matches(text, metric));
    if (by !== undefined) { return `--metric-denylist contains ${JSON.stringify(by)}`; }
    return allowed.length > 0 && !allowed.some(text => matches(text, metric)) ? '--metric-allowlist does not contain it' : undefined;
  };
}

/** A pattern matches anywhere in the name, unless it is anchored. Undefined if it cannot be parsed here. */
function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text.trim());
  } catch {
    return undefined;
  }
}

/**
 * From the argument with the collected resources, if there is one: the default differs by version, and a file of options may set another.
 */
function leftOutByResource(args: readonly string[], { metadata }: Manifest): LeftOut {
  const lists = args.flatMap((
    argument, at,
  ) => /^--?resources=(.*)$/.exec(argument)?.[1] ?? (/^--?resources$/.test(argument) ? args[at + 1] ?? '' : []));
  const isElsewhere = args.some(argument => /^--?config(=|$)/.test(argument) || /\$\(/.test(argument));
  if (lists.length === 0 || isElsewhere) { return () => undefined; }
  const collected = new Set(lists.flatMap(text => text.split(',')).map(name => name.trim()));
  const isOurs = metadata?.labels?.['app.kubernetes.io/managed-by'] === 'cdk8s-prometheus';
  return metric => {
    const resource = resourceOf(metric);
    if (resource === undefined || collected.has(resource)) { return undefined; }
    return `it does not collect ${JSON.stringify(resource)}: ${isOurs
      ? 'add it to "extraResources" or "resources" of its construct'
      : 'add it to --resources and to the ClusterRole'}, or remove the expression`;
  };
}

/**
 * What a metric is collected of: the word after `kube_` is the singular of the resource, in each file of internal/store.
 * @see https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/internal/store
 */
export function resourceOf(metric: string): string | undefined {
  // a metric of a custom resource may have any name
  if (typeof catalogOf('kube-state-metrics')?.exposed(metric) !== 'object') { return undefined; }
  const word = /^kube_([a-z]+)(_|$)/.exec(metric)?.[1];
  if (word === undefined) { return undefined; }
  if (/[^aeiou]y$/.test(word)) { return `${word.slice(0, -1)}ies`; }
  return word.endsWith('s') ? `${word}es` : `${word}s`;
}
