import { expressionsIn } from './expressions';
import { Check, problem } from './problem';
import { podSpecOf } from '../../validation/workload';
import { askedBy } from '../expressions';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { METRIC_NOT_EXPOSED } from '../rules';

/** Metrics of objects. Those of kube-state-metrics itself (kube_state_metrics_list_total) are in no list: pkg/app/server.go filters its families alone. */
const isListed = (metric: string) => /^kube_(?!state_metrics_)/.test(metric) && !metric.includes(':');

/** Metrics of kube-state-metrics that rules and panels use, and that its own lists leave out. */
export const checkMetricLists: Check = graph => {
  const exporters = graph.world.manifests.flatMap(listsOf);
  if (exporters.length === 0 || exporters.some(({ isOpen }) => isOpen)) { return []; }
  const asked = new Map<string, Manifest>();
  for (const { object, expr } of expressionsIn(graph)) {
    if (graph.isRejected(object)) { continue; }
    // one side of an "or" may be empty
    for (const { metric } of askedBy(expr).selectors.filter(({ isAlternative }) => !isAlternative)) {
      if (metric !== undefined && isListed(metric) && !asked.has(metric)) { asked.set(metric, object); }
    }
  }
  return [...asked].flatMap(([metric, object]) => {
    const leaving = exporters.map(({ leavesOut }) => leavesOut(metric));
    return leaving.some(why => why === undefined) ? []
      : [problem(METRIC_NOT_EXPOSED, { rule: nameOf(object), metric, exporter: nameOf(exporters[0].object), why: leaving[0]! }, object, exporters[0].object)];
  });
};

interface Lists {
  readonly object: Manifest;
  /** Whether nobody can tell what it leaves out. */
  readonly isOpen: boolean;
  readonly leavesOut: (metric: string) => string | undefined;
}

function listsOf(object: Manifest): Lists[] {
  return listOf(podSpecOf(object)?.containers).filter(container => /(^|\/)kube-state-metrics(:|@|$)/.test(textOf(container?.image))).map(container => {
    const args = [...listOf(container.command), ...listOf(container.args)].map(String);
    const list = (name: string) => args.flatMap(argument => new RegExp(`^--metric-${name}=(.+)$`).exec(argument)?.[1].split(',') ?? []);
    const [allowed, denied] = [list('allowlist'), list('denylist')];
    const patterns = [...allowed, ...denied].map(text => ({ text, pattern: patternOf(text) }));
    const matches = (text: string, metric: string) => patterns.find(each => each.text === text)!.pattern!.test(metric);
    return {
      object,
      isOpen: allowed.length + denied.length === 0 || patterns.some(({ pattern }) => pattern === undefined),
      leavesOut: metric => {
        const by = denied.find(text => matches(text, metric));
        if (by !== undefined) { return `--metric-denylist has ${JSON.stringify(by)}`; }
        return allowed.length > 0 && !allowed.some(text => matches(text, metric)) ? '--metric-allowlist does not have it' : undefined;
      },
    };
  });
}

/** It looks for a pattern anywhere in the name, unless the pattern says where it begins and ends. Undefined: it cannot be read here. */
function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text.trim());
  } catch {
    return undefined;
  }
}
