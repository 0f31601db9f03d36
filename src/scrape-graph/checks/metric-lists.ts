import { Check, problem } from './problem';
import { podSpecOf } from '../../validation/workload';
import { askedBy, rulesByObject } from '../expressions';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { METRIC_NOT_EXPOSED } from '../rules';

/** Metrics of kube-state-metrics that rules ask for, and that its own lists leave out. */
export const checkMetricLists: Check = ({ world, isRejected }) => {
  const exporters = world.manifests.flatMap(listsOf);
  if (exporters.length === 0 || exporters.some(({ isOpen }) => isOpen)) { return []; }
  const asked = new Map<string, Manifest>();
  for (const [object, rules] of rulesByObject(world)) {
    if (isRejected(object)) { continue; }
    for (const { metric } of rules.flatMap(({ expr }) => askedBy(expr).selectors)) { if (metric?.startsWith('kube_') && !metric.includes(':') && !asked.has(metric)) { asked.set(metric, object); } }
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
