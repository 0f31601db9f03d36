import { Check, problem, Problem } from './problem';
import { LABEL_LIMIT, SAMPLE_LIMIT, TARGET_LIMIT } from './rules';
import { isFilter } from '../../scrape/relabeling';
import { podSpecOf } from '../../validation/workload';
import { exportersOf } from '../exporters';
import { Edge, Graph, keptOf } from '../graph';
import { listOf, Manifest, nameOf } from '../manifest';

/**
 * Minimum number of samples of a target of a program, on any port and in any cluster: half of the smallest count that `../costs.ts`
 * measured with a real one.
 */
const LEAST_SAMPLES: { readonly [component: string]: number | undefined } = {
  'node-exporter': 300, 'kube-state-metrics': 65, 'prometheus': 350, 'alertmanager': 285, 'prometheus-operator': 300, 'config-reloader': 95,
};

/** Arguments with which a program exposes less, or may expose less. */
const LESS = /disable|no-collector|allowlist|denylist|whitelist|blacklist|--resources|state-only|--agent|enable-feature=agent/;

/** A target above the limit is down: Prometheus drops all of its samples. */
export const checkTooLow: Check = graph => [
  ...graph.edges.flatMap(edge => [...sampleLimit(edge, graph), ...labelLimits(edge)]), ...targetLimits(graph),
];

function sampleLimit(edge: Edge, { world }: Graph): Problem[] {
  const { job, prometheus, targets } = edge;
  const { sampleLimit: limit, metricRelabelings, params, monitor } = job;
  if (!prometheus || limit === undefined || metricRelabelings.some(isFilter) || Object.keys(params).length > 0) { return []; }
  const exporters = exportersOf(edge, world);
  if (exporters?.length !== 1 || targets.length === 0 || exposesLess(exporters[0].object)) { return []; }
  const least = LEAST_SAMPLES[exporters[0].component];
  return least === undefined || limit >= least
    ? []
    : [problem(SAMPLE_LIMIT, { monitor: nameOf(monitor), limit, exporter: exporters[0].component, least }, monitor)];
}

/** By the arguments of its containers; of a custom resource by its own, too. */
function exposesLess(object: Manifest): boolean {
  const containers = [...listOf(podSpecOf(object)?.containers), ...listOf(object.spec.containers)];
  const own = listOf(object.spec.additionalArgs).map(({ name, value }) => `--${name}=${value}`);
  return [
    ...containers.flatMap(({ args, command }) => [...listOf(command), ...listOf(args)]), ...own,
  ].some(each => LESS.test(String(each)));
}

/** The labels that each series of a target has, and its name. A limit on them drops every sample. */
function labelLimits({ job, prometheus, targets }: Edge): Problem[] {
  const { labelLimits: limits, metricRelabelings, monitor } = job;
  // relabelings may remove labels before they are counted, and honored labels may be empty
  const kept = targets.find(({ labels }) => labels !== undefined)?.labels;
  if (!prometheus || !limits || !kept || metricRelabelings.length > 0 || job.honorLabels) { return []; }
  const entries = Object.entries(kept).filter(([name]) => !name.startsWith('__'));
  const count = entries.length + 1;
  const longest = entries.map(([name]) => name).sort((a, b) => b.length - a.length)[0] ?? '';
  const found = [
    ...limits.labels !== undefined && count > limits.labels
      ? [{
        field: 'labelLimit',
        limit: limits.labels,
        why: `each series has at least ${count} labels: its name, ${entries.map(([name]) => name).sort().join(', ')}`,
      }]
      : [],
    ...limits.nameLength !== undefined && longest.length > limits.nameLength
      ? [{
        field: 'labelNameLengthLimit',
        limit: limits.nameLength,
        why: `each series has the label "${longest}" of ${longest.length} characters`,
      }]
      : [],
  ];
  return found.map(each => problem(LABEL_LIMIT, { monitor: nameOf(monitor), ...each }, monitor));
}

/** Targets that are listed explicitly. The number of discovered targets is unknown. */
function targetLimits({ edges }: Graph): Problem[] {
  const jobs = new Map<Edge['job'], Set<string>>();
  for (const edge of edges) {
    const { job, prometheus } = edge;
    if (!prometheus || job.targetLimit === undefined || !job.discoveries.every(({ kind }) => kind === 'static')) { continue; }
    const addresses = jobs.get(job) ?? new Set();
    jobs.set(job, addresses);
    for (const { address } of keptOf(edge)) { addresses.add(address); }
  }
  return [...jobs].filter(([job, addresses]) => addresses.size > job.targetLimit!)
    .map(([job, addresses]) => problem(
      TARGET_LIMIT, { monitor: nameOf(job.monitor), limit: job.targetLimit!, targets: addresses.size }, job.monitor,
    ));
}
