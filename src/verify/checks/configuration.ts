import { Labels, listOf, Manifest, nameOf, textOf } from '../../scrape-graph/manifest';
import { finding, Finding } from '../../validation/rule';
import { Expected } from '../expected';
import { Reality } from '../reality';
import { NOT_IN_MANIFESTS, NOT_LOADED, NOT_TAKEN, OTHER_VERSION } from '../rules';

/** Whether the loaded configuration contains the jobs of the manifests, and no others. */
export function checkConfiguration(expected: Expected, reality: Reality): Finding[] {
  const { server, version } = expected;
  return [
    ...reality.isLoaded === false ? [finding(NOT_LOADED, { server })] : [],
    ...reality.version === undefined || version === '' || reality.version === version
      ? []
      : [finding(OTHER_VERSION, { server, expected: version, found: reality.version })],
    ...jobsIn(expected, reality),
  ];
}

function jobsIn({ server, manifest, jobs, perhaps, graph }: Expected, reality: Reality): Finding[] {
  const { config } = reality;
  if (!config) { return []; }
  const there = new Set(config.jobs.map(({ name }) => name));
  const missing = [...new Set(jobs.filter(({ name }) => !there.has(name)).map(({ monitor }) => monitor))];
  const known = new Set([...jobs.map(({ name }) => name), ...perhaps]);
  // jobs from a Secret are unknown here
  const hasMore = manifest.spec?.additionalScrapeConfigs !== undefined;
  const others = [...there].filter(name => !known.has(name) && (isOfMonitor(name) || !hasMore)).sort();
  return [
    ...missing.map(monitor => finding(NOT_TAKEN, { object: nameOf(monitor), server, why: whyNotTaken(monitor, manifest, reality) })),
    ...others.length === 0
      ? []
      : [finding(NOT_IN_MANIFESTS, { server, what: others.map(name => `job ${JSON.stringify(name)}${noteOf(name, graph.monitors)}`) })],
  ];
}

function isOfMonitor(job: string): boolean {
  return /^(serviceMonitor|podMonitor|probe|scrapeConfig)\//.test(job);
}

/** A monitor that the manifests contain and reject. */
function noteOf(job: string, monitors: readonly Manifest[]): string {
  const [kind, namespace, name] = job.split('/');
  const found = monitors.find(({
    metadata, kind: own,
  }) => own.toLowerCase() === kind.toLowerCase() && metadata.namespace === namespace && metadata.name === name);
  return found ? ' (it is in the manifests, but must not be selected)' : '';
}

/** The status of an object in the cluster, if it was read; otherwise where to find it. */
export function whyNotTaken(object: Manifest, server: Manifest, { objects }: Reality): string {
  const { kind, metadata: { namespace = '', name } } = object;
  const lookAt = `"kubectl get ${kind.toLowerCase()} -n ${namespace} ${name}"`;
  if (!objects) { return `check that it is applied (${lookAt}), and search the log of the operator for its name`; }
  const found = objects.find(
    each => each?.kind === kind && each?.metadata?.name === name && (each?.metadata?.namespace ?? '') === namespace,
  );
  if (!found) { return `the object is not in the cluster: apply it, or check why it was rejected (${lookAt})`; }
  const said = conditionOf(found, server);
  if (said !== undefined) { return `the operator reports: ${said}`; }
  const differences = labelsThatDiffer(object.metadata.labels ?? {}, found.metadata.labels ?? {});
  if (differences.length > 0) {
    return `its labels in the cluster differ (${differences.join(', ')}), so it is not selected: apply the manifest`;
  }
  return 'it is in the cluster, but the operator did not add it: check that the operator runs, and that the server matches its manifest';
}

/** The status that the operator writes to a monitor or rule, if its feature gate is enabled. */
function conditionOf({ status }: any, { kind, metadata }: Manifest): string | undefined {
  const isOfServer = ({
    name, namespace, resource,
  }: any) => name === metadata.name && namespace === metadata.namespace && String(resource).startsWith(kind.toLowerCase());
  const binding = listOf(status?.bindings).find(isOfServer);
  const refused = listOf(binding?.conditions).find(each => each?.type === 'Accepted' && each?.status === 'False');
  return refused && textOf(refused.message, textOf(refused.reason));
}

function labelsThatDiffer(expected: Labels, found: Labels): string[] {
  return Object.keys(expected)
    .filter(name => expected[name] !== found[name])
    .map(name => `${name}=${found[name] ?? ''} instead of ${expected[name]}`);
}
